"""What does not fit among posts and appointments."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import Finding, Label, Severity, sorted_findings
from partybuild.organization._appointment import Appointment
from partybuild.organization._election import TermRule, term_of
from partybuild.organization._history import OrganizationVersion
from partybuild.organization._post import Post, PostRole
from partybuild.organization._tree import OrganizationTree

_ELECTED = (
    PostRole.SECRETARY,
    PostRole.DEPUTY_SECRETARY,
    PostRole.COMMITTEE_MEMBER,
)


def check_appointments(
    tree: OrganizationTree,
    posts: Iterable[Post],
    appointments: Iterable[Appointment],
    terms: tuple[TermRule, ...] = (),
) -> tuple[Finding, ...]:
    """Return what does not fit among organizations, posts and appointments.

    Args:
        tree: Organizations through time.
        posts: Posts; ids are unique.
        appointments: Appointments through time.
        terms: Terms of office; without them nothing is said about terms.

    Returns:
        Findings PB-ORG-20 (two holders at once), 21 (a post in a body that does not
        exist yet), 22 (in one that no longer exists), 23 (two posts of one person),
        24 (in post beyond the term) and 25 (in charge, but the secretary is there).

    Raises:
        DuplicateIdError: If two posts have one id.
        UnknownIdError: If an appointment names no post, or a post no organization
            that ever existed.
    """
    by_id: dict[str, Post] = {}
    for post in posts:
        if post.post_id in by_id:
            raise DuplicateIdError("post", post.post_id)
        by_id[post.post_id] = post
    by_post: dict[str, list[Appointment]] = defaultdict(list)
    by_person: dict[str, list[Appointment]] = defaultdict(list)
    for appointment in appointments:
        if appointment.post_id not in by_id:
            raise UnknownIdError("post", appointment.post_id, tuple(sorted(by_id)))
        by_post[appointment.post_id].append(appointment)
        by_person[appointment.person_id].append(appointment)
    found: list[Finding] = []
    for post in by_id.values():
        versions = tree.versions(post.organization_id)
        held = by_post.get(post.post_id, [])
        found += _overlaps(post, held)
        for appointment in held:
            found += _outside(post, appointment, versions)
            found += _beyond_term(post, appointment, versions, terms)
    found += _needless_deputies(by_id, by_post)
    for person_id, held in by_person.items():
        found += _two_posts(person_id, held)
    return sorted_findings(found)


def _finding(
    code: str, severity: Severity, subject: str, message: Label, **evidence: object
) -> Finding:
    facts = tuple((name, str(fact)) for name, fact in evidence.items())
    return Finding(
        code=code, severity=severity, subject=subject, message=message, evidence=facts
    )


def _pairs(held: Iterable[Appointment]) -> Iterator[tuple[Appointment, Appointment]]:
    ordered = sorted(held, key=lambda a: (a.period.first, a.person_id, a.post_id))
    return (
        (one, two)
        for one, two in combinations(ordered, 2)
        if one.period.overlaps(two.period)
    )


def _overlaps(post: Post, held: Iterable[Appointment]) -> Iterator[Finding]:
    for one, two in _pairs(held):
        # Who acts while the holder is suspended or away does not overlap with him.
        if one.acting is two.acting:
            yield _finding(
                "PB-ORG-20",
                Severity.ERROR,
                post.post_id,
                Label(
                    zh=f"任职时间重叠：{one.person_id}（{one.period}）"
                    f"与{two.person_id}（{two.period}）",
                    en=f"appointments overlap: {one.person_id} ({one.period}) and "
                    f"{two.person_id} ({two.period})",
                ),
                persons=f"{one.person_id}, {two.person_id}",
            )


def _outside(
    post: Post, appointment: Appointment, versions: tuple[OrganizationVersion, ...]
) -> Iterator[Finding]:
    first, last = versions[0].period.first, versions[-1].period.last
    facts = {
        "person": appointment.person_id,
        "organization": post.organization_id,
        "period": appointment.period,
    }
    if appointment.period.first < first:
        yield _finding(
            "PB-ORG-21",
            Severity.ERROR,
            post.post_id,
            Label(
                zh=f"{post.organization_id}于{first}成立，任职却从"
                f"{appointment.period.first}开始",
                en=f"{post.organization_id} exists from {first} on; the appointment "
                f"begins on {appointment.period.first}",
            ),
            **facts,
        )
    if last is not None and (appointment.period.last or date.max) > last:
        yield _finding(
            "PB-ORG-22",
            Severity.ERROR,
            post.post_id,
            Label(
                zh=f"{post.organization_id}存续至{last}，任职未同时结束",
                en=f"{post.organization_id} existed until {last}; the appointment "
                "goes on",
            ),
            **facts,
        )


def _beyond_term(
    post: Post,
    appointment: Appointment,
    versions: tuple[OrganizationVersion, ...],
    terms: tuple[TermRule, ...],
) -> Iterator[Finding]:
    if post.role not in _ELECTED or appointment.acting:
        return
    for version in versions:
        organization = version.node.organization
        rule = term_of(organization, terms)
        if rule is None or organization.elected_on is None:
            continue
        over = rule.due_on(organization.elected_on)
        ends = version.period.last or date.max
        until = min(ends, appointment.period.last or date.max)
        if over <= until and appointment.period.overlaps(version.period):
            yield _finding(
                "PB-ORG-24",
                Severity.WARNING,
                post.post_id,
                Label(
                    zh=f"{appointment.person_id}任职超出任期（{over}届满）",
                    en=f"{appointment.person_id} is in post beyond the term, which "
                    f"was over on {over}",
                ),
                elected_on=organization.elected_on,
                rule=rule.code,
            )
            return


def _needless_deputies(
    posts: Mapping[str, Post], by_post: Mapping[str, list[Appointment]]
) -> Iterator[Finding]:
    secretaries = {
        post.organization_id: post
        for post in posts.values()
        if post.role is PostRole.SECRETARY
    }
    for post_id, held in by_post.items():
        secretary = secretaries.get(posts[post_id].organization_id)
        for appointment in held:
            if not appointment.in_charge or secretary is None:
                continue
            for other in by_post.get(secretary.post_id, []):
                if not other.suspended and other.period.overlaps(appointment.period):
                    yield _finding(
                        "PB-ORG-25",
                        Severity.WARNING,
                        post_id,
                        Label(
                            zh=f"{appointment.person_id}主持工作期间，"
                            f"书记{other.person_id}在任",
                            en=f"{appointment.person_id} is in charge while "
                            f"{other.person_id} is the secretary",
                        ),
                        secretary=other.person_id,
                    )


def _two_posts(person_id: str, held: Iterable[Appointment]) -> Iterator[Finding]:
    for one, two in _pairs(held):
        if one.post_id != two.post_id:
            ids = ", ".join(sorted((one.post_id, two.post_id)))
            yield _finding(
                "PB-ORG-23",
                Severity.INFO,
                person_id,
                Label(
                    zh=f"同时担任{ids}两个职务", en=f"holds two posts at once: {ids}"
                ),
                posts=ids,
            )
