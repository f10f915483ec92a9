"""Checks that several rule values share."""

from collections import Counter
from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.errors import DuplicateIdError, ValueRangeError, WeightSumError
from partybuild.kernel import exact


def optional_exact(value: Fraction | int | str | None) -> Fraction | None:
    """Return an exact number, or None where none is stated."""
    return None if value is None else exact(value)


def not_negative(
    _: object, field: "attrs.Attribute[Fraction]", value: Fraction
) -> None:
    """Refuse a negative weight or share."""
    if value < 0:
        raise ValueRangeError(field.name, value, "a number of at least 0")


def positive(_: object, field: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    """Refuse a total that nothing can be a share of."""
    if value <= 0:
        raise ValueRangeError(field.name, value, "a number above 0")


def share(_: object, field: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    """Refuse a share outside 0 to 1."""
    if not 0 <= value <= 1:
        raise ValueRangeError(field.name, value, 'a share from 0 to 1, such as "30%"')


def refuse_repeats(what: str, ids: Iterable[str]) -> None:
    """Refuse ids that occur twice.

    Args:
        what: What the ids name, for the error.
        ids: The ids.

    Raises:
        DuplicateIdError: If one occurs twice.
    """
    for identifier, seen in Counter(ids).items():
        if seen > 1:
            raise DuplicateIdError(what, identifier)


def refuse_other_sum(
    what: str, weights: Iterable[Fraction], expected: Fraction
) -> None:
    """Refuse weights that do not sum to the total declared.

    Args:
        what: What the weights belong to, for the error.
        weights: The weights.
        expected: The total declared.

    Raises:
        WeightSumError: If the sum differs.
    """
    if (total := sum(weights, Fraction())) != expected:
        raise WeightSumError(what, total, expected)
