"""How one subject's score came about, step by step, in plain fractions."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeAlias

import attrs

from partybuild.conference import Tally
from partybuild.errors import EmptyVoterGroupError
from partybuild.kernel import Derivation, ForReviewBody, Label, Operation, Record, Term
from partybuild.rules import EmptyGroupPolicy, Option, ReviewRules, VoterGroup

BALLOT_SCORE = Label(zh="测评得分", en="ballot score")


@attrs.frozen(kw_only=True)
class BallotScore(ForReviewBody, Record):
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


def derive_ballot_score(
    tally: Tally,
    rules: ReviewRules,
    subject: int,
    *,
    cell: "Cell | None" = None,
    strict: bool = True,
) -> BallotScore:
    """Derive a ballot score from the counts.

    Args:
        tally: Counts.
        rules: Scheme, as it weighs this subject.
        subject: Place of the subject on the form.
        cell: How the marks of a group for an item become a number; None: their
            mean.
        strict: Whether a weighted item needs marks; where it does not, what is
            unmarked is left out.

    Returns:
        The score with the parts of the tables.

    Raises:
        EmptyVoterGroupError: If a weighted group has no valid mark for a
            weighted item and the scheme says no more than "error".
    """
    one_cell = mean_cell if cell is None else cell
    cells = [
        [
            one_cell(tally, rules, group, subject, item)
            for item in range(len(rules.items))
        ]
        for group in range(len(rules.voter_groups))
    ]
    items = tuple(
        _item_mean(tally, rules, subject, at, [row[at] for row in cells], strict)
        for at in range(len(rules.items))
    )
    groups = tuple(
        _group_mean(rules, group, row)
        for group, row in zip(rules.voter_groups, cells, strict=True)
    )
    return BallotScore(
        score=_ballot_score(rules, items, groups), items=items, groups=groups
    )


def mean_cell(
    tally: Tally, rules: ReviewRules, group: int, subject: int, at: int
) -> Derivation | None:
    """Return the mean of a group's marks for an item; None without a valid mark.

    Args:
        tally: Counts.
        rules: Scheme.
        group: Place of the voter group on the form.
        subject: Place of the subject on the form.
        at: Place of the item on the form.

    Returns:
        The mean.
    """
    item = rules.items[at]
    counts = tally.options(group, subject, at)
    marks = sum(counts)
    if not marks:
        return None
    options = rules.options_of(item)
    worth = sum((o.value * n for o, n in zip(options, counts, strict=True)), Fraction())
    return Derivation(
        operation=Operation.MEAN,
        name=cell_name(rules, group, at),
        value=worth / marks,
        terms=count_terms(options, counts),
        basis=rules.scale_of(item).basis,
    )


def count_terms(options: Sequence[Option], counts: Sequence[int]) -> tuple[Term, ...]:
    """Return the counts of an item's options, each times what it is worth."""
    return tuple(
        Term(
            Derivation(
                operation=Operation.COUNT, name=option.label, value=Fraction(number)
            ),
            option.value,
        )
        for option, number in zip(options, counts, strict=True)
    )


def cell_name(rules: ReviewRules, group: int, at: int) -> Label:
    """Return the name of what one voter group gave in one item."""
    one, other = rules.voter_groups[group].label, rules.items[at].label
    return Label(zh=f"{one.zh}·{other.zh}", en=f"{one.en}, {other.en}")


def weighted(name: Label, terms: Sequence[Term]) -> Derivation:
    """Return the step that sums terms by their factors."""
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
    strict: bool,  # noqa: FBT001 - a private step of one caller
) -> Derivation:
    item = rules.items[at]
    kept: list[tuple[VoterGroup, Derivation]] = []
    for group, cell in zip(rules.voter_groups, cells, strict=True):
        if cell is not None:
            kept.append((group, cell))
        elif (
            strict
            and group.weight
            and item.weight
            and rules.empty_group is EmptyGroupPolicy.ERROR
        ):
            raise EmptyVoterGroupError(
                group.group_id, tally.form.subject_ids[subject], item.item_id
            )
    weights = [rules.group_weight(group) for group, _ in kept]
    share = sum(weights, Fraction())
    if not share:
        # Only an item that carries no weight may be left without a mean.
        if item.weight and strict:
            raise EmptyVoterGroupError(
                "all", tally.form.subject_ids[subject], item.item_id
            )
        return Derivation(
            operation=Operation.ENTERED,
            name=item.label,
            value=Fraction(),
            statement=Label(zh="无有效选项，不计入", en="no valid mark, not counted")
            if item.weight
            else Label(zh="无有效选项，权重为零", en="no valid mark, weight 0"),
        )
    if rules.empty_group is not EmptyGroupPolicy.ZERO:
        weights = [weight / share for weight in weights]
    return weighted(
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
    return weighted(group.label, terms)


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
        return weighted(BALLOT_SCORE, terms)
    # With an empty cell only the order "items first" is defined.
    by_item = zip(rules.items, items, strict=True)
    return weighted(
        BALLOT_SCORE,
        [Term(node, rules.item_weight(item)) for item, node in by_item if item.weight],
    )


Cell: TypeAlias = Callable[[Tally, ReviewRules, int, int, int], Derivation | None]
"""Tally, scheme, group, subject and item to the number of one cell."""
