"""What a refused rulebook says that one should do."""

from fractions import Fraction
from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.errors import InputError, WeightSumError

SAMPLE = (Path(__file__).parent / "sample.toml").read_text(encoding="utf-8")


def _mistakes(before, after):
    assert before in SAMPLE
    with pytest.raises(InputError) as refused:
        parse_rulebook(SAMPLE.replace(before, after, 1), "sample.toml")
    return refused.value.mistakes


@pytest.mark.parametrize(
    ("after", "hint"),
    [
        ("ceiling = \u201c30%\u201d", 'the full-width \u201c stands there; write "'),
        ('ceiling \uff1d "30%"', "the full-width \uff1d stands there; write ="),
        ('ceiling \uff1a "30%"', "the full-width \uff1a stands there; write ="),
        ("ceiling = 30%", 'write a share as a text: "30%"'),
        ("ceiling = \u4e09\u6210", 'put a text in quotation marks: "\u4e09\u6210"'),
        ('ceiling = "30%', "a quotation mark is missing"),
        ('ceiling = "30%"\nceiling = "20%"', "the key or table stands there already"),
        ("ceiling 30", "a key, =, and its value are expected"),
        ('tie_keys = ["total"', "a closing ] or }"),
    ],
)
def test_a_text_that_is_no_toml_is_told_with_its_line_and_a_hint(after, hint):
    """What an office writes with a Chinese keyboard, or forgets."""
    (mistake,) = _mistakes('ceiling = "30%"', after)

    assert mistake.message.startswith("not TOML: ")
    assert hint in mistake.message
    assert "; the line is: " in mistake.message


@pytest.mark.parametrize("text", ["", "[", "=", "\u201c", "a", "a = [\n" * 50])
def test_any_text_gets_an_answer(text):
    """A hint never fails, however little there is to go by."""
    with pytest.raises(InputError):
        parse_rulebook(text, "sample.toml")


def test_a_key_of_another_table_is_told_where_it_belongs():
    """Class weights stand on items and voter groups, not on sets of them."""
    (mistake,) = _mistakes(
        "[[versions.quotas]]", "[[versions.quotas]]\nclass_weights = []"
    )
    assert mistake.message == "unknown key; it belongs to items or voter_groups"
    (other,) = _mistakes("[[versions.quotas]]", "[[versions.quotas]]\nitem_total = 100")
    assert other.message == "unknown key; it belongs to the version itself"
    (typo,) = _mistakes('ceiling = "30%"', 'cieling = "30%"')
    assert typo.message == "unknown key; did you mean 'ceiling'?"


def test_an_unknown_set_is_the_one_mistake_that_is_named():
    """Sums without its members would hide the cause."""
    (mistake,) = _mistakes('within = "inside"', 'within = "nowhere"')
    assert "group set" in mistake.message
    assert "nowhere" in mistake.message


@pytest.mark.parametrize(
    ("total", "expected", "said"),
    [
        ("21/20", 1, "21/20 (1.05 or 105%), not to 1"),
        ("31/30", 1, "31/30 (about 1.0333 or 103.3333%), not to 1"),
        ("201/2", 100, "201/2 (100.5), not to 100"),
        ("105", 100, "sum to 105, not to 100"),
        ("0", 1, "sum to 0, not to 1"),
    ],
)
def test_a_sum_is_told_as_people_write_it(total, expected, said):
    """The fraction, and beside it decimals and per cent."""
    error = WeightSumError("items", Fraction(total), Fraction(expected))
    assert said in str(error)
