"""What is laid down for joint, temporary and project branches and Party groups."""

from collections.abc import Iterator
from datetime import date

from dateutil.relativedelta import relativedelta

from partybuild.kernel import Basis, Finding, Label, Severity
from partybuild.organization._approval import ApprovalKind
from partybuild.organization._branch import BranchForm
from partybuild.organization._formation_rule import FormationRules, JointBranchRule
from partybuild.organization._heads import added
from partybuild.organization._organization import Organization


def check_branch(
    branch: Organization, on: date, rules: FormationRules
) -> Iterator[Finding]:
    """Yield what does not agree with the rules for its form.

    Args:
        branch: Branch of the day.
        on: The day.
        rules: Rules in force on it.

    Yields:
        Findings PB-ORG-10 to PB-ORG-13.
    """
    if branch.form is BranchForm.JOINT and rules.joint is not None:
        yield from _check_joint(branch, on, rules.joint)
    task = branch.task
    if task is not None and task.last is not None:
        if on > task.last:
            yield _finding(
                *("PB-ORG-12", Severity.WARNING, branch),
                Label(
                    zh=f"任务已于{task.last}结束，应及时撤销",
                    en=f"its task ended on {task.last}; it is to be dissolved",
                ),
                (("task", str(task)),),
            )
        project = rules.project
        if branch.form is BranchForm.PROJECT and project is not None:
            full = task.first + relativedelta(months=project.least_months)
            if task.last.toordinal() + 1 < full.toordinal():
                yield _finding(
                    *("PB-ORG-12", Severity.WARNING, branch),
                    Label(
                        zh=f"项目不足{project.least_months}个月",
                        en=f"the project lasts less than {project.least_months} months",
                    ),
                    (("task", str(task)), ("rule", project.code)),
                    project.basis,
                )
    yield from _check_groups(branch)


def _check_joint(
    branch: Organization, on: date, rule: JointBranchRule
) -> Iterator[Finding]:
    number = len(branch.workplaces)
    approved = any(
        approval.kind is ApprovalKind.MORE_WORKPLACES and approval.holds_on(on)
        for approval in branch.approvals
    )
    if number > rule.most_workplaces:
        yield _finding(
            "PB-ORG-10",
            Severity.INFO if approved else Severity.WARNING,
            branch,
            Label(
                zh=f"联合党支部覆盖{number}个单位，一般不超过{rule.most_workplaces}个"
                + ("，已经上级批准" if approved else ""),
                en=f"a joint branch for {number} workplaces; normally at most "
                f"{rule.most_workplaces}" + ("; approved" if approved else ""),
            ),
            (("workplaces", str(number)), ("rule", rule.code)),
            rule.basis,
        )
    for place in branch.workplaces:
        if place.full_members is not None and place.full_members >= rule.fewer_than:
            yield _finding(
                *("PB-ORG-11", Severity.WARNING, branch),
                Label(
                    zh=f"{place.name.zh}有正式党员{place.full_members}名，"
                    "可以单独设立党支部",
                    en=f"{place.name.en} has {place.full_members} full members, enough "
                    "for a branch of its own",
                ),
                (("workplace", place.workplace_id), ("rule", rule.code)),
                rule.basis,
            )


def _check_groups(branch: Organization) -> Iterator[Finding]:
    full = added(*[group.full_members for group in branch.party_groups])
    probationary = added(*[group.probationary_members for group in branch.party_groups])
    for grouped, members in (
        (full, branch.full_members),
        (probationary, branch.probationary_members),
    ):
        if grouped is not None and members is not None and grouped > members:
            yield _finding(
                *("PB-ORG-13", Severity.ERROR, branch),
                Label(
                    zh=f"各党小组党员合计{grouped}名，多于党支部的{members}名",
                    en=f"its Party groups have {grouped} members, the branch {members}",
                ),
                (("groups", str(len(branch.party_groups))),),
            )


def _finding(
    code: str,
    severity: Severity,
    branch: Organization,
    message: Label,
    evidence: tuple[tuple[str, str], ...],
    basis: Basis | None = None,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=branch.organization_id,
        message=message,
        evidence=evidence,
        basis=basis,
    )
