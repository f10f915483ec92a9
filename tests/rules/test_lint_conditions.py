"""Which conditions the linter calls dead, idle, hidden or overlapping, row by row."""

import attrs
import pytest

from partybuild.kernel import Label
from partybuild.rules import (
    AnyOf,
    Cap,
    Compared,
    ConditionGrading,
    Consequence,
    EnteredMeasure,
    Grade,
    GradeCase,
    InClass,
    Judgment,
    Placed,
    PointScale,
    RateMeasure,
    Recorded,
    Step,
    StepMeasure,
    SubjectClass,
    lint,
)
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}
TWO = plain_rules(["1/2", "1/2"])
RATE = RateMeasure(
    measure_id="r", item_id="i0", options=["o0"], base="valid_marks", **ABOUT
)
CODES = {f"PB-LINT-0{number}" for number in range(2, 6)}


def _compared(comparison, threshold, code="r"):
    return Compared(measure_id=code, comparison=comparison, threshold=threshold)


def _any(*conditions):
    return AnyOf(conditions=conditions)


NEVER = _compared("above", 1)
ALWAYS = _compared("at_least", 0)
LOW, HIGH = _compared("below", "1/2"), _compared("at_least", "1/2")
MIDDLE = [_compared("at_least", "1/4"), _compared("at_most", "3/4")]
FACT = Recorded(cap_id="c")
CAP = Cap(cap_id="c", grade_id="grade-1", **ABOUT)


def _told(rules):
    """Return number and place of what is said of conditions."""
    return [
        (int(f.code[-2:]), f.subject.rpartition(".")[2])
        for f in lint(rules)
        if f.code in CODES
    ]


def _stepped(*whens, **others):
    """Return a scheme with points by steps, each step worth something else."""
    steps = [Step(points=at, when=when, basis=OWN) for at, when in enumerate(whens)]
    points = StepMeasure(measure_id="p", steps=steps, otherwise=99, **ABOUT)
    return attrs.evolve(TWO, measures=[RATE, points], caps=[CAP], **others)


@pytest.mark.parametrize(
    ("whens", "said"),
    [
        ([[HIGH], [LOW]], []),
        ([[NEVER], [ALWAYS]], [(2, "1"), (3, "2")]),
        ([[ALWAYS], [HIGH]], [(3, "1")]),
        ([[ALWAYS, HIGH], [_compared("at_least", "3/4")]], [(3, "1"), (4, "2")]),
        ([[_any(HIGH, LOW)], [_compared("at_least", "3/4")]], [(4, "2")]),
        ([[LOW], [HIGH], MIDDLE], [(4, "3")]),
        ([[_any(HIGH, NEVER)], [LOW]], [(2, "1")]),
        ([[LOW, _any(MIDDLE[0], NEVER)], [HIGH]], [(2, "1")]),
        ([[_any(ALWAYS, HIGH)]], [(3, "1")]),
        ([[HIGH], [_compared("at_most", "3/4")]], [(5, "2")]),
        ([MIDDLE, [HIGH]], [(5, "2")]),
        ([[FACT, HIGH], [_compared("at_most", "3/4")]], []),
        ([[HIGH], [FACT, _compared("at_most", "3/4")]], []),
        ([[_compared("at_least", "3/4")], [HIGH]], []),
        ([[HIGH], [_compared("at_least", "3/4")]], [(4, "2")]),
    ],
)
def test_what_is_said_of_steps(whens, said):
    """The first step that holds decides; a narrower one before a wider one is sound."""
    assert _told(_stepped(*whens)) == said


CLASSES = [SubjectClass(class_id=code, label=X) for code in "ab"]
IN_A, IN_B = InClass(classes=["a"]), InClass(classes=["b"])


