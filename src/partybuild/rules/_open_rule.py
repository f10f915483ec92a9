"""Rules whose value no document at hand confirms."""

from typing import TypeVar

import attrs

from partybuild.errors import ReviewRuleError
from partybuild.kernel import Basis, Citation, CitationStatus, Label, Period, Record
from partybuild.rules._dated import DatedRule, RuleVersion

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class OpenRule(Record):
    """A rule that has no value until somebody who has the document states it.

    Attributes:
        code: Stable code, such as "PB-OPEN-01".
        title: What the rule fixes.
        unit: Unit of its value.
        source: Document that is said to fix it; not confirmed, or in use without a
            date.
    """

    code: str
    title: Label
    unit: Label
    source: Citation

    def __attrs_post_init__(self) -> None:
        """Refuse an open rule whose document is confirmed: it has a value."""
        if self.source.status is CitationStatus.CONFIRMED:
            raise ReviewRuleError(
                f"open rule {self.code}",
                "its source is confirmed",
                "state its value in a dated rule",
            )

    def settled(self, value: T, period: Period, basis: Basis) -> DatedRule[T]:
        """Return the rule with the value that the user states.

        Args:
            value: What the document says.
            period: First and (inclusive) last day of force.
            basis: Article of the document, or a decision of one's own.

        Returns:
            The dated rule.

        Raises:
            ReviewRuleError: If the basis is a citation that is not confirmed either.
        """
        if isinstance(basis, Citation) and basis.status is CitationStatus.UNCONFIRMED:
            raise ReviewRuleError(
                f"open rule {self.code}",
                f"{basis.text('en')!r} is not confirmed either",
                "look the value up in the document and cite its article, or state it "
                "as a decision of your own",
            )
        return DatedRule(
            code=self.code,
            title=self.title,
            unit=self.unit,
            versions=[RuleVersion(period=period, value=value, basis=basis)],
        )
