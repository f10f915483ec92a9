"""What an assessment says: standings, findings, explanations, tables."""

from datetime import timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from partybuild.assessment import assess, competition_ranks
from partybuild.conference import (
    EnteredScore,
)
from partybuild.errors import (
    MissingEntryError,
    UnknownIdError,
)
from partybuild.kernel import Label, Severity
from partybuild.rules import Adjustment, Cap, Component, Quota
from partybuild.testing.plain import (
    DAY,
    OWN,
    counted_review,
    plain_fact,
    plain_rules,
)
from partybuild.testing.strategies import reviews

X = Label.same("x")
VETO = Cap(
    cap_id="veto",
    label=Label(zh="重大事故", en="grave accident"),
    grade_id="grade-3",
    basis=OWN,
)
QUOTA = Quota(quota_id="q", grade_id="grade-0", ceiling="50%", basis=OWN)


def _review(*lines, rules=None, **others):
    rules = rules or plain_rules(caps=[VETO])
    return counted_review(rules, {"g": lines}, **others)


def _fact(**others):
    fields = {"decided_by": Label(zh="区委", en="district committee"), "reason": X}
    return plain_fact("p0", "veto", **(fields | others))


@given(reviews())
def test_standings_are_complete_and_in_order(review):
    """Everybody once, by rank and then by id; ranks follow the exact scores."""
    assessment = assess(review)
    standings = assessment.standings
    ranks = competition_ranks({s.subject_id: s.score for s in standings})

    assert sorted(s.subject_id for s in standings) == list(review.form.subject_ids)
    assert list(standings) == sorted(standings, key=lambda s: (s.rank, s.subject_id))
    for standing in standings:
        assert standing.rank == ranks[standing.subject_id]
        assert assessment.standing(standing.subject_id) is standing
        graded = assessment.rules.grading.get(standing.grade_id)
        assert standing.grade == graded.label


@given(reviews())
def test_composition_adds_up(review):
    """Weighted ballots and daily score, plus bonus up to its limit, less deductions."""
    assessment = assess(review)
    rules = assessment.rules
    weights = {c.component_id: c.weight for c in rules.components}
    limit = rules.adjustments[0].limit
    for standing in assessment.standings:
        points = {
            entry.entry_id: entry.points
            for entry in review.entered
            if entry.post_id == standing.subject_id
        }
        ballots = sum(
            rules.item_weight(item) * part.score
            for item, part in zip(rules.items, standing.items, strict=True)
        )
        bonus = points.get("bonus", Fraction(0))
        total = weights["ballots"] * ballots + weights.get("daily", 0) * points.get(
            "daily", 0
        )
        total += bonus if limit is None else min(bonus, limit)

        assert standing.score == total - points.get("deduction", 0)


@given(reviews())
def test_every_text_exists_in_both_languages(review):
    """Table, explanation and findings can be written in Chinese and in English."""
    assessment = assess(review)
    for lang in ("zh", "en"):
        assert len(assessment.rows(lang)) == len(assessment.standings)
        for standing in assessment.standings:
            lines = standing.explain(lang).splitlines()
            assert standing.explain(lang, depth=0) == lines[0] or "\n" in (
                standing.explain(lang, depth=0)
            )
        assert all(finding.message.text(lang) for finding in assessment.findings)


def test_table_in_a_terminal_and_in_a_notebook():
    """The representation shows rank, name, score and grade; HTML is escaped."""
    review = _review((1, 0, 0, 0), (0, 1, 0, 0))
    title = attrs.evolve(review.posts[0], title=Label.same("<b>"))
    assessment = assess(attrs.evolve(review, posts=[title, review.posts[1]]))

    assert repr(assessment) == (
        "<Assessment 述职评议会>\n1  <b>  100.00  第1等\n2  p1  80.00  第2等"
    )
    assert assessment._repr_html_() == (
        "<table><caption>述职评议会</caption><thead><tr><th>名次</th><th>述职人</th>"
        "<th>得分</th><th>等次</th></tr></thead><tbody><tr><td>1</td><td>&lt;b&gt;</td>"
        "<td>100.00</td><td>第1等</td></tr><tr><td>2</td><td>p1</td><td>80.00</td>"
        "<td>第2等</td></tr></tbody></table>"
    )
    assert assessment.standings[0]._repr_html_().startswith("<details><summary>")


def test_standing_of_nobody_is_refused():
    """The error names those who were assessed."""
    assessment = assess(_review((1, 0, 0, 0)))
    with pytest.raises(UnknownIdError, match="no subject with id 'p9'; known: p0"):
        assessment.standing("p9")
    assert assessment.standings[0].item("i0").score == 100


