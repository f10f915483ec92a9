"""What a review refuses among its records, and what two records make together."""

import attrs
import pytest

from partybuild.conference import (
    AgendaItem,
    AgendaKind,
    Approval,
    BallotBox,
    BallotForm,
    Contrasts,
    EnteredScore,
    GroupRoll,
    RollCall,
    SubjectRecord,
    Tally,
    UnitRecord,
    screen_ballots,
    tally,
)
from partybuild.errors import (
    DuplicateIdError,
    TallyError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    AllEqual,
    ClassWeight,
    Component,
    Distribution,
    Judgment,
    OverallAgrees,
    Quota,
    SubjectClass,
    Ungraded,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    plain_decision,
    plain_review,
    plain_rules,
)

X = Label(zh="规定", en="rule")
LABEL = {"label": X, "basis": OWN}
BLANK = 255


def _review(rules, reporting="ab", **others):
    form = BallotForm.of(rules, reporting)
    return plain_review(rules, BallotBox.from_bytes(form, {}), **others)


def _approval(**fields):
    return Approval(
        **({"quota_id": "q", "decided_on": DAY, "decided_by": X, "reason": X} | fields)
    )


QUOTED = plain_rules(
    quotas=[Quota(quota_id="q", grade_id="grade-0", ceiling="1/3", basis=OWN)]
)
UNIT = UnitRecord(unit_id="u", source=X)


@pytest.mark.parametrize(
    ("approvals", "error", "told"),
    [
        ([_approval(quota_id="r")], UnknownIdError, "quota.*'r'"),
        ([_approval(unit_id="v")], UnknownIdError, "unit.*'v'"),
        ([_approval(unit_id="u")] * 2, DuplicateIdError, "approval"),
    ],
)
def test_an_approval_is_of_a_quota_and_a_unit_that_there_are(approvals, error, told):
    """And it is given once; for all units together it names none."""
    fit = [_approval(), _approval(unit_id="u")]

    assert _review(QUOTED, approvals=fit, units=[UNIT]).approvals == tuple(fit)
    with pytest.raises(error, match=told):
        _review(QUOTED, approvals=approvals, units=[UNIT])


TOWNS = plain_rules(
    ["1/2", "1/2"],
    subject_classes=[SubjectClass(class_id=code, label=X) for code in "zyxwvut"],
)


def _varied():
    """Return a scheme whose weights depend on the class of a subject."""
    first, second = TOWNS.items
    weights = [ClassWeight(class_id="z", weight=w, basis=OWN) for w in ("1/4", "3/4")]
    items = [
        attrs.evolve(first, class_weights=weights[:1]),
        attrs.evolve(second, class_weights=weights[1:]),
    ]
    return attrs.evolve(TOWNS, items=items)


def test_weights_by_class_need_the_class_of_every_subject():
    """And a record of a subject that did not report fits nobody."""
    records = [SubjectRecord(post_id=post, class_id="z") for post in "ab"]

    assert _review(_varied(), subjects=records).class_of("a") == "z"
    assert _review(TOWNS, subjects=records[:1]).class_of("b") == ""
    with pytest.raises(UnknownIdError, match="subject class"):
        _review(_varied(), subjects=records[:1])
    stranger = SubjectRecord(post_id="c")
    with pytest.raises(UnknownIdError, match=r"subject.*'c'"):
        _review(TOWNS, subjects=[stranger])


def test_schemes_of_classes_come_in_order():
    """Whatever the order of the subjects."""
    codes = "zyxwvut"
    records = [
        SubjectRecord(post_id=post, class_id=code)
        for post, code in zip("abcdefg", codes, strict=True)
    ]
    review = _review(_varied(), "abcdefg", subjects=records)

    assert list(review.rules_by_class()) == sorted(codes)
    assert list(_review(TOWNS).rules_by_class()) == [""]


