"""Numbers that a higher document leaves open: filled in below, or refused by name."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import (
    open_parameters,
    parse_rulebook,
    read_rulebook,
    rulebook_toml,
)
from partybuild.datasets import rulebook_parameters
from partybuild.errors import InputError, ValueRangeError
from partybuild.kernel import JointBasis, Label
from partybuild.rules import Parameter
from partybuild.testing.plain import OWN

SAMPLE = (Path(__file__).parent / "sample.toml").read_text(encoding="utf-8")
OPENED = """
[[parameters]]
parameter_id = "ceiling"
label = ["好等次比例上限", "ceiling of the top grade"]
least = "20%"
most = "30%"
filled_by = ["street"]
basis = "measure: Art. 12"

[[parameters]]
parameter_id = "limit"
label = ["加分上限", "limit of the bonus"]
filled_by = ["street", "county"]
basis = "measure: Art. 10"

[[parameters]]
parameter_id = "months"
label = ["约谈时限", "time limit of the talk"]
most = 6
filled_by = ["street"]
basis = "measure: Art. 14"
"""
HIGHER = (
    SAMPLE.replace('ceiling = "30%"', 'ceiling = { parameter = "ceiling" }')
    .replace("limit = 5", 'limit = { parameter = "limit" }')
    .replace("within_months = 1", 'within_months = { parameter = "months" }')
    + OPENED
)
LOWER = """format = "partybuild-rulebook/1"
rulebook_id = "my-street"
extends = "sample-street"
authority = "street"

[citations.local]
title = ["本街道办法", "Measure of my street"]

[[fills]]
parameter_id = "ceiling"
value = "25%"
basis = "local: Art. 4"

[[fills]]
parameter_id = "limit"
value = 3
own_decision = "街道党工委决定（虚构）"

