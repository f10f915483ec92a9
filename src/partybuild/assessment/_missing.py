"""Decisions that somebody's grade depends on and that nobody has recorded."""

from collections.abc import Iterator, Sequence

import attrs

from partybuild.assessment._grade import GradeResult
from partybuild.assessment._quota_result import QuotaResult
from partybuild.conference import Decision, DecisionKind
from partybuild.kernel import Basis, Label, Record


@attrs.frozen(kw_only=True)
class MissingDecision(Record):
    """A decision that a body has to make before a grade is final.

    Attributes:
        about: What is left to the body.
        rule_id: Judgment, cap or quota of the rules.
        subject_id: Subject whom it concerns.
        question: What the body has to decide.
        possible: Grades of the subject that are possible until then, best first.
        basis: Article or decision of the rules that leaves it to the body.
    """

    about: DecisionKind
    rule_id: str
    subject_id: str
    question: Label
    possible: tuple[str, ...]
    basis: Basis


def missing_decisions(
    results: Sequence[GradeResult], quotas: Sequence[QuotaResult]
) -> tuple[MissingDecision, ...]:
    """Return the decisions that open grades wait for.

    Args:
        results: Grades.
        quotas: Decisions of the quotas.

    Returns:
        One per rule and subject, sorted by subject. Who merely stands behind others
        whose grade is open waits for theirs and has none of his own.
    """
    found = [one for result in results for one in _own(result)]
    found += _at_ties(results, quotas)
    return tuple(
        sorted(found, key=lambda one: (one.subject_id, one.about.value, one.rule_id))
    )


def _own(result: GradeResult) -> Iterator[MissingDecision]:
    judgment = result.first.judgment
    if judgment is not None and result.first.decision is None:
        name = judgment.label
        yield MissingDecision(
            about=DecisionKind.JUDGMENT,
            rule_id=judgment.judgment_id,
            subject_id=result.subject_id,
            question=Label(
                zh=f"“{name.zh}”：确定等次", en=f"{name.en}: settle the grade"
            ),
            possible=result.possible,
            basis=judgment.basis,
        )
    for cap in result.waiting:
        name = cap.label
        yield MissingDecision(
            about=DecisionKind.FACT,
            rule_id=cap.cap_id,
            subject_id=result.subject_id,
            question=Label(
                zh=f"认定是否存在“{name.zh}”情形",
                en=f"establish whether the fact “{name.en}” exists",
            ),
            possible=result.possible,
            basis=cap.basis,
        )


def _at_ties(
    results: Sequence[GradeResult], quotas: Sequence[QuotaResult]
) -> Iterator[MissingDecision]:
    possible = {result.subject_id: result.possible for result in results}
    for quota in quotas:
        for subject in quota.waiting_at_tie:
            yield MissingDecision(
                about=DecisionKind.TIE,
                rule_id=quota.quota.quota_id,
                subject_id=subject,
                question=Label(
                    zh=f"同分跨越名额界限（名额 {quota.places} 个）：确定是否列入",
                    en=f"a tie across the {quota.places} places: decide on admission",
                ),
                possible=possible[subject],
                basis=quota.quota.basis,
            )


def unused_decisions(
    decisions: Sequence[Decision],
    results: Sequence[GradeResult],
    quotas: Sequence[QuotaResult],
) -> tuple[Decision, ...]:
    """Return recorded decisions that no grade came to depend on.

    Args:
        decisions: What bodies decided.
        results: Grades.
        quotas: Decisions of the quotas.

    Returns:
        The decisions, in their order. That a fact is absent is never among them.
    """
    used = {r.first.decision.place for r in results if r.first.decision is not None}
    used |= {decision.place for quota in quotas for decision in quota.decisions}
    return tuple(
        decision
        for decision in decisions
        if decision.about is not DecisionKind.FACT and decision.place not in used
    )
