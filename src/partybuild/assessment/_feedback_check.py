"""Whether every secretary was told the grade that the assessment gave."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from partybuild.assessment._assessment import Assessment
from partybuild.conference import Feedback
from partybuild.errors import UnknownIdError
from partybuild.kernel import Finding, Label, Severity, sorted_findings


def check_feedback(
    assessment: Assessment,
    feedback: Iterable[Feedback],
    *,
    on: date,
    due: date | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with the feedback of one conference.

    Args:
        assessment: The assessment.
        feedback: What was fed back; later feedback replaces none, so that a grade
            told twice is a finding.
        on: Day of the check.
        due: Last day for feedback; None where none is set.

    Returns:
        The findings, in stable order: nobody told yet, another grade told, told
        twice, told too early or too late.

    Raises:
        UnknownIdError: If something was fed back to a post that did not report.
    """
    told = tuple(feedback)
    known = assessment.review.conference.subject_ids
    for one in told:
        if one.post_id not in known:
            raise UnknownIdError("subject", one.post_id, known)
    counted = Counter(one.post_id for one in told)
    found = [f for one in told for f in _of(assessment, one, on, due)]
    over = due is not None and on > due
    for standing in assessment.standings:
        if not counted[standing.subject_id]:
            text = Label(
                zh="尚未反馈意见和等次" + ("，已逾期" if over else ""),
                en="opinion and grade have not been fed back"
                + (" and are overdue" if over else ""),
            )
            severity = Severity.WARNING if over or due is None else Severity.INFO
            found.append(
                _finding("PB-FEEDBACK-01", standing.subject_id, text, severity)
            )
    for post_id, times in counted.items():
        if times > 1:
            text = Label(
                zh=f"反馈了 {times} 次", en=f"was given feedback {times} times"
            )
            found.append(_finding("PB-FEEDBACK-04", post_id, text))
    return sorted_findings(found)


def _of(
    assessment: Assessment, one: Feedback, on: date, due: date | None
) -> Iterator[Finding]:
    graded = {s.subject_id: s.grade_id for s in assessment.standings}
    assessed = graded.get(one.post_id, "")
    if one.grade_id != assessed:
        message = Label(
            zh="反馈的等次与考核结果不一致",
            en="the grade fed back is not the one assessed",
        )
        facts = (("told", one.grade_id), ("assessed", assessed))
        yield _finding("PB-FEEDBACK-02", one.post_id, message, Severity.ERROR, facts)
    held, given = assessment.review.conference.held_on, one.given_on
    days = (("given_on", given.isoformat()),)
    if given < held or given > on:
        message = Label(
            zh="反馈日期早于会议或晚于今日",
            en="the feedback is dated before the conference or after the day of check",
        )
        yield _finding("PB-FEEDBACK-05", one.post_id, message, Severity.ERROR, days)
    elif due is not None and given > due:
        message = Label(zh="反馈晚于期限", en="the feedback came after its deadline")
        yield _finding("PB-FEEDBACK-03", one.post_id, message, evidence=days)


def _finding(
    code: str,
    subject: str,
    message: Label,
    severity: Severity = Severity.WARNING,
    evidence: tuple[tuple[str, str], ...] = (),
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=subject,
        message=message,
        evidence=evidence,
    )
