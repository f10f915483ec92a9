"""What a page for the screen shows beside the texts of a report."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.kernel import Label, Lang, Summary, Tabular
from partybuild.reporting._model import Block, Cell, Reason


@attrs.frozen(kw_only=True)
class SpanLine:
    """One secretary in a chart of scores.

    Attributes:
        rank: Rank, as text.
        score: Score, as it is printed.
        grade: Name of the grade.
        value: Where the dot stands, in points: at the score as it is printed.
        low: Where the bar begins; None without an interval.
        high: Where the bar ends; None without an interval.
        held: Whether a cap or a quota holds the grade below that of the score.
        why: The name of the secretary, and how score and grade came about.
    """

    rank: str
    score: str
    grade: str
    value: Fraction
    low: Fraction | None
    high: Fraction | None
    held: bool
    why: Reason


@attrs.frozen(kw_only=True)
class SpanBand:
    """The scores of one grade.

    Attributes:
        label: Name of the grade.
        lower: Least score; None where there is no lower end.
        upper: First score above; None where there is no upper end.
    """

    label: str
    lower: Fraction | None
    upper: Fraction | None


@attrs.frozen(kw_only=True)
class SpanChart:
    """Scores with their intervals over the bands of the grades.

    Attributes:
        caption: What is shown.
        lines: One per secretary, by rank.
        bands: Grades, best first.
        note: What dot and bar mean.
    """

    caption: str
    lines: tuple[SpanLine, ...] = attrs.field(converter=tuple[SpanLine, ...])
    bands: tuple[SpanBand, ...] = attrs.field(converter=tuple[SpanBand, ...])
    note: str


@attrs.frozen(kw_only=True)
class ScoreCell:
    """One item score.

    Attributes:
        cell: Text and shade.
        why: How it came about, in a sentence.
    """

    cell: Cell
    why: str


@attrs.frozen(kw_only=True)
class ScoreBoard:
    """Items by secretaries, every score with the reason behind it.

    Attributes:
        caption: What is shown.
        columns: Heading of the names, then the items.
        rows: Name and scores of each secretary, by rank.
        note: What shades and stars mean.
    """

    caption: str
    columns: tuple[str, ...] = attrs.field(converter=tuple[str, ...])
    rows: tuple[tuple[str, tuple[ScoreCell, ...]], ...]
    note: str


class NodeState(Enum):
    """How a duty stands at one organization."""

    START = "start"
    DONE = "done"
    BROKEN = "broken"
    BEHIND = "behind"


@attrs.frozen(kw_only=True)
class DutyNode:
    """One organization on the way of a duty.

    Attributes:
        name: The organization.
        state: How the duty stands there.
        text: The same in words.
        below: Organizations under it.
    """

    name: str
    state: NodeState
    text: str
    below: "tuple[DutyNode, ...]" = attrs.field(default=())

    @property
    def whole(self) -> bool:
        """Whether nothing is broken here or below."""
        left: list[DutyNode] = [self]
        while left:
            node = left.pop()
            if node.state is NodeState.BROKEN:
                return False
            left += node.below
        return True


@attrs.frozen(kw_only=True)
class DutyTree:
    """One duty on its way down.

    Attributes:
        caption: The duty, and how many chains are unbroken.
        root: Where it comes from.
    """

    caption: str
    root: DutyNode


PageBlock = Block | SpanChart | ScoreBoard | DutyTree
"""What a section of a page for the screen is made of."""


def _blocks(blocks: Iterable[PageBlock]) -> tuple[PageBlock, ...]:
    return tuple(blocks)


@attrs.frozen(kw_only=True)
class PagePart:
    """A headed part of a page.

    Attributes:
        title: Heading.
        blocks: Contents, in order.
        unfolded: Whether reasons are open from the start.
    """

    title: str
    blocks: tuple[PageBlock, ...] = attrs.field(converter=_blocks)
    unfolded: bool = False


@attrs.frozen(kw_only=True)
class PageSheet:
    """A page in one language.

    Attributes:
        lang: Language.
        title: Title.
        notice: What a reader must know first; empty where there is nothing.
        host: Who signs.
        dated: Day, as it is written in the language.
        parts: Parts, the results first.
    """

    lang: Lang
    title: str
    notice: str
    host: str
    dated: str
    parts: tuple[PagePart, ...] = attrs.field(converter=tuple[PagePart, ...])


@attrs.frozen(kw_only=True, repr=False)
class Page(Tabular):
    """A page for the screen in one or in both languages.

    Attributes:
        sheets: The same content, language by language; the first one shows.
    """

    sheets: tuple[PageSheet, ...] = attrs.field(converter=tuple[PageSheet, ...])

    def summary(self) -> Summary:
        """Return the headings of every language."""
        return Summary(
            caption=Label.same(self.sheets[0].title),
            columns=(
                Label(zh="语言", en="language"),
                Label(zh="部分", en="part"),
                Label(zh="段落和表格", en="blocks"),
            ),
            rows=[
                (sheet.lang, part.title, len(part.blocks))
                for sheet in self.sheets
                for part in sheet.parts
            ],
            shown=3,
        )
