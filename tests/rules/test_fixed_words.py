"""What takes effect when the rules are loaded: codes, titles, kept values."""

import attrs
import pytest

from partybuild.errors import PartyBuildError, ValueRangeError
from partybuild.rules import (
    ELECTION_NOTICE_MONTHS,
    OPEN_RULES,
    TERMS,
    UNDATED_PRACTICE,
    PointScale,
)
from partybuild.testing.plain import OWN, plain_rulebook, plain_rules


def test_terms_say_for_whom_they_are():
    """Sectors in brackets, in the language of the title; none without sectors."""
    titles = {rule.code: (rule.title.zh, rule.title.en) for rule in TERMS}

    assert titles["PB-TERM-01"] == (
        "党支部的任期（村、社区）",
        "term of a Party branch (village, community)",
    )
    assert titles["PB-TERM-02"] == ("党支部的任期", "term of a Party branch")
    assert ELECTION_NOTICE_MONTHS == 6


def test_what_is_only_in_use_has_titles_and_stands_by_code():
    """Each language in its own text."""
    used = [(one.code, one.title.zh, one.title.en) for one in UNDATED_PRACTICE.lines]
    assert used == [
        ("PB-FORM-91", "党总支的党员人数", "members of a general Party branch"),
        ("PB-FORM-92", "党总支的党员人数", "members of a general Party branch"),
        ("PB-FORM-93", "党委的党员人数", "members of a Party committee"),
        (
            "PB-FORM-94",
            "党总支委员会的委员人数",
            "committee of a general Party branch",
        ),
        ("PB-FORM-95", "党委委员会的委员人数", "committee of a Party committee"),
        ("PB-TERM-91", "党委的任期", "term of a Party committee"),
        ("PB-TERM-92", "党总支的任期", "term of a general Party branch"),
        (
            "PB-TERM-93",
            "党委、党总支的任期",
            "term of a Party committee or general Party branch",
        ),
    ]


def test_open_rules_are_counted_from_one():
    """Codes stand in reports, so that they never shift."""
    numbers = [int(rule.code.removeprefix("PB-OPEN-")) for rule in OPEN_RULES]
    assert numbers == list(range(1, len(OPEN_RULES) + 1))


def test_a_range_of_points_takes_exact_texts():
    """Both ends; a float is refused."""
    scale = PointScale(scale_id="s", most="2.5", least="0.5", step="0.5", basis=OWN)

    assert (scale.most * 2, scale.least * 2) == (5, 1)
    for end in ("most", "least"):
        with pytest.raises(PartyBuildError, match="float"):
            attrs.evolve(scale, **{end: 1.5})


def test_a_rulebook_is_named_so_that_a_file_can_be():
    """No slash; and no total of nothing."""
    with pytest.raises(ValueRangeError, match="a/b"):
        attrs.evolve(plain_rulebook(plain_rules()), rulebook_id="a/b")
    with pytest.raises(ValueRangeError, match="item_total is 0; expected a number"):
        plain_rules(item_total=0)
