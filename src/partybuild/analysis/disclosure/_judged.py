"""A conference whose printed tables are judged together."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from partybuild.analysis.disclosure._cleared_item import ClearedItem
from partybuild.analysis.disclosure._joint import given_away, marks_at_risk
from partybuild.analysis.disclosure._other_ways import HeapRow
from partybuild.analysis.disclosure._possible import Share
from partybuild.analysis.disclosure._told import Place, Told
from partybuild.analysis.disclosure._told_scores import (
    assessed_shares,
    heap_rows,
    items_told,
    settled_marks,
    standings_told,
    totals_are_sums,
)
from partybuild.assessment import Assessment


@attrs.frozen
class Judged:
    """A conference whose tables are judged together.

    Attributes:
        assessment: The assessment.
        shares: What each voter group adds to the item scores.
        rows: The true marks.
        told: What the standings tell.
        settled: Marks that the standings state by themselves.
        least: Marks from which the mean of a voter group may be known.
    """

    assessment: Assessment
    shares: Mapping[Place, Sequence[Share]]
    rows: Mapping[Place, HeapRow]
    told: tuple[Told, ...]
    settled: frozenset[tuple[Place, str]]
    least: int

    @classmethod
    def of(cls, assessment: Assessment, least: int) -> "Judged":
        """Return the judge of an assessment."""
        shares = assessed_shares(assessment)
        rows = heap_rows(assessment, shares)
        return cls(
            assessment=assessment,
            shares=shares,
            rows=rows,
            told=tuple(standings_told(assessment)),
            settled=settled_marks(assessment, rows),
            least=least,
        )

    def passes(self, more: Iterable[Told]) -> bool:
        """Return whether nobody's marks follow from the standings and more.

        Rates, medians and places are no sums of item scores. Beside totals that
        are made of them nothing is told of marks at risk: what both leave open is
        not worked out.

        Args:
            more: What is printed beside the standings.

        Returns:
            Whether they may be printed together.
        """
        if not totals_are_sums(self.assessment.rules):
            return not marks_at_risk(self.rows, self.least, self.settled)
        told = [*self.told, *more]
        return not any(given_away(self.rows, told, self.least, self.settled))


def told_by(
    assessment: Assessment, items: Iterable[tuple[str, tuple[ClearedItem, ...]]]
) -> list[Told]:
    """Return what a table of item scores tells.

    Args:
        assessment: The assessment.
        items: Subject id and item scores as they are printed.

    Returns:
        One statement per cell.
    """
    table = {subject: [cell.meant for cell in cells] for subject, cells in items}
    return list(items_told(assessment, table))
