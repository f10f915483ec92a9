"""What a ledger says of weak areas, as values for the analysis below it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from partybuild.analysis import (
    AreaEvidence,
    EvidenceSource,
    OtherEvidence,
    OverdueProblem,
)
from partybuild.kernel import Label
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._problem import Problem, ProblemScope
from partybuild.ledgers._rates import LedgerRate
from partybuild.ledgers._step import StepKind

_SAME: Mapping[str, str] = {}


def overdue_problems(
    ledger: RectificationLedger, *, on: date, posts: Mapping[str, str] = _SAME
) -> tuple[OverdueProblem, ...]:
    """Return what is overdue, as `partybuild.analysis.find_weak_areas` takes it.

    Args:
        ledger: The ledger.
        on: Day; steps after it are not looked at.
        posts: Post named in the ledger to the post assessed now, where branches
            were merged.

    Returns:
        One per overdue problem, the longest overdue first.
    """
    return tuple(
        OverdueProblem(
            problem_id=entry.problem_id,
            subject_id=_subject(entry.problem, posts),
            area=entry.problem.area,
            title=entry.problem.text,
            due=entry.next_due or on,
            overdue_on=on,
        )
        for entry in ledger.overdue(on)
    )


def ledger_evidence(
    ledger: RectificationLedger,
    *,
    on: date,
    this_year: Iterable[Problem] = (),
    posts: Mapping[str, str] = _SAME,
) -> tuple[AreaEvidence, ...]:
    """Return what last year's ledger says of the areas of this year.

    Args:
        ledger: Last year's ledger.
        on: Day; steps after it are not looked at.
        this_year: Problems of this year, with their links to earlier ones.
        posts: Post named in the ledger to the post assessed now.

    Returns:
        How rectification went per area, in all and per post; what was reopened;
        what is back this year. `partybuild.analysis.find_weak_areas` attaches each
        to the weak areas that it is about.
    """
    then = ledger.at(on)
    now = tuple(this_year)
    back = {earlier_id for problem in now for earlier_id in problem.recurs}
    every = [
        *_rates(then, on, posts, back),
        *_reopened(then, posts),
        *_back(now, ledger, posts),
    ]
    every.sort(key=lambda one: (one.subject_id, one.area, one.evidence.text))
    return tuple(every)


def _subject(problem: Problem, posts: Mapping[str, str]) -> str:
    if problem.scope is ProblemScope.COMMON:
        return ""
    return posts.get(problem.post_id, problem.post_id)


def _rates(
    ledger: RectificationLedger, on: date, posts: Mapping[str, str], back: set[str]
) -> Iterator[AreaEvidence]:
    groups: dict[tuple[str, str], list[LedgerEntry]] = defaultdict(list)
    for entry in ledger:
        area = entry.problem.area
        if area:
            groups["", area].append(entry)
            if subject := _subject(entry.problem, posts):
                groups[subject, area].append(entry)
    for (subject, area), entries in groups.items():
        rate = LedgerRate.of(area, entries, on)
        # What was closed in time and came back was closed on paper only.
        clean = rate.is_clean and not any(e.problem_id in back for e in entries)
        if rate.closed.of:
            yield AreaEvidence(
                subject_id=subject,
                area=area,
                evidence=OtherEvidence(
                    source=EvidenceSource.RECTIFICATION,
                    reference=area,
                    text=_in_words(rate, on),
                    supports=not clean,
                ),
            )


def _in_words(rate: LedgerRate, on: date) -> Label:
    whole, due = rate.closed, rate.on_time
    late, undone, back = rate.overdue, rate.reopened, rate.recurring
    return Label(
        zh=f"截至 {on}，此类问题 {whole.of} 个，已销号 {whole.count} 个，"
        f"按期销号 {due}，逾期 {late.count} 个，销号后重新立项 {undone.count} 个，"
        f"重复发生 {back.count} 个",
        en=f"by {on}, {whole.count} of {whole.of} such problems are closed, {due} on "
        f"time, {late.count} overdue, {undone.count} reopened, {back.count} recurring",
    )


def _reopened(
    ledger: RectificationLedger, posts: Mapping[str, str]
) -> Iterator[AreaEvidence]:
    for entry in ledger:
        problem = entry.problem
        for step in entry.steps:
            if step.kind is StepKind.REOPEN and step.note is not None:
                text = Label(
                    zh=f"“{problem.text.zh}”于 {step.on} 重新立项：{step.note.zh}",
                    en=f"{problem.text.en!r} was reopened on {step.on}: {step.note.en}",
                )
                yield _of(problem, posts, EvidenceSource.RECTIFICATION, text)


def _back(
    this_year: Iterable[Problem],
    ledger: RectificationLedger,
    posts: Mapping[str, str],
) -> Iterator[AreaEvidence]:
    for problem in this_year:
        for earlier_id in problem.recurs:
            if earlier_id not in ledger:
                continue
            before = ledger.entry(earlier_id)
            state = before.state.label
            on = before.closed_on or before.opened_on
            text = Label(
                zh=f"“{problem.text.zh}”与上年问题 {earlier_id}（{on} {state.zh}）"
                "为同一问题，重复发生",
                en=f"{problem.text.en!r} is last year's problem {earlier_id} "
                f"({state.en} since {on}) again",
            )
            yield _of(problem, posts, EvidenceSource.LAST_YEAR, text, earlier_id)


def _of(
    problem: Problem,
    posts: Mapping[str, str],
    source: EvidenceSource,
    text: Label,
    reference: str = "",
) -> AreaEvidence:
    return AreaEvidence(
        subject_id=_subject(problem, posts),
        area=problem.area,
        evidence=OtherEvidence(
            source=source, reference=reference or problem.problem_id, text=text
        ),
    )
