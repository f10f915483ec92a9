"""What a change is, in words."""

from collections.abc import Iterable

from partybuild.assessment._changes import (
    Change,
    LiftedCap,
    MoreVotes,
    NewDecision,
    NewEntry,
    NewFact,
    OtherCeiling,
    OtherEdge,
    OtherGroupWeight,
    OtherItemWeight,
)
from partybuild.assessment._first_grade import decision_sentence
from partybuild.conference import Review
from partybuild.kernel import Label, exact_text


def change_words(review: Review, change: Change) -> Label:
    """Return what a change is, in words.

    Args:
        review: The review before any change.
        change: The change.

    Returns:
        One clause, without a full stop.
    """
    rules = review.version.rules
    match change:
        case MoreVotes():
            return _votes(review, change)
        case OtherItemWeight(item_id=one, weight=weight):
            name = _named(one, ((i.item_id, i.label) for i in rules.items))
            share = f"{exact_text(weight * 100)}%"
            return Label(
                zh=f"“{name.zh}”的权重改为{share}，其余项目按原比例分配",
                en=f"the weight of {name.en} is {share}, the other items keep their "
                "proportions",
            )
        case OtherGroupWeight(group_id=one, weight=weight):
            name = _named(one, ((g.group_id, g.label) for g in rules.voter_groups))
            share = f"{exact_text(weight * 100)}%"
            return Label(
                zh=f"“{name.zh}”的权重改为{share}，其余参评主体按原比例分配",
                en=f"the weight of {name.en} is {share}, the other groups keep their "
                "proportions",
            )
        case OtherEdge(grade_id=one, lower=lower):
            name = rules.grading.get(one).label
            edge = exact_text(lower)
            return Label(
                zh=f"“{name.zh}”的最低得分改为{edge}分",
                en=f"the least score for “{name.en}” is {edge}",
            )
        case OtherCeiling(quota_id=one, ceiling=ceiling):
            quota = next(q for q in rules.quotas if q.quota_id == one)
            name = rules.grading.get(quota.grade_id).label
            share = f"{exact_text(ceiling * 100)}%"
            return Label(
                zh=f"“{name.zh}”的比例上限改为{share}",
                en=f"the ceiling for “{name.en}” is {share}",
            )
        case LiftedCap(cap_id=one, subject_id=subject):
            name = _named(one, ((c.cap_id, c.label) for c in rules.caps))
            whom = review.post(subject).title if subject else _ALL
            return Label(
                zh=f"对{whom.zh}不适用“{name.zh}”",
                en=f"{name.en} does not apply to {whom.en}",
            )
        case _:
            return _records(review, change)


def _records(review: Review, change: NewFact | NewDecision | NewEntry) -> Label:
    match change:
        case NewFact(fact=fact):
            caps = review.version.rules.caps
            name = _named(fact.cap_id, ((c.cap_id, c.label) for c in caps))
            whom = review.post(fact.post_id).title
            return Label(
                zh=f"{whom.zh}有“{name.zh}”情形：{fact.reason.zh}",
                en=f"{name.en} concerns {whom.en}: {fact.reason.en}",
            )
        case NewDecision(decision=decision):
            whom, said = (
                review.post(decision.post_id).title,
                decision_sentence(decision),
            )
            return Label(zh=f"{whom.zh}：{said.zh}", en=f"{whom.en}: {said.en}")
        case _:
            entry = change.entry
            whom, points = review.post(entry.post_id).title, exact_text(entry.points)
            return Label(
                zh=f"{whom.zh}的“{entry.entry_id}”为{points}",
                en=f"{entry.entry_id!r} of {whom.en} is {points}",
            )


_ALL = Label(zh="所有述职人", en="anybody")


def _named(identifier: str, labels: Iterable[tuple[str, Label]]) -> Label:
    return next(label for known, label in labels if known == identifier)


def _votes(review: Review, change: MoreVotes) -> Label:
    rules = review.version.rules
    item = next(i for i in rules.items if i.item_id == change.item_id)
    words = {option.option_id: option.label for option in rules.options_of(item)}
    group = _named(change.group_id, ((g.group_id, g.label) for g in rules.voter_groups))
    whom, option = review.post(change.subject_id).title, words[change.option_id]
    number = abs(change.number)
    where = Label(
        zh=f"{group.zh}对{whom.zh}“{item.label.zh}”一项",
        en=f"from {group.en} for {whom.en}, {item.label.en}",
    )
    if change.instead_of:
        other = words[change.instead_of]
        gains, loses = (option, other) if change.number > 0 else (other, option)
        return Label(
            zh=f"{where.zh}有{number}票由“{loses.zh}”改为“{gains.zh}”",
            en=f"{number} votes “{loses.en}” become “{gains.en}” {where.en}",
        )
    if change.number > 0:
        return Label(
            zh=f"{where.zh}增加{number}票“{option.zh}”",
            en=f"{number} more votes “{option.en}” {where.en}",
        )
    return Label(
        zh=f"{where.zh}减少{number}票“{option.zh}”，改为空白",
        en=f"{number} fewer votes “{option.en}” {where.en}, left blank",
    )
