"""Two conferences compared: parts that add up, on a measure both years share."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import Crosswalk, find_trend
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.errors import (
    DuplicateIdError,
    EmptyVoterGroupError,
    TrendError,
    UnknownIdError,
)
from partybuild.rules import EmptyGroupPolicy
from partybuild.testing.plain import plain_review, plain_rules

HALF = Fraction(1, 2)


def _year(heaps, subjects=("p0",), **scheme):
    """A conference of ballots given as lists of option numbers; 255 is a blank."""
    rules = plain_rules(**scheme)
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return assess(plain_review(rules, box))


def test_a_change_worked_out_by_hand():
    """One item from 100 to 80, the other from 60 to 80; its weight from 1/2 to 3/4.

    Under the old weights 80 stays 80; under the new ones 70 becomes 80. The
    marks thus did 0 or +10, on average +5; the rule -10 or 0, on average -5.
    """
    before = _year({"g": [[0, 2]]}, items=[HALF, HALF])
    after = _year({"g": [[1, 1]]}, items=[Fraction(1, 4), Fraction(3, 4)])

    parts = find_trend(before, after).overall

    assert (parts.before, parts.after) == (80, 80)
    assert (parts.people, parts.rule, parts.reorganization) == (5, -5, 0)
    assert parts.reason.en == (
        "changed by 0.0 on the common items: marks +5.0, rules -5.0, reorganization 0.0"
    )
    assert "评价变化 +5.0 分，规则变化 -5.0 分" in parts.reason.zh


def test_who_came_and_went_is_reorganization():
    """The one who stayed did the same; the mean changed with the others."""
    before = _year({"g": [[0, 2]]}, subjects=("a", "gone"))
    after = _year({"g": [[0, 1]]}, subjects=("a", "new"))

    trend = find_trend(before, after)

    assert (trend.came, trend.went) == (("new",), ("gone",))
    assert (trend.overall.people, trend.overall.rule) == (0, 0)
    assert trend.overall.reorganization == 10 == trend.overall.change
    assert trend.subjects[0].parts.change == 0


def test_a_renamed_subject_goes_on():
    """Named as the same, nobody came and nobody went."""
    before = _year({"g": [[2]]}, subjects=("old",))
    after = _year({"g": [[1]]}, subjects=("new",))

    trend = find_trend(before, after, continues={"new": "old"})

    assert trend.came == trend.went == ()
    assert trend.subjects[0].earlier_id == "old"
    assert trend.overall.people == 20


WEIGHTS = st.sampled_from(
    [[HALF, HALF], [Fraction(1, 4), Fraction(3, 4)], [Fraction(9, 10), Fraction(1, 10)]]
)
VALUES = st.sampled_from([(100, 80, 60, 40), (100, 85, 70, 50), (5, 4, 3, 0)])


@st.composite
def _years(draw, count=2):
    """Conferences with the same items, and much else that may differ."""
    found = []
    for _ in range(count):
        subjects = draw(
            st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True)
        )
        if "a" not in subjects:
            subjects.append("a")
        line = st.lists(
            st.integers(0, 3), min_size=2 * len(subjects), max_size=2 * len(subjects)
        )
        heaps = {g: draw(st.lists(line, min_size=1, max_size=3)) for g in "xy"}
        one, two = draw(WEIGHTS)
        options = dict(zip("abcd", draw(VALUES), strict=True))
        found.append(
            _year(
                heaps,
                sorted(subjects),
                items=draw(WEIGHTS),
                groups={"x": one, "y": two},
                options=options,
            )
        )
    return found


@given(_years())
def test_the_parts_add_up_exactly(years):
    """For the mean and for each subject, whatever changed at once."""
    trend = find_trend(*years)

    for parts in (trend.overall, *(s.parts for s in trend.subjects)):
        assert parts.change == parts.after - parts.before
    for subject in trend.subjects:
        assert subject.parts.reorganization == 0


@given(_years())
def test_a_score_on_points_is_the_official_one(years):
    """With all items and groups in common, each year's own score is its total."""
    before, after = years
    trend = find_trend(before, after)

    if trend.measure.in_points:
        for subject in trend.subjects:
            earlier = before.standing(subject.earlier_id).score
            assert subject.parts.before == earlier
            assert subject.parts.after == after.standing(subject.subject_id).score


