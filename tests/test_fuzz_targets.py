"""The targets of the fuzzer, each with a few inputs; `tools/fuzz.py` tries millions."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FUZZING = str(Path(__file__).parent.parent / "tools" / "fuzzing")
READERS = (
    "arguments",
    "assessed",
    "cells",
    "csv",
    "elements",
    "feedback",
    "folder",
    "frame",
    "ledger",
    "ledger-cells",
    "ledger-workbook",
    "lines",
    "marked",
    "number",
    "ods",
    "popolo",
    "receipt",
    "review",
    "rulebook",
    "template",
    "text",
    "two-sheets",
    "workbook",
    "xls",
)
SLOW = {"arguments", "folder", "ledger-workbook", "marked", "ods", "template", "xls"}


@pytest.fixture(scope="module")
def targets():
    """Return the targets; a script finds its neighbors, a test has to look."""
    sys.path.insert(0, FUZZING)
    try:
        import _targets

        yield {one: _targets.target(one) for one in _targets.READERS}
    finally:
        sys.path.remove(FUZZING)


def test_every_reader_is_fuzzed(targets):
    """A new reader needs a target, and its name here."""
    assert sorted(targets) == list(READERS)


@pytest.mark.parametrize("reader", READERS)
def test_only_documented_errors_leave_a_reader(targets, reader):
    """Whatever the bytes, a reader takes the input or refuses it in its own words."""
    read = targets[reader]

    @settings(
        max_examples=10 if reader in SLOW else 30,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.binary(max_size=60))
    def reads(data):
        read(data)

    reads()
