"""What values of the kernel show of themselves, and what a document cannot hold."""

from fractions import Fraction

import pytest

from partybuild.errors import InexactNumberError, ValueRangeError
from partybuild.kernel import (
    Finding,
    JointBasis,
    Label,
    OwnDecision,
    Severity,
    to_document,
)

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
