"""Point scales: marks in points, by steps."""

from fractions import Fraction

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Basis, Label, exact, exact_text
from partybuild.rules._scale import MOST_OPTIONS, Option, Scale


@attrs.frozen(kw_only=True)
class PointScale:
    """Points from a greatest to a least, by equal steps (分档打分).

    In a scheme it stands as the scale of options that it spells out: the ballots
    know no other marks, so a mark off the steps is refused, never rounded.

    Attributes:
        scale_id: Stable code.
        most: Greatest mark.
        least: Least mark.
        step: Distance between marks, such as "0.5"; it gives the decimals.
        basis: Article or decision it rests on.
    """

    scale_id: str
    most: Fraction = attrs.field(converter=exact)
    least: Fraction = attrs.field(default=Fraction(), converter=exact)
    step: Fraction = attrs.field(default=Fraction(1), converter=exact)
    basis: Basis

    def __attrs_post_init__(self) -> None:
        """Refuse steps that do not lead from the least to the greatest mark."""
        if self.step <= 0:
            raise ValueRangeError(f"step of {self.scale_id!r}", self.step, "above 0")
        steps = (self.most - self.least) / self.step
        if steps.denominator != 1 or not 1 <= steps <= MOST_OPTIONS - 1:
            raise ValueRangeError(
                f"steps of {self.scale_id!r} from {self.least} to {self.most}",
                steps,
                f"a whole number from 1 to {MOST_OPTIONS - 1}",
            )

    @property
    def scale(self) -> Scale:
        """The scale of options, one for each mark."""
        marks = int((self.most - self.least) / self.step)
        values = [self.most - self.step * at for at in range(marks + 1)]
        return Scale(
            scale_id=self.scale_id,
            basis=self.basis,
            options=[
                Option(
                    option_id=exact_text(value),
                    label=Label(zh=exact_text(value), en=exact_text(value)),
                    value=value,
                )
                for value in values
            ],
        )
