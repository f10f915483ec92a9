"""Parts of a scheme take text, words and lists, and keep numbers exact."""

from enum import Enum
from fractions import Fraction

import attrs
import pytest

from partybuild.errors import InexactNumberError, ValueRangeError
from partybuild.kernel import Label, Rounding
from partybuild.kernel import to_document as document_of
from partybuild.rules import (
    Action,
    Adjustment,
    AdjustmentKind,
    AllEqual,
    AnyOf,
    BallotMeasure,
    Base,
    BlankPolicy,
    Cap,
    CheckEffect,
    ClassWeight,
    Compared,
    Comparison,
    Component,
    ComponentKind,
    Composition,
    ConditionGrading,
    Consequence,
    Delegation,
    Distribution,
    Eligibility,
    EmptyGroupPolicy,
    End,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    Fill,
    Grade,
    GradeBand,
    GradeCase,
    Graded,
    GradeShare,
    Grading,
    GroupSet,
    InClass,
    Item,
    Judgment,
    Option,
    OverallAgrees,
    Parameter,
    Part,
    Placed,
    Quota,
    QuotaBase,
    QuotaRounding,
    QuotaScope,
    RankGrading,
    RankMeasure,
    RateMeasure,
    RelativeMeasure,
    ReportRule,
    ReviewRules,
    Scale,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    Taken,
    TiePolicy,
    TooFew,
    TrimmedMean,
    UnitCeiling,
    UnitGraded,
    VoterGroup,
)
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
HALF, ONE, TWO = Fraction(1, 2), Fraction(1), Fraction(2)
M = {"measure_id": "m", "label": X}
NAMED = {"label": X}
LOW = Compared(measure_id="m", comparison=Comparison.BELOW, threshold=HALF)
LINE = EventLine(line_id="l", label=X, each=ONE, basis=OWN)
GRADES = tuple(Grade(grade_id=code, label=X) for code in "ab")
WEIGHT = ClassWeight(class_id="c", weight=HALF, basis=OWN)
CEILING = UnitCeiling(unit_grade="a", ceiling=HALF, basis=OWN)
RULES = plain_rules()
PARAMETER = Parameter(
    parameter_id="p", label=X, least=HALF, most=TWO, filled_by=("city",), basis=OWN
)
FILL = Fill(parameter_id="p", value=HALF, basis=OWN)

