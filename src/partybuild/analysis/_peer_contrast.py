"""One subject against all others on one item, in one year."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.analysis._count_evidence import value_sums
from partybuild.assessment import Assessment
from partybuild.conference import BallotBox

_WHOLE_SHARE = Fraction(1, 2)


@attrs.frozen
class PeerMean:
    """What one voter group says in one year of a subject against the others.

    Attributes:
        ballots: Ballots of the group.
        mean: Mean of the subject less the mean of the others.
        variance: Variance of that mean.
        squares: Its parts squared, each over its degrees of freedom.
        conservative: Whether only counts were at hand.
    """

    ballots: int
    mean: Fraction
    variance: Fraction
    squares: Fraction
    conservative: bool


def peer_means(
    year: Assessment,
    item_id: str,
    values: Sequence[Fraction],
    subjects: Sequence[str],
    groups: Sequence[str],
) -> list[PeerMean | None]:
    """Compare the first subject with the others, per voter group.

    Args:
        year: The conference.
        item_id: Item.
        values: Worth of its options.
        subjects: Subject and others, by id.
        groups: Voter groups.

    Returns:
        One entry per group; None where it left one of the subjects unmarked.
    """
    form = year.tally.form
    item = form.item_ids.index(item_id)
    places = [form.subject_ids.index(subject) for subject in subjects]
    found: list[PeerMean | None] = []
    for group_id in groups:
        group, box = form.group_ids.index(group_id), year.review.box
        one = None
        if box is not None:
            one = _from_ballots(box, group_id, item, places, values)
        if one is None:
            one = _from_counts(year, group, item, places, values)
        found.append(one)
    return found


def _from_ballots(
    box: BallotBox,
    group_id: str,
    item: int,
    places: Sequence[int],
    values: Sequence[Fraction],
) -> PeerMean | None:
    heap = box.ballots(group_id)
    cells = [place * len(box.form.items) + item for place in places]
    others, most = len(cells) - 1, len(values)
    total, squares, marked = Fraction(), Fraction(), 0
    for ballot in heap:
        marks = [ballot[cell] for cell in cells]
        if max(marks) < most:
            marked += 1
            worth = [values[mark] for mark in marks]
            contrast = worth[0] - (sum(worth[1:], Fraction()) / others)
            total += contrast
            squares += contrast * contrast
    # Where most ballots leave a mark out, the rest could tell another story.
    if not marked or marked < _WHOLE_SHARE * len(heap):
        return None
    df = max(marked - 1, 1)
    # One ballot has no spread to see; the largest possible is taken.
    spread = (
        (squares - total * total / marked) / df
        if marked > 1
        else (max(values) - min(values)) ** 2
    )
    variance = spread / marked
    return PeerMean(
        len(heap), total / marked, variance, variance**2 / df, conservative=False
    )


def _from_counts(
    year: Assessment,
    group: int,
    item: int,
    places: Sequence[int],
    values: Sequence[Fraction],
) -> PeerMean | None:
    # Subject and others are taken as independent: a strict voter is strict to
    # both, which can only shrink the difference. The others move as one.
    widest = ((max(values) - min(values)) / 2) ** 2
    means: list[Fraction] = []
    variances: list[Fraction] = []
    bases: list[int] = []
    for place in places:
        marks, total, squares = value_sums(
            values, year.tally.options(group, place, item)
        )
        if not marks:
            return None
        means.append(total / marks)
        spread = widest
        if marks > 1:
            spread = (squares - total * total / marks) / (marks - 1)
        variances.append(spread / marks)
        bases.append(marks)
    others = len(places) - 1
    own, rest = variances[0], sum(variances[1:], Fraction()) / others
    return PeerMean(
        year.tally.ballots[group],
        means[0] - sum(means[1:], Fraction()) / others,
        own + rest,
        own**2 / max(bases[0] - 1, 1) + rest**2 / max(min(bases[1:]) - 1, 1),
        conservative=True,
    )
