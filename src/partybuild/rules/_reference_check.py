"""Every code that one part of a scheme names leads to another part."""

from collections.abc import Iterable

from partybuild.errors import ReviewRuleError, UnknownIdError, ValueRangeError
from partybuild.rules._ballot_check import Distribution, OverallAgrees
from partybuild.rules._checks import refuse_repeats
from partybuild.rules._composition import ComponentKind
from partybuild.rules._condition import (
    Compared,
    Condition,
    Graded,
    InClass,
    Placed,
    Recorded,
    plain_conditions,
)
from partybuild.rules._conversion import StepMeasure
from partybuild.rules._grade_order import UNDECIDED
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)
from partybuild.rules._measures import TOTAL
from partybuild.rules._other_grading import ConditionGrading, RankGrading
from partybuild.rules._scheme_parts import SchemeParts


def refuse_loose_references(rules: SchemeParts) -> None:
    """Refuse codes that lead nowhere, and conditions asked before their time.

    Args:
        rules: The scheme.

    Raises:
        DuplicateIdError: If two options of an item bear the same word.
        ReviewRuleError: If a condition asks for what is not known yet.
        UnknownIdError: If a part names another one that there is not.
        ValueRangeError: If an item has too many or too few words for its options,
            or a quota limits the worst grade.
    """
    for item in rules.items:
        count = len(rules.scale_of(item).options)
        if item.option_labels and len(item.option_labels) != count:
            raise ValueRangeError(
                f"number of option labels of item {item.item_id!r}",
                len(item.option_labels),
                f"{count}, one for each option of its scale",
            )
        # One word for two options would count every mark for the first.
        refuse_repeats(
            f"word for an option of item {item.item_id!r}",
            [
                word
                for option in rules.options_of(item)
                for word in {option.option_id, option.label.zh, option.label.en}
            ],
        )
    _refuse_loose_people(rules)
    _refuse_loose_measures(rules)
    _refuse_loose_grades(rules)
    _refuse_loose_conditions(rules)


def _known(what: str, found: Iterable[str], known: Iterable[str]) -> None:
    ids = tuple(known)
    for identifier in found:
        if identifier not in ids:
            raise UnknownIdError(what, identifier, ids)


def _refuse_loose_people(rules: SchemeParts) -> None:
    sets = [group_set.set_id for group_set in rules.group_sets]
    _known("group set", (g.within for g in rules.voter_groups if g.within), sets)
    classes = [subject_class.class_id for subject_class in rules.subject_classes]
    for group in rules.voter_groups:
        _known("subject class", (w.class_id for w in group.class_weights), classes)
    for item in rules.items:
        _known("subject class", (w.class_id for w in item.class_weights), classes)
        _known("subject class", item.classes, classes)


def _refuse_loose_measures(rules: SchemeParts) -> None:
    items = {item.item_id: item for item in rules.items}
    groups = [group.group_id for group in rules.voter_groups]
    for measure in rules.measures:
        if isinstance(measure, BallotMeasure):
            _known("item", measure.items, items)
            _known("voter group", measure.groups, groups)
            if not items:
                raise UnknownIdError("item", "any", ())
        elif isinstance(measure, RateMeasure):
            _known("item", [measure.item_id], items)
            options = rules.options_of(items[measure.item_id])
            _known(
                f"option of item {measure.item_id!r}",
                (*measure.options, *measure.less),
                [option.option_id for option in options],
            )
    measures = [measure.measure_id for measure in rules.measures]
    named = [c.measure_id for c in rules.components if c.kind is ComponentKind.MEASURE]
    _known("measure", named, measures)
    for quota in rules.quotas:
        _known("measure", quota.tie_keys, measures)
    if isinstance(rules.grading, RankGrading):
        _known("measure", [rules.grading.measure_id], [*measures, TOTAL])
    for check in rules.ballot_checks:
        if isinstance(check, OverallAgrees):
            _known("item", (check.overall, *check.items), items)
        elif isinstance(check, Distribution) and check.item_id:
            _known("item", [check.item_id], items)


def _refuse_loose_grades(rules: SchemeParts) -> None:
    for cap in rules.caps:
        rules.grading.place(cap.grade_id)
    for judgment in rules.judgments:
        _known("grade", judgment.grades, rules.grading.grade_ids)
    if UNDECIDED.grade_id in rules.grading.grade_ids:
        raise ValueRangeError(
            "code of a grade",
            UNDECIDED.grade_id,
            "another code; this one stands for grades that are not decided yet",
        )
    worst = rules.grading.grade_ids[-1]
    for quota in rules.quotas:
        rules.grading.place(quota.grade_id)
        if quota.grade_id == worst:
            raise ValueRangeError(
                f"grade of quota {quota.quota_id!r}",
                quota.grade_id,
                "a grade with a worse one below it, for those without a place",
            )


def _refuse_loose_conditions(rules: SchemeParts) -> None:
    for measure in rules.measures:
        if isinstance(measure, StepMeasure):
            for step in measure.steps:
                _check(rules, f"measure {measure.measure_id!r}", step.when)
    if isinstance(rules.grading, ConditionGrading):
        for case in rules.grading.cases:
            _check(rules, f"case of grade {case.grade_id!r}", case.when)
    for judgment in rules.judgments:
        what = f"judgment {judgment.judgment_id!r}"
        _check(rules, what, judgment.when)
    for cap in rules.caps:
        _check(rules, f"cap {cap.cap_id!r}", cap.when)
    for consequence in rules.consequences:
        what = f"consequence {consequence.consequence_id!r}"
        _check(rules, what, consequence.when, graded=True)
    for rule in rules.eligibility:
        what = f"eligibility rule {rule.rule_id!r}"
        _check(rules, what, rule.when)
        _refuse_results(rules, what, rule.when)


def _check(
    rules: SchemeParts,
    what: str,
    conditions: Iterable[Condition],
    *,
    graded: bool = False,
) -> None:
    measures = [*(measure.measure_id for measure in rules.measures), TOTAL]
    for condition in plain_conditions(conditions):
        match condition:
            case Compared() | Placed():
                _known("measure", [condition.measure_id], measures)
            case Recorded():
                _known("cap", [condition.cap_id], [cap.cap_id for cap in rules.caps])
            case InClass():
                known = [c.class_id for c in rules.subject_classes]
                _known("subject class", condition.classes, known)
            case Graded():
                if not graded:
                    raise ReviewRuleError(
                        what,
                        "it asks for the grade, which is not known yet",
                        "only consequences may ask for the grade",
                    )
                _known("grade", condition.grades, rules.grading.grade_ids)
            case _:
                pass


def _refuse_results(
    rules: SchemeParts, what: str, conditions: Iterable[Condition]
) -> None:
    # Who is assessed at all is settled before anything is counted.
    handed_in = {
        measure.measure_id
        for measure in rules.measures
        if isinstance(measure, EnteredMeasure | EventMeasure)
    }
    for condition in plain_conditions(conditions):
        if isinstance(condition, Placed) or (
            isinstance(condition, Compared) and condition.measure_id not in handed_in
        ):
            raise ReviewRuleError(
                what,
                f"it asks for {condition.measure_id!r}, a result of the review",
                "compare only values and events that are handed in",
            )