@pytest.mark.parametrize(
    ("whens", "said"),
    [
        ([[IN_A], [IN_B]], []),
        ([[IN_A, HIGH], [IN_B]], []),
        # Where nothing is weighed by class, nobody need have one.
        ([[_any(IN_A, IN_B)], [HIGH]], []),
        ([[_any(IN_A, IN_B), LOW], [HIGH]], []),
        ([[IN_A], [IN_A, HIGH]], [(4, "2")]),
        ([[IN_A, IN_B]], [(2, "1")]),
        ([[ALWAYS, IN_A], [HIGH]], [(3, "1")]),
    ],
)
def test_what_is_said_of_steps_holds_for_every_class(whens, said):
    """What one class never meets may be meant for the other."""
    assert _told(_stepped(*whens, subject_classes=CLASSES)) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (_compared("at_least", 50, "total"), []),
        (_compared("at_least", 40, "total"), [(3, "c")]),
        (_compared("above", 200, "total"), [(2, "c")]),
        (_compared("above", 100, "total"), []),
        (_any(_compared("above", 150, "total"), IN_A), []),
    ],
)
def test_a_comparison_is_idle_or_dead_where_it_is_for_every_class(when, said):
    """One class is marked from 40 to 100, the other from 160 to 200."""
    high = PointScale(scale_id="high", least=160, most=200, step=10, basis=OWN).scale
    items = [
        attrs.evolve(TWO.items[0], classes=["a"], weight=1),
        attrs.evolve(TWO.items[1], classes=["b"], weight=1, scale_id="high"),
    ]
    follows = Consequence(consequence_id="c", action="talk", when=[when], **ABOUT)
    rules = attrs.evolve(
        TWO,
        scales=[*TWO.scales, high],
        items=items,
        subject_classes=CLASSES,
        consequences=[follows],
    )

    assert _told(rules) == said


HALVES = [Placed(measure_id="e", end=end, share="1/2") for end in ("top", "bottom")]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"caps": [attrs.evolve(CAP, when=HALVES)]}, "c"),
        (
            {
                "judgments": [
                    Judgment(
                        judgment_id="j",
                        grades=["grade-0", "grade-1"],
                        when=HALVES,
                        **ABOUT,
                    )
                ]
            },
            "j",
        ),
        (
            {
                "consequences": [
                    Consequence(consequence_id="x", action="talk", when=HALVES, **ABOUT)
                ]
            },
            "x",
        ),
        (
            {
                "grading": ConditionGrading(
                    grades=[Grade(grade_id=g, label=X) for g in ("grade-0", "rest")],
                    cases=[GradeCase(grade_id="grade-0", when=HALVES, basis=OWN)],
                    otherwise="rest",
                    basis=OWN,
                )
            },
            "1",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_nobody_is_in_both_halves_wherever_it_is_asked(fields, place):
    """In a cap, a case, a judgment and a consequence."""
    entered = EnteredMeasure(measure_id="e", most=9, **ABOUT)

    assert _told(attrs.evolve(TWO, measures=[entered], **fields)) == [(2, place)]


def test_what_was_not_looked_at_is_not_shown():
    """Sixty-five alternatives are too many; that they overlap is not claimed."""
    many = _any(*(_compared("below", f"{at}/100") for at in range(1, 66)))
    few = _any(*(_compared("below", f"{at}/100") for at in range(1, 61)))
    beyond = _compared("at_least", "9/10")

    for some in (many, few):
        assert _told(_stepped([some], [beyond])) == []
    assert _told(_stepped([few], [_compared("at_least", "1/2")])) == [(5, "2")]


def test_how_far_the_measures_of_a_dead_clause_reach():
    """Those of its alternatives, and of one alternative that is dead alone."""
    beyond = _any(_compared("above", 100, "total"), NEVER)
    alone = [HIGH, _any(LOW, _compared("above", "1/2"))]
    follows = [
        Consequence(consequence_id=code, action="talk", when=when, **ABOUT)
        for code, when in (("c", [beyond]), ("d", alone))
    ]
    rules = attrs.evolve(TWO, measures=[RATE], consequences=follows)
    facts = [dict(f.evidence) for f in lint(rules) if f.code == "PB-LINT-02"]

    assert facts == [
        {"r": "0 - 1", "total": "40 - 100"},
        {"alternative": "1", "r": "0 - 1"},
    ]
