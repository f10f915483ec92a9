"""What is still due goes on in the ledger of the next year, with its history."""

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from partybuild.errors import DuplicateIdError
from partybuild.kernel import (
    Basis,
    Finding,
    Label,
    Record,
    Severity,
    sorted_findings,
)
from partybuild.ledgers._account import LedgerState
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._step import LedgerStep, StepKind
from partybuild.organization import OrganizationTree, SuccessorLink


def carry_over(
    last_year: RectificationLedger, into: RectificationLedger
) -> RectificationLedger:
    """Take what is still due of last year's ledger into the next one.

    A problem keeps its id, its deadline and every step: being carried over makes
    nothing less overdue. What is closed or canceled stays where it is.

    Args:
        last_year: Last year's ledger, as it stands.
        into: The next ledger, with or without problems of its own.

    Returns:
        The next ledger with the open lines of last year's; carrying over once
        more changes nothing.

    Raises:
        DuplicateIdError: If the next ledger has another problem of the same id.
    """
    carried: list[LedgerEntry] = []
    for entry in last_year.open_entries():
        if entry.problem_id not in into:
            carried.append(entry)
            continue
        there = into.entry(entry.problem_id)
        if there.steps[: len(entry.steps)] != entry.steps:
            raise DuplicateIdError("problem", entry.problem_id)
    return attrs.evolve(into, entries=[*into.entries, *carried])


@attrs.frozen(kw_only=True)
class HandOver(Record):
    """Problems of organizations that are no more, handed to those after them.

    Attributes:
        steps: Steps to record, problem by problem: the problem amended, and the
            plan with its next owner; deadlines stay as they are.
        findings: PB-LEDGER-04 where nobody, or no single organization, came after
            the one that has a problem: a person has to decide.
    """

    steps: tuple[LedgerStep, ...]
    findings: tuple[Finding, ...] = ()


def hand_over(
    ledger: RectificationLedger,
    tree: OrganizationTree,
    posts: Mapping[str, str],
    *,
    on: date,
    by: str,
    basis: Basis,
) -> HandOver:
    """Propose who goes on with the problems of merged organizations.

    Args:
        ledger: The ledger.
        tree: Organizations with their history.
        posts: Organization to the post that answers for it now.
        on: Day of the handing over.
        by: Who hands over.
        basis: On what basis.

    Returns:
        Steps and findings; nothing is recorded yet.
    """
    there = tree.at(on)
    steps: list[LedgerStep] = []
    findings: list[Finding] = []
    for entry in ledger.open_entries():
        before = entry.problem.organization_id
        if before in there:
            continue
        heirs = sorted(one for one in _after(before, tree.links, on) if one in there)
        if len(heirs) == 1 and heirs[0] in posts:
            steps += _steps(entry, heirs[0], posts[heirs[0]], (on, by, basis))
        else:
            findings.append(_undecided(entry, heirs))
    return HandOver(steps=tuple(steps), findings=sorted_findings(findings))


def _after(
    organization_id: str, links: tuple[SuccessorLink, ...], on: date
) -> set[str]:
    found: set[str] = set()
    left = [organization_id]
    while left:
        here = left.pop()
        after = {x.to_id for x in links if x.from_id == here and x.on <= on}
        left += after - found
        found |= after
    return found


def _steps(
    entry: LedgerEntry, heir: str, post_id: str, said: tuple[date, str, Basis]
) -> Iterator[LedgerStep]:
    on, by, basis = said
    problem = attrs.evolve(
        entry.problem,
        organization_id=heir,
        post_id=post_id if entry.problem.post_id else "",
    )
    amended = LedgerStep(
        problem_id=entry.problem_id,
        kind=StepKind.AMEND,
        on=on,
        by=by,
        basis=basis,
        problem=problem,
    )
    yield amended
    plan = entry.rectification
    # What is done waits for a second person only; who did it stays named.
    if plan is not None and entry.state is not LedgerState.DONE:
        yield attrs.evolve(
            amended,
            kind=StepKind.PLAN,
            problem=None,
            rectification=attrs.evolve(
                plan, responsible="", post_id=post_id, organization_id=heir
            ),
        )


def _undecided(entry: LedgerEntry, heirs: list[str]) -> Finding:
    gone, many = entry.problem.organization_id, "、".join(heirs)
    return Finding(
        code="PB-LEDGER-04",
        severity=Severity.WARNING,
        subject=entry.problem_id,
        message=Label(
            zh=f"{gone} 已不存在，后继组织：{many or '无'}；请指定由谁继续整改",
            en=f"{gone} is no more; after it came {', '.join(heirs) or 'none'}: "
            "name who goes on",
        ),
        evidence=(("organizations", ", ".join(heirs)),) if heirs else (),
    )