[[fills]]
parameter_id = "months"
value = 2
basis = "local: Art. 5"
"""
ABOVE = {"sample-street.toml": HIGHER}


def mistakes(*changes, lower=LOWER, above=None):
    """Return every mistake of the lower document once it is changed."""
    for before, after in changes:
        assert before in lower
        lower = lower.replace(before, after, 1)
    with pytest.raises(InputError) as refused:
        parse_rulebook(lower, "my-street.toml", above=above or ABOVE)
    return [str(mistake) for mistake in refused.value.mistakes]


def test_what_is_filled_in_rests_on_both_documents():
    """The numbers are those of the street; each cites the article that allows it."""
    rulebook = parse_rulebook(LOWER, above=ABOVE)
    scheme = rulebook.at(date(2022, 1, 25)).rules

    assert rulebook.rulebook_id == "my-street"
    assert rulebook.title == parse_rulebook(SAMPLE).title
    assert scheme.quotas[0].ceiling == Fraction(1, 4)
    assert scheme.adjustments[0].limit == 3
    assert scheme.consequences[0].within_months == 2
    assert isinstance(scheme.quotas[0].basis, JointBasis)
    assert scheme.quotas[0].basis.text("en") == (
        "Measure of the sample street (issued 20 December 2020), Art. 12; "
        "Measure of my street, Art. 4"
    )
    assert scheme.adjustments[0].basis.text("zh") == (
        "《示例街道述职评议考核办法》（2020年12月20日印发）第十条；"
        "本单位决定：街道党工委决定（虚构）"
    )
    # A filled rulebook is a rulebook like any other.
    assert parse_rulebook(rulebook_toml(rulebook)) == rulebook


FAULTS = {
    "unfilled": (
        ('parameter_id = "ceiling"\nvalue = "25%"\nbasis = "local: Art. 4"', None),
        (
            "sample-street.toml, line 173, parameters[ceiling]: parameter 'ceiling': "
            "'sample-street' leaves it open (1/5 to 3/10) to street, and no document "
            "down to 'my-street' fills it in; state it under [[fills]] in a document "
            "that extends 'sample-street'"
        ),
    ),
    "out of range": (
        ('value = "25%"', 'value = "35%"'),
        "'my-street' fills in 7/20, and 'sample-street' allows 1/5 to 3/10",
    ),
    "below a lower end": (
        ('value = "25%"', 'value = "5%"'),
        "'my-street' fills in 1/20, and 'sample-street' allows 1/5 to 3/10",
    ),
    "above an upper end": (
        ("value = 2", "value = 7"),
        "'my-street' fills in 7, and 'sample-street' allows at most 6",
    ),
    "wrong authority": (
        ('authority = "street"', 'authority = "county"'),
        (
            "parameter 'ceiling': 'sample-street' leaves it to street, and in "
            "'my-street' 'county' speaks"
        ),
    ),
    "no authority": (
        ('authority = "street"\n', ""),
        (
            "'sample-street' leaves it to street or county, and in 'my-street' nobody "
            "speaks"
        ),
    ),
    "twice": (
        ('parameter_id = "months"', 'parameter_id = "limit"'),
        "'my-street' and 'my-street' both fill it in, or one does twice",
    ),
    "unknown": (
        ('parameter_id = "ceiling"', 'parameter_id = "cieling"'),
        (
            "'my-street' fills it in, and no document above leaves it open; fill in "
            "one of: ceiling, limit, months"
        ),
    ),
    "no whole number": (
        ("value = 2", 'value = "2.5"'),
        "parameter 'months' is 5/2; expected a whole number",
    ),
    "float": (("value = 3", "value = 3.0"), "found 3.0, a number that a computer"),
    "no citation": (
        ('own_decision = "街道党工委决定（虚构）"\n', ""),
        "nothing says what it rests on",
    ),
    "no such document": (
        ('extends = "sample-street"', 'extends = "sample"'),
        (
            "extends: there is no document 'sample' at hand; give its file (above=), "
            "or put sample.toml into the same folder"
        ),
    ),
    "extends itself": (
        ('extends = "sample-street"', 'extends = "my-street"'),
        "the documents extend each other in a circle: my-street -> my-street",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_parameter_filled_in_wrongly_names_both_documents(name):
    """Unfilled, ambiguous, out of range, by the wrong authority."""
    (before, after), message = FAULTS[name]
    change = (f"[[fills]]\n{before}", "") if after is None else (before, after)

    assert any(message in mistake for mistake in mistakes(change))


def test_a_rulebook_that_leaves_numbers_open_names_all_of_them():
    """Nothing is guessed where nobody decided."""
    with pytest.raises(InputError) as refused:
        parse_rulebook(HIGHER, "sample-street.toml")

    shown = str(refused.value)
    for code in ("ceiling", "limit", "months"):
        assert (
            f"parameters[{code}]: parameter '{code}': 'sample-street' leaves" in shown
        )
    assert "(any value)" in shown


def test_a_parameter_that_no_document_leaves_open_is_refused():
    """With a hint at the one that was meant."""
    above = {"a": HIGHER.replace('{ parameter = "limit" }', '{ parameter = "limitt" }')}
    found = mistakes(above=above)

    assert any("no document leaves a parameter 'limitt' open" in one for one in found)
    assert any("nothing in the scheme takes parameter 'limit'" in one for one in found)
    above = {"a": HIGHER.replace('{ parameter = "limit" }', "{ parameter = 3 }")}
    assert any(
        "found a table; expected a whole" in one for one in mistakes(above=above)
    )


def test_documents_in_three_levels_fill_in_one_after_the_other(tmp_path):
    """A document of parameters alone, a county, a street; found in one folder."""
    central = 'format = "partybuild-rulebook/1"\nrulebook_id = "central"\n' + (
        SAMPLE[SAMPLE.index("[citations") : SAMPLE.index("[[versions]]")] + OPENED
    )
    county = HIGHER.replace(OPENED, "").replace(
        'rulebook_id = "sample-street"',
        'rulebook_id = "county"\nextends = "central"\nauthority = "county"',
    )
    county += '[[fills]]\nparameter_id = "limit"\nvalue = 4\nown_decision = "x"\n'
    start = LOWER.index('[[fills]]\nparameter_id = "limit"')
    end = LOWER.index('[[fills]]\nparameter_id = "months"')
    street = (LOWER[:start] + LOWER[end:]).replace("sample-street", "county")
    for name, text in (("central", central), ("county", county), ("street", street)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    rulebook = read_rulebook(tmp_path / "street.toml")

    assert rulebook.versions[0].rules.adjustments[0].limit == 4
    assert rulebook.versions[0].rules.quotas[0].ceiling == Fraction(1, 4)
    assert [p.parameter_id for p in open_parameters(tmp_path / "county.toml")] == [
        "ceiling",
        "months",
    ]
    assert len(open_parameters(tmp_path / "central.toml")) == 3
    above = [tmp_path / "central.toml", tmp_path / "county.toml"]
    assert read_rulebook(tmp_path / "street.toml", above=above) == rulebook
    again = (
        street + '[[fills]]\nparameter_id = "limit"\nvalue = 4\nown_decision = "x"\n'
    )
    (tmp_path / "again.toml").write_text(again, encoding="utf-8")
    with pytest.raises(InputError, match="'county' and 'my-street' both fill it in"):
        read_rulebook(tmp_path / "again.toml")
    with pytest.raises(InputError, match="both fill it in"):
        open_parameters(tmp_path / "again.toml")


def test_a_parameter_left_open_twice_is_refused():
    """Two documents, or one."""
    shown = "\n".join(mistakes(above={"a": HIGHER + OPENED}))

    assert "both documents leave it open, or one does twice" in shown


def test_a_range_that_no_value_fits_is_refused():
    """The least value above the greatest; or nobody who may fill it in."""
    facts = {"parameter_id": "x", "label": Label.same("x"), "basis": OWN}

    with pytest.raises(ValueRangeError, match="most of 'x' is 1; expected at least 2"):
        Parameter(**facts, filled_by=["a"], least=2, most=1)
    with pytest.raises(ValueRangeError, match="filled_by is an empty list"):
        Parameter(**facts, filled_by=[])
    assert Parameter(**facts, filled_by=["a"], least=2).range_text == "2 or more"


def test_what_a_bundled_rulebook_leaves_open_can_be_asked():
    """The rules of the example leave nothing open."""
    assert rulebook_parameters("long-march-street-review") == ()


def test_several_articles_may_be_cited():
    """A list of references; nothing of one's own is lost when it is written."""
    text = SAMPLE.replace(
        'basis = "measure: Art. 13"', 'basis = ["measure: Art. 13", "meeting"]'
    )
    rulebook = parse_rulebook(text)
    basis = rulebook.versions[0].rules.caps[0].basis

    assert [part.text("en") for part in basis.parts] == [
        "Measure of the sample street (issued 20 December 2020), Art. 13",
        "own decision: 12th meeting of the working committee in 2020",
    ]
    assert parse_rulebook(rulebook_toml(rulebook)) == rulebook
    with pytest.raises(ValueRangeError, match="parts of a basis is 0"):
        JointBasis(parts=[])


@pytest.mark.parametrize(
    "codes", ["5", "2022-01-01", "{ a = 1 }", "[[]]", "[1]", "true"]
)
def test_what_is_no_list_of_codes_is_refused(codes):
    """Whatever stands at extends, it is told in words."""
    with pytest.raises(InputError, match="extends"):
        parse_rulebook(
            SAMPLE.replace("[citations", f"extends = {codes}\n[citations", 1)
        )