PARTS = [
    (Option, {"option_id": "o", "value": HALF, **NAMED}),
    (Scale, {"scale_id": "s", "options": RULES.scales[0].options}),
    (
        Item,
        {
            "item_id": "i",
            "weight": HALF,
            "scale_id": "s",
            "classes": ("a", "b"),
            "class_weights": (WEIGHT,),
            "option_labels": (X, X),
            **NAMED,
        },
    ),
    (
        VoterGroup,
        {
            "group_id": "g",
            "weight": HALF,
            "class_weights": (WEIGHT,),
            "kinds": ("k",),
            **NAMED,
        },
    ),
    (ClassWeight, {"class_id": "c", "weight": HALF}),
    (GroupSet, {"set_id": "s", "weight": HALF, "total": TWO, **NAMED}),
    (AllEqual, {"check_id": "c", "effect": CheckEffect.FLAG, **NAMED}),
    (
        Distribution,
        {
            "check_id": "c",
            "lower": HALF,
            "upper": TWO,
            "effect": CheckEffect.FLAG,
            **NAMED,
        },
    ),
    (
        OverallAgrees,
        {
            "check_id": "c",
            "overall": "i",
            "items": ("j",),
            "most_apart": HALF,
            "effect": CheckEffect.VOID_VOTE,
            **NAMED,
        },
    ),
    (BallotMeasure, {"items": ("i",), "groups": ("g",), "base": Base.ISSUED, **M}),
    (
        RateMeasure,
        {
            "item_id": "i",
            "options": ("o",),
            "less": ("p",),
            "base": Base.ISSUED,
            **M,
        },
    ),
    (EnteredMeasure, {"least": HALF, "most": TWO, **M}),
    (
        EventMeasure,
        {
            "full": TWO,
            "floor": HALF,
            "lines": (LINE,),
            "taken": Taken.HIGHEST,
            **M,
        },
    ),
    (EventLine, {"line_id": "l", "each": HALF, "most": TWO, **NAMED}),
    (EventLine, {"line_id": "l", "least": HALF, "most": TWO, **NAMED}),
    (Step, {"when": (LOW,), "points": HALF}),
    (
        StepMeasure,
        {
            "steps": (Step(when=(LOW,), points=HALF, basis=OWN),),
            "otherwise": HALF,
            **M,
        },
    ),
    (RankMeasure, {"of": "n", "full": TWO, "less": HALF, "floor": ONE, **M}),
    (RelativeMeasure, {"of": "n", "full": HALF, **M}),
    (Part, {"measure_id": "n", "weight": HALF}),
    (
        SumMeasure,
        {
            "parts": (Part(measure_id="n", weight=HALF, basis=OWN),),
            "weight_total": HALF,
            "least": HALF,
            "most": TWO,
            **M,
        },
    ),
    (
        TrimmedMean,
        {"share": Fraction(1, 4), "least_raters": 3, "too_few": TooFew.ERROR},
    ),
    (
        Component,
        {
            "component_id": "c",
            "kind": ComponentKind.ENTERED,
            "weight": HALF,
            **NAMED,
        },
    ),
    (
        Adjustment,
        {
            "adjustment_id": "a",
            "kind": AdjustmentKind.DEDUCTION,
            "limit": HALF,
            "lines": (LINE,),
            "taken": Taken.HIGHEST,
            **NAMED,
        },
    ),
    (Compared, {"measure_id": "m", "comparison": Comparison.ABOVE, "threshold": HALF}),
    (Placed, {"measure_id": "m", "end": End.BOTTOM, "share": HALF}),
    (UnitGraded, {"grades": ("a",)}),
    (Graded, {"grades": ("a",)}),
    (InClass, {"classes": ("a",)}),
    (AnyOf, {"conditions": (LOW,)}),
    (Cap, {"cap_id": "c", "grade_id": "g", "when": (LOW,), **NAMED}),
    (Eligibility, {"rule_id": "r", "when": (LOW,), **NAMED}),
    (Judgment, {"judgment_id": "j", "when": (LOW,), "grades": ("a", "b"), **NAMED}),
    (
        Consequence,
        {"consequence_id": "c", "action": Action.TALK, "when": (LOW,), **NAMED},
    ),
    (GradeBand, {"grade_id": "g", "lower": HALF, "upper": TWO, **NAMED}),
    (Grading, {"bands": RULES.grading.bands}),
    (GradeCase, {"grade_id": "a", "when": (LOW,)}),
    (
        ConditionGrading,
        {
            "grades": GRADES,
            "cases": (GradeCase(grade_id="a", when=(LOW,), basis=OWN),),
            "otherwise": "b",
        },
    ),
    (
        GradeShare,
        {"grade_id": "g", "share": HALF, "rounding": QuotaRounding.CEILING, **NAMED},
    ),
    (
        RankGrading,
        {
            "grades": (
                GradeShare(grade_id="a", label=X, share=HALF),
                GradeShare(grade_id="b", label=X),
            )
        },
    ),
    (UnitCeiling, {"unit_grade": "a", "ceiling": HALF}),
    (
        Quota,
        {
            "quota_id": "q",
            "grade_id": "g",
            "ceiling": HALF,
            "with_approval": ONE,
            "by_unit_grade": (CEILING,),
            "rounding": QuotaRounding.HALF_UP,
            "scope": QuotaScope.UNIT,
            "base": QuotaBase.HEADCOUNT,
            "ties": TiePolicy.KEYS,
            "tie_keys": ("m",),
        },
    ),
    (Quota, {"quota_id": "q", "grade_id": "g", "worse_at_least": HALF}),
    (
        Parameter,
        {
            "parameter_id": "p",
            "least": HALF,
            "most": TWO,
            "filled_by": ("city", "town"),
            **NAMED,
        },
    ),
    (Fill, {"parameter_id": "p", "value": HALF}),
    (Delegation, {"document_id": "d", "parameters": (PARAMETER,), "fills": (FILL,)}),
    (ReportRule, {"least_problem_share": HALF}),
    (
        ReviewRules,
        {
            "title": X,
            "scales": RULES.scales,
            "subject_classes": (SubjectClass(class_id="c", label=X),),
            "items": RULES.items,
            "voter_groups": (attrs.evolve(RULES.voter_groups[0], within="s"),),
            "group_sets": (
                GroupSet(set_id="s", label=X, weight=1, total=ONE, basis=OWN),
            ),
            "ballot_checks": (
                AllEqual(check_id="c", label=X, effect=CheckEffect.FLAG, basis=OWN),
            ),
            "measures": (EnteredMeasure(**M, basis=OWN),),
            "components": (attrs.evolve(RULES.components[0], weight=HALF),),
            "composition": Composition.ADDED,
            "adjustments": (
                Adjustment(
                    adjustment_id="a",
                    label=X,
                    kind=AdjustmentKind.BONUS,
                    limit=ONE,
                    basis=OWN,
                ),
            ),
            "grading": RULES.grading,
            "judgments": (
                Judgment(
                    judgment_id="j",
                    label=X,
                    grades=("grade-0", "grade-1"),
                    basis=OWN,
                ),
            ),
            "quotas": (
                Quota(quota_id="q", grade_id="grade-0", ceiling=HALF, basis=OWN),
            ),
            "caps": (Cap(cap_id="c", label=X, grade_id="grade-1", basis=OWN),),
            "eligibility": (Eligibility(rule_id="e", label=X, when=(LOW,), basis=OWN),),
            "consequences": (
                Consequence(
                    consequence_id="c",
                    label=X,
                    action=Action.TALK,
                    when=(LOW,),
                    basis=OWN,
                ),
            ),
            "item_total": ONE,
            "group_total": ONE,
            "blank": BlankPolicy.ABSTAIN,
            "empty_group": EmptyGroupPolicy.ERROR,
            "standard": HALF,
            "rounding": Rounding(places=1),
        },
    ),
]


