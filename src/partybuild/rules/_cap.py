"""What holds a grade down."""

from collections.abc import Iterable

import attrs

from partybuild.errors import ReviewRuleError
from partybuild.kernel import OMITTED, Basis, Label, Record
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
        answer_required: Whether the body has to record of every subject that the
            fact does not exist, where it does not; without an answer the grade is
            undecided as far as the fact would lower it.
        basis: Article or decision it rests on.
    """

    cap_id: str
    label: Label
    grade_id: str
    when: tuple[Condition, ...] = attrs.field(default=(), converter=_conditions)
    answer_required: bool = attrs.field(default=False, metadata=OMITTED)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse to ask for an answer that conditions give."""
        if self.answer_required and self.when:
            raise ReviewRuleError(
                f"cap {self.cap_id!r}",
                "an answer is required for a cap that holds by conditions",
                "leave out answer_required, or the conditions",
            )


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
