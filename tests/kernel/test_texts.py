"""Labels, citations and findings."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import LanguageError, ValueRangeError
from partybuild.kernel import (
    Citation,
    Finding,
    Label,
    OwnDecision,
    Severity,
    sorted_findings,
)
from partybuild.testing.strategies import bases, labels, texts

FINDINGS = st.builds(
    Finding,
    code=st.sampled_from(["PB-A-01", "PB-B-01"]),
    severity=st.sampled_from(Severity),
    subject=st.sampled_from(["", "p1", "p2"]),
    message=labels(),
    evidence=st.lists(st.tuples(texts(), texts()), max_size=2).map(tuple),
    basis=st.none() | bases(),
)


@given(texts(), texts())
def test_label_gives_the_text_of_the_language(zh, en):
    """Both texts come out as they went in."""
    label = Label(zh=zh, en=en)

    assert (label.text("zh"), label.text("en")) == (zh, en)


@given(texts())
def test_label_may_be_the_same_in_both_languages(text):
    """A code or number needs no translation."""
    assert Label.same(text) == Label(zh=text, en=text)


@pytest.mark.parametrize("blank", ["", " ", "\u3000\t"])
def test_blank_label_is_refused(blank):
    """A text for readers is never empty."""
    with pytest.raises(ValueRangeError) as caught:
        Label(zh="好", en=blank)

    assert str(caught.value) == f"label text 'en' is {blank!r}; expected text"


def test_other_language_is_refused():
    """There are two languages; a third is a mistake, not a fallback."""
    with pytest.raises(LanguageError) as caught:
        Label.same("x").text("fr")

    assert str(caught.value) == ("no texts in language 'fr'; ask for 'zh' or 'en'")


def test_citation_is_written_as_in_a_report():
    """Title, day of issue and locator, as far as they are known."""
    title = Label(zh="支部工作条例", en="Branch Regulations")
    whole = Citation(title=title, issued=date(2018, 10, 28), locator="第六条")

    assert whole.text("zh") == "《支部工作条例》（2018年10月28日印发）第六条"
    assert whole.text("en") == "Branch Regulations (issued 28 October 2018), Art. 6"
    assert Citation(title=title).text("zh") == "《支部工作条例》"
    assert Citation(title=title).text("en") == "Branch Regulations"


@pytest.mark.parametrize(
    ("locator", "zh", "en"),
    [
        ("Art. 1-3", "第一条至第三条", "Art. 1-3"),
        ("Arts. 21", "第二十一条", "Arts. 21"),
        ("ch. 6, Art. 10", "第六章, 第十条", "ch. 6, Art. 10"),
        ("Art. 100", "第100条", "Art. 100"),
        ("第二十条", "第二十条", "Art. 20"),
        ("第三章、第十五条", "第三章、第十五条", "ch. 3, Art. 15"),
        ("第一二条", "第一二条", "第一二条"),
        ("附件2", "附件2", "附件2"),
    ],
)
def test_a_place_is_cited_in_the_words_of_the_language(locator, zh, en):
    """Articles and chapters in either notation; what is neither stays."""
    cited = Citation(title=Label(zh="办法", en="Measures"), locator=locator)

    assert cited.text("zh") == f"《办法》{zh}"
    assert cited.text("en") == f"Measures, {en}"


def test_own_decision_says_that_it_is_one():
    """A number that the office fixed is not passed off as an article."""
    own = OwnDecision(decision=Label(zh="会议纪要", en="minutes"))

    assert own.text("zh") == "本单位决定：会议纪要"
    assert own.text("en") == "own decision: minutes"


@given(st.lists(FINDINGS, max_size=6), st.randoms(use_true_random=False))
def test_order_of_findings_does_not_depend_on_the_input(findings, random):
    """Errors first, then by code, subject and words, whatever came first."""
    shuffled = random.sample(findings, len(findings))
    ordered = sorted_findings(findings)
    ranks = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}

    assert sorted_findings(shuffled) == ordered
    assert sorted(ordered, key=lambda f: ranks[f.severity]) == list(ordered)


@given(FINDINGS)
def test_findings_that_differ_in_basis_alone_are_ordered(finding):
    """The document a finding rests on decides where nothing else does."""
    one = attrs.evolve(finding, basis=OwnDecision(decision=Label.same("a")))
    other = attrs.evolve(finding, basis=OwnDecision(decision=Label.same("b")))

    assert sorted_findings([one, other]) == sorted_findings([other, one])
