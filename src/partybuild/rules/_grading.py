"""Grades, the bands that give them, and what holds them down."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction
from itertools import pairwise

import attrs

from partybuild.errors import BandError, UnknownIdError
from partybuild.kernel import Basis, Label, exact
from partybuild.rules._checks import optional_exact, refuse_repeats, share


@attrs.frozen(kw_only=True)
class GradeBand:
    """The scores that earn one grade: from the lower edge, up to below the upper.

    Attributes:
        grade_id: Stable code, such as "good".
        label: Name of the grade, such as 好.
        lower: Least score; it belongs to the band. None: no lower end.
        upper: First score above the band. None: no upper end.
    """

    grade_id: str
    label: Label
    lower: Fraction | None = attrs.field(default=None, converter=optional_exact)
    upper: Fraction | None = attrs.field(default=None, converter=optional_exact)

    def __contains__(self, score: Fraction) -> bool:
        """Whether *score* earns this grade."""
        return (self.lower is None or self.lower <= score) and (
            self.upper is None or score < self.upper
        )


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
class Grading:
    """Grade bands, best first, that cover every score exactly once.

    Attributes:
        bands: Bands, best first.
        basis: Article or decision the edges rest on.
    """

    bands: tuple[GradeBand, ...] = attrs.field(converter=_bands, validator=_meeting)
    basis: Basis

    @property
    def grade_ids(self) -> tuple[str, ...]:
        """Codes of the grades, best first."""
        return tuple(band.grade_id for band in self.bands)

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """Scores at which the grade changes, highest first."""
        return tuple(b.lower for b in self.bands if b.lower is not None)

    def band_of(self, score: Fraction) -> GradeBand:
        """Return the band that a score lies in."""
        return next(band for band in self.bands if score in band)

    def get(self, grade_id: str) -> GradeBand:
        """Return the band of a grade.

        Args:
            grade_id: Code of the grade.

        Returns:
            The band.

        Raises:
            UnknownIdError: If there is no such grade.
        """
        for band in self.bands:
            if band.grade_id == grade_id:
                return band
        raise UnknownIdError("grade", grade_id, self.grade_ids)

    def place(self, grade_id: str) -> int:
        """Return how many grades are better than this one.

        Args:
            grade_id: Code of the grade.

        Returns:
            0 for the best grade.

        Raises:
            UnknownIdError: If there is no such grade.
        """
        return self.bands.index(self.get(grade_id))


class QuotaRounding(Enum):
    """How a share of heads becomes a whole number of places."""

    FLOOR = "floor"
    """The only one that never exceeds "q 以内"."""
    HALF_UP = "half_up"
    CEILING = "ceiling"


@attrs.frozen(kw_only=True)
class Quota:
    """At most a share of those assessed may have a grade or a better one.

    A tie across the boundary excludes all who tie, and is reported.

    Attributes:
        quota_id: Stable code.
        grade_id: The grade that is limited, together with all better ones.
        ceiling: Largest share of those assessed.
        rounding: How the share becomes places.
        basis: Article or decision it rests on.
    """

    quota_id: str
    grade_id: str
    ceiling: Fraction = attrs.field(converter=exact, validator=share)
    rounding: QuotaRounding = attrs.field(
        default=QuotaRounding.FLOOR, converter=QuotaRounding
    )
    basis: Basis

    def places(self, assessed: int) -> int:
        """Return the number of places among *assessed* heads."""
        exact_places = self.ceiling * assessed
        whole, rest = divmod(exact_places.numerator, exact_places.denominator)
        if self.rounding is QuotaRounding.FLOOR:
            return whole
        if self.rounding is QuotaRounding.CEILING:
            return whole + (rest > 0)
        return whole + (2 * rest >= exact_places.denominator)


@attrs.frozen(kw_only=True)
class Cap:
    """A fact that holds a grade down (一票否决); it never changes a score.

    Attributes:
        cap_id: Stable code.
        label: Name of the fact.
        grade_id: Best grade that is left to whom it concerns.
        basis: Article or decision it rests on.
    """

    cap_id: str
    label: Label
    grade_id: str
    basis: Basis
