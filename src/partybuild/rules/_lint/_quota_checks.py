"""Places of quotas and shares for every number of heads."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations
from math import ceil, lcm

from partybuild.kernel import Finding
from partybuild.rules._condition import UnitGraded, plain_conditions
from partybuild.rules._conversion import StepMeasure
from partybuild.rules._lint._report import Case, found, percent, several
from partybuild.rules._other_grading import ConditionGrading, GradeShare, RankGrading
from partybuild.rules._quota import Quota
from partybuild.rules._quota_rounding import QuotaRounding
from partybuild.rules._review_rules import ReviewRules

_MOST_HEADS = 1000


def ceilings(quota: Quota) -> tuple[Fraction, ...]:
    """Return every share that may apply."""
    shares = [quota.ceiling, *(c.ceiling for c in quota.by_unit_grade)]
    if quota.by_unit_grade:
        shares = shares[1:]
    if quota.with_approval is not None:
        shares.append(quota.with_approval)
    return tuple(shares)


def always_empty(quota: Quota) -> bool:
    """Return whether a quota leaves no place, whatever the number of heads."""
    return quota.heads == 0 or not any(ceilings(quota))


def may_bite(quota: Quota) -> bool:
    """Return whether a quota can leave anybody out."""
    return quota.heads is not None or any(share < 1 for share in ceilings(quota))


def first_heads(share: Fraction, rounding: QuotaRounding) -> int | None:
    """Return the fewest heads that give a place; None where none do."""
    if not share:
        return None
    if rounding is QuotaRounding.CEILING:
        return 1
    return ceil((1 if rounding is QuotaRounding.FLOOR else Fraction(1, 2)) / share)


def _range(*shares: Fraction) -> range:
    """Return heads up to where the pattern of places begins anew, at least twice."""
    period = lcm(*(share.denominator for share in shares))
    return range(1, min(_MOST_HEADS, 2 * period) + 1)


def lint_quotas(case: Case) -> Iterator[Finding]:
    """Find quotas and shares that do not work out for some numbers of heads.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    for quota in case.rules.quotas:
        yield from _alone(quota)
        yield from _forgotten(case.rules, quota)
    yield from _pairs(case.rules)
    if isinstance(case.rules.grading, RankGrading):
        yield from _by_rank(case.rules, case.rules.grading)


def _alone(quota: Quota) -> Iterator[Finding]:
    subject = f"quotas.{quota.quota_id}"
    shares = sorted({*ceilings(quota)})
    first = [(first_heads(share, quota.rounding), share) for share in shares]
    if not always_empty(quota):
        late = [(heads, share) for heads, share in first if heads and heads > 1]
        if late:
            heads, share = max(late)
            yield found(
                40,
                subject,
                (
                    f"比例 {percent(share)}，不足 {heads} 人",
                    f"share {percent(share)}, fewer than {heads} heads",
                ),
                quota.basis,
                facts={"first_heads": str(heads), "share": percent(share)},
            )
    for share in shares:
        over = [
            n for n in _range(share) if quota.rounding.places(share * n) > share * n
        ]
        if over and (quota.heads is None or quota.heads > 0):
            n = over[0]
            places = quota.rounding.places(share * n)
            yield found(
                41,
                subject,
                (
                    f"{n} 人的 {percent(share)} 得 {places} 个名额",
                    f"{percent(share)} of {n} heads gives {places} places",
                ),
                quota.basis,
                facts={"heads": several(over), "share": percent(share)},
            )


def _forgotten(rules: ReviewRules, quota: Quota) -> Iterator[Finding]:
    if not quota.by_unit_grade:
        return
    known = {ceiling.unit_grade for ceiling in quota.by_unit_grade}
    for grade in sorted(_unit_grades(rules) - known):
        yield found(
            43,
            f"quotas.{quota.quota_id}",
            (f"单位等次“{grade}”", f"unit grade {grade!r}"),
            quota.basis,
            facts={"unit_grade": grade},
        )


def _unit_grades(rules: ReviewRules) -> set[str]:
    whens = [cap.when for cap in rules.caps] + [e.when for e in rules.eligibility]
    whens += [consequence.when for consequence in rules.consequences]
    whens += [judgment.when for judgment in rules.judgments]
    for measure in rules.measures:
        if isinstance(measure, StepMeasure):
            whens += [step.when for step in measure.steps]
    if isinstance(rules.grading, ConditionGrading):
        whens += [one.when for one in rules.grading.cases]
    return {
        grade
        for when in whens
        for condition in plain_conditions(when)
        if isinstance(condition, UnitGraded)
        for grade in condition.grades
    } | {c.unit_grade for quota in rules.quotas for c in quota.by_unit_grade}


def _pairs(rules: ReviewRules) -> Iterator[Finding]:
    grading = rules.grading
    ordered = sorted(
        (quota for quota in rules.quotas if not quota.by_unit_grade),
        key=lambda quota: (grading.place(quota.grade_id), quota.quota_id),
    )
    for narrow, wide in combinations(ordered, 2):
        if (narrow.scope, narrow.base) != (wide.scope, wide.base):
            continue
        if narrow.grade_id == wide.grade_id:
            continue
        yield from _tighter(
            f"quotas.{wide.quota_id}",
            (narrow.quota_id, narrow.places),
            (wide.quota_id, wide.places),
            _range(narrow.ceiling, wide.ceiling),
        )


def _tighter(
    subject: str,
    narrow: tuple[str, Callable[[int], int]],
    wide: tuple[str, Callable[[int], int]],
    heads: range,
) -> Iterator[Finding]:
    short = [n for n in heads if wide[1](n) < narrow[1](n)]
    if short:
        n = short[0]
        few, many = wide[1](n), narrow[1](n)
        zh = f"{n} 人时“{wide[0]}”{few} 个，“{narrow[0]}”{many} 个"
        en = f"of {n} heads {wide[0]} admits {few}, {narrow[0]} {many}"
        facts = {"heads": several(short)}
        yield found(42, subject, (zh, en), facts=facts)


def _by_rank(rules: ReviewRules, grading: RankGrading) -> Iterator[Finding]:
    shares = [grade.share or Fraction() for grade in grading.grades]
    heads = _range(*shares)
    over = [n for n in heads if _taken(grading.grades, n) > n]
    if over:
        n = over[0]
        yield found(
            44,
            "grading",
            (
                f"{n} 人时各等次名额合计 {_taken(grading.grades, n)}",
                f"of {n} heads the grades take {_taken(grading.grades, n)}",
            ),
            grading.basis,
            facts={"heads": several(over)},
        )
    best = grading.grades[0]
    first = first_heads(best.share or Fraction(), best.rounding)
    if first and first > 1:
        yield found(
            40,
            f"grading.{best.grade_id}",
            (
                f"“{best.label.zh}”占 {percent(shares[0])}，不足 {first} 人",
                f"{best.label.en}, {percent(shares[0])}, fewer than {first} heads",
            ),
            grading.basis,
            facts={"first_heads": str(first), "share": percent(shares[0])},
        )
    for quota in rules.quotas:
        place = grading.place(quota.grade_id)
        if quota.by_unit_grade or place >= grading.rest:
            continue
        yield from _tighter(
            f"quotas.{quota.quota_id}",
            (quota.grade_id, partial(_taken, grading.grades[: place + 1])),
            (quota.quota_id, quota.places),
            _range(quota.ceiling, *shares),
        )


def _taken(grades: Sequence[GradeShare], heads: int) -> int:
    return sum(grade.places(heads) for grade in grades)
