"""Means without the extreme marks, for the rules that demand them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

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
    runs = Counter(map(exact, marks))
    return trimmed_runs(runs, each=each, share=share, split_marks=split_marks)


def trimmed_runs(
    runs: Mapping[Fraction, int],
    *,
    each: int | None = None,
    share: Fraction | int | str | None = None,
    split_marks: bool = False,
) -> Fraction:
    """Return what `trimmed_mean` does, of marks that were counted.

    Args:
        runs: Mark to how often it was given, which may be any number.
        each: Marks dropped at each end.
        share: Share dropped at each end.
        split_marks: Whether a share may drop a part of a mark.

    Returns:
        The exact mean of the rest.

    Raises:
        TooFewMarksError: If nothing would be left.
        ValueRangeError: As `trimmed_mean` does.
    """
    marks = sum(runs.values())
    cut = _cut(marks, each, share)
    dropped = cut if split_marks else Fraction(cut // 1)
    if 2 * dropped >= marks:
        raise TooFewMarksError(marks, 2 * dropped)
    total, before = Fraction(), 0
    for mark, number in sorted(runs.items()):
        # The part of the run that neither end takes.
        first, last = max(Fraction(before), dropped), marks - dropped
        before += number
        total += mark * max(Fraction(), min(Fraction(before), last) - first)
    return total / (marks - 2 * dropped)


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
    return median_of_runs(Counter(map(exact, marks)))


def median_of_runs(runs: Mapping[Fraction, int]) -> Fraction:
    """Return the median of marks that were counted.

    Args:
        runs: Mark to how often it was given, which may be any number.

    Returns:
        The exact median.

    Raises:
        TooFewMarksError: If there is no mark.
    """
    marks = sum(runs.values())
    if not marks:
        raise TooFewMarksError(0, Fraction())
    half = marks // 2
    return (_mark_at(runs, half) + _mark_at(runs, marks - 1 - half)) / 2


def _mark_at(runs: Mapping[Fraction, int], place: int) -> Fraction:
    ordered = sorted(runs.items())
    ends = accumulate(number for _, number in ordered)
    return next(
        mark for (mark, _), end in zip(ordered, ends, strict=True) if place < end
    )
