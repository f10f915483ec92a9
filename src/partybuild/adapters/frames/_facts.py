"""What a frame does not say: the day, entered scores, facts."""

from collections.abc import Iterable
from datetime import date

import attrs

from partybuild.conference import CapFact, EnteredScore


def _entries(entries: Iterable[EnteredScore]) -> tuple[EnteredScore, ...]:
    return tuple(entries)


def _facts(facts: Iterable[CapFact]) -> tuple[CapFact, ...]:
    return tuple(facts)


@attrs.frozen(kw_only=True)
class FrameFacts:
    """What beside the marks goes into the results of a frame.

    Entries and facts name subjects; subjects of two conferences that share a
    name share them too.

    Attributes:
        on: Day of the conferences, against which facts expire.
        entered: Scores and points given by bodies.
        cap_facts: Facts that hold grades down.
    """

    on: date
    entered: tuple[EnteredScore, ...] = attrs.field(default=(), converter=_entries)
    cap_facts: tuple[CapFact, ...] = attrs.field(default=(), converter=_facts)
