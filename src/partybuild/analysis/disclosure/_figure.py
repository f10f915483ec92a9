"""A printed number as the readers of a table can write it down."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.kernel import Record


@attrs.frozen(order=True)
class Cell(Record):
    """The mean that one voter group gave; unknown to the public unless printed.

    Attributes:
        group_id: Voter group.
        about: What was marked, such as an item; cells of one group with
            different *about* come from the same ballots.
    """

    group_id: str
    about: str = ""


Terms = tuple[tuple[Cell, Fraction], ...]


def _terms(terms: Iterable[tuple[Cell, Fraction]]) -> Terms:
    total: dict[Cell, Fraction] = {}
    for cell, factor in terms:
        total[cell] = total.get(cell, Fraction()) + factor
    kept = [(cell, factor) for cell, factor in total.items() if factor]
    return tuple(sorted(kept, key=lambda term: (term[0].group_id, term[0].about)))


@attrs.frozen(repr=False)
class Figure(Record):
    """A number that is printed: a known combination of cells.

    A weighted score is one, with the weights of the scheme as factors; what is
    added to it from public sources does not matter. Rounding is left out on
    purpose: a mean and its base mostly fix the sum.

    Attributes:
        name: What the number is called; unique among figures printed together.
        terms: Cells and their factors; equal cells are added up, zeros dropped.
    """

    name: str
    terms: Terms = attrs.field(converter=_terms)

    @property
    def group_ids(self) -> frozenset[str]:
        """Voter groups that had a part in it."""
        return frozenset(cell.group_id for cell, _ in self.terms)
