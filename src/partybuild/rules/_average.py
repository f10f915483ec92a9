"""How the marks of one voter group for one item become one number."""

from enum import Enum
from fractions import Fraction
from typing import ClassVar, TypeAlias

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Record, exact


@attrs.frozen(kw_only=True)
class PlainMean(Record):
    """The mean of the marks.

    Attributes:
        kind: Word for this kind in documents.
    """

    kind: ClassVar[str] = "mean"


class TooFew(Enum):
    """What is taken where a group has too few marks to trim."""

    PLAIN_MEAN = "plain_mean"
    ERROR = "error"


def _half(_: object, field: "attrs.Attribute[Fraction]", value: Fraction) -> None:
    if not 0 <= value < Fraction(1, 2):
        raise ValueRangeError(field.name, value, "a share from 0 to below 1/2")


def _count(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a count of at least 0")


@attrs.frozen(kw_only=True)
class TrimmedMean(Record):
    """The mean without the extreme marks at both ends.

    Attributes:
        kind: Word for this kind in documents.
        each: Marks dropped at each end; 0 where *share* is given.
        share: Share dropped at each end; 0 where *each* is given.
        split_marks: Whether a share may drop a part of a mark.
        least_raters: Fewest marks of a group that are trimmed at all.
        too_few: What is taken below that.
    """

    kind: ClassVar[str] = "trimmed"
    each: int = attrs.field(default=0, validator=_count)
    share: Fraction = attrs.field(default=Fraction(), converter=exact, validator=_half)
    split_marks: bool = False
    least_raters: int = attrs.field(validator=_count)
    too_few: TooFew = attrs.field(converter=TooFew)

    def __attrs_post_init__(self) -> None:
        """Refuse two ways of trimming, or none."""
        if bool(self.each) == bool(self.share):
            raise ValueRangeError(
                "trimming",
                f"each={self.each}, share={self.share}",
                "exactly one of the two above 0",
            )


@attrs.frozen(kw_only=True)
class MedianMark(Record):
    """The middle mark, or the mean of the two in the middle.

    Attributes:
        kind: Word for this kind in documents.
    """

    kind: ClassVar[str] = "median"


Average: TypeAlias = PlainMean | TrimmedMean | MedianMark
"""Every way to make one value of the marks of many."""
