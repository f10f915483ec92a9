"""Who holds a post, and when."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Period, Record


@attrs.frozen(kw_only=True)
class Person(Record):
    """A person who may hold posts; a review never needs the name.

    Attributes:
        person_id: Code of the office's own.
        name: Name; None where it is kept elsewhere.
    """

    person_id: str
    name: str | None = None


def _sorted_periods(periods: Iterable[Period]) -> tuple[Period, ...]:
    return tuple(sorted(periods, key=lambda p: (p.first, p.last or date.max)))


def _within(
    appointment: "Appointment", _: object, suspended: tuple[Period, ...]
) -> None:
    for period in suspended:
        last = period.last or date.max
        if period.first not in appointment.period or last > (
            appointment.period.last or date.max
        ):
            raise ValueRangeError(
                f"suspension of {appointment.person_id!r} as {appointment.post_id!r}",
                period,
                f"days of the appointment, {appointment.period}",
            )


@attrs.frozen(kw_only=True)
class Appointment(Record):
    """One person in one post for a period.

    Attributes:
        post_id: Post.
        person_id: Person, by a code of the office's own.
        period: First and (inclusive) last day.
        acting: Whether the person only acts in the post (代理).
        in_charge: Whether a deputy is in charge (主持工作) while the post of
            secretary is vacant.
        suspended: Periods of suspension (停职), sorted.
    """

    post_id: str
    person_id: str
    period: Period
    acting: bool = False
    in_charge: bool = False
    suspended: tuple[Period, ...] = attrs.field(
        default=(), converter=_sorted_periods, validator=_within
    )

    def suspended_on(self, on: date) -> bool:
        """Return whether the person is suspended on a day."""
        return any(on in period for period in self.suspended)
