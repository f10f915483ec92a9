"""How firm a grade is: would other voters like these have given it too?"""

from enum import Enum
from fractions import Fraction
from math import ceil
from typing import Self

import attrs

from partybuild.analysis._beta import beta_cdf
from partybuild.analysis._composites import (
    ballot_score,
    composite_refusal,
    composite_span,
    composite_sums,
)
from partybuild.analysis._criteria import ballot_share
from partybuild.analysis._grade_ladder import GradeLadder, least_graded
from partybuild.analysis._half_phantom import GroupSums, Span, interval_moments
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import ForReviewBody, Label, Lang, Record

_TAIL = 0.025
# Where a mean is moved to the very end of the scale its spread may not fit there.
_LEAST_SIZE = Fraction(1, 1000)


class FirmnessLevel(Enum):
    """What the interval of a score says about the grade."""

    FIRM = "firm"
    """The 95 % interval stays clear of every edge that matters."""
    BORDERLINE = "borderline"
    """An edge lies within the interval."""
    QUOTA = "quota"
    """A quota has its say; the interval of one score does not tell."""
    FIXED = "fixed"
    """No ballot has a say: the ballots carry no weight in the total."""

    @property
    def label(self) -> Label:
        """Word for tables."""
        return _LABELS[self]


_LABELS = {
    FirmnessLevel.FIRM: Label(zh="稳固", en="firm"),
    FirmnessLevel.BORDERLINE: Label(zh="临界", en="borderline"),
    FirmnessLevel.QUOTA: Label(zh="名额决定", en="decided by a quota"),
    FirmnessLevel.FIXED: Label(zh="与测评无关", en="not decided by ballots"),
}

_BELOW = Label(
    zh="得分跌破本等次下限的可能估计至多",
    en="estimated chance of a score below it at most",
)
_ABOVE = Label(
    zh="得分达到上一等次的可能估计至多",
    en="estimated chance of the next better one at most",
)


@attrs.frozen(kw_only=True)
class Firmness(ForReviewBody, Record):
    """How firm the grade of one subject is.

    Attributes:
        level: The verdict.
        below: Chance, at most, that the score of other voters like these would
            lie below the grade's lower edge; None where there is none.
        above: Chance, at most, that it would reach the next better grade's
            edge; None where there is none, where it is reached already, or
            where a cap bars the way.
    """

    level: FirmnessLevel
    below: float | None
    above: float | None

    def reason(self, lang: Lang = "zh") -> str:
        """Return the verdict with its chances in one sentence."""
        word = self.level.label.text(lang)
        chances = [
            f"{name.text(lang)} {_percent(chance)}"
            for name, chance in ((_BELOW, self.below), (_ABOVE, self.above))
            if chance is not None
        ]
        if not chances:
            return word
        if lang == "zh":
            return f"{word}（换一批同类评议人，{'，'.join(chances)}）"
        return f"{word} (with other voters like these, {', '.join(chances)})"


def _percent(chance: float) -> str:
    return f"{max(ceil(chance * 100), 1)}%"


def grade_firmness(assessment: Assessment, subject_id: str) -> Firmness | None:
    """Return how firm one subject's grade is.

    The lower limit of the half-phantom interval is a quantile of a beta
    distribution, and so is the upper one; the chances are what these two leave
    beyond the edges. Means come from all marks, spreads from complete ballots.

    Args:
        assessment: The assessment.
        subject_id: Subject.

    Returns:
        The firmness; None where `composite_refusal` says why there is none.

    Raises:
        UnknownIdError: If no such subject was assessed.

    Source:
        One less the beta probability of the lower limit at the edge. The rule
        behind the interval is the library's own, justified by simulation.
    """
    standing = assessment.standing(subject_id)
    if composite_refusal(assessment) is not None:
        return None
    rules = assessment.rules
    share = ballot_share(rules)
    if not share:
        return Firmness(level=FirmnessLevel.FIXED, below=None, above=None)
    subject = assessment.tally.form.subject_ids.index(subject_id)
    ladder = GradeLadder.of(assessment, 1)  # only for its caps and quotas
    place = rules.grading.place(standing.grade_id)
    edges = [least_graded(rules.rounding, edge)[0] for edge in rules.grading.edges]
    spread = _Spread.of(assessment, standing, subject)
    below = above = None
    if place < len(edges):
        below = spread.chance(edges[place], upper=False)
    if place and ladder.held[subject] < place and not standing.result.quotas:
        above = spread.chance(edges[place - 1], upper=True)
    if standing.result.quotas or _place_at_stake(ladder, place):
        level = FirmnessLevel.QUOTA
    elif max(below or 0.0, above or 0.0) > _TAIL:
        level = FirmnessLevel.BORDERLINE
    else:
        level = FirmnessLevel.FIRM
    return Firmness(level=level, below=below, above=above)


def _place_at_stake(ladder: GradeLadder, place: int) -> bool:
    """Return whether others could take a place that the grade needs."""
    for limit, heads in ladder.places.items():
        rivals = sum(held <= limit for held in ladder.held) - 1
        if limit >= place and rivals >= heads:
            return True
    return False


@attrs.frozen
class _Spread:
    """What the score of other voters is spread around, and how far."""

    groups: list[GroupSums]
    span: Span
    share: Fraction
    score: Fraction
    ballots: Fraction

    @classmethod
    def of(cls, assessment: Assessment, standing: Standing, subject: int) -> Self:
        return cls(
            composite_sums(assessment, subject),
            composite_span(assessment),
            ballot_share(assessment.rules),
            standing.score,
            ballot_score(assessment, standing),
        )

    def chance(self, edge: Fraction, *, upper: bool) -> float:
        """Return the chance of a score beyond an edge, by one limit's distribution."""
        mean, variance = interval_moments(self.groups, self.span, upper=upper)
        complete = (g.weight * g.total / g.ballots for g in self.groups)
        # Incomplete ballots have a say in the score, but hold no composite.
        mean += self.ballots - sum(complete, Fraction())
        bottom, width = self.span.bottom, self.span.top - self.span.bottom
        at = min(max((mean - bottom) / width, Fraction(0)), Fraction(1))
        target = self.ballots + (edge - self.score) / self.share
        point = float((target - bottom) / width)
        if variance:
            size = max(at * (1 - at) * width**2 / variance - 1, _LEAST_SIZE)
            lower = beta_cdf(point, float(at * size), float((1 - at) * size))
        else:
            lower = 1.0 if at < point else 0.0
        return 1 - lower if upper else lower
