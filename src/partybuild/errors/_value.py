"""Values that a field does not take."""

from datetime import date
from fractions import Fraction

import attrs

from partybuild.errors._base import PartyBuildError, listed


@attrs.define
class InexactNumberError(PartyBuildError, TypeError):
    """A float, a bool or another inexact object stands where a number is due."""

    value: object

    def __str__(self) -> str:
        """Name the value and say what to write instead."""
        return (
            f"{self.value!r} ({type(self.value).__name__}) is not an exact number; "
            'write text such as "87.5", an int, or Fraction(175, 2)'
        )


@attrs.define
class NumberSyntaxError(PartyBuildError, ValueError):
    """A text that is not a number in any of the forms taken."""

    text: str

    def __str__(self) -> str:
        """Name the text and the forms taken."""
        return (
            f"{self.text!r} is not a number; write it like "
            '"87.5", "1/3", "30%" or "百分之三十"'
        )


@attrs.define
class LanguageError(PartyBuildError, ValueError):
    """A language that no text of the library is written in."""

    lang: str

    def __str__(self) -> str:
        """Name the language and the two that exist."""
        return f"no texts in language {self.lang!r}; ask for 'zh' or 'en'"


@attrs.define
class ValueRangeError(PartyBuildError, ValueError):
    """A value outside the range that its field allows."""

    what: str
    found: object
    expected: str

    def __str__(self) -> str:
        """Name the field, the value and the range."""
        return f"{self.what} is {self.found!s}; expected {self.expected}"


@attrs.define
class PeriodOrderError(PartyBuildError, ValueError):
    """A period that ends before it begins."""

    first: date
    last: date

    def __str__(self) -> str:
        """Name both days and the remedy."""
        return (
            f"the period begins on {self.first} and ends on {self.last}; "
            "the last day is inclusive and may not lie before the first"
        )


@attrs.define
class TiedSeatError(PartyBuildError, ValueError):
    """Equal claims to the last seat of an apportionment."""

    tied: tuple[int, ...]
    seats: int

    def __str__(self) -> str:
        """Name the parts that tie and the way on."""
        return (
            f"parts {listed(self.tied)} (counted from 0) have equal claims to the "
            f"last of {self.seats} seats; a recorded decision must choose"
        )


@attrs.define
class TooFewMarksError(PartyBuildError, ValueError):
    """Fewer marks than a trimmed mean or a median needs."""

    marks: int
    dropped: Fraction

    def __str__(self) -> str:
        """Name both counts and the way on."""
        return (
            f"of {self.marks} marks, {self.dropped} were to be dropped, which leaves "
            "none; a rule that trims must say from how many marks on it does"
        )
