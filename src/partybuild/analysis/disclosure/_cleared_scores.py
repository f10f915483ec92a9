"""Item and group scores as they may be printed: the only way into a table."""

from collections.abc import Iterable, Sequence
from functools import cache

import attrs

from partybuild.analysis.disclosure._cleared_item import ClearedItem, cleared_item
from partybuild.analysis.disclosure._figure import Figure
from partybuild.analysis.disclosure._judged import Judged, told_by
from partybuild.analysis.disclosure._leak import find_leaks
from partybuild.analysis.disclosure._scores import score_figures
from partybuild.analysis.disclosure._suppression import suppressed_groups
from partybuild.analysis.disclosure._told import Told
from partybuild.analysis.disclosure._told_scores import groups_told
from partybuild.analysis.disclosure._total_terms import drops_extremes
from partybuild.assessment import Assessment
from partybuild.kernel import Label, Rounding, Summary, Tabular

_Rows = tuple[tuple[str, tuple[ClearedItem, ...]], ...]


@attrs.frozen(kw_only=True, repr=False)
class ClearedScores(Tabular):
    """What the tables of one conference may show besides the standings.

    Attributes:
        rounding: How item scores are printed; None where they must not be.
        items: Subject id and item scores, in the order of the standings and of
            the ballot; empty without a rounding.
        hidden_groups: Voter groups whose own scores are left out.
        figures: What was audited together, the totals first; of subjects whose
            scores are made up alike, one stands for all.
        exposed: Voter groups that the standings alone give away; a scheme must
            merge them with a larger group.
    """

    rounding: Rounding | None
    items: _Rows
    hidden_groups: frozenset[str]
    figures: tuple[tuple[Figure, ...], ...]
    exposed: tuple[str, ...]

    def items_of(self, subject_id: str) -> tuple[ClearedItem, ...]:
        """Return the item scores of one subject; none where they are kept back."""
        return dict(self.items).get(subject_id, ())

    def summary(self) -> Summary:
        """Return the item scores as they may be printed; no row where none may."""
        items = len(self.items[0][1]) if self.items else 0
        return Summary(
            caption=Label(zh="可公布的项目得分", en="item scores that may be printed"),
            columns=[
                Label(zh="述职人", en="subject"),
                *(Label(zh=f"项目{n}", en=f"item {n}") for n in range(1, items + 1)),
            ],
            rows=[
                (subject, *(s.text for s in scores)) for subject, scores in self.items
            ],
            shown=items + 1,
        )


def clear_scores(
    assessment: Assessment,
    roundings: Iterable[Rounding],
    *,
    beside: Sequence[Rounding],
    with_groups: bool,
    least: int,
    judged: Judged | None = None,
) -> ClearedScores:
    """Return what may be printed of a conference besides its standings.

    The standings themselves are the official result and always printed. Item
    scores are left out when, together with the standings, they tell what a few
    voters gave, or when every way to print them does; group scores as far as
    the audit of all that stays demands. Where the scheme drops extreme marks,
    neither is printed: the full mean beside the trimmed one gives the extremes.

    Args:
        assessment: The assessment.
        roundings: Ways to print item scores, the finest first.
        beside: How reports print them, which lie beside other tables; the finest
            first.
        with_groups: Whether scores of single voter groups are wanted too.
        least: Ballots from which a mean may be told.
        judged: The conference as it is judged; None reads it.

    Returns:
        The cleared scores.
    """
    form = assessment.tally.form
    sizes = dict(zip(form.group_ids, assessment.tally.ballots, strict=True))
    alike = score_figures(assessment)
    leaks = [find_leaks([f.total], sizes, least) for f in alike]
    exposed = {group for found in leaks for leak in found for group in leak.group_ids}
    rounding: Rounding | None = None
    items: _Rows = ()
    told: list[Told] = []
    trimmed = drops_extremes(assessment)
    enough = sum(sizes.values()) >= least and not trimmed
    if enough and not any(find_leaks((f.total, *f.items), sizes, least) for f in alike):
        judged = Judged.of(assessment, least) if judged is None else judged
        rounding, items, told = _cleared_items(judged, roundings, beside)
    printed = rounding or told
    always = [(f.total, *(f.items if printed else ())) for f in alike]
    hidden = frozenset(sizes)
    if with_groups and not exposed and not trimmed:
        single = [f.groups for f in alike]
        hidden = _hidden(single, always, sizes, least)
        if hidden < frozenset(sizes):
            judged = Judged.of(assessment, least) if judged is None else judged
            if not judged.passes([*told, *groups_told(assessment, hidden)]):
                hidden = frozenset(sizes)
        always = [
            (*kept, *(g for g in groups if not g.group_ids & hidden))
            for kept, groups in zip(always, single, strict=True)
        ]
    return ClearedScores(
        rounding=rounding,
        items=items,
        hidden_groups=hidden,
        figures=tuple(always),
        exposed=tuple(sorted(exposed)),
    )


def _hidden(
    single: list[tuple[Figure, ...]],
    always: list[tuple[Figure, ...]],
    sizes: dict[str, int],
    least: int,
) -> frozenset[str]:
    # What one subject hides, all hide: a gap in one row would say whose it is.
    found = [
        suppressed_groups(own, totals, sizes, least)
        for own, totals in zip(single, always, strict=True)
    ]
    return max(found, key=len, default=frozenset[str]())


def _cleared_items(
    judged: Judged, roundings: Iterable[Rounding], beside: Sequence[Rounding]
) -> tuple[Rounding | None, _Rows, list[Told]]:
    """Return the way to print, its rows, and what they and a report tell."""
    assessment = judged.assessment
    places = {s: at for at, s in enumerate(assessment.tally.form.subject_ids)}

    @cache
    def table(rounding: Rounding) -> _Rows:
        return tuple(
            (
                standing.subject_id,
                tuple(
                    cleared_item(
                        assessment,
                        judged.shares[places[standing.subject_id], at],
                        score.score,
                        at,
                        rounding,
                    )
                    for at, score in enumerate(standing.items)
                ),
            )
            for standing in assessment.standings
        )

    def told(ways: Iterable[Rounding]) -> list[Told]:
        return [one for way in ways for one in told_by(assessment, table(way))]

    @cache
    def passes(*ways: Rounding) -> bool:
        return judged.passes(told(ways))

    def reported() -> tuple[Rounding, ...]:
        return next(((way,) for way in beside if passes(way)), ())

    # A report prints the same scores in its own way: both are known then.
    for rounding in roundings:
        finer = rounding.places > beside[0].places
        ways = dict.fromkeys((rounding, *((beside[0],) if finer else reported())))
        if passes(*ways):
            return rounding, table(rounding), told(ways)
    return None, (), told(reported())