def _as_written(value):
    """Return a value as a document or a program may hand it in."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(("kind", "fields"), PARTS)
def test_parts_take_numbers_as_text_choices_as_words_and_lists(kind, fields):
    """And hold exact numbers, choices and tuples; a float is refused."""
    rests = "basis" in {field.name for field in attrs.fields(kind)}
    basis = {"basis": OWN} if rests else {}
    written = {name: _as_written(value) for name, value in fields.items()}
    part = kind(**written, **basis)

    assert {name: getattr(part, name) for name in fields} == fields
    hash(part)
    for name, value in fields.items():
        if isinstance(value, Fraction):
            with pytest.raises(InexactNumberError):
                kind(**{**fields, name: 0.5}, **basis)
        if isinstance(value, Enum):
            with pytest.raises(ValueError, match="nonsense"):
                kind(**{**fields, name: "nonsense"}, **basis)


@pytest.mark.parametrize(
    ("make", "name", "other"),
    [
        (
            lambda **f: Cap(cap_id="c", grade_id="g", basis=OWN, **NAMED, **f),
            "answer_required",
            True,
        ),
        (
            lambda **f: Adjustment(
                adjustment_id="a", kind="bonus", basis=OWN, **NAMED, **f
            ),
            "taken",
            "highest",
        ),
        *(
            (
                lambda **f: Quota(quota_id="q", grade_id="g", basis=OWN, **f),
                name,
                other,
            )
            for name, other in (
                ("scope", "unit"),
                ("base", "headcount"),
                ("held_down_take_place", True),
                ("ties", "include"),
            )
        ),
        (plain_rules, "composition", "added"),
    ],
)
def test_what_a_later_release_added_is_written_only_where_it_says_something(
    make, name, other
):
    """Documents and receipts of earlier releases keep their bytes."""
    assert name not in document_of(make())
    assert document_of(make(**{name: other}))[name] == other


def test_shares_and_totals_out_of_range_are_refused():
    """A place beyond the last, a set of groups against nothing."""
    for share in ("-1%", "101%"):
        with pytest.raises(ValueRangeError, match="a share from 0 to 1"):
            Placed(measure_id="m", end="top", share=share)
        with pytest.raises(ValueRangeError, match="a share from 0 to 1"):
            UnitCeiling(unit_grade="a", ceiling=share, basis=OWN)
    with pytest.raises(ValueRangeError, match="total is 0; expected a number above 0"):
        GroupSet(set_id="s", label=X, weight=1, total=0, basis=OWN)


def test_what_is_not_stated_is_nothing():
    """No floor above 0, nothing taken off, every group and item, all who marked."""
    fields = {**M, "basis": OWN}

    assert RankMeasure(of="n", full=9, less=1, **fields).floor == 0
    assert EventMeasure(full=9, lines=[LINE], **fields).floor == 0
    assert EventMeasure(full=9, lines=[LINE], **fields).taken is Taken.ALL
    assert Part(measure_id="n", basis=OWN).weight == 1
    assert Quota(quota_id="q", grade_id="g", basis=OWN).ceiling == 1
    assert BallotMeasure(**fields).base is Base.VALID_MARKS
    assert not RateMeasure(
        item_id="i", options=["o"], base=Base.ISSUED, **fields
    ).pooled
    assert EnteredMeasure(**fields).required
    assert (RULES.item_total, RULES.group_total) == (1, 1)
    assert RULES.composition is Composition.WEIGHTED
    assert RULES.blank is BlankPolicy.ABSTAIN
    assert RULES.empty_group is EmptyGroupPolicy.ERROR
    check = Distribution(check_id="c", label=X, effect="flag", basis=OWN)
    assert (check.least, check.most, check.item_id) == (0, None, "")
    mean = TrimmedMean(each=1, least_raters=3, too_few="error")
    assert (mean.share, mean.split_marks) == (0, False)
