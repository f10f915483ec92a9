"""What standings, item scores and group scores tell, as statements on item scores."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction

from partybuild.analysis.disclosure._other_ways import HeapRow
from partybuild.analysis.disclosure._possible import Interval, Share
from partybuild.analysis.disclosure._printed_mean import (
    NEXT_TO_NOTHING,
    PrintedMean,
    print_mean,
)
from partybuild.analysis.disclosure._scores import item_shares
from partybuild.analysis.disclosure._told import (
    Place,
    Told,
    exactly,
    meaning,
)
from partybuild.assessment import Assessment, GroupScore, Standing
from partybuild.rules import ComponentKind, ReviewRules

_LINEAR = {ComponentKind.BALLOTS, ComponentKind.ENTERED}


def assessed_shares(assessment: Assessment) -> dict[Place, list[Share]]:
    """Return what each voter group adds to every item score of who was assessed.

    Args:
        assessment: The assessment.

    Returns:
        Subject and item, by their places on the form, to the shares.
    """
    return {
        (subject, item): item_shares(assessment, subject, item)
        for subject, _, rules in _assessed(assessment)
        for item in range(len(rules.items))
    }


def heap_rows(
    assessment: Assessment, shares: Mapping[Place, Sequence[Share]]
) -> dict[Place, HeapRow]:
    """Return the marks behind every item score.

    Args:
        assessment: The assessment.
        shares: What each voter group adds to the item scores.

    Returns:
        Subject and item, by their places on the form, to their marks.
    """
    tally = assessment.tally
    groups = tally.form.group_ids
    return {
        (subject, item): HeapRow.of(
            [
                (
                    share.group_id,
                    share.weight,
                    share.values,
                    tally.options(groups.index(share.group_id), subject, item),
                )
                for share in parts
            ]
        )
        for (subject, item), parts in shares.items()
    }


def standings_told(assessment: Assessment) -> Iterator[Told]:
    """Yield what totals, as they are printed and ordered, tell of item scores.

    Totals of schemes that take more of the ballots than the ballot score are not
    among them: they are no sums of item scores.

    Args:
        assessment: The assessment.

    Yields:
        The total of each subject, and the ballot score where it stands beside
        entered scores.
    """
    totals = {standing.score for standing in assessment.standings}
    entered = {entry.post_id for entry in assessment.review.entered}
    share = _ballot_share(assessment.rules)
    if not share:
        return
    for subject, standing, rules in _assessed(assessment):
        terms = {
            (subject, at): rules.item_weight(item)
            for at, item in enumerate(rules.items)
            if item.weight
        }
        score = standing.score
        meant = meaning(score, rules.rounding, rules.grading.edges)
        if [s.score for s in assessment.standings].count(score) > 1:
            meant = exactly(score)
        less = [total + NEXT_TO_NOTHING for total in totals if total < score]
        more = [total for total in totals if total > score]
        yield Told(
            terms={place: share * factor for place, factor in terms.items()},
            value=score,
            meant=Interval(low=max([meant.low, *less]), high=min([meant.high, *more])),
        )
        if standing.subject_id in entered:
            ballots = sum(
                (
                    factor * standing.items[place[1]].score
                    for place, factor in terms.items()
                ),
                Fraction(),
            )
            yield Told(
                terms=terms, value=ballots, meant=meaning(ballots, rules.rounding)
            )


def totals_are_sums(rules: ReviewRules) -> bool:
    """Return whether totals take no more of the ballots than the ballot score."""
    return {component.kind for component in rules.components} <= _LINEAR


def _ballot_share(rules: ReviewRules) -> Fraction:
    """Return the factor of the ballot score in the total; 0 where there is more."""
    if not totals_are_sums(rules):
        return Fraction()
    return sum(
        (c.weight for c in rules.components if c.kind is ComponentKind.BALLOTS),
        Fraction(),
    )


def settled_marks(
    assessment: Assessment, rows: Mapping[Place, HeapRow]
) -> frozenset[tuple[Place, str]]:
    """Return the marks that a printed total states by itself.

    They must be all the best because with any one of them less good the best
    total is below what is printed; or all the worst likewise.

    Args:
        assessment: The assessment.
        rows: Its marks.

    Returns:
        Subject and item, and voter group.
    """
    found: set[tuple[Place, str]] = set()
    share = _ballot_share(assessment.rules)
    for subject, standing, rules in _assessed(assessment):
        meant = meaning(standing.score, rules.rounding, rules.grading.edges)
        places = [(subject, at) for at in range(len(rules.items))]
        heaps = [
            (place, heap, share * rules.item_weight(item) / rows[place].unit)
            for place, item in zip(places, rules.items, strict=True)
            for heap in rows[place].heaps
        ]
        best = standing.score + sum(u * (h.ways[-1] - h.true) for _, h, u in heaps)
        worst = standing.score - sum(u * (h.true - h.ways[0]) for _, h, u in heaps)
        for place, heap, unit in heaps:
            less = best - unit * (heap.ways[-1] - heap.ways[-2])
            more = worst + unit * (heap.ways[1] - heap.ways[0])
            if less < meant.low or more >= meant.high:
                found.add((place, heap.group_id))
    return frozenset(found)


def items_told(
    assessment: Assessment, table: Mapping[str, Collection[Interval]]
) -> Iterator[Told]:
    """Yield what a printed table of item scores tells.

    Args:
        assessment: The assessment.
        table: Subject id to what the printed texts stand for.

    Yields:
        One statement per cell.
    """
    for subject, standing, _ in _assessed(assessment):
        for at, meant in enumerate(table.get(standing.subject_id, ())):
            yield Told(
                terms={(subject, at): Fraction(1)},
                value=standing.items[at].score,
                meant=meant,
            )


def groups_told(assessment: Assessment, hidden: Collection[str]) -> Iterator[Told]:
    """Yield what the printed scores of single voter groups tell.

    Args:
        assessment: The assessment.
        hidden: Voter groups whose scores are not printed.

    Yields:
        One statement per subject and group.
    """
    for subject, standing, rules in _assessed(assessment):
        terms = {
            (subject, at): rules.item_weight(item)
            for at, item in enumerate(rules.items)
            if item.weight
        }
        for group in standing.groups:
            shown = terms and group.group_id not in hidden
            if shown and group.score is not None:
                yield Told(
                    terms=terms,
                    value=group.score,
                    meant=printed_group(assessment, rules, group).interval,
                    group_id=group.group_id,
                )


def printed_group(
    assessment: Assessment, rules: ReviewRules, group: GroupScore
) -> PrintedMean:
    """Return the score of a single voter group as it is printed.

    Args:
        assessment: The assessment.
        rules: Scheme, as it weighs this subject.
        group: A group with a score.

    Returns:
        The text and what it stands for.
    """
    scales = [(rules.scale_of(item), rules.item_weight(item)) for item in rules.items]
    tally = assessment.tally
    ballots = tally.ballots[tally.form.group_ids.index(group.group_id)]
    return print_mean(
        Fraction() if group.score is None else group.score,
        worst=sum((scale.bottom * by for scale, by in scales), Fraction()),
        best=sum((scale.top * by for scale, by in scales), Fraction()),
        step=max(scale.step for scale, _ in scales),
        rounding=rules.rounding,
        reach=Fraction(1, ballots),
    )


def _assessed(
    assessment: Assessment,
) -> Iterator[tuple[int, Standing, ReviewRules]]:
    review = assessment.review
    by_class = review.rules_by_class()
    standings = {s.subject_id: s for s in assessment.standings}
    for subject, subject_id in enumerate(assessment.tally.form.subject_ids):
        if subject_id in standings:
            yield subject, standings[subject_id], by_class[review.class_of(subject_id)]
