"""Items that are assessed, and the voter groups that assess them."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import not_negative
from partybuild.rules._subject_class import ClassWeight, class_weights


def _classes(classes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(classes)))


def _labels(labels: Iterable[Label]) -> tuple[Label, ...]:
    return tuple(labels)


@attrs.frozen(kw_only=True)
class Item(Record):
    """One assessed item (测评项目).

    Attributes:
        item_id: Stable code.
        label: Words on the ballot.
        weight: Weight among the items, against the total the rules declare.
        scale_id: Scale its marks choose from.
        area: Code of the area of work it stands for, such as "RESP-1".
        option_labels: Words for the options where they differ from the scale's.
        classes: Subject classes it applies to; empty: all. For others its marks
            have no weight.
        class_weights: Weights for classes of subjects where they differ.
        basis: Article or decision the weight rests on.
    """

    item_id: str
    label: Label
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    scale_id: str
    area: str = ""
    option_labels: tuple[Label, ...] = attrs.field(default=(), converter=_labels)
    classes: tuple[str, ...] = attrs.field(default=(), converter=_classes)
    class_weights: tuple[ClassWeight, ...] = attrs.field(
        default=(), converter=class_weights
    )
    basis: Basis

    def for_class(self, class_id: str) -> "Item":
        """Return this item with the weight it carries for one subject class."""
        weight = self.weight
        if self.classes and class_id not in self.classes:
            weight = Fraction()
        for other in self.class_weights:
            if other.class_id == class_id:
                weight = other.weight
        return attrs.evolve(self, weight=weight, classes=(), class_weights=())


def _kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    return tuple(kinds)


@attrs.frozen(kw_only=True)
class VoterGroup(Record):
    """Voters whose ballots carry one common weight (参评主体).

    Attributes:
        group_id: Stable code.
        label: Name of the group.
        weight: Weight among the groups, against the total the rules declare.
        kinds: Kinds of those present whose ballots belong to this group.
        within: Group set it belongs to; empty: none.
        class_weights: Weights for classes of subjects where they differ.
        basis: Article or decision the weight rests on.
    """

    group_id: str
    label: Label
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    kinds: tuple[str, ...] = attrs.field(default=(), converter=_kinds)
    within: str = ""
    class_weights: tuple[ClassWeight, ...] = attrs.field(
        default=(), converter=class_weights
    )
    basis: Basis

    def for_class(self, class_id: str) -> "VoterGroup":
        """Return this group with the weight it carries for one subject class."""
        weight = self.weight
        for other in self.class_weights:
            if other.class_id == class_id:
                weight = other.weight
        return attrs.evolve(self, weight=weight, class_weights=())
