"""The JSON Schema of reviews: no stricter than the reader, and of use to a form."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from partybuild.adapters.records import (
    review_document,
    review_from_document,
    review_schema,
)
from partybuild.datasets import load_example
from partybuild.errors import InputError
from partybuild.testing.strategies import deciding_reviews

SCHEMA = review_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
CASES = Path(__file__).parents[2] / "conformance" / "cases"


@pytest.fixture(scope="module")
def example():
    """Return the document of the example."""
    return review_document(load_example("long-march-street-2021"))


def test_it_is_a_schema_and_plain_json():
    """By the meta-schema of its draft; every part that is named is there and used."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    text = json.dumps(SCHEMA)

    assert json.loads(text) == SCHEMA
    used = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}
    assert used == set(SCHEMA["$defs"])


def test_every_field_says_what_it_is():
    """A form can show it beside the field."""
    for name, part in SCHEMA["$defs"].items():
        assert part["description"], name
        for field, one in part["properties"].items():
            assert "const" in one or one["description"], f"{name}.{field}"


def test_it_takes_the_examples_and_every_case():
    """Reviews of the conformance suite, with every way to measure and to grade."""
    paths = sorted(CASES.glob("*/review.json"))
    assert len(paths) > 50
    for path in paths[::4]:
        VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))
    for year in (2021, 2022):
        VALIDATOR.validate(review_document(load_example(f"long-march-street-{year}")))


@settings(max_examples=15)
@given(deciding_reviews())
def test_what_is_written_is_valid(review):
    """Whatever a scheme asks for."""
    VALIDATOR.validate(review_document(review))


MISTAKES = {
    "newer": (lambda d: d.update(version=2), "$.version"),
    "format": (lambda d: d.update(format="partybuild-receipt"), "$.format"),
    "unknown part": (lambda d: d.update(balots={}), "$"),
    "missing part": (lambda d: d.pop("posts"), "$"),
    "text for a number": (
        lambda d: d["conference"].update(year="2021"),
        "$.conference.year",
    ),
    "missing field": (lambda d: d["conference"].pop("chair"), "$.conference"),
    "day": (
        lambda d: d["conference"].update(held_on="25.1.2022"),
        "$.conference.held_on",
    ),
    "unknown field": (
        lambda d: d["conference"]["title"].update(de="x"),
        "$.conference.title",
    ),
    "word": (lambda d: d["posts"][0].update(role="boss"), "$.posts[0].role"),
    "mark": (
        lambda d: d["ballots"]["leaders"][0][0].__setitem__(0, 1),
        "$.ballots.leaders[0][0][0]",
    ),
    "ballots and counts": (
        lambda d: d.update(counts={"ballots": {}, "counts": {}}),
        "$",
    ),
}


@pytest.mark.parametrize(("change", "place"), MISTAKES.values(), ids=MISTAKES)
def test_what_a_form_can_know_is_refused_by_both(example, change, place):
    """At the same place, but for fields that are too many or missing."""
    document = deepcopy(example)
    change(document)

    (mistake,) = VALIDATOR.iter_errors(document)
    with pytest.raises(InputError) as refused:
        review_from_document(document)

    assert mistake.json_path == place
    assert refused.value.mistakes[0].place.startswith(place)
