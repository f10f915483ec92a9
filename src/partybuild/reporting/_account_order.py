"""Why this secretary stands before that one."""

from fractions import Fraction

import attrs

from partybuild.assessment import Assessment, Standing
from partybuild.kernel import Label, Record, number_text
from partybuild.reporting._account_score import total_of


@attrs.frozen(kw_only=True)
class Lead(Record):
    """By how much one subject leads another, part by part of the total.

    Attributes:
        ahead: Subject with the greater total, or the same.
        behind: The other one.
        points: Exact difference of the totals.
        parts: Name of each part of the total and what it adds to the difference;
            they sum to it.
    """

    ahead: str
    behind: str
    points: Fraction
    parts: tuple[tuple[Label, Fraction], ...]


def lead(ahead: Standing, behind: Standing) -> Lead:
    """Return by how much one subject leads another.

    Args:
        ahead: Subject with the greater total, or the same.
        behind: The other one.

    Returns:
        The difference, part by part.
    """
    one, other = _parts(ahead), _parts(behind)
    parts = {
        name: one.get(name, Fraction()) - other.get(name, Fraction())
        for name in (*one, *other)
    }
    return Lead(
        ahead=ahead.subject_id,
        behind=behind.subject_id,
        points=ahead.score - behind.score,
        parts=tuple((name, points) for name, points in parts.items() if points),
    )


def _parts(standing: Standing) -> dict[Label, Fraction]:
    total = total_of(standing)
    found: dict[Label, Fraction] = {}
    for term in total.terms:
        factor = Fraction(1) if term.factor is None else term.factor
        name = term.node.name
        found[name] = found.get(name, Fraction()) + factor * term.node.number
    # Some totals are one step that is no sum: a rate, or points by place.
    if sum(found.values(), Fraction()) != total.number:
        return {total.name: total.number}
    return found


def order_lines(assessment: Assessment, standing: Standing) -> list[Label]:
    """Return why a subject stands after the one before and before the one after.

    Args:
        assessment: The assessment.
        standing: The subject.

    Returns:
        Up to two sentences, and one on those who share the rank.
    """
    standings = assessment.standings
    level = [s for s in standings if s.rank == standing.rank and s != standing]
    before = [s for s in standings if s.rank < standing.rank]
    after = [s for s in standings if s.rank > standing.rank]
    lines: list[Label] = []
    if before:
        found = lead(before[-1], standing)
        name = before[-1].name
        lines.append(
            Label(
                zh=f"排在第{before[-1].rank}名{name.zh}之后，相差"
                f"{number_text(found.points)}分：{_told(found, 'zh', -1)}",
                en=f"{number_text(found.points)} points behind {name.en}, rank "
                f"{before[-1].rank}: {_told(found, 'en', -1)}",
            )
        )
    if level:
        names = [s.name for s in level]
        lines.append(
            Label(
                zh=f"与{'、'.join(n.zh for n in names)}得分相同，"
                f"并列第{standing.rank}名",
                en=f"level with {', '.join(n.en for n in names)} at rank "
                f"{standing.rank}",
            )
        )
    if after:
        found = lead(standing, after[0])
        name = after[0].name
        lines.append(
            Label(
                zh=f"排在第{after[0].rank}名{name.zh}之前，领先"
                f"{number_text(found.points)}分：{_told(found, 'zh', 1)}",
                en=f"{number_text(found.points)} points ahead of {name.en}, rank "
                f"{after[0].rank}: {_told(found, 'en', 1)}",
            )
        )
    return lines


def _told(found: Lead, lang: str, sign: int) -> str:
    texts: list[str] = []
    for name, points in found.parts:
        own = points * sign
        more = own > 0
        shown = number_text(abs(own))
        if lang == "zh":
            texts.append(f"{name.zh}{'多' if more else '少'}{shown}分")
        else:
            texts.append(f"{name.en} {shown} {'more' if more else 'less'}")
    return ("，" if lang == "zh" else ", ").join(texts)
