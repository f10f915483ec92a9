"""Summaries of every level of the organization tree, and what may be published."""

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import cast

import attrs

from partybuild.adapters.frames._results import RESULT_NAMES
from partybuild.adapters.frames._rollup import LevelSummary
from partybuild.adapters.frames._source import Source
from partybuild.adapters.frames._weak_areas import WEAK_NAMES
from partybuild.analysis import (
    DISTRIBUTIONS_FROM,
    MEANS_FROM,
    WeakAreaKind,
    hidden_groups,
)
from partybuild.errors import DuplicateIdError, InputError, Mistake, UnknownIdError
from partybuild.kernel import Lang, Record
from partybuild.organization import DayTree, OrganizationTree

Parents = Mapping[str, str | None] | OrganizationTree | DayTree
"""Organization to the one above it, None at the top; or the tree of a day."""


def _above(tree: Parents) -> Mapping[str, str | None]:
    if not isinstance(tree, OrganizationTree | DayTree):
        return tree
    found: dict[str, str | None] = {}
    for organization in tree.organizations:
        parent = tree.parent(organization.organization_id)
        above = None if parent is None else parent.organization_id
        found[organization.organization_id] = above
    return found


def level_summaries(
    results: object, weak_areas: object = None, *, lang: Lang = "en"
) -> dict[str, LevelSummary]:
    """Summarize every conference of a frame of results.

    Args:
        results: Result of `assess_frame` for the review body (``public=False``),
            with exact scores as text.
        weak_areas: Result of `weak_areas_frame`; None counts no weak area.
        lang: Language of the names of their columns.

    Returns:
        Conference to its summary, sorted.

    Raises:
        InputError: If a frame is no such result: columns are missing, a cell holds no
            text, or a score is no exact number.
    """
    kind = WEAK_NAMES["kinds"].text(lang)
    weak: dict[str, list[str]] = {}
    for row in _rows(weak_areas, [WEAK_NAMES[r].text(lang) for r in _WEAK] + [kind]):
        if WeakAreaKind.COMMON.value in row[2].split(";"):
            weak.setdefault(row[0], []).append(row[1])
    found: dict[str, list[tuple[Fraction, str, str]]] = {}
    for row in _rows(results, [RESULT_NAMES[role].text(lang) for role in _RESULTS]):
        rows = found.setdefault(row[0], [])
        if row[1] != "":  # those who are not assessed have no score
            rows.append((_score(row[1]), row[2], row[3]))
    return {
        conference: LevelSummary.of(rows, weak.get(conference, ()))
        for conference, rows in sorted(found.items())
    }


_WEAK = ("conference", "item")
_RESULTS = ("conference", "exact", "grade", "flags")


_LONGEST = 4_000
_EXACT = re.compile(r"-?[0-9]+(?:/0*[1-9][0-9]*|\.[0-9]+)?", re.ASCII)


def _score(text: str) -> Fraction:
    if len(text) > _LONGEST or not _EXACT.fullmatch(text):
        raise _refused("scores", f"found {text[:40]!r}; expected an exact number")
    return Fraction(text)


def _refused(place: str, message: str) -> InputError:
    return InputError("results", (Mistake(place, message),))


def _rows(frame: object, names: list[str]) -> list[tuple[str, ...]]:
    if frame is None:
        return []
    parts = Source.of(frame).parts
    if len(parts) != 1:
        raise _refused("partitions", f"found {len(parts)}; hand in one frame")
    there = parts[0].collect_schema().names()
    if missing := [name for name in names if name not in there]:
        wanted, known = ", ".join(missing), ", ".join(there)
        raise _refused("columns", f"there is no {wanted}; there are {known}")
    rows = list(parts[0].select(*names).collect().rows())
    for at, row in enumerate(rows, start=1):
        if row[0] is None or not all(isinstance(cell, str) for cell in row[1:]):
            hint = "results with suppressed scores are for publication, those made "
            hint += "with public=False for the roll-up"
            wanted = ", ".join(names)
            raise _refused(f"row {at}", f"expected text in each of {wanted}; {hint}")
    return cast("list[tuple[str, ...]]", rows)


