"""Counts of heads, where None says that nothing is recorded."""

import attrs

from partybuild.errors import ValueRangeError


def heads(_: object, field: "attrs.Attribute[int | None]", value: int | None) -> None:
    """Refuse what is no count of members."""
    if value is not None and (type(value) is not int or value < 0):
        raise ValueRangeError(field.name, repr(value), "a count of members")


def added(*counts: int | None) -> int | None:
    """Return the sum of counts; not recorded as soon as one of them is not."""
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
