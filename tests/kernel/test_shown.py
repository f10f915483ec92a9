"""What values of the kernel show of themselves, and what a document cannot hold."""

from fractions import Fraction

import attrs
import pytest

from partybuild.errors import InexactNumberError, ValueRangeError
from partybuild.kernel import (
    Derivation,
    Finding,
    JointBasis,
    Label,
    Operation,
    OwnDecision,
    Severity,
    Term,
    to_document,
)
from partybuild.kernel._text import document_id


@attrs.frozen
class Named:
    """A value whose id becomes the name of a file."""

    one_id: str = attrs.field(validator=document_id)


OWN = OwnDecision(decision=Label(zh="本办法", en="this measure"))


def test_a_finding_shows_its_code_and_its_words_escaped():
    """A notebook shows a text that somebody wrote as text, never as markup."""
    finding = Finding(
        code="PB-A-01",
        severity=Severity.ERROR,
        subject="p1",
        message=Label(zh="<b>错误</b>", en="wrong"),
    )

    assert finding._repr_html_() == "<p>[PB-A-01] &lt;b&gt;错误&lt;/b&gt;</p>"


def test_a_document_of_a_mapping_has_its_keys_as_texts():
    """A mapping is an object, whatever its keys were."""
    assert to_document({1: Fraction(1, 3), "b": (None, True)}) == {
        "1": "1/3",
        "b": [None, True],
    }


@pytest.mark.parametrize("value", [0.5, object(), {"a": [1.0]}])
def test_a_document_holds_nothing_inexact_or_foreign(value):
    """What has no exact text is refused, however deep it stands."""
    with pytest.raises(InexactNumberError):
        to_document(value)


def test_a_joint_basis_is_written_part_by_part():
    """Two bases with the mark of the language between them; none is no basis."""
    other = OwnDecision(decision=Label(zh="补充规定", en="a supplement"))
    joint = JointBasis(parts=[OWN, other])

    assert joint.text("zh") == f"{OWN.text('zh')}；{other.text('zh')}"
    assert joint.text("en") == f"{OWN.text('en')}; {other.text('en')}"
    with pytest.raises(ValueRangeError, match="parts of a basis"):
        JointBasis(parts=[])


def test_a_derivation_shows_its_value_without_the_steps_below():
    """A log of thousands of nodes would be read by nobody."""
    leaf = Derivation(
        operation=Operation.COUNT, name=Label.same("below"), value=Fraction(3)
    )
    votes = Derivation(
        operation=Operation.SUM,
        name=Label.same("votes"),
        value=Fraction(3),
        terms=(Term(leaf),),
    )
    node = Derivation(
        operation=Operation.SUM,
        name=Label(zh="合计", en="total"),
        value=Fraction(3),
        terms=(Term(votes),),
    )

    assert repr(node).startswith("<Derivation 合计")
    assert "below" not in repr(node)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\x00", "the character NUL (U+0000) at position 1"),
        ("\ud800", "half a character (U+D800) at position 0"),
    ],
)
def test_a_text_that_no_file_can_hold_is_no_label(text, fault):
    """Found where it is made, not where a report is written."""
    with pytest.raises(ValueRangeError) as caught:
        Label(zh="好", en=text)

    assert str(caught.value) == f"label text 'en' is {fault}; expected text"


@pytest.mark.parametrize("text", ["", " . ", "..", "a/b", "a\\b", "a\n", "a\x00", 7])
def test_an_id_that_cannot_name_a_file_names_no_document(text):
    """Ids become names of files: no folders, no control characters, no emptiness."""
    record = Named("2021-长征")

    assert record.one_id == "2021-长征"
    with pytest.raises(ValueRangeError, match="expected an id"):
        Named(text)
