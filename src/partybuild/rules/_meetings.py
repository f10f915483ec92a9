"""How often the meetings of organization life are held."""

from datetime import date
from typing import cast

from partybuild.duties import DUTY_CATALOG, MEETING_DUTY_IDS, Duty, Recurrence
from partybuild.kernel import Citation, Label, Period
from partybuild.rules._dated import DatedRule, RuleVersion


def _meetings(duty: Duty) -> RuleVersion[Recurrence]:
    """Return how often a meeting recurs, by a guide whose date is known."""
    guide = cast("Citation", duty.basis)
    return RuleVersion(
        period=Period(cast("date", guide.issued)),
        value=cast("Recurrence", duty.recurrence),
        basis=guide,
    )


_DUTIES = {duty.duty_id: duty for duty in DUTY_CATALOG}

MEETINGS: tuple[DatedRule[Recurrence], ...] = tuple(
    DatedRule(
        code=f"PB-MEET-{number:02d}",
        title=_DUTIES[duty_id].title,
        unit=Label(zh="次数", en="times"),
        versions=[_meetings(_DUTIES[duty_id])],
    )
    for number, duty_id in enumerate(MEETING_DUTY_IDS, 1)
)
"""Frequencies by a guide of 2021: practice, for no central article is confirmed."""
