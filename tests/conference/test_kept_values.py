"""What fields take, in any form, and what they keep of it."""

from datetime import date, timedelta
from fractions import Fraction

import attrs
import pytest

from partybuild.conference import (
    AgendaItem,
    Attendance,
    BallotBox,
    BallotForm,
    CapFact,
    Comment,
    Conference,
    Decision,
    DecisionKind,
    DutyReport,
    EnteredScore,
    GroupRoll,
    LastYearAnswer,
    Remark,
    ReportMode,
    ReportSection,
    Requirement,
    RollCall,
    SubjectRecord,
    UnitRecord,
    tally,
)
from partybuild.errors import (
    DuplicateIdError,
    PeriodOrderError,
    RollCallError,
    TallyError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.rules import ReportPart
from partybuild.testing.plain import DAY, plain_review, plain_rules

X = Label(zh="规定", en="rule")
RULES = plain_rules(["1/2", "1/2"])
FORM = BallotForm.of(RULES, "ab")
BOX = BallotBox.from_bytes(FORM, {"g": [bytes([0, 1, 2, 3]), bytes(4)]})
REVIEW = plain_review(RULES, BOX)
REMARKS = (Remark(text=X), Remark(area="RESP-1", text=X))
LISTS = {
    "agenda": (AgendaItem(kind="reports", title=X),),
    "attendance": (Attendance(kind_id="k", label=X, present=1),),
    "reports": (DutyReport(post_id="b"), DutyReport(post_id="a")),
    "comments": (Comment(post_id="a"),),
    "strengths": REMARKS,
    "problems": REMARKS,
    "requirements": (Requirement(text=X), Requirement(text=X, deadline=DAY)),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_record_keeps_its_lists_in_order_and_unchanged(name):
    """Taken from a list or a generator, kept so that nobody can add to it."""
    record = REVIEW.conference
    for given in (list(LISTS[name]), iter(LISTS[name])):
        kept = getattr(attrs.evolve(record, **{name: given}), name)

        assert kept == LISTS[name]
        assert type(kept) is tuple
    assert isinstance(hash(attrs.evolve(record, **{name: list(LISTS[name])})), int)


@pytest.mark.parametrize(
    "name", ["achievements", "problems", "to_think_through", "to_develop"]
)
def test_a_comment_keeps_its_remarks_in_order(name):
    """In each of its four parts."""
    comment = Comment(post_id="a", **{name: iter(REMARKS)})

    assert getattr(comment, name) == REMARKS
    assert hash(Comment(post_id="a", **{name: list(REMARKS)})) == hash(comment)


def test_a_report_keeps_parts_in_order_and_answers_sorted():
    """And refuses a length that is none."""
    parts = [ReportSection(part=part, characters=9) for part in ("work", "problems")]
    answers = [LastYearAnswer(problem_id=code, text=X) for code in "zyx"]
    report = DutyReport(
        post_id="a", mode="written", sections=iter(parts), answers=iter(answers)
    )

    assert report.mode is ReportMode.WRITTEN
    assert report.sections == tuple(parts)
    assert parts[1].part is ReportPart.PROBLEMS
    assert report.answers == tuple(answers[::-1])
    assert ReportSection(part="work", characters=0).characters == 0
    for wrong in (-1, True, Fraction(1, 2)):
        with pytest.raises(ValueRangeError, match="characters"):
            ReportSection(part="work", characters=wrong)
    with pytest.raises(DuplicateIdError, match="answer in the report of 'a'"):
        attrs.evolve(report, answers=[*answers, answers[0]])


def test_points_are_exact_and_not_negative():
    """A text with a decimal point is taken as it is."""
    entry = EnteredScore(post_id="a", entry_id="e", points="1.10", source=X)

    assert entry.points == Fraction(11, 10)
    assert attrs.evolve(entry, points=0).points == 0
    with pytest.raises(ValueRangeError, match="'e' of 'a'"):
        attrs.evolve(entry, points=Fraction(-1, 100))


def test_a_decision_names_its_kind_and_its_article():
    """A word of a file is one of three kinds; without an article it is no decision."""
    fields = {"rule_id": "j", "post_id": "a", "outcome": "x", "decided_on": DAY}
    texts = {"decided_by": X, "reason": X, "article": "1"}
    decision = Decision(about="tie", **fields, **texts)

    assert decision.about is DecisionKind.TIE
    for blank in ("", " "):
        with pytest.raises(ValueRangeError, match="article"):
            attrs.evolve(decision, article=blank)


@pytest.mark.parametrize(
    ("on", "counts"), [(-1, False), (0, True), (5, True), (6, False)]
)
def test_a_fact_counts_from_its_decision_to_its_last_day(on, counts):
    """Both days among them; without a last day for ever."""
    fact = CapFact(
        post_id="a",
        cap_id="c",
        decided_on=DAY,
        decided_by=X,
        reason=X,
        expires_on=DAY + timedelta(days=5),
    )

    assert fact.counts_on(DAY + timedelta(days=on)) is counts
    endless = attrs.evolve(fact, expires_on=None)
    assert endless.counts_on(date.max)
    assert not endless.counts_on(DAY - timedelta(days=1))
    assert attrs.evolve(fact, expires_on=DAY).counts_on(DAY)
    with pytest.raises(PeriodOrderError):
        attrs.evolve(fact, expires_on=DAY - timedelta(days=1))


@pytest.mark.parametrize("field", ["entitled", "present", "issued", "returned", "void"])
@pytest.mark.parametrize("wrong", [-1, True, "3", Fraction(3)])
def test_a_roll_call_counts_heads(field, wrong):
    """Every number of it is a whole one, and none is below 0."""
    roll = GroupRoll(group_id="g", entitled=3, present=3, issued=3, returned=3)

    assert roll.void == 0
    with pytest.raises(RollCallError, match=field):
        attrs.evolve(roll, **{field: wrong})


def test_a_roll_call_has_one_line_for_each_group():
    """Sorted, whatever the order of the file."""
    lines = [GroupRoll(group_id=code, issued=1, returned=1) for code in "hg"]

    assert [line.group_id for line in RollCall(iter(lines)).groups] == ["g", "h"]
    with pytest.raises(DuplicateIdError, match="roll call"):
        RollCall([*lines, lines[0]])


RECORDS = {
    "posts": REVIEW.posts,
    "subjects": tuple(SubjectRecord(post_id=post) for post in "ab"),
    "units": tuple(UnitRecord(unit_id=unit, source=X) for unit in "uv"),
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_review_keeps_its_records_sorted(name):
    """Given in any order, from any source."""
    review = attrs.evolve(REVIEW, **{name: iter(RECORDS[name][::-1])})

    assert getattr(review, name) == RECORDS[name]


def test_sums_of_a_tally_fit_its_form():
    """Sums of another vote are refused, those of singles, pairs and contrasts alike."""
    whole = tally(BOX, RULES)
    moments, contrasts = whole.moments, whole.contrasts
    assert moments is not None
    assert contrasts is not None
    for wrong in (
        {"moments": attrs.evolve(moments, singles=((0, 0, 0),))},
        {"moments": attrs.evolve(moments, pairs=((),))},
        {"contrasts": attrs.evolve(contrasts, local=((),))},
        {"contrasts": attrs.evolve(contrasts, own=((),))},
        {"contrasts": attrs.evolve(contrasts, common=((),))},
        {"contrasts": attrs.evolve(contrasts, ballots=(2, 2))},
    ):
        with pytest.raises(TallyError, match="do not fit its form"):
            attrs.evolve(whole, **wrong)


def test_a_conference_without_lists_has_none():
    """Whatever was not recorded is empty, and no error."""
    plain = REVIEW.conference
    short = Conference(
        conference_id="c",
        title=X,
        host_id="street",
        held_on=DAY,
        year=2021,
        chair=X,
        commenter=X,
        reports=plain.reports,
    )

    for name in LISTS:
        if name != "reports":
            assert getattr(short, name) == ()


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("items", [["1"], ["1/2", "1/2"], ["1/4"] * 4])
def test_no_place_of_a_ballot_takes_what_is_no_mark(items, place):
    """With one item or several, on every line of four."""
    form = BallotForm.of(plain_rules(items), "abcd"[: 4 // len(items)])
    ballot = bytearray(4)
    ballot[place] = 9
    with pytest.raises(TallyError, match="byte 9"):
        BallotBox.from_bytes(form, {"g": [bytes(ballot)]})


def test_sums_and_roll_calls_are_summed_up():
    """How many numbers there are; and of the roll call all of them."""
    whole = tally(BOX, RULES)
    assert whole.moments is not None
    assert whole.contrasts is not None
    roll = GroupRoll(group_id="g", entitled=9, present=8, issued=7, returned=6, void=1)
    sizes = {row[0]: row[1] for row in whole.moments.summary().rows}
    more = {row[0]: row[1] for row in whole.contrasts.summary().rows}
    rolls = RollCall([roll]).summary()

    assert sizes == {"singles": 6, "pairs": 6}
    assert more == {"local": 8, "own": 8, "common": 4}
    assert whole.moments.summary().shown == len(whole.moments.summary().columns)
    assert list(rolls.rows) == [("g", 9, 8, 7, 6, 1, 5)]
    assert rolls.shown == len(rolls.columns)
