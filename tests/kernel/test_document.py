"""The one way in which values become bytes."""

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import InexactNumberError
from partybuild.kernel import (
    Citation,
    Label,
    Period,
    Rounding,
    canonical_json,
    digest,
    exact,
    to_document,
)
from partybuild.organization import OrganizationTree
from partybuild.testing.strategies import bases, exact_numbers, labels, texts

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | texts(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts(), inner, max_size=3)
    ),
    max_leaves=8,
)


class _Color(Enum):
    RED = Fraction(1, 3)


@attrs.frozen
class _Held:
    text: str = ""
    number: int | None = None
    parts: tuple[int, ...] = ()
    day: date | None = None


@given(PLAIN)
def test_plain_data_is_its_own_document(data):
    """What JSON can say already stays as it is."""
    assert to_document(data) == data
    assert json.loads(canonical_json(to_document(data))) == data


@given(PLAIN, st.randoms(use_true_random=False))
def test_order_of_keys_reaches_no_byte(data, random):
    """Equal data has one text and one hash, whatever the order of its keys."""
    shuffled = _shuffled(data, random)

    assert canonical_json(shuffled) == canonical_json(data)
    assert digest(shuffled) == digest(data)


def _shuffled(data, random):
    if isinstance(data, list):
        return [_shuffled(part, random) for part in data]
    if isinstance(data, dict):
        keys = random.sample(list(data), len(data))
        return {key: _shuffled(data[key], random) for key in keys}
    return data


@given(exact_numbers())
def test_fractions_are_texts_that_read_back(number):
    """A fraction is written as text, never as a float."""
    document = to_document(number)

    assert isinstance(document, str)
    assert exact(document) == number


@given(st.lists(st.tuples(labels(), bases()), max_size=2))
def test_models_are_documents_of_their_fields(parts):
    """Attrs values become objects that a canonical text can hold."""
    document = to_document(parts)

    assert json.loads(canonical_json(document)) == document
    for (label, _), (written, _) in zip(parts, document, strict=True):
        assert written == {"zh": label.zh, "en": label.en}


def test_fields_that_hold_nothing_are_left_out():
    """A field added later does not change the bytes of older documents."""
    assert to_document(_Held()) == {}
    assert to_document(_Held("a", 0, (1,), date(2022, 1, 25))) == {
        "text": "a",
        "number": 0,
        "parts": [1],
        "day": "2022-01-25",
    }


class _Own:
    def document(self):
        return ["own"]


def test_values_may_write_their_own_document():
    """A value that knows its document is asked for it, at any depth."""
    assert to_document({"deep": (_Own(),)}) == {"deep": [["own"]]}


def test_a_text_of_another_class_is_the_text():
    """Readers mark texts by their class; a document knows texts only."""
    marked = type("Marked", (str,), {})("1.5")

    assert canonical_json(to_document([marked])) == '["1.5"]'


def test_enums_are_their_values():
    """An enum is written by its value, however that is written."""
    assert to_document(_Color.RED) == "1/3"
    assert to_document(Rounding())["mode"] == "half_up"


def test_citation_and_period_are_documents():
    """Values of the kernel can all be written."""
    title = Label(zh="办法", en="Measures")

    assert to_document(Citation(title=title, issued=date(2018, 10, 28))) == {
        "title": {"zh": "办法", "en": "Measures"},
        "issued": "2018-10-28",
        "status": "confirmed",
    }
    assert to_document(Period(date(2022, 1, 1))) == {"first": "2022-01-01"}


@pytest.mark.parametrize(
    "value", [0.5, float("nan"), Decimal("0.5"), 1j, b"x", object, {1, 2}]
)
def test_what_is_not_exact_is_refused(value):
    """A float, or anything JSON would have to guess at, is refused at any depth."""
    with pytest.raises(InexactNumberError):
        to_document({"deep": [("in", value)]})


@given(PLAIN, PLAIN)
def test_digest_tells_documents_apart(one, other):
    """Different texts have different hashes."""
    same = canonical_json(one) == canonical_json(other)

    assert (digest(one) == digest(other)) == same
    assert len(digest(one)) == 64


def test_a_required_field_stays_even_where_it_is_empty():
    """What reading asks for is written, or an empty tree would not come back."""
    assert to_document(OrganizationTree([])) == {"nodes": []}


@attrs.frozen
class _Numbered:
    document: str = ""


def test_a_field_called_document_is_a_field():
    """Decisions carry the number of their document; they write no document."""
    assert to_document(_Numbered("No. 6")) == {"document": "No. 6"}
    assert to_document(_Numbered()) == {}
