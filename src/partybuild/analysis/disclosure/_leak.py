"""The audit: whether few voters can be worked out from what is printed together."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import TypeVar

import attrs

from partybuild.analysis.disclosure._figure import Cell, Figure, Terms
from partybuild.analysis.disclosure._hidden_groups import MEANS_FROM
from partybuild.errors import DuplicateIdError, UnknownIdError
from partybuild.kernel import Record

_Key = TypeVar("_Key")


@attrs.frozen(kw_only=True)
class Leak(Record):
    """A calculation that tells what fewer voters gave than may be told.

    Attributes:
        group_ids: Voter groups it tells about.
        ballots: Their ballots together.
        result: The combination of cells that comes out.
        recipe: Names of the printed figures with the factor each is taken by.
    """

    group_ids: tuple[str, ...]
    ballots: int
    result: Terms
    recipe: tuple[tuple[str, Fraction], ...]

    def work_out(self, printed: Mapping[str, Fraction]) -> Fraction:
        """Return what a reader of these numbers gets."""
        return sum((factor * printed[name] for name, factor in self.recipe), Fraction())


@attrs.frozen
class _Row:
    """A combination of figures, and the cells that are left in it."""

    result: dict[Cell, int]
    recipe: dict[str, int]

    @classmethod
    def of(cls, figure: Figure) -> "_Row":
        scale = lcm(*(factor.denominator for _, factor in figure.terms))
        result = {cell: int(factor * scale) for cell, factor in figure.terms}
        return cls(result, {figure.name: scale})

    def without(self, other: "_Row", cell: Cell) -> "_Row":
        """Take as much of another row as removes the cell."""
        by, less = other.result[cell], self.result[cell]
        result = _combined(self.result, by, other.result, less)
        recipe = _combined(self.recipe, by, other.recipe, less)
        divisor = gcd(*result.values(), *recipe.values()) or 1
        return _Row(_divided(result, divisor), _divided(recipe, divisor))


def _combined(
    one: dict[_Key, int], by: int, two: dict[_Key, int], less: int
) -> dict[_Key, int]:
    found = {key: by * factor for key, factor in one.items()}
    for key, factor in two.items():
        found[key] = found.get(key, 0) - less * factor
    return {key: factor for key, factor in found.items() if factor}


def _divided(terms: dict[_Key, int], divisor: int) -> dict[_Key, int]:
    return {key: factor // divisor for key, factor in terms.items()}


def find_leaks(
    figures: Iterable[Figure], ballots: Mapping[str, int], least: int = MEANS_FROM
) -> tuple[Leak, ...]:
    """Return how fewer than *least* voters can be worked out from these figures.

    Every linear combination of the figures is looked at: a leak is one in
    which nothing is left but cells of groups with fewer ballots in all. A
    hidden mean that can be worked out alone is a leak, and so is the joint mean
    of two groups of two voters.

    Args:
        figures: Everything that is published together.
        ballots: Voter group to ballots counted.
        least: Ballots from which a mean may be told.

    Returns:
        The leaks, with their recipes; none where the figures may be published.

    Raises:
        DuplicateIdError: If two figures share a name.
        UnknownIdError: If a figure has a cell of a group without a size.

    Source:
        Row-space audit by exact elimination, as in official statistics; groups
        are taken together as far as they hold fewer ballots than *least*.
    """
    rows = [_Row.of(figure) for figure in _checked(figures, ballots)]
    small = {group for group, size in ballots.items() if size < least}
    rows = _within(rows, small)
    concerned = sorted({cell.group_id for row in rows for cell in row.result})
    leaks = [
        _leak(row, ballots)
        for groups in _coalitions(concerned, ballots, least)
        for row in _reduced(_within(rows, groups))
    ]
    found = {leak.result: leak for leak in leaks}
    return tuple(found[result] for result in sorted(found))


def _checked(figures: Iterable[Figure], ballots: Mapping[str, int]) -> Iterator[Figure]:
    seen: set[str] = set()
    for figure in sorted(figures, key=lambda figure: figure.name):
        if figure.name in seen:
            raise DuplicateIdError("figure", figure.name)
        seen.add(figure.name)
        for group in sorted(figure.group_ids - set(ballots)):
            raise UnknownIdError("voter group", group, tuple(sorted(ballots)))
        # A group without a ballot has nothing that could be given away.
        terms = [(cell, f) for cell, f in figure.terms if ballots[cell.group_id]]
        if terms:
            yield Figure(figure.name, terms)


def _within(rows: Iterable[_Row], groups: Iterable[str]) -> list[_Row]:
    """Return what the rows say about these groups alone.

    Every cell outside is eliminated; a combination that needs a row with an
    outside cell of its own would still hold that cell.
    """
    kept, left, found = set(groups), list(rows), list[_Row]()
    while left:
        row = left.pop()
        outside = next((c for c in row.result if c.group_id not in kept), None)
        if outside is not None:
            left = [
                other.without(row, outside) if outside in other.result else other
                for other in left
            ]
        elif row.result:
            found.append(row)
    return found


def _reduced(rows: Iterable[_Row]) -> list[_Row]:
    """Return independent rows, each with a leading cell that no other row has."""
    found: list[_Row] = []
    for new in rows:
        row = new
        for other in found:
            lead = min(other.result)
            if lead in row.result:
                row = row.without(other, lead)
        if row.result:
            lead = min(row.result)
            found = [o.without(row, lead) if lead in o.result else o for o in found]
            found.append(row)
    return found


def _coalitions(
    groups: list[str], ballots: Mapping[str, int], least: int
) -> Iterator[tuple[str, ...]]:
    """Yield the largest sets of groups that hold fewer ballots than *least*."""

    def grown(taken: tuple[str, ...], held: int, at: int) -> Iterator[tuple[str, ...]]:
        room = [g for g in groups if g not in taken and held + ballots[g] < least]
        if not room:
            yield taken
        for place, group in enumerate(groups[at:], start=at + 1):
            if held + ballots[group] < least:
                yield from grown((*taken, group), held + ballots[group], place)

    return grown((), 0, 0) if groups else iter(())


def _leak(row: _Row, ballots: Mapping[str, int]) -> Leak:
    lead = row.result[min(row.result)]
    groups = tuple(sorted({cell.group_id for cell in row.result}))
    return Leak(
        group_ids=groups,
        ballots=sum(ballots[group] for group in groups),
        result=tuple((c, Fraction(f, lead)) for c, f in sorted(row.result.items())),
        recipe=tuple((n, Fraction(f, lead)) for n, f in sorted(row.recipe.items())),
    )
