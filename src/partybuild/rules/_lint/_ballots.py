"""What is taken from ballots, told in shares of options."""

from collections.abc import Mapping
from fractions import Fraction

from partybuild.rules._average import PlainMean
from partybuild.rules._ballot_policy import Base, EmptyGroupPolicy
from partybuild.rules._item import Item
from partybuild.rules._lint._form import Form
from partybuild.rules._lint._pieces import Pieces, reach, whole
from partybuild.rules._lint._unknowns import Block, Link, Lone, Unknowns
from partybuild.rules._measure import BallotMeasure, RateMeasure
from partybuild.rules._review_rules import ReviewRules


def score_pieces(unknowns: Unknowns, rules: ReviewRules) -> Pieces:
    """Return the ballots' score of a scheme that has items."""
    weights = {item.item_id: rules.item_weight(item) for item in rules.items}
    return whole(_score(unknowns, rules, weights, _groups(rules, ()), Base.VALID_MARKS))


def ballot_pieces(
    unknowns: Unknowns, rules: ReviewRules, measure: BallotMeasure
) -> Pieces | None:
    """Return a score that is made of some items and groups.

    Args:
        unknowns: The unknowns.
        rules: The scheme, as it weighs the subject.
        measure: The measure.

    Returns:
        The score; None where the items or groups have no weight together.
    """
    groups = _groups(rules, measure.groups)
    weights = measured_weights(rules, measure)
    if not groups or not weights:
        return None
    score = _score(unknowns, rules, weights, groups, measure.base)
    if isinstance(measure.average, PlainMean):
        return whole(score)
    low, high = reach(unknowns, whole(score))
    name = f"value|{measure.measure_id}"
    return whole(unknowns.add(name, Lone(low, high, Link.UP, opaque=True)))


def measured_weights(
    rules: ReviewRules, measure: BallotMeasure
) -> Mapping[str, Fraction]:
    """Return the weights of a measure's items, scaled to sum to 1.

    Args:
        rules: The scheme, as it weighs the subject.
        measure: The measure.

    Returns:
        Item to weight; empty where all of them are 0.
    """
    found = {
        item.item_id: item.weight
        for item in rules.items
        if (not measure.items or item.item_id in measure.items) and item.weight
    }
    total = sum(found.values(), Fraction())
    return {item_id: weight / total for item_id, weight in found.items()}


def rate_pieces(unknowns: Unknowns, rules: ReviewRules, measure: RateMeasure) -> Pieces:
    """Return a share of options."""
    item = next(item for item in rules.items if item.item_id == measure.item_id)
    values = dict.fromkeys((*measure.options, *measure.less), Fraction())
    for sign, options in ((1, measure.options), (-1, measure.less)):
        for option in options:
            values[option] += sign
    groups = None if measure.pooled else _groups(rules, ())
    block = _block(unknowns, rules, item, groups, measure.base)
    return whole(block.form(values))


def _groups(rules: ReviewRules, chosen: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        sorted(
            group.group_id
            for group in rules.voter_groups
            if rules.group_weight(group) and (not chosen or group.group_id in chosen)
        )
    )


def _score(
    unknowns: Unknowns,
    rules: ReviewRules,
    weights: Mapping[str, Fraction],
    groups: tuple[str, ...],
    base: Base,
) -> Form:
    found = Form()
    for item in rules.items:
        if weights.get(item.item_id):
            values = {o.option_id: o.value for o in rules.scale_of(item).options}
            block = _block(unknowns, rules, item, groups, base)
            found = found.plus(block.form(values), weights[item.item_id])
    return found


def _block(
    unknowns: Unknowns,
    rules: ReviewRules,
    item: Item,
    groups: tuple[str, ...] | None,
    base: Base,
) -> Block:
    """Take in the shares of an item's options; *groups* None pools all voters."""
    alone = len(rules.voter_groups) == 1
    some = "" if alone else "pooled"
    if groups is not None:
        some = "" if groups == _groups(rules, ()) else "+".join(groups)
    # Only where several groups have weight can one be empty and count nothing.
    dropped = (
        groups is not None
        and len(groups) > 1
        and rules.empty_group is EmptyGroupPolicy.ZERO
    )
    over = "" if base is Base.VALID_MARKS else base.value
    return unknowns.add_block(
        Block(
            block_id=f"{item.item_id}@{some}@{over}",
            item_id=item.item_id,
            options=tuple(o.option_id for o in rules.scale_of(item).options),
            closed=base is Base.VALID_MARKS and not dropped,
        )
    )
