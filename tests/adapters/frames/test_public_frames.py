"""Frames for publication: what the gate kept back is null and named."""

import random

import polars as pl
import pyarrow as pa
import pytest

from partybuild.adapters.frames import (
    FrameFacts,
    assess_frame,
    level_summaries,
    mark_columns,
    weak_areas_frame,
)
from partybuild.analysis import find_weak_areas
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example
from partybuild.errors import InputError
from partybuild.testing.plain import plain_review, plain_rules

EXAMPLE = load_example("long-march-street-2021")
RULES = EXAMPLE.version.rules
FACTS = FrameFacts(
    on=EXAMPLE.conference.held_on,
    entered=EXAMPLE.entered,
    cap_facts=EXAMPLE.cap_facts,
)
MARKS = mark_columns(EXAMPLE.box)


def _rows(frame):
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    return frame.to_pylist()


@pytest.mark.parametrize(
    "marks",
    [pa.table(MARKS), pl.DataFrame(MARKS), pl.LazyFrame(MARKS)],
    ids=["pyarrow", "polars", "lazy polars"],
)
@pytest.mark.parametrize("exactly", ["text", "integers"])
def test_results_hold_no_exact_score_unless_asked_for(marks, exactly):
    """The same standings; exact numbers are null and named."""
    public = _rows(assess_frame(marks, RULES, facts=FACTS, exactly=exactly))
    inner = _rows(
        assess_frame(marks, RULES, facts=FACTS, exactly=exactly, public=False)
    )
    exact = ["exact_score"] if exactly == "text" else ["numerator", "denominator"]

    assert [list(row) for row in public] == [[*row, "suppressed"] for row in inner]
    assert {row[name] for row in public for name in exact} == {None}
    assert {row["suppressed"] for row in public} == {";".join(exact)}
    for row in (*public, *inner):
        for name in (*exact, "suppressed"):
            row.pop(name, None)
    assert public == inner


def test_results_in_pandas_and_duckdb_are_public_too():
    """Both have ways of their own to say that nothing is there."""
    duckdb, pd = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    table = pa.table(MARKS)
    frame = assess_frame(pd.DataFrame(MARKS), RULES, facts=FACTS)
    relation = assess_frame(duckdb.from_arrow(table), RULES, facts=FACTS)

    assert frame["exact_score"].isna().all()
    assert relation.aggregate("count(exact_score)").fetchall() == [(0,)]
    assert set(frame["suppressed"]) == {"exact_score"}


def test_the_roll_up_says_that_it_needs_exact_scores():
    """Sums of rounded scores would not be sums."""
    with pytest.raises(InputError, match="public=False"):
        level_summaries(assess_frame(pa.table(MARKS), RULES, facts=FACTS))


def test_weak_areas_of_a_frame_are_those_that_a_report_may_print():
    """Texts of the cleared table; points at stake are for the review body."""
    rows = _rows(weak_areas_frame(pa.table(MARKS), RULES, FACTS))
    inner = _rows(weak_areas_frame(pa.table(MARKS), RULES, FACTS, public=False))

    assert [row["item"] for row in rows] == [row["item"] for row in inner]
    assert {row["stake"] for row in rows} == {None}
    assert all("stake" in row["suppressed"].split(";") for row in rows)
    assert "suppressed" not in inner[0]
    for row in rows:
        assert row["item_score"] is None or "/" not in row["item_score"]
        assert "/" not in (row["item_score"] or "")


LOW = ["较好", "一般"]
SIZES = {"leaders": 2, "cadres": 5, "staff": 40, "people": 40}
WEIGHTS = {"leaders": "7/10", "cadres": "1/10", "staff": "1/10", "people": "1/10"}


def _small_conference():
    """Leaders are two, with most of the weight; the third item is weak."""
    chance = random.Random(1)  # noqa: S311 - invented ballots
    rules = plain_rules(["1/3", "1/3", "1/3"], WEIGHTS)
    heaps = {
        group: [
            [
                word
                for _ in range(3)
                for word in (*chance.choices(["好", "较好"], k=2), chance.choice(LOW))
            ]
            for _ in range(size)
        ]
        for group, size in SIZES.items()
    }
    form = BallotForm.of(rules, ["a", "b", "c"])
    return rules, plain_review(rules, BallotBox.from_rows(form, heaps))


def test_where_figures_would_tell_a_vote_they_are_null():
    """Two leaders: which item is weak is said, nothing else."""
    rules, review = _small_conference()
    facts = FrameFacts(on=review.conference.held_on)
    rows = _rows(weak_areas_frame(pa.table(mark_columns(review.box)), rules, facts))
    weak = find_weak_areas(assess(review), on=review.conference.held_on)

    assert len(rows) == len(weak) > 0
    assert {row["reason"] for row in rows} == {None}
    assert {row["suppressed"] for row in rows} == {"item_score;stake;reason"}
    assert not clear_weak_areas(assess(review), weak).told
