"""The analysis against the truth that was planted in the example."""

import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from partybuild.adapters import excel
from partybuild.analysis import WeakAreaKind, find_weak_areas
from partybuild.assessment import assess
from partybuild.datasets import example_path, load_example

TOOLS = Path(__file__).parents[2] / "tools"
PLAN = tomllib.loads((TOOLS / "example" / "plan.toml").read_text(encoding="utf-8"))
DAY = date(2022, 1, 25)


@pytest.fixture(scope="module")
def assessment():
    """Assess the example once."""
    return assess(load_example("long-march-street-2021"))


def named(areas):
    """Return kind, subject and item of every weak area."""
    return sorted(
        (kind.value, area.subject_id, area.item_id)
        for area in areas
        for kind in area.kinds
    )


def named_by_plan():
    """Return kind, subject and item of everything that was planted."""
    return sorted(
        (weak["kind"], weak.get("subject", ""), weak["item"])
        for weak in PLAN["planted"]
    )


def test_planted_weaknesses_are_found_and_no_others(assessment):
    """Every planted weakness is named in its kind, and nothing else is."""
    assert named(find_weak_areas(assessment, on=DAY)) == named_by_plan()


def test_planted_weaknesses_are_found_from_the_count_sheet_too():
    """Counts alone carry weaker evidence, and here it is enough."""
    review = excel.read_review(example_path("long-march-street-2021", "counts.xlsx"))
    areas = find_weak_areas(assess(review), on=DAY)
    assert named(areas) == named_by_plan()
    assert any(area.conservative for area in areas)


def test_sizes_lie_near_the_planted_ones(assessment):
    """A local weakness is measured within two points of what was planted."""
    sizes = {
        (weak["subject"], weak["item"]): weak["points"]
        for weak in PLAN["planted"]
        if weak["kind"] == "local"
    }
    found = {
        (area.subject_id, area.item_id): area.local_part
        for area in find_weak_areas(assessment, on=DAY)
        if WeakAreaKind.LOCAL in area.kinds
    }
    assert {cell: abs(found[cell] - size) <= 2 for cell, size in sizes.items()} == (
        dict.fromkeys(sizes, True)
    )


def test_same_voters_without_planted_weaknesses_give_silence(monkeypatch):
    """The same severities, views and noise raise no alarm once the plan is level."""
    monkeypatch.syspath_prepend(str(TOOLS))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    import make_example

    level = {**PLAN, "planted": [], "items": PLAN["items"] | {"transmission": 0.5}}
    areas = find_weak_areas(assess(make_example.build_review(level)), on=DAY)
    assert named(areas) == []


def test_planted_weakness_is_named_in_the_comment_too(assessment):
    """Where the ballots find a local weakness, the comment names its area."""
    comments = {c.post_id: c for c in assessment.review.conference.comments}
    for area in find_weak_areas(assessment, on=DAY):
        if area.subject_id:
            problems = {p.area for p in comments[area.subject_id].problems}
            assert area.area in problems


def test_scores_follow_the_planted_levels(assessment):
    """No total is further than three points from what the plan expects."""
    rules = assessment.rules
    weights = {item.item_id: float(rules.item_weight(item)) for item in rules.items}
    shared = sum(weights[item] * points for item, points in PLAN["items"].items())
    shared += sum(
        float(rules.group_weight(group)) * PLAN["groups"][group.group_id]
        for group in rules.voter_groups
    )
    for subject, level in PLAN["levels"].items():
        own = sum(
            weights[weak["item"]] * weak["points"]
            for weak in PLAN["planted"]
            if weak["kind"] == "local" and weak["subject"] == subject
        )
        score = float(assessment.standing(subject).score)
        assert abs(score - (level + shared + own)) <= 3, subject


def test_veto_holds_one_grade_down_and_frees_no_point(assessment):
    """The score of the vetoed secretary earns the top grade, which is withheld."""
    held = assessment.standing("g1-secretary")
    assert held.result.band_grade_id == "good"
    assert held.grade_id == "fairly_good"
    assert [cap.cap_id for cap in held.result.caps] == ["safety"]


def test_quota_leaves_three_places_without_a_tie(assessment):
    """30 percent of twelve is three; five could have the top grade, two must wait."""
    (quota,) = assessment.quotas
    assert quota.places == 3
    assert quota.admitted == ("b1-secretary", "c1-secretary", "c2-secretary")
    assert set(quota.eligible) - set(quota.admitted) == {"b3-secretary", "g4-secretary"}
    assert quota.tied == ()


def test_ranks_have_no_tie(assessment):
    """The example orders its twelve secretaries without a shared rank."""
    assert [standing.rank for standing in assessment.standings] == list(range(1, 13))
