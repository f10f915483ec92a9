"""A derivation written out as an official would write it on the blackboard."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from typing import Protocol

from partybuild.kernel._citation import Basis
from partybuild.kernel._exact import exact_text
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._operation import Operation
from partybuild.kernel._punctuation import bracketed, labeled
from partybuild.kernel._rounding import Rounding, TrailingZeros

_SHOWN = Rounding(places=4, zeros=TrailingZeros.DROP)


class Operand(Protocol):
    """What is written of one operand of a step."""

    @property
    def node(self) -> "Step":
        """The operand."""
        ...

    @property
    def factor(self) -> Fraction | None:
        """Weight or option value it is multiplied by."""
        ...


class Step(Protocol):
    """What is written of a derivation; the derivation itself knows more."""

    @property
    def operation(self) -> Operation:
        """Kind of step."""
        ...

    @property
    def name(self) -> Label:
        """What the value is."""
        ...

    @property
    def value(self) -> Fraction | Label:
        """The exact number, or the grade's label."""
        ...

    @property
    def number(self) -> Fraction:
        """The value as a number."""
        ...

    @property
    def terms(self) -> Sequence[Operand]:
        """Operands, in order."""
        ...

    @property
    def basis(self) -> Basis | None:
        """What the step rests on."""
        ...

    @property
    def statement(self) -> Label | None:
        """Sentence that says what no formula can."""
        ...


def number_text(value: Fraction) -> str:
    """Return a number short enough to read, marked "≈" where digits were dropped."""
    text = _SHOWN.text(value)
    return text if Fraction(text) == value else f"≈{text}"


def explain(derivation: Step, lang: Lang = "zh", depth: int | None = None) -> str:
    """Write out a derivation, one step a line, operands indented below it.

    Args:
        derivation: The step to explain.
        lang: "zh" or "en".
        depth: How many levels below the first are written; None writes all.

    Returns:
        The lines, joined.

    Raises:
        LanguageError: If *lang* is another language.
    """
    return "\n".join(_lines(derivation, lang, depth, 0))


def explain_html(derivation: Step, lang: Lang = "zh") -> str:
    """Write out a derivation as nested folded HTML, every text escaped.

    Args:
        derivation: The step to explain.
        lang: "zh" or "en".

    Returns:
        One HTML element that needs no script.
    """
    line = escape(_line(derivation, lang))
    steps = [t.node for t in derivation.terms if not _is_leaf(t.node)]
    if not steps:
        return f"<div>{line}</div>"
    inner = "".join(explain_html(step, lang) for step in steps)
    return f"<details><summary>{line}</summary>{inner}</details>"


def _is_leaf(node: Step) -> bool:
    return not node.terms and node.statement is None


def _lines(node: Step, lang: Lang, depth: int | None, level: int) -> Iterator[str]:
    yield "  " * level + _line(node, lang)
    if depth is not None and level >= depth:
        return
    for term in node.terms:
        # Counts stand in the formula of the line above already.
        if not _is_leaf(term.node):
            yield from _lines(term.node, lang, depth, level + 1)


def _line(node: Step, lang: Lang) -> str:
    value = node.value
    shown = value.text(lang) if isinstance(value, Label) else number_text(value)
    parts = [shown]
    if formula := _formula(node, lang):
        parts.append(formula)
    if node.statement is not None:
        parts[-1] += bracketed(lang, node.statement.text(lang))
    text = labeled(lang, node.name.text(lang), " = ".join(parts))
    if node.basis is not None:
        text += f" [{node.basis.text(lang)}]"
    return text


def _formula(node: Step, lang: Lang) -> str:
    terms = node.terms
    match node.operation:
        case Operation.MEAN:
            above = " + ".join(_product(t) for t in terms if t.node.number)
            return f"({above}) / {number_text(_total(terms))}"
        case Operation.RATE:
            return " / ".join(number_text(t.node.number) for t in terms)
        case Operation.WEIGHTED_SUM | Operation.SUM:
            return " + ".join(_named_product(t, lang) for t in terms) or "0"
        case _:
            return ""


def _total(terms: Sequence[Operand]) -> Fraction:
    return sum((t.node.number for t in terms), Fraction())


def _product(term: Operand) -> str:
    value = number_text(term.node.number)
    return value if term.factor is None else f"{exact_text(term.factor)}×{value}"


def _named_product(term: Operand, lang: Lang) -> str:
    name = term.node.name.text(lang)
    return f"{_product(term)}[{name}]"
