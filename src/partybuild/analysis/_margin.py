"""How few changes alter an outcome, and why no number of them does."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import accumulate

import attrs

from partybuild.kernel import ForReviewBody, Label, Record


class MarginWay(Enum):
    """What the changes do, or what they cannot do anything about."""

    EDGE = "edge"
    """The score crosses an edge of the grade."""
    QUOTA = "quota"
    """A place within a quota is lost or won against others."""
    ORDER = "order"
    """One subject overtakes another."""
    CAP = "cap"
    """A recorded fact holds the grade, whatever the marks."""
    NO_PLACES = "no_places"
    """The quota leaves no place at all."""
    NO_SUCH_GRADE = "no_such_grade"
    """There is no better or no worse grade."""
    OUT_OF_REACH = "out_of_reach"
    """Not even the most extreme changes would do it."""
    QUOTA_OPEN = "quota_open"
    """Not computed: a quota has its say, and removed ballots move everybody."""
    MISSING_MARKS = "missing_marks"
    """Not computed: too many ballots of a group miss a mark."""

    @property
    def label(self) -> Label:
        """What it means for a reader."""
        return _LABELS[self]


_LABELS = {
    MarginWay.EDGE: Label(zh="越过等次分数线", en="the score crosses a grade's edge"),
    MarginWay.QUOTA: Label(
        zh="名额范围内的先后改变", en="a place within the quota changes hands"
    ),
    MarginWay.ORDER: Label(zh="先后改变", en="the order changes"),
    MarginWay.CAP: Label(
        zh="等次由限定事实决定，改票不能改变",
        en="a recorded fact holds the grade; no change of ballots alters it",
    ),
    MarginWay.NO_PLACES: Label(zh="名额为零", en="the quota leaves no place"),
    MarginWay.NO_SUCH_GRADE: Label(zh="没有这样的等次", en="there is no such grade"),
    MarginWay.OUT_OF_REACH: Label(
        zh="最极端的改动也不能改变", en="not even the most extreme changes do it"
    ),
    MarginWay.QUOTA_OPEN: Label(
        zh="涉及名额，未作去票推算", en="a quota has its say; removals are not computed"
    ),
    MarginWay.MISSING_MARKS: Label(
        zh="缺选项的票过多，未作去票推算",
        en="too many ballots miss a mark; removals are not computed",
    ),
}


@attrs.frozen(kw_only=True)
class Margin(ForReviewBody, Record):
    """The fewest changes that alter an outcome.

    Attributes:
        changes: So many changes, well chosen, alter it. None: no number does, or
            it is not computed; *way* says which.
        least: Fewer than this many never alter it; equal to *changes* wherever
            the margin is exact. None where *changes* is.
        way: What the changes do, or why none helps.
    """

    changes: int | None
    least: int | None
    way: MarginWay

    @property
    def exact(self) -> bool:
        """Whether the fewest changes are known, and not only between two bounds."""
        return self.changes == self.least


def exactly(changes: int | None, way: MarginWay) -> Margin:
    """Return the exact margin; out of reach where *changes* is None."""
    if changes is None:
        way = MarginWay.OUT_OF_REACH
    return Margin(changes=changes, least=changes, way=way)


def never(way: MarginWay) -> Margin:
    """Return the margin of what no change alters."""
    return Margin(changes=None, least=None, way=way)


def smallest(margins: Iterable[Margin]) -> Margin:
    """Return the margin of an outcome that any of several ways alters.

    Args:
        margins: Margins of the ways; at least one.

    Returns:
        The least number of changes, over the least of the lower bounds.
    """
    found = list(margins)
    reached = [m for m in found if m.changes is not None and m.least is not None]
    if not reached:
        return found[0]
    best = min(reached, key=lambda m: (m.changes or 0, m.way.value))
    least = min(m.least or 0 for m in reached)
    return attrs.evolve(best, least=least)


def curve(gains: Iterable[int]) -> list[int]:
    """Return the most that 0, 1, 2... changes gain together.

    Args:
        gains: What each change gains on its own, largest first.

    Returns:
        Running sums from 0.
    """
    return list(accumulate(gains, initial=0))


def fewest(sums: Sequence[int], need: int) -> int | None:
    """Return the fewest changes that gain enough.

    Taking the largest gains first is exact here, because what one change gains
    does not depend on the others.

    Args:
        sums: Running sums of the gains.
        need: What has to be gained; 0 or less needs nothing.

    Returns:
        The number of changes; None if all of them are not enough.
    """
    at = 0 if need <= 0 else bisect_left(sums, need)
    return at if at < len(sums) else None
