"""What a body decided where the rules leave it to a body."""

from datetime import date
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Record


class DecisionKind(Enum):
    """Kinds of decisions that a scheme may leave to a body."""

    JUDGMENT = "judgment"
    """综合研判: the grade before caps and quotas."""
    FACT = "fact"
    """一票否决: that a fact was looked for and does not exist. One that exists is
    recorded as a fact."""
    TIE = "tie"
    """同分: who takes the last places, such as by a second vote."""


ABSENT = "absent"
"""Outcome: the fact does not exist."""
ADMITTED = "admitted"
"""Outcome: the subject takes one of the places."""
DECLINED = "declined"
"""Outcome: the subject takes none of the places."""


def _article(decision: "Decision", _: object, value: str) -> None:
    if not value.strip():
        raise ValueRangeError(
            f"article of the decision on {decision.post_id!r}",
            repr(value),
            "the article, minute or document that it rests on",
        )


@attrs.frozen(kw_only=True)
class Decision(Record):
    """What a body decided about one subject: who, when and on which article.

    Attributes:
        about: What was left to the body.
        rule_id: Judgment, cap or quota of the rules.
        post_id: Subject.
        outcome: A grade for a judgment; "absent" for a fact; "admitted" or
            "declined" at a tie.
        decided_on: Day of the decision.
        decided_by: Body that decided.
        article: Article, minute or document that it rests on.
        reason: Why, in the words of the body.
    """

    about: DecisionKind = attrs.field(converter=DecisionKind)
    rule_id: str
    post_id: str
    outcome: str
    decided_on: date
    decided_by: Label
    article: str = attrs.field(validator=_article)
    reason: Label

    @property
    def place(self) -> tuple[str, str, str]:
        """What the decision answers; no two decisions answer the same."""
        return (self.about.value, self.rule_id, self.post_id)
