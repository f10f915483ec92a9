"""One grade, with the scores that earn it where scores do."""

from fractions import Fraction

import attrs

from partybuild.kernel import Label, Record
from partybuild.rules._checks import optional_exact


@attrs.frozen(kw_only=True)
class GradeBand(Record):
    """The scores that earn one grade: from the lower edge, up to below the upper.

    Attributes:
        grade_id: Stable code, such as "good".
        label: Name of the grade, such as 好.
        lower: Least score; it belongs to the band. None: no lower end.
        upper: First score above the band. None: no upper end.
    """

    grade_id: str
    label: Label
    lower: Fraction | None = attrs.field(default=None, converter=optional_exact)
    upper: Fraction | None = attrs.field(default=None, converter=optional_exact)

    def __contains__(self, score: Fraction) -> bool:
        """Whether *score* earns this grade."""
        return (self.lower is None or self.lower <= score) and (
            self.upper is None or score < self.upper
        )
