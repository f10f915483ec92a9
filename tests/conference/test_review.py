"""What a review refuses to bundle, and what a form and a record say."""

from datetime import date, timedelta

import attrs
import pytest

from partybuild.conference import (
    AgendaItem,
    Attendance,
    BallotBox,
    BallotForm,
    CapFact,
    Comment,
    DutyReport,
    EnteredScore,
    GroupRoll,
    RollCall,
    count,
)
from partybuild.errors import (
    DuplicateIdError,
    InexactNumberError,
    MissingLevelError,
    PeriodOrderError,
    RollCallError,
    RuleNotInForceError,
    TallyError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import Adjustment, Cap
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    plain_review,
    plain_rules,
)

X = Label.same("x")
RULES = plain_rules(
    adjustments=[Adjustment(adjustment_id="bonus", label=X, kind="bonus", basis=OWN)],
    caps=[Cap(cap_id="veto", label=X, grade_id="grade-2", basis=OWN)],
)
FORM = BallotForm.of(RULES, ["p1", "p2"])
BOX = box_of_counts(FORM, {"g": [(2, 1, 0, 0), (0, 0, 2, 1)]})
REVIEW = plain_review(RULES, BOX)


def _entry(**others):
    fields = {"post_id": "p1", "entry_id": "bonus", "points": 2, "source": X}
    return EnteredScore(**(fields | others))


def _fact(**others):
    fields = {"post_id": "p1", "cap_id": "veto", "decided_on": DAY}
    return CapFact(**(fields | {"decided_by": X, "reason": X} | others))


def test_review_counts_its_ballots_or_gives_its_counts():
    """Scores need counts; where there are ballots they are made from them."""
    sheet = attrs.evolve(REVIEW, box=None, counted=count(BOX))

    assert REVIEW.tally().counts == sheet.tally().counts
    assert REVIEW.tally().moments is not None
    assert sheet.tally().moments is None


def test_representation_tells_no_mark():
    """A review in a log or a notebook shows which one it is, and sizes."""
    assert repr(REVIEW) == (
        "<Review test-2021 held 2022-01-25: 2 subjects, 3 valid ballots>"
    )


def test_ballots_or_counts_but_not_both():
    """Two sources of one count would have to be reconciled first."""
    for box, counted in ((None, None), (BOX, count(BOX))):
        with pytest.raises(MissingLevelError) as caught:
            attrs.evolve(REVIEW, box=box, counted=counted)

        assert str(caught.value) == (
            "a review needs ballots or counts of the tally; give exactly one of the two"
        )


def test_ballots_of_another_form_are_refused():
    """The form follows from the rules of the day and those who reported."""
    other = BallotBox.from_bytes(BallotForm.of(RULES, ["p1"]), {"g": [b"\0"] * 3})
    with pytest.raises(TallyError, match=r"in force on 2022-01-25 prescribe"):
        attrs.evolve(REVIEW, box=other)


def test_roll_call_must_close_over_the_ballots():
    """A ballot more or less than the scrutineers recorded stops everything."""
    roll = RollCall([GroupRoll(group_id="g", issued=9, returned=4)])
    with pytest.raises(
        RollCallError, match="leaves 4 valid ballots, but 3 are at hand"
    ):
        attrs.evolve(REVIEW, roll_call=roll)


def test_date_outside_every_version_is_refused():
    """The version is chosen by the day of the conference, never the newest."""
    early = attrs.evolve(REVIEW.conference, held_on=DAY - timedelta(days=1))
    with pytest.raises(RuleNotInForceError) as caught:
        attrs.evolve(REVIEW, conference=early)

    assert str(caught.value) == (
        "test has no version in force on 2022-01-24; it covers 2022-01-25..; "
        "ask for a date it covers or add the version"
    )


