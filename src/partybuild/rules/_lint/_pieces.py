"""Values told piece by piece: within each region, a linear form."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import product

import attrs

from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._region import WHOLE, Region, joined
from partybuild.rules._lint._space import most_in, values_in
from partybuild.rules._lint._unknowns import Unknowns


@attrs.frozen
class Piece:
    """A form that a value is, within a region.

    Attributes:
        region: The region.
        form: The form.
    """

    region: Region
    form: Form

    @property
    def names(self) -> set[str]:
        """Unknowns that it looks at."""
        asked = {name for b in self.region.bounds for name in b.form.coefs}
        return asked | set(self.form.coefs)


Pieces = tuple[Piece, ...]


def whole(form: Form) -> Pieces:
    """Return the pieces of a value that is one form everywhere."""
    return (Piece(WHOLE, form),)


def nonempty(unknowns: Unknowns, regions: Iterable[Region]) -> tuple[Region, ...]:
    """Return the regions in which anything lies."""
    return tuple(r for r in regions if values_in(unknowns, r) is not None)


def summed(unknowns: Unknowns, parts: Sequence[tuple[Pieces, Fraction]]) -> Pieces:
    """Return a sum of values, each times a factor.

    Args:
        unknowns: The unknowns.
        parts: Values and factors.

    Returns:
        The pieces of the sum.
    """
    found = list(whole(Form()))
    for pieces, factor in parts:
        pairs = [
            (joined(one.region, other.region), one.form.plus(other.form, factor))
            for one, other in product(found, pieces)
        ]
        found = [
            Piece(region, form)
            for region, form in pairs
            if region is not None and values_in(unknowns, region) is not None
        ]
    return tuple(found)


def within(
    unknowns: Unknowns,
    pieces: Pieces,
    least: Fraction | None,
    most: Fraction | None,
) -> Pieces:
    """Return a value that is held within limits."""
    found = pieces
    if least is not None:
        found = _held(unknowns, found, least, Fraction(1))
    if most is not None:
        found = _held(unknowns, found, most, Fraction(-1))
    return found


def _held(
    unknowns: Unknowns, pieces: Pieces, limit: Fraction, sign: Fraction
) -> Pieces:
    found: list[Piece] = []
    for piece in pieces:
        room = Form().plus(piece.form.less(limit), sign)
        beyond = Bound(room.negative(), strict=True)
        for bound, form in ((Bound(room), piece.form), (beyond, Form({}, limit))):
            region = joined(piece.region, Region((bound,)))
            if region is not None and values_in(unknowns, region) is not None:
                found.append(Piece(region, form))
    return tuple(found)


def reach(
    unknowns: Unknowns, pieces: Pieces
) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the greatest value; None where there is none."""
    lows: list[Fraction | None] = []
    highs: list[Fraction | None] = []
    for low, high in spans(unknowns, pieces):
        lows.append(low)
        highs.append(high)
    low = None if None in lows else min(v for v in lows if v is not None)
    high = None if None in highs else max(v for v in highs if v is not None)
    return low, high


def spans(
    unknowns: Unknowns, pieces: Pieces
) -> list[tuple[Fraction | None, Fraction | None]]:
    """Return the least and the greatest value of every piece."""
    found: list[tuple[Fraction | None, Fraction | None]] = []
    for piece in pieces:
        below = most_in(unknowns, piece.form.negative(), piece.region)
        above = most_in(unknowns, piece.form, piece.region)
        found.append((None if below is None else -below, above))
    return found
