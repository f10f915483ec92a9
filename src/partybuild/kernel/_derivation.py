"""How a published number came about, as a value that can be checked."""

from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import InexactNumberError
from partybuild.kernel._citation import Citation, OwnDecision
from partybuild.kernel._label import Label


class Operation(Enum):
    """One kind of step from marks to a grade."""

    COUNT = "count"
    """A number of marks or ballots: a leaf."""
    ENTERED = "entered"
    """A number that somebody handed in, with its source: a leaf."""
    MEAN = "mean"
    """Sum of factor times count, divided by the sum of the counts."""
    RATE = "rate"
    """First term divided by the second, the base."""
    WEIGHTED_SUM = "weighted_sum"
    """Sum of factor times value."""
    SUM = "sum"
    """Sum of the values."""
    GRADE = "grade"
    """A grade read off a table of bands."""
    CAP = "cap"
    """A grade held down by a fact."""
    QUOTA = "quota"
    """A grade held down by a limited number of places."""


@attrs.frozen
class Term:
    """One operand of a step.

    Attributes:
        node: The operand.
        factor: Weight or option value it is multiplied by; None where none is.
    """

    node: "Derivation"
    factor: Fraction | None = None


@attrs.frozen(kw_only=True)
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
    basis: Citation | OwnDecision | None = None
    statement: Label | None = None

    @property
    def number(self) -> Fraction:
        """The value as a number; a step that ends in a grade has none."""
        if isinstance(self.value, Label):
            raise InexactNumberError(self.value.en)
        return self.value

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
