"""What the record of a conference lacks: reports, comments, requirements."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from partybuild.conference._agenda import Conference
from partybuild.conference._duty_report import DutyReport
from partybuild.kernel import (
    Basis,
    Finding,
    Label,
    Severity,
    exact_text,
    sorted_findings,
)
from partybuild.rules import ReportPart, ReportRule


def check_conference(
    conference: Conference,
    rule: ReportRule | None = None,
    last_year: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Finding, ...]:
    """Return what the record of a conference lacks.

    Args:
        conference: The conference.
        rule: What the scheme asks of reports, usually
            ``review.version.rules.reports``; None checks no parts and lengths.
        last_year: Post id to the ids of last year's problems that its report has
            to answer; None checks no answers.

    Returns:
        The findings, in stable order.
    """
    found = [*_comments(conference), *_addressees(conference)]
    for report in conference.reports:
        if rule is not None:
            found.extend(_parts(report, rule))
        if last_year is not None:
            found.extend(_answers(report, last_year.get(report.post_id, ())))
    return sorted_findings(found)


def _finding(
    code: str,
    subject: str,
    message: Label,
    severity: Severity = Severity.WARNING,
    *,
    evidence: Iterable[tuple[str, str]] = (),
    basis: Basis | None = None,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        subject=subject,
        message=message,
        evidence=tuple(evidence),
        basis=basis,
    )


def _comments(conference: Conference) -> Iterator[Finding]:
    reported = set(conference.subject_ids)
    counted = Counter(comment.post_id for comment in conference.comments)
    for post_id in reported - set(counted):
        message = Label(zh="述职后没有点评", en="the report has no comment")
        yield _finding("PB-COMMENT-01", post_id, message)
    for post_id, times in counted.items():
        if times > 1:
            message = Label(
                zh=f"一份述职有 {times} 条点评", en=f"one report has {times} comments"
            )
            yield _finding("PB-COMMENT-03", post_id, message, Severity.ERROR)
        if post_id not in reported:
            message = Label(
                zh="点评的对象没有述职", en="the comment is on a post without a report"
            )
            yield _finding("PB-COMMENT-04", post_id, message, Severity.ERROR)
    for post_id in {c.post_id for c in conference.comments if not c.problems}:
        message = Label(zh="点评没有指出问题", en="the comment names no problem")
        yield _finding("PB-COMMENT-02", post_id, message)


def _addressees(conference: Conference) -> Iterator[Finding]:
    reported = set(conference.subject_ids)
    for number, requirement in enumerate(conference.requirements, 1):
        for post_id in set(requirement.addressees) - reported:
            message = Label(
                zh=f"第 {number} 条要求的对象没有述职",
                en=f"requirement {number} is addressed to a post without a report",
            )
            yield _finding("PB-REQUIRE-01", post_id, message, Severity.ERROR)
        late = requirement.deadline
        if late is not None and late < conference.held_on:
            message = Label(
                zh=f"第 {number} 条要求的期限早于会议日期",
                en=f"the deadline of requirement {number} lies before the conference",
            )
            day = (("deadline", late.isoformat()),)
            yield _finding("PB-REQUIRE-02", "", message, Severity.ERROR, evidence=day)


def _parts(report: DutyReport, rule: ReportRule) -> Iterator[Finding]:
    share, length = report.problem_share, report.characters
    asks = rule.parts or rule.least_problem_share or rule.most_characters
    if share is None:
        if asks:
            message = Label(
                zh="没有记录述职报告各部分的字数，无法核对",
                en="no length of any part of the report is recorded; not checked",
            )
            yield _finding("PB-REPORT-04", report.post_id, message, Severity.INFO)
        return
    least = rule.least_problem_share
    if least is not None and share < least:
        message = Label(
            zh=f"存在问题及原因分析占 {exact_text(share)}，少于 {exact_text(least)}",
            en=f"problems and causes are {exact_text(share)} of the report, "
            f"less than {exact_text(least)}",
        )
        facts = (("share", exact_text(share)), ("least", exact_text(least)))
        yield _finding(
            "PB-REPORT-01", report.post_id, message, evidence=facts, basis=rule.basis
        )
    for part in rule.parts:
        if not report.has(part):
            yield _missing(report, part, rule.basis)
    most = rule.most_characters
    if most is not None and length > most:
        message = Label(
            zh=f"述职报告 {length} 字，超过 {most} 字",
            en=f"the report has {length} characters, more than {most}",
        )
        facts = (("characters", str(length)), ("most", str(most)))
        yield _finding(
            "PB-REPORT-03", report.post_id, message, evidence=facts, basis=rule.basis
        )


def _missing(report: DutyReport, part: ReportPart, basis: Basis) -> Finding:
    message = Label(
        zh=f"述职报告缺少“{part.label.zh}”",
        en=f"the report has no part on {part.label.en}",
    )
    part_fact = (("part", part.value),)
    return _finding(
        "PB-REPORT-02", report.post_id, message, evidence=part_fact, basis=basis
    )


def _answers(report: DutyReport, expected: Iterable[str]) -> Iterator[Finding]:
    asked = set(expected)
    given = {answer.problem_id for answer in report.answers}
    if missing := sorted(asked - given):
        message = Label(
            zh=f"上年度 {len(asked)} 个问题中有 {len(missing)} 个没有说明整改情况",
            en=f"of last year's {len(asked)} problems {len(missing)} are not answered",
        )
        ids = (("problems", ", ".join(missing)),)
        yield _finding("PB-REPORT-05", report.post_id, message, evidence=ids)
    if unknown := sorted(given - asked):
        message = Label(
            zh=f"说明了 {len(unknown)} 个不在上年度清单上的问题",
            en=f"{len(unknown)} answers are to no problem of last year's list",
        )
        ids = (("problems", ", ".join(unknown)),)
        yield _finding(
            "PB-REPORT-06", report.post_id, message, Severity.INFO, evidence=ids
        )
