"""Bundled schemes in frames: what marks do not say comes with the facts."""

import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from partybuild.adapters.frames import (
    FrameFacts,
    assess_frame,
    level_summaries,
    mark_columns,
    read_entries,
    weak_areas_frame,
)
from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.assessment import assess
from partybuild.conference import screen_ballots
from partybuild.datasets import load_rulebook, rulebook_path
from partybuild.errors import InputError, ReviewRuleError
from partybuild.kernel import Label, OwnDecision
from partybuild.rules import AllEqual
from partybuild.testing.cases import case_fills, case_review
from partybuild.testing.plain import plain_rules

FILES = sorted((Path(__file__).parents[2] / "rules" / "cases").glob("*.toml"))
BOOKS = [tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES]
CASES = [
    pytest.param(book["rulebook"], case, id=f"{book['rulebook']}: {case['title']}")
    for book in BOOKS
    for case in book["case"]
]


def _review(code, case):
    if "fills" in case:
        above = {code: rulebook_path(code).read_text(encoding="utf-8")}
        book = parse_rulebook(case_fills(code, case), above=above)
    else:
        book = load_rulebook(code)
    return screen_ballots(case_review(book, case)).review


def _facts(review):
    return FrameFacts(
        on=review.conference.held_on,
        entered=review.entered,
        cap_facts=review.cap_facts,
        subjects=review.subjects,
        units=review.units,
        approvals=review.approvals,
        decisions=review.decisions,
        roll_calls={"c": review.roll_call},
        screened=True,
    )


def _expected(assessment):
    rows = [
        (
            "c",
            s.subject_id,
            str(s.score),
            s.printed,
            s.rank,
            s.result.band_grade_id,
            s.grade_id,
        )
        for s in assessment.standings
    ]
    rows += [("c", n.subject_id, "", "", 0, "", "") for n in assessment.not_assessed]
    return sorted(rows)


@pytest.mark.parametrize(("code", "case"), CASES)
def test_every_bundled_scheme_that_has_marks(code, case):
    """Measures, classes, units, decisions: the results are those of the review."""
    review = _review(code, case)
    rules, facts = review.version.rules, _facts(review)
    if not rules.items:
        with pytest.raises(ReviewRuleError, match="the scheme has no marks"):
            assess_frame(pl.DataFrame({"subject": []}), rules, facts=facts)
        return
    marks = pl.DataFrame(mark_columns(review.box, conference="c"))
    assessment = assess(review)

    found = assess_frame(marks, rules, facts=facts, public=False)

    assert [row[:7] for row in found.rows()] == _expected(assessment)
    for left_out in assessment.not_assessed:
        flags = found.filter(pl.col("subject") == left_out.subject_id)["flags"].item()
        assert flags == f"not_assessed:{left_out.rule.rule_id}"
    summary = level_summaries(found)["c"]
    assert summary.subjects == len(assessment.standings)
    assert summary.total == sum(s.score for s in assessment.standings)


def test_classes_units_and_quotas_on_every_engine(engine, rows_of):
    """The engine only counts, so a scheme with classes is the same on each."""
    book = next(b for b in BOOKS if b["rulebook"] == "a04-subdistrict-staff")
    review = _review(book["rulebook"], book["case"][0])
    data = mark_columns(review.box, "counts", conference="c")

    frame = engine(data)
    found = assess_frame(
        frame, review.version.rules, facts=_facts(review), public=False
    )

    assert type(found) is type(frame)
    assert [row[:7] for row in rows_of(found)] == _expected(assess(review))


@pytest.mark.filterwarnings("ignore")
def test_classes_units_and_quotas_on_workers_of_spark(spark):
    """The facts travel to the workers, which assess as everybody does."""
    for code in ("a04-subdistrict-staff", "a14-hospital-members"):
        book = next(b for b in BOOKS if b["rulebook"] == code)
        review = _review(code, book["case"][0])
        marks = pa.table(mark_columns(review.box, "counts", conference="c"))

        found = assess_frame(
            spark.createDataFrame(marks),
            review.version.rules,
            facts=_facts(review),
            public=False,
        )

        rows = sorted(tuple(row)[:7] for row in found.collect())
        assert rows == _expected(assess(review))


