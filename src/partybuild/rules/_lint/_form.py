"""Linear forms over named unknowns: what a score is before any ballot is cast."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs


def _without_zeros(coefs: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    return {name: coefs[name] for name in sorted(coefs) if coefs[name]}


@attrs.frozen
class Form:
    """A sum of unknowns, each times a number, and a constant.

    Attributes:
        coefs: Unknown to its factor; unknowns of factor 0 are left out.
        constant: What is added.
    """

    coefs: Mapping[str, Fraction] = attrs.field(
        factory=dict[str, Fraction], converter=_without_zeros, hash=False
    )
    constant: Fraction = Fraction()

    def plus(self, other: "Form", factor: Fraction | int = 1) -> "Form":
        """Return this form and another one times a factor."""
        coefs = dict(self.coefs)
        for name, coef in other.coefs.items():
            coefs[name] = coefs.get(name, Fraction()) + coef * factor
        return Form(coefs, self.constant + other.constant * factor)

    def less(self, number: Fraction) -> "Form":
        """Return this form less a number."""
        return Form(self.coefs, self.constant - number)

    def negative(self) -> "Form":
        """Return the form of the opposite sign."""
        return Form().plus(self, -1)

    def renamed(self, mark: str) -> "Form":
        """Return the form over the same unknowns with a mark behind their names."""
        return Form(
            {name + mark: coef for name, coef in self.coefs.items()}, self.constant
        )

    def over(self, names: Iterable[str]) -> "Form":
        """Return the part over some unknowns, without the constant."""
        kept = set(names)
        return Form({n: coef for n, coef in self.coefs.items() if n in kept})

    def at(self, values: Mapping[str, Fraction]) -> Fraction:
        """Return the number that the form comes to; unknowns not given are 0."""
        return self.constant + sum(
            (coef * values.get(name, Fraction()) for name, coef in self.coefs.items()),
            Fraction(),
        )


@attrs.frozen
class Bound:
    """A form that is at least 0, or above 0.

    Attributes:
        form: The form.
        strict: Whether it is above 0.
    """

    form: Form
    strict: bool = False

    def holds(self, values: Mapping[str, Fraction]) -> bool:
        """Return whether it holds for some values."""
        found = self.form.at(values)
        return found > 0 if self.strict else found >= 0
