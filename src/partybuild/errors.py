"""Every exception that partybuild raises on purpose.

Each one derives from `PartyBuildError` and from the nearest builtin, keeps the
facts as fields, and says in its text what is wrong, where, what was found and
what to do.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import attrs


class PartyBuildError(Exception):
    """Base class: catch it to catch everything partybuild raises on purpose."""


def _listed(values: Iterable[object]) -> str:
    return ", ".join(str(value) for value in values) or "none"


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
class DuplicateIdError(PartyBuildError, ValueError):
    """The same id stands twice where ids are unique."""

    what: str
    identifier: str

    def __str__(self) -> str:
        """Name the kind of thing and the id."""
        return f"{self.what} id {self.identifier!r} occurs twice; ids are unique"


@attrs.define
class UnknownIdError(PartyBuildError, LookupError):
    """An id that is not known here."""

    what: str
    identifier: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name the id and the ids that exist."""
        return (
            f"there is no {self.what} with id {self.identifier!r}; "
            f"known: {_listed(self.known)}"
        )


@attrs.define
class WeightSumError(PartyBuildError, ValueError):
    """Weights that do not sum to the total they are stated against."""

    what: str
    total: Fraction
    expected: Fraction

    def __str__(self) -> str:
        """Name the weights, their sum and the sum expected."""
        return (
            f"the weights of the {self.what} sum to {self.total}, not to "
            f"{self.expected}; correct the weights (none is rescaled silently)"
        )


@attrs.define
class BandError(PartyBuildError, ValueError):
    """Grade bands with a gap, an overlap or no cover of the scale."""

    problem: str

    def __str__(self) -> str:
        """Say where the bands do not meet."""
        return f"the grade bands do not cover the scale once: {self.problem}"


@attrs.define
class RuleNotInForceError(PartyBuildError, LookupError):
    """No version of a rule is in force on the date asked for."""

    code: str
    on: date
    covered: str

    def __str__(self) -> str:
        """Name the rule, the date, the dates covered and the remedy."""
        return (
            f"{self.code} has no version in force on {self.on}; it covers "
            f"{self.covered}; ask for a date it covers or add the version"
        )


@attrs.define
class RuleVersionError(PartyBuildError, ValueError):
    """Versions of one rule that overlap or leave a gap."""

    code: str
    problem: str

    def __str__(self) -> str:
        """Name the rule and the two versions that do not meet."""
        return f"the versions of {self.code} do not follow one another: {self.problem}"


@attrs.frozen
class Mistake:
    """One mistake in data that somebody handed in.

    Attributes:
        place: Where it stands: sheet and cell, or JSON path.
        message: What was found and what was expected.
    """

    place: str
    message: str

    def __str__(self) -> str:
        """Put the place before the message."""
        return f"{self.place}: {self.message}"


@attrs.define
class InputError(PartyBuildError, ValueError):
    """Data handed in with one or more mistakes, all of them listed.

    Attributes:
        source: What was read: a file name, or the call's own word for it.
        mistakes: Every mistake found, in the order of the source.
    """

    source: str
    mistakes: tuple[Mistake, ...]

    def __str__(self) -> str:
        """List every mistake, one a line."""
        noun = "mistake" if len(self.mistakes) == 1 else "mistakes"
        lines = [f"{self.source}: {len(self.mistakes)} {noun}, nothing was taken"]
        return "\n  ".join([*lines, *map(str, self.mistakes)])


@attrs.define
class RollCallError(PartyBuildError, ValueError):
    """A count of ballots that cannot be true."""

    group: str
    problem: str

    def __str__(self) -> str:
        """Name the voter group and the counts that contradict."""
        return (
            f"the roll call of voter group {self.group!r} does not close: "
            f"{self.problem}; check the scrutineers' record"
        )


@attrs.define
class TallyError(PartyBuildError, ValueError):
    """Tallies that cannot be combined, or counts that cannot be true."""

    problem: str

    def __str__(self) -> str:
        """Say what contradicts."""
        return self.problem


@attrs.define
class MissingLevelError(PartyBuildError, LookupError):
    """A result asks for more than the tally kept."""

    wanted: str
    level: str
    remedy: str

    def __str__(self) -> str:
        """Name the result, the level of the tally it needs and the remedy."""
        return f"{self.wanted} needs {self.level} of the tally; {self.remedy}"


@attrs.define
class EmptyVoterGroupError(PartyBuildError, ValueError):
    """A weighted voter group without one valid mark for an item."""

    group: str
    subject: str
    item: str

    def __str__(self) -> str:
        """Name group, subject and item, and the two ways on."""
        return (
            f"voter group {self.group!r} has no valid mark for item {self.item!r} "
            f"of subject {self.subject!r}; a rule must say what then counts: "
            "empty_group = renormalize or zero"
        )


@attrs.define
class MissingExtraError(PartyBuildError, ImportError):
    """An optional package is not installed."""

    feature: str
    extra: str

    def __str__(self) -> str:
        """Name the feature and the extra to install."""
        return (
            f"{self.feature} needs an optional package; "
            f"install it with: pip install 'partybuild[{self.extra}]'"
        )


@attrs.define
class TiedSeatError(PartyBuildError, ValueError):
    """Equal claims to the last seat of an apportionment."""

    tied: tuple[int, ...]
    seats: int

    def __str__(self) -> str:
        """Name the parts that tie and the way on."""
        return (
            f"parts {_listed(self.tied)} (counted from 0) have equal claims to the "
            f"last of {self.seats} seats; a recorded decision must choose"
        )


@attrs.define
class MissingEntryError(PartyBuildError, LookupError):
    """A component of the total was not handed in for every subject."""

    entry_id: str
    subjects: tuple[str, ...]

    def __str__(self) -> str:
        """Name the component and the subjects without it."""
        return (
            f"component {self.entry_id!r} has no entered score for "
            f"{_listed(self.subjects)}; enter it, with its source, before assessing"
        )


@attrs.define
class FileExistsAlreadyError(PartyBuildError, FileExistsError):
    """A file would be overwritten without being told to."""

    path: str

    def __str__(self) -> str:
        """Name the file and the two ways on."""
        return (
            f"{self.path} exists already and was left as it is; "
            "choose another name, or force overwriting (force=True, --force)"
        )


@attrs.define
class OrganizationTreeError(PartyBuildError, ValueError):
    """Organizations that do not form a tree."""

    problem: str

    def __str__(self) -> str:
        """Say which organizations do not fit."""
        return f"the organizations do not form a tree: {self.problem}"


@attrs.define
class UsageError(PartyBuildError, ValueError):
    """A command whose arguments do not go together."""

    problem: str

    def __str__(self) -> str:
        """Say what does not go together."""
        return f"{self.problem}; see --help"


@attrs.define
class ReportFormatError(PartyBuildError, ValueError):
    """A suffix that no report is written with."""

    suffix: str

    def __str__(self) -> str:
        """Name the suffix and those that exist."""
        return (
            f"no report is written as {self.suffix!r}; "
            "use .docx, .html, .xlsx or .json"
        )
