"""Classes of subjects whose weights and items differ."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import not_negative, refuse_repeats


@attrs.frozen(kw_only=True)
class SubjectClass(Record):
    """A class of subjects, such as heads, deputies, or one kind of unit.

    Attributes:
        class_id: Stable code.
        label: Name of the class.
    """

    class_id: str
    label: Label


@attrs.frozen(kw_only=True)
class ClassWeight(Record):
    """The weight that an item or a voter group carries for one class of subjects.

    Attributes:
        class_id: Subject class.
        weight: Weight, against the same total as all weights of its kind.
        basis: Article or decision it rests on.
    """

    class_id: str
    weight: Fraction = attrs.field(converter=exact, validator=not_negative)
    basis: Basis


def class_weights(weights: Iterable[ClassWeight]) -> tuple[ClassWeight, ...]:
    """Return class weights sorted by class.

    Args:
        weights: Class weights in any order.

    Returns:
        The same, sorted.

    Raises:
        DuplicateIdError: If a class has two.
    """
    ordered = sorted(weights, key=lambda weight: weight.class_id)
    refuse_repeats("weight for class", [weight.class_id for weight in ordered])
    return tuple(ordered)
