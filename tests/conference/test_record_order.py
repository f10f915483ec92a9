"""What a record keeps in order, tells by its number, and still allows."""

from datetime import timedelta

import attrs
import pytest

from partybuild.conference import (
    AgendaItem,
    AgendaKind,
    BallotBox,
    BallotForm,
    DutyReport,
    LastYearAnswer,
    ReportSection,
    Requirement,
    check_conference,
    tally,
)
from partybuild.errors import InputError, TallyError
from partybuild.kernel import Label
from partybuild.rules import ReportRule
from partybuild.testing.plain import DAY, OWN, plain_review, plain_rules

X = Label(zh="规定", en="rule")
RULES = plain_rules(["1/2", "1/2"])
FORM = BallotForm.of(RULES, ["p1", "p2"])
RECORD = plain_review(RULES, BallotBox.from_bytes(FORM, {})).conference
# So many that no set of them comes in order by chance.
MANY = [f"n{number}" for number in range(10, 30)]


def _found(code, **fields):
    """Return what is found of one kind when the record has these fields."""
    record = attrs.evolve(RECORD, **fields)
    return [one for one in check_conference(record) if one.code == code]


def test_the_agenda_is_kept_in_its_order():
    """However it is handed in."""
    items = [AgendaItem(kind=kind, title=X) for kind in ("reports", "comments")]
    record = attrs.evolve(RECORD, agenda=iter(items))

    assert record.agenda == tuple(items)
    assert [item.kind for item in record.agenda] == [
        AgendaKind.REPORTS,
        AgendaKind.COMMENTS,
    ]
    assert attrs.evolve(RECORD, agenda=items[::-1]).agenda == tuple(items[::-1])


def test_subjects_are_sorted_though_reports_are_not():
    """Who spoke first reaches no other list."""
    reports = [DutyReport(post_id=post) for post in ("p2", "p1")]
    record = attrs.evolve(RECORD, reports=reports)

    assert [report.post_id for report in record.reports] == ["p2", "p1"]
    assert record.subject_ids == ("p1", "p2")


def test_addressees_are_sorted_and_named_once():
    """A post named twice owes a requirement once."""
    assert Requirement(text=X, addressees=MANY[::-1] * 2).addressees == tuple(MANY)


def test_a_finding_tells_which_requirement_it_is_about():
    """The second of two is number 2."""
    good, bad = Requirement(text=X), Requirement(text=X, addressees=["p9", "p8"])
    found = _found("PB-REQUIRE-01", requirements=[good, bad])

    assert [one.subject for one in found] == ["p8", "p9"]
    assert {one.message.en for one in found} == {
        "requirement 2 is addressed to a post without a report"
    }


@pytest.mark.parametrize(("days", "found"), [(-1, 1), (0, 0), (1, 0)])
def test_a_deadline_may_be_the_day_of_the_conference(days, found):
    """The day before is too early."""
    requirement = Requirement(text=X, deadline=DAY + timedelta(days=days))

    assert len(_found("PB-REQUIRE-02", requirements=[requirement])) == found


@pytest.mark.parametrize(("characters", "found"), [(3000, []), (3001, ["3001"])])
def test_a_report_may_be_as_long_as_the_rules_allow(characters, found):
    """At most 3,000 means 3,000 too."""
    section = ReportSection(part="problems", characters=characters)
    report = DutyReport(post_id="p1", sections=[section])
    rule = ReportRule(most_characters=3000, basis=OWN)
    findings = check_conference(attrs.evolve(RECORD, reports=[report]), rule)

    assert [
        dict(one.evidence)["characters"]
        for one in findings
        if one.code == "PB-REPORT-03"
    ] == found


def test_problems_without_an_answer_are_listed_in_order():
    """And so are answers that nobody asked for."""
    report = DutyReport(
        post_id="p1", answers=[LastYearAnswer(problem_id=p, text=X) for p in MANY[9:]]
    )
    record = attrs.evolve(RECORD, reports=[report])
    found = {
        one.code: dict(one.evidence)["problems"]
        for one in check_conference(record, last_year={"p1": [*MANY[:9], "a"]})
        if one.code.startswith("PB-REPORT")
    }

    assert found == {
        "PB-REPORT-05": ", ".join(["a", *MANY[:9]]),
        "PB-REPORT-06": ", ".join(MANY[9:]),
    }


def test_rows_of_two_wrong_lengths_do_not_make_two_ballots():
    """A mark too many and one too few: nothing is moved from one to the other."""
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(FORM, {"g": [["好"] * 3, ["好"] * 5, 7, None]})

    assert str(caught.value) == (
        "ballots: 4 mistakes, nothing was taken\n"
        "  group 'g', row 1: 3 marks; expected 4 (2 subjects x 2 items)\n"
        "  group 'g', row 2: 5 marks; expected 4 (2 subjects x 2 items)\n"
        "  group 'g', row 3: 7 (int) is no row of marks\n"
        "  group 'g', row 4: None (NoneType) is no row of marks"
    )
    with pytest.raises(InputError):
        BallotBox.from_rows(FORM, {"g": [["好"] * 3, ["好"] * 5]})


@pytest.mark.parametrize("place", range(4))
def test_a_byte_that_is_no_mark_is_refused_wherever_it_stands(place):
    """On every line of a form whose lines take the same marks."""
    ballot = bytearray(4)
    ballot[place] = 9
    with pytest.raises(TallyError, match="byte 9"):
        BallotBox.from_bytes(FORM, {"g": [bytes(ballot)]})


def test_a_blank_line_is_nothing_in_the_document_of_a_box():
    """What is no blank has a word."""
    box = BallotBox.from_rows(FORM, {"g": [["好", None, "废", "差"]]})

    assert box.document() == {"g": [[["o0", None], ["spoilt", "o3"]]]}


@pytest.mark.parametrize(
    ("values", "comparable"),
    [
        ((100, 80, 60), True),
        ((100, 70, 60), True),
        ((90, 80, 60), False),
        ((100, 80, 50), False),
        ((100, 60), True),
    ],
)
def test_items_are_comparable_whose_scales_have_the_same_ends(values, comparable):
    """Best and worst option must be worth the same; what lies between may differ."""
    scheme = plain_rules(["1/2", "1/2"], options={"a": 100, "b": 80, "c": 60})
    options = [
        attrs.evolve(scheme.scales[0].options[at], value=value)
        for at, value in enumerate(values)
    ]
    other = attrs.evolve(scheme.scales[0], scale_id="other", options=options)
    items = [scheme.items[0], attrs.evolve(scheme.items[1], scale_id="other")]
    rules = attrs.evolve(scheme, scales=[*scheme.scales, other], items=items)
    form = BallotForm.of(rules, ["p1", "p2"])
    kept = tally(BallotBox.from_bytes(form, {"g": [bytes(4)]}), rules)

    assert (kept.contrasts is not None) is comparable
