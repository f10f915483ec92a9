"""What holds a grade down."""

from collections.abc import Iterable

import attrs

from partybuild.kernel import Basis, Label, Record
from partybuild.rules._condition import Condition


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


@attrs.frozen(kw_only=True)
class Cap(Record):
    """A fact that holds a grade down (一票否决); it never changes a score.

    Attributes:
        cap_id: Stable code.
        label: Name of the fact.
        grade_id: Best grade that is left to whom it concerns.
        when: Conditions under which it holds by itself, all of them together;
            without any, it holds where the fact is recorded.
        basis: Article or decision it rests on.
    """

    cap_id: str
    label: Label
    grade_id: str
    when: tuple[Condition, ...] = attrs.field(default=(), converter=_conditions)
    basis: Basis


@attrs.frozen(kw_only=True)
class Eligibility(Record):
    """Conditions under which a subject is not assessed (不参评).

    Attributes:
        rule_id: Stable code.
        label: Why the subject is not assessed.
        when: Conditions, all of which must hold.
        basis: Article or decision it rests on.
    """

    rule_id: str
    label: Label
    when: tuple[Condition, ...] = attrs.field(converter=_conditions)
    basis: Basis
