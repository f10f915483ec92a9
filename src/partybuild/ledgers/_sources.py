"""Problems as each source names them: comments, weak areas, broken chains."""

from collections import Counter
from collections.abc import Iterable, Iterator

from partybuild.analysis import RemarkKind, TaggedRemark, WeakArea, tag_comments
from partybuild.conference import Review
from partybuild.duties import Transmission, TransmissionLink, TransmissionTrace
from partybuild.kernel import Label
from partybuild.ledgers._problem import (
    Problem,
    ProblemScope,
    ProblemSource,
    SourceKind,
)

# What a broken chain shows: responsibility is not passed down firmly.
_TRANSMISSION = "RESP-1"


def from_comments(review: Review) -> Iterator[Problem]:
    """Yield a problem for each one that a comment names.

    Args:
        review: The review.

    Yields:
        Problems; their ids are made of year, organization and number, as in
        "2021-b2-1", and "2021-all-1" where all are meant.
    """
    year, numbers = review.conference.year, Counter[str]()
    for remark in tag_comments(review.conference):
        if remark.kind is RemarkKind.PROBLEM:
            place = _place(review, remark.post_id)
            numbers[place] += 1
            problem_id = f"{year}-{place}-{numbers[place]}"
            yield _from_comment(review, remark, problem_id)


def _place(review: Review, post_id: str) -> str:
    return review.post(post_id).organization_id if post_id else "all"


def _from_comment(review: Review, remark: TaggedRemark, problem_id: str) -> Problem:
    codes = remark.codes
    return Problem(
        problem_id=problem_id,
        text=remark.remark.text,
        # Where the lexicon names several areas, a person has to choose.
        area=codes[0] if len(codes) == 1 else "",
        scope=_scope(remark.post_id),
        organization_id=_organization(review, remark.post_id),
        post_id=remark.post_id,
        sources=[
            ProblemSource(
                kind=SourceKind.COMMENT,
                reference=f"{review.conference.conference_id}/{remark.remark_id}",
                text=remark.remark.text,
            )
        ],
    )


def _scope(post_id: str) -> ProblemScope:
    return ProblemScope.INDIVIDUAL if post_id else ProblemScope.COMMON


def _organization(review: Review, post_id: str) -> str:
    if not post_id:
        return review.conference.host_id
    return review.post(post_id).organization_id


def from_weak_areas(
    review: Review, weak_areas: Iterable[WeakArea]
) -> Iterator[Problem]:
    """Yield a problem for each weak area.

    Args:
        review: The review.
        weak_areas: Its weak areas.

    Yields:
        Problems with ids such as "2021-b4-weak-study".
    """
    conference = review.conference
    for area in weak_areas:
        place = _place(review, area.subject_id)
        yield Problem(
            problem_id=f"{conference.year}-{place}-weak-{area.item_id}",
            text=Label(zh=area.title("zh"), en=area.title("en")),
            area=area.area,
            scope=_scope(area.subject_id),
            organization_id=_organization(review, area.subject_id),
            post_id=area.subject_id,
            sources=[
                ProblemSource(
                    kind=SourceKind.BALLOT,
                    reference=f"{conference.conference_id}/{place}/{area.item_id}",
                    text=Label(zh=area.reason("zh"), en=area.reason("en")),
                )
            ],
        )


def from_trace(review: Review, trace: TransmissionTrace) -> Iterator[Problem]:
    """Yield a problem for each first break of a chain of duties.

    Args:
        review: The review.
        trace: How duties came down.

    Yields:
        Problems with ids such as "2021-g2-chain-study".
    """
    reporting = set(review.conference.subject_ids)
    posts = {
        p.organization_id: p.post_id for p in review.posts if p.post_id in reporting
    }
    for transmission in trace.transmissions:
        for link in transmission.first_breaks:
            post_id = posts.get(link.to_id, "")
            yield _from_break(review, transmission, link, post_id)


def _from_break(
    review: Review, transmission: Transmission, link: TransmissionLink, post_id: str
) -> Problem:
    title, broken = transmission.title, link.broken
    why = Label(zh="中断", en="broken") if broken is None else broken.label
    text = Label(zh=f"“{title.zh}”{why.zh}", en=f'"{title.en}": {why.en}')
    behind = sum(chain.first_break == link for chain in transmission.chains)
    return Problem(
        problem_id=f"{review.conference.year}-{link.to_id}-chain-{link.duty_id}",
        text=text,
        area=_TRANSMISSION,
        organization_id=link.to_id,
        post_id=post_id,
        sources=[
            ProblemSource(
                kind=SourceKind.DUTY_CHAIN,
                reference=f"{link.duty_id}/{link.from_id}/{link.to_id}",
                text=Label(
                    zh=f"{text.zh}（影响{behind}条链）",
                    en=f"{text.en} ({behind} of the chains)",
                ),
            )
        ],
    )
