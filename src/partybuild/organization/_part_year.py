"""What a rule makes of those who were in a post for a part of the year."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs
from dateutil.relativedelta import relativedelta

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Period, Record
from partybuild.organization._appointment import Appointment


class PartYearMode(Enum):
    """What becomes of a year with more than one holder."""

    WEIGHTED_BY_DAYS = "weighted_by_days"
    """Each holder counts with the share of days in the post."""
    HOLDER_ON_CUT_OFF = "holder_on_cut_off"
    """The holder on the cut-off day counts alone."""


def _months(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a number of months")


@attrs.frozen(kw_only=True)
class PartYearRule:
    """The choice a rule makes for part-years.

    Attributes:
        mode: What becomes of a year with more than one holder.
        least_months_in_post: Months in post below which a holder is not assessed
            (不参评); 0 where there is no such limit.
        least_months_in_existence: Months below which an organization, and so its
            secretary, is not assessed.
        basis: Article or decision.
    """

    mode: PartYearMode = attrs.field(converter=PartYearMode)
    least_months_in_post: int = attrs.field(default=0, validator=_months)
    least_months_in_existence: int = attrs.field(default=0, validator=_months)
    basis: Basis


@attrs.frozen(kw_only=True)
class HolderShare(Record):
    """One holder of a post in the year assessed.

    Attributes:
        person_id: Holder.
        days: Days in the post in the year, up to the cut-off day.
        share: Share of the result; 0 for one who is not assessed.
        assessed: Whether the holder is assessed.
        reason: Why not, or why with this share.
    """

    person_id: str
    days: int
    share: Fraction
    assessed: bool
    reason: Label


_TOO_SHORT = Label(zh="任职时间不足，不参评", en="too short in post: not assessed")
_TOO_NEW = Label(
    zh="党组织成立时间不足，不参评", en="organization too new: not assessed"
)
_LEFT = Label(zh="截止日不在任", en="not in post on the cut-off day")
_HELD = Label(zh="截止日在任", en="in post on the cut-off day")
_BY_DAYS = Label(zh="按任职天数计", en="by days in the post")


def part_year(
    rule: PartYearRule,
    appointments: Iterable[Appointment],
    year: Period,
    cut_off: date,
    founded_on: date | None = None,
) -> tuple[HolderShare, ...]:
    """Return who of a post's holders is assessed, and with which share.

    Args:
        rule: The choice.
        appointments: Appointments to the one post.
        year: Period assessed.
        cut_off: Day on which months are counted, inclusive; nothing after it counts.
        founded_on: Day the organization was founded; None where long ago.

    Returns:
        One line per person in post in the year, sorted by id. Shares sum to 1 where
        anybody is assessed, and are 0 where nobody is.

    Raises:
        ValueRangeError: If the cut-off day lies before the year.

    Shapes:
        ``a`` appointments, at most ``a`` lines.

    Units:
        Whole days and calendar months; shares are pure numbers.

    Source:
        The rule carries it: the choice is the office's.

    Examples:
        >>> from partybuild.kernel import Label, OwnDecision, Period
        >>> rule = PartYearRule(
        ...     mode="weighted_by_days",
        ...     basis=OwnDecision(decision=Label(zh="街道决定", en="street")),
        ... )
        >>> two = [
        ...     Appointment(
        ...         post_id="p",
        ...         person_id="a",
        ...         period=Period(date(2020, 1, 1), date(2021, 3, 14)),
        ...     ),
        ...     Appointment(
        ...         post_id="p", person_id="b", period=Period(date(2021, 3, 15))
        ...     ),
        ... ]
        >>> year = Period(date(2021, 1, 1), date(2021, 12, 31))
        >>> [str(line.share) for line in part_year(rule, two, year, date(2021, 12, 31))]
        ['1/5', '4/5']
    """
    if cut_off < year.first:
        raise ValueRangeError("cut-off day", cut_off, f"a day in or after {year}")
    held = tuple(appointments)
    lines: list[HolderShare] = []
    for person_id in sorted({a.person_id for a in held}):
        own = [a.period for a in held if a.person_id == person_id]
        days = _days(own, Period(year.first, min(cut_off, year.last or cut_off)))
        if days:
            reason = _not_assessed(rule, own, cut_off, founded_on)
            lines.append(
                HolderShare(
                    person_id=person_id,
                    days=days,
                    share=Fraction(0),
                    assessed=reason is None,
                    reason=reason or _BY_DAYS,
                )
            )
    if rule.mode is PartYearMode.HOLDER_ON_CUT_OFF:
        lines = [_on_cut_off(line, held, cut_off) for line in lines]
    total = sum(line.days for line in lines if line.assessed)
    return tuple(
        attrs.evolve(line, share=Fraction(line.days, total)) if line.assessed else line
        for line in lines
    )


def _on_cut_off(
    line: HolderShare, held: tuple[Appointment, ...], cut_off: date
) -> HolderShare:
    if not line.assessed:
        return line
    there = any(a.person_id == line.person_id and cut_off in a.period for a in held)
    return attrs.evolve(line, assessed=there, reason=_HELD if there else _LEFT)


def _not_assessed(
    rule: PartYearRule, own: list[Period], cut_off: date, founded_on: date | None
) -> Label | None:
    if founded_on is not None and not _lasted(
        founded_on, cut_off, rule.least_months_in_existence
    ):
        return _TOO_NEW
    longest = any(
        _lasted(first, last, rule.least_months_in_post)
        for first, last in _runs(own, cut_off)
    )
    return None if longest else _TOO_SHORT


def _lasted(first: date, last: date, months: int) -> bool:
    """Whether the days from first to last, both included, are so many months."""
    whole = first + relativedelta(months=months)
    return whole.toordinal() <= last.toordinal() + 1


def _runs(periods: list[Period], cut_off: date) -> list[tuple[date, date]]:
    """Return unbroken stretches in post, a renewal on the next day included."""
    runs: list[tuple[date, date]] = []
    for period in sorted(periods, key=lambda p: (p.first, p.last or date.max)):
        last = min(period.last or cut_off, cut_off)
        if period.first > cut_off:
            continue
        if runs and period.first.toordinal() <= runs[-1][1].toordinal() + 1:
            runs[-1] = (runs[-1][0], max(runs[-1][1], last))
        else:
            runs.append((period.first, last))
    return runs


def _days(periods: list[Period], year: Period) -> int:
    end = year.last or date.max
    return sum(
        max(0, min(last, end).toordinal() - max(first, year.first).toordinal() + 1)
        for first, last in _runs(periods, end)
    )
