"""How often the meetings of organization life are held."""

from partybuild.duties import DUTY_CATALOG, MEETING_DUTY_IDS, Recurrence
from partybuild.kernel import Citation, Label, Period
from partybuild.rules._dated import DatedRule, RuleVersion


def _meetings() -> tuple[DatedRule[Recurrence], ...]:
    by_id = {duty.duty_id: duty for duty in DUTY_CATALOG}
    found: list[DatedRule[Recurrence]] = []
    for number, duty_id in enumerate(MEETING_DUTY_IDS, 1):
        duty = by_id[duty_id]
        basis, recurrence = duty.basis, duty.recurrence
        if isinstance(basis, Citation) and basis.issued and recurrence is not None:
            version = RuleVersion(
                period=Period(basis.issued), value=recurrence, basis=basis
            )
            found.append(
                DatedRule(
                    code=f"PB-MEET-{number:02d}",
                    title=duty.title,
                    unit=Label(zh="次数", en="times"),
                    versions=[version],
                )
            )
    return tuple(found)


MEETINGS: tuple[DatedRule[Recurrence], ...] = _meetings()
"""Frequencies by a guide of 2021: practice, for no central article is confirmed."""