def test_reports_need_a_post_and_posts_are_unique():
    """Whoever reported holds a post that the review knows, once."""
    with pytest.raises(UnknownIdError, match="no post with id 'p2'; known: p1"):
        attrs.evolve(REVIEW, posts=REVIEW.posts[:1])
    with pytest.raises(DuplicateIdError, match="post id 'p1' occurs twice"):
        attrs.evolve(REVIEW, posts=[*REVIEW.posts, REVIEW.posts[0]])
    reports = [DutyReport(post_id="p1"), DutyReport(post_id="p1")]
    twice = attrs.evolve(REVIEW.conference, reports=reports)
    with pytest.raises(DuplicateIdError, match="subject id 'p1' occurs twice"):
        attrs.evolve(REVIEW, conference=twice)
    assert REVIEW.post("p2").post_id == "p2"
    with pytest.raises(UnknownIdError, match="known: p1, p2"):
        REVIEW.post("p3")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (
            [{"entry_id": "malus"}],
            "component or adjustment with id 'malus'; known: bonus",
        ),
        ([{"post_id": "p3"}], "no subject with id 'p3'; known: p1, p2"),
        ([{}, {"points": 3}], "'bonus' entry id 'p1' occurs twice"),
    ],
)
def test_entered_points_must_have_a_place(entries, message):
    """Points for nobody, for nothing, or given twice are never dropped."""
    with pytest.raises((UnknownIdError, DuplicateIdError), match=message):
        attrs.evolve(REVIEW, entered=[_entry(**entry) for entry in entries])


def test_facts_must_have_a_place():
    """A fact for a cap or a subject that does not exist is refused."""
    with pytest.raises(UnknownIdError, match="no cap with id 'other'; known: veto"):
        attrs.evolve(REVIEW, cap_facts=[_fact(cap_id="other")])
    with pytest.raises(UnknownIdError, match="no subject with id 'p3'"):
        attrs.evolve(REVIEW, cap_facts=[_fact(post_id="p3")])


def test_entered_points_are_exact_and_not_negative():
    """A deduction is entered as positive points under its own rule."""
    with pytest.raises(ValueRangeError) as caught:
        _entry(points="-0.5")
    with pytest.raises(InexactNumberError):
        _entry(points=0.5)

    assert str(caught.value) == "'bonus' of 'p1' is -1/2; expected at least 0 points"


def test_fact_counts_from_decision_to_expiry():
    """Both days are included; an expiry before the decision is a mistake."""
    fact = _fact(expires_on=DAY + timedelta(days=2))
    days = [DAY + timedelta(days=shift) for shift in (-1, 0, 2, 3)]

    assert [fact.counts_on(day) for day in days] == [False, True, True, False]
    assert _fact().counts_on(date(2030, 1, 1))
    with pytest.raises(PeriodOrderError):
        _fact(expires_on=DAY - timedelta(days=1))


def test_facts_that_differ_in_the_body_alone_are_ordered():
    """The order in which two bodies' decisions were entered reaches no output."""
    facts = [_fact(decided_by=Label.same(body)) for body in "ab"]
    facts += [_fact(expires_on=DAY)]
    one = attrs.evolve(REVIEW, cap_facts=facts)
    other = attrs.evolve(REVIEW, cap_facts=facts[::-1])

    assert one.cap_facts == other.cap_facts


def test_form_refuses_what_cannot_be_voted_on():
    """A form has subjects, each once, and knows its groups."""
    with pytest.raises(ValueRangeError, match="number of subjects is 0"):
        BallotForm.of(RULES, [])
    with pytest.raises(DuplicateIdError, match="subject id 'p1' occurs twice"):
        BallotForm.of(RULES, ["p1", "p1"])
    with pytest.raises(UnknownIdError, match="no voter group with id 'h'; known: g"):
        FORM.place("h")
    assert (FORM.width, FORM.most_options, FORM.item_ids) == (2, 4, ("i0",))


def test_record_counts_those_present():
    """Kinds of those present add up, in all and by voter group."""
    group = attrs.evolve(RULES.voter_groups[0], kinds=["leaders", "members"])
    conference = attrs.evolve(
        REVIEW.conference,
        agenda=[AgendaItem(kind="reports", title=X)],
        attendance=[
            Attendance(kind_id=kind, label=X, present=present)
            for kind, present in (("leaders", 5), ("members", 7), ("guests", 2))
        ],
        comments=[Comment(post_id="p1")],
    )

    assert conference.present == 14
    assert conference.present_in(group) == 12
    for present in (-1, 1.0, True):
        with pytest.raises(ValueRangeError, match="a count of heads"):
            Attendance(kind_id="guests", label=X, present=present)
