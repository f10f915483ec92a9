"""What a scheme asks of duty reports."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record
from partybuild.rules._checks import optional_exact, share


class ReportPart(Enum):
    """Parts of a duty report."""

    WORK = "work"
    """履职情况."""
    ACHIEVEMENTS = "achievements"
    """主要成效、特色亮点."""
    PROBLEMS = "problems"
    """存在问题及原因分析."""
    LAST_YEAR = "last_year"
    """上年度问题整改情况."""
    PLANS = "plans"
    """下一步思路和措施."""
    OTHER = "other"

    @property
    def label(self) -> Label:
        """Name of the part."""
        return _PARTS[self]


_PARTS = {
    ReportPart.WORK: Label(zh="履职情况", en="duties performed"),
    ReportPart.ACHIEVEMENTS: Label(zh="主要成效", en="main results"),
    ReportPart.PROBLEMS: Label(zh="存在问题及原因分析", en="problems and causes"),
    ReportPart.LAST_YEAR: Label(
        zh="上年度问题整改情况", en="rectification of last year's problems"
    ),
    ReportPart.PLANS: Label(zh="下一步思路和措施", en="next steps"),
    ReportPart.OTHER: Label(zh="其他", en="other"),
}


def _parts(parts: Iterable[ReportPart | str]) -> tuple[ReportPart, ...]:
    found = {ReportPart(part) for part in parts}
    return tuple(part for part in ReportPart if part in found)


def _optional_share(
    owner: object, field: "attrs.Attribute[Fraction]", value: Fraction | None
) -> None:
    if value is not None:
        share(owner, field, value)


def _length(_: object, field: "attrs.Attribute[int]", value: int | None) -> None:
    if value is not None and (type(value) is not int or value < 1):
        raise ValueRangeError(field.name, repr(value), "a number of characters")


@attrs.frozen(kw_only=True)
class ReportRule(Record):
    """What a scheme asks of duty reports; what it leaves open is not checked.

    Attributes:
        parts: Parts that every report must have.
        least_problem_share: Least share of the part on problems and causes in the
            characters of the report, such as "1/3"; None asks for none.
        most_characters: Longest report; None for any length.
        basis: Article or decision.

    Source:
        Problems and causes at least one third, and 5,000 characters, are practice
        of single offices and no defaults.
    """

    parts: tuple[ReportPart, ...] = attrs.field(default=(), converter=_parts)
    least_problem_share: Fraction | None = attrs.field(
        default=None, converter=optional_exact, validator=_optional_share
    )
    most_characters: int | None = attrs.field(default=None, validator=_length)
    basis: Basis
