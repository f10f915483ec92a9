"""Grades that a body settles by deliberation, not by a number (综合研判)."""

from collections.abc import Iterable

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record
from partybuild.rules._condition import Condition


def _conditions(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(conditions)


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)


def _several(_: object, __: object, grades: tuple[str, ...]) -> None:
    if len(set(grades)) != len(grades) or len(grades) < 2:
        raise ValueRangeError(
            "grades of a judgment",
            ", ".join(grades) or "none",
            "at least two different grades to choose from",
        )


@attrs.frozen(kw_only=True)
class Judgment(Record):
    """A case in which the review body itself settles the grade before caps and quotas.

    Until its decision is recorded the grade is undecided; no number stands in for it.

    Attributes:
        judgment_id: Stable code.
        label: What is judged, such as 综合研判.
        when: Conditions under which the body decides, all of them together;
            without any, it decides for everybody.
        grades: Grades it may choose from.
        basis: Article or decision it rests on.
    """

    judgment_id: str
    label: Label
    when: tuple[Condition, ...] = attrs.field(default=(), converter=_conditions)
    grades: tuple[str, ...] = attrs.field(converter=_ids, validator=_several)
    basis: Basis
