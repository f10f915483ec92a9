"""Whether the comparison of two years may be printed."""

from collections.abc import Iterator
from fractions import Fraction

from partybuild.analysis._trend import Trend
from partybuild.analysis._trend_link import TrendLink, shares
from partybuild.analysis.disclosure import (
    DEFAULT_DISCLOSURE,
    Cell,
    Disclosure,
    Figure,
    score_figures,
)
from partybuild.analysis.published._cleared_intervals import spread_may_be_told
from partybuild.assessment import Assessment
from partybuild.kernel import Rounding
from partybuild.rules import EmptyGroupPolicy, ReviewRules

TREND_ROUNDING = Rounding(places=1)
"""How finely the scores and changes of a trend may be printed or drawn."""


def trend_leaks_nothing(
    trend: Trend,
    before: Assessment,
    after: Assessment,
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> bool:
    """Return whether the totals of a trend may stand beside the two reports.

    A score on the common items and voter groups is another combination of the
    same marks: beside the official total it may tell what the groups left out
    have given. Both years are therefore audited together with everything that
    their reports print, to one place. Where the common measure is not the
    official total, or finer than it, no voter group with a weight may be small or
    of one mind: the few ways in which few can mark would show in the digits. Item
    changes are not meant by the answer.

    Args:
        trend: The comparison.
        before: The earlier conference.
        after: The later conference.
        disclosure: The gate.

    Returns:
        Whether fewer voters than the gate demands stay hidden.
    """
    schemes = (before.rules, after.rules)
    return all(
        _year_leaks_nothing(year, trend.measure, schemes, disclosure)
        for year in (before, after)
    )


def _year_leaks_nothing(
    year: Assessment,
    tied: TrendLink,
    schemes: tuple[ReviewRules, ReviewRules],
    disclosure: Disclosure,
) -> bool:
    sizes = dict(zip(year.tally.form.group_ids, year.tally.ballots, strict=True))
    if sum(sizes.values()) < disclosure.means_from:
        return False
    measures = {
        tuple(_measures(year, tied, schemes, subject))
        for subject in range(len(year.tally.form.subject_ids))
    }
    cleared = disclosure.clear(year)
    totals = [figures.total for figures in score_figures(year)]
    if any(
        disclosure.leaks((*together, *own), sizes)
        for together in cleared.figures or tuple((total,) for total in totals)
        for own in measures
    ):
        return False
    official = {total.terms for total in totals}
    told = {figure.terms for own in measures for figure in own}
    return (
        told <= official and year.rules.rounding.places >= TREND_ROUNDING.places
    ) or spread_may_be_told(year, disclosure, cleared)


def _measures(
    year: Assessment,
    tied: TrendLink,
    schemes: tuple[ReviewRules, ReviewRules],
    subject: int,
) -> Iterator[Figure]:
    tally = year.tally
    items, groups = tally.form.item_ids, tally.form.group_ids
    for number, scheme in enumerate(schemes):
        item_shares, group_shares = shares(scheme, tied)
        terms: list[tuple[Cell, Fraction]] = []
        for item_id, item_share in zip(tied.item_ids, item_shares, strict=True):
            marked = [
                (group_id, share)
                for group_id, share in zip(tied.group_ids, group_shares, strict=True)
                if sum(
                    tally.options(groups.index(group_id), subject, items.index(item_id))
                )
            ]
            whole = sum((share for _, share in marked), Fraction())
            if scheme.empty_group is EmptyGroupPolicy.ZERO or not whole:
                whole = Fraction(1)
            terms += [
                (Cell(group_id, item_id), item_share * share / whole)
                for group_id, share in marked
                if share
            ]
        yield Figure(f"common measure {number}", terms)
