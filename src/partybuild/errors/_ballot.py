"""Ballots and counts that cannot be, or are not there."""

import attrs

from partybuild.errors._base import PartyBuildError, listed


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
class MissingEntryError(PartyBuildError, LookupError):
    """A component of the total was not handed in for every subject."""

    entry_id: str
    subjects: tuple[str, ...]

    def __str__(self) -> str:
        """Name the component and the subjects without it."""
        return (
            f"component {self.entry_id!r} has no entered score for "
            f"{listed(self.subjects)}; enter it, with its source, before assessing"
        )


@attrs.define
class DisclosureError(PartyBuildError, ValueError):
    """Figures that would tell what a few voters gave."""

    groups: tuple[str, ...]
    ballots: int
    least: int

    def __str__(self) -> str:
        """Name the groups, their ballots and the way on."""
        return (
            f"these figures tell what voter groups {listed(self.groups)} gave, with "
            f"{self.ballots} ballots in all; at least {self.least} are needed: print "
            "fewer totals, or merge these groups with a larger one"
        )


@attrs.define
class NotForPublicationError(PartyBuildError, ValueError):
    """A result of the review body was about to be published."""

    result: str

    def __str__(self) -> str:
        """Name the kind of result and both ways on."""
        return (
            f"{self.result} holds figures that no disclosure gate has looked at; "
            "for the review body say public=False, and publish a report or what "
            "Disclosure.clear, clear_intervals and clear_weak_areas return"
        )
