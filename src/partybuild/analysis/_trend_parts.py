"""A change, split into parts that add up exactly."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Self

import attrs

from partybuild.kernel import ForReviewBody, Label, Record, Rounding

_ONE_PLACE = Rounding(places=1)


@attrs.frozen(kw_only=True)
class Rescored(ForReviewBody, Record):
    """One year's marks, scored under the rules of both years.

    Attributes:
        earlier_rules: Score under the earlier rules.
        later_rules: Score under the later rules.
    """

    earlier_rules: Fraction
    later_rules: Fraction


@attrs.frozen(kw_only=True)
class ChangeParts(ForReviewBody, Record):
    """Why a score on common items is not what it was.

    Attributes:
        before: Score of the earlier conference under its own rules.
        after: Score of the later conference under its own rules.
        people: What the marks changed, with the rules kept.
        rule: What weights and option values changed, with the marks kept.
        reorganization: What came and went with subjects of one year only.

    Source:
        Shapley value of the two causes marks and rules: each is the mean of its
        effect before and after the other one. It needs no order of causes and
        changes sign when the years are exchanged. Reorganization is what those
        of one year only add to each year's mean under that year's rules.
    """

    before: Fraction
    after: Fraction
    people: Fraction
    rule: Fraction
    reorganization: Fraction

    @classmethod
    def of(
        cls, earlier: Rescored, later: Rescored, *, before: Fraction, after: Fraction
    ) -> Self:
        """Split the change of those assessed in both years, and of all.

        Args:
            earlier: Those assessed in both years, by the earlier marks.
            later: The same by the later marks.
            before: All of the earlier year under the earlier rules.
            after: All of the later year under the later rules.

        Returns:
            The parts.
        """
        return cls(
            before=before,
            after=after,
            people=(
                later.earlier_rules
                - earlier.earlier_rules
                + later.later_rules
                - earlier.later_rules
            )
            / 2,
            rule=(
                earlier.later_rules
                - earlier.earlier_rules
                + later.later_rules
                - later.earlier_rules
            )
            / 2,
            reorganization=(after - later.later_rules)
            - (before - earlier.earlier_rules),
        )

    @property
    def change(self) -> Fraction:
        """The whole change: the sum of the three parts."""
        return self.people + self.rule + self.reorganization

    @property
    def reason(self) -> Label:
        """The change in words, recomputable from the parts."""
        shown = [_signed(x) for x in (self.change, self.people, self.rule)]
        more = _signed(self.reorganization)
        return Label(
            zh=f"按共同项目计算变化 {shown[0]} 分：评价变化 {shown[1]} 分，"
            f"规则变化 {shown[2]} 分，单位调整 {more} 分",
            en=f"changed by {shown[0]} on the common items: marks {shown[1]}, "
            f"rules {shown[2]}, reorganization {more}",
        )


def mean_rescored(rows: Sequence[Rescored]) -> Rescored:
    """Return the mean of several subjects, each counted once."""
    return Rescored(
        earlier_rules=sum((r.earlier_rules for r in rows), Fraction()) / len(rows),
        later_rules=sum((r.later_rules for r in rows), Fraction()) / len(rows),
    )


def _signed(value: Fraction) -> str:
    text = _ONE_PLACE.text(value)
    return f"+{text}" if _ONE_PLACE.apply(value) > 0 else text.replace("-0.0", "0.0")
