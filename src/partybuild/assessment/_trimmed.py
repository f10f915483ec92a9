"""Means without the extreme marks, for the rules that demand them."""

from collections.abc import Sequence
from fractions import Fraction

from partybuild.errors import TooFewMarksError, ValueRangeError
from partybuild.kernel import exact


def trimmed_mean(
    marks: Sequence[Fraction | int | str],
    *,
    each: int | None = None,
    share: Fraction | int | str | None = None,
    split_marks: bool = False,
) -> Fraction:
    """Return the mean of what is left when the extremes are dropped.

    It is no default of the library: dropping whole marks rewards whoever
    multiplies the ballots, and no form of trimming can be merged from sums.

    Args:
        marks: Marks in any order.
        each: Marks dropped at each end ("drop one highest and one lowest").
        share: Share dropped at each end, below 1/2. Give *each* or *share*.
        split_marks: Whether a share may drop a part of a mark: 10 % of 12 then
            drops 1.2 marks at each end instead of 1.

    Returns:
        The exact mean of the rest.

    Raises:
        TooFewMarksError: If nothing would be left.
        ValueRangeError: If *each* is negative, *share* is not from 0 to below
            1/2, or both or none are given.

    Source:
        None: a rule that demands trimming states how much, and from how many
        marks on.

    Examples:
        >>> trimmed_mean([100, 100, 100, 40], each=1)
        Fraction(100, 1)
    """
    ordered = sorted(map(exact, marks))
    cut = _cut(len(ordered), each, share)
    whole, part = divmod(cut, 1)
    part *= split_marks
    if 2 * (whole + part) >= len(ordered):
        raise TooFewMarksError(len(ordered), 2 * (whole + part))
    kept = ordered[whole : len(ordered) - whole]
    # The part of a mark that is dropped too comes off both ends.
    total = sum(kept, Fraction()) - part * (kept[0] + kept[-1])
    return total / (len(kept) - 2 * part)


def _cut(marks: int, each: int | None, share: Fraction | int | str | None) -> Fraction:
    if each is not None and share is None:
        if type(each) is not int or each < 0:
            raise ValueRangeError("each", repr(each), "a count of at least 0")
        return Fraction(each)
    if share is not None and each is None:
        part = exact(share)
        if not 0 <= part < Fraction(1, 2):
            raise ValueRangeError("share", part, "a share from 0 to below 1/2")
        return part * marks
    raise ValueRangeError("trimming", f"each={each}, share={share}", "one of the two")


def median(marks: Sequence[Fraction | int | str]) -> Fraction:
    """Return the middle mark, or the mean of the two in the middle.

    Args:
        marks: Marks in any order.

    Returns:
        The exact median.

    Raises:
        TooFewMarksError: If there is no mark.

    Source:
        None: the usual definition.

    Examples:
        >>> median([80, 100, 60, 40])
        Fraction(70, 1)
    """
    ordered = sorted(map(exact, marks))
    if not ordered:
        raise TooFewMarksError(0, Fraction())
    half = len(ordered) // 2
    return (ordered[half] + ordered[-1 - half]) / 2
