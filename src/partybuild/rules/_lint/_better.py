"""Whether a better ballot can lower a value: proven, or by an example."""

from collections.abc import Collection, Sequence
from fractions import Fraction

import attrs

from partybuild.rules._lint._axes import Axes
from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._pieces import Piece, Pieces
from partybuild.rules._lint._program import solution
from partybuild.rules._lint._region import joined
from partybuild.rules._lint._unknowns import AFTER, Block, Link, Unknowns

# Beyond so many pairs of pieces the linter proves nothing.
_MOST_PAIRS = 400


@attrs.frozen
class Fall:
    """Values before and after some marks became better, none worse.

    Attributes:
        before: Unknown to value before.
        after: Unknown to value after.
        one: The piece that the value lay in before.
        other: The piece that it lies in after.
        shown: Whether ballots with these values exist; otherwise it is only not
            proven that there are none.
    """

    before: dict[str, Fraction] = attrs.field(hash=False)
    after: dict[str, Fraction] = attrs.field(hash=False)
    one: Piece
    other: Piece
    shown: bool


def find_fall(unknowns: Unknowns, pieces: Pieces) -> Fall | None:
    """Look for a better ballot that lowers a value.

    Args:
        unknowns: The unknowns.
        pieces: The value.

    Returns:
        An example that is shown, before one that is not; None where it is proven
        that there is none.
    """
    pairs = [
        (one, other) for one in pieces for other in pieces if _may_fall(one, other)
    ]
    if len(pairs) > _MOST_PAIRS:
        return Fall({}, {}, *pairs[0], shown=False)
    loose: Fall | None = None
    for one, other in pairs:
        fall = _fall(unknowns, one, other, inner=False)
        if fall is None:
            continue
        loose = loose or fall
        told = one.region.exact and other.region.exact
        if told and unknowns.told(one.names | other.names):
            shown = _fall(unknowns, one, other, inner=True)
            if shown is not None:
                return attrs.evolve(shown, shown=True)
    return loose


def link_of(unknowns: Unknowns, pieces: Pieces) -> Link:
    """Return how a value moves when a ballot becomes better."""
    upside = tuple(Piece(p.region, p.form.negative()) for p in pieces)
    rises = find_fall(unknowns, upside) is not None
    if find_fall(unknowns, pieces) is None:
        return Link.UP if rises else Link.SAME
    return Link.FREE if rises else Link.DOWN


def _may_fall(one: Piece, other: Piece) -> bool:
    """Return whether facts and constants leave anything to look for."""
    constant = not one.form.coefs and not other.form.coefs
    if constant and one.form.constant <= other.form.constant:
        return False
    facts = (attrs.evolve(piece.region, bounds=()) for piece in (one, other))
    return joined(*facts) is not None


def _fall(unknowns: Unknowns, one: Piece, other: Piece, *, inner: bool) -> Fall | None:
    asked = {
        name
        for piece in (one, other)
        for bound in piece.region.bounds
        for name in bound.form.coefs
    }
    tied = set(unknowns.blocks_of(asked))
    before: dict[str, Fraction] = {}
    after: dict[str, Fraction] = {}
    loose = [
        block
        for block in unknowns.blocks_of({*one.form.coefs, *other.form.coefs})
        if block not in tied
    ]
    steepest = sum(
        (
            _steepest(unknowns.blocks[at], one, other, (before, after), inner=inner)
            for at in loose
        ),
        Fraction(),
    )
    loose_names = {name for at in loose for name in unknowns.blocks[at].names}
    lones = unknowns.lones_of({*one.form.coefs, *other.form.coefs, *asked})
    here = [bound.form for bound in (*one.region.bounds, *other.region.bounds)]
    was, becomes = (_without(p.form, loose_names) for p in (one, other))
    axes = Axes(unknowns, [*here, was, becomes], inner=inner, moved=True)
    names = {*asked, *lones} - axes.gone
    fallen = axes.told(was).plus(axes.told(becomes).renamed(AFTER), -1)
    steep = Form({}, steepest)
    bounds: list[Bound] = [
        *map(axes.bound, one.region.bounds),
        *(_after(axes.bound(bound)) for bound in other.region.bounds),
        *axes.domain(),
        *axes.domain(AFTER),
        *axes.links(),
        *unknowns.domain(names),
        *unknowns.domain(names, AFTER),
        *unknowns.links(names),
        Bound(fallen.plus(steep), strict=True),
    ]
    if inner:
        bounds += unknowns.full(names)
    found = solution(bounds, [*unknowns.free(), *unknowns.free(AFTER)])
    if found is None:
        return None
    found = axes.shares(axes.shares(found), AFTER)
    for name, value in found.items():
        if name.endswith(AFTER):
            after[name.removesuffix(AFTER)] = value
        else:
            before[name] = value
    return Fall(before, after, one, other, shown=False)


def _without(form: Form, names: Collection[str]) -> Form:
    kept = {name: c for name, c in form.coefs.items() if name not in names}
    return Form(kept, form.constant)


def _after(bound: Bound) -> Bound:
    return Bound(bound.form.renamed(AFTER), bound.strict)


def _steepest(
    block: Block,
    one: Piece,
    other: Piece,
    shares: Sequence[dict[str, Fraction]],
    *,
    inner: bool,
) -> Fraction:
    """Move all marks of a block to where the value falls the most."""
    was, becomes = block.worths(one.form), block.worths(other.form)
    marked = len(was) if block.closed else len(was) - 1
    gains = [
        (was[worse] - becomes[better], -worse, better)
        for worse in range(marked)
        for better in range(worse + 1)
    ]
    if not (block.closed or inner):
        # Where no mark is given, none becomes better.
        gains.append((Fraction(), -len(was), len(was)))
    steepest, worse, better = max(gains)
    for values, at in zip(shares, (-worse, better), strict=True):
        values.update(dict.fromkeys(block.names, Fraction()))
        if at < len(block.names):
            values[block.names[at]] = Fraction(1)
    return steepest
