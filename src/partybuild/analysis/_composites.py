"""Weighted scores of whole ballots, group by group, for intervals of a score."""

from fractions import Fraction

from partybuild.analysis._half_phantom import GroupSums, Span
from partybuild.analysis._plain_scheme import plain_refusal
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import Label
from partybuild.rules import EmptyGroupPolicy

LEAST_BALLOTS = 20
"""Ballots below which no interval of a score is given."""


def composite_refusal(assessment: Assessment) -> Label | None:
    """Return why nothing is said about other voters; None where it can be.

    Args:
        assessment: The assessment.

    Returns:
        The reason, with what is needed.
    """
    if (refused := plain_refusal(assessment)) is not None:
        return refused
    tally, rules = assessment.tally, assessment.rules
    moments = tally.moments
    if moments is None:
        return Label(
            zh="只有计票表，缺每张票的加权分，不判断等次稳固程度；需要选票（一级计票）",
            en="counts alone do not hold the scores of whole ballots: no firmness is "
            "given; it needs level 1 of the tally, made from ballots",
        )
    if sum(tally.ballots) < LEAST_BALLOTS:
        return Label(
            zh=f"有效票 {sum(tally.ballots)} 张，不判断等次稳固程度；"
            f"至少需要 {LEAST_BALLOTS} 张",
            en=f"{sum(tally.ballots)} valid ballots: no firmness is given; it needs "
            f"at least {LEAST_BALLOTS}",
        )
    whole = [
        min(singles[::3]) * 2 >= max(ballots, 1)
        for singles, ballots, group in zip(
            moments.singles, tally.ballots, rules.voter_groups, strict=True
        )
        if group.weight and (ballots or rules.empty_group is EmptyGroupPolicy.ZERO)
    ]
    if not all(whole):
        return Label(
            zh="有的参评主体完整选票不足一半，不判断等次稳固程度",
            en="a voter group has fewer than half of its ballots complete: no firmness "
            "is given; it needs ballots that mark all items of a subject",
        )
    return None


def composite_sums(assessment: Assessment, subject: int) -> list[GroupSums]:
    """Return what every voter group contributes, from its complete ballots.

    Args:
        assessment: An assessment that `composite_refusal` does not refuse.
        subject: Place of the subject on the form.

    Returns:
        The sums; weights of the groups that voted sum to 1.
    """
    moments, rules = assessment.tally.moments, assessment.rules
    found: list[GroupSums] = []
    if moments is not None:
        unit = moments.denominator
        for group, singles in zip(rules.voter_groups, moments.singles, strict=True):
            ballots, total, squares = singles[3 * subject : 3 * subject + 3]
            if group.weight and ballots:
                found.append(
                    GroupSums(
                        rules.group_weight(group),
                        ballots,
                        Fraction(total, unit),
                        Fraction(squares, unit * unit),
                    )
                )
    share = sum((group.weight for group in found), Fraction())
    return [GroupSums(g.weight / share, g.ballots, g.total, g.squares) for g in found]


def composite_span(assessment: Assessment) -> Span:
    """Return the ends and the step of the scale of a whole ballot's score."""
    rules = assessment.rules
    weights = {scale.scale_id: Fraction() for scale in rules.scales}
    for item in rules.items:
        weights[item.scale_id] += rules.item_weight(item)
    scales = [(weights[scale.scale_id], scale) for scale in rules.scales]
    return Span(
        sum((weight * scale.bottom for weight, scale in scales), Fraction()),
        sum((weight * scale.top for weight, scale in scales), Fraction()),
        sum((weight * scale.step for weight, scale in scales), Fraction()),
    )


def ballot_score(assessment: Assessment, standing: Standing) -> Fraction:
    """Return the ballot score: weighted item scores, from all marks."""
    rules = assessment.rules
    return sum(
        (
            rules.item_weight(item) * scored.score
            for item, scored in zip(rules.items, standing.items, strict=True)
        ),
        Fraction(),
    )
