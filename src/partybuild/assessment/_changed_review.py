"""A review after one change; what was stored stays as it was."""

from collections.abc import Sequence
from fractions import Fraction

import attrs

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
from partybuild.conference import (
    ABSENT,
    Decision,
    DecisionKind,
    GroupRoll,
    Review,
    RollCall,
    Tally,
)
from partybuild.errors import ReviewRuleError, UnknownIdError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import (
    Grading,
    Recorded,
    ReviewRules,
)


def changed(review: Review, change: Change) -> Review:
    """Return a review after one change.

    Args:
        review: The review.
        change: The change.

    Returns:
        Another review; where votes change it holds counts in place of ballots.

    Raises:
        ReviewRuleError: If the scheme cannot be changed in this way.
        TallyError: If more votes are taken away than there are.
        UnknownIdError: If the change names something that there is not.
        ValueRangeError: If a weight leaves nothing for the others.
    """
    match change:
        case MoreVotes():
            return _voted(review, change)
        case NewFact(fact=fact):
            return attrs.evolve(review, cap_facts=[*review.cap_facts, fact])
        case NewDecision(decision=decision):
            rest = [d for d in review.decisions if d.place != decision.place]
            return attrs.evolve(review, decisions=[*rest, decision])
        case NewEntry(entry=entry):
            mine = (entry.post_id, entry.entry_id)
            others = [e for e in review.entered if (e.post_id, e.entry_id) != mine]
            return attrs.evolve(review, entered=[*others, entry])
        case LiftedCap():
            return _lifted(review, change)
        case _:
            return _under(review, _other_rules(review.version.rules, change))


def _under(review: Review, rules: ReviewRules) -> Review:
    now = review.version
    versions = [
        attrs.evolve(version, rules=rules) if version is now else version
        for version in review.rulebook.versions
    ]
    rulebook = attrs.evolve(review.rulebook, versions=versions)
    return attrs.evolve(review, rulebook=rulebook)


def _place(what: str, identifier: str, known: Sequence[str]) -> int:
    if identifier not in known:
        raise UnknownIdError(what, identifier, tuple(known))
    return known.index(identifier)


def _voted(review: Review, change: MoreVotes) -> Review:
    tally = attrs.evolve(review.tally(), moments=None, contrasts=None)
    form = tally.form
    group = _place("voter group", change.group_id, form.group_ids)
    subject = _place("subject", change.subject_id, form.subject_ids)
    item = _place("item", change.item_id, form.item_ids)
    options = [option.option_id for option in form.items[item].options]
    at = (subject * len(form.items) + item) * tally.columns
    gains = at + _place("option", change.option_id, options)
    vector = list(tally.counts[group])
    more = 0
    vector[gains] += change.number
    if change.instead_of:
        vector[at + _place("option", change.instead_of, options)] -= change.number
    elif change.number < 0:
        vector[at + form.most_options] -= change.number
    else:
        more = change.number
        blank = form.most_options
        for line in range(0, len(vector), tally.columns):
            if line != at:
                vector[line + blank] += more
    ballots, counts = list(tally.ballots), list(tally.counts)
    ballots[group] += more
    counts[group] = tuple(vector)
    counted = Tally(form=form, ballots=tuple(ballots), counts=tuple(counts))
    roll = review.roll_call.of(change.group_id)
    longer = roll + GroupRoll(
        group_id=change.group_id,
        entitled=None if roll.entitled is None else more,
        present=None if roll.present is None else more,
        issued=more,
        returned=more,
    )
    rolls = [r for r in review.roll_call.groups if r.group_id != change.group_id]
    return attrs.evolve(
        review, box=None, counted=counted, roll_call=RollCall([*rolls, longer])
    )


def _lifted(review: Review, change: LiftedCap) -> Review:
    rules = review.version.rules
    caps = [cap.cap_id for cap in rules.caps]
    cap = rules.caps[_place("cap", change.cap_id, caps)]
    if not change.subject_id:
        _refuse_asked(rules, change.cap_id)
        mine = (DecisionKind.FACT, change.cap_id)
        without = attrs.evolve(
            review,
            cap_facts=[f for f in review.cap_facts if f.cap_id != change.cap_id],
            decisions=[d for d in review.decisions if (d.about, d.rule_id) != mine],
        )
        left = [other for other in rules.caps if other is not cap]
        return _under(without, attrs.evolve(rules, caps=left))
    _place("subject", change.subject_id, review.conference.subject_ids)
    if cap.when:
        raise ReviewRuleError(
            f"cap {cap.cap_id!r}",
            "it holds by conditions, so it cannot be lifted for one subject",
            "lift it for all, or change what the conditions look at",
        )
    whose = (change.subject_id, change.cap_id)
    facts = [f for f in review.cap_facts if (f.post_id, f.cap_id) != whose]
    free = attrs.evolve(review, cap_facts=facts)
    if not cap.answer_required:
        return free
    absent = Decision(
        about=DecisionKind.FACT,
        rule_id=cap.cap_id,
        post_id=change.subject_id,
        outcome=ABSENT,
        decided_on=review.conference.held_on,
        decided_by=_TRIAL,
        article=_TRIAL.zh,
        reason=_TRIAL,
    )
    return changed(free, NewDecision(decision=absent))


