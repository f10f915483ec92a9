"""What the review body still has to decide, and what it decided for nothing."""

from collections.abc import Iterator, Sequence

from partybuild.assessment._grade import GradeResult
from partybuild.assessment._missing import missing_decisions, unused_decisions
from partybuild.assessment._quota_result import QuotaResult
from partybuild.conference import Review
from partybuild.kernel import Finding, Label, Severity


def decision_findings(
    review: Review, results: Sequence[GradeResult], quotas: Sequence[QuotaResult]
) -> Iterator[Finding]:
    """Yield findings about decisions of a body.

    Args:
        review: The review.
        results: Grades.
        quotas: Decisions of the quotas.

    Yields:
        One per missing decision, per grade that is open, and per decision that no
        grade came to depend on.
    """
    for one in missing_decisions(results, quotas):
        yield Finding(
            code="PB-DECISION-01",
            severity=Severity.WARNING,
            subject=one.subject_id,
            message=Label(
                zh=f"待会议决定。{one.question.zh}",
                en=f"the body has to decide. {one.question.en}",
            ),
            evidence=(("about", one.about.value), ("rule", one.rule_id)),
            basis=one.basis,
        )
    labels = {b.grade_id: b.label for b in review.version.rules.grading.in_order()}
    for result in results:
        if not result.decided:
            zh = "、".join(labels[grade_id].zh for grade_id in result.possible)
            en = ", ".join(labels[grade_id].en for grade_id in result.possible)
            yield Finding(
                code="PB-DECISION-02",
                severity=Severity.WARNING,
                subject=result.subject_id,
                message=Label(
                    zh=f"等次待定，可能为：{zh}",
                    en=f"the grade is undecided; it may be: {en}",
                ),
                evidence=(("possible", ", ".join(result.possible)),),
            )
    for decision in unused_decisions(review.decisions, results, quotas):
        yield Finding(
            code="PB-DECISION-03",
            severity=Severity.WARNING,
            subject=decision.post_id,
            message=Label(
                zh="记录的决定没有对应的事项，未采用，请核实",
                en="the decision on record answers nothing and was not used; check it",
            ),
            evidence=(("about", decision.about.value), ("rule", decision.rule_id)),
        )
