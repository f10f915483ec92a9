"""A better ballot never lowers a score or a grade: proven, or an example."""

from collections.abc import Iterator
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.kernel import Finding, Label, Record, exact_text
from partybuild.rules._grading import Grading
from partybuild.rules._lint._better import Fall, find_fall
from partybuild.rules._lint._grade_checks import grade_pieces
from partybuild.rules._lint._pieces import Pieces
from partybuild.rules._lint._report import Case, found
from partybuild.rules._lint._scheme import Scheme
from partybuild.rules._lint._unknowns import Link
from partybuild.rules._lint._void_checks import lint_voided
from partybuild.rules._lint._witness import ballots_for, counts, marks_text
from partybuild.rules._measures import TOTAL
from partybuild.rules._other_grading import RankGrading
from partybuild.rules._review_rules import ReviewRules


class Monotone(Enum):
    """Whether a better ballot can lower a result."""

    PROVEN = "proven"
    """It cannot."""
    REFUTED = "refuted"
    """It can, and an example shows it."""
    OPEN = "open"
    """Neither is proven."""


@attrs.frozen(kw_only=True)
class WorseForBetter(Record):
    """Marks of one subject that became better, and a result that became worse.

    Every voter group casts so many ballots; all of them look alike.

    Attributes:
        class_id: Subject class.
        ballots: Number of ballots in every voter group.
        before: Item, option and marks before, for the items that matter.
        after: The same after some marks were raised, none lowered.
    """

    class_id: str
    ballots: int
    before: tuple[tuple[str, str, int], ...]
    after: tuple[tuple[str, str, int], ...]


@attrs.frozen(kw_only=True)
class MonotoneProof(Record):
    """Whether a better ballot can lower the total.

    Attributes:
        total: What is proven of the total.
        grade: What is proven of the grade, quotas left aside.
        example: Marks that lower the total, or else the grade.
    """

    total: Monotone
    grade: Monotone
    example: WorseForBetter | None = None


@attrs.frozen
class _Found:
    """A fall, with the scheme in which it happens.

    Attributes:
        scheme: The scheme for one subject class.
        fall: The fall.
    """

    scheme: Scheme
    fall: Fall


def prove(case: Case) -> MonotoneProof:
    """Prove that a better ballot lowers nothing, or show an example.

    Args:
        case: What is linted.

    Returns:
        The proof.
    """
    total, grade = _total_fall(case), _grade_fall(case)
    example = None
    for one in (total, grade):
        if one is not None and one.fall.shown and example is None:
            example = _example(one)
    verdict = _verdict(grade)
    if grade is None and _rank_fall(case) is not None:
        verdict = Monotone.OPEN
    return MonotoneProof(total=_verdict(total), grade=verdict, example=example)


_RISING = frozenset({Link.UP, Link.SAME})


def _verdict(one: _Found | None) -> Monotone:
    if one is None:
        return Monotone.PROVEN
    return Monotone.REFUTED if one.fall.shown else Monotone.OPEN


def _example(one: _Found) -> WorseForBetter:
    before, after = _marks(one)
    ballots = ballots_for(before, after)
    told = [
        tuple(
            (item_id, option, number)
            for item_id, chosen in counts(one.scheme, values, ballots).items()
            for option, number in chosen.items()
        )
        for values in (before, after)
    ]
    return WorseForBetter(
        class_id=one.scheme.class_id, ballots=ballots, before=told[0], after=told[1]
    )


def _marks(one: _Found) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    lone = one.scheme.unknowns.lones
    before = {n: v for n, v in one.fall.before.items() if n not in lone}
    after = {n: v for n, v in one.fall.after.items() if n not in lone}
    return before, after


def _first(falls: list[tuple[Scheme, Pieces]]) -> _Found | None:
    loose: _Found | None = None
    for scheme, pieces in falls:
        fall = find_fall(scheme.unknowns, pieces)
        if fall is not None and fall.shown:
            return _Found(scheme, fall)
        if fall is not None:
            loose = loose or _Found(scheme, fall)
    return loose


