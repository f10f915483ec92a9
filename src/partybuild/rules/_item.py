"""Items that are assessed, and the voter groups that assess them."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.kernel import Basis, Label, exact
from partybuild.rules._checks import not_negative


def _labels(labels: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(labels)


@attrs.frozen(kw_only=True)
class Item:
    """One assessed item (测评项目).

    Attributes:
        item_id: Stable code.
        label: Words on the ballot.
        weight: Weight among the items, against the total the rules declare.
        scale_id: Scale its marks choose from.
        area: Code of the area of work it stands for, such as "RESP-1".
        option_labels: Words for the options where they differ from the scale's.
        basis: Article or decision the weight rests on.
    """

    item_id: str
    label: Label
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    scale_id: str
    area: str = ""
    option_labels: tuple[Label, ...] = attrs.field(default=(), converter=_labels)
    basis: Basis


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(kinds)


@attrs.frozen(kw_only=True)
class VoterGroup:
    """Voters whose ballots carry one common weight (参评主体).

    Attributes:
        group_id: Stable code.
        label: Name of the group.
        weight: Weight among the groups, against the total the rules declare.
        kinds: Kinds of those present whose ballots belong to this group.
        basis: Article or decision the weight rests on.
    """

    group_id: str
    label: Label
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    kinds: tuple[str, ...] = attrs.field(default=(), converter=_kinds)
    basis: Basis
