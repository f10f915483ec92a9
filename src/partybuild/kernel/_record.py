"""Values that show themselves part by part, by the names of their attributes."""

from collections.abc import Collection, Mapping
from enum import Enum
from fractions import Fraction
from numbers import Real
from typing import cast

import attrs

from partybuild.kernel._citation import Basis
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._summary import Plain, Summary, Tabular, cell_text, shown_text
from partybuild.kernel._text import unwritable

_ATTRIBUTE = Label(zh="属性", en="attribute")
_VALUE = Label(zh="值", en="value")
_YES = Label(zh="是", en="yes")
_NO = Label(zh="否", en="no")
_MOST = 8
_LONGEST = 120
_NAMES = ("name", "label", "title", "text", "code")


class Record(Tabular):
    """A value that a notebook shows as a list of its attributes.

    As a data frame it is one row with a column per attribute. Classes that hold
    several values alike say in a `summary` of their own what their rows are.
    """

    __slots__ = ()

    def summary(self) -> Summary:
        """Return one row, with a column per public attribute."""
        cells = _cells(self)
        return Summary(
            caption=Label.same(type(self).__name__),
            columns=map(Label.same, cells),
            rows=[cells.values()],
            shown=len(cells),
        )

    def __repr__(self) -> str:
        """Tell each attribute on a line of its own; long values are cut."""
        if type(self).summary is not Record.summary:
            return super().__repr__()
        lines = [
            f"  {name}: {_cut(shown_text(cell_text(cell, 'zh')))}"
            for name, cell in _cells(self).items()
            if cell is not None
        ]
        return "\n".join([f"<{type(self).__name__}>", *lines])

    def _repr_html_(self) -> str:
        table = self.summary()
        if type(self).summary is Record.summary:
            (row,) = table.rows
            table = Summary(
                caption=table.caption,
                columns=(_ATTRIBUTE, _VALUE),
                rows=zip(table.columns, row, strict=True),
                shown=2,
            )
        return table.html()


def _cells(record: Record) -> dict[str, Plain]:
    # attrs describes its classes only to whoever knows that they are its own.
    kind = cast("type[attrs.AttrsInstance]", type(record))
    names = [field.name for field in attrs.fields(kind)]
    return {n: plain(getattr(record, n)) for n in names if not n.startswith("_")}


def plain(value: object) -> Plain:
    """Return any value as the cell of a table.

    Args:
        value: A value of a result.

    Returns:
        Numbers and texts as they are; what has a name by its name; of many the
        first few and how many there are.
    """
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, str | int | Fraction | Label | None):
        return value
    if isinstance(value, bytes):
        return _count(len(value))
    if isinstance(value, Mapping):
        pairs = cast("Mapping[object, object]", value).items()
        return _several([f"{_text(key)}: {_text(one)}" for key, one in pairs])
    if isinstance(value, Collection):
        return _several([plain(one) for one in cast("Collection[object]", value)])
    return _named(value)


def _named(value: object) -> Plain:
    if isinstance(value, Basis):
        return Label(zh=value.text("zh"), en=value.text("en"))
    if isinstance(value, Real):  # what analysis measures, rounded for the eye
        return f"{value:.6g}"
    names = ("label",) if isinstance(value, Enum) else _NAMES
    for name in names:
        found = getattr(value, name, None)
        if isinstance(found, Label | str) and found:
            return found
    if isinstance(value, Record):
        cells = {name: cell for name, cell in _cells(value).items() if cell is not None}
        return _several([f"{name}={_text(cell)}" for name, cell in cells.items()])
    text = value.value if isinstance(value, Enum) else value
    return _cut(" ".join(str(text).split()))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _several(cells: list[Plain]) -> Plain:
    if not cells:
        return None
    if len(cells) > _MOST or any(isinstance(c, str) and len(c) > 60 for c in cells):
        return _count(len(cells))
    zh = "、".join(_text(cell, "zh") for cell in cells)
    en = ", ".join(_text(cell, "en") for cell in cells)
    # What no label can hold is the same text in both languages.
    named = zh.strip() and en.strip() and not unwritable(zh + en)
    return Label(zh=zh, en=en) if named else zh


def _count(number: int) -> Label:
    return Label(zh=f"共{number}项", en=f"{number} entries")


def _text(value: object, lang: Lang = "zh") -> str:
    return cell_text(plain(value), lang)