def _total_fall(case: Case) -> _Found | None:
    return _first([(scheme, scheme.pieces[TOTAL]) for scheme in case.schemes])


def _grade_fall(case: Case) -> _Found | None:
    capped = any(cap.when for cap in case.rules.caps)
    if isinstance(case.rules.grading, Grading) and not capped and not _total_fall(case):
        return None  # Bands follow the total.
    return _first([(scheme, grade_pieces(scheme)) for scheme in case.schemes])


def _rank_fall(case: Case) -> _Found | None:
    """Return a fall of the measure by which places are given."""
    grading = case.rules.grading
    if not isinstance(grading, RankGrading):
        return None
    measure_id = grading.measure_id
    return _first([(scheme, scheme.pieces[measure_id]) for scheme in case.schemes])


def lint_monotone(case: Case) -> Iterator[Finding]:
    """Find ways in which a better ballot lowers something.

    Args:
        case: What is linted.

    Yields:
        The findings.
    """
    total = _total_fall(case)
    if total is not None:
        yield _told(total, "total", 10, ("总分", "the total"))
    by_bands = isinstance(case.rules.grading, Grading)
    if total is None or not by_bands:
        grade = _grade_fall(case)
        if grade is not None:
            yield _told(grade, "grading", 11, ("等次", "the grade"), graded=True)
    yield from _by_rank(case, total)
    yield from _ties(case)
    yield from lint_voided(case)


def _by_rank(case: Case, total: _Found | None) -> Iterator[Finding]:
    grading, fall = case.rules.grading, _rank_fall(case)
    if not isinstance(grading, RankGrading) or fall is None:
        return
    if grading.measure_id != TOTAL or total is None:
        name = case.name(grading.measure_id)
        zh, en = f"“{name.zh}”决定的名次", f"the place by {name.en}"
        yield _told(fall, "grading", 11, (zh, en))


def _told(
    one: _Found,
    subject: str,
    number: int,
    what: tuple[str, str],
    *,
    graded: bool = False,
) -> Finding:
    if not one.fall.shown:
        return found(12, subject, what)
    before, after = _marks(one)
    ballots = ballots_for(before, after)
    lone = one.scheme.unknowns.lones
    others = {n: v for n, v in one.fall.before.items() if n in lone}
    was = marks_text(one.scheme, before, ballots)
    becomes = marks_text(one.scheme, after, ballots)
    facts = {"ballots": str(ballots), "before": was.zh, "after": becomes.zh}
    if others:
        facts["others"] = ", ".join(f"{n} = {v}" for n, v in sorted(others.items()))
    if one.scheme.class_id:
        facts["class"] = one.scheme.class_id
    first, last = (
        _result(one.scheme.rules, piece.form.at(values), graded=graded)
        for piece, values in (
            (one.fall.one, one.fall.before),
            (one.fall.other, one.fall.after),
        )
    )
    facts |= {"value_before": first.zh, "value_after": last.zh}
    moved = Label(
        zh=f"每个主体 {ballots} 张票，{was.zh} 改为 {becomes.zh}，"
        f"由 {first.zh} 变为 {last.zh}",
        en=f"{ballots} ballots a group, {was.en} becomes {becomes.en}, "
        f"{first.en} becomes {last.en}",
    )
    told = (f"{what[0]}（{moved.zh}）", f"{what[1]} ({moved.en})")
    return found(number, subject, told, facts=facts)


def _result(rules: ReviewRules, value: Fraction, *, graded: bool) -> Label:
    if graded:
        return rules.grading.in_order()[int(-value)].label
    return Label.same(exact_text(value))


def _ties(case: Case) -> Iterator[Finding]:
    for quota in case.rules.quotas:
        for key in quota.tie_keys:
            if any(scheme.links[key] not in _RISING for scheme in case.schemes):
                name = case.name(key)
                yield found(
                    14,
                    f"quotas.{quota.quota_id}",
                    (f"同分时比“{name.zh}”", f"ties go by {name.en}"),
                    quota.basis,
                    facts={"measure": key},
                )
