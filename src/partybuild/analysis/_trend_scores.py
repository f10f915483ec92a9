"""The marks of one year, scored under the rules of two years."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from partybuild.analysis._trend_link import TrendLink, shares
from partybuild.analysis._trend_parts import Rescored
from partybuild.assessment import Assessment
from partybuild.errors import EmptyVoterGroupError
from partybuild.rules import EmptyGroupPolicy, ReviewRules


@attrs.frozen(kw_only=True)
class RescoredSubject:
    """One subject in one year.

    Attributes:
        total: Score on the common items, under the rules of both years.
        items: Item scores under the later rules.
    """

    total: Rescored
    items: tuple[Fraction, ...]


def rescored_year(
    year: Assessment,
    tied: TrendLink,
    rules: tuple[ReviewRules, ReviewRules],
    *,
    later: bool,
) -> dict[str, RescoredSubject]:
    """Return the subjects of one year, scored under both schemes.

    Args:
        year: The conference whose marks are scored.
        tied: What the two years have in common.
        rules: The earlier and the later scheme.
        later: Whether the marks are those of the later year.

    Returns:
        Subject id to its scores.

    Raises:
        EmptyVoterGroupError: If no common group marked an item of a subject.
        TrendError: If the common items or groups weigh nothing.
    """
    scheme_shares = [shares(scheme, tied) for scheme in rules]
    found: dict[str, RescoredSubject] = {}
    for place, subject in enumerate(year.tally.form.subject_ids):
        means = list(_means(year, tied, place, later=later))
        tables: list[list[Fraction]] = []
        for scheme, (_, groups), row in zip(
            rules, scheme_shares, zip(*means, strict=True), strict=True
        ):
            zero = scheme.empty_group is EmptyGroupPolicy.ZERO
            tables.append(
                [
                    _weighted(cells, groups, (subject, item), zero=zero)
                    for item, cells in zip(tied.item_ids, row, strict=True)
                ]
            )
        one, two = (
            sum((w * x for w, x in zip(items, table, strict=True)), Fraction())
            for (items, _), table in zip(scheme_shares, tables, strict=True)
        )
        found[subject] = RescoredSubject(
            total=Rescored(earlier_rules=one, later_rules=two), items=tuple(tables[1])
        )
    return found


_Cells = list[Fraction | None]


def _means(
    year: Assessment, tied: TrendLink, subject: int, *, later: bool
) -> Iterator[tuple[_Cells, _Cells]]:
    """Yield the group means of each common item by the earlier and later values."""
    tally = year.tally
    items, groups = tally.form.item_ids, tally.form.group_ids
    for item_id, values in zip(tied.item_ids, tied.values, strict=True):
        item = items.index(item_id)
        counts = [
            tally.options(groups.index(group), subject, item)
            for group in tied.group_ids
        ]
        one, two = values[2:] if later else values[:2]
        yield [_mean(c, one) for c in counts], [_mean(c, two) for c in counts]


def _mean(counts: tuple[int, ...], values: tuple[Fraction, ...]) -> Fraction | None:
    marks = sum(counts)
    if not marks:
        return None
    total = sum((n * v for n, v in zip(counts, values, strict=True)), Fraction())
    return total / marks


def _weighted(
    cells: _Cells, groups: list[Fraction], about: tuple[str, str], *, zero: bool
) -> Fraction:
    marked = [(w, x) for w, x in zip(groups, cells, strict=True) if x is not None]
    whole = sum((w for w, _ in marked), Fraction())
    if not whole:
        raise EmptyVoterGroupError("(all common groups)", *about)
    points = sum((w * x for w, x in marked), Fraction())
    return points if zero else points / whole
