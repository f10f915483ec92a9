"""Ballots held against the checks of a scheme, and voided where it says so."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from partybuild.conference._ballot_box import BallotBox
from partybuild.conference._mark import NO_CHOICES, NoChoice
from partybuild.conference._review import Review
from partybuild.conference._roll_call import RollCall
from partybuild.errors import VoidVoteError
from partybuild.kernel import Finding, Label, Record, Severity, sorted_findings
from partybuild.rules import (
    AllEqual,
    BallotCheck,
    CheckEffect,
    Distribution,
    ReviewRules,
)

_FIRST_MISSING = min(NO_CHOICES)


@attrs.frozen(kw_only=True)
class Screening(Record):
    """A review after its ballots were held against the checks of the scheme.

    Attributes:
        review: The review; where ballots or marks were voided, box and roll call
            say so.
        findings: One for every check that a ballot failed, with the number of
            ballots over all voter groups.
    """

    review: Review
    findings: tuple[Finding, ...]


def screen_ballots(review: Review) -> Screening:
    """Hold every ballot against the checks of the scheme.

    The checks are applied one after the other, in the order of the scheme; a ballot
    that is voided by one is not held against the next. Screening a screened review
    changes nothing.

    Args:
        review: A review; one without ballots comes back unchanged.

    Returns:
        The review without the ballots and marks that the scheme voids.

    Raises:
        VoidVoteError: If a ballot fails a check that voids the whole vote.
    """
    box, rules = review.box, review.version.rules
    findings: list[Finding] = []
    if box is None or not rules.ballot_checks:
        return Screening(review=review, findings=())
    heaps = {group_id: list(box.ballots(group_id)) for group_id in box.form.group_ids}
    voided = dict.fromkeys(heaps, 0)
    for check in rules.ballot_checks:
        failed = 0
        for group_id, heap in heaps.items():
            kept: list[bytes] = []
            for ballot in heap:
                concerned = _concerned(rules, box, check, ballot)
                failed += bool(concerned)
                if not concerned or check.effect is CheckEffect.FLAG:
                    kept.append(ballot)
                elif check.effect is CheckEffect.VOID_MARKS:
                    kept.append(_spoilt(ballot, concerned))
                else:
                    voided[group_id] += 1
            heaps[group_id] = kept
        if failed and check.effect is CheckEffect.VOID_VOTE:
            raise VoidVoteError(check.check_id, failed)
        if failed:
            findings.append(_finding(check, failed))
    screened = BallotBox.from_bytes(box.form, heaps)
    if screened != box:
        review = attrs.evolve(
            review, box=screened, roll_call=_with_void(review.roll_call, voided)
        )
    return Screening(review=review, findings=sorted_findings(findings))


def failed_ballots(review: Review) -> tuple[tuple[BallotCheck, int], ...]:
    """Return for every check how many ballots of a review fail it.

    Args:
        review: A review with ballots or without.

    Returns:
        Check and number, for checks that any ballot fails, in the order of the
        scheme.
    """
    box, rules = review.box, review.version.rules
    if box is None:
        return ()
    found = [
        (
            check,
            sum(
                bool(_concerned(rules, box, check, ballot))
                for group_id in box.form.group_ids
                for ballot in box.ballots(group_id)
            ),
        )
        for check in rules.ballot_checks
    ]
    return tuple((check, failed) for check, failed in found if failed)


def _concerned(
    rules: ReviewRules, box: BallotBox, check: BallotCheck, ballot: bytes
) -> tuple[int, ...]:
    """Return the places of the marks that fail a check; none where it holds."""
    if all(mark >= _FIRST_MISSING for mark in ballot):
        return ()
    lines = len(box.form.items)
    if isinstance(check, AllEqual):
        same = len(set(ballot)) == 1 and len(ballot) > 1
        return tuple(range(len(ballot))) if same else ()
    if isinstance(check, Distribution):
        return _unspread(rules, box, check, ballot)
    items = list(box.form.item_ids)
    overall, parts = items.index(check.overall), [items.index(i) for i in check.items]
    found: list[int] = []
    for at in range(0, len(ballot), lines):
        whole = _value(rules, overall, ballot[at + overall])
        marks = [_value(rules, part, ballot[at + part]) for part in parts]
        known = [mark for mark in marks if mark is not None]
        if whole is None or not known:
            continue
        if abs(whole - sum(known, Fraction()) / len(known)) > check.most_apart:
            found += range(at, at + lines)
    return tuple(found)


def _unspread(
    rules: ReviewRules, box: BallotBox, check: Distribution, ballot: bytes
) -> tuple[int, ...]:
    lines = len(box.form.items)
    at_item = box.form.item_ids.index(check.item_id) if check.item_id else None
    values = [
        _subject_value(rules, at_item, ballot[at : at + lines])
        for at in range(0, len(ballot), lines)
    ]
    known = [value for value in values if value is not None]
    within = sum(map(check.holds, known))
    if not known or (
        check.least <= within and (check.most is None or within <= check.most)
    ):
        return ()
    step = 1 if at_item is None else lines
    return tuple(range(at_item or 0, len(ballot), step))


def _subject_value(
    rules: ReviewRules, at_item: int | None, marks: Sequence[int]
) -> Fraction | None:
    if at_item is not None:
        return _value(rules, at_item, marks[at_item])
    values = [_value(rules, at, mark) for at, mark in enumerate(marks)]
    if all(value is None for value in values):
        return None
    return sum(
        (
            item.weight * value
            for item, value in zip(rules.items, values, strict=True)
            if value is not None
        ),
        Fraction(),
    )


def _value(rules: ReviewRules, item: int, mark: int) -> Fraction | None:
    if mark >= _FIRST_MISSING:
        return None
    return rules.scale_of(rules.items[item]).options[mark].value


def _spoilt(ballot: bytes, places: Sequence[int]) -> bytes:
    marks = bytearray(ballot)
    for place in places:
        if marks[place] < _FIRST_MISSING:
            marks[place] = NoChoice.SPOILT
    return bytes(marks)


def _with_void(roll_call: RollCall, voided: Mapping[str, int]) -> RollCall:
    return RollCall(
        [
            attrs.evolve(roll, void=roll.void + voided[roll.group_id])
            for roll in roll_call.groups
        ]
    )


_EFFECTS = {
    CheckEffect.VOID_MARKS: Label(zh="有关选项作废", en="their marks are void"),
    CheckEffect.VOID_BALLOT: Label(zh="整票作废", en="they are void"),
    CheckEffect.FLAG: Label(zh="仍然计票，请核实", en="they count, please check"),
}


def _finding(check: BallotCheck, failed: int) -> Finding:
    effect = _EFFECTS[check.effect]
    return Finding(
        code="PB-BALLOT-01",
        severity=Severity.WARNING,
        subject=check.check_id,
        message=Label(
            zh=f"{failed} 张票不符合“{check.label.zh}”，{effect.zh}",
            en=f"{failed} ballots fail the check {check.label.en}; {effect.en}",
        ),
        evidence=(("ballots", str(failed)),),
        basis=check.basis,
    )