def test_entries_and_decisions_are_sorted():
    """By what they fill, then by subject: the order of a file reaches no output."""
    rules = plain_rules(
        adjustments=[
            Adjustment(adjustment_id=code, kind="bonus", **LABEL) for code in "mn"
        ],
        judgments=[Judgment(judgment_id="j", grades=["grade-0", "grade-1"], **LABEL)],
    )
    entered = [
        EnteredScore(post_id=post, entry_id=code, points=1, source=X)
        for code in "mn"
        for post in "ab"
    ]
    decisions = [plain_decision("judgment", "j", post, "grade-1") for post in "ab"]
    review = _review(rules, entered=entered[::-1], decisions=decisions[::-1])

    assert review.entered == tuple(entered)
    assert review.decisions == tuple(decisions)


BODIES = attrs.evolve(
    plain_rules(),
    items=[],
    voter_groups=[],
    components=[Component(component_id="t", kind="entered", weight=1, **LABEL)],
    grading=Ungraded(basis=OWN),
)


def test_a_scheme_without_ballots_has_no_roll_call():
    """Ballots that somebody recorded would belong to no voter group."""
    review = attrs.evolve(_review(BODIES), box=None, roll_call=RollCall([]))
    rolls = [GroupRoll(group_id="g", issued=1, returned=1)]

    assert review.tally().ballots == ()
    with pytest.raises(UnknownIdError, match="voter group"):
        attrs.evolve(review, roll_call=RollCall(rolls))


# Two records, one after the other


def test_a_roll_call_is_taken_out_of_another():
    """Heads that one of the two does not know stay unknown."""
    whole = GroupRoll(
        group_id="g", entitled=50, present=40, issued=30, returned=20, void=4
    )
    part = GroupRoll(
        group_id="g", entitled=20, present=15, issued=11, returned=8, void=1
    )
    rest = GroupRoll(
        group_id="g", entitled=30, present=25, issued=19, returned=12, void=3
    )
    unknown = attrs.evolve(part, entitled=None, present=None)

    assert whole - part == rest
    assert rest + part == whole
    assert whole - unknown == attrs.evolve(rest, entitled=None, present=None)
    assert (attrs.evolve(whole, entitled=None) - part).entitled is None
    assert (attrs.evolve(whole, entitled=None) - part).present == 25


def test_sums_of_contrasts_are_taken_out_again():
    """What was counted together, less one heap, is the other heap."""
    rules = plain_rules(["1/2", "1/2"])
    form = BallotForm.of(rules, "ab")
    heaps = [bytes([0, 1, 2, 3]), bytes([3, 0, 1, 1]), bytes([0, 0, 1, 2])]
    one = tally(BallotBox.from_bytes(form, {"g": heaps[:2]}), rules)
    other = tally(BallotBox.from_bytes(form, {"g": heaps[2:]}), rules)
    both = tally(BallotBox.from_bytes(form, {"g": heaps}), rules)

    assert one.contrasts is not None
    assert both - other == one
    assert both - one == other
    assert one + other == both


def test_sums_without_ballots_are_nought():
    """And fewer than no ballots there are never."""
    nothing = {
        "table": ((1, 0),),
        "denominator": 1,
        "local": ((0, 0),),
        "own": ((0, 0),),
        "common": ((0, 0),),
    }

    assert Contrasts(**nothing, ballots=(0,)).ballots == (0,)
    with pytest.raises(TallyError, match="no ballots have the sums"):
        Contrasts(**nothing, ballots=(-1,))
    for name in ("local", "own", "common"):
        with pytest.raises(TallyError, match="no ballots have the sums"):
            Contrasts(**(nothing | {name: ((0, 1),)}), ballots=(0,))


def test_a_tally_has_one_vector_and_one_number_of_ballots_per_group():
    """One of each too many, and fewer than no ballots."""
    form = BallotForm.of(plain_rules(), "a")
    line = (1, 0, 0, 0, 0, 0, 0, 0, 0)

    assert Tally(form=form, ballots=(1,), counts=(line,)).ballots == (1,)
    for ballots, counts in (
        ((1, 1), (line,)),
        ((1,), (line, line)),
        ((1, 1), (line, line)),
        ((), ()),
    ):
        with pytest.raises(TallyError, match="one vector per voter group"):
            Tally(form=form, ballots=ballots, counts=counts)
    unmarked = attrs.evolve(form, items=())
    with pytest.raises(TallyError, match="negative"):
        Tally(form=unmarked, ballots=(-1,), counts=((),))


