"""Voter groups within groups."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.errors import NestingCycleError, UnknownIdError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import not_negative, positive


@attrs.frozen(kw_only=True)
class GroupSet(Record):
    """Voter groups that carry one weight together (参评主体大类).

    The weights of its members are stated against `total`; what a member weighs in
    the whole is its share of that total times the share of the set.

    Attributes:
        set_id: Stable code.
        label: Name of the set.
        weight: Weight among its neighbors: other sets, and groups, within the same
            set or at the top.
        total: Total that the weights of its members sum to.
        within: Set that it belongs to in turn; empty: the top.
        basis: Article or decision the weight rests on.
    """

    set_id: str
    label: Label
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    total: Fraction = attrs.field(
        default=Fraction(1), converter=exact, validator=positive
    )
    within: str = ""
    basis: Basis


def set_shares(
    sets: Iterable[GroupSet], group_total: Fraction
) -> Mapping[str, Fraction]:
    """Return what a weight of 1 in each set is worth in the whole.

    Args:
        sets: Sets in any order.
        group_total: Total of the weights at the top.

    Returns:
        Set to factor; the empty code stands for the top.

    Raises:
        NestingCycleError: If sets lie within each other in a circle.
        UnknownIdError: If a set lies within one that there is not.
    """
    by_id = {group_set.set_id: group_set for group_set in sets}
    shares = {"": 1 / group_total}

    def share(set_id: str, path: tuple[str, ...]) -> Fraction:
        if set_id in shares:
            return shares[set_id]
        if set_id in path:
            raise NestingCycleError((*path[path.index(set_id) :], set_id))
        if set_id not in by_id:
            raise UnknownIdError("group set", set_id, tuple(sorted(by_id)))
        found = by_id[set_id]
        above = share(found.within, (*path, set_id))
        shares[set_id] = above * found.weight / found.total
        return shares[set_id]

    for set_id in sorted(by_id):
        share(set_id, ())
    return shares
