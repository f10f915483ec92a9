"""The targets of the fuzzer, each with a few inputs; `tools/fuzz.py` tries millions."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZING = str(Path(__file__).parent.parent / "tools" / "fuzzing")
READERS = (
    "elements",
    "feedback",
    "frame",
    "ledger",
    "number",
    "popolo",
    "receipt",
    "review",
    "text",
    "workbook",
)


# What once left a reader as an error of Python.
CRASHES = (
    ("popolo", bytes.fromhex("30873189bd0c31")),
    ("receipt", bytes.fromhex("9963e768")),
)


@pytest.fixture(scope="module")
def targets():
    """Return the targets; a script finds its neighbors, a test has to look."""
    sys.path.insert(0, FUZZING)
    try:
        from _targets import TARGETS
    finally:
        sys.path.remove(FUZZING)
    return TARGETS


def test_every_reader_is_fuzzed(targets):
    """A new reader needs a target, and its name here."""
    assert sorted(targets) == list(READERS)


@pytest.mark.parametrize("reader", READERS)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=60))
def test_only_documented_errors_leave_a_reader(targets, reader, data):
    """Whatever the bytes, a reader takes the input or refuses it in its own words."""
    targets[reader](data)


@pytest.mark.parametrize(("reader", "data"), CRASHES)
def test_what_once_broke_a_reader_breaks_it_no_more(targets, reader, data):
    """Inputs that the fuzzer found."""
    targets[reader](data)
