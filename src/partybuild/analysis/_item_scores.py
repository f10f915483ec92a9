"""Item scores of all subjects straight from the counts, without derivations."""

from fractions import Fraction
from math import lcm
from operator import mul

from partybuild.conference import NO_CHOICES, Tally
from partybuild.errors import EmptyVoterGroupError
from partybuild.rules import EmptyGroupPolicy, ReviewRules

Scores = tuple[tuple[Fraction, ...], ...]


def item_scores(tally: Tally, rules: ReviewRules) -> Scores:
    """Return the item scores that an assessment derives step by step.

    Args:
        tally: Counts.
        rules: Scheme.

    Returns:
        One row per subject in the order of the form.

    Raises:
        EmptyVoterGroupError: If a weighted group has no valid mark for a
            weighted item and the scheme says no more than "error".

    Shapes:
        S rows of I scores.
    """
    values = [[o.value for o in rules.options_of(item)] for item in rules.items]
    unit = lcm(*(value.denominator for line in values for value in line))
    worth = [tuple(int(value * unit) for value in line) for line in values]
    if all(tally.ballots) and not _missing(tally):
        return _complete(tally, rules, worth, unit)
    return tuple(
        tuple(
            _score(tally, rules, worth[item], (subject, item)) / unit
            for item in range(len(worth))
        )
        for subject in range(len(tally.form.subject_ids))
    )


def _missing(tally: Tally) -> bool:
    columns = tally.columns
    return any(
        any(vector[columns - at :: columns])
        for vector in tally.counts
        for at in range(1, len(NO_CHOICES) + 1)
    )


def _complete(
    tally: Tally, rules: ReviewRules, worth: list[tuple[int, ...]], unit: int
) -> Scores:
    # Every cell of a group has the same base: one denominator serves all.
    weights = [rules.group_weight(group) for group in rules.voter_groups]
    shares = [w / n for w, n in zip(weights, tally.ballots, strict=True)]
    base = lcm(*(share.denominator for share in shares))
    factors = [int(share * base) for share in shares]
    columns, items = tally.columns, len(worth)
    rows: list[tuple[Fraction, ...]] = []
    for subject in range(len(tally.form.subject_ids)):
        row: list[Fraction] = []
        for item, line in enumerate(worth):
            at = (subject * items + item) * columns
            total = sum(
                factor * sum(map(mul, line, vector[at : at + columns]))
                for factor, vector in zip(factors, tally.counts, strict=True)
            )
            row.append(Fraction(total, base * unit))
        rows.append(tuple(row))
    return tuple(rows)


def _score(
    tally: Tally, rules: ReviewRules, worth: tuple[int, ...], place: tuple[int, int]
) -> Fraction:
    subject, at = place
    item, total, share = rules.items[at], Fraction(), Fraction()
    about = tally.form.subject_ids[subject], item.item_id
    for number, group in enumerate(rules.voter_groups):
        counts, weight = tally.options(number, subject, at), rules.group_weight(group)
        if marks := sum(counts):
            total += weight * sum(map(mul, worth, counts)) / marks
            share += weight
        elif weight and item.weight and rules.empty_group is EmptyGroupPolicy.ERROR:
            raise EmptyVoterGroupError(group.group_id, *about)
    if share:
        return total if rules.empty_group is EmptyGroupPolicy.ZERO else total / share
    if item.weight:
        raise EmptyVoterGroupError("all", *about)
    return Fraction()
