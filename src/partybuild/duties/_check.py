"""What does not fit among duties, records and organizations."""

from collections.abc import Iterable, Iterator
from datetime import date

from partybuild.duties._book import DutyBook
from partybuild.duties._duty import Duty
from partybuild.duties._record import DutyRecord, RecordKind
from partybuild.errors import UnknownIdError
from partybuild.kernel import Finding, Label, Severity, sorted_findings
from partybuild.organization import OrganizationTree, Post


def check_duties(
    book: DutyBook, tree: OrganizationTree, posts: Iterable[Post], on: date
) -> tuple[Finding, ...]:
    """Return what does not fit among duties, records and organizations.

    Args:
        book: Duties and records.
        tree: Organizations through time.
        posts: All posts.
        on: The day up to which records are looked at.

    Returns:
        Findings PB-DUTY-01 (done without evidence), 02 (a record from before the
        duty was owed), 03 (a post of another organization), 04 (handed on to an
        organization that is not below) and 05 (a record from after the day).

    Raises:
        UnknownIdError: If a duty names a post that is none.
    """
    organization_of = {post.post_id: post.organization_id for post in posts}
    found: list[Finding] = []
    for duty in book.duties:
        if duty.post_id is not None:
            if duty.post_id not in organization_of:
                known = tuple(sorted(organization_of))[:20]
                raise UnknownIdError("post", duty.post_id, known)
            if organization_of[duty.post_id] != duty.organization_id:
                found.append(_foreign_post(duty, organization_of[duty.post_id]))
        for record in book.records_of.get(duty.duty_id, ()):
            found += _check_record(duty, record, on)
    found += _not_below(book, tree, on)
    return sorted_findings(found)


def _finding(code: str, subject: str, message: Label, **facts: object) -> Finding:
    return Finding(
        code=code,
        severity=Severity.WARNING,
        subject=subject,
        message=message,
        evidence=tuple((name, str(fact)) for name, fact in facts.items()),
    )


def _foreign_post(duty: Duty, organization_id: str) -> Finding:
    return _finding(
        "PB-DUTY-03",
        duty.duty_id,
        Label(
            zh=f"责任岗位{duty.post_id}属于{organization_id}，"
            f"不属于{duty.organization_id}",
            en=f"the post {duty.post_id} belongs to {organization_id}, not to "
            f"{duty.organization_id}",
        ),
        post=duty.post_id,
    )


def _check_record(duty: Duty, record: DutyRecord, on: date) -> Iterator[Finding]:
    facts = {"duty": duty.duty_id, "on": record.on}
    if record.kind is RecordKind.DONE and not record.evidence:
        yield _finding(
            "PB-DUTY-01",
            record.record_id,
            Label(zh="已落实，但没有佐证", en="done, and nothing shows it"),
            **facts,
        )
    if duty.period is not None and record.on < duty.period.first:
        first = duty.period.first
        yield _finding(
            "PB-DUTY-02",
            record.record_id,
            Label(
                zh=f"记录早于责任起始日{first}",
                en=f"recorded before the duty was owed, from {first} on",
            ),
            **facts,
        )
    if record.on > on:
        yield _finding(
            "PB-DUTY-05",
            record.record_id,
            Label(zh=f"记录晚于{on}，未计入", en=f"recorded after {on}: not counted"),
            **facts,
        )


def _not_below(book: DutyBook, tree: OrganizationTree, on: date) -> Iterator[Finding]:
    day = tree.at(on)
    for duty in book.duties:
        above = book.by_id.get(duty.derived_from or "")
        here, there = duty.organization_id, above and above.organization_id
        if here is None or there is None or here not in day:
            continue
        if there not in {one.organization_id for one in day.chain(here)}:
            yield _finding(
                "PB-DUTY-04",
                duty.duty_id,
                Label(
                    zh=f"{here}不在{there}之下，却承接其责任",
                    en=f"{here} has the duty from {there}, but is not under it",
                ),
                derived_from=duty.derived_from,
            )
