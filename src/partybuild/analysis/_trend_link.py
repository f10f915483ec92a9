"""What two conferences have in common: items, voter groups and scales."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.assessment import Assessment
from partybuild.errors import DuplicateIdError, TrendError, UnknownIdError
from partybuild.kernel import Record
from partybuild.rules import ReviewRules, Scale


@attrs.frozen(kw_only=True)
class Crosswalk:
    """How an item is compared whose options were changed.

    Only the share of marks at or above a stated option is comparable then.

    Attributes:
        item_id: Item.
        before: Least option of the earlier scale that counts.
        after: Least option of the later scale that counts.
    """

    item_id: str
    before: str
    after: str


@attrs.frozen(kw_only=True, repr=False)
class TrendLink(Record):
    """The common measure of two conferences.

    Attributes:
        item_ids: Common items, in the order of the later ballot.
        group_ids: Common voter groups, in the order of the later rules.
        values: For each item the value of each option: earlier marks under the
            earlier and the later rules, later marks under the earlier and the
            later rules.
        in_points: Whether values are points of the scales; otherwise they are
            percentages of the range of each scale.
        left_out_items: Items of one ballot only.
        left_out_groups: Voter groups of one conference only.
    """

    item_ids: tuple[str, ...]
    group_ids: tuple[str, ...]
    values: tuple[tuple[tuple[Fraction, ...], ...], ...]
    in_points: bool
    left_out_items: tuple[str, ...]
    left_out_groups: tuple[str, ...]


def link(
    before: Assessment, after: Assessment, crosswalks: Iterable[Crosswalk]
) -> TrendLink:
    """Return the common measure of two conferences.

    Args:
        before: The earlier conference.
        after: The later conference.
        crosswalks: How items with changed options are compared.

    Returns:
        The link.

    Raises:
        TrendError: If there is no common item or voter group, if those there
            are weigh nothing, or if the options of a common item were changed
            and no crosswalk says how to compare them.
        UnknownIdError: If a crosswalk names an item or option that is not there.
        DuplicateIdError: If two crosswalks are about one item.
    """
    old, new = before.rules, after.rules
    items = _common((i.item_id for i in old.items), (i.item_id for i in new.items))
    groups = _common(
        (g.group_id for g in old.voter_groups), (g.group_id for g in new.voter_groups)
    )
    _refuse_nothing("item", items)
    _refuse_nothing("voter group", groups)
    walks = _by_item(crosswalks, items)
    one_by, two_by = ({i.item_id: i for i in r.items} for r in (old, new))
    pairs = [(old.scale_of(one_by[item]), new.scale_of(two_by[item])) for item in items]
    in_points = not walks and all(
        (one.bottom, one.top) == (two.bottom, two.top) for one, two in pairs
    )
    values = [
        _values(item, one, two, walks.get(item), in_points=in_points)
        for item, (one, two) in zip(items, pairs, strict=True)
    ]
    return TrendLink(
        item_ids=items,
        group_ids=groups,
        values=tuple(values),
        in_points=in_points,
        left_out_items=_others(items, (i.item_id for r in (old, new) for i in r.items)),
        left_out_groups=_others(
            groups, (g.group_id for r in (old, new) for g in r.voter_groups)
        ),
    )


def shares(
    rules: ReviewRules, tied: TrendLink
) -> tuple[list[Fraction], list[Fraction]]:
    """Return the weights of the common items and groups under one scheme.

    Args:
        rules: The scheme.
        tied: The link.

    Returns:
        Weights of the items and of the groups; both sum to 1.

    Raises:
        TrendError: If the common ones weigh nothing.
    """
    groups = {group.group_id: group for group in rules.voter_groups}
    by_id = {item.item_id: item for item in rules.items}
    items = [rules.item_weight(by_id[item]) for item in tied.item_ids]
    voters = [rules.group_weight(groups[group]) for group in tied.group_ids]
    return _scaled("items", items), _scaled("voter groups", voters)


def _scaled(what: str, weights: list[Fraction]) -> list[Fraction]:
    total = sum(weights, Fraction())
    if not total:
        raise TrendError(
            f"the common {what} have no weight in one of the two schemes",
            f"compare conferences that share weighted {what}",
        )
    return [weight / total for weight in weights]


def _common(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    known = set(one)
    return tuple(name for name in two if name in known)


def _others(common: tuple[str, ...], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names) - set(common)))


def _refuse_nothing(what: str, common: tuple[str, ...]) -> None:
    if not common:
        raise TrendError(
            f"they have no {what} in common",
            f"give a {what} that stayed the same the same id in both rulebooks",
        )


def _by_item(
    crosswalks: Iterable[Crosswalk], items: tuple[str, ...]
) -> dict[str, Crosswalk]:
    found: dict[str, Crosswalk] = {}
    for walk in crosswalks:
        if walk.item_id in found:
            raise DuplicateIdError("crosswalk", walk.item_id)
        if walk.item_id not in items:
            raise UnknownIdError("common item", walk.item_id, items)
        found[walk.item_id] = walk
    return found


def _values(
    item: str, old: Scale, new: Scale, walk: Crosswalk | None, *, in_points: bool
) -> tuple[tuple[Fraction, ...], ...]:
    if walk is not None:
        one, two = _reached(old, walk.before), _reached(new, walk.after)
        return one, one, two, two
    names = [o.option_id for o in old.options]
    if names != [o.option_id for o in new.options]:
        raise TrendError(
            f"item {item!r} had options {', '.join(names)} and now has "
            f"{', '.join(o.option_id for o in new.options)}",
            "a Crosswalk must state which options count as the same",
        )
    one, two = _worth(old, in_points=in_points), _worth(new, in_points=in_points)
    return one, two, one, two


def _worth(scale: Scale, *, in_points: bool) -> tuple[Fraction, ...]:
    if in_points:
        return tuple(option.value for option in scale.options)
    width = scale.top - scale.bottom
    return tuple(100 * (o.value - scale.bottom) / width for o in scale.options)


def _reached(scale: Scale, least: str) -> tuple[Fraction, ...]:
    names = tuple(option.option_id for option in scale.options)
    if least not in names:
        raise UnknownIdError("option", least, names)
    at = names.index(least)
    return tuple(Fraction(100 * (place <= at)) for place in range(len(names)))
