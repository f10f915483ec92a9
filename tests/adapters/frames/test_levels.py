"""Summaries add up the tree, quantiles are exact, and small ones stay hidden."""

from datetime import date
from fractions import Fraction
from statistics import quantiles

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.frames import (
    FrameFacts,
    LevelSummary,
    assess_frame,
    level_summaries,
    mark_columns,
    publish_levels,
    roll_up,
    weak_areas_frame,
)
from partybuild.datasets import load_example
from partybuild.errors import (
    DuplicateIdError,
    InputError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.organization import Organization, OrganizationTree, TreeNode

PARENTS = {
    "province": None,
    "city": "province",
    "town": "province",
    "d1": "city",
    "d2": "city",
    "d3": "city",
}
SCORES = st.lists(st.fractions(0, 100, max_denominator=999), max_size=12)


def _summary(scores, weak=()):
    return LevelSummary.of([(Fraction(s), "good", "tied:q") for s in scores], weak)


@given(st.lists(SCORES, max_size=4))
def test_summaries_are_a_monoid(heaps):
    """Law 2: merged in any order and grouping, the summary is that of the whole."""
    parts = [_summary(heap) for heap in heaps]
    whole = sum(parts, LevelSummary())

    assert sum(reversed(parts), LevelSummary()) == whole
    assert whole.subjects == sum(map(len, heaps))
    assert whole.total == sum(map(sum, heaps))
    assert whole + LevelSummary() == whole


@given(SCORES.filter(bool), st.fractions("1/20", 1, max_denominator=20))
def test_quantiles_are_those_of_the_scores_cut_to_two_places(scores, share):
    """The histogram loses nothing but what lies beyond 0.01 point."""
    place = -(-share * len(scores) // 1)
    exactly = sorted(scores)[place - 1]

    found = _summary(scores).quantile(share)

    assert found <= exactly < found + Fraction(1, 100)


def test_quartiles_against_the_standard_library():
    """An oracle that nobody here wrote."""
    scores = [Fraction(n, 100) for n in range(1, 10000)]

    whole = _summary(scores)

    expected = quantiles(scores, n=4)
    assert [whole.quantile(Fraction(q, 4)) for q in (1, 2, 3)] == expected
    assert whole.mean == 50


def test_quantiles_refuse_what_is_no_share():
    """And say nothing of nobody."""
    assert LevelSummary().quantile("1/2") is None
    assert LevelSummary().mean is None
    with pytest.raises(ValueRangeError):
        _summary([1]).quantile(0)


def test_levels_hold_all_below_them():
    """Street, district, city, province: each conference counts once on each."""
    held = [("d1", _summary([90], ["i0"])), ("d1", _summary([80], ["i0"]))]
    held += [("town", _summary([70])), ("city", _summary([60]))]

    levels = roll_up(held, PARENTS)

    subjects = {name: summary.subjects for name, summary in levels.items()}
    assert subjects == {"province": 4, "city": 3, "town": 1, "d1": 2, "d2": 0, "d3": 0}
    assert levels["province"].weak == {"i0": 2}
    assert levels["province"].flags == {"tied:q": 4}
    assert levels["city"].total == 230


def _tree():
    def node(name, above):
        organization = Organization(
            organization_id=name,
            name=Label.same(name),
            kind="committee",
            sector="subdistrict",
        )
        return TreeNode(organization=organization, parent_id=above)

    return OrganizationTree([node(*pair) for pair in PARENTS.items()])


def test_the_tree_of_the_organizations_is_taken_as_it_is():
    """A mapping, a tree and the tree of a day say the same."""
    held = [("d1", _summary([90] * 9)), ("d2", _summary([80] * 3))]
    held += [("d3", _summary([70] * 20)), ("town", _summary([60] * 30))]
    levels = roll_up(held, PARENTS)

    for tree in (_tree(), _tree().at(date(2022, 1, 25))):
        assert roll_up(held, tree) == levels
        assert publish_levels(levels, tree) == publish_levels(levels, PARENTS)


def test_weak_areas_that_many_conferences_share():
    """An item counts for a level from the given share of its conferences."""
    held = [
        ("d1", _summary([90], ["i0", "i2"])),
        ("d2", _summary([80], ["i0"])),
        ("town", _summary([70], ["i1", "i2"])),
    ]
    levels = roll_up(held, PARENTS)

    assert levels["province"].common_weak_areas() == ("i0", "i2")
    assert levels["city"].common_weak_areas(1) == ("i0",)
    assert levels["province"].common_weak_areas("1/3") == ("i0", "i2", "i1")
    assert levels["d3"].common_weak_areas() == ()
    with pytest.raises(ValueRangeError):
        levels["city"].common_weak_areas(0)


def test_trees_that_are_none():
    """Named with the organization."""
    with pytest.raises(UnknownIdError, match="d9"):
        roll_up([("d9", _summary([1]))], PARENTS)
    with pytest.raises(DuplicateIdError, match="above itself"):
        roll_up([("a", _summary([1]))], {"a": "b", "b": "a"})


def _published(sizes, **options):
    held = [(name, _summary([80] * size)) for name, size in sizes.items()]
    return {
        entry.organization_id: entry
        for entry in publish_levels(roll_up(held, PARENTS), PARENTS, **options)
    }


def test_one_hidden_takes_another_with_it():
    """What is hidden cannot be had by subtraction from the sum above."""
    found = _published({"d1": 3, "d2": 20, "d3": 30, "town": 40})

    assert found["d1"].figures is None
    assert found["d2"].figures is None
    assert found["d3"].figures.subjects == 30
    assert found["city"].figures.subjects == 53


def test_what_an_organization_held_itself_is_not_the_rest():
    """The sum less all below it must not tell of three people."""
    found = _published({"city": 3, "d1": 20, "d2": 30, "town": 40})

    assert found["d1"].figures is None
    assert found["d2"].figures is not None


def test_below_something_hidden_everything_is_hidden():
    """All parts of a hidden sum would give it away."""
    found = _published({"d1": 12, "town": 2, "province": 40})

    assert found["town"].figures is found["city"].figures is None
    assert found["d1"].figures is None


def test_means_are_shown_before_distributions():
    """Seven people have a mean, but no histogram."""
    found = _published({"d1": 7, "d2": 8, "d3": 30, "town": 40})

    assert found["d1"].figures.mean == 80
    assert not found["d1"].distribution
    assert found["d1"].figures.histogram == found["d1"].figures.grades == {}
    assert found["d3"].distribution


@given(st.lists(st.integers(0, 15), min_size=6, max_size=6))
def test_no_difference_of_published_sums_is_small(counts):
    """Law: a sum less the published parts of it is nobody, or enough people."""
    found = _published(dict(zip(PARENTS, counts, strict=True)))

    for above, entry in found.items():
        if entry.figures is None:
            continue
        below = [found[name] for name, parent in PARENTS.items() if parent == above]
        rest = entry.figures.subjects - sum(
            part.figures.subjects for part in below if part.figures is not None
        )
        assert rest == 0 or rest >= 5


def test_summaries_of_frames():
    """Results and weak areas of a frame become summaries of its conferences."""
    example = load_example("long-march-street-2021")
    rules = example.version.rules
    marks = pl.DataFrame(mark_columns(example.box, conference="street"))
    results = assess_frame(marks, rules, public=False)
    weak = weak_areas_frame(
        marks, rules, FrameFacts(on=example.conference.held_on), public=False
    )

    (summary,) = level_summaries(results, weak).values()

    assert summary.subjects == results.height
    assert summary.total == sum(map(Fraction, results["exact_score"]))
    assert sum(summary.grades.values()) == results.height
    common = weak.filter(pl.col("kinds") == "common")["item"].to_list()
    assert list(summary.weak) == sorted(common) != []
    assert level_summaries(results)["street"].weak == {}


ROW = {"conference": "c", "exact_score": "175/2", "grade": "good", "flags": ""}


@pytest.mark.parametrize(
    ("frames", "problem"),
    [
        (pl.DataFrame([{"a": "1"}]), "there is no conference, exact_score, grade, fl"),
        ([pl.DataFrame([ROW])] * 2, "found 2; hand in one frame"),
        (pl.DataFrame([ROW | {"exact_score": "87,5"}]), "expected an exact number"),
        (pl.DataFrame([ROW | {"exact_score": "1/0"}]), "expected an exact number"),
        (pl.DataFrame([ROW | {"exact_score": "1e999999999"}]), "an exact number"),
        (pl.DataFrame([ROW | {"exact_score": "9" * 5000}]), "an exact number"),
        (pl.DataFrame([ROW, ROW | {"grade": None}]), "row 2: expected text in each"),
        (pl.DataFrame([ROW | {"flags": 1}]), "row 1: expected text in each"),
    ],
)
def test_what_are_no_results_is_refused(frames, problem):
    """Named with columns and row."""
    assert level_summaries(pl.DataFrame([ROW]))["c"].total == Fraction(175, 2)
    with pytest.raises(InputError, match=problem):
        level_summaries(frames)
