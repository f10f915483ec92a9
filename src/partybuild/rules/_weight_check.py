"""Weights sum to the totals that a scheme declares."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from partybuild.errors import (
    PartyBuildError,
    ReviewRuleError,
    ValueRangeError,
    WeightSumError,
)
from partybuild.rules._composition import ComponentKind, Composition
from partybuild.rules._fault import Fault
from partybuild.rules._group_set import set_shares
from partybuild.rules._scheme_parts import SchemeParts


def sum_faults(
    rules: SchemeParts, unread: frozenset[str] = frozenset(), class_id: str = ""
) -> Iterator[Fault]:
    """Yield the weights that do not sum to what the scheme declares.

    Args:
        rules: A scheme.
        unread: Attributes that could not be read in full; nothing is said of them.
        class_id: Class of subjects whose weights are looked at; empty where they
            depend on none.

    Yields:
        Faults, in the order of the attributes.
    """
    items = [item.for_class(class_id).weight for item in rules.items]
    known = not unread & {"items", "voter_groups"}
    if known and bool(rules.items) != bool(rules.voter_groups):
        error = ReviewRuleError(
            "the ballots",
            f"{len(rules.items)} items and {len(rules.voter_groups)} voter groups",
            "a scheme with ballots needs both, one without needs neither",
        )
        yield Fault(("items",), error)
    elif rules.items and not unread & {"items", "item_total"}:
        yield from _other_sum("items", "items", class_id, items, rules.item_total)
    if not unread & {"voter_groups", "group_sets", "group_total"}:
        yield from _group_faults(rules, class_id)


def _group_faults(rules: SchemeParts, class_id: str) -> Iterator[Fault]:
    if not rules.voter_groups:
        return
    groups = [group.for_class(class_id) for group in rules.voter_groups]
    sets = rules.group_sets
    known = {"", *(s.set_id for s in sets)}
    if not {group.within for group in groups} <= known:
        # The unknown set is named; sums without its members would only mislead.
        return
    try:
        set_shares(sets, rules.group_total)
    except PartyBuildError as error:
        yield Fault(("group_sets",), error)
        return
    for place, name, total in [
        ("", "voter groups", rules.group_total),
        *((s.set_id, f"voter groups within {s.set_id!r}", s.total) for s in sets),
    ]:
        inside = [group.weight for group in groups if group.within == place]
        inside += [s.weight for s in sets if s.within == place]
        attribute = "group_sets" if place else "voter_groups"
        yield from _other_sum(attribute, name, class_id, inside, total, place)


def component_faults(rules: SchemeParts, unread: frozenset[str]) -> Iterator[Fault]:
    """Yield what is wrong with the components together.

    Args:
        rules: A scheme.
        unread: Attributes that could not be read in full; nothing is said of them.

    Yields:
        Faults.
    """
    if "components" in unread:
        return
    place = ("components",)
    components = rules.components
    ballots = [c for c in components if c.kind is ComponentKind.BALLOTS]
    if not components or len(ballots) > 1:
        what = "number of components of kind 'ballots'" if components else "components"
        expected = "at least 1, of kind 'ballots' at most 1"
        yield Fault(place, ValueRangeError(what, len(ballots), expected))
    if ballots and not rules.items and "items" not in unread:
        error = ReviewRuleError(
            f"component {ballots[0].component_id!r}",
            "it takes the score of the ballots, and nothing is marked on them",
            "state items and voter groups",
        )
        yield Fault((*place, ballots[0].component_id), error)
    if components and rules.composition is Composition.WEIGHTED:
        weights = [c.weight for c in components]
        yield from _other_sum("components", "components", "", weights, Fraction(1))


def _other_sum(
    attribute: str,
    what: str,
    class_id: str,
    weights: Iterable[Fraction],
    expected: Fraction,
    *place: str,
) -> Iterator[Fault]:
    total = sum(weights, Fraction())
    if total != expected:
        place = tuple(filter(None, place))
        of = f"{what} for class {class_id!r}" if class_id else what
        yield Fault((attribute, *place), WeightSumError(of, total, expected))