def test_cap_is_explained_and_changes_no_score():
    """A fact holds the grade down; band, basis, body and day stand in the reason."""
    (standing,) = assess(_review((3, 1, 0, 0), cap_facts=[_fact()])).standings

    assert (standing.printed, standing.grade_id) == ("95.00", "grade-3")
    assert standing.result.band_grade_id == "grade-0"
    assert standing.explain("zh", depth=1) == (
        "重大事故：第4等（区委于 2022-01-25 认定：x；等次不高于“第4等”，得分不变） "
        "[本单位决定：测试用]\n"
        "  按分数所在等次：第1等（95.00 不低于 90） [本单位决定：测试用]"
    )
    assert standing.explain("en", depth=1) == (
        "grave accident: grade 4 (district committee on 2022-01-25: x; no grade above "
        "grade 4, the score is unchanged) [own decision: for tests]\n"
        "  grade by score: grade 1 (95.00 is at least 90) [own decision: for tests]"
    )


@pytest.mark.parametrize(
    ("fact", "grade_id"),
    [
        ({"decided_on": DAY + timedelta(days=1)}, "grade-0"),
        (
            {
                "decided_on": DAY - timedelta(days=9),
                "expires_on": DAY - timedelta(days=1),
            },
            "grade-0",
        ),
        ({"decided_on": DAY - timedelta(days=9), "expires_on": DAY}, "grade-3"),
    ],
)
def test_fact_counts_on_the_day_of_the_conference(fact, grade_id):
    """Neither a later decision nor an expired one holds a grade down."""
    (standing,) = assess(_review((3, 1, 0, 0), cap_facts=[_fact(**fact)])).standings

    assert standing.grade_id == grade_id


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ((1, 0, 0, 0), "100.00 is at least 90"),
        ((1, 1, 1, 0), "80.00 is at least 80 and below 90"),
        ((0, 0, 0, 1), "40.00 is below 60"),
    ],
)
def test_band_is_explained(line, sentence):
    """The sentence names the edges that the score lies between."""
    (standing,) = assess(_review(line)).standings

    assert f"({sentence})" in standing.explain("en", depth=0)


def test_tie_at_the_quota_is_explained_and_found():
    """Two tie for the second place: neither is admitted, the body must decide."""
    rules = plain_rules(quotas=[QUOTA])
    lines = [(2, 0, 0, 0), (1, 1, 0, 0), (1, 1, 0, 0), (0, 0, 2, 0)]
    assessment = assess(_review(*lines, rules=rules))
    (decided,) = assessment.quotas
    (finding,) = assessment.findings

    assert (decided.places, decided.admitted, decided.tied) == (
        2,
        ("p0",),
        ("p1", "p2"),
    )
    assert assessment.standing("p1").explain("en", depth=0) == (
        "grade quota: grade 2 (grade 1 is limited to 50% of 4 assessed: 2 places for 3 "
        "eligible; 2 tie across the boundary, none is admitted, the body must decide) "
        "[own decision: for tests]"
    )
    assert (finding.code, finding.severity) == ("PB-TIE-01", Severity.WARNING)
    assert finding.message.zh == "名额 2 个，2 人同分跨越界限，均未列入，请会议研究"
    assert finding.evidence == (("tied", "p1, p2"),)


def test_component_without_a_score_is_an_error():
    """A part of the total that was not handed in is never a zero."""
    parts = [
        Component(component_id=i, label=X, kind=kind, weight="50%", basis=OWN)
        for i, kind in (("ballots", "ballots"), ("daily", "entered"))
    ]
    entry = EnteredScore(post_id="p1", entry_id="daily", points=90, source=X)
    review = _review(
        (1, 0, 0, 0),
        (1, 0, 0, 0),
        rules=attrs.evolve(plain_rules(), components=parts),
        entered=[entry],
    )
    with pytest.raises(MissingEntryError) as caught:
        assess(review)

    assert str(caught.value) == (
        "component 'daily' has no entered score for p0; enter it, with its source, "
        "before assessing"
    )


def test_limited_bonus_and_deduction_are_explained():
    """The limit and the source stand beside the points that count."""
    rules = plain_rules(
        adjustments=[
            Adjustment(adjustment_id="plus", label=X, kind="bonus", limit=3, basis=OWN),
            Adjustment(adjustment_id="minus", label=X, kind="deduction", basis=OWN),
        ]
    )
    entered = [
        EnteredScore(
            post_id="p0", entry_id=i, points=5, source=Label(zh="组", en="team")
        )
        for i in ("plus", "minus")
    ]
    (standing,) = assess(_review((0, 1, 0, 0), rules=rules, entered=entered)).standings

    assert standing.score == 80 + 3 - 5
    assert "x: 3 (source: team; limited to 3)" in standing.explain("en")
    assert "x: -5 (source: team)" in standing.explain("en")
