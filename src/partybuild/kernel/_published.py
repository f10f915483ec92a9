"""What of a result may be published without a gate, and what may not at all."""

from collections.abc import Collection

import attrs

from partybuild.errors import NotForPublicationError
from partybuild.kernel._label import Label
from partybuild.kernel._summary import Summary, Tabular

SUPPRESSED = Label(zh="未公布", en="suppressed")
"""Name of the column that says which cells of a row were kept back."""


class ForReviewBody(Tabular):
    """A result whose figures no gate has looked at: for the review body only."""

    __slots__ = ()

    def published(self) -> Summary:
        """Refuse: only what passed the disclosure gate is published.

        Returns:
            Nothing.

        Raises:
            NotForPublicationError: Always.
        """
        raise NotForPublicationError(type(self).__name__)


def withheld(table: Summary, columns: Collection[int]) -> Summary:
    """Return a table without the cells of some columns.

    Args:
        table: The table.
        columns: Places of the columns whose cells are kept back.

    Returns:
        The same columns, those cells empty, and one more that names what was
        kept back: an empty cell is never a zero.
    """
    names = [table.columns[at] for at in sorted(columns)]
    kept = Label(
        zh="、".join(name.zh for name in names), en=", ".join(n.en for n in names)
    )
    return attrs.evolve(
        table,
        columns=(*table.columns, SUPPRESSED),
        rows=[
            (*(None if at in columns else c for at, c in enumerate(row)), kept)
            for row in table.rows
        ],
    )
