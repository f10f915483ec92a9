"""One matrix: every engine, every layout, every way of splitting, the same bytes."""

import random
from fractions import Fraction

import attrs
import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from partybuild.adapters.frames import (
    FrameFacts,
    assess_frame,
    mark_columns,
    read_tallies,
    tally_frame,
    weak_areas_frame,
)
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess, receipt_json
from partybuild.datasets import load_example
from partybuild.errors import InputError
from partybuild.testing.plain import plain_rules
from partybuild.testing.strategies import reviews

LAYOUTS = ("long", "wide", "counts")


@pytest.fixture(scope="module")
def example():
    """Return the example conference."""
    return load_example("long-march-street-2021")


def _facts(review):
    return FrameFacts(
        on=review.conference.held_on,
        entered=review.entered,
        cap_facts=review.cap_facts,
    )


def _receipt(review, frames, **options):
    """Return the receipt of a review whose counts come from frames."""
    (counted,) = read_tallies(frames, review.version.rules, **options).values()
    return receipt_json(assess(attrs.evolve(review, box=None, counted=counted)))


def _shuffled(data, seed):
    order = list(range(len(next(iter(data.values())))))
    random.Random(seed).shuffle(order)  # noqa: S311
    return {name: [column[at] for at in order] for name, column in data.items()}


def _split(data, at):
    return [
        {name: column[:at] for name, column in data.items()},
        {name: column[at:] for name, column in data.items()},
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_example_gives_the_same_receipt(engine, layout, example):
    """Law 8: whatever engine counts, the receipt is the same, byte for byte."""
    data = mark_columns(example.box, layout, lang="zh")

    assert _receipt(example, engine(data)) == receipt_json(assess(example))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_order_and_partitions_change_nothing(engine, layout, example):
    """Rows shuffled and split anywhere give the receipt of the whole."""
    data = _shuffled(mark_columns(example.box, layout), 7)
    parts = [engine(part) for part in _split(data, 101)]

    assert _receipt(example, parts) == receipt_json(assess(example))


@given(review=reviews(), layout=st.sampled_from(LAYOUTS), seed=st.integers(0, 99))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_random_reviews_give_the_same_receipt(engines, review, layout, seed):
    """Law 8: random schemes and ballots, each on every engine."""
    data = _shuffled(mark_columns(review.box, layout), seed)
    rows = len(data["subject"])
    assume(rows > 1)
    cut = 1 + seed % (rows - 1)
    expected = receipt_json(assess(review))

    for engine in engines.values():
        assert _receipt(review, engine(data)) == expected
        assert _receipt(review, [engine(p) for p in _split(data, cut)]) == expected


@given(data=st.data(), layout=st.sampled_from(LAYOUTS))
@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow])
def test_two_hundred_reviews_in_frames_and_files(
    heaps, engines, tmp_path_factory, data, layout
):
    """Law 48: shuffled, partitioned, split over files; five times forty reviews."""
    heap = data.draw(heaps(40))
    columns = heap.columns(layout)
    parts = heap.split(columns)
    folder = tmp_path_factory.mktemp("files")
    for at, part in enumerate(parts):
        pl.DataFrame(part).write_parquet(folder / f"{at}.parquet")
        pl.DataFrame(part).write_csv(folder / f"{at}.csv")
    parquet, texts = str(folder / "*.parquet"), str(folder / "*.csv")
    ways = [
        pl.read_parquet(parquet),
        pl.scan_parquet(parquet),
        pl.scan_csv(texts),
        duckdb.read_parquet(parquet),
        duckdb.read_csv(texts, auto_detect=True),
        [pq.read_table(folder / f"{at}.parquet") for at in range(3)],
        [pd.read_parquet(folder / f"{at}.parquet") for at in range(3)],
    ]
    for make in engines.values():
        ways += [make(columns), [make(part) for part in parts]]

    for frames in ways:
        assert heap.receipts_of(frames) == heap.receipts


def test_results_equal_the_assessment(engine, example, rows_of):
    """Exact score, printed score, rank and grades agree with `assess`."""
    frame = engine(mark_columns(example.box))
    expected = sorted(
        (
            s.subject_id,
            str(s.score),
            s.printed,
            s.rank,
            s.result.band_grade_id,
            s.grade_id,
        )
        for s in assess(example).standings
    )

    found = assess_frame(
        frame, example.version.rules, facts=_facts(example), public=False
    )

    assert type(found) is type(frame)
    assert [row[1:7] for row in rows_of(found)] == expected


@given(review=reviews())
def test_random_results_equal_the_assessment(review):
    """Entered scores, bonus points, caps and quotas are those of `assess`."""
    frame = pl.DataFrame(mark_columns(review.box, "counts"))
    assume(not frame.is_empty())
    expected = {s.subject_id: (s.score, s.grade_id) for s in assess(review).standings}

    rows = assess_frame(
        frame, review.version.rules, facts=_facts(review), public=False
    ).rows(named=True)

    assert {r["subject"]: (Fraction(r["exact_score"]), r["grade"]) for r in rows} == (
        expected
    )


def test_exact_scores_as_integers(example):
    """Numerator and denominator say the same as the text."""
    frame = pl.DataFrame(mark_columns(example.box))
    texts = assess_frame(frame, example.version.rules, public=False)
    numbers = assess_frame(
        frame, example.version.rules, exactly="integers", public=False
    )

    assert [
        str(Fraction(n, d)) for n, d in numbers["numerator", "denominator"].rows()
    ] == texts["exact_score"].to_list()


