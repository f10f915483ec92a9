"""Weights sum to the totals that a scheme declares."""

from collections.abc import Sequence
from fractions import Fraction

from partybuild.errors import ReviewRuleError, ValueRangeError
from partybuild.rules._checks import refuse_other_sum
from partybuild.rules._composition import ComponentKind, Composition
from partybuild.rules._group_set import GroupSet, set_shares
from partybuild.rules._item import VoterGroup
from partybuild.rules._scheme_parts import SchemeParts


def refuse_wrong_sums(rules: SchemeParts) -> None:
    """Refuse weights that do not sum to what the scheme declares.

    Args:
        rules: A scheme whose weights depend on no subject class.

    Raises:
        ReviewRuleError: If there are items without voter groups, or the reverse.
        ValueRangeError: If there is no component, or more than one of ballots.
        WeightSumError: If a sum differs.
    """
    if bool(rules.items) != bool(rules.voter_groups):
        raise ReviewRuleError(
            "the ballots",
            f"{len(rules.items)} items and {len(rules.voter_groups)} voter groups",
            "a scheme with ballots needs both, one without needs neither",
        )
    if rules.items:
        refuse_other_sum("items", [i.weight for i in rules.items], rules.item_total)
        _refuse_wrong_groups(rules.voter_groups, rules.group_sets, rules.group_total)
    _refuse_wrong_components(rules)


def _refuse_wrong_groups(
    groups: Sequence[VoterGroup], sets: Sequence[GroupSet], group_total: Fraction
) -> None:
    set_shares(sets, group_total)
    top = [g.weight for g in groups if not g.within]
    top += [s.weight for s in sets if not s.within]
    refuse_other_sum("voter groups", top, group_total)
    for group_set in sets:
        inside = [g.weight for g in groups if g.within == group_set.set_id]
        inside += [s.weight for s in sets if s.within == group_set.set_id]
        refuse_other_sum(
            f"voter groups within {group_set.set_id!r}", inside, group_set.total
        )


def _refuse_wrong_components(rules: SchemeParts) -> None:
    components = rules.components
    ballots = [c for c in components if c.kind is ComponentKind.BALLOTS]
    if not components or len(ballots) > 1:
        what = "number of components of kind 'ballots'" if components else "components"
        raise ValueRangeError(
            what, len(ballots), "at least 1, of kind 'ballots' at most 1"
        )
    if ballots and not rules.items:
        raise ReviewRuleError(
            f"component {ballots[0].component_id!r}",
            "it takes the score of the ballots, and nothing is marked on them",
            "state items and voter groups",
        )
    if rules.composition is Composition.WEIGHTED:
        refuse_other_sum("components", [c.weight for c in components], Fraction(1))
