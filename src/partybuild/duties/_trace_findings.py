"""What a trace says: where chains break, and which wording was lost."""

from collections.abc import Iterator
from datetime import date

from partybuild.duties._duty import Duty
from partybuild.duties._link import TransmissionLink
from partybuild.duties._transmission import Transmission
from partybuild.kernel import Finding, Label, Severity


def findings_on(duty: Duty, transmission: Transmission) -> Iterator[Finding]:
    """Yield a finding for every first break and every link that lost wording.

    Args:
        duty: The topmost duty.
        transmission: How it was followed.

    Yields:
        Findings PB-DUTY-10 and PB-DUTY-11.
    """
    breaks = [(link, link.broken) for link in transmission.first_breaks]
    for link, broken in ((link, kind) for link, kind in breaks if kind):
        behind = sum(chain.first_break == link for chain in transmission.chains)
        yield _finding(
            *("PB-DUTY-10", Severity.WARNING, duty, link),
            Label(
                zh=f"“{duty.title.zh}”传导至{link.to_id}中断：{broken.label.zh}"
                f"（影响{behind}条链）",
                en=f'"{duty.title.en}" breaks on the way to {link.to_id}: '
                f"{broken.label.en} ({behind} of the chains)",
            ),
            ("break", broken.value),
        )
    for link in transmission.links:
        if link.lost_areas:
            areas = ", ".join(link.lost_areas)
            yield _finding(
                *("PB-DUTY-11", Severity.INFO, duty, link),
                Label(
                    zh=f"“{duty.title.zh}”传导至{link.to_id}时缺少工作方面：{areas}",
                    en=f'"{duty.title.en}" arrived at {link.to_id} without the '
                    f"areas {areas}",
                ),
                ("lost_areas", areas),
            )
        above, below = link.level_above, link.level_below
        if link.level_changed and above is not None and below is not None:
            yield _finding(
                *("PB-DUTY-11", Severity.INFO, duty, link),
                Label(
                    zh=f"“{duty.title.zh}”传导至{link.to_id}时责任由"
                    f"{above.label.zh}变为{below.label.zh}",
                    en=f'"{duty.title.en}" arrived at {link.to_id} as '
                    f"{below.label.en}, not as {above.label.en}",
                ),
                ("levels", f"{above.value}, {below.value}"),
            )


def no_organization(duty: Duty, on: date) -> Finding:
    """Return the finding that a duty belongs to no organization of the day."""
    return Finding(
        code="PB-DUTY-12",
        severity=Severity.ERROR,
        subject=duty.duty_id,
        message=Label(
            zh=f"{on}没有党组织{duty.organization_id}，无法追踪其责任传导",
            en=f"there is no organization {duty.organization_id} on {on}, so its "
            "duty cannot be followed",
        ),
        evidence=(("organization", str(duty.organization_id)),),
        basis=duty.basis,
    )


def _finding(
    code: str,
    severity: Severity,
    duty: Duty,
    link: TransmissionLink,
    message: Label,
    fact: tuple[str, str],
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=link.to_id,
        message=message,
        evidence=(
            ("duty", duty.duty_id),
            ("from", link.from_id),
            ("to", link.to_id),
            fact,
        ),
        basis=duty.basis,
    )
