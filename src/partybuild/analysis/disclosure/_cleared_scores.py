"""Item and group scores as they may be printed: the only way into a table."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.analysis.disclosure._figure import Figure
from partybuild.analysis.disclosure._leak import find_leaks
from partybuild.analysis.disclosure._possible import Interval, Share, readable_groups
from partybuild.analysis.disclosure._printed_mean import (
    NEXT_TO_NOTHING,
    PrintedMean,
    meant_by,
    print_mean,
)
from partybuild.analysis.disclosure._scores import item_shares, score_figures
from partybuild.analysis.disclosure._suppression import suppressed_groups
from partybuild.analysis.disclosure._total_terms import drops_extremes
from partybuild.assessment import Assessment
from partybuild.errors import DisclosureError
from partybuild.kernel import Label, Record, Rounding, Summary, Tabular


@attrs.frozen(kw_only=True)
class ClearedItem(Record):
    """An item score as it may be printed.

    Attributes:
        text: Such as "78.3", "≤45" or "≥99".
        below: Whether the exact score is below the standard of the scheme.
        shown: A value that the text stands for; draw shades and bars by it,
            not by the exact score.
    """

    text: str
    below: bool
    shown: Fraction


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
    with_groups: bool,
    least: int,
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
        with_groups: Whether scores of single voter groups are wanted too.
        least: Ballots from which a mean may be told.

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
    trimmed = drops_extremes(assessment)
    enough = sum(sizes.values()) >= least and not trimmed
    if enough and not any(find_leaks((f.total, *f.items), sizes, least) for f in alike):
        rounding, items = _cleared_items(assessment, roundings, least)
    always = [(f.total, *(f.items if rounding else ())) for f in alike]
    hidden = frozenset(sizes)
    if with_groups and not exposed and not trimmed:
        single = [f.groups for f in alike]
        hidden = _hidden(single, always, sizes, least)
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
    try:
        found = [
            suppressed_groups(own, totals, sizes, least)
            for own, totals in zip(single, always, strict=True)
        ]
    except DisclosureError:
        return frozenset(sizes)
    return max(found, key=len, default=frozenset[str]())


def _cleared_items(
    assessment: Assessment, roundings: Iterable[Rounding], least: int
) -> tuple[Rounding | None, _Rows]:
    form = assessment.tally.form
    shares = {
        subject_id: [
            item_shares(assessment, subject, item) for item in range(len(form.items))
        ]
        for subject, subject_id in enumerate(form.subject_ids)
    }
    for rounding in roundings:
        table: list[tuple[str, tuple[ClearedItem, ...]]] = []
        for standing in assessment.standings:
            row = [
                _cleared(assessment, parts, score.score, place, rounding, least)
                for place, (parts, score) in enumerate(
                    zip(shares[standing.subject_id], standing.items, strict=True)
                )
            ]
            cleared = tuple(cell for cell in row if cell is not None)
            if len(cleared) < len(row):
                break
            table.append((standing.subject_id, cleared))
        else:
            return rounding, tuple(table)
    return None, ()


def _cleared(
    assessment: Assessment,
    shares: list[Share],
    score: Fraction,
    item: int,
    rounding: Rounding,
    least: int,
) -> ClearedItem | None:
    rules = assessment.rules
    scale = rules.scale_of(rules.items[item])
    whole = sum((share.weight for share in shares), Fraction())
    printed = print_mean(
        score,
        worst=scale.bottom * whole,
        best=scale.top * whole,
        step=scale.step,
        rounding=rounding,
        reach=max((s.weight / s.marks for s in shares), default=Fraction()),
    )
    printed = _beside(printed, score, rules.standard, rounding)
    if readable_groups(shares, printed.interval, least):
        return None
    below = rules.standard is not None and score < rules.standard
    shown = rounding.apply(score)
    # A bound stands for many scores; a shade or a bar must not tell which.
    inside = (
        printed.text == rounding.text(score)
        and printed.interval.low <= shown < printed.interval.high
    )
    return ClearedItem(
        text=printed.text,
        below=below,
        shown=shown if inside else printed.interval.low,
    )


def _beside(
    printed: PrintedMean,
    score: Fraction,
    standard: Fraction | None,
    rounding: Rounding,
) -> PrintedMean:
    """Take in what the mark "below standard" says in addition."""
    if standard is None:
        return printed
    text, interval = printed.text, printed.interval
    if score < standard <= rounding.apply(score) and text == rounding.text(score):
        # 79.96 would print as 80.0 and yet be marked: it gets more digits.
        text = rounding.text_beside(score, [standard])
        places = len(text.partition(".")[2])
        finer = attrs.evolve(rounding, places=places)
        exactly = Interval(low=score, high=score + NEXT_TO_NOTHING)
        interval = exactly if "/" in text else meant_by(score, finer)
    low, high = interval.low, interval.high
    if score < standard:
        high = min(high, standard)
    else:
        low = max(low, standard)
    return PrintedMean(text=text, interval=Interval(low=low, high=high))
