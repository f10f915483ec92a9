"""Two publications of the same vote, and what a reader learns by subtracting."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._figure import Cell, Figure
from partybuild.analysis.disclosure._hidden_groups import MEANS_FROM
from partybuild.analysis.disclosure._leak import Leak, find_leaks
from partybuild.errors import ValueRangeError


@attrs.frozen(kw_only=True)
class Release:
    """What was printed once, and from how many ballots.

    Attributes:
        figures: Everything printed together.
        ballots: Voter group to ballots counted.
    """

    figures: tuple[Figure, ...] = attrs.field(converter=tuple[Figure, ...])
    ballots: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Change:
    """Ballots of one voter group that came and went between two releases.

    Attributes:
        added: Ballots only in the second release.
        removed: Ballots only in the first release.
    """

    added: int = 0
    removed: int = 0


def find_release_leaks(
    first: Release,
    second: Release,
    changes: Mapping[str, Change] | None = None,
    least: int = MEANS_FROM,
) -> tuple[Leak, ...]:
    """Return what the difference of two releases tells about few voters.

    Two rules hold at once. Each figure printed twice rests on the same ballots
    or differs by at least *least* of them; and the audit of both releases
    together finds no combination about fewer, be it those who stayed, those
    who came or those who went.

    Args:
        first: What was published before.
        second: What is about to be published.
        changes: Ballots that came and went, by voter group; None derives them
            from the sizes, as when late ballots were only added.
        least: Ballots by which figures may differ.

    Returns:
        The leaks. Names in their recipes end in " (1)" and " (2)", groups in
        " kept", " removed" and " added".

    Raises:
        ValueRangeError: If the changes do not lead from the first size of a
            group to the second.
    """
    moved = _checked(first, second, changes)
    sizes: dict[str, int] = {}
    for group, change in moved.items():
        sizes[f"{group} kept"] = first.ballots.get(group, 0) - change.removed
        sizes[f"{group} removed"] = change.removed
        sizes[f"{group} added"] = change.added
    figures = [
        *(_split(f, 1, sizes, "removed") for f in first.figures),
        *(_split(f, 2, sizes, "added") for f in second.figures),
    ]
    return (
        *_close_figures(first, second, moved, least),
        *find_leaks(figures, sizes, least),
    )


def _checked(
    first: Release, second: Release, changes: Mapping[str, Change] | None
) -> dict[str, Change]:
    moved: dict[str, Change] = {}
    for group in sorted({*first.ballots, *second.ballots}):
        one, two = first.ballots.get(group, 0), second.ballots.get(group, 0)
        fewest = Change(added=max(two - one, 0), removed=max(one - two, 0))
        change = fewest if changes is None else changes.get(group, Change())
        fits = one - change.removed + change.added == two
        if not (0 <= change.removed <= one and change.added >= 0 and fits):
            raise ValueRangeError(
                f"the change of voter group {group!r}",
                f"{change.removed} removed and {change.added} added",
                f"what leads from {one} ballots to {two}",
            )
        moved[group] = change
    return moved


def _split(figure: Figure, number: int, sizes: Mapping[str, int], own: str) -> Figure:
    """Return a figure in terms of those who stayed and those who did not."""

    def parts() -> Iterator[tuple[Cell, Fraction]]:
        for cell, factor in figure.terms:
            names = [f"{cell.group_id} kept", f"{cell.group_id} {own}"]
            total = sum(sizes[name] for name in names)
            for name in names:
                if total:
                    yield Cell(name, cell.about), factor * sizes[name] / total

    return Figure(f"{figure.name} ({number})", parts())


def _close_figures(
    first: Release, second: Release, moved: Mapping[str, Change], least: int
) -> Iterator[Leak]:
    before = {figure.name: figure for figure in first.figures}
    for figure in sorted(second.figures, key=lambda figure: figure.name):
        if figure.name not in before:
            continue
        groups = _concerned((before[figure.name], figure), moved)
        held = sum(moved[group].added + moved[group].removed for group in groups)
        if 0 < held < least:
            yield Leak(
                group_ids=tuple(f"{group} changed" for group in groups),
                ballots=held,
                result=(),
                recipe=(
                    (f"{figure.name} (1)", Fraction(-1)),
                    (f"{figure.name} (2)", Fraction(1)),
                ),
            )


def _concerned(figures: Iterable[Figure], moved: Mapping[str, Change]) -> list[str]:
    groups = {group for figure in figures for group in figure.group_ids}
    return sorted(group for group in groups if moved[group] != Change())
