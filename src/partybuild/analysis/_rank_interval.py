"""Who is surely better than whom, and between which ranks everybody stands."""

from fractions import Fraction
from itertools import combinations
from math import sqrt
from typing import Self

import attrs

from partybuild.analysis._adjust import holm
from partybuild.analysis._composites import LEAST_BALLOTS, composite_span
from partybuild.analysis._contrast_evidence import Part, Stratum
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._distribution import student_lower_tail
from partybuild.analysis._half_phantom import Span
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.analysis._wald import satterthwaite
from partybuild.assessment import Assessment
from partybuild.conference import Moments
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Lang, Record


@attrs.frozen(kw_only=True)
class Comparison(Record):
    """Two subjects compared on the same ballots.

    Attributes:
        one: Subject.
        other: Subject.
        difference: Exact total of *one* less that of *other*.
        variance: Exact sampling variance of the difference.
        df: Degrees of freedom behind it; None without any variance.
    """

    one: str
    other: str
    difference: Fraction
    variance: Fraction
    df: Fraction | None

    @property
    def p_less(self) -> float:
        """One-sided probability of such a difference if *one* were no worse."""
        return self._tail(self.difference)

    @property
    def p_greater(self) -> float:
        """One-sided probability of such a difference if *one* were no better."""
        return self._tail(-self.difference)

    def _tail(self, difference: Fraction) -> float:
        if self.df is None:
            return 0.5 if not difference else float(difference > 0)
        t = float(difference) / sqrt(self.variance)
        return student_lower_tail(t, float(self.df))

    @classmethod
    def of(
        cls,
        one: str,
        other: str,
        difference: Fraction,
        strata: list[tuple[Fraction, Stratum]],
        span: Span,
    ) -> Self:
        """Return the comparison that ballots of several groups make.

        Args:
            one: Subject.
            other: Subject.
            difference: Exact total of *one* less that of *other*.
            strata: For each voter group, its share of the total and the sums of
                the differences on its ballots.
            span: Scale; a single ballot is given the largest spread on it.

        Returns:
            The comparison.

        Source:
            Stratified paired difference with degrees of freedom of
            Satterthwaite.
        """
        parts: list[Part] = []
        for weight, s in strata:
            if s.ballots > 1:
                spread = (s.squares - s.total**2 / s.ballots) / (s.ballots - 1)
            else:
                spread = (span.top - span.bottom) ** 2
            parts.append(Part(weight**2 * spread / s.ballots, max(s.ballots - 1, 1)))
        variance = sum((part.variance for part in parts), Fraction())
        return cls(
            one=one,
            other=other,
            difference=difference,
            variance=variance,
            df=satterthwaite(parts),
        )


@attrs.frozen(kw_only=True)
class RankInterval(Record):
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
    if not 0 < level < 1:
        raise ValueRangeError("a level", level, "a number between 0 and 1")
    pairs = comparisons(assessment)
    if not pairs:
        return ()
    tails = [(pair, pair.p_less, pair.p_greater) for pair in pairs]
    found: list[RankInterval] = []
    # Beyond one half a tie, or even the wrong order, would count as shown.
    accepted = min(1 - level, 0.499)
    for standing in assessment.standings:
        subject = standing.subject_id
        rivals: list[str] = []
        p_values: list[float] = []
        for pair, less, greater in tails:
            if subject == pair.one:
                rivals.append(pair.other)
                p_values += less, greater
            elif subject == pair.other:
                rivals.append(pair.one)
                p_values += greater, less
        adjusted = holm(p_values)
        better = [r for r, p in zip(rivals, adjusted[::2], strict=True) if p < accepted]
        worse = [r for r, p in zip(rivals, adjusted[1::2], strict=True) if p < accepted]
        found.append(
            RankInterval(
                subject_id=subject,
                rank=standing.rank,
                first=1 + len(better),
                last=len(p_values) // 2 + 1 - len(worse),
                level=level,
                surely_better=tuple(sorted(better)),
                surely_worse=tuple(sorted(worse)),
            )
        )
    return tuple(found)
