"""Which column of a frame holds what, found by its name in Chinese or English."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import Enum
from typing import Self

import attrs
import narwhals as nw

from partybuild.adapters.frames._words import SchemeWords
from partybuild.errors import InputError, Mistake
from partybuild.kernel import Label

NAMES: Mapping[str, Label] = {
    "conference": Label(zh="会议", en="conference"),
    "subject": Label(zh="述职人", en="subject"),
    "group": Label(zh="参评主体", en="group"),
    "ballot": Label(zh="票号", en="ballot"),
    "item": Label(zh="测评项目", en="item"),
    "option": Label(zh="评价", en="option"),
    "count": Label(zh="票数", en="count"),
}
"""Roles of columns, with the names under which they are found by themselves."""


class MarkLayout(Enum):
    """How a frame holds marks."""

    LONG = "long"
    """One row per mark."""
    WIDE = "wide"
    """One row per ballot and subject, one column per item."""
    COUNTS = "counts"
    """One row per subject, group, item and option, with a number of marks."""


@attrs.frozen
class FrameColumns:
    """Columns of one frame.

    Attributes:
        layout: How the frame holds marks.
        roles: Role to column, for the roles that the frame has.
        items: Item code to column, in wide form; empty otherwise.
    """

    layout: MarkLayout
    roles: Mapping[str, str] = attrs.field(hash=False)
    items: Mapping[str, str] = attrs.field(hash=False)

    @classmethod
    def of(
        cls,
        schema: Mapping[str, nw.dtypes.DType],
        words: SchemeWords,
        renamed: Mapping[str, str] | None = None,
    ) -> Self:
        """Find the columns of a frame.

        Args:
            schema: Column to type.
            words: Words of the scheme.
            renamed: Role, or item in wide form, to the column that holds it,
                where the column does not bear a name that is understood.

        Returns:
            The columns.

        Raises:
            InputError: If a column is missing or of a wrong type; all of it
                is listed, with the nearest names.
        """
        given = dict(renamed or {})
        mistakes = [
            _absent(f"column for {role!r}", (column,), schema)
            for role, column in given.items()
            if column not in schema
        ]
        roles = {role: given[role] for role in NAMES if role in given}
        for role, label in NAMES.items():
            for name in (label.en, label.zh):
                if role not in roles and name in schema:
                    roles[role] = name
        items = _item_columns(schema, words, given, set(roles.values()))
        unknown = [r for r in given if r not in NAMES and r not in words.items]
        mistakes += [
            Mistake("columns", f"{role!r} is neither a role nor an item of the scheme")
            for role in unknown
        ]
        layout = MarkLayout.LONG
        if "item" not in roles and items:
            layout = MarkLayout.WIDE
        elif "count" in roles:
            layout = MarkLayout.COUNTS
        mistakes += _missing(layout, roles, items, schema, words)
        mistakes += _wrong_types(layout, roles, items, schema)
        if mistakes:
            raise InputError("frame", tuple(mistakes))
        return cls(layout, roles, items if layout is MarkLayout.WIDE else {})

    @property
    def names(self) -> list[str]:
        """Columns that are counted."""
        roles = [c for role, c in self.roles.items() if role != "ballot"]
        return list(dict.fromkeys([*roles, *self.items.values()]))


COUNTED = FrameColumns(
    MarkLayout.COUNTS, {role: role for role in NAMES if role != "ballot"}, {}
)
"""Columns of counts by code."""


def _item_columns(
    schema: Mapping[str, nw.dtypes.DType],
    words: SchemeWords,
    given: Mapping[str, str],
    taken: set[str],
) -> dict[str, str]:
    found = {words.items[r]: c for r, c in given.items() if r in words.items}
    for word, item_id in words.items.items():
        if item_id not in found and word in schema and word not in taken:
            found[item_id] = word
    return found


def _missing(
    layout: MarkLayout,
    roles: Mapping[str, str],
    items: Mapping[str, str],
    schema: Mapping[str, nw.dtypes.DType],
    words: SchemeWords,
) -> list[Mistake]:
    needed = ["subject", "group"]
    if layout is not MarkLayout.WIDE:
        needed += ["item", "option"]
    absent = [
        _absent(f"column for {role!r}", (NAMES[role].en, NAMES[role].zh), schema)
        for role in needed
        if role not in roles
    ]
    if layout is MarkLayout.WIDE:
        for item in words.form.items:
            if item.item_id not in items:
                names = (item.item_id, item.label.zh, item.label.en)
                absent.append(
                    _absent(f"column for item {item.item_id!r}", names, schema)
                )
    return absent


def _absent(
    place: str, names: Sequence[str], schema: Mapping[str, nw.dtypes.DType]
) -> Mistake:
    near = [m for n in names for m in get_close_matches(n, list(schema), 2, 0.5)]
    hint = ", ".join(repr(name) for name in dict.fromkeys(near))
    expected = " or ".join(repr(name) for name in dict.fromkeys(names))
    tail = f"; the nearest are {hint}" if hint else f"; there are {', '.join(schema)}"
    return Mistake(place, f"no column {expected}{tail}")


def _wrong_types(
    layout: MarkLayout,
    roles: Mapping[str, str],
    items: Mapping[str, str],
    schema: Mapping[str, nw.dtypes.DType],
) -> list[Mistake]:
    texts = [roles[r] for r in ("conference", "subject", "group") if r in roles]
    if layout is MarkLayout.WIDE:
        texts += items.values()
    else:
        texts += [roles[r] for r in ("item", "option") if r in roles]
    mistakes: list[Mistake] = []
    for column in texts:
        dtype = schema.get(column)
        if dtype is None or isinstance(dtype, nw.String | nw.Categorical | nw.Enum):
            continue
        zone = getattr(dtype, "time_zone", None)
        found = f"{dtype}" + (f" with the time zone {zone}" if zone else "")
        mistakes.append(
            Mistake(
                f"column {column!r}", f"holds {found}; expected text (codes, labels)"
            )
        )
    count = schema.get(roles.get("count", ""))
    if layout is MarkLayout.COUNTS and count is not None and not count.is_integer():
        mistakes.append(
            Mistake(
                f"column {roles['count']!r}",
                f"holds {count}; expected whole numbers of marks",
            )
        )
    return mistakes
