"""The gate: how many ballots a figure needs, and everything checked by it."""

from collections.abc import Iterable, Mapping

import attrs

from partybuild.analysis.disclosure._cleared_scores import ClearedScores, clear_scores
from partybuild.analysis.disclosure._figure import Figure
from partybuild.analysis.disclosure._hidden_groups import (
    DISTRIBUTIONS_FROM,
    MEANS_FROM,
)
from partybuild.analysis.disclosure._judged import Judged, told_by
from partybuild.analysis.disclosure._leak import Leak, find_leaks
from partybuild.analysis.disclosure._release import (
    Change,
    Release,
    find_release_leaks,
)
from partybuild.analysis.disclosure._suppression import suppressed_groups
from partybuild.analysis.disclosure._told import Told
from partybuild.analysis.disclosure._told_scores import groups_told
from partybuild.assessment import Assessment
from partybuild.errors import DisclosureError, ValueRangeError
from partybuild.kernel import Record, Rounding

ITEM_ROUNDINGS = (Rounding(places=1), Rounding(places=0))
"""How item scores are printed: to one place, or to none where one tells too much."""
_LEAST = 3


def _enough(_: "Disclosure", field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < _LEAST:
        # With two ballots each voter knows what the other one gave.
        raise ValueRangeError(field.name, repr(value), f"an int from {_LEAST} on")


@attrs.frozen(kw_only=True)
class Disclosure(Record):
    """The gate that figures pass before anybody sees them.

    Attributes:
        means_from: Ballots from which the mean of a voter group may be told.
        distributions_from: Ballots from which its counts per option may be.

    Source:
        Defaults 5 and 10, as practiced in surveys and official statistics; no
        Party regulation states a number.
    """

    means_from: int = attrs.field(default=MEANS_FROM, validator=_enough)
    distributions_from: int = attrs.field(default=DISTRIBUTIONS_FROM, validator=_enough)

    def __attrs_post_init__(self) -> None:
        """Refuse distributions before means: counts tell more."""
        if self.distributions_from < self.means_from:
            raise ValueRangeError(
                "distributions_from",
                self.distributions_from,
                f"at least means_from, {self.means_from}",
            )

    def leaks(
        self, figures: Iterable[Figure], ballots: Mapping[str, int]
    ) -> tuple[Leak, ...]:
        """Return how few voters can be worked out from figures printed together."""
        return find_leaks(figures, ballots, self.means_from)

    def require(self, figures: Iterable[Figure], ballots: Mapping[str, int]) -> None:
        """Let figures pass, or raise.

        Args:
            figures: Everything that is published together.
            ballots: Voter group to ballots counted.

        Raises:
            DisclosureError: If what fewer voters gave can be worked out.
        """
        for leak in self.leaks(figures, ballots):
            raise DisclosureError(leak.group_ids, leak.ballots, self.means_from)

    def hidden_from_means(
        self,
        own: Iterable[Figure],
        totals: Iterable[Figure],
        ballots: Mapping[str, int],
    ) -> frozenset[str]:
        """Return the voter groups to leave out of a table of means."""
        return suppressed_groups(own, totals, ballots, self.means_from)

    def hidden_from_distributions(
        self,
        own: Iterable[Figure],
        totals: Iterable[Figure],
        ballots: Mapping[str, int],
    ) -> frozenset[str]:
        """Return the voter groups to leave out of a table of option counts."""
        return suppressed_groups(own, totals, ballots, self.distributions_from)

    def release_leaks(
        self,
        first: Release,
        second: Release,
        changes: Mapping[str, Change] | None = None,
    ) -> tuple[Leak, ...]:
        """Return what a second release would tell beside the first one."""
        return find_release_leaks(first, second, changes, self.means_from)

    def clear(
        self,
        assessment: Assessment,
        roundings: Iterable[Rounding] = ITEM_ROUNDINGS,
        *,
        with_groups: bool = False,
    ) -> ClearedScores:
        """Return what may be printed of a conference besides its standings.

        Args:
            assessment: The assessment.
            roundings: Ways to print item scores, the finest first; the first
                one that gives nobody away is taken.
            with_groups: Whether scores of single voter groups are wanted too.

        Returns:
            The cleared scores.
        """
        return self._cleared(assessment, tuple(roundings), with_groups=with_groups)

    def remembering(self) -> "Disclosure":
        """Return the same gate for one paper: it works each answer out once.

        Its memory ends with it, and holds the assessments that it was asked about.
        """
        return _Remembering(
            means_from=self.means_from, distributions_from=self.distributions_from
        )

    def _cleared(
        self,
        assessment: Assessment,
        roundings: tuple[Rounding, ...],
        *,
        with_groups: bool,
        judged: Judged | None = None,
    ) -> ClearedScores:
        return clear_scores(
            assessment,
            roundings,
            beside=ITEM_ROUNDINGS,
            with_groups=with_groups,
            least=self.means_from,
            judged=judged,
        )

    def pass_together(
        self, assessment: Assessment, cleared: ClearedScores, more: Iterable[Told]
    ) -> bool:
        """Return whether more may be printed beside tables of the conference.

        Args:
            assessment: The assessment.
            cleared: What was cleared for the paper that more is printed on.
            more: What is to be printed in addition.

        Returns:
            Whether all of it, and whatever a summary table shows beside it,
            leaves every small group's mean open.
        """
        judged = Judged.of(assessment, self.means_from)
        table = self._cleared(
            assessment,
            summary_roundings(assessment.rules.rounding),
            with_groups=True,
            judged=judged,
        )
        told = [*told_by(assessment, cleared.items), *more]
        if table.items != cleared.items:
            told += told_by(assessment, table.items)
        told += groups_told(assessment, table.hidden_groups)
        return judged.passes(told)


@attrs.frozen(kw_only=True, eq=False)
class _Remembering(Disclosure):
    """A gate that remembers its answers, each beside what it was asked about."""

    _cleared_before: list[tuple[Assessment, object, ClearedScores]] = attrs.field(
        factory=list[tuple[Assessment, object, ClearedScores]], init=False, repr=False
    )
    _passed_before: list[tuple[ClearedScores, object, bool]] = attrs.field(
        factory=list[tuple[ClearedScores, object, bool]], init=False, repr=False
    )

    def remembering(self) -> Disclosure:
        """Return this gate, which remembers already."""
        return self

    def pass_together(
        self, assessment: Assessment, cleared: ClearedScores, more: Iterable[Told]
    ) -> bool:
        """Return whether more may be printed; see the gate without a memory."""
        told = tuple(more)
        for beside, asked, passes in self._passed_before:
            if beside is cleared and asked == told:
                return passes
        passes = super().pass_together(assessment, cleared, told)
        self._passed_before.append((cleared, told, passes))
        return passes

    def _cleared(
        self,
        assessment: Assessment,
        roundings: tuple[Rounding, ...],
        *,
        with_groups: bool,
        judged: Judged | None = None,
    ) -> ClearedScores:
        wanted = (roundings, with_groups)
        for known, asked, cleared in self._cleared_before:
            if known is assessment and asked == wanted:
                return cleared
        cleared = super()._cleared(
            assessment, roundings, with_groups=with_groups, judged=judged
        )
        self._cleared_before.append((assessment, wanted, cleared))
        return cleared


def summary_roundings(finest: Rounding) -> tuple[Rounding, ...]:
    """Return the ways in which a summary table prints item scores, finest first.

    Args:
        finest: How the scheme prints scores.

    Returns:
        That, and the coarser ways of a report.
    """
    return (finest, *(r for r in ITEM_ROUNDINGS if r.places < finest.places))


DEFAULT_DISCLOSURE = Disclosure()
"""The gate with the numbers of ballots that are common practice."""
