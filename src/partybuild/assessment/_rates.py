"""Shares of an option over weighted voter groups."""

from fractions import Fraction

from partybuild.conference import RollCall, Tally
from partybuild.errors import EmptyVoterGroupError, MissingLevelError, UnknownIdError
from partybuild.kernel import Derivation, Label, Operation, Term
from partybuild.rules import Base, EmptyGroupPolicy, ReviewRules


def option_rates(
    tally: Tally,
    rules: ReviewRules,
    *,
    subject_id: str,
    item_id: str,
    base: Base,
    roll_call: RollCall | None = None,
) -> tuple[Derivation, ...]:
    """Return the weighted rate of every option of one item for one subject.

    Args:
        tally: Counts.
        rules: Scheme; gives group weights and the policy for empty groups.
        subject_id: Subject.
        item_id: Item.
        base: What the rate of each group is a share of; there is no default.
        roll_call: Scrutineers' record, for bases beyond the valid ballots.

    Returns:
        One derivation per option, in the order of the scale.

    Raises:
        EmptyVoterGroupError: If a weighted group has base 0 and the scheme says
            no more than "error".
        MissingLevelError: If the base was not recorded.
        UnknownIdError: If the form has no such subject or item.

    Units:
        Shares of 1.

    Source:
        Scheme A1 states group weights times count over ballots of the group.
    """
    form = tally.form
    subject = _place("subject", subject_id, form.subject_ids)
    item = _place("item", item_id, form.item_ids)
    counts = [tally.options(g, subject, item) for g in range(len(form.group_ids))]
    bases = [
        base_heads(tally, group, sum(counts[group]), base, roll_call)
        for group in range(len(form.group_ids))
    ]
    weights = _weights(rules, bases, subject_id, item_id)
    return tuple(
        _rate(rules, option.label, [c[at] for c in counts], bases, weights)
        for at, option in enumerate(form.items[item].options)
    )


def _place(what: str, identifier: str, known: tuple[str, ...]) -> int:
    if identifier not in known:
        raise UnknownIdError(what, identifier, known)
    return known.index(identifier)


def base_heads(
    tally: Tally, group: int, marks: int, base: Base, roll_call: RollCall | None
) -> int:
    """Return what a rate of one voter group is a share of.

    Args:
        tally: Counts.
        group: Place of the group on the form.
        marks: Valid marks of the group for the item.
        base: What is asked for.
        roll_call: Scrutineers' record, for bases beyond the valid ballots.

    Returns:
        Heads or marks.

    Raises:
        MissingLevelError: If the base was not recorded.
    """
    if base is Base.VALID_MARKS:
        return marks
    if base is Base.VALID_BALLOTS:
        return tally.ballots[group]
    if roll_call is None:
        raise MissingLevelError(
            f"a rate over {base.value} ballots", "the roll call", "pass roll_call="
        )
    roll = roll_call.of(tally.form.group_ids[group])
    heads = {
        Base.RETURNED: roll.returned,
        Base.ISSUED: roll.issued,
        Base.PRESENT: roll.present,
        Base.ENTITLED: roll.entitled,
    }[base]
    if heads is None:
        raise MissingLevelError(
            f"a rate over {base.value} voters",
            f"the number {base.value} in the roll call",
            "enter it for every voter group",
        )
    return heads


def _weights(
    rules: ReviewRules, bases: list[int], subject_id: str, item_id: str
) -> list[Fraction]:
    weights = [rules.group_weight(group) for group in rules.voter_groups]
    pairs = list(zip(weights, bases, strict=True))
    kept = sum((weight for weight, heads in pairs if heads), Fraction())
    for group, (weight, heads) in zip(rules.voter_groups, pairs, strict=True):
        if weight and not heads and rules.empty_group is EmptyGroupPolicy.ERROR:
            raise EmptyVoterGroupError(group.group_id, subject_id, item_id)
    if not kept:
        raise EmptyVoterGroupError("all", subject_id, item_id)
    if rules.empty_group is EmptyGroupPolicy.RENORMALIZE:
        return [weight / kept for weight in weights]
    return weights


def _rate(
    rules: ReviewRules,
    label: Label,
    counts: list[int],
    bases: list[int],
    weights: list[Fraction],
) -> Derivation:
    terms = tuple(
        Term(_share(group.label, count, heads), weight)
        for group, count, heads, weight in zip(
            rules.voter_groups, counts, bases, weights, strict=True
        )
        if heads
    )
    total = sum(
        (weight.node.number * (weight.factor or 0) for weight in terms), Fraction()
    )
    return Derivation(
        operation=Operation.WEIGHTED_SUM, name=label, value=total, terms=terms
    )


def _share(label: Label, count: int, heads: int) -> Derivation:
    marks = Label(zh="票数", en="votes")
    base = Label(zh="基数", en="base")
    return Derivation(
        operation=Operation.RATE,
        name=label,
        value=Fraction(count, heads),
        terms=(
            Term(
                Derivation(operation=Operation.COUNT, name=marks, value=Fraction(count))
            ),
            Term(
                Derivation(operation=Operation.COUNT, name=base, value=Fraction(heads))
            ),
        ),
    )
