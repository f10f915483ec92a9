"""Grade bands: the scores decide."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import attrs

from partybuild.errors import BandError
from partybuild.kernel import Basis
from partybuild.rules._checks import refuse_repeats
from partybuild.rules._grade_band import GradeBand
from partybuild.rules._grade_order import GradeOrder


def _bands(bands: Iterable[GradeBand]) -> tuple[GradeBand, ...]:
    return tuple(bands)


def _meeting(_: "Grading", __: object, bands: tuple[GradeBand, ...]) -> None:
    refuse_repeats("grade", [band.grade_id for band in bands])
    if len(bands) < 2:
        raise BandError("fewer than two bands are given")
    if bands[0].upper is not None:
        raise BandError(
            f"band {bands[0].grade_id!r}, the best, ends at {bands[0].upper}; "
            "leave its upper edge open so that the top mark belongs to it"
        )
    if bands[-1].lower is not None:
        raise BandError(
            f"band {bands[-1].grade_id!r}, the worst, begins at {bands[-1].lower}; "
            "leave its lower edge open"
        )
    for better, worse in pairwise(bands):
        low, high = better.lower, worse.upper
        pair = f"between {worse.grade_id!r} and {better.grade_id!r}"
        if low is None or high is None:
            raise BandError(f"an edge {pair} is missing")
        if low > high:
            raise BandError(f"scores from {high} to below {low}, {pair}, have no band")
        if low < high:
            raise BandError(f"scores from {low} to below {high}, {pair}, have two")


@attrs.frozen(kw_only=True)
class Grading(GradeOrder):
    """Grade bands, best first, that cover every score exactly once.

    Attributes:
        bands: Bands, best first.
        basis: Article or decision the edges rest on.
    """

    bands: tuple[GradeBand, ...] = attrs.field(converter=_bands, validator=_meeting)
    basis: Basis

    def in_order(self) -> tuple[GradeBand, ...]:
        """Return the bands, best first."""
        return self.bands

    def band_of(self, score: Fraction) -> GradeBand:
        """Return the band that a score lies in."""
        return next(band for band in self.bands if score in band)
