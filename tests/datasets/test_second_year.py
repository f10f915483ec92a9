"""The second year of the example: what changed, what came back, what follows."""

import tomllib
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from partybuild import write_outputs
from partybuild.analysis import find_trend, find_weak_areas
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import check_conference, conference_duties
from partybuild.datasets import load_example
from partybuild.organization import EventKind, OrganizationKind, check_formation
from partybuild.rules import PracticeVariant, formation_rules

PLAN = Path(__file__).parents[2] / "tools" / "example_2022" / "plan.toml"


@pytest.fixture(scope="module")
def before():
    """Assess the first year."""
    return assess(load_example("long-march-street-2021"))


@pytest.fixture(scope="module")
def after():
    """Assess the second year."""
    return assess(load_example("long-march-street-2022"))


def test_it_says_that_it_is_invented(after):
    """Nobody may take the second year for a report of something."""
    note = after.review.conference.note

    assert "虚构" in note.zh
    assert "invented" in note.en


def test_two_branches_became_one_general_branch(before, after):
    """The merged ones keep their place in the history and a link to the new one."""
    tree, held_on = after.review.tree, after.review.conference.held_on
    (first, second) = tree.links

    assert {first.from_id, second.from_id} == {"b2", "b5"}
    assert {first.to_id, second.to_id} == {"g5"}
    assert first.kind is EventKind.MERGED
    assert tree.at(date(2022, 6, 30)).get("b5")
    new = tree.at(held_on).get("g5")
    old = [tree.at(date(2022, 6, 30)).get(one) for one in ("b2", "b5")]
    assert new.kind is OrganizationKind.GENERAL_BRANCH
    assert new.full_members == sum(one.full_members for one in old)
    ids = set(after.review.conference.subject_ids)
    assert ids - set(before.review.conference.subject_ids) == {"g5-secretary"}
    findings = check_formation(
        tree, held_on, formation_rules(held_on, PracticeVariant.ABOVE_50)
    )
    about_new = [f for f in findings if f.subject == "g5"]
    assert not [f for f in about_new if f.severity.value == "error"]


def test_rules_follow_one_another_without_a_gap(before, after):
    """The day chooses the version; that of 2021 said the same a year ago."""
    book = after.review.rulebook
    spans = [version.period for version in book.versions]

    assert [v.version for v in book.versions] == ["2019", "2021", "2023"]
    for one, other in pairwise(spans):
        assert one.last + timedelta(days=1) == other.first
    assert after.review.version.version == "2023"
    assert book.at(before.review.conference.held_on).rules == before.rules
    assert after.rules.reports.least_problem_share == Fraction(1, 3)


def test_weak_areas_are_the_planted_ones(after):
    """One came back, one is new, what all shared is gone."""
    plan = tomllib.loads(PLAN.read_text(encoding="utf-8"))
    planted = {(w["kind"], w["subject"], w["item"]) for w in plan["planted"]}
    areas = find_weak_areas(after, on=after.review.conference.held_on)

    assert {(k.value, a.subject_id, a.item_id) for a in areas for k in a.kinds} == (
        planted
    )
    assert not areas.findings


def test_first_by_score_is_held_down_by_what_came_back(after):
    """A cap changes the grade and no score."""
    first = after.standings[0]

    assert first.subject_id == "g2-secretary"
    assert (first.result.band_grade_id, first.grade_id) == ("good", "fairly_good")
    assert [cap.cap_id for cap in first.result.caps] == ["recurring"]
    assert verify_receipt(receipt_json(after)) == ()


def test_trend_splits_marks_rules_and_merger(before, after):
    """The three parts add up, and the merged secretaries are of one year only."""
    trend = find_trend(before, after)
    parts = trend.overall

    assert (trend.came, trend.went) == (
        ("g5-secretary",),
        ("b2-secretary", "b5-secretary"),
    )
    assert trend.measure.in_points
    assert (
        parts.people + parts.rule + parts.reorganization == parts.after - parts.before
    )
    assert parts.people > 0 > parts.rule
    moved = {
        s.subject_id: {i.item_id: i for i in s.items}["transmission"].change
        for s in trend.subjects
    }
    assert sum(moved.values()) / len(moved) > 3


def test_reports_lack_what_was_planted(after):
    """One report is short on problems, one answers nothing of last year."""
    review = after.review
    asked = {
        report.post_id: [answer.problem_id for answer in report.answers]
        for report in review.conference.reports
    }
    asked["g4-secretary"] = ["2021-g4-1"]
    asked["g5-secretary"].append("2021-b5-1")
    found = check_conference(review.conference, review.version.rules.reports, asked)

    assert [(f.code, f.subject) for f in found] == [
        ("PB-REPORT-01", "c2-secretary"),
        ("PB-REPORT-02", "g4-secretary"),
        ("PB-REPORT-05", "g4-secretary"),
        ("PB-REPORT-05", "g5-secretary"),
    ]
    assert all(f.basis is not None for f in found[:2])


def test_requirements_are_duties_with_addressees(after):
    """One is owed by all, two by one secretary each."""
    duties = conference_duties(after.review)

    assert len(duties) == 11 + 2
    assert [d.organization_id for d in duties[-2:]] == ["g2", "g5"]
    assert all(d.deadline for d in duties)


def test_a_street_with_a_history_is_reported(after, tmp_path):
    """Organizations are named as on the day of the conference."""
    weak = find_weak_areas(after, on=after.review.conference.held_on)
    paths = write_outputs(after, weak, tmp_path / "out")

    assert {path.suffix for path in paths} == {".docx", ".html", ".json", ".xlsx"}
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "晨光社区党总支书记" in page
    assert "向阳社区党支部书记" not in page
