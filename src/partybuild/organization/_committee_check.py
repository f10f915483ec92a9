"""Whether an organization has the committee that its members call for."""

from collections.abc import Iterator
from datetime import date

from partybuild.kernel import Finding, Label, Severity
from partybuild.organization._approval import ApprovalKind
from partybuild.organization._formation_rule import CommitteeSizeRule, FormationRules
from partybuild.organization._most_special import most_special
from partybuild.organization._organization import Organization


def check_committee(
    organization: Organization, on: date, rules: FormationRules
) -> Iterator[Finding]:
    """Yield what does not agree with the rules of committee sizes.

    Args:
        organization: Organization of the day.
        on: The day.
        rules: Rules in force on it.

    Yields:
        Findings PB-ORG-06 and PB-ORG-07.
    """
    of_kind = [r for r in rules.committee_sizes if organization.kind in r.kinds]
    what = f"committee of a {organization.kind.value}"
    rule = most_special(of_kind, organization.sector, what)
    size, full = organization.committee_members, organization.full_members
    if rule is None or size is None:
        return
    if full is not None and full < rule.from_full_members:
        if size:
            yield _finding(
                *("PB-ORG-06", Severity.WARNING, organization, rule),
                Label(
                    zh=f"正式党员{full}名，不足{rule.from_full_members}名，"
                    f"不设支部委员会，现有委员{size}名",
                    en=f"{full} full members, fewer than {rule.from_full_members}: a "
                    f"secretary, no committee; it has one of {size}",
                ),
            )
        return
    if not size:
        if full is not None:
            yield _finding(
                *("PB-ORG-06", Severity.ERROR, organization, rule),
                Label(
                    zh=f"正式党员{full}名，应当设立委员会，尚未设立",
                    en=f"{full} full members call for a committee; it has none",
                ),
            )
        return
    if not rule.band.holds(size):
        approved = any(
            approval.kind is ApprovalKind.COMMITTEE_SIZE and approval.holds_on(on)
            for approval in organization.approvals
        )
        yield _finding(
            "PB-ORG-07",
            Severity.INFO if approved else Severity.WARNING,
            organization,
            rule,
            Label(
                zh=f"委员会委员{size}名，不符合规定的职数"
                + ("，已经上级批准" if approved else ""),
                en=f"a committee of {size} is not of the size laid down"
                + ("; approved" if approved else ""),
            ),
        )


def _finding(
    code: str,
    severity: Severity,
    organization: Organization,
    rule: CommitteeSizeRule,
    message: Label,
) -> Finding:
    evidence = (
        ("kind", organization.kind.value),
        ("sector", organization.sector.value),
        ("full_members", str(organization.full_members)),
        ("committee_members", str(organization.committee_members)),
        ("rule", rule.code),
        ("band", rule.band.text),
    )
    return Finding(
        code=code,
        severity=severity,
        subject=organization.organization_id,
        message=message,
        evidence=evidence,
        basis=rule.basis,
    )
