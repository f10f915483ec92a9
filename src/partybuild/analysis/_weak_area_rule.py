"""Thresholds of the search for weak areas."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Record, exact


def _shares(norm: Mapping[str, Fraction | int | str]) -> dict[str, Fraction]:
    return {item_id: exact(value) for item_id, value in norm.items()}


def _share(value: Fraction | int | str | None) -> Fraction | None:
    return None if value is None else exact(value)


def _positive(
    _: "WeakAreaRule", field: "attrs.Attribute[Fraction]", value: Fraction
) -> None:
    if value <= 0:
        raise ValueRangeError(field.name, value, "a number above 0")


def _proper(
    _: "WeakAreaRule",
    field: "attrs.Attribute[Fraction | None]",
    value: Fraction | None,
) -> None:
    if value is not None and not 0 < value < 1:
        raise ValueRangeError(field.name, value, "a share between 0 and 1, or None")


@attrs.frozen(kw_only=True)
class WeakAreaRule(Record):
    """Thresholds of the search; all of them are parameters.

    Attributes:
        least_ballots: Valid ballots below which nothing is named.
        local_from: Points a cell must lie below what the others imply.
        common_from: Points an item must lie below the other items.
        mixed_from: Points a cell must lie below the subject's other items.
        falling_from: Points a cell must have fallen beyond the fall of the others.
        false_alarms: False alarms of each kind accepted per conference.
        false_share: The strict variant: share of false ones accepted among those
            named, instead of a number of false alarms; None leaves it out.
        item_norm: Expected difference of an item from the others, where it is
            known to be marked lower everywhere; 0 elsewhere.

    Source:
        Defaults chosen by simulation, not by a regulation. The strict variant:
        Benjamini and Hochberg (1995).
    """

    least_ballots: int = 20
    local_from: Fraction = attrs.field(
        default=Fraction(5), converter=exact, validator=_positive
    )
    common_from: Fraction = attrs.field(
        default=Fraction(3), converter=exact, validator=_positive
    )
    mixed_from: Fraction = attrs.field(
        default=Fraction(5), converter=exact, validator=_positive
    )
    falling_from: Fraction = attrs.field(
        default=Fraction(5), converter=exact, validator=_positive
    )
    false_alarms: Fraction = attrs.field(
        default=Fraction(1, 2), converter=exact, validator=_positive
    )
    false_share: Fraction | None = attrs.field(
        default=None, converter=_share, validator=_proper
    )
    item_norm: Mapping[str, Fraction] = attrs.field(
        factory=dict[str, Fraction], converter=_shares, hash=False
    )
