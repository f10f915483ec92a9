"""The JSON Schema and the docs: made from the classes, current, and no stricter."""

import importlib.util
import re
import tomllib
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from partybuild.adapters.rulebooks import (
    parse_rulebook,
    rulebook_schema,
    rulebook_toml,
)
from partybuild.datasets import rulebook_names, rulebook_path
from partybuild.testing.plain import plain_rulebook
from partybuild.testing.strategies import algebraic_rules

HERE = Path(__file__).parent
ROOT = HERE.parent.parent.parent
SAMPLE = (HERE / "sample.toml").read_text(encoding="utf-8")
PAGE = (ROOT / "docs" / "rulebook-format.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
VALIDATOR = jsonschema.Draft202012Validator(rulebook_schema())


def _tool():
    path = ROOT / "tools" / "rulebook_format.py"
    spec = importlib.util.spec_from_file_location("rulebook_format", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _plain(value):
    """Return data as an editor sees it: days are texts."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def _valid(text):
    return VALIDATOR.is_valid(_plain(tomllib.loads(text)))


def test_schema_and_fields_are_current():
    """`python tools/rulebook_format.py` writes both anew."""
    tool = _tool()

    assert tool.PAGE.read_text(encoding="utf-8") == tool.fields_page()
    assert tool.SCHEMA.read_text(encoding="utf-8") == tool.schema_text()


def test_the_schema_is_a_schema():
    """By the meta-schema of its own draft."""
    jsonschema.Draft202012Validator.check_schema(rulebook_schema())


@settings(max_examples=25)
@given(algebraic_rules())
def test_what_the_loader_takes_the_schema_takes(scheme):
    """Every scheme that can be written."""
    text = rulebook_toml(plain_rulebook(scheme))

    parse_rulebook(text)
    assert _valid(text)


@pytest.mark.parametrize("name", rulebook_names())
def test_the_schema_takes_what_is_bundled(name):
    """Files as people wrote them, open numbers included."""
    assert _valid(rulebook_path(name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("standard = 70", "standart = 70"),
        ("standard = 70", "standard = 70.5"),
        ('effect = "flag"', 'effect = "flags"'),
        ('kind = "rate"', 'kind = "rates"'),
        ('basis = "measure: Art. 6"\n', ""),
        ('basis = "measure: Art. 6"\n', 'basis = "measure"\nown_decision = "x"\n'),
        ("within_months = 1", 'within_months = "1"'),
        ('["抓党建引领", "leadership of Party building"]', '["抓党建引领"]'),
        ("most = 100", "mots = 100"),
        ("[[versions]]", "[versions]"),
    ],
)
def test_the_schema_refuses_what_an_editor_can_know(before, after):
    """Keys, kinds and words; the loader refuses all of it too."""
    assert before in SAMPLE
    assert _valid(SAMPLE)
    if after != "[versions]":
        assert not _valid(SAMPLE.replace(before, after, 1))
    else:
        data = _plain(tomllib.loads(SAMPLE))
        data["versions"] = data["versions"][0]
        assert not VALIDATOR.is_valid(data)


def test_the_file_of_the_docs_is_read_as_it_stands():
    """An official copies it; then leaves the quota open and fills it in below."""
    complete, opened, lower = BLOCKS
    book = parse_rulebook(complete)
    higher = complete.replace('ceiling = "30%"', 'ceiling = { parameter = "ceiling" }')
    filled = parse_rulebook(lower, above={"higher.toml": f"{higher}\n{opened}"})

    assert book.versions[0].rules.quotas[0].ceiling * 100 == 30
    assert filled.versions[0].rules.quotas[0].ceiling * 100 == 25
    assert _valid(complete)
    assert _valid(f"{higher}\n{opened}")
    assert _valid(lower)