def test_what_is_needed_is_said():
    """Without facts, or with ballots that nobody screened, nothing is guessed."""
    first = {book["rulebook"]: book["case"][0] for book in BOOKS}
    staff = _review("a04-subdistrict-staff", first["a04-subdistrict-staff"])
    check = AllEqual(
        check_id="same",
        label=Label.same("same"),
        effect="void_ballot",
        basis=OwnDecision(decision=Label.same("local")),
    )
    checked = plain_rules(["1/2", "1/2"], ballot_checks=[check])
    marks = pl.DataFrame({"subject": ["p"], "group": ["g"], "i0": ["o0"], "i1": ["o1"]})
    day = date(2022, 1, 25)

    with pytest.raises(ReviewRuleError, match=r"facts=FrameFacts\(on="):
        assess_frame(pa.table(mark_columns(staff.box)), staff.version.rules)
    for facts in (None, FrameFacts(on=day)):
        with pytest.raises(ReviewRuleError, match="by the checks same"):
            assess_frame(marks, checked, facts=facts)
    with pytest.raises(ReviewRuleError, match="by the checks same"):
        weak_areas_frame(marks, checked, FrameFacts(on=day))
    screened = FrameFacts(on=day, screened=True)
    assert assess_frame(marks, checked, facts=screened).height == 1


def _entered(review):
    entries = review.entered
    return {
        "subject": [e.post_id for e in entries],
        "entry": [e.entry_id for e in entries],
        "value": [str(e.points) for e in entries],
    }


def test_entries_from_a_frame(engine, rows_of):
    """Points of bodies come from a frame as well, without ever being a float."""
    book = next(b for b in BOOKS if b["rulebook"] == "a09-first-secretaries")
    review = _review(book["rulebook"], book["case"][0])
    source = Label.same("list of the office")
    data = _entered(review)

    found = read_entries(engine(data), review.version.rules, source=source)

    expected = {(e.post_id, e.entry_id, e.points) for e in review.entered}
    assert {(e.post_id, e.entry_id, e.points) for e in found} == expected
    halves = [
        engine({name: column[at::2] for name, column in data.items()})
        for at in range(2)
    ]
    assert read_entries(halves, review.version.rules, source=source) == found
    facts = attrs.evolve(_facts(review), entered=found)
    marks = engine(mark_columns(review.box, conference="c"))
    results = rows_of(
        assess_frame(marks, review.version.rules, facts=facts, public=False)
    )
    assert [row[:7] for row in results] == _expected(assess(review))


def test_entries_that_cannot_be_read(engine):
    """One error lists all of it."""
    book = next(b for b in BOOKS if b["rulebook"] == "a09-first-secretaries")
    rules = _review(book["rulebook"], book["case"][0]).version.rules
    first, *_ = rules.entry_ids
    source = Label.same("list of the office")
    data = {
        "subject": ["p", "p", None, "q", "q", "r"],
        "entry": [first, first, first, first + "x", first, first],
        "value": ["1", "2", "3", "4", "eighty", "-1"],
    }

    with pytest.raises(InputError) as caught:
        read_entries(engine(data), rules, source=source)
    text = str(caught.value)

    assert "5 mistakes" in text
    assert "column 'entry': stands twice for one subject: 1 rows" in text
    assert "column 'subject': null or empty: 1 rows, for example" in text
    assert f"unknown word '{first}x' (known, nearest first: {first}" in text
    assert "eighty" in text
    assert "at least 0 points" in text
    floats = {"subject": ["p"], "entry": [first], "value": [87.5]}
    with pytest.raises(InputError, match="holds Float64; expected whole numbers"):
        read_entries(engine(floats), rules, source=source)
    misnamed = {"subjects": ["p"], "entry": [first], "value": ["1"]}
    with pytest.raises(InputError, match="the nearest are 'subjects'"):
        read_entries(engine(misnamed), rules, source=source)


def test_entries_as_numbers():
    """Whole numbers, decimals and fractions are exact as they are."""
    book = next(b for b in BOOKS if b["rulebook"] == "a09-first-secretaries")
    rules = _review(book["rulebook"], book["case"][0]).version.rules
    first, *_ = rules.entry_ids
    values = [[7], [Decimal("7.5")], [Fraction(22, 3)]]
    frames = [{"subject": ["p"], "entry": [first], "value": value} for value in values]
    source = Label.same("list of the office")

    found = [
        read_entries(pd.DataFrame(data), rules, source=source)[0].points
        for data in frames
    ]

    assert found == [Fraction(7), Fraction(15, 2), Fraction(22, 3)]
    (entry,) = read_entries(pl.DataFrame(frames[1]), rules, source=source)
    assert entry.points == Fraction(15, 2)
    with pytest.raises(InputError, match="no row: there is nothing to read"):
        read_entries(pl.DataFrame(frames[0]).clear(), rules, source=source)
