"""Rules whose value changes with the date."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

import attrs

from partybuild.errors import RuleNotInForceError, RuleVersionError
from partybuild.kernel import Basis, Label, Period

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class RuleVersion(Generic[T]):
    """What a rule says during one period.

    Attributes:
        period: First and (inclusive) last day of force.
        value: What the rule says.
        basis: Article or decision it rests on.
    """

    period: Period
    value: T
    basis: Basis


def _by_first_day(versions: Iterable[RuleVersion[T]]) -> tuple[RuleVersion[T], ...]:
    return tuple(sorted(versions, key=lambda version: version.period.first))


class Dated(Protocol):
    """What holds during one period."""

    @property
    def period(self) -> Period:
        """First and (inclusive) last day of force."""
        ...


V = TypeVar("V", bound=Dated)


def in_force(code: str, versions: Sequence[V], on: date) -> V:
    """Return the version in force on a day.

    Args:
        code: What they are versions of, for the error.
        versions: Versions by first day, without gaps.
        on: The day.

    Returns:
        The version.

    Raises:
        RuleNotInForceError: If no version covers the day.
    """
    for version in versions:
        if on in version.period:
            return version
    covered = Period(versions[0].period.first, versions[-1].period.last)
    raise RuleNotInForceError(code, on, str(covered))


def refuse_unmatched(code: str, periods: Iterable[Period]) -> None:
    """Refuse periods, sorted by first day, that overlap or leave a gap.

    Args:
        code: Code of the rule they belong to, for the error.
        periods: Periods in order.

    Raises:
        RuleVersionError: If there is none, or two neighbors do not meet.
    """
    ordered = tuple(periods)
    if not ordered:
        raise RuleVersionError(code, "there is no version at all")
    for earlier, later in pairwise(ordered):
        if earlier.overlaps(later):
            raise RuleVersionError(code, f"{earlier} and {later} overlap")
        if not earlier.meets(later):
            raise RuleVersionError(code, f"a gap lies between {earlier} and {later}")


def _refuse_gaps(
    rule: "DatedRule[T]", _: object, versions: tuple[RuleVersion[T], ...]
) -> None:
    refuse_unmatched(rule.code, [version.period for version in versions])


@attrs.frozen(kw_only=True)
class DatedRule(Generic[T]):
    """One rule through time: exactly one version is in force on each day covered.

    Attributes:
        code: Stable code, such as "PB-ORG-01".
        title: What the rule fixes.
        unit: Unit of its value.
        versions: Versions without gap or overlap; given in any order.
    """

    code: str
    title: Label
    unit: Label
    versions: tuple[RuleVersion[T], ...] = attrs.field(
        converter=_by_first_day, validator=_refuse_gaps
    )

    def at(self, on: date) -> RuleVersion[T]:
        """Return the version in force on a day.

        Args:
            on: The day.

        Returns:
            The version.

        Raises:
            RuleNotInForceError: If no version covers the day.
        """
        return in_force(self.code, self.versions, on)
