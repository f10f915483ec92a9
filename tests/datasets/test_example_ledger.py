"""Last year's ledger of the example: partly closed, handed over, one problem back."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest

import partybuild as pb
from partybuild.analysis import EvidenceSource, find_trend
from partybuild.conference import check_conference
from partybuild.datasets import example_path, load_example_ledger
from partybuild.errors import UnknownIdError
from partybuild.ledgers import (
    LedgerState,
    ProblemLinks,
    carry_over,
    ledger_evidence,
    ledger_rates,
    open_problems,
    overdue_problems,
    recurrences,
)
from partybuild.testing._ledgers import BASIS

NAME = "long-march-street-2021"
GENERATOR = Path(__file__).parents[2] / "tools" / "make_ledger.py"
LEDGER = load_example_ledger(NAME)
FIRST = pb.assess(pb.load_example(NAME))
SECOND = pb.assess(pb.load_example("long-march-street-2022"))
ON = SECOND.review.conference.held_on


def test_the_generator_makes_the_shipped_file(tmp_path):
    """Nobody edits it by hand."""
    subprocess.run([sys.executable, GENERATOR, "--out", tmp_path], check=True)
    made = (tmp_path / "ledger.json").read_bytes()
    assert made == example_path(NAME, "ledger.json").read_bytes()


def test_it_says_that_it_is_invented():
    """And only the first year has one."""
    assert "虚构" in LEDGER.note.zh
    with pytest.raises(UnknownIdError):
        load_example_ledger("long-march-street-2022")


def test_it_is_partly_closed_and_the_merged_branches_handed_over():
    """Closed, returned, reopened, late and long-term ones stand in it."""
    states = [entry.state for entry in LEDGER]

    assert states.count(LedgerState.CLOSED) == 13
    assert {e.problem_id for e in LEDGER.overdue(ON)} == {
        *("2021-all-1", "2021-b5-1", "2021-g3-1", "2021-g4-1"),
    }
    assert {e.problem.organization_id for e in LEDGER} & {"b2", "b5"} == set()
    assert {e.problem_id for e in LEDGER if e.problem.organization_id == "g5"} == {
        *("2021-b2-1", "2021-b2-2", "2021-b5-1", "2021-b5-2"),
    }
    assert LEDGER.entry("2021-g3-2").reopened == 1
    assert LEDGER.entry("2021-c2-1").missed == date(2022, 10, 31)


def test_reports_answer_what_the_ledger_asks():
    """The one that answers nothing, and the one that leaves out what is overdue."""
    asked = {}
    for entry in LEDGER:
        asked.setdefault(entry.problem.post_id, []).append(entry.problem_id)
    found = check_conference(SECOND.review.conference, None, asked)

    assert {(f.subject, f.evidence) for f in found if f.code == "PB-REPORT-05"} == {
        ("g2-secretary", (("problems", "2021-g2-chain-study"),)),
        ("g4-secretary", (("problems", "2021-g4-1"),)),
        ("g5-secretary", (("problems", "2021-b5-1"),)),
    }


def test_trend_carry_over_and_consequences_together():
    """One weakness is back: better marks, a closed item, a cap, and a link."""
    trend = find_trend(FIRST, SECOND)
    weak = pb.find_weak_areas(SECOND, on=ON)
    links = ProblemLinks(
        same=[("2022-g2-1", "2022-g2-weak-fusion")],
        recurs={"2022-g2-1": ["2021-g2-1"]},
    )
    proposed = open_problems(SECOND, weak, on=ON, links=links, last_year=LEDGER)
    new = attrs.evolve(LEDGER, ledger_id="2022", entries=()).record(
        *proposed.steps(by="street-party-office", basis=BASIS)
    )
    following = carry_over(LEDGER, new)
    (back,) = recurrences(following, [LEDGER])

    assert trend.overall.people > 0
    assert SECOND.standings[0].grade_id == "fairly_good"
    assert (back.problem_id, back.closed_on, back.times) == (
        *("2022-g2-1", date(2022, 8, 26), 1),
    )
    assert len(following) == len(new) + len(LEDGER.open_entries())
    assert str(ledger_rates(following, on=ON).total.recurring) == f"1/{len(following)}"
    again = pb.find_weak_areas(
        SECOND,
        on=ON,
        overdue=overdue_problems(LEDGER, on=ON),
        ledger=ledger_evidence(LEDGER, on=ON, this_year=proposed),
    )
    (area,) = again.of("g2-secretary")
    assert {
        e.reference for e in area.evidence if e.source is not EvidenceSource.COMMENT
    } == {
        *("FUSE-1", "2021-g2-1"),
    }
