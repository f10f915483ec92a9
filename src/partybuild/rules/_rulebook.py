"""A review scheme through time."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.kernel import Basis, Label, Period, Record, Summary, document_id
from partybuild.rules._checks import refuse_repeats
from partybuild.rules._dated import in_force, refuse_unmatched
from partybuild.rules._review_rules import ReviewRules


@attrs.frozen(kw_only=True, repr=False)
class RulebookVersion(Record):
    """What a rulebook says during one period.

    Attributes:
        version: Name of the version, such as "2021".
        period: First and (inclusive) last day of force.
        rules: The scheme.
        basis: Document that put the version into force.
    """

    version: str
    period: Period
    rules: ReviewRules
    basis: Basis


def _by_first_day(versions: Iterable[RulebookVersion]) -> tuple[RulebookVersion, ...]:
    return tuple(sorted(versions, key=lambda version: version.period.first))


def _refuse_gaps(
    rulebook: "Rulebook", _: object, versions: tuple[RulebookVersion, ...]
) -> None:
    refuse_repeats("version", [version.version for version in versions])
    refuse_unmatched(rulebook.rulebook_id, [version.period for version in versions])


@attrs.frozen(kw_only=True, repr=False)
class Rulebook(Record):
    """A scheme in all its versions, without gap or overlap.

    Attributes:
        rulebook_id: Stable code.
        title: Name of the scheme.
        versions: Versions; given in any order.
    """

    rulebook_id: str = attrs.field(validator=document_id)
    title: Label
    versions: tuple[RulebookVersion, ...] = attrs.field(
        converter=_by_first_day, validator=_refuse_gaps
    )

    def summary(self) -> Summary:
        """Return the versions with their days of force."""
        return Summary(
            caption=self.title,
            columns=(
                Label(zh="版本", en="version"),
                Label(zh="起", en="from"),
                Label(zh="止", en="to"),
                Label(zh="依据", en="basis"),
            ),
            rows=[
                (
                    one.version,
                    one.period.first.isoformat(),
                    None if one.period.last is None else one.period.last.isoformat(),
                    Label(zh=one.basis.text("zh"), en=one.basis.text("en")),
                )
                for one in self.versions
            ],
            shown=4,
        )

    def at(self, on: date) -> RulebookVersion:
        """Return the version in force on the day of a review.

        Args:
            on: The day of the review; never "the newest".

        Returns:
            The version.

        Raises:
            RuleNotInForceError: If no version covers the day.
        """
        return in_force(self.rulebook_id, self.versions, on)
