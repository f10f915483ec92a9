"""Reports, comments, requirements and feedback: what is taken and what is lacking."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.records import review_document, review_from_document
from partybuild.analysis import RemarkKind, tag_comments
from partybuild.assessment import assess, check_feedback
from partybuild.conference import (
    BallotForm,
    Comment,
    DutyReport,
    Feedback,
    LastYearAnswer,
    Remark,
    ReportSection,
    Requirement,
    check_conference,
    conference_duties,
)
from partybuild.datasets import load_example
from partybuild.duties import ResponsibilityLevel
from partybuild.errors import (
    DuplicateIdError,
    InputError,
    NumberSyntaxError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label, Severity
from partybuild.rules import ReportPart, ReportRule
from partybuild.testing.plain import DAY, OWN, box_of_counts, plain_review, plain_rules

X = Label.same("x")
RULES = plain_rules()


def _remark(text, area=""):
    return Remark(area=area, text=Label.same(text))


def _section(part, characters):
    return ReportSection(part=part, characters=characters)


def _review(**parts):
    form = BallotForm.of(RULES, ["p1", "p2"])
    box = box_of_counts(form, {"g": [(2, 1, 0, 0), (0, 0, 2, 1)]})
    review = plain_review(RULES, box)
    return attrs.evolve(review, conference=attrs.evolve(review.conference, **parts))


def _reports(*sections, answers=()):
    first = DutyReport(post_id="p1", order=1, sections=sections, answers=answers)
    return (first, DutyReport(post_id="p2", order=2))


COMMENTS = [
    Comment(post_id=post, problems=[_remark("责任传导不够有力")])
    for post in ("p1", "p2")
]


def _codes(findings):
    return [(one.code, one.subject) for one in findings]


def _checked(reports=None, rule=None, last_year=None, **parts):
    parts = {"comments": COMMENTS} | parts
    if reports is not None:
        parts["reports"] = reports
    return check_conference(_review(**parts).conference, rule, last_year)


def test_a_complete_record_has_no_finding():
    """The checks do not find something in everything."""
    sections = [_section("work", 400), _section("problems", 200)]

    rule = ReportRule(least_problem_share="1/3", parts=["problems"], basis=OWN)
    full = [DutyReport(post_id=post, sections=sections) for post in ("p1", "p2")]

    assert _checked(full, rule, {}) == ()


@pytest.mark.parametrize(
    ("comments", "expected"),
    [
        (COMMENTS[:1], [("PB-COMMENT-01", "p2")]),
        ([COMMENTS[0], Comment(post_id="p2")], [("PB-COMMENT-02", "p2")]),
        ([*COMMENTS, COMMENTS[0]], [("PB-COMMENT-03", "p1")]),
        (
            [*COMMENTS, attrs.evolve(COMMENTS[0], post_id="p9")],
            [("PB-COMMENT-04", "p9")],
        ),
    ],
)
def test_every_report_has_one_comment_that_names_a_problem(comments, expected):
    """一述一评: praise alone is no comment."""
    assert _codes(_checked(comments=comments)) == expected


@pytest.mark.parametrize(
    ("problems", "short"), [(333, True), (334, False), (1000, False), (0, True)]
)
def test_the_problem_part_is_compared_exactly(problems, short):
    """Of 1,000 characters 333 are less than a third, 334 are not."""
    rule = ReportRule(least_problem_share="1/3", basis=OWN)
    sections = [_section("problems", problems), _section("work", 1000 - problems)]

    found = [f for f in _checked(_reports(*sections), rule) if f.subject == "p1"]

    assert bool(found) is short
    if short:
        assert found[0].code == "PB-REPORT-01"
        assert found[0].basis == OWN


def test_parts_and_length_of_a_report():
    """A part without a character is missing; unrecorded lengths are no zero."""
    rule = ReportRule(parts=["plans", "work"], most_characters=5000, basis=OWN)
    found = _checked(_reports(_section("work", 5001), _section("plans", 0)), rule)

    assert _codes(found) == [
        ("PB-REPORT-02", "p1"),
        ("PB-REPORT-03", "p1"),
        ("PB-REPORT-04", "p2"),
    ]
    assert found[0].evidence == (("part", "plans"),)
    assert found[2].severity is Severity.INFO


def test_last_year_has_to_be_answered():
    """What was promised last year is not forgotten; new promises are no answer."""
    answers = [
        LastYearAnswer(problem_id="a", text=X),
        LastYearAnswer(problem_id="z", text=X),
    ]
    found = _checked(_reports(answers=answers), last_year={"p1": ["a", "b"]})

    assert _codes(found) == [("PB-REPORT-05", "p1"), ("PB-REPORT-06", "p1")]
    assert found[0].evidence == (("problems", "b"),)
    assert found[1].evidence == (("problems", "z"),)


def test_requirements_of_nobody_and_of_the_past():
    """Somebody who did not report, or a day gone by, cannot be met."""
    required = [
        Requirement(text=X, addressees=["p9"]),
        Requirement(text=X, deadline=date(2022, 1, 24)),
    ]
    found = _codes(_checked(requirements=required))

    assert found == [("PB-REQUIRE-01", "p9"), ("PB-REQUIRE-02", "")]


def test_requirements_become_duties_of_their_addressees():
    """Each duty has one post that owes it, its area and its deadline."""
    review = _review(
        requirements=[
            _remark("to all", "RESP-1"),
            Requirement(text=X, addressees=["p2"], deadline=date(2022, 6, 30)),
        ]
    )
    duties = conference_duties(review)

    assert [d.duty_id.partition("-require-")[2] for d in duties] == [
        "1@p1",
        "1@p2",
        "2@p2",
    ]
    assert [d.areas for d in duties] == [("responsibility",)] * 2 + [()]
    assert duties[2].deadline == date(2022, 6, 30)
    assert {d.level for d in duties} == {ResponsibilityLevel.FIRST}
    assert [d.organization_id for d in duties] == [
        review.post(d.post_id).organization_id for d in duties
    ]


def test_a_requirement_of_an_unknown_post_is_refused():
    """A duty needs the organization in which it is owed."""
    review = _review(requirements=[Requirement(text=X, addressees=["p9"])])

    with pytest.raises(UnknownIdError, match="p9"):
        conference_duties(review)


def test_documents_of_before_are_read_and_written_as_before():
    """New fields that hold nothing leave no trace in a document."""
    document = review_document(load_example("long-march-street-2021"))
    again = review_document(review_from_document(document))

    assert again == document
    assert {key for r in document["conference"]["reports"] for key in r} == {
        "mode",
        "order",
        "post_id",
    }


def test_documents_carry_everything_new():
    """Reports in parts, answers and addressed requirements come back."""
    answers = [LastYearAnswer(problem_id="a", text=X)]
    review = _review(
        reports=_reports(ReportSection.of_text("problems", "不 够"), answers=answers),
        comments=COMMENTS,
        requirements=[
            Requirement(text=X, addressees=["p2"], deadline=date(2022, 6, 30))
        ],
    )
    again = review_from_document(review_document(review))

    assert again == review
    assert again.conference.reports[0].characters == 2


def test_a_wrong_part_in_a_document_is_named_with_its_path():
    """A misspelt part would silently miss the share of problems."""
    review = _review(reports=_reports(_section("problems", 5)))
    document = review_document(review)
    document["conference"]["reports"][0]["sections"][0]["part"] = "problem"

    with pytest.raises(InputError, match=r"reports\[0\].sections\[0\].part"):
        review_from_document(document)


def test_bad_values_are_refused():
    """Lengths are counts, shares are exact, one problem is answered once."""
    with pytest.raises(ValueRangeError, match="characters"):
        _section("work", -1)
    with pytest.raises(ValueRangeError, match="characters"):
        ReportSection(part="work", characters=True)
    with pytest.raises(ValueRangeError, match="least_problem_share"):
        ReportRule(least_problem_share="4/3", basis=OWN)
    with pytest.raises(NumberSyntaxError):
        ReportRule(least_problem_share="a third", basis=OWN)
    with pytest.raises(ValueRangeError, match="most_characters"):
        ReportRule(most_characters=0, basis=OWN)
    twice = [LastYearAnswer(problem_id="a", text=X)] * 2
    with pytest.raises(DuplicateIdError, match="'a'"):
        DutyReport(post_id="p1", answers=twice)


@given(
    st.lists(st.tuples(st.sampled_from(ReportPart), st.integers(0, 999)), max_size=6)
)
def test_the_share_of_problems_lies_between_none_and_all(sections):
    """It does not depend on the order of the parts."""
    report = DutyReport(post_id="p", sections=[_section(*s) for s in sections])
    turned = DutyReport(post_id="p", sections=[_section(*s) for s in sections[::-1]])

    assert report.problem_share == turned.problem_share
    if report.problem_share is None:
        assert report.characters == 0
    else:
        assert 0 <= report.problem_share <= 1
        assert report.problem_share * report.characters == sum(
            n for part, n in sections if part is ReportPart.PROBLEMS
        )
        assert isinstance(report.problem_share, Fraction)


def test_comments_of_the_example_are_tagged():
    """The lexicon fills in areas; those that a person gave stand."""
    conference = load_example("long-march-street-2021").conference
    tagged = tag_comments(conference)
    said = sum(
        len(c.achievements)
        + len(c.problems)
        + len(c.to_think_through)
        + len(c.to_develop)
        for c in conference.comments
    )

    assert len(tagged) == said + len(conference.strengths) + len(conference.problems)
    assert len({one.remark_id for one in tagged}) == len(tagged)
    assert {f.code for f in tagged.findings} <= {"PB-TAG-02", "PB-TAG-03", "PB-TAG-04"}
    blame = [one for one in tagged if one.kind is RemarkKind.PROBLEM]
    given_codes = [one for one in blame if one.remark.area]
    assert all(one.codes == (one.remark.area,) for one in given_codes)


def test_what_the_lexicon_adds_and_what_it_reports():
    """Praise among problems, another area and no area at all are looked at."""
    comment = Comment(
        post_id="p1",
        problems=[
            _remark("责任传导不够有力"),
            _remark("责任传导不够有力", "MGMT-3"),
            _remark("特色品牌突出"),
            _remark("会议室太小"),
        ],
    )
    tagged = tag_comments(_review(comments=[comment]).conference)

    assert [one.codes for one in tagged.of("p1", RemarkKind.PROBLEM)] == [
        ("RESP-1",),
        ("MGMT-3",),
        (),
        (),
    ]
    assert [(f.code, dict(f.evidence)["remark"][-1]) for f in tagged.findings] == [
        ("PB-TAG-02", "3"),
        ("PB-TAG-02", "4"),
        ("PB-TAG-03", "2"),
        ("PB-TAG-04", "3"),
    ]


def _told(post_id, grade_id, on=DAY):
    return Feedback(
        post_id=post_id, given_on=on, grade_id=grade_id, opinion=X, given_by=X
    )


def test_feedback_is_compared_with_the_assessment():
    """Everybody is told once, in time, and the grade that was given."""
    assessment = assess(_review())
    grades = {s.subject_id: s.grade_id for s in assessment.standings}
    right = [_told(post, grade) for post, grade in grades.items()]
    day, late = date(2022, 2, 1), date(2022, 3, 1)

    def codes(feedback, **days):
        return _codes(check_feedback(assessment, feedback, **({"on": late} | days)))

    assert codes(right, due=day) == []
    assert codes(right[:1]) == [("PB-FEEDBACK-01", right[1].post_id)]
    assert codes([right[0], _told(right[1].post_id, "other")]) == [
        ("PB-FEEDBACK-02", right[1].post_id)
    ]
    assert codes([right[0], attrs.evolve(right[1], given_on=late)], due=day) == [
        ("PB-FEEDBACK-03", right[1].post_id)
    ]
    assert codes([*right, right[0]]) == [("PB-FEEDBACK-04", right[0].post_id)]
    assert codes(right, on=date(2022, 1, 24)) == [
        ("PB-FEEDBACK-05", "p1"),
        ("PB-FEEDBACK-05", "p2"),
    ]
    with pytest.raises(UnknownIdError, match="p9"):
        check_feedback(assessment, [_told("p9", "grade-0")], on=day)


@given(st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_the_record(random):
    """Who was commented on first changes nothing about what is lacking."""
    rule = ReportRule(least_problem_share="1/3", parts=["plans"], basis=OWN)
    comments = [*COMMENTS, COMMENTS[0], Comment(post_id="p9")]
    reports = list(_reports(_section("problems", 1), _section("work", 9)))
    asked = {"p1": ["b", "a"], "p2": ["c"]}
    expected = _checked(reports, rule, asked, comments=comments)
    random.shuffle(comments)
    random.shuffle(reports)
    asked = {post: random.sample(ids, len(ids)) for post, ids in asked.items()}

    assert len(expected) == 8
    assert _checked(reports, rule, asked, comments=comments) == expected
