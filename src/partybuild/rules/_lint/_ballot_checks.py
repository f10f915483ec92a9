"""Ballot checks that fit all ballots, none, or some numbers of subjects only."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product

from partybuild.kernel import Finding
from partybuild.rules._ballot_check import Distribution, OverallAgrees
from partybuild.rules._lint._report import Case, found
from partybuild.rules._lint._void_checks import mark_sums
from partybuild.rules._review_rules import ReviewRules


def lint_ballots(case: Case) -> Iterator[Finding]:
    """Find checks of ballots that do not work out.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    rules = case.rules
    if not rules.items:
        return
    by_item: dict[str, list[Distribution]] = {}
    for check in rules.ballot_checks:
        if isinstance(check, Distribution):
            by_item.setdefault(check.item_id, []).append(check)
        elif isinstance(check, OverallAgrees):
            yield from _agreement(rules, check)
    for item_id in sorted(by_item):
        yield from _limits(rules, item_id, by_item[item_id])


def _limits(
    rules: ReviewRules, item_id: str, checks: Sequence[Distribution]
) -> Iterator[Finding]:
    values = mark_sums(rules, item_id)
    idle = False
    for check in checks:
        inside = [check.holds(value) for value in values]
        subject = f"ballot_checks.{check.check_id}"
        name = (f"“{check.label.zh}”", check.label.en)
        ends = {"least": str(values[0]), "most": str(values[-1])}
        if not any(inside):
            idle = True
            yield found(
                52 if check.least else 53, subject, name, check.basis, facts=ends
            )
        elif not check.least and check.most is None:
            idle = True
            yield found(53, subject, name, check.basis, facts=ends)
    if idle:
        return
    fitting = fitting_subjects(values, checks)
    ids = ", ".join(check.check_id for check in checks)
    subject = f"ballot_checks.{checks[0].check_id}"
    if fitting is None:
        yield found(
            50, subject, (f"“{ids}”", ids), checks[0].basis, facts={"checks": ids}
        )
        return
    fewest, most = fitting
    if most is not None:
        yield found(
            51,
            subject,
            (
                f"“{ids}”只适合 {fewest} 至 {most} 人",
                f"{ids} fit from {fewest} to {most} subjects",
            ),
            checks[0].basis,
            facts={"fewest": str(fewest), "most": str(most)},
        )


def fitting_subjects(
    values: Sequence[Fraction], checks: Sequence[Distribution]
) -> tuple[int, int | None] | None:
    """Return for how many subjects a ballot can meet all limits.

    Args:
        values: What a ballot can give a subject, the least first.
        checks: Limits on values of one kind.

    Returns:
        Fewest and most subjects, None for any number; None where no number fits.

    Source:
        Ranges are stretches of the ordered values, so the limits are bounds on
        differences of running counts; shortest ways decide.
    """
    stretches = [_stretch(values, check) for check in checks]
    nodes = sorted({0, len(values), *(end for pair in stretches for end in pair)})
    # ways[i, j]: how much more the running count at j may be than the one at i.
    ways = {(node, node): 0 for node in nodes}
    ways |= {(above, below): 0 for below, above in pairwise(nodes)}
    for check, (start, stop) in zip(checks, stretches, strict=True):
        limits = [((stop, start), -check.least)]
        limits += [] if check.most is None else [((start, stop), check.most)]
        for pair, limit in limits:
            ways[pair] = min(limit, ways.get(pair, limit))
    for middle, one, other in product(nodes, nodes, nodes):
        if (one, middle) in ways and (middle, other) in ways:
            way = ways[one, middle] + ways[middle, other]
            ways[one, other] = min(way, ways.get((one, other), way))
    if any(ways[node, node] < 0 for node in nodes):
        return None
    last = len(values)
    return max(1, -ways[last, 0]), ways.get((0, last))


def _stretch(values: Sequence[Fraction], check: Distribution) -> tuple[int, int]:
    inside = [at for at, value in enumerate(values) if check.holds(value)]
    return inside[0], inside[-1] + 1


def _agreement(rules: ReviewRules, check: OverallAgrees) -> Iterator[Finding]:
    scales = {item.item_id: rules.scale_of(item) for item in rules.items}
    subject = f"ballot_checks.{check.check_id}"
    name = (f"“{check.label.zh}”", check.label.en)
    overall = scales[check.overall]
    items = [scales[item] for item in check.items]
    if not items:
        yield found(53, subject, name, check.basis)
        return
    low = sum((scale.bottom for scale in items), Fraction()) / len(items)
    high = sum((scale.top for scale in items), Fraction()) / len(items)
    apart = max(overall.top - low, high - overall.bottom)
    if apart <= check.most_apart:
        yield found(53, subject, name, check.basis, facts={"farthest": str(apart)})
    values = [option.value for option in overall.options]
    nearest = min(max(value - high, low - value, Fraction()) for value in values)
    if check.most_apart < nearest or check.most_apart < 0:
        yield found(52, subject, name, check.basis, facts={"nearest": str(nearest)})
