"""Sums of whole ballots that counts alone allow: the widest they can be."""

from fractions import Fraction

from partybuild.analysis._half_phantom import GroupSums
from partybuild.assessment import Assessment
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import EmptyGroupPolicy


def comonotone_refusal(assessment: Assessment) -> Label | None:
    """Return why counts give no interval; None where they do.

    Args:
        assessment: The assessment.

    Returns:
        The reason, with what is needed.
    """
    tally, rules = assessment.tally, assessment.rules
    for at, group in enumerate(rules.voter_groups):
        is_lost = rules.empty_group is EmptyGroupPolicy.ZERO and not tally.ballots[at]
        if group.weight and is_lost:
            return Label(
                zh=f"{group.label.zh}没有有效票而权重保留，不给区间；需要该主体的选票",
                en=f"group {group.group_id!r} has no ballot but keeps its weight: no "
                "interval is given; ballots of that group are needed",
            )
    for subject, subject_id in enumerate(tally.form.subject_ids):
        for at, group in enumerate(rules.voter_groups):
            for place, item in enumerate(rules.items):
                if group.weight and item.weight:
                    marks = sum(tally.options(at, subject, place))
                    if tally.ballots[at] and not marks:
                        return Label(
                            zh=f"{subject_id}：{group.label.zh}对“{item.label.zh}”没有"
                            "有效选项，不给区间；请补齐有效选项",
                            en=f"{subject_id!r}: group {group.group_id!r} has no valid "
                            f"mark for item {item.item_id!r}: no interval is given; "
                            "marks are needed there",
                        )
    return None


def comonotone_sums(assessment: Assessment, subject: int) -> list[GroupSums]:
    """Return what every voter group contributes if marks rise and fall together.

    Each item's marks are sorted and joined from the worst to the best: of all
    ballots with these counts, those have the largest variance. Where items were
    marked by different numbers of voters, quantiles take the place of ranks and
    the least number counts.

    Args:
        assessment: An assessment that `comonotone_refusal` does not refuse.
        subject: Place of the subject on the form.

    Returns:
        The sums; weights of the groups that voted sum to 1.
    """
    tally, rules = assessment.tally, assessment.rules
    found: list[GroupSums] = []
    for at, group in enumerate(rules.voter_groups):
        if not group.weight or not tally.ballots[at]:
            continue
        items = [
            (
                rules.item_weight(item),
                [option.value for option in rules.scale_of(item).options],
                tally.options(at, subject, place),
            )
            for place, item in enumerate(rules.items)
            if item.weight
        ]
        marks, mean, square = comonotone_moments(items)
        weight = rules.group_weight(group)
        found.append(GroupSums(weight, marks, marks * mean, marks * square))
    share = sum((group.weight for group in found), Fraction())
    return [GroupSums(g.weight / share, g.ballots, g.total, g.squares) for g in found]


def comonotone_moments(
    items: list[tuple[Fraction, list[Fraction], tuple[int, ...]]],
) -> tuple[int, Fraction, Fraction]:
    """Return the least number of marks, and mean and mean square of the sum.

    Args:
        items: For each item: weight, values of the options, counts; each with a
            mark.

    Returns:
        Least number, mean, mean square.

    Raises:
        ValueRangeError: If there is no item, or one without a mark.
    """
    fewest = min((sum(counts) for _, _, counts in items), default=0)
    if fewest < 1:
        raise ValueRangeError(
            "the least number of marks of an item",
            fewest,
            "at least 1, and at least one item; leave out items that nobody marked",
        )
    # Where the worth of the sum jumps, as one goes from the worst ballot up.
    jumps: list[tuple[Fraction, Fraction]] = []
    level = Fraction()
    for weight, values, counts in items:
        marks, seen = sum(counts), 0
        pairs = sorted(zip(values, counts, strict=True))
        last: Fraction | None = None
        for value, count in pairs:
            if not count:
                continue
            if last is None:
                level += weight * value
            else:
                jumps.append((Fraction(seen, marks), weight * (value - last)))
            last, seen = value, seen + count
    mean, square, before = Fraction(), Fraction(), Fraction(0)
    for place, jump in [*sorted(jumps), (Fraction(1), Fraction(0))]:
        mean += (place - before) * level
        square += (place - before) * level * level
        before, level = place, level + jump
    return min(sum(counts) for _, _, counts in items), mean, square