_TRIAL = Label(zh="假设", en="assumed")


def _refuse_asked(rules: ReviewRules, cap_id: str) -> None:
    text = repr(Recorded(cap_id=cap_id))
    asking = (rules.measures, rules.grading, rules.consequences, rules.eligibility)
    if any(text in repr(part) for part in asking):
        raise ReviewRuleError(
            f"cap {cap_id!r}",
            "conditions of the scheme ask for it, so it cannot be left out",
            "lift it for single subjects",
        )


def _other_rules(
    rules: ReviewRules,
    change: OtherItemWeight | OtherGroupWeight | OtherEdge | OtherCeiling,
) -> ReviewRules:
    match change:
        case OtherItemWeight(item_id=item_id, weight=weight):
            at = _place("item", item_id, [i.item_id for i in rules.items])
            shares = _shared([rules.item_weight(i) for i in rules.items], at, weight)
            for item in rules.items:
                _refuse_by_class(item.item_id, (*item.classes, *item.class_weights))
            items = [
                attrs.evolve(item, weight=share)
                for item, share in zip(rules.items, shares, strict=True)
            ]
            return attrs.evolve(rules, items=items, item_total=1)
        case OtherGroupWeight(group_id=group_id, weight=weight):
            groups = rules.voter_groups
            at = _place("voter group", group_id, [g.group_id for g in groups])
            shares = _shared([rules.group_weight(g) for g in groups], at, weight)
            for group in groups:
                _refuse_by_class(group.group_id, group.class_weights)
            voters = [
                attrs.evolve(group, weight=share, within="")
                for group, share in zip(groups, shares, strict=True)
            ]
            return attrs.evolve(
                rules, voter_groups=voters, group_total=1, group_sets=()
            )
        case OtherEdge():
            return attrs.evolve(rules, grading=_other_bands(rules, change))
        case _:
            ids = [quota.quota_id for quota in rules.quotas]
            quota = rules.quotas[_place("quota", change.quota_id, ids)]
            ceiling = change.ceiling
            floor = None if quota.worse_at_least is None else 1 - ceiling
            other = attrs.evolve(quota, ceiling=ceiling, worse_at_least=floor)
            quotas = [other if q is quota else q for q in rules.quotas]
            return attrs.evolve(rules, quotas=quotas)


def _refuse_by_class(identifier: str, by_class: Sequence[object]) -> None:
    if by_class:
        raise ReviewRuleError(
            f"weight of {identifier!r}",
            "it depends on the class of the subject",
            "change the rules themselves and assess the review again",
        )


def _shared(shares: Sequence[Fraction], at: int, weight: Fraction) -> list[Fraction]:
    others = sum(shares, Fraction()) - shares[at]
    if not 0 <= weight <= 1 or (others == 0 and weight != 1):
        raise ValueRangeError(
            "weight", weight, "a share from 0 to 1 that leaves the rest to the others"
        )
    scale = (1 - weight) / others if others else Fraction()
    return [weight if n == at else share * scale for n, share in enumerate(shares)]


def _other_bands(rules: ReviewRules, change: OtherEdge) -> Grading:
    grading = rules.grading
    if not isinstance(grading, Grading):
        raise ReviewRuleError(
            "grades", "no scores decide them", "change conditions or places instead"
        )
    at = grading.place(change.grade_id)
    if at == len(grading.bands) - 1:
        raise ReviewRuleError(
            f"grade {change.grade_id!r}",
            "the worst grade has no least score",
            "change the least score of a better grade",
        )
    bands = list(grading.bands)
    bands[at] = attrs.evolve(bands[at], lower=change.lower)
    bands[at + 1] = attrs.evolve(bands[at + 1], upper=change.lower)
    return attrs.evolve(grading, bands=bands)
