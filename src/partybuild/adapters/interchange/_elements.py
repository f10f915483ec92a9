"""Element names of a standard, filled in by who owns the standard."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

import attrs

from partybuild.adapters.interchange._fields import FIELDS
from partybuild.adapters.interchange._lost import Lost, sorted_lost
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.kernel import Record


def _text(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise ValueRangeError(f"element {field.name}", repr(value), "text")


def _known_field(_: object, __: object, value: str) -> None:
    if value not in FIELDS:
        raise UnknownIdError("field", value, FIELDS)


@attrs.frozen(kw_only=True, order=True)
class Element(Record):
    """One element of a standard and the field of the library that holds it.

    Attributes:
        field: Field of the library, such as "person.name"; see `FIELDS`.
        element: Name of the element in the standard.
    """

    field: str = attrs.field(validator=_known_field)
    element: str = attrs.field(validator=_text)


def _sorted(elements: Iterable[Element]) -> tuple[Element, ...]:
    return tuple(sorted(elements))


@attrs.frozen(kw_only=True)
class ElementMapping(Record):
    """Element names of a standard against the fields of the library.

    The names are filled in from the standard by its owner: none is shipped, and
    neither are its code lists.

    Attributes:
        standard: The standard, such as "GB/T 14946.1-2009".
        elements: The pairs, sorted by field; one to one.
    """

    standard: str = attrs.field(validator=_text)
    elements: tuple[Element, ...] = attrs.field(converter=_sorted)

    def __attrs_post_init__(self) -> None:
        """Refuse a field, or an element, that stands twice."""
        for what in ("field", "element"):
            for one, other in pairwise(sorted(getattr(e, what) for e in self.elements)):
                if one == other:
                    raise DuplicateIdError(what, one)

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields of the library that no element stands for, in their order."""
        given = {one.field for one in self.elements}
        return tuple(field for field in FIELDS if field not in given)

    def to_standard(
        self, record: Mapping[str, str]
    ) -> tuple[dict[str, str], tuple[Lost, ...]]:
        """Return a record with the names of the standard.

        Args:
            record: Field of the library to text.

        Returns:
            Element to text, and the fields that no element stands for.
        """
        return _renamed(record, {e.field: e.element for e in self.elements}, "field")

    def from_standard(
        self, record: Mapping[str, str]
    ) -> tuple[dict[str, str], tuple[Lost, ...]]:
        """Return a record with the names of the library.

        Args:
            record: Element of the standard to text.

        Returns:
            Field to text, and the elements that no field stands for.
        """
        return _renamed(record, {e.element: e.field for e in self.elements}, "element")


def _renamed(
    record: Mapping[str, str], names: Mapping[str, str], what: str
) -> tuple[dict[str, str], tuple[Lost, ...]]:
    lost = [Lost(what, key, "value", record[key]) for key in record if key not in names]
    found = {names[key]: record[key] for key in sorted(record) if key in names}
    return found, sorted_lost(lost)
