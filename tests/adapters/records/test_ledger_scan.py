"""A look through a file says what the ledger itself would say."""

from datetime import date

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partybuild.adapters.records import scan_ledger, write_ledger
from partybuild.datasets import load_example_ledger
from partybuild.errors import InputError, LedgerStepError
from partybuild.ledgers import StepKind, ledger_rates
from partybuild.testing._ledgers import day, ledger, life, plan, problem, step


def agrees(path, base, on):
    """Hold the scan of a file against the ledger."""
    found = scan_ledger(path, on=on)
    assert found.rates == ledger_rates(base, on=on)
    assert found.lines == len(base.at(on))
    late = [e for e in base.overdue(on) if e.state.value != "canceled"]
    assert [(one.problem_id, one.due) for one in found.overdue] == [
        (e.problem_id, e.next_due) for e in late
    ]
    return found


def test_the_example_is_scanned_as_it_is_read(tmp_path):
    """On days before, within and after the year."""
    base = load_example_ledger("long-march-street-2021")
    path = write_ledger(base, tmp_path / "l.jsonl")
    for month in range(1, 13):
        agrees(path, base, date(2022, month, 1))
    found = agrees(path, base, date(2023, 1, 17))
    assert repr(found).splitlines()[1].startswith("2021-b5-1  书记一人干")


STEPS = st.lists(
    st.tuples(
        st.sampled_from(StepKind),
        st.integers(0, 30),
        st.sampled_from(["office", "g2-secretary"]),
        st.sampled_from([None, 1, 2]),
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS, st.integers(1, 500), st.booleans(), st.integers(1, 5))
def test_any_life_is_scanned_as_it_is_read(tmp_path, kinds, on, goals, begun):
    """Whatever the rules allow, in any order, on any day."""
    start = life(due=150)[:begun]
    if goals and begun > 1:
        start[1] = attrs.evolve(start[1], rectification=plan(150, 60, 120))
        start = start[:3]
    base, today = ledger(*start, *life("p2")[:4]), 45 if begun < 4 else 100
    for kind, later, by, goal in kinds:
        one = step(kind, today + later, by)
        if kind is StepKind.PROGRESS:
            one = attrs.evolve(one, goal=goal)
        if kind is StepKind.REOPEN and goal:
            one = attrs.evolve(one, due_on=day(today + later + goal))
        if kind is StepKind.AMEND:
            other = attrs.evolve(problem(), area="ORG-1", recurs=["old"])
            one = attrs.evolve(one, problem=other)
        try:
            base = base.record(one)
            today += later
        except LedgerStepError:
            continue
    path = write_ledger(base, tmp_path / "l.jsonl", force=True)
    agrees(path, base, day(on))


@pytest.mark.parametrize("first", ["", "[]", "{"])
def test_a_file_without_a_head_is_no_ledger(tmp_path, first):
    """Its first line says which ledger it is."""
    path = tmp_path / "l.jsonl"
    path.write_text(f"{first}\n", encoding="utf-8")
    with pytest.raises(InputError):
        scan_ledger(path, on=day(300))


@pytest.mark.parametrize("text", ["{", "[]", "[3]", '[{"on": 3}]', "{}", "null"])
def test_lines_that_cannot_be_followed_are_named(tmp_path, text):
    """The way on is to read the whole ledger."""
    path = write_ledger(ledger(*life("p1"), *life("p2")), tmp_path / "l.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = text
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="read_ledger says") as caught:
        scan_ledger(path, on=day(300))
    assert caught.value.mistakes[0].place == "line 3"


def test_another_encoding_is_named(tmp_path):
    """As when it is read."""
    path = write_ledger(ledger(*life("p1")), tmp_path / "l.jsonl")
    path.write_bytes(path.read_bytes().replace(b"g2", b"\xff"))
    with pytest.raises(InputError, match="not UTF-8"):
        scan_ledger(path, on=day(300))


def test_a_file_that_is_not_there(tmp_path):
    """Named, as everywhere."""
    with pytest.raises(InputError, match="cannot be read"):
        scan_ledger(tmp_path / "none.jsonl", on=day(1))