def test_conferences_are_assessed_each_for_itself(engine, example, rows_of):
    """Quotas count heads within a conference, never over the frame."""
    one = mark_columns(example.box, "counts", conference="a")
    other = mark_columns(example.box, "counts", conference="b")
    both = {name: [*one[name], *other[name]] for name in one}
    rules = example.version.rules

    found = rows_of(assess_frame(engine(both), rules, public=False))
    alone = rows_of(assess_frame(engine(one), rules, public=False))

    assert [row[1:] for row in found] == [row[1:] for row in alone] * 2
    assert [row[0] for row in found] == ["a"] * len(alone) + ["b"] * len(alone)


def test_conferences_that_lie_across_batches():
    """DuckDB hands over more counts than one batch holds; none is torn apart."""
    rules = plain_rules(["1/2", "1/2"])
    marks = duckdb.sql(
        "select 'c' || lpad((s // 9)::varchar, 5, '0') as conference, "
        "'p' || lpad(s::varchar, 6, '0') as subject, 'g' as group, "
        "'i' || i as item, 'o' || o as option, "
        "1 + (s + if(i = 0, o, 3 - o)) % 4 as count "
        "from range(17000) a(s), range(2) b(i), range(4) c(o)"
    )

    found = assess_frame(marks, rules, public=False)

    assert found.pl().equals(assess_frame(marks.pl(), rules, public=False))


def test_a_lazy_frame_is_assessed_when_somebody_collects(example):
    """Until then nothing is counted, and no mistake is told."""
    frame = pl.LazyFrame(mark_columns(example.box))
    rules = example.version.rules

    wrong = assess_frame(frame.with_columns(option=pl.lit("很好")), rules, public=False)

    assert isinstance(wrong, pl.LazyFrame)
    assert "exact_score" in wrong.collect_schema()
    with pytest.raises(InputError, match="unknown word '很好'"):
        wrong.collect()


def test_lazy_stays_lazy_and_counts_count_again(engine, example, rows_of):
    """The counts have the caller's type, and are a frame of marks themselves."""
    frame = engine(mark_columns(example.box, lang="zh"))
    rules = example.version.rules

    counts = tally_frame(frame, rules, lang="zh")

    assert type(counts) is type(frame)
    assert sorted(rows_of(tally_frame(counts, rules))) == sorted(rows_of(counts))
    assert _receipt(example, counts) == receipt_json(assess(example))


def test_labels_in_either_language_and_renamed_columns(engine, example):
    """Words of both languages may stand in one column, under any name."""
    data = mark_columns(example.box)
    rules = example.version.rules
    labels = {o.option_id: o.label for s in rules.scales for o in s.options}
    marks = [
        (labels[code].zh, labels[code].en)[at % 2] if code in labels else code
        for at, code in enumerate(data.pop("option"))
    ]

    receipt = _receipt(
        example, engine(data | {"打分": marks}), columns={"option": "打分"}
    )

    assert receipt == receipt_json(assess(example))


@pytest.mark.parametrize("kind", [pl.Categorical, pl.Enum(["good", "fairly_good"])])
def test_categories_are_words(kind, example):
    """Categories count like the words they stand for."""
    frame = pl.DataFrame(mark_columns(example.box, "counts")).filter(
        pl.col("option").is_in(["good", "fairly_good"])
    )
    rules = example.version.rules

    assert tally_frame(frame.with_columns(pl.col("option").cast(kind)), rules).equals(
        tally_frame(frame, rules)
    )


def test_categories_may_differ_between_partitions(example):
    """The same word has another code in each partition, and counts as one."""
    data = pd.DataFrame(mark_columns(example.box))
    parts = [data.iloc[:3000], data.iloc[3000:].iloc[::-1]]
    for at, part in enumerate(parts):
        words = part["option"].unique()[:: 1 if at else -1]
        parts[at] = part.assign(option=pd.Categorical(part["option"], words))

    assert _receipt(example, parts) == receipt_json(assess(example))


def test_weak_areas_equal_those_of_a_count_sheet(engine, example, rows_of):
    """A frame gives counts, so the search is that of the counts."""
    rules = example.version.rules
    (counted,) = read_tallies(engine(mark_columns(example.box)), rules).values()
    review = attrs.evolve(example, box=None, counted=counted)
    on = example.conference.held_on
    expected = [
        (area.subject_id, area.item_id, str(area.mean))
        for area in find_weak_areas(assess(review), on=on)
    ]

    found = weak_areas_frame(
        engine(mark_columns(example.box)),
        rules,
        _facts(example),
        lang="zh",
        public=False,
    )

    assert expected
    assert [(row[1], row[2], row[5]) for row in rows_of(found)] == expected


def test_long_runs_of_ballots(engine):
    """Ballots that lie sorted are added in runs, however long these are."""
    rules = plain_rules(["1/2", "1/2"])
    rows, options = range(9000), ["o0", "o1", "o2", "o3", "blank"]
    data = {
        "subject": [("p1", "p2")[row >= 4500] for row in rows],
        "group": ["g"] * len(rows),
        "i0": [options[row % 5] for row in rows],
        "i1": [options[row % 7 % 5] for row in rows],
    }

    (found,) = read_tallies(engine(data), rules).values()

    assert (found,) == tuple(read_tallies(engine(_shuffled(data, 3)), rules).values())
    assert found.cell(0, 0, 0)[:5] == (900,) * 5
    assert found.cell(0, 1, 0)[:5] == (900,) * 5
