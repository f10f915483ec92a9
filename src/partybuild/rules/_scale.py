"""Scales: the named, ordered options that a mark chooses from."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, Record, exact
from partybuild.rules._checks import refuse_repeats

# One byte holds a mark; the top values are kept for marks that choose nothing.
MOST_OPTIONS = 240


@attrs.frozen(kw_only=True)
class Option(Record):
    """One option of a scale.

    Attributes:
        option_id: Stable code in documents, such as "good".
        label: Words on the ballot, such as 好.
        value: Points the option is worth.
    """

    option_id: str
    label: Label
    value: Fraction = attrs.field(converter=exact)


def _options(options: Iterable[Option]) -> tuple[Option, ...]:
    return tuple(options)


def _falling(scale: "Scale", _: object, options: tuple[Option, ...]) -> None:
    refuse_repeats("option", [option.option_id for option in options])
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise ValueRangeError(
            f"number of options of scale {scale.scale_id!r}",
            len(options),
            f"2 to {MOST_OPTIONS}",
        )
    for better, worse in pairwise(options):
        if better.value <= worse.value:
            raise ValueRangeError(
                f"option {worse.option_id!r} of scale {scale.scale_id!r}",
                worse.value,
                f"less than the {better.value} of the option before it (best first)",
            )


@attrs.frozen(kw_only=True)
class Scale(Record):
    """Options from the best to the worst, each worth less than the one before.

    Attributes:
        scale_id: Stable code.
        options: Options, best first.
        basis: Article or decision the values rest on.
    """

    scale_id: str
    options: tuple[Option, ...] = attrs.field(converter=_options, validator=_falling)
    basis: Basis

    @property
    def top(self) -> Fraction:
        """Value of the best option."""
        return self.options[0].value

    @property
    def bottom(self) -> Fraction:
        """Value of the worst option."""
        return self.options[-1].value

    @property
    def step(self) -> Fraction:
        """Largest distance between neighboring options."""
        values = [option.value for option in self.options]
        return max(a - b for a, b in pairwise(values))
