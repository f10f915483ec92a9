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
    by_rank = _rank_link(case)
    if by_rank is not None and grade is None:
        verdict = Monotone.PROVEN if by_rank in _RISING else Monotone.OPEN
    else:
        verdict = _verdict(grade)
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


def _rank_link(case: Case) -> Link | None:
    """Return how the measure moves by which places are given, the worst class first."""
    grading = case.rules.grading
    if not isinstance(grading, RankGrading):
        return None
    links = [scheme.links[grading.measure_id] for scheme in case.schemes]
    return next((link for link in links if link not in _RISING), links[0])


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
    if total is None or not by_bands or any(cap.when for cap in case.rules.caps):
        grade = _grade_fall(case)
        if grade is not None and not (total is not None and by_bands):
            yield _told(grade, "grading", 11, ("等次", "the grade"))
    yield from _by_rank(case, total)
    yield from _ties(case)
    yield from lint_voided(case)


def _by_rank(case: Case, total: _Found | None) -> Iterator[Finding]:
    grading, link = case.rules.grading, _rank_link(case)
    if not isinstance(grading, RankGrading) or link is None or link in _RISING:
        return
    if grading.measure_id == TOTAL and total is not None:
        return
    name = case.name(grading.measure_id)
    for scheme in case.schemes:
        fall = find_fall(scheme.unknowns, scheme.pieces[grading.measure_id])
        if fall is not None:
            one = _Found(scheme, fall)
            zh, en = f"“{name.zh}”决定的名次", f"the place by {name.en}"
            yield _told(one, "grading", 11, (zh, en))
            return


def _told(one: _Found, subject: str, number: int, what: tuple[str, str]) -> Finding:
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
    facts["value_before"] = exact_text(one.fall.one.form.at(one.fall.before))
    facts["value_after"] = exact_text(one.fall.other.form.at(one.fall.after))
    if number == 11:
        grading = one.scheme.rules.grading
        for key in ("value_before", "value_after"):
            at = int(facts[key].removeprefix("-"))
            facts[key] = grading.in_order()[at].label.zh
    first, last = facts["value_before"], facts["value_after"]
    moved = Label(
        zh=f"每个主体 {ballots} 张票，{was.zh} 改为 {becomes.zh}，"
        f"由 {first} 变为 {last}",
        en=f"{ballots} ballots a group, {was.en} becomes {becomes.en}, "
        f"{first} becomes {last}",
    )
    told = (f"{what[0]}（{moved.zh}）", f"{what[1]} ({moved.en})")
    return found(number, subject, told, facts=facts)


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
