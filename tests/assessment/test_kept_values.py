"""Values of the assessment that are kept, compared and asked again."""

from datetime import timedelta
from fractions import Fraction

import pytest

from partybuild.assessment import Known, Units, assess, known_of
from partybuild.assessment._measures import Measured
from partybuild.conference import BallotForm, SubjectRecord, UnitRecord
from partybuild.errors import MissingEntryError
from partybuild.kernel import Label
from partybuild.rules import Cap, End
from partybuild.testing.plain import (
    DAY,
    OWN,
    box_of_counts,
    plain_fact,
    plain_review,
    plain_rules,
)

X = Label(zh="规定", en="rule")


def _known(*values):
    found = dict(zip("abc", map(Fraction, values), strict=True))
    return Known().with_values("m", X, found)


def test_what_is_known_can_be_compared_and_put_in_a_set():
    """Asking for a place changes nothing about it."""
    one, other = _known(3, 2, 1), _known(3, 2, 1)
    assert one.within("m", "b", End.TOP) == (2, 3)

    assert one == other
    assert len({one, other}) == 1
    assert one != _known(1, 2, 3)
    full = Known(
        classes={"a": "town"},
        unit_grades={"a": "x"},
        recorded={"a": frozenset("c")},
        unanswered={"a": frozenset("c")},
        decisions={},
        grades={"a": "g"},
        grade_labels={"g": X},
    )
    assert isinstance(hash(full), int)
    assert isinstance(hash(Measured(nodes={"m": {}}, known=full)), int)


def test_places_follow_the_values_that_are_known_now():
    """A measure that is told anew is ordered anew."""
    known = _known(3, 2, 1)
    assert known.within("m", "a", End.TOP) == (1, 3)
    raised = {"a": Fraction(3), "b": Fraction(4), "c": Fraction(5)}

    assert known.with_values("m", X, raised).within("m", "a", End.TOP) == (3, 3)


def test_units_are_those_on_record():
    """Without a grade or heads a unit has none; an approval counts from its day."""
    rules = plain_rules()
    box = box_of_counts(BallotForm.of(rules, "ab"), {"g": [(1, 0, 0, 0)] * 2})
    review = plain_review(
        rules,
        box,
        subjects=[SubjectRecord(post_id="a", unit_id="u"), SubjectRecord(post_id="b")],
        units=[
            UnitRecord(unit_id="u", grade="x", heads=0, source=X),
            UnitRecord(unit_id="v", source=X),
        ],
    )
    units = Units.of_review(review)

    assert (units.of, units.grades, units.heads) == ({"a": "u"}, {"u": "x"}, {"u": 0})
    assert units.approved == frozenset()
    assert len({units, Units.of_review(review)}) == 1


def test_what_an_assessment_knows_of_its_subjects():
    """Facts of each, while they count; class, unit, grade and total."""
    rules = plain_rules(
        caps=[Cap(cap_id=code, label=X, grade_id="grade-1", basis=OWN) for code in "cd"]
    )
    box = box_of_counts(BallotForm.of(rules, "ab"), {"g": [(1, 0, 0, 0)] * 2})
    before = DAY - timedelta(days=9)
    facts = [
        plain_fact(post, code, decided_on=before, expires_on=last)
        for post, code, last in (("a", "c", None), ("b", "d", before))
    ]
    units = [UnitRecord(unit_id="u", grade="x", source=X)]
    records = [SubjectRecord(post_id="a", unit_id="u")]
    known = known_of(
        assess(plain_review(rules, box, cap_facts=facts, units=units, subjects=records))
    )

    assert known.recorded == {"a": frozenset("c"), "b": frozenset()}
    assert known.unit_grade("a") == "x"
    with pytest.raises(MissingEntryError, match="grade of the unit"):
        known.unit_grade("b")
    assert known.grades == {"a": "grade-1", "b": "grade-0"}
    assert known.values == {"total": {"a": 100, "b": 100}}
    assert known.labels["total"] == Label(zh="总分", en="total score")
