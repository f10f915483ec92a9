"""Ballots that are voided for having become better."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from partybuild.kernel import Finding, exact_text
from partybuild.rules._ballot_check import (
    AllEqual,
    BallotCheck,
    CheckEffect,
    Distribution,
    OverallAgrees,
)
from partybuild.rules._lint._report import Case, found
from partybuild.rules._review_rules import ReviewRules

_MOST_SUMS = 4096


def mark_sums(rules: ReviewRules, item_id: str) -> tuple[Fraction, ...]:
    """Return what a ballot can give a subject, for a check of its limits.

    Args:
        rules: The scheme.
        item_id: Item whose mark is looked at; empty: the sum over all items, each
            times its weight as stated.

    Returns:
        The values, the least first; of very many those on the way from all worst
        to all best marks, one item raised by one option after the other.
    """
    if item_id:
        item = next(item for item in rules.items if item.item_id == item_id)
        return tuple(sorted(o.value for o in rules.scale_of(item).options))
    marks = [
        sorted(o.value * item.weight for o in rules.scale_of(item).options)
        for item in rules.items
    ]
    sums = {Fraction()}
    for values in marks:
        if len(sums) * len(values) > _MOST_SUMS:
            return _rising_sums(marks)
        sums = {one + value for one in sums for value in values}
    return tuple(sorted(sums))


def _rising_sums(marks: Sequence[Sequence[Fraction]]) -> tuple[Fraction, ...]:
    sums = {
        sum(
            (
                values[min(place + (at < raised), len(values) - 1)]
                for at, values in enumerate(marks)
            ),
            Fraction(),
        )
        for place in range(max(map(len, marks)))
        for raised in range(len(marks))
    }
    return tuple(sorted(sums))


def lint_voided(case: Case) -> Iterator[Finding]:
    """Find checks that void a ballot because a mark on it was raised.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    if not case.rules.items:
        return
    for check in case.rules.ballot_checks:
        if check.effect is CheckEffect.FLAG:
            continue
        example = _example(case.rules, check)
        if example is not None:
            yield found(
                13,
                f"ballot_checks.{check.check_id}",
                (
                    f"“{check.label.zh}”：{example[0]}",
                    f"{check.label.en}: {example[1]}",
                ),
                check.basis,
            )


def _example(rules: ReviewRules, check: BallotCheck) -> tuple[str, str] | None:
    match check:
        case AllEqual():
            option = rules.options_of(rules.items[0])[0].label
            return (
                f"其余都是“{option.zh}”的票，把最后一格也提高到“{option.zh}”",
                f"the last other mark of a ballot is raised to {option.en} as well",
            )
        case Distribution():
            return _moved(rules, check)
        case _:
            return _apart(rules, check)


def _moved(rules: ReviewRules, check: Distribution) -> tuple[str, str] | None:
    for low, high in pairwise(mark_sums(rules, check.item_id)):
        into = check.holds(high) and not check.holds(low) and check.most is not None
        out = check.holds(low) and not check.holds(high) and check.least > 0
        if into or out:
            limit = check.most if into else check.least
            before, after = exact_text(low), exact_text(high)
            word = ("已有", "already hold") if into else ("只有", "only just hold")
            return (
                f"区间内{word[0]} {limit} 人时，把一人由 {before} 提高到 {after}",
                f"{limit} {word[1]} the range, and one rises from {before} to {after}",
            )
    return None


def _apart(rules: ReviewRules, check: OverallAgrees) -> tuple[str, str] | None:
    if not check.items or check.overall in check.items:
        return None
    scales = {item.item_id: rules.scale_of(item) for item in rules.items}
    overall = sorted(o.value for o in scales[check.overall].options)
    lows = [scales[item].bottom for item in check.items]
    highs = [scales[item].top for item in check.items]
    worst, best = (sum(ends, Fraction()) / len(ends) for ends in (lows, highs))
    for mean in (worst, best):
        for low, high in pairwise(overall):
            fits = abs(low - mean) <= check.most_apart
            if fits and abs(high - mean) > check.most_apart:
                before, after, middle = map(exact_text, (low, high, mean))
                return (
                    f"各项平均 {middle} 时，把总体评价由 {before} 提高到 {after}",
                    f"items at {middle}, the overall mark from {before} to {after}",
                )
    for value in overall:
        if abs(value - worst) <= check.most_apart < abs(value - best):
            mark, before, after = map(exact_text, (value, worst, best))
            return (
                f"总体评价 {mark} 时，把各项由最低提高到最高（{before} 变为 {after}）",
                f"the overall mark at {mark}, items raised from {before} to {after}",
            )
    return None