def test_sums_of_every_group_fit_the_form():
    """One group's are as long as the form asks for, the other's are not."""
    rules = plain_rules(["1/2", "1/2"], {"g": "1/2", "h": "1/2"})
    form = BallotForm.of(rules, "ab")
    counted = tally(BallotBox.from_bytes(form, {"g": [bytes(4)]}), rules)
    assert counted.moments is not None
    assert counted.contrasts is not None
    singles, common = counted.moments.singles, counted.contrasts.common
    moments = attrs.evolve(counted.moments, singles=(singles[0], ()))
    contrasts = attrs.evolve(counted.contrasts, common=(common[0], ()))

    with pytest.raises(TallyError, match="do not fit its form"):
        attrs.evolve(counted, moments=moments)
    with pytest.raises(TallyError, match="do not fit its form"):
        attrs.evolve(counted, contrasts=contrasts)
    assert counted.summary().shown == len(counted.summary().columns) == 2


@pytest.mark.parametrize("code", ["", "a/b", "a\\b", "a\nb"])
def test_a_conference_has_a_code_that_can_name_a_file(code):
    """Its documents are called by it."""
    record = _review(QUOTED).conference

    assert attrs.evolve(record, conference_id="lms 2021").conference_id == "lms 2021"
    with pytest.raises(ValueRangeError, match="conference_id"):
        attrs.evolve(record, conference_id=code)


def test_business_is_named_by_its_word():
    """A word of a file is one of the kinds, or an error."""
    assert AgendaItem(kind="reports", title=X).kind is AgendaKind.REPORTS
    with pytest.raises(ValueError, match="sports"):
        AgendaItem(kind="sports", title=X)


# Checks of ballots


def _kept(check, ballot, items=2, subjects="ab"):
    """Return what is left of one ballot after a check."""
    rules = plain_rules([f"1/{items}"] * items, ballot_checks=[check])
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(form, {"g": [bytes(ballot)]})
    return [
        list(one)
        for one in screen_ballots(plain_review(rules, box)).review.box.ballots("g")
    ]


def test_two_equal_marks_are_all_equal():
    """A single mark is equal to nothing."""
    check = AllEqual(check_id="c", effect="void_ballot", **LABEL)

    assert _kept(check, [1, 1], items=1) == []
    assert _kept(check, [1, 2], items=1) == [[1, 2]]
    assert _kept(check, [1], items=1, subjects="a") == [[1]]


def test_the_overall_mark_may_stand_on_any_line():
    """A subject whose overall mark is blank is passed over, and the next one is not."""
    check = OverallAgrees(
        check_id="c",
        effect="void_marks",
        overall="i2",
        items=["i0", "i1"],
        most_apart=5,
        **LABEL,
    )
    spoilt = [254] * 3

    assert _kept(check, [0, 0, 3, 0, 0, 0], 3) == [[*spoilt, 0, 0, 0]]
    assert _kept(check, [0, 0, 0, 0, 0, 3], 3) == [[0, 0, 0, *spoilt]]
    assert _kept(check, [0, 0, BLANK, 0, 0, 3], 3) == [[0, 0, BLANK, *spoilt]]
    assert _kept(check, [BLANK, BLANK, 3, 0, 0, 3], 3) == [[BLANK, BLANK, 3, *spoilt]]


def test_a_subject_with_a_blank_has_the_value_of_the_other_marks():
    """Half of 100 points are 50."""
    check = Distribution(check_id="c", effect="void_ballot", lower=50, least=1, **LABEL)

    assert _kept(check, [0, BLANK, BLANK, BLANK]) == [[0, BLANK, BLANK, BLANK]]
    assert _kept(check, [1, BLANK, BLANK, BLANK]) == []
