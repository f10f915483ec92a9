"""Every code that one part of a scheme names leads to another part."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

import attrs

from partybuild.errors import (
    DuplicateIdError,
    ReviewRuleError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.rules._ballot_check import Distribution, OverallAgrees
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
from partybuild.rules._fault import Fault
from partybuild.rules._grade_order import UNDECIDED
from partybuild.rules._item import Item
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)
from partybuild.rules._measures import TOTAL
from partybuild.rules._other_grading import ConditionGrading, RankGrading
from partybuild.rules._scheme_parts import SchemeParts

_Place = tuple[str, ...]


def reference_faults(
    rules: SchemeParts, unread: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Yield codes that lead nowhere, and conditions asked before their time.

    Args:
        rules: The scheme.
        unread: Attributes that could not be read in full; codes that may lead there
            are let pass.

    Yields:
        Faults, in the order of the attributes.
    """
    check = _Check(rules, unread)
    yield from check.items()
    yield from check.people()
    yield from check.measures()
    yield from check.takers()
    yield from check.grades()
    yield from check.conditions()


@attrs.frozen
class _Check:
    rules: SchemeParts
    unread: frozenset[str]

    def unknown(
        self,
        place: _Place,
        what: str,
        found: Iterable[str],
        known: Collection[str],
        *attributes: str,
    ) -> Iterator[Fault]:
        """Yield the codes that the attributes they lead to do not hold."""
        if not self.unread & set(attributes):
            for identifier in found:
                if identifier not in known:
                    error = UnknownIdError(what, identifier, tuple(known))
                    yield Fault(place, error)

    def items(self) -> Iterator[Fault]:
        """Check scales and words of the items."""
        scales = {scale.scale_id: scale for scale in self.rules.scales}
        for item in self.rules.items:
            place = ("items", item.item_id)
            ids = [item.scale_id]
            yield from self.unknown(place, "scale", ids, scales, "scales")
            if item.scale_id in scales:
                yield from self._words(place, item)

    def _words(self, place: _Place, item: Item) -> Iterator[Fault]:
        count = len(self.rules.scale_of(item).options)
        if item.option_labels and len(item.option_labels) != count:
            error = ValueRangeError(
                f"number of option labels of item {item.item_id!r}",
                len(item.option_labels),
                f"{count}, one for each option of its scale",
            )
            yield Fault(place, error)
            return
        # One word for two options would count every mark for the first.
        words = Counter(
            word
            for option in self.rules.options_of(item)
            for word in {option.option_id, option.label.zh, option.label.en}
        )
        what = f"word for an option of item {item.item_id!r}"
        for word, times in words.items():
            if times > 1:
                yield Fault(place, DuplicateIdError(what, word))

    def people(self) -> Iterator[Fault]:
        """Check sets of voter groups and classes of subjects."""
        rules = self.rules
        sets = [group_set.set_id for group_set in rules.group_sets]
        classes = [known.class_id for known in rules.subject_classes]
        what, where = "subject class", "subject_classes"
        for group in rules.voter_groups:
            place = ("voter_groups", group.group_id)
            within = filter(None, [group.within])
            yield from self.unknown(place, "group set", within, sets, "group_sets")
            named = [weight.class_id for weight in group.class_weights]
            yield from self.unknown(place, what, named, classes, where)
        for item in rules.items:
            place = ("items", item.item_id)
            named = [*(w.class_id for w in item.class_weights), *item.classes]
            yield from self.unknown(place, what, named, classes, where)

    def measures(self) -> Iterator[Fault]:
        """Check what measures are taken from, and what takes them."""
        rules = self.rules
        items = {item.item_id: item for item in rules.items}
        groups = [group.group_id for group in rules.voter_groups]
        scales = {scale.scale_id for scale in rules.scales}
        for measure in rules.measures:
            place = ("measures", measure.measure_id)
            if isinstance(measure, BallotMeasure):
                named: tuple[str, ...] = measure.items or (() if items else ("any",))
                yield from self.unknown(place, "item", named, items, "items")
                what, where = "voter group", "voter_groups"
                yield from self.unknown(place, what, measure.groups, groups, where)
            elif isinstance(measure, RateMeasure):
                named = (measure.item_id,)
                yield from self.unknown(place, "item", named, items, "items")
                item = items.get(measure.item_id)
                if item is not None and item.scale_id in scales:
                    yield from self.unknown(
                        place,
                        f"option of item {measure.item_id!r}",
                        (*measure.options, *measure.less),
                        [option.option_id for option in rules.scale_of(item).options],
                    )

    def takers(self) -> Iterator[Fault]:
        """Check what takes a measure or an item."""
        rules = self.rules
        known = [measure.measure_id for measure in rules.measures]
        for component in rules.components:
            place = ("components", component.component_id)
            ids = [component.measure_id]
            if component.kind is ComponentKind.MEASURE:
                yield from self.unknown(place, "measure", ids, known, "measures")
        for quota in rules.quotas:
            place = ("quotas", quota.quota_id)
            yield from self.unknown(place, "measure", quota.tie_keys, known, "measures")
        if isinstance(rules.grading, RankGrading):
            ids, known = [rules.grading.measure_id], [*known, TOTAL]
            yield from self.unknown(("grading",), "measure", ids, known, "measures")
        items = [item.item_id for item in rules.items]
        for check in rules.ballot_checks:
            place = ("ballot_checks", check.check_id)
            named: tuple[str, ...] = ()
            if isinstance(check, OverallAgrees):
                named = (check.overall, *check.items)
            elif isinstance(check, Distribution) and check.item_id:
                named = (check.item_id,)
            yield from self.unknown(place, "item", named, items, "items")

    def grades(self) -> Iterator[Fault]:
        """Check the grades that caps and quotas name."""
        known = self.rules.grading.grade_ids
        for cap in self.rules.caps:
            place, ids = ("caps", cap.cap_id), [cap.grade_id]
            yield from self.unknown(place, "grade", ids, known, "grading")
        for judgment in self.rules.judgments:
            place = ("judgments", judgment.judgment_id)
            yield from self.unknown(place, "grade", judgment.grades, known, "grading")
        if UNDECIDED.grade_id in known:
            error = ValueRangeError(
                "code of a grade",
                UNDECIDED.grade_id,
                "another code; this one stands for grades that are not decided yet",
            )
            yield Fault(("grading",), error)
        for quota in self.rules.quotas:
            place, ids = ("quotas", quota.quota_id), [quota.grade_id]
            yield from self.unknown(place, "grade", ids, known, "grading")
            if quota.grade_id == known[-1] and "grading" not in self.unread:
                error = ValueRangeError(
                    f"grade of quota {quota.quota_id!r}",
                    quota.grade_id,
                    "a grade with a worse one below it, for those without a place",
                )
                yield Fault(place, error)

    def conditions(self) -> Iterator[Fault]:
        """Check what conditions ask for."""
        rules = self.rules
        for measure in rules.measures:
            if isinstance(measure, StepMeasure):
                what = f"measure {measure.measure_id!r}"
                place = ("measures", measure.measure_id)
                for step in measure.steps:
                    yield from self._asked(place, what, step.when)
        if isinstance(rules.grading, ConditionGrading):
            for case in rules.grading.cases:
                what = f"case of grade {case.grade_id!r}"
                yield from self._asked(("grading",), what, case.when)
        for cap in rules.caps:
            place = ("caps", cap.cap_id)
            yield from self._asked(place, f"cap {cap.cap_id!r}", cap.when)
        for judgment in rules.judgments:
            what = f"judgment {judgment.judgment_id!r}"
            place = ("judgments", judgment.judgment_id)
            yield from self._asked(place, what, judgment.when)
        for consequence in rules.consequences:
            what = f"consequence {consequence.consequence_id!r}"
            place = ("consequences", consequence.consequence_id)
            yield from self._asked(place, what, consequence.when, graded=True)
        for rule in rules.eligibility:
            what = f"eligibility rule {rule.rule_id!r}"
            place = ("eligibility", rule.rule_id)
            yield from self._asked(place, what, rule.when)
            yield from self._results(place, what, rule.when)

    def _asked(
        self,
        place: _Place,
        what: str,
        conditions: Iterable[Condition],
        *,
        graded: bool = False,
    ) -> Iterator[Fault]:
        rules = self.rules
        for condition in plain_conditions(conditions):
            match condition:
                case Compared() | Placed():
                    ids = [condition.measure_id]
                    known = [*(m.measure_id for m in rules.measures), TOTAL]
                    yield from self.unknown(place, "measure", ids, known, "measures")
                case Recorded():
                    ids, known = [condition.cap_id], [cap.cap_id for cap in rules.caps]
                    yield from self.unknown(place, "cap", ids, known, "caps")
                case InClass():
                    known = [c.class_id for c in rules.subject_classes]
                    name, where = "subject class", "subject_classes"
                    yield from self.unknown(
                        place, name, condition.classes, known, where
                    )
                case Graded() if not graded:
                    error = ReviewRuleError(
                        what,
                        "it asks for the grade, which is not known yet",
                        "only consequences may ask for the grade",
                    )
                    yield Fault(place, error)
                case Graded(grades=grades):
                    known = [*rules.grading.grade_ids]
                    yield from self.unknown(place, "grade", grades, known, "grading")
                case _:
                    pass

    def _results(
        self, place: _Place, what: str, conditions: Iterable[Condition]
    ) -> Iterator[Fault]:
        # Who is assessed at all is settled before anything is counted.
        handed_in = {
            measure.measure_id
            for measure in self.rules.measures
            if isinstance(measure, EnteredMeasure | EventMeasure)
        }
        for condition in plain_conditions(conditions):
            if isinstance(condition, Placed) or (
                isinstance(condition, Compared)
                and condition.measure_id not in handed_in
                and "measures" not in self.unread
            ):
                error = ReviewRuleError(
                    what,
                    f"it asks for {condition.measure_id!r}, a result of the review",
                    "compare only values and events that are handed in",
                )
                yield Fault(place, error)
