"""Decisions belong to subjects and to rules that leave something to a body."""

from collections import Counter
from collections.abc import Sequence

from partybuild.conference._decision import (
    ABSENT,
    ADMITTED,
    DECLINED,
    Decision,
    DecisionKind,
)
from partybuild.conference._entry import CapFact
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.rules import ReviewRules, TiePolicy


def refuse_unfit_decisions(
    rules: ReviewRules,
    subject_ids: Sequence[str],
    decisions: Sequence[Decision],
    cap_facts: Sequence[CapFact],
) -> None:
    """Refuse decisions that the rules leave to nobody, doubles and contradictions.

    Args:
        rules: Scheme of the day.
        subject_ids: Subjects of the conference.
        decisions: What bodies decided.
        cap_facts: Facts that hold grades down.

    Raises:
        DuplicateIdError: If something is decided twice, or a fact is recorded and
            said to be absent.
        UnknownIdError: If a subject or a rule is unknown.
        ValueRangeError: If the outcome is none that the rule allows.
    """
    outcomes = _outcomes(rules)
    for decision in decisions:
        by_rule = outcomes[decision.about]
        if decision.rule_id not in by_rule:
            raise UnknownIdError(
                _WHAT[decision.about], decision.rule_id, tuple(by_rule)
            )
        if decision.post_id not in subject_ids:
            raise UnknownIdError("subject", decision.post_id, tuple(subject_ids))
        allowed = by_rule[decision.rule_id]
        if decision.outcome not in allowed:
            raise ValueRangeError(
                f"outcome of {decision.rule_id!r} for {decision.post_id!r}",
                repr(decision.outcome),
                f"one of {', '.join(allowed)}",
            )
    for place, number in Counter(d.place for d in decisions).items():
        if number > 1:
            raise DuplicateIdError(f"decision on {place[1]!r} for", place[2])
    present = {(fact.cap_id, fact.post_id) for fact in cap_facts}
    for decision in decisions:
        told = (decision.rule_id, decision.post_id)
        if decision.about is DecisionKind.FACT and told in present:
            raise DuplicateIdError(
                f"fact {decision.rule_id!r}, recorded and said to be absent, for",
                decision.post_id,
            )


_WHAT = {
    DecisionKind.JUDGMENT: "judgment",
    DecisionKind.FACT: "cap that requires an answer",
    DecisionKind.TIE: "quota whose ties a body decides",
}


def _outcomes(rules: ReviewRules) -> dict[DecisionKind, dict[str, tuple[str, ...]]]:
    return {
        DecisionKind.JUDGMENT: {j.judgment_id: j.grades for j in rules.judgments},
        DecisionKind.FACT: {
            cap.cap_id: (ABSENT,) for cap in rules.caps if cap.answer_required
        },
        DecisionKind.TIE: {
            quota.quota_id: (ADMITTED, DECLINED)
            for quota in rules.quotas
            if quota.ties is TiePolicy.DECISION
        },
    }
