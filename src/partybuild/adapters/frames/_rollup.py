"""Results and weak areas, merged up the organization tree by adding integers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import accumulate
from typing import Self, TypeVar

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import ForReviewBody, Record, exact

BINS_PER_POINT = 100
"""Bins of the histogram: one for every 0.01 point."""


def _bins(counts: Mapping[int, int]) -> dict[int, int]:
    return {key: counts[key] for key in sorted(counts) if counts[key]}


def _words(counts: Mapping[str, int]) -> dict[str, int]:
    return {key: counts[key] for key in sorted(counts) if counts[key]}


@attrs.frozen(kw_only=True)
class LevelSummary(ForReviewBody, Record):
    """What one organization and all below it add up to; a monoid under ``+``.

    Attributes:
        conferences: Number of conferences.
        subjects: Number of subjects.
        histogram: Bin to subjects. Bin b holds the scores from b / 100 up to,
            but not including, (b + 1) / 100.
        grades: Grade to subjects.
        flags: Flag to subjects.
        weak: Item to the conferences in which it is a common weak area.
        total: Exact sum of the scores.
    """

    conferences: int = 0
    subjects: int = 0
    histogram: Mapping[int, int] = attrs.field(
        factory=dict[int, int], converter=_bins, hash=False
    )
    grades: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_words, hash=False
    )
    flags: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_words, hash=False
    )
    weak: Mapping[str, int] = attrs.field(
        factory=dict[str, int], converter=_words, hash=False
    )
    total: Fraction = attrs.field(default=Fraction(), converter=exact)

    @classmethod
    def of(
        cls,
        results: Iterable[tuple[Fraction, str, str]],
        weak_items: Iterable[str] = (),
    ) -> Self:
        """Summarize one conference.

        Args:
            results: Exact score, grade and flags (joined by semicolons) of every
                subject.
            weak_items: Items that are common weak areas of the conference.

        Returns:
            The summary.
        """
        rows = list(results)
        return cls(
            conferences=1,
            subjects=len(rows),
            histogram=_tallied(
                int(score * BINS_PER_POINT // 1) for score, _, _ in rows
            ),
            grades=_tallied(grade for _, grade, _ in rows),
            flags=_tallied(f for _, _, flags in rows for f in flags.split(";") if f),
            weak=_tallied(weak_items),
            total=sum((score for score, _, _ in rows), Fraction()),
        )

    def __add__(self, other: "LevelSummary") -> "LevelSummary":
        """Return the summary of both."""
        return LevelSummary(
            conferences=self.conferences + other.conferences,
            subjects=self.subjects + other.subjects,
            histogram=_added(self.histogram, other.histogram),
            grades=_added(self.grades, other.grades),
            flags=_added(self.flags, other.flags),
            weak=_added(self.weak, other.weak),
            total=self.total + other.total,
        )

    @property
    def mean(self) -> Fraction | None:
        """Exact mean of the scores; None without a subject."""
        return self.total / self.subjects if self.subjects else None

    def quantile(self, share: Fraction | int | str) -> Fraction | None:
        """Return the lower edge of the bin of a quantile, below it by under 0.01.

        Args:
            share: Share of the subjects, above 0 and at most 1.

        Returns:
            The score of the subject at place ceil(share * subjects), from below,
            cut to 0.01; None without a subject.

        Raises:
            ValueRangeError: If the share is no share.
        """
        part = _share(share)
        if not self.subjects:
            return None
        place = -(-part * self.subjects // 1)
        bins = sorted(self.histogram)
        reached = accumulate(self.histogram[b] for b in bins)
        found = next(b for b, n in zip(bins, reached, strict=True) if n >= place)
        return Fraction(found, BINS_PER_POINT)

    def common_weak_areas(self, share: Fraction | int | str = "1/2") -> tuple[str, ...]:
        """Return the items that are a common weak area in many conferences.

        Args:
            share: Share of the conferences from which an item counts, above 0 and
                at most 1.

        Returns:
            Items, the most frequent first, then by id.

        Raises:
            ValueRangeError: If the share is no share.
        """
        least = _share(share) * self.conferences
        found = [item for item, number in self.weak.items() if number >= least]
        return tuple(sorted(found, key=lambda item: (-self.weak[item], item)))


def _share(share: Fraction | int | str) -> Fraction:
    part = exact(share)
    if not 0 < part <= 1:
        raise ValueRangeError("share", part, "above 0 and at most 1")
    return part


K = TypeVar("K", int, str)


def _tallied(keys: Iterable[K]) -> dict[K, int]:
    counts: dict[K, int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return counts


def _added(one: Mapping[K, int], other: Mapping[K, int]) -> dict[K, int]:
    sums = dict(one)
    for key, number in other.items():
        sums[key] = sums.get(key, 0) + number
    return sums
