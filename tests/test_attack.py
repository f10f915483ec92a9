"""The attacker of `tools/attack.py`, on conferences with a handful of ways to vote."""

import sys
from pathlib import Path

import pytest

TOOLS = str(Path(__file__).parent.parent / "tools")


@pytest.fixture(scope="module", name="attack")
def _attack():
    sys.path.insert(0, TOOLS)
    try:
        import attack

        yield attack
    finally:
        sys.path.remove(TOOLS)


def _conference(attack):
    rules = attack.plain_rules(
        groups={"a": "1/4", "b": "3/4"},
        options={"好": 1, "差": 0},
        edges=("9/10", "1/2"),
        rounding=attack.Rounding(places=0),
    )
    return attack.Conference(rules, ("p0",), {"a": 1, "b": 5})


def test_every_way_to_vote_is_tried_and_none_is_told(attack):
    """One voter has two marks, and five have six heaps of marks."""
    conference = _conference(attack)
    ways = list(conference.ways())

    assert len(set(ways)) == 2 * 6
    assert list(attack.given_away(conference, ways)) == []


@pytest.mark.parametrize("knowing", [False, True])
def test_the_attacker_reads_what_is_published(attack, knowing):
    """Were the exact score among it, most marks would be known."""
    conference = _conference(attack)

    def read(found):
        return attack.published(found) + repr(found.standings[0].score).encode()

    ways = list(conference.ways())
    found = [
        line for _, line in attack.given_away(conference, ways, read, knowing=knowing)
    ]

    assert any(line.startswith("a gave (0,)") for line in found)
    assert any(line.startswith("a gave (1,)") for line in found)


def test_the_gate_judges_as_before_after_an_attack(attack):
    """It is listened to for the time of an attack alone."""
    judges = attack.Judged.passes
    conference = _conference(attack)
    list(attack.given_away(conference, list(conference.ways())[:2]))

    assert attack.Judged.passes is judges
