"""A Popolo document while it is read: what was lost, and what is wrong."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

import attrs
from cattrs import Converter

from partybuild.adapters.interchange import Lost
from partybuild.adapters.records._converter import mistakes_of, new_converter
from partybuild.errors import Mistake, PartyBuildError, ValueRangeError
from partybuild.organization import PartialDate

T = TypeVar("T")


def _date(value: Any, _: Any) -> PartialDate:  # noqa: ANN401 - cattrs' own signature
    if isinstance(value, str) and value[:1].isdigit():
        return PartialDate.of(value)
    expected = 'text such as "2009", "2009-05" or "2009-05-31"'
    raise ValueRangeError("a date", repr(value), expected)


@cache
def _converter() -> Converter:
    converter = new_converter()
    converter.register_structure_hook(PartialDate, _date)
    return converter


class Reading:
    """State while a document is read; it never leaves the adapter."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.lost: list[Lost] = []
        self.mistakes: list[Mistake] = []
        self._document = document

    def wrong(self, path: str, message: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(path, message))

    def made(self, path: str, make: Callable[[], T]) -> T | None:
        """Return what is made; None, with the mistake noted, where it is refused."""
        try:
            return make()
        except PartyBuildError as error:
            self.wrong(path, str(error))
            return None

    def in_order(self) -> tuple[Mistake, ...]:
        """Return the mistakes in the order of the document."""
        keys = list(self._document)

        def _place(mistake: Mistake) -> tuple[int, int]:
            key, _, rest = mistake.place.removeprefix("$.").partition("[")
            return (keys.index(key), int(rest.partition("]")[0] or -1))

        return tuple(sorted(self.mistakes, key=_place))

    def entries(self, key: str) -> Iterator[tuple[str, Any]]:
        """Yield the path and the data of every entry of a list."""
        entries = self._document.get(key)
        if isinstance(entries, list):
            for index, entry in enumerate(entries):
                yield f"$.{key}[{index}]", entry
        elif entries is not None:
            self.wrong(f"$.{key}", "expected a list")

    def ids(self, key: str) -> set[str]:
        """Return the ids of a list, those of entries with mistakes among them."""
        entries = self._document.get(key)
        if not isinstance(entries, list):
            return set()
        ids = [entry.get("id") for entry in entries if isinstance(entry, dict)]
        return {one for one in ids if isinstance(one, str)}

    def forms(self, key: str, form: type[T]) -> list[tuple[str, T]]:
        """Return the entries of a list that are sound in themselves, with paths.

        Args:
            key: Key of the list.
            form: What is taken from an entry; what else it holds is lost.

        Returns:
            Path and form of each.
        """
        found: list[tuple[str, T]] = []
        seen: set[object] = set()
        for path, entry in self.entries(key):
            known = self._known(entry, form, path)
            one = entry.get("id") if isinstance(entry, dict) else None
            if one is not None and repr(one) in seen:
                self.wrong(f"{path}.id", f"{one!r} occurs twice; ids are unique")
            seen.add(repr(one))
            try:
                found.append((path, _converter().structure(known, form)))
            except Exception as error:  # noqa: BLE001 - all are mistakes of the document
                self.mistakes.extend(mistakes_of(error, path))
        return found

    def _known(self, entry: Any, form: Any, path: str, whose: str = "") -> Any:  # noqa: ANN401
        """Return what of an object is taken; nothing stands for null or a void list."""
        if not isinstance(entry, dict):
            return entry
        fields = {field.name: field.metadata for field in attrs.fields(form)}
        one = whose or str(entry.get("id") or path)
        known: dict[str, Any] = {}
        for key, value in entry.items():
            name, below = key.removeprefix("@"), f"{path}.{key}"
            if value is None or value == []:
                continue
            if name not in fields:
                what = form.__name__.removesuffix("Form").lower()
                self.lost.append(Lost(what, one, key, value))
            elif "each" in fields[name] and isinstance(value, list):
                part = fields[name]["each"]
                known[name] = [
                    self._known(each, part, f"{below}[{index}]", one)
                    for index, each in enumerate(value)
                ]
            elif "one" in fields[name]:
                known[name] = self._known(value, fields[name]["one"], below, one)
            else:
                known[name] = value
        return known
