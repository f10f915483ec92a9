"""Measures taken from the ballots: weighted scores and rates of options."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.assessment._derive import (
    Cell,
    cell_name,
    count_terms,
    derive_ballot_score,
    mean_cell,
    weighted,
)
from partybuild.assessment._rates import base_heads, option_rates
from partybuild.assessment._trimmed import median_of_runs, trimmed_runs
from partybuild.conference import RollCall, Tally
from partybuild.errors import EmptyVoterGroupError, ReviewRuleError
from partybuild.kernel import Derivation, Label, Operation, Term
from partybuild.rules import (
    BallotMeasure,
    Base,
    Component,
    ComponentKind,
    MedianMark,
    PlainMean,
    RateMeasure,
    ReviewRules,
    TooFew,
    TrimmedMean,
    Ungraded,
)


def restricted(rules: ReviewRules, measure: BallotMeasure) -> ReviewRules:
    """Return a scheme that weighs what one measure is made of, and nothing else.

    Args:
        rules: Scheme, as it weighs the subject.
        measure: The measure.

    Returns:
        A scheme of items and voter groups whose weights sum to 1.

    Raises:
        ReviewRuleError: If what the measure is made of carries no weight.
    """
    items = {
        item.item_id: rules.item_weight(item)
        for item in rules.items
        if not measure.items or item.item_id in measure.items
    }
    groups = {
        group.group_id: rules.group_weight(group)
        for group in rules.voter_groups
        if not measure.groups or group.group_id in measure.groups
    }
    by_item, by_group = sum(items.values()), sum(groups.values())
    if not by_item or not by_group:
        raise ReviewRuleError(
            f"measure {measure.measure_id!r}",
            "the items or voter groups that it is made of have no weight together",
            "give them weights, or name others",
        )
    return attrs.evolve(
        rules,
        items=[
            attrs.evolve(item, weight=items.get(item.item_id, Fraction()) / by_item)
            for item in rules.items
        ],
        voter_groups=[
            attrs.evolve(
                group,
                weight=groups.get(group.group_id, Fraction()) / by_group,
                within="",
            )
            for group in rules.voter_groups
        ],
        item_total=1,
        group_total=1,
        group_sets=(),
        ballot_checks=(),
        measures=(),
        components=[
            Component(
                component_id=measure.measure_id,
                label=measure.label,
                kind=ComponentKind.BALLOTS,
                weight=1,
                basis=measure.basis,
            )
        ],
        adjustments=(),
        grading=Ungraded(basis=measure.basis),
        judgments=(),
        quotas=(),
        caps=(),
        eligibility=(),
        consequences=(),
    )


def derive_ballot_measure(
    measure: BallotMeasure,
    rules: ReviewRules,
    tally: Tally,
    roll_call: RollCall,
    subject: int,
) -> Derivation:
    """Derive a score that is made of some items and some voter groups.

    Args:
        measure: The measure.
        rules: What `restricted` gives for it.
        tally: Counts.
        roll_call: Scrutineers' record, for bases beyond the valid marks.
        subject: Place of the subject on the form.

    Returns:
        The score.

    Raises:
        EmptyVoterGroupError: If a weighted group has nothing to divide by and the
            scheme says no more than "error".
        ReviewRuleError: If a group has too few marks to drop extremes, and the
            measure takes no plain mean then.
        TooFewMarksError: If nothing would be left.
    """
    cell = _cell_of(measure, roll_call)
    score = derive_ballot_score(tally, rules, subject, cell=cell).score
    return attrs.evolve(score, name=measure.label, basis=measure.basis)


def _cell_of(measure: BallotMeasure, roll_call: RollCall) -> Cell:
    def over_base(
        tally: Tally, rules: ReviewRules, group: int, subject: int, at: int
    ) -> Derivation | None:
        counts = tally.options(group, subject, at)
        heads = base_heads(tally, group, sum(counts), measure.base, roll_call)
        if not heads:
            return None
        name = cell_name(rules, group, at)
        worth = weighted(name, count_terms(rules.options_of(rules.items[at]), counts))
        base = _count(Label(zh="基数", en="base"), heads)
        return Derivation(
            operation=Operation.RATE,
            name=name,
            value=worth.number / heads,
            terms=(Term(worth), Term(base)),
            basis=measure.basis,
        )

    def of_marks(
        tally: Tally, rules: ReviewRules, group: int, subject: int, at: int
    ) -> Derivation | None:
        plain = mean_cell(tally, rules, group, subject, at)
        if plain is None or isinstance(measure.average, PlainMean):
            return plain
        runs: Counter[Fraction] = Counter()
        for term in plain.terms:
            runs[term.factor or Fraction()] += int(term.node.number)
        return _averaged(measure, measure.average, plain, runs)

    return of_marks if measure.base is Base.VALID_MARKS else over_base


def _averaged(
    measure: BallotMeasure,
    average: TrimmedMean | MedianMark,
    plain: Derivation,
    runs: Mapping[Fraction, int],
) -> Derivation:
    marks = sum(runs.values())
    if isinstance(average, MedianMark):
        return attrs.evolve(
            plain,
            operation=Operation.MEDIAN,
            value=median_of_runs(runs),
            statement=Label(zh=f"{marks} 个分的中位数", en=f"median of {marks} marks"),
        )
    if marks < average.least_raters:
        if average.too_few is TooFew.ERROR:
            raise ReviewRuleError(
                f"measure {measure.measure_id!r}",
                f"a voter group gave {marks} marks, and it drops extremes only "
                f"from {average.least_raters} on",
                'let more voters mark, or say too_few = "plain_mean"',
            )
        few = Label(
            zh=f"{marks} 个分，少于 {average.least_raters} 个，不去极端分",
            en=f"{marks} marks, fewer than {average.least_raters}: none dropped",
        )
        return attrs.evolve(plain, statement=few)
    cut = Fraction(average.each) or average.share * marks
    dropped = cut if average.split_marks else Fraction(cut.__floor__())
    return attrs.evolve(
        plain,
        operation=Operation.TRIMMED,
        value=trimmed_runs(
            runs,
            each=average.each or None,
            share=average.share or None,
            split_marks=average.split_marks,
        ),
        statement=Label(
            zh=f"{marks} 个分，两端各去掉 {dropped} 个",
            en=f"{marks} marks, {dropped} dropped at each end",
        ),
    )


def derive_rate_measure(
    measure: RateMeasure,
    rules: ReviewRules,
    tally: Tally,
    roll_call: RollCall,
    subject: int,
) -> Derivation:
    """Derive the share of some options in the marks of one item.

    Args:
        measure: The measure.
        rules: Scheme, as it weighs the subject.
        tally: Counts.
        roll_call: Scrutineers' record, for bases beyond the valid ballots.
        subject: Place of the subject on the form.

    Returns:
        The rate, as a share of 1; below 0 where more is taken off.

    Raises:
        EmptyVoterGroupError: If there is nothing to divide by, and the scheme says
            no more than "error".
    """
    form = tally.form
    at = form.item_ids.index(measure.item_id)
    options = rules.options_of(rules.items[at])
    if measure.pooled:
        rates = _pooled_rates(measure, rules, tally, roll_call, subject, at)
    else:
        rates = option_rates(
            tally,
            rules,
            subject_id=form.subject_ids[subject],
            item_id=measure.item_id,
            base=measure.base,
            roll_call=roll_call,
        )
    by_id = {o.option_id: rate for o, rate in zip(options, rates, strict=True)}
    terms = [Term(by_id[o], Fraction(1)) for o in measure.options]
    terms += [Term(by_id[o], Fraction(-1)) for o in measure.less]
    if len(terms) == 1:
        return attrs.evolve(terms[0].node, name=measure.label, basis=measure.basis)
    return attrs.evolve(weighted(measure.label, terms), basis=measure.basis)


def _pooled_rates(
    measure: RateMeasure,
    rules: ReviewRules,
    tally: Tally,
    roll_call: RollCall,
    subject: int,
    at: int,
) -> tuple[Derivation, ...]:
    groups = range(len(rules.voter_groups))
    counts = [tally.options(group, subject, at) for group in groups]
    heads = sum(
        base_heads(tally, group, sum(counts[group]), measure.base, roll_call)
        for group in groups
    )
    if not heads:
        subject_id = tally.form.subject_ids[subject]
        raise EmptyVoterGroupError("all", subject_id, measure.item_id)
    return tuple(
        Derivation(
            operation=Operation.RATE,
            name=option.label,
            value=Fraction(sum(votes), heads),
            terms=(
                Term(_count(Label(zh="票数", en="votes"), sum(votes))),
                Term(_count(Label(zh="基数", en="base"), heads)),
            ),
        )
        for option, votes in zip(
            rules.options_of(rules.items[at]), zip(*counts, strict=True), strict=True
        )
    )


def _count(name: Label, number: int) -> Derivation:
    return Derivation(operation=Operation.COUNT, name=name, value=Fraction(number))
