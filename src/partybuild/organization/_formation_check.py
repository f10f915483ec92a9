"""Whether organizations have the kind and the committee that the rules ask for."""

from collections.abc import Iterator
from datetime import date

from partybuild.kernel import Finding, Label, Severity, sorted_findings
from partybuild.organization._approval import Approval, ApprovalKind
from partybuild.organization._branch_check import check_branch
from partybuild.organization._committee_check import check_committee
from partybuild.organization._formation_rule import (
    FormationRule,
    FormationRules,
    KindEdges,
    edges_by_kind,
)
from partybuild.organization._kind import OrganizationKind
from partybuild.organization._organization import Organization
from partybuild.organization._tree import OrganizationTree

_RANK = {kind: rank for rank, kind in enumerate(OrganizationKind)}


def check_formation(
    tree: OrganizationTree, on: date, rules: FormationRules
) -> tuple[Finding, ...]:
    """Return what does not agree with the rules of formation on a day.

    Args:
        tree: Organizations through time.
        on: The day.
        rules: Rules in force on it; `partybuild.rules.formation_rules` has those
            of the documents.

    Returns:
        Findings PB-ORG-01 to PB-ORG-13, each with the citation of its rule. What was
        approved by the higher level is a finding too, as information.

    Raises:
        AmbiguousRuleError: If two rules claim the same case.

    Shapes:
        ``n`` organizations of the day, none to about four findings each.

    Units:
        Members and committee members are counts of persons.

    Source:
        The rules carry it; see each finding's basis.
    """
    found: list[Finding] = []
    for organization in tree.at(on).organizations:
        found += _check_members(organization, on, rules)
        found += check_committee(organization, on, rules)
        if organization.kind is OrganizationKind.BRANCH:
            found += check_branch(organization, on, rules)
    return sorted_findings(found)


def _check_members(
    organization: Organization, on: date, rules: FormationRules
) -> Iterator[Finding]:
    edges = edges_by_kind(rules.formation, organization.sector)
    own = edges.get(organization.kind)
    if own is None:
        return
    unknown = next((r for r in own.rules if r.members(organization) is None), None)
    if unknown is not None:
        message = Label(
            zh="党员人数未登记，无法核对设置条件",
            en="its members are not recorded, so its kind cannot be checked",
        )
        yield _finding("PB-ORG-09", Severity.INFO, organization, unknown, message)
        return
    if own.lower is not None and own.lower.below(organization):
        yield _too_few(organization, on, own.lower)
    elif own.upper is not None and own.upper.above(organization):
        yield _too_many(organization, on, own.upper)
    yield from _other_kinds(organization, edges)


def _too_few(organization: Organization, on: date, rule: FormationRule) -> Finding:
    kind, members = organization.kind.label, rule.members(organization)
    approval = _approval(organization, ApprovalKind.FEWER_MEMBERS, on)
    code, severity = "PB-ORG-01", Severity.ERROR
    if approval is not None and rule.fewer_with_approval:
        code, severity = "PB-ORG-03", Severity.INFO
        message = Label(
            zh=f"党员{members}名，少于{kind.zh}的规定，已经上级批准",
            en=f"{members} members, fewer than a {kind.en} has; approved",
        )
    elif organization.kind is OrganizationKind.BRANCH:
        code = "PB-ORG-08"
        message = Label(
            zh=f"正式党员{members}名，已不具备设立党支部的条件，应及时调整或撤销",
            en=f"{members} full members: it no longer qualifies as a branch and is to "
            "be adjusted or dissolved",
        )
    else:
        message = Label(
            zh=f"党员{members}名，少于{kind.zh}的规定，且无批准记录",
            en=f"{members} members, fewer than a {kind.en} has; no approval recorded",
        )
    return _finding(code, severity, organization, rule, message, approval)


def _too_many(organization: Organization, on: date, rule: FormationRule) -> Finding:
    kind, members = organization.kind.label, rule.members(organization)
    approval = _approval(organization, ApprovalKind.MORE_MEMBERS, on)
    message = Label(
        zh=f"党员{members}名，超过{kind.zh}的规定",
        en=f"{members} members, more than a {kind.en} has",
    )
    code = "PB-ORG-02"
    severity = Severity.WARNING if rule.upper_is_normal else Severity.ERROR
    if approval is not None:
        code, severity = "PB-ORG-03", Severity.INFO
        message = Label(zh=f"{message.zh}，已经上级批准", en=f"{message.en}; approved")
    return _finding(code, severity, organization, rule, message, approval)


def _other_kinds(
    organization: Organization, edges: dict[OrganizationKind, KindEdges]
) -> Iterator[Finding]:
    """Say where a number satisfies the wording for two kinds, or for none."""
    members, kind = organization.members, organization.kind.label
    own = edges[organization.kind]
    holding = [one for one in edges.values() if one.holds(organization)]
    for other in holding if own in holding else []:
        # "More than 50" does not end where a committee may begin; "50 to 100" does.
        smaller = max(own, other, key=lambda one: _RANK[one.kind])
        if other is not own and smaller.upper is not None:
            name = other.kind.label
            rule = other.rules[0]
            yield _finding(
                *("PB-ORG-04", Severity.INFO, organization, rule),
                Label(
                    zh=f"党员{members}名，同时符合{kind.zh}（{own.text}）"
                    f"和{name.zh}（{other.text}）两种表述",
                    en=f"{members} members satisfy two wordings: a {kind.en} "
                    f"({own.text}) and a {name.en} ({other.text})",
                ),
            )
    above = [r for one in edges.values() for r in one.rules if r.above(organization)]
    below = [r for one in edges.values() for r in one.rules if r.below(organization)]
    if not holding and above and below:
        yield _finding(
            *("PB-ORG-05", Severity.WARNING, organization, above[0]),
            Label(
                zh=f"党员{members}名，不在任何一种设置规定之内："
                f"{above[0].band.text}，{below[-1].band.text}",
                en=f"{members} members lie in no band: {above[0].band.text}, "
                f"{below[-1].band.text}",
            ),
        )


def _approval(
    organization: Organization, kind: ApprovalKind, on: date
) -> Approval | None:
    for approval in organization.approvals:
        if approval.kind is kind and approval.holds_on(on):
            return approval
    return None


def _finding(
    code: str,
    severity: Severity,
    organization: Organization,
    rule: FormationRule,
    message: Label,
    approval: Approval | None = None,
) -> Finding:
    evidence = [
        ("kind", organization.kind.value),
        ("sector", organization.sector.value),
        ("full_members", str(organization.full_members)),
        ("members", str(organization.members)),
        ("rule", rule.code),
        ("band", rule.band.text),
    ]
    if approval is not None:
        evidence.append(("approved_on", str(approval.granted_on)))
        evidence.append(("approval", approval.document))
    return Finding(
        code=code,
        severity=severity,
        subject=organization.organization_id,
        message=message,
        evidence=tuple(evidence),
        basis=rule.basis,
    )
