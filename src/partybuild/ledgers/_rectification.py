"""What is done about a problem: measure, owner, deadline, stage, evidence."""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from itertools import pairwise

import attrs

from partybuild.errors import PeriodOrderError, ValueRangeError
from partybuild.kernel import Label, Record
from partybuild.ledgers._checks import named, plain_day


class Stage(Enum):
    """How fast a problem can be put right."""

    AT_ONCE = "at_once"
    """立行立改."""
    WITHIN_LIMIT = "within_limit"
    """限期整改."""
    LONG_TERM = "long_term"
    """长期坚持, with stage goals."""

    @property
    def label(self) -> Label:
        """Name of the stage."""
        return _STAGES[self]


_STAGES = {
    Stage.AT_ONCE: Label(zh="立行立改", en="at once"),
    Stage.WITHIN_LIMIT: Label(zh="限期", en="within a limit"),
    Stage.LONG_TERM: Label(zh="长期", en="long-term"),
}


@attrs.frozen(kw_only=True)
class StageGoal(Record):
    """What a long-term rectification has to reach on its way.

    Attributes:
        due_on: Last day.
        text: What is reached by then.
    """

    due_on: date = attrs.field(validator=plain_day)
    text: Label


@attrs.frozen(kw_only=True)
class Evidence(Record):
    """What shows that something was done (佐证).

    Attributes:
        text: What it is: minutes, a register, photographs.
        reference: Where it is kept, such as a file number; empty where the text
            says it.
    """

    text: Label
    reference: str = ""


def _goals(goals: Iterable[StageGoal]) -> tuple[StageGoal, ...]:
    return tuple(goals)


@attrs.frozen(kw_only=True)
class Rectification(Record):
    """What is to be done about a problem (整改), by whom and until when.

    Attributes:
        measure: What is done.
        responsible: Person responsible; empty where only the post is named.
        post_id: Post responsible; empty where only the person is named.
        organization_id: Body responsible.
        due_on: Planned last day.
        stage: How fast it can be put right.
        goals: Stage goals of a long-term rectification, in order of their days.
    """

    measure: Label
    responsible: str = ""
    post_id: str = ""
    organization_id: str = attrs.field(validator=named)
    due_on: date = attrs.field(validator=plain_day)
    stage: Stage = attrs.field(default=Stage.WITHIN_LIMIT, converter=Stage)
    goals: tuple[StageGoal, ...] = attrs.field(default=(), converter=_goals)

    def __attrs_post_init__(self) -> None:
        """Refuse a rectification without owner, or goals that do not fit."""
        if not (self.responsible.strip() or self.post_id.strip()):
            raise ValueRangeError("responsible", "nobody", "a person or a post")
        if self.stage is Stage.LONG_TERM and not self.goals:
            raise ValueRangeError(
                "stage goals", "none", "at least one where the stage is long-term"
            )
        if self.stage is not Stage.LONG_TERM and self.goals:
            raise ValueRangeError(
                "stage goals", len(self.goals), "none unless the stage is long-term"
            )
        days = [*(goal.due_on for goal in self.goals), self.due_on]
        for one, other in pairwise(days):
            if other < one:
                raise PeriodOrderError(one, other)

    @property
    def owners(self) -> tuple[str, ...]:
        """Person and post responsible, as far as they are named."""
        return tuple(one for one in (self.responsible, self.post_id) if one.strip())