def roll_up(
    conferences: Iterable[tuple[str, LevelSummary]], parents: Parents
) -> dict[str, LevelSummary]:
    """Add the summaries of conferences up the organization tree.

    Args:
        conferences: Organization that held a conference, and its summary; an
            organization may occur often.
        parents: Organization to the one above it, or the tree of the day; a tree
            with a history is asked for its day first, ``tree.at(on)``.

    Returns:
        Every organization of the tree to its summary with all below it, sorted.

    Raises:
        DuplicateIdError: If an organization stands above itself.
        OrganizationTreeError: If the tree has a history and no day was chosen.
        UnknownIdError: If an organization is not in the tree.
    """
    above_of = _above(parents)
    paths: dict[str, tuple[str, ...]] = {}
    levels = {organization: LevelSummary() for organization in sorted(above_of)}
    for organization, summary in conferences:
        if organization not in paths:
            paths[organization] = _path(organization, above_of)
        for above in paths[organization]:
            levels[above] += summary
    return levels


def _path(organization: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    path: list[str] = []
    at: str | None = organization
    while at is not None:
        if at not in parents:
            raise UnknownIdError("organization", at, tuple(sorted(parents))[:20])
        if at in path:
            raise DuplicateIdError("organization above itself", at)
        path.append(at)
        at = parents[at]
    return tuple(path)


@attrs.frozen(kw_only=True)
class PublishedLevel(Record):
    """What may be said of one organization.

    Attributes:
        organization_id: Organization.
        figures: Its figures; None where they are hidden.
        distribution: Whether histogram, quantiles, grades, flags and weak areas
            may be shown; where not, only counts, sum and mean are left.
    """

    organization_id: str
    figures: LevelSummary | None
    distribution: bool


def publish_levels(
    levels: Mapping[str, LevelSummary],
    parents: Parents,
    *,
    means_from: int = MEANS_FROM,
    distributions_from: int = DISTRIBUTIONS_FROM,
) -> tuple[PublishedLevel, ...]:
    """Hide on every level what would give away the few behind a figure.

    Below an organization, those too small are hidden, and further ones with them
    where the difference to the sum above would tell: at least two are hidden, or
    none, and together they are not too small. What an organization held itself
    counts as one more below it. Below something hidden everything is hidden.

    Args:
        levels: Summaries made by `roll_up`.
        parents: The same tree.
        means_from: Subjects from which a mean may be shown.
        distributions_from: Subjects from which a distribution may be shown.

    Returns:
        One entry per organization, sorted by id.

    Source:
        Primary and complementary suppression, as for voter groups.
    """
    above_of = _above(parents)
    means = _hidden(levels, above_of, means_from)
    distributions = means | _hidden(levels, above_of, distributions_from)
    published: list[PublishedLevel] = []
    for organization in sorted(levels):
        summary = levels[organization]
        shown = organization not in distributions
        if not shown:
            summary = attrs.evolve(summary, histogram={}, grades={}, flags={}, weak={})
        published.append(
            PublishedLevel(
                organization_id=organization,
                figures=None if organization in means else summary,
                distribution=shown,
            )
        )
    return tuple(published)


_OWN = ""


def _hidden(
    levels: Mapping[str, LevelSummary], parents: Mapping[str, str | None], least: int
) -> frozenset[str]:
    below: dict[str | None, list[str]] = {}
    for organization in sorted(levels):
        below.setdefault(parents[organization], []).append(organization)
    hidden: set[str] = set()
    open_: list[str | None] = [None]
    while open_:
        above = open_.pop()
        children = below.get(above, [])
        open_.extend(children)
        sizes = {child: levels[child].subjects for child in children}
        if above is not None:
            # What the organization held itself is the rest of its sum.
            sizes[_OWN] = levels[above].subjects - sum(sizes.values())
        if above in hidden:
            hidden.update(children)
        elif above is None:
            # No sum stands above the top, so nothing can be taken from it.
            hidden.update(c for c in children if 0 < sizes[c] < least)
        else:
            hidden.update(hidden_groups(sizes, least) - {_OWN})
    return frozenset(hidden)
