"""How a published number came about, as a value that can be checked."""

from fractions import Fraction

import attrs

from partybuild.errors import InexactNumberError
from partybuild.kernel._blackboard import explain, explain_html
from partybuild.kernel._citation import Basis
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._operation import Operation
from partybuild.kernel._summary import shown_text


@attrs.frozen
class Term:
    """One operand of a step.

    Attributes:
        node: The operand.
        factor: Weight or option value it is multiplied by; None where none is.
    """

    node: "Derivation"
    factor: Fraction | None = None


@attrs.frozen(kw_only=True, repr=False)
class Derivation:
    """A value together with the step that made it and the values it was made of.

    Attributes:
        operation: Kind of step.
        name: What the value is.
        value: The exact number, or the grade's label.
        terms: Operands in the order in which they are written down.
        basis: Article or decision that the step rests on.
        statement: Sentence that says what no formula can, such as the band hit.
    """

    operation: Operation
    name: Label
    value: Fraction | Label
    terms: tuple[Term, ...] = ()
    basis: Basis | None = None
    statement: Label | None = None

    @property
    def number(self) -> Fraction:
        """The value as a number; a step that ends in a grade has none."""
        if isinstance(self.value, Label):
            raise InexactNumberError(self.value.en)
        return self.value

    def explain(self, lang: Lang = "zh", depth: int | None = None) -> str:
        """Write the step out as on a blackboard, operands indented below it.

        Args:
            lang: "zh" or "en".
            depth: How many levels below the first are written; None writes all.

        Returns:
            One step a line.
        """
        return explain(self, lang, depth)

    def __repr__(self) -> str:
        """Tell the value and the step that made it, without those below."""
        return f"<Derivation {shown_text(self.explain(depth=0))}>"

    def _repr_html_(self) -> str:
        return explain_html(self)

    def recompute(self) -> Fraction | Label:
        """Do the step again from the operands' own values.

        Returns:
            What `value` must be; leaves and grades give their value back.
        """
        terms = self.terms
        match self.operation:
            case Operation.MEAN:
                total = sum((t.node.number for t in terms), Fraction())
                return _weighted(terms) / total
            case Operation.RATE:
                return terms[0].node.number / terms[1].node.number
            case Operation.WEIGHTED_SUM | Operation.SUM:
                return _weighted(terms)
            case _:
                return self.value


def _weighted(terms: tuple[Term, ...]) -> Fraction:
    return sum(
        ((1 if t.factor is None else t.factor) * t.node.number for t in terms),
        Fraction(),
    )
