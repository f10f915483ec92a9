"""How one subject's score came about, step by step, in plain fractions."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

from partybuild.conference import EnteredScore, Tally
from partybuild.errors import EmptyVoterGroupError
from partybuild.kernel import Derivation, Label, Operation, Term
from partybuild.rules import (
    Adjustment,
    AdjustmentKind,
    ComponentKind,
    EmptyGroupPolicy,
    ReviewRules,
    VoterGroup,
)

BALLOT_SCORE = Label(zh="测评得分", en="ballot score")
TOTAL_SCORE = Label(zh="总分", en="total score")


@attrs.frozen(kw_only=True)
class BallotScore:
    """A subject's ballot score and the parts that tables show.

    Attributes:
        score: Derivation of the ballot score.
        items: Per item, the mean over the groups by weight.
        groups: Per group, the weighted mean over the items; None where the
            group has no valid mark for a weighted item.
    """

    score: Derivation
    items: tuple[Derivation, ...]
    groups: tuple[Derivation | None, ...]


def derive_ballot_score(tally: Tally, rules: ReviewRules, subject: int) -> BallotScore:
    """Derive a ballot score from the counts.

    Args:
        tally: Counts.
        rules: Scheme.
        subject: Place of the subject on the form.

    Returns:
        The score with the parts of the tables.

    Raises:
        EmptyVoterGroupError: If a weighted group has no valid mark for a
            weighted item and the scheme says no more than "error".
    """
    cells = [
        [_cell(tally, rules, group, subject, item) for item in range(len(rules.items))]
        for group in range(len(rules.voter_groups))
    ]
    items = tuple(
        _item_mean(tally, rules, subject, at, [row[at] for row in cells])
        for at in range(len(rules.items))
    )
    groups = tuple(
        _group_mean(rules, group, row)
        for group, row in zip(rules.voter_groups, cells, strict=True)
    )
    return BallotScore(
        score=_ballot_score(rules, items, groups), items=items, groups=groups
    )


def _cell(
    tally: Tally, rules: ReviewRules, group: int, subject: int, at: int
) -> Derivation | None:
    item = rules.items[at]
    counts = tally.options(group, subject, at)
    marks = sum(counts)
    if not marks:
        return None
    options = rules.options_of(item)
    worth = sum((o.value * n for o, n in zip(options, counts, strict=True)), Fraction())
    return Derivation(
        operation=Operation.MEAN,
        name=_joined(rules.voter_groups[group].label, item.label),
        value=worth / marks,
        terms=tuple(
            Term(_count(option.label, n), option.value)
            for option, n in zip(options, counts, strict=True)
        ),
        basis=rules.scale_of(item).basis,
    )


def _count(label: Label, number: int) -> Derivation:
    return Derivation(operation=Operation.COUNT, name=label, value=Fraction(number))


def _joined(one: Label, other: Label) -> Label:
    return Label(zh=f"{one.zh}·{other.zh}", en=f"{one.en}, {other.en}")


def _weighted(name: Label, terms: Sequence[Term]) -> Derivation:
    shell = Derivation(
        operation=Operation.WEIGHTED_SUM,
        name=name,
        value=Fraction(),
        terms=tuple(terms),
    )
    return attrs.evolve(shell, value=shell.recompute())


def _item_mean(
    tally: Tally,
    rules: ReviewRules,
    subject: int,
    at: int,
    cells: Sequence[Derivation | None],
) -> Derivation:
    item = rules.items[at]
    kept: list[tuple[VoterGroup, Derivation]] = []
    for group, cell in zip(rules.voter_groups, cells, strict=True):
        if cell is not None:
            kept.append((group, cell))
        elif (
            group.weight and item.weight and rules.empty_group is EmptyGroupPolicy.ERROR
        ):
            raise EmptyVoterGroupError(
                group.group_id, tally.form.subject_ids[subject], item.item_id
            )
    weights = [rules.group_weight(group) for group, _ in kept]
    share = sum(weights, Fraction())
    if not share:
        # Only an item that carries no weight may be left without a mean.
        if item.weight:
            raise EmptyVoterGroupError(
                "all", tally.form.subject_ids[subject], item.item_id
            )
        return Derivation(
            operation=Operation.ENTERED,
            name=item.label,
            value=Fraction(),
            statement=Label(zh="无有效选项，权重为零", en="no valid mark, weight 0"),
        )
    if rules.empty_group is not EmptyGroupPolicy.ZERO:
        weights = [weight / share for weight in weights]
    return _weighted(
        item.label,
        [Term(cell, w) for (_, cell), w in zip(kept, weights, strict=True)],
    )


def _group_mean(
    rules: ReviewRules, group: VoterGroup, cells: Sequence[Derivation | None]
) -> Derivation | None:
    terms: list[Term] = []
    for item, cell in zip(rules.items, cells, strict=True):
        if cell is not None:
            terms.append(Term(cell, rules.item_weight(item)))
        elif item.weight:
            return None
    return _weighted(group.label, terms)


def _ballot_score(
    rules: ReviewRules,
    items: tuple[Derivation, ...],
    groups: tuple[Derivation | None, ...],
) -> Derivation:
    by_group = [
        (rules.group_weight(group), node)
        for group, node in zip(rules.voter_groups, groups, strict=True)
        if group.weight
    ]
    if all(node is not None for _, node in by_group):
        # Officials write it down group by group.
        terms = [Term(node, weight) for weight, node in by_group if node is not None]
        return _weighted(BALLOT_SCORE, terms)
    # With an empty cell only the order "items first" is defined.
    by_item = zip(rules.items, items, strict=True)
    return _weighted(
        BALLOT_SCORE,
        [Term(node, rules.item_weight(item)) for item, node in by_item if item.weight],
    )


def derive_total(
    ballots: Derivation, rules: ReviewRules, entered: Sequence[EnteredScore]
) -> Derivation:
    """Compose the ballot score with entered scores and adjustments.

    Args:
        ballots: Derivation of the ballot score.
        rules: Scheme.
        entered: The subject's entered scores, every component of the scheme
            among them.

    Returns:
        The total; the ballot score itself where the scheme has nothing else.
    """
    points = {entry.entry_id: entry for entry in entered}
    parts = [
        Term(
            ballots
            if component.kind is ComponentKind.BALLOTS
            else _entered(component.label, points[component.component_id]),
            component.weight,
        )
        for component in rules.components
    ]
    parts += [
        Term(_adjusted(rule, points[rule.adjustment_id]), Fraction(1))
        for rule in rules.adjustments
        if rule.adjustment_id in points
    ]
    if len(parts) == 1 and parts[0].factor == 1:
        return ballots
    return _weighted(TOTAL_SCORE, parts)


def _entered(label: Label, entry: EnteredScore) -> Derivation:
    return Derivation(
        operation=Operation.ENTERED,
        name=label,
        value=entry.points,
        statement=Label(zh=f"来源：{entry.source.zh}", en=f"source: {entry.source.en}"),
    )


def _adjusted(rule: Adjustment, entry: EnteredScore) -> Derivation:
    points = entry.points if rule.limit is None else min(entry.points, rule.limit)
    limited = points != entry.points
    signed = -points if rule.kind is AdjustmentKind.DEDUCTION else points
    zh = f"来源：{entry.source.zh}" + (f"；上限 {rule.limit}" if limited else "")
    en = f"source: {entry.source.en}" + (
        f"; limited to {rule.limit}" if limited else ""
    )
    return Derivation(
        operation=Operation.ENTERED,
        name=rule.label,
        value=signed,
        statement=Label(zh=zh, en=en),
        basis=rule.basis,
    )