@given(_years(count=1))
def test_law_63_the_same_data_changed_nothing(years):
    """Not a single part, not a single item."""
    trend = find_trend(years[0], years[0])

    assert trend.overall.people == trend.overall.rule == 0
    assert trend.overall.reorganization == 0
    assert not any(i.change or i.relative for s in trend.subjects for i in s.items)


@given(_years())
def test_law_63_exchanged_years_change_the_sign(years):
    """What one year gained the other one lost, part by part."""
    there, back = find_trend(*years), find_trend(*years[::-1])

    for name in ("people", "rule", "reorganization"):
        assert getattr(there.overall, name) == -getattr(back.overall, name)


@given(_years(count=1), st.integers(0, 1))
def test_law_63_a_stricter_vote_changes_no_relative_item(years, item):
    """All marks of one item one option lower, for everybody."""
    (before,) = years
    form, heaps = before.tally.form, {}
    options = [option.value for option in before.rules.scales[0].options]
    box = before.review.box
    for group in form.group_ids:
        heaps[group] = [
            bytes(mark + (at % 2 == item) for at, mark in enumerate(ballot))
            for ballot in (bytes(min(m, 1) for m in b) for b in box.ballots(group))
        ]
    lenient = {
        g: [bytes(min(m, 1) for m in b) for b in box.ballots(g)] for g in form.group_ids
    }

    def year(ballots):
        box = BallotBox.from_bytes(form, ballots)
        return assess(plain_review(before.rules, box))

    trend = find_trend(year(lenient), year(heaps))

    for subject in trend.subjects:
        assert [i.change for i in subject.items][item] == options[1] - options[0]
        assert [i.relative for i in subject.items] == [0, 0]


def test_only_common_items_and_groups_are_compared():
    """What one year did not have is left out, and said to be."""
    before = _year(
        {"x": [[0, 3, 1]], "y": [[0, 3, 1]]},
        items=[HALF, Fraction(1, 4), Fraction(1, 4)],
        groups={"x": HALF, "y": HALF},
    )
    after = _year({"x": [[1, 3]]}, items=[HALF, HALF], groups={"x": 1})

    trend = find_trend(before, after)

    assert trend.measure.item_ids == ("i0", "i1")
    assert trend.measure.left_out_items == ("i2",)
    assert trend.measure.left_out_groups == ("y",)
    # 2/3 of 100 and 1/3 of 40 then; half of 80 and of 40 now.
    assert (trend.overall.before, trend.overall.after) == (80, 60)


def test_another_range_is_compared_by_percent_of_range():
    """Four of five points are 80 of 100, and so is the middle between."""
    before = _year({"g": [[1]]}, options={"a": 5, "b": 4, "c": 0})
    after = _year({"g": [[1]]}, options={"a": 100, "b": 60, "c": 20})

    trend = find_trend(before, after)

    assert not trend.measure.in_points
    assert (trend.overall.before, trend.overall.after) == (80, 50)
    assert (trend.overall.people, trend.overall.rule) == (0, -30)


def test_changed_options_are_refused_without_a_crosswalk():
    """Three options and four have no common measure but a stated one."""
    before = _year({"g": [[0], [1], [2], [2]]}, options={"a": 100, "b": 60, "c": 20})
    after = _year({"g": [[0], [1], [2], [3]]})

    with pytest.raises(TrendError, match="Crosswalk must state") as caught:
        find_trend(before, after)
    assert "had options o0, o1, o2 and now has o0, o1, o2, o3" in str(caught.value)
    walk = Crosswalk(item_id="i0", before="o1", after="o2")
    parts = find_trend(before, after, crosswalks=[walk]).overall
    assert (parts.before, parts.after) == (50, 75)
    assert (parts.people, parts.rule) == (25, 0)


