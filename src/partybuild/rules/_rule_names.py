"""Names of the parts of a scheme, and conditions told with them."""

from collections.abc import Iterable, Mapping
from typing import Self

import attrs

from partybuild.duties import WEAKNESSES
from partybuild.kernel import Label, exact_text
from partybuild.rules._condition import (
    Compared,
    Condition,
    End,
    Graded,
    InClass,
    Placed,
    Recorded,
    UnitGraded,
)
from partybuild.rules._measures import TOTAL
from partybuild.rules._review_rules import ReviewRules

_TOTAL = Label(zh="总分", en="total")
_AREAS = {weakness.code: weakness.label for weakness in WEAKNESSES}
# Attributes that hold codes of other parts, and of which parts.
_REFERS = {
    "item_id": "item",
    "overall": "item",
    "items": "item",
    "groups": "group",
    "measure_id": "measure",
    "of": "measure",
    "tie_keys": "measure",
    "grade_id": "grade",
    "grades": "grade",
    "otherwise": "grade",
    "cap_id": "cap",
    "class_id": "class",
    "classes": "class",
    "within": "set",
    "options": "option",
    "less": "option",
    "area": "area",
}


@attrs.frozen
class RuleNames:
    """Names by the kind and the code of a part.

    Attributes:
        labels: The names.
    """

    labels: Mapping[tuple[str, str], Label]

    @classmethod
    def of(cls, rules: ReviewRules) -> Self:
        """Return the names that a scheme gives its parts."""
        options = (one for scale in rules.scales for one in scale.options)
        found = {
            "item": {one.item_id: one.label for one in rules.items},
            "group": {one.group_id: one.label for one in rules.voter_groups},
            "set": {one.set_id: one.label for one in rules.group_sets},
            "class": {one.class_id: one.label for one in rules.subject_classes},
            "measure": {
                TOTAL: _TOTAL,
                **{one.measure_id: one.label for one in rules.measures},
            },
            "grade": {one.grade_id: one.label for one in rules.grading.in_order()},
            "cap": {one.cap_id: one.label for one in rules.caps},
            "option": {one.option_id: one.label for one in options},
            "area": {
                code: Label(zh=f"{label.zh}（{code}）", en=f"{label.en} ({code})")
                for code, label in _AREAS.items()
            },
        }
        return cls(
            {
                (kind, code): label
                for kind, labels in found.items()
                for code, label in labels.items()
            }
        )

    def named(self, attribute: str, code: str) -> Label:
        """Return the name of what an attribute refers to, else the code itself."""
        kind = _REFERS.get(attribute, "")
        return self.labels.get((kind, code), Label.same(code))

    def conditions(self, conditions: Iterable[Condition]) -> Label:
        """Return conditions in words, all of which must hold."""
        clauses = [self._condition(one) for one in conditions]
        return Label(
            zh="，且".join(clause.zh for clause in clauses),
            en=" and ".join(clause.en for clause in clauses),
        )

    def _condition(self, condition: Condition) -> Label:
        match condition:
            case Compared(measure_id=measure, comparison=comparison, threshold=edge):
                name, limit = self.named("measure_id", measure), exact_text(edge)
                return Label(
                    zh=f"“{name.zh}”{comparison.label.zh} {limit}",
                    en=f"{name.en} is {comparison.label.en} {limit}",
                )
            case Placed(measure_id=measure, end=end, share=share):
                name, part = self.named("measure_id", measure), exact_text(share * 100)
                zh, en = ("前", "first") if end is End.TOP else ("后", "last")
                return Label(
                    zh=f"“{name.zh}”居{zh} {part}%以内",
                    en=f"within the {en} {part}% by {name.en}",
                )
            case UnitGraded(grades=grades):
                names = _either(Label.same(grade) for grade in grades)
                return Label(
                    zh=f"所在单位等次为{names.zh}", en=f"the unit is graded {names.en}"
                )
            case Recorded(cap_id=cap_id):
                name = self.named("cap_id", cap_id)
                return Label(
                    zh=f"有“{name.zh}”的情形记录在案",
                    en=f"a fact of {name.en} is on record",
                )
            case Graded(grades=grades):
                names = _either(self.named("grades", grade) for grade in grades)
                return Label(zh=f"等次为{names.zh}", en=f"the grade is {names.en}")
            case InClass(classes=classes):
                names = _either(self.named("classes", one) for one in classes)
                return Label(zh=f"对象类别为{names.zh}", en=f"the class is {names.en}")
            case _:
                clauses = [self._condition(one) for one in condition.conditions]
                return Label(
                    zh=f"符合下列之一：{'；'.join(one.zh for one in clauses)}",
                    en=f"one of: {'; '.join(one.en for one in clauses)}",
                )


def _either(names: Iterable[Label]) -> Label:
    found = tuple(names)
    return Label(
        zh="或".join(f"“{name.zh}”" for name in found),
        en=" or ".join(name.en for name in found),
    )
