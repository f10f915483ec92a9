"""Derivations: recomputed, explained in both languages, safe in HTML."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import InexactNumberError, LanguageError
from partybuild.kernel import (
    Citation,
    Derivation,
    Label,
    Operation,
    OwnDecision,
    Term,
    explain,
    explain_html,
    number_text,
)
from partybuild.testing.strategies import exact_numbers, texts

GOOD, FAIR = Label(zh="好", en="good"), Label(zh="一般", en="fair")


def _count(label, number):
    return Derivation(operation=Operation.COUNT, name=label, value=Fraction(number))


def _mean(good, fair):
    return Derivation(
        operation=Operation.MEAN,
        name=Label(zh="班子·学习", en="team, study"),
        value=Fraction(100 * good + 60 * fair, good + fair),
        terms=(
            Term(_count(GOOD, good), Fraction(100)),
            Term(_count(FAIR, fair), Fraction(60)),
        ),
    )


def _score(*parts):
    shell = Derivation(
        operation=Operation.WEIGHTED_SUM,
        name=Label(zh="得分", en="score"),
        value=Fraction(0),
        terms=tuple(Term(part, Fraction(1, len(parts))) for part in parts),
    )
    return attrs.evolve(shell, value=shell.recompute())


def _rate(above, below):
    terms = (Term(_count(GOOD, above)), Term(_count(FAIR, below)))
    return Derivation(
        operation=Operation.RATE,
        name=Label(zh="率", en="rate"),
        value=Fraction(above, below),
        terms=terms,
    )


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 50))
def test_every_step_can_be_done_again(good, fair, above, below):
    """Mean, rate, weighted sum and plain sum follow from their operands."""
    plain = Derivation(
        operation=Operation.SUM,
        name=GOOD,
        value=Fraction(above + below),
        terms=(Term(_count(GOOD, above)), Term(_count(FAIR, below))),
    )
    for step in (_mean(good, fair), _rate(above, below), plain, _count(GOOD, good)):
        assert step.recompute() == step.value
    assert _score(_mean(good, fair), _rate(above, below)).number == (
        _mean(good, fair).number + _rate(above, below).number
    ) / Fraction(2)


@given(st.integers(1, 50), st.integers(1, 50))
def test_altered_value_is_noticed(good, fair):
    """A step whose value was changed by hand no longer recomputes."""
    altered = attrs.evolve(_mean(good, fair), value=Fraction(101))

    assert altered.recompute() != altered.value


def test_explanation_is_a_blackboard():
    """One step a line, operands indented, counts inside the formula."""
    step = attrs.evolve(
        _score(_mean(3, 1), _mean(2, 1)),
        basis=OwnDecision(decision=Label(zh="纪要", en="minutes")),
    )

    assert explain(step, "zh") == (
        "得分：≈88.3333 = 0.5×90[班子·学习] + 0.5×≈86.6667[班子·学习] "
        "[本单位决定：纪要]\n"
        "  班子·学习：90 = (100×3 + 60×1) / 4\n"
        "  班子·学习：≈86.6667 = (100×2 + 60×1) / 3"
    )
    assert explain(step, "en", depth=0) == (
        "score: ≈88.3333 = 0.5×90[team, study] + 0.5×≈86.6667[team, study] "
        "[own decision: minutes]"
    )


def test_rate_and_grade_are_explained():
    """A rate shows its base; a grade shows the sentence and the document."""
    rate = _rate(3, 4)
    graded = Derivation(
        operation=Operation.GRADE,
        name=Label(zh="等次", en="grade"),
        value=GOOD,
        terms=(Term(rate),),
        statement=Label(zh="达到标准", en="reaches the standard"),
        basis=Citation(title=Label(zh="办法", en="Measures"), locator="第六条"),
    )

    assert explain(graded, "zh") == (
        "等次：好（达到标准） [《办法》第六条]\n  率：0.75 = 3 / 4"
    )
    assert explain(graded, "en") == (
        "grade: good (reaches the standard) [Measures, Art. 6]\n  rate: 0.75 = 3 / 4"
    )
    assert graded.recompute() == GOOD


def test_grade_is_no_number():
    """The number of a step that ends in a grade does not exist."""
    graded = Derivation(operation=Operation.GRADE, name=GOOD, value=GOOD)

    with pytest.raises(InexactNumberError):
        _ = graded.number


def test_empty_sum_is_explained_as_nothing():
    """A sum without operands is 0, not an empty line."""
    nothing = Derivation(operation=Operation.SUM, name=GOOD, value=Fraction(0))

    assert explain(nothing, "en") == "good: 0 = 0"


def test_other_language_is_refused():
    """There is no third language."""
    with pytest.raises(LanguageError):
        explain(_mean(1, 1), "de")


@given(exact_numbers())
def test_short_number_says_when_digits_were_dropped(value):
    """The sign ≈ stands exactly before numbers that are not the exact ones."""
    text = number_text(value)

    assert text.startswith("≈") == (Fraction(text.removeprefix("≈")) != value)
    assert abs(Fraction(text.removeprefix("≈")) - value) <= Fraction(1, 20_000)


@given(texts(), texts(), texts())
def test_html_holds_every_text_escaped(read_html, name, statement, decision):
    """Whatever stands in a label, the page has no other element than ours."""
    step = attrs.evolve(
        _score(_mean(3, 1), _rate(1, 2)),
        name=Label.same(name),
        statement=Label.same(statement),
        basis=OwnDecision(decision=Label.same(decision)),
    )
    page = read_html(explain_html(step, "zh"))

    assert {*page.tags} == {"details", "summary", "div"}
    assert page.attributes == []
    for text in (name, statement, decision):
        assert _flat(text) in _flat("".join(page.texts))


def _flat(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def test_html_of_a_leaf_is_one_line():
    """What has no steps below it needs no folding."""
    assert explain_html(_mean(3, 1), "en") == (
        "<div>team, study: 90 = (100×3 + 60×1) / 4</div>"
    )


def test_a_derivation_shows_itself_in_a_notebook():
    """The notebook form is the folded page, the text form the blackboard."""
    step = _mean(3, 1)

    assert step._repr_html_() == explain_html(step, "zh")
    assert step.explain("en") == explain(step, "en")