@pytest.mark.parametrize(
    ("walks", "error", "match"),
    [
        ([("i9", "o0", "o0")], UnknownIdError, "i9"),
        ([("i0", "o9", "o0")], UnknownIdError, "o9"),
        ([("i0", "o0", "o9")], UnknownIdError, "o9"),
        ([("i0", "o0", "o0"), ("i0", "o1", "o1")], DuplicateIdError, "i0"),
    ],
)
def test_a_crosswalk_names_what_is_there(walks, error, match):
    """Items and options of both years, each item once."""
    year = _year({"g": [[0]]})
    crosswalks = [Crosswalk(item_id=i, before=b, after=a) for i, b, a in walks]
    with pytest.raises(error, match=match):
        find_trend(year, year, crosswalks=crosswalks)


@pytest.mark.parametrize(
    ("after", "match"),
    [
        ({"groups": {"other": 1}}, "no voter group in common"),
        ({"subjects": ("p9",)}, "nobody was assessed in both years"),
        ({"groups": {"g": 0, "other": 1}}, "voter groups have no weight"),
    ],
)
def test_conferences_without_a_common_measure_are_refused(after, match):
    """The error says what would make them comparable."""
    groups = after.get("groups", {"g": 1})
    later = _year({group: [[0]] for group in groups}, **after)
    with pytest.raises(TrendError, match=match):
        find_trend(_year({"g": [[0]]}), later)


def test_conferences_without_a_common_item_are_refused():
    """The same words under another id are another item."""
    year = _year({"g": [[0]]})
    rules = year.rules
    other = attrs.evolve(rules, items=[attrs.evolve(rules.items[0], item_id="other")])
    form = BallotForm.of(other, ["p0"])
    later = assess(plain_review(other, BallotBox.from_bytes(form, {"g": [bytes(1)]})))

    with pytest.raises(TrendError, match="no item in common"):
        find_trend(year, later)


@pytest.mark.parametrize(
    ("continues", "error", "match"),
    [
        ({"p9": "p0"}, UnknownIdError, "later subject"),
        ({"p0": "p9"}, UnknownIdError, "earlier subject"),
        ({"p0": "p1"}, DuplicateIdError, "p1"),
    ],
)
def test_who_continues_whom_is_named_once(continues, error, match):
    """Two subjects cannot both be the same earlier one."""
    year = _year({"g": [[0, 0]]}, subjects=("p0", "p1"))
    with pytest.raises(error, match=match):
        find_trend(year, year, continues=continues)


def test_empty_groups_follow_the_rulebook():
    """A group that left the item blank lends its weight, or leaves a gap."""
    blank, groups = {"x": [[0]], "y": [[255]]}, {"x": HALF, "y": HALF}
    lent = _year(blank, groups=groups, empty_group=EmptyGroupPolicy.RENORMALIZE)
    gap = _year(blank, groups=groups, empty_group=EmptyGroupPolicy.ZERO)

    parts = find_trend(lent, gap).overall

    assert (parts.before, parts.after) == (100, 50)
    assert (parts.people, parts.rule) == (0, -50)


def test_an_item_that_no_common_group_marked_is_refused():
    """Only a group of the earlier year marked it: there is nothing to compare."""
    renormalize = {"empty_group": EmptyGroupPolicy.RENORMALIZE}
    before = _year(
        {"x": [[0]], "y": [[255]]}, groups={"x": HALF, "y": HALF}, **renormalize
    )
    after = _year({"y": [[0]]}, groups={"y": 1}, **renormalize)

    with pytest.raises(EmptyVoterGroupError, match="'i0'"):
        find_trend(before, after)
