"""What the review body should know beside the standings."""

from collections.abc import Iterator, Sequence

from partybuild.assessment._assessment import NotAssessed
from partybuild.assessment._decision_findings import decision_findings
from partybuild.assessment._grade import GradeResult
from partybuild.assessment._quota_result import QuotaResult
from partybuild.conference import Review, Tally, failed_ballots
from partybuild.kernel import Finding, Label, Severity, sorted_findings
from partybuild.rules import EmptyGroupPolicy


def assessment_findings(
    review: Review,
    tally: Tally,
    results: Sequence[GradeResult],
    quotas: Sequence[QuotaResult],
    not_assessed: Sequence[NotAssessed] = (),
) -> tuple[Finding, ...]:
    """Return every finding about one assessment, in stable order.

    Args:
        review: The review.
        tally: Its counts.
        results: Grades.
        quotas: Decisions of the quotas.
        not_assessed: Subjects whom the rules leave out.

    Returns:
        The findings.
    """
    return sorted_findings(
        [
            *_quota_findings(quotas),
            *_cap_findings(results),
            *_group_findings(review, tally),
            *_attendance_findings(review),
            *_level_findings(review, tally),
            *_check_findings(review),
            *_left_out_findings(not_assessed),
            *decision_findings(review, results, quotas),
        ]
    )


def _quota_findings(quotas: Sequence[QuotaResult]) -> Iterator[Finding]:
    for decided in quotas:
        quota = decided.quota
        if decided.tied:
            tied, places = len(decided.tied), decided.places
            yield Finding(
                code="PB-TIE-01",
                severity=Severity.WARNING,
                subject=quota.quota_id,
                message=Label(
                    zh=f"名额 {places} 个，{tied} 人同分跨越界限，均未列入，请会议研究",
                    en=(
                        f"{places} places, {tied} subjects tie across the boundary; "
                        "none of them was admitted, the body must decide"
                    ),
                ),
                evidence=(("tied", ", ".join(decided.tied)),),
                basis=quota.basis,
            )
        if decided.places == 0:
            heads = quota.base.label
            yield Finding(
                code="PB-QUOTA-01",
                severity=Severity.WARNING,
                subject=quota.quota_id,
                message=Label(
                    zh=f"{heads.zh} {decided.assessed} 人，按比例没有名额",
                    en=f"of {decided.assessed} {heads.en} the quota leaves no place",
                ),
                evidence=(("ceiling", str(decided.share)),),
                basis=quota.basis,
            )


def _cap_findings(results: Sequence[GradeResult]) -> Iterator[Finding]:
    for result in results:
        for cap in result.caps:
            yield Finding(
                code="PB-CAP-01",
                severity=Severity.INFO,
                subject=result.subject_id,
                message=Label(
                    zh=f"因“{cap.label.zh}”限定等次，得分不变",
                    en=f"the grade is held down by {cap.label.en}; same score",
                ),
                evidence=(("cap", cap.cap_id), ("by_score", result.band_grade_id)),
                basis=cap.basis,
            )


def _group_findings(review: Review, tally: Tally) -> Iterator[Finding]:
    rules = review.version.rules
    if rules.empty_group is EmptyGroupPolicy.ERROR:
        return
    for at, group in enumerate(rules.voter_groups):
        if group.weight and not tally.ballots[at]:
            yield Finding(
                code="PB-GROUP-01",
                severity=Severity.WARNING,
                subject=group.group_id,
                message=Label(
                    zh=f"“{group.label.zh}”没有有效票，按规则处理",
                    en=f"{group.label.en} cast no valid ballot; the rule was applied",
                ),
                evidence=(("empty_group", rules.empty_group.value),),
                basis=group.basis,
            )


def _attendance_findings(review: Review) -> Iterator[Finding]:
    conference = review.conference
    if not conference.attendance:
        return
    for group in review.version.rules.voter_groups:
        present = conference.present_in(group)
        issued = review.roll_call.of(group.group_id).issued
        if group.kinds and issued > present:
            yield Finding(
                code="PB-ROLL-01",
                severity=Severity.WARNING,
                subject=group.group_id,
                message=Label(
                    zh=f"发出 {issued} 张票，多于实到的 {present} 人",
                    en=f"{issued} ballots were issued to {present} present",
                ),
                evidence=(("issued", str(issued)), ("present", str(present))),
            )


def _left_out_findings(not_assessed: Sequence[NotAssessed]) -> Iterator[Finding]:
    for left_out in not_assessed:
        rule = left_out.rule
        yield Finding(
            code="PB-ELIGIBLE-01",
            severity=Severity.INFO,
            subject=left_out.subject_id,
            message=Label(
                zh=f"不参评：{rule.label.zh}（{left_out.because.zh}）",
                en=f"not assessed: {rule.label.en} ({left_out.because.en})",
            ),
            evidence=(("rule", rule.rule_id),),
            basis=rule.basis,
        )


def _check_findings(review: Review) -> Iterator[Finding]:
    checks = review.version.rules.ballot_checks
    for check, failed in failed_ballots(review):
        yield Finding(
            code="PB-BALLOT-02",
            severity=Severity.WARNING,
            subject=check.check_id,
            message=Label(
                zh=f"{failed} 张票不符合“{check.label.zh}”，仍然计票，请核实",
                en=f"{failed} ballots fail the check {check.label.en} and count; "
                "please check",
            ),
            evidence=(("ballots", str(failed)),),
            basis=check.basis,
        )
    if checks and review.box is None:
        yield Finding(
            code="PB-BALLOT-03",
            severity=Severity.WARNING,
            subject="",
            message=Label(
                zh="只有计票表，无法逐票核对选票效力的规定",
                en="only a count sheet: the checks of ballots could not be made",
            ),
            evidence=(("checks", ", ".join(check.check_id for check in checks)),),
        )


def _level_findings(review: Review, tally: Tally) -> Iterator[Finding]:
    if tally.moments is None and review.version.rules.items:
        yield Finding(
            code="PB-LEVEL-01",
            severity=Severity.INFO,
            subject="",
            message=Label(
                zh="只有计票表，没有选票：得分、排名、等次不受影响；"
                "得分区间、两人比较和个人短板的显著性只能用保守方法或不能给出",
                en="only a count sheet, no ballots: scores, ranks and grades are "
                "the same; intervals, comparisons of two subjects and the evidence "
                "for local weak areas are conservative or cannot be given",
            ),
        )
