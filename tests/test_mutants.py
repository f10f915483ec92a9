"""The tool that plants faults: what it changes, and what it leaves alone."""

import sys
import tomllib
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent / "tools" / "mutation"
MODULE = '''
"""A module."""
LIMIT: int = 3

def check(value: int, least: int = 2) -> bool:
    """Say whether a value is in range."""
    if value is None or not value:
        raise ValueError("no value", 7)
    total = sorted([value, LIMIT], key=str)
    return least <= total[0] < LIMIT + 1
'''


@pytest.fixture(scope="module")
def mutants():
    """Return the function that finds mutants; a script finds its neighbors."""
    sys.path.insert(0, str(TOOLS))
    try:
        from _sites import mutants
    finally:
        sys.path.remove(str(TOOLS))
    return mutants


def test_a_small_module_has_these_mutants(mutants, tmp_path):
    """Boundaries, operators, refusals and defaults; no text and no annotation."""
    path = tmp_path / "m.py"
    path.write_text(MODULE, encoding="utf-8")
    found = mutants(path, tmp_path)

    assert [mutant.name.partition(": ")[2] for mutant in found] == [
        "3 → 4",
        "2 → 3",
        "value is None or not value → value is None and (not value)",
        "value is None → value is not None",
        "not value → value",
        "raise ValueError('no value', 7) → pass",
        "sorted([value, LIMIT], key=str) → list([value, LIMIT])",
        "return least <= total[0] < LIMIT + 1 → return None",
        "least <= total[0] < LIMIT + 1 → least < total[0] < LIMIT + 1",
        "least <= total[0] < LIMIT + 1 → least > total[0] < LIMIT + 1",
        "least <= total[0] < LIMIT + 1 → least <= total[0] <= LIMIT + 1",
        "least <= total[0] < LIMIT + 1 → least <= total[0] >= LIMIT + 1",
        "total[0] → total[1]",
        "LIMIT + 1 → LIMIT - 1",
        "LIMIT + 1 → LIMIT + 2",
    ]


def test_a_mutant_behaves_differently_and_leaves_no_trace(mutants, tmp_path):
    """Each is compiled apart; the next one starts from the module as it was."""
    path = tmp_path / "m.py"
    path.write_text(MODULE, encoding="utf-8")

    def at_the_edge(code):
        names = {}
        exec(code, names)  # noqa: S102 - the module above
        return names["check"](3), names["check"](2), names["check"](1)

    by_text = {m.name.partition(" → ")[2]: m for m in mutants(path, tmp_path)}

    assert at_the_edge(by_text["3"].code()) == (True, False, False)
    assert at_the_edge(by_text["least < total[0] < LIMIT + 1"].code()) == (
        True,
        False,
        False,
    )
    assert at_the_edge(by_text["LIMIT - 1"].code()) == (False, False, False)
    assert at_the_edge(compile(MODULE, "m", "exec")) == (True, True, False)


def test_every_explanation_has_a_reason():
    """A mutant is explained once; the tool says which of them no longer exist."""
    text = (TOOLS / "explained.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)["groups"]
    explained = [name for group in groups for name in group["mutants"]]

    assert sorted(set(explained)) == sorted(explained)
    assert all(len(group["reason"]) > 20 for group in groups)
