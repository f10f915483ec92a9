"""Who is surely better than whom, and between which ranks everybody stands."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import combinations

import attrs

from partybuild.analysis._adjust import holm
from partybuild.analysis._comparison import Comparison
from partybuild.analysis._composites import LEAST_BALLOTS, composite_span
from partybuild.analysis._contrast_evidence import Stratum
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.assessment import Assessment
from partybuild.conference import Moments
from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Label, Lang, Record


@attrs.frozen(kw_only=True)
class RankInterval(ForReviewBody, Record):
    """Between which ranks a subject would stand with other voters like these.

    Attributes:
        subject_id: Subject.
        rank: Official rank.
        first: Best rank that the evidence leaves open.
        last: Worst rank that it leaves open.
        level: Coverage aimed at, for this subject.
        surely_better: Subjects shown to be better, sorted.
        surely_worse: Subjects shown to be worse, sorted.
    """

    subject_id: str
    rank: int
    first: int
    last: int
    level: float
    surely_better: tuple[str, ...]
    surely_worse: tuple[str, ...]

    def sentence(self, lang: Lang = "zh") -> str:
        """Return the interval in one sentence."""
        if lang == "zh":
            return (
                f"排名第 {self.rank}；换一批同类评议人，应在第 {self.first} 至第 "
                f"{self.last} 名之间"
            )
        return (
            f"rank {self.rank}; with other voters like these, between rank "
            f"{self.first} and rank {self.last}"
        )


def rank_refusal(assessment: Assessment) -> Label | None:
    """Return why subjects are not compared; None where they can be.

    Args:
        assessment: The assessment.

    Returns:
        The reason, with what is needed.
    """
    if (refused := plain_refusal(assessment)) is not None:
        return refused
    tally, rules = assessment.tally, assessment.rules
    ballots, subjects = sum(tally.ballots), len(tally.form.subject_ids)
    if subjects < 2:
        return Label(
            zh="述职人只有一名，没有先后可言；至少需要两名",
            en="a single subject has no order; at least two are needed",
        )
    if ballots < LEAST_BALLOTS:
        return Label(
            zh=f"有效票 {ballots} 张，不比较先后；至少需要 {LEAST_BALLOTS} 张",
            en=f"{ballots} valid ballots: no order is tested; it needs at least "
            f"{LEAST_BALLOTS}",
        )
    if tally.moments is None:
        return Label(
            zh="只有计票表，不能在同一张票上比较两人；需要选票（二级计票）",
            en="counts alone do not compare two subjects on the same ballots; it needs "
            "level 2 of the tally, made from ballots",
        )
    for group, size, pairs in zip(
        rules.voter_groups, tally.ballots, tally.moments.pairs, strict=True
    ):
        if group.weight and size and min(pairs[::6]) * 2 < size:
            return Label(
                zh="有的参评主体完整选票不足一半，不比较先后；需要填写完整的选票",
                en="a voter group has fewer than half of its ballots complete: no "
                "order is tested; it needs ballots that mark all items",
            )
    return None


def comparisons(assessment: Assessment) -> tuple[Comparison, ...]:
    """Compare every two subjects on the same ballots, by the official weights.

    The difference is that of the totals; its variance comes from the ballots
    that are complete for both. How strict a voter is cancels.

    Args:
        assessment: The assessment.

    Returns:
        One comparison per pair, in the order of the form; none where
        `rank_refusal` says why.
    """
    moments, rules = assessment.tally.moments, assessment.rules
    if moments is None or rank_refusal(assessment) is not None:
        return ()
    share, span = ballot_share(rules), composite_span(assessment)
    subjects = assessment.tally.form.subject_ids
    scores = [assessment.standing(subject).score for subject in subjects]
    groups = [
        (at, rules.group_weight(group))
        for at, group in enumerate(rules.voter_groups)
        if group.weight and assessment.tally.ballots[at]
    ]
    voted = sum((weight for _, weight in groups), Fraction())
    return tuple(
        Comparison.of(
            subjects[one],
            subjects[other],
            scores[one] - scores[other],
            [
                (share * weight / voted, _stratum(moments, group, at))
                for group, weight in groups
            ],
            span,
        )
        for at, (one, other) in enumerate(combinations(range(len(subjects)), 2))
    )


def _stratum(moments: Moments, group: int, pair: int) -> Stratum:
    ballots, one, other, ones, others, both = moments.pairs[group][
        6 * pair : 6 * pair + 6
    ]
    unit = moments.denominator
    return Stratum(
        ballots,
        Fraction(one - other, unit),
        Fraction(ones + others - 2 * both, unit * unit),
    )


def rank_intervals(
    assessment: Assessment, *, level: float = 0.95
) -> tuple[RankInterval, ...]:
    """Return the ranks that the evidence leaves open, for every subject.

    Args:
        assessment: The assessment.
        level: Coverage aimed at for each subject, above 0 and below 1.

    Returns:
        Intervals, in the order of the standings; none where `rank_refusal` says
        why. Each contains the official rank.

    Raises:
        ValueRangeError: If *level* is out of its range.

    Source:
        Paired one-sided tests of one subject against all others, adjusted by
        Holm (1979); after Mogstad and others.
    """
    official = {s.subject_id: s.rank for s in assessment.standings}
    found = {
        one.subject_id: attrs.evolve(one, rank=official[one.subject_id])
        for one in compared_ranks(comparisons(assessment), level=level)
    }
    return tuple(found[subject] for subject in official if subject in found)


def compared_ranks(
    pairs: Iterable[Comparison], *, level: float = 0.95
) -> tuple[RankInterval, ...]:
    """Return the ranks that comparisons leave open, whatever they come from.

    Args:
        pairs: One comparison of every two subjects.
        level: Coverage aimed at for each subject, above 0 and below 1.

    Returns:
        Intervals, by subject id; the rank is that of the differences.

    Raises:
        ValueRangeError: If *level* is out of its range.

    Source:
        As `rank_intervals`.
    """
    if not 0 < level < 1:
        raise ValueRangeError("a level", level, "a number between 0 and 1")
    rivals: dict[str, list[_Rival]] = {}
    for pair in pairs:
        less, greater, ahead = pair.p_less, pair.p_greater, pair.difference > 0
        behind = pair.difference < 0
        rivals.setdefault(pair.one, []).append((pair.other, behind, less, greater))
        rivals.setdefault(pair.other, []).append((pair.one, ahead, greater, less))
    # Beyond one half a tie, or even the wrong order, would count as shown.
    accepted = min(1 - level, 0.499)
    return tuple(
        _interval(subject, rivals[subject], level, accepted)
        for subject in sorted(rivals)
    )


# A rival, whether he is ahead, and the p-values of his being better, and worse.
_Rival = tuple[str, bool, float, float]


def _interval(
    subject: str, rivals: list[_Rival], level: float, accepted: float
) -> RankInterval:
    adjusted = holm([p for *_, less, greater in rivals for p in (less, greater)])
    names = [name for name, *_ in rivals]
    better = [r for r, p in zip(names, adjusted[::2], strict=True) if p < accepted]
    worse = [r for r, p in zip(names, adjusted[1::2], strict=True) if p < accepted]
    return RankInterval(
        subject_id=subject,
        rank=1 + sum(ahead for _, ahead, *_ in rivals),
        first=1 + len(better),
        last=len(names) + 1 - len(worse),
        level=level,
        surely_better=tuple(sorted(better)),
        surely_worse=tuple(sorted(worse)),
    )
