"""Blocks of which only one sum matters, told by that sum alone."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._unknowns import AFTER, ONE, Block, Unknowns, Values


@attrs.frozen
class _Axis:
    """A block told by one sum over its shares.

    Attributes:
        block: The block.
        worths: What each option is worth in the sum, a missing mark last.
        least: Place of the least worth.
        most: Place of the greatest worth.
    """

    block: Block
    worths: tuple[Fraction, ...]
    least: int
    most: int

    @property
    def name(self) -> str:
        """Unknown that stands for the sum, less the least that it can be."""
        return f"{self.block.block_id}|~"

    @property
    def width(self) -> Fraction:
        """How far the sum reaches."""
        return self.worths[self.most] - self.worths[self.least]

    def shares(self, value: Fraction) -> dict[str, Fraction]:
        """Return shares of two options that give the sum."""
        part = value / self.width
        found = dict.fromkeys(self.block.names, Fraction())
        for at, share in ((self.least, 1 - part), (self.most, part)):
            if at < len(self.block.names):
                found[self.block.names[at]] += share
        return found


def _axis(block: Block, forms: Sequence[Form], *, inner: bool) -> _Axis | None:
    """Return the one sum that all forms look at; None where they look at several."""
    vectors = [v for v in (block.worths(form) for form in forms) if any(v)]
    base = vectors[0]
    pivot = next(at for at, worth in enumerate(base) if worth)
    for vector in vectors[1:]:
        factor = vector[pivot] / base[pivot]
        if [worth * factor for worth in base] != vector:
            return None
    # Where no mark may be missing, what a missing one is worth does not count.
    places = range(len(base) - (inner and not block.closed))
    least = max(places, key=lambda at: (-base[at], at))
    most = min(places, key=lambda at: (-base[at], at))
    if base[least] == base[most]:
        return None
    return _Axis(block, tuple(base), least, most)


def _ordered(axis: _Axis) -> bool:
    """Return whether better options are worth more, or all of them less."""
    worths = axis.worths if axis.block.closed else axis.worths[:-1]
    return _falling(worths) or _falling([-worth for worth in worths])


def _falling(worths: Sequence[Fraction]) -> bool:
    return all(one >= other for one, other in pairwise(worths))


class Axes:
    """The sums that stand for blocks in one program."""

    def __init__(
        self, unknowns: Unknowns, forms: Iterable[Form], *, inner: bool, moved: bool
    ) -> None:
        listed = tuple(forms)
        names = {name for form in listed for name in form.coefs}
        found = (
            _axis(unknowns.blocks[block_id], listed, inner=inner)
            for block_id in unknowns.blocks_of(names)
        )
        self.axes: Mapping[str, _Axis] = {
            axis.block.block_id: axis
            for axis in found
            if axis is not None and (not moved or _ordered(axis))
        }
        self.gone = {n for axis in self.axes.values() for n in axis.block.names}

    def told(self, form: Form) -> Form:
        """Return a form with sums in the place of shares."""
        found = Form(
            {n: c for n, c in form.coefs.items() if n not in self.gone}, form.constant
        )
        for axis in self.axes.values():
            worths = axis.block.worths(form)
            pivot = next(at for at, worth in enumerate(axis.worths) if worth)
            factor = worths[pivot] / axis.worths[pivot]
            low = axis.worths[axis.least]
            found = found.plus(Form({axis.name: ONE}, low), factor)
        return found

    def bound(self, bound: Bound) -> Bound:
        """Return a bound with sums in the place of shares."""
        return Bound(self.told(bound.form), bound.strict)

    def domain(self, mark: str = "") -> list[Bound]:
        """Return how far the sums reach."""
        return [
            Bound(Form({axis.name + mark: -ONE}, axis.width))
            for axis in self.axes.values()
        ]

    def links(self) -> list[Bound]:
        """Return what holds between sums before and after a better ballot."""
        found: list[Bound] = []
        for axis in self.axes.values():
            gained = Form({axis.name + AFTER: ONE, axis.name: -ONE})
            rising = axis.most <= axis.least if axis.block.closed else _rises(axis)
            found.append(Bound(gained if rising else gained.negative()))
        return found

    def shares(self, values: Values, mark: str = "") -> dict[str, Fraction]:
        """Return the shares that sums stand for, and all other values as they are."""
        names = {axis.name + mark for axis in self.axes.values()}
        found = {name: value for name, value in values.items() if name not in names}
        for axis in self.axes.values():
            shares = axis.shares(values.get(axis.name + mark, Fraction()))
            found |= {name + mark: share for name, share in shares.items()}
        return found


def _rises(axis: _Axis) -> bool:
    return _falling(axis.worths[:-1])
