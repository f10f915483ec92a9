"""What should stand in the ledger after a conference, proposed for a person to see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from partybuild.analysis import WeakArea
from partybuild.assessment import Assessment
from partybuild.duties import TransmissionTrace
from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import (
    Basis,
    Finding,
    Label,
    Severity,
    Summary,
    Tabular,
    sorted_findings,
)
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._problem import Problem
from partybuild.ledgers._same import ProblemLinks, joined
from partybuild.ledgers._sources import from_comments, from_trace, from_weak_areas
from partybuild.ledgers._step import LedgerStep, StepKind
from partybuild.organization import OrganizationTree


@attrs.frozen(kw_only=True, repr=False)
class ProposedProblems(Tabular):
    """Problems proposed for a ledger; a person decides which are opened.

    Attributes:
        on: Day of the proposal.
        problems: Problems, by id.
        findings: PB-LEDGER-01 (two that look alike and are not joined), 02 (one
            that looks like an earlier problem and is not linked to it) and 03 (one
            without an area), sorted.
    """

    on: date
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()

    def __iter__(self) -> Iterator[Problem]:
        """Iterate over the problems."""
        return iter(self.problems)

    def __len__(self) -> int:
        """Return how many problems are proposed."""
        return len(self.problems)

    def steps(
        self, *, by: str, basis: Basis, plan_by: date | None = None
    ) -> tuple[LedgerStep, ...]:
        """Return the steps that open the problems.

        Args:
            by: Who opens them.
            basis: On what basis.
            plan_by: Day by which they have to be planned; None for none.

        Returns:
            One step per problem, on the day of the proposal.
        """
        return tuple(
            LedgerStep(
                problem_id=problem.problem_id,
                kind=StepKind.OPEN,
                on=self.on,
                by=by,
                basis=basis,
                problem=problem,
                due_on=plan_by,
            )
            for problem in self.problems
        )

    def summary(self) -> Summary:
        """Return each problem with where it was named."""
        return Summary(
            caption=Label(zh="建议立项的问题", en="proposed problems"),
            columns=(
                Label(zh="编号", en="problem"),
                Label(zh="问题", en="text"),
                Label(zh="来源", en="sources"),
                Label(zh="问题类别", en="area"),
                Label(zh="党组织", en="organization"),
            ),
            rows=[
                (one.problem_id, one.text, _named(one), one.area, one.organization_id)
                for one in self.problems
            ],
            shown=3,
        )


def _named(problem: Problem) -> Label:
    kinds = list(dict.fromkeys(source.kind.label for source in problem.sources))
    return Label(
        zh="、".join(kind.zh for kind in kinds) or "未注明",
        en=", ".join(kind.en for kind in kinds) or "not stated",
    )


def open_problems(
    assessment: Assessment,
    weak_areas: Iterable[WeakArea] = (),
    *,
    on: date,
    trace: TransmissionTrace | None = None,
    further: Iterable[Problem] = (),
    links: ProblemLinks | None = None,
    last_year: RectificationLedger | None = None,
) -> ProposedProblems:
    """Propose what should stand in the ledger after a conference.

    Problems are joined, and linked to earlier ones, only where the caller says so;
    what merely looks alike is a finding. No source is ever lost.

    Args:
        assessment: The assessment of the conference, whose comments are read.
        weak_areas: Its weak areas.
        on: Day of the proposal.
        trace: How duties came down; its first breaks are problems.
        further: Problems of other sources: self-checks, inspections from above.
        links: Which proposed problems are one, and in which an earlier one is back.
        last_year: Last year's ledger, for links and for findings.

    Returns:
        The problems, by id, with findings.

    Raises:
        DuplicateIdError: If two proposed problems have one id.
        UnknownIdError: If a link names a problem that is not proposed, or an earlier
            one that is not in last year's ledger.
        ValueRangeError: If problems of several organizations are said to be the same.
    """
    review, links = assessment.review, ProblemLinks() if links is None else links
    proposed: dict[str, Problem] = {}
    every = [*from_comments(review), *from_weak_areas(review, weak_areas), *further]
    if trace is not None:
        every += from_trace(review, trace)
    for problem in every:
        if problem.problem_id in proposed:
            raise DuplicateIdError("proposed problem", problem.problem_id)
        proposed[problem.problem_id] = problem
    for problem_id, earlier in links.recurs:
        if problem_id not in proposed:
            raise UnknownIdError("proposed problem", problem_id, tuple(proposed))
        proposed[problem_id] = _linked(proposed[problem_id], earlier, last_year)
    found = joined(proposed, links.same)
    findings = [*_alike(found), *_without_area(found)]
    if last_year is not None:
        findings += _seen_before(found, last_year, review.tree)
    return ProposedProblems(on=on, problems=found, findings=sorted_findings(findings))


def _linked(
    problem: Problem, earlier: tuple[str, ...], last_year: RectificationLedger | None
) -> Problem:
    for problem_id in earlier:
        if last_year is not None:
            last_year.entry(problem_id)
    return attrs.evolve(problem, recurs=[*problem.recurs, *earlier])


def _finding(code: str, subject: str, message: Label, ids: Iterable[str]) -> Finding:
    named = ", ".join(ids)
    return Finding(
        code=code,
        severity=Severity.INFO,
        subject=subject,
        message=message,
        evidence=(("problems", named),) if named else (),
    )


def _alike(problems: Iterable[Problem]) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem in problems:
        if problem.area:
            places[problem.organization_id, problem.area].append(problem.problem_id)
    for (place, area), ids in places.items():
        if len(ids) > 1:
            yield _finding(
                "PB-LEDGER-01",
                ids[0],
                Label(
                    zh=f"{place} 有 {len(ids)} 个问题同属 {area}，如系同一问题请合并",
                    en=f"{len(ids)} problems of {place} are about {area}; join them if "
                    "they are one",
                ),
                ids,
            )


def _without_area(problems: Iterable[Problem]) -> Iterator[Finding]:
    for problem in problems:
        if not problem.area:
            message = Label(
                zh="没有问题类别，请人工归类", en="it has no area; let a person name it"
            )
            yield _finding("PB-LEDGER-03", problem.problem_id, message, ())


def _seen_before(
    problems: Iterable[Problem], last_year: RectificationLedger, tree: OrganizationTree
) -> Iterator[Finding]:
    before: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in last_year:
        one = entry.problem
        if one.area:
            before[one.organization_id, one.area].append(one.problem_id)
    for problem in problems:
        places = [problem.organization_id, *_came_from(problem.organization_id, tree)]
        ids = [i for place in places for i in before.get((place, problem.area), ())]
        left = sorted(set(ids) - set(problem.recurs) - {problem.problem_id})
        if left:
            message = Label(
                zh=f"上年台账有 {len(left)} 个同类问题，如是重复发生，请予关联",
                en=f"last year's ledger has {len(left)} problems of this area; link "
                "them if it is back",
            )
            yield _finding("PB-LEDGER-02", problem.problem_id, message, left)


def _came_from(organization_id: str, tree: OrganizationTree) -> list[str]:
    found: list[str] = []
    left = [organization_id]
    while left:
        here = left.pop()
        above = [link.from_id for link in tree.links if link.to_id == here]
        left += [one for one in above if one not in found]
        found += above
    return sorted(set(found))
