"""Parts of schemes that contradict themselves or one another are refused."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.errors import (
    DuplicateIdError,
    InexactNumberError,
    NestingCycleError,
    ReviewRuleError,
    UnknownIdError,
    ValueRangeError,
    WeightSumError,
)
from partybuild.kernel import Label
from partybuild.rules import (
    AllEqual,
    AnyOf,
    BallotMeasure,
    Cap,
    ClassWeight,
    Compared,
    Comparison,
    Component,
    ConditionGrading,
    Consequence,
    Distribution,
    Eligibility,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    GroupSet,
    InClass,
    MedianMark,
    OverallAgrees,
    Part,
    Placed,
    PointScale,
    Quota,
    RankGrading,
    RankMeasure,
    RateMeasure,
    Recorded,
    RelativeMeasure,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    TrimmedMean,
    Ungraded,
    UnitCeiling,
    UnitGraded,
    measure_operands,
    plain_conditions,
)
from partybuild.testing.plain import OWN, plain_rules

X = Label(zh="指标", en="measure")
RULES = plain_rules(["1/2", "1/2"], {"g": "1/2", "h": "1/2"})


def _named(**others):
    return {"measure_id": "m", "label": X, "basis": OWN} | others


def _shares(*shares):
    return [
        GradeShare(grade_id=f"g{at}", label=X, share=share)
        for at, share in enumerate(shares)
    ]


TWO_GRADES = [Grade(grade_id=code, label=X) for code in ("top", "rest")]


def _any_of(depth):
    inside = Graded(grades=["a"])
    for _ in range(depth):
        inside = AnyOf(conditions=[inside])
    return inside


def test_a_set_of_groups_has_a_weight_and_a_whole():
    """No weight below 0; what its members sum to is 1 unless it is stated."""
    assert GroupSet(set_id="s", label=X, weight=0, basis=OWN).total == 1
    with pytest.raises(ValueRangeError, match="weight is -1"):
        GroupSet(set_id="s", label=X, weight=-1, basis=OWN)


def test_conditions_lie_within_each_other_as_deep_as_is_allowed():
    """The deepest of several counts."""
    deepest = _any_of(64)
    for others in ([], [_any_of(1)]):
        with pytest.raises(ValueRangeError, match="is 65 conditions within each"):
            AnyOf(conditions=[deepest, *others])


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Compared(measure_id="m", comparison="over", threshold=1), "over"),
        (lambda: Placed(measure_id="m", end="top", share="1.2"), "share is 6/5"),
        (lambda: UnitGraded(grades=[]), "grades is an empty list"),
        (lambda: Graded(grades=[]), "grades is an empty list"),
        (lambda: InClass(classes=[]), "classes is an empty list"),
        (lambda: AnyOf(conditions=[]), "conditions is an empty list"),
        (lambda: _any_of(65), "conditions is 65 conditions within each other"),
        (
            lambda: TrimmedMean(least_raters=3, too_few="error"),
            "exactly one of the two above 0",
        ),
        (
            lambda: TrimmedMean(each=1, share="1/5", least_raters=3, too_few="error"),
            "exactly one of the two above 0",
        ),
        (
            lambda: TrimmedMean(share="1/2", least_raters=3, too_few="error"),
            "share is 1/2; expected a share from 0 to below 1/2",
        ),
        (
            lambda: TrimmedMean(each=-1, least_raters=3, too_few="error"),
            "each is -1; expected a count",
        ),
        (
            lambda: TrimmedMean(each=1, least_raters=True, too_few="error"),
            "least_raters is True; expected a count",
        ),
        (
            lambda: EventLine(line_id="e", label=X, basis=OWN),
            "either the points of each event, or the least points of a range",
        ),
        (
            lambda: EventLine(line_id="e", label=X, each=1, least=1, basis=OWN),
            "either the points of each event, or the least points of a range",
        ),
        (
            lambda: EventLine(line_id="e", label=X, each=-1, basis=OWN),
            "each of 'e' is -1; expected at least 0",
        ),
        (
            lambda: EventLine(line_id="e", label=X, least=5, most=3, basis=OWN),
            "most of 'e' is 3; expected at least 5",
        ),
        (
            lambda: EventMeasure(**_named(full=10, floor=11, lines=[])),
            "floor of 'm' is 11; expected at most 10",
        ),
        (
            lambda: EnteredMeasure(**_named(least=5, most=3)),
            "most of 'm' is 3; expected at least 5",
        ),
        (
            lambda: BallotMeasure(**_named(average=MedianMark(), base="issued")),
            "base of measure 'm' is issued; expected valid_marks",
        ),
        (
            lambda: RateMeasure(**_named(item_id="i0", options=[], base="issued")),
            "options is an empty list",
        ),
        (
            lambda: RankMeasure(**_named(of="x", full=10, less=-1)),
            "less of 'm' is -1; expected 0 or more",
        ),
        (lambda: SumMeasure(**_named(parts=[])), "parts of 'm' is 0"),
        (
            lambda: PointScale(scale_id="s", most=10, step=0, basis=OWN),
            "step of 's' is 0; expected above 0",
        ),
        (
            lambda: PointScale(scale_id="s", most=10, step=3, basis=OWN),
            "steps of 's' from 0 to 10 is 10/3; expected a whole number",
        ),
        (
            lambda: PointScale(scale_id="s", most=1000, basis=OWN),
            "is 1000; expected a whole number from 1 to 239",
        ),
        (
            lambda: ClassWeight(class_id="c", weight=-1, basis=OWN),
            "weight is -1",
        ),
        (
            lambda: GroupSet(set_id="s", label=X, weight=1, total=0, basis=OWN),
            "total is 0; expected a number above 0",
        ),
        (
            lambda: RankGrading(grades=_shares("1/2"), basis=OWN),
            "number of grades is 1; expected at least 2",
        ),
        (
            lambda: RankGrading(grades=_shares("3/4", None, "1/2"), basis=OWN),
            "shares of the grades is 5/4; expected 0 to 1 together",
        ),
        (
            lambda: Consequence(
                consequence_id="c",
                label=X,
                action="talk",
                when=[],
                within_months=0,
                basis=OWN,
            ),
            "within_months is 0; expected at least 1",
        ),
        (
            lambda: Distribution(
                check_id="c", label=X, least=3, most=2, effect="flag", basis=OWN
            ),
            "most of check 'c' is 2; expected at least 3",
        ),
        (
            lambda: Distribution(
                check_id="c", label=X, lower=3, upper=3, effect="flag", basis=OWN
            ),
            "upper of check 'c' is 3; expected above 3",
        ),
        (
            lambda: Distribution(
                check_id="c", label=X, least=-1, effect="flag", basis=OWN
            ),
            "least is -1; expected a count of at least 0",
        ),
        (
            lambda: Distribution(
                check_id="c", label=X, most="2", effect="flag", basis=OWN
            ),
            "most is '2'; expected a count of at least 0",
        ),
        (
            lambda: AllEqual(check_id="c", label=X, effect="shred", basis=OWN),
            "shred",
        ),
    ],
    ids=range(35),
)
def test_values_that_say_nothing_are_refused(make, message):
    """The error names the part, what was found and what is expected."""
    with pytest.raises(ValueError, match=message):
        make()


def _quota(**others):
    return Quota(quota_id="q", grade_id="grade-0", basis=OWN, **others)


@pytest.mark.parametrize(
    ("others", "message"),
    [
        ({"ceiling": "30%", "worse_at_least": "80%"}, "do not sum to 1; state one"),
        ({"heads": -1}, "heads of quota 'q' is -1"),
        ({"heads": True}, "heads of quota 'q' is True"),
        ({"ceiling": "2"}, "ceiling is 2; expected a share from 0 to 1"),
        ({"worse_at_least": "-1"}, "worse_at_least is -1; expected a share"),
        ({"ceiling": "30%", "with_approval": "20%"}, "expected at least the ceiling"),
        (
            {"by_unit_grade": [UnitCeiling(unit_grade="a", ceiling=1, basis=OWN)]},
            'write scope = "unit"',
        ),
        (
            {
                "scope": "unit",
                "ceiling": "20%",
                "with_approval": "25%",
                "by_unit_grade": [
                    UnitCeiling(unit_grade="a", ceiling="30%", basis=OWN)
                ],
            },
            "widens no ceiling by unit grade; the least of them is 3/10",
        ),
        ({"ties": "keys"}, "do not belong together; name measures in tie_keys"),
        ({"tie_keys": ["m"]}, "do not belong together; name measures in tie_keys"),
    ],
)
def test_quotas_that_contradict_themselves(others, message):
    """Two statements of one limit must agree."""
    with pytest.raises(ValueError, match=message):
        _quota(**others)


def test_a_floor_for_the_rest_is_a_ceiling():
    """At least 15 % below 好 leaves at most 85 %."""
    assert _quota(worse_at_least="15%").ceiling == Fraction(85, 100)
    assert _quota(worse_at_least="15%").places(13) == 11
    assert _quota(ceiling="30%", heads=2).places(20) == 2
    assert _quota(ceiling="30%", with_approval="35%").places(20, approved=True) == 7


def test_units_have_one_ceiling_each():
    """A grade of the unit is not stated twice."""
    ceiling = UnitCeiling(unit_grade="优秀", ceiling="30%", basis=OWN)
    with pytest.raises(DuplicateIdError, match="优秀"):
        _quota(by_unit_grade=[ceiling, ceiling], scope="unit")


def _sum(code, *of):
    parts = [Part(measure_id=other, basis=OWN) for other in of]
    return SumMeasure(measure_id=code, label=X, parts=parts, basis=OWN)


ENTERED = EnteredMeasure(**_named())
CONDITION = Compared(measure_id="zz", comparison="below", threshold=1)
TOTAL_BELOW = Compared(measure_id="total", comparison="below", threshold=1)


def _cap(when=(), code="c"):
    return Cap(cap_id=code, label=X, grade_id="grade-1", when=when, basis=OWN)


def _eligible(condition):
    return Eligibility(rule_id="e", label=X, when=[condition], basis=OWN)


def _follows(condition):
    return Consequence(
        consequence_id="c", label=X, action="talk", when=[condition], basis=OWN
    )


def _step(condition, code="s"):
    return StepMeasure(
        measure_id=code,
        label=X,
        steps=[Step(when=[condition], points=1, basis=OWN)],
        otherwise=0,
        basis=OWN,
    )


def _cases(*cases, otherwise="rest"):
    return ConditionGrading(
        grades=TWO_GRADES, cases=cases, otherwise=otherwise, basis=OWN
    )


def _component(code, **others):
    return Component(
        component_id=code, label=X, weight=others.pop("weight", 1), basis=OWN, **others
    )


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"measures": [ENTERED, ENTERED]}, DuplicateIdError, "measure id 'm'"),
        (
            {"measures": [EnteredMeasure(**_named(measure_id="total"))]},
            DuplicateIdError,
            "measure id 'total'",
        ),
        (
            {"measures": [_sum("a", "b"), _sum("b", "c"), _sum("c", "a")]},
            NestingCycleError,
            "made from each other in a circle: .* -> .*; take one",
        ),
        ({"measures": [_sum("a", "zz")]}, UnknownIdError, "no measure with id 'zz'"),
        ({"measures": [_step(CONDITION)]}, UnknownIdError, "no measure with id 'zz'"),
        (
            {"measures": [_step(TOTAL_BELOW)]},
            UnknownIdError,
            "no measure with id 'total'",
        ),
        (
            {"measures": [RankMeasure(**_named(of="zz", full=1, less=0))]},
            UnknownIdError,
            "no measure with id 'zz'",
        ),
        (
            {"measures": [BallotMeasure(**_named(items=["zz"]))]},
            UnknownIdError,
            "no item with id 'zz'",
        ),
        (
            {"measures": [BallotMeasure(**_named(groups=["zz"]))]},
            UnknownIdError,
            "no voter group with id 'zz'",
        ),
        (
            {
                "measures": [
                    RateMeasure(**_named(item_id="zz", options=["o0"], base="issued"))
                ]
            },
            UnknownIdError,
            "no item with id 'zz'",
        ),
        (
            {
                "measures": [
                    RateMeasure(**_named(item_id="i0", options=["zz"], base="issued"))
                ]
            },
            UnknownIdError,
            "no option of item 'i0' with id 'zz'",
        ),
        (
            {"components": [_component("a", kind="measure", measure_id="zz")]},
            UnknownIdError,
            "no measure with id 'zz'",
        ),
        ({"components": []}, ValueRangeError, "components is 0"),
        (
            {"components": [_component("a", kind="entered", weight="1/2")]},
            WeightSumError,
            "components",
        ),
        ({"caps": [_cap([CONDITION])]}, UnknownIdError, "no measure with id 'zz'"),
        (
            {"caps": [_cap([Recorded(cap_id="zz")])]},
            UnknownIdError,
            "no cap with id 'zz'",
        ),
        (
            {"caps": [_cap([InClass(classes=["zz"])])]},
            UnknownIdError,
            "no subject class with id 'zz'",
        ),
        (
            {"caps": [_cap([AnyOf(conditions=[Graded(grades=["grade-1"])])])]},
            ReviewRuleError,
            "cap 'c': it asks for the grade, which is not known yet",
        ),
        (
            {"consequences": [_follows(Graded(grades=["zz"]))]},
            UnknownIdError,
            "no grade with id 'zz'",
        ),
        (
            {"eligibility": [_eligible(TOTAL_BELOW)]},
            ReviewRuleError,
            "eligibility rule 'e': it asks for 'total', a result of the review",
        ),
        (
            {
                "measures": [ENTERED],
                "eligibility": [
                    _eligible(Placed(measure_id="m", end="top", share="1/2"))
                ],
            },
            ReviewRuleError,
            "it asks for 'm', a result of the review",
        ),
        (
            {"quotas": [_quota(ties="keys", tie_keys=["zz"])]},
            UnknownIdError,
            "no measure with id 'zz'",
        ),
        (
            {
                "grading": RankGrading(
                    grades=_shares("1/2", None), measure_id="zz", basis=OWN
                )
            },
            UnknownIdError,
            "no measure with id 'zz'",
        ),
        (
            {
                "ballot_checks": [
                    Distribution(
                        check_id="c", label=X, item_id="zz", effect="flag", basis=OWN
                    )
                ]
            },
            UnknownIdError,
            "no item with id 'zz'",
        ),
        (
            {
                "ballot_checks": [
                    OverallAgrees(
                        check_id="c",
                        label=X,
                        overall="zz",
                        items=["i0"],
                        most_apart=1,
                        effect="flag",
                        basis=OWN,
                    )
                ]
            },
            UnknownIdError,
            "no item with id 'zz'",
        ),
        (
            {"voter_groups": [attrs.evolve(RULES.voter_groups[0], within="zz")]},
            UnknownIdError,
            "no group set with id 'zz'",
        ),
        (
            {"items": [attrs.evolve(RULES.items[0], classes=["zz"])]},
            UnknownIdError,
            "no subject class with id 'zz'",
        ),
        (
            {"voter_groups": ()},
            ReviewRuleError,
            "2 items and 0 voter groups; a scheme with ballots needs both",
        ),
        (
            {"voter_groups": (), "items": ()},
            ReviewRuleError,
            "it takes the score of the ballots, and nothing is marked on them",
        ),
        (
            {"measures": [ENTERED], "components": [_component("m", kind="entered")]},
            DuplicateIdError,
            "entry id 'm'",
        ),
    ],
    ids=range(30),
)
def test_codes_lead_somewhere(changed, error, message):
    """Every reference is checked when the scheme is made."""
    with pytest.raises(error, match=message):
        attrs.evolve(RULES, **changed)


def test_grades_of_cases_exist():
    """A case cannot give a grade that there is not."""
    case = GradeCase(grade_id="zz", when=[TOTAL_BELOW], basis=OWN)
    with pytest.raises(UnknownIdError, match="no grade with id 'zz'"):
        _cases(case)
    with pytest.raises(UnknownIdError, match="no grade with id 'zz'"):
        _cases(otherwise="zz")
    with pytest.raises(ReviewRuleError, match="exactly one grade"):
        RankGrading(grades=_shares("1/2", "1/2"), basis=OWN)


def test_components_name_a_measure_exactly_where_they_take_one():
    """Neither a measure without its code, nor a code that nothing reads."""
    with pytest.raises(ReviewRuleError, match="name a measure exactly where"):
        _component("a", kind="measure")
    with pytest.raises(ReviewRuleError, match="name a measure exactly where"):
        _component("a", kind="ballots", measure_id="m")


def test_measures_come_after_what_they_are_made_from():
    """Given in any order, kept in one in which each can be computed."""
    measures = [_sum("a", "b"), _sum("b", "m"), ENTERED]
    scheme = attrs.evolve(RULES, measures=measures)

    assert [measure.measure_id for measure in scheme.measures] == ["m", "b", "a"]
    assert scheme.plain
    relative = RelativeMeasure(**_named(of="x", full=1))
    assert measure_operands(relative) == ("x",)


def test_nested_groups_carry_the_share_of_their_set():
    """Half of the whole, of which a quarter: 1/8."""
    sets = [
        GroupSet(set_id="outer", label=X, weight="1/2", total=2, basis=OWN),
        GroupSet(
            set_id="inner", label=X, weight="1", total=4, within="outer", basis=OWN
        ),
    ]
    g, h = RULES.voter_groups
    groups = [
        h,
        attrs.evolve(g, group_id="a", weight=1, within="inner"),
        attrs.evolve(g, group_id="b", weight=3, within="inner"),
        attrs.evolve(g, group_id="c", weight=1, within="outer"),
    ]
    scheme = attrs.evolve(RULES, voter_groups=groups, group_sets=sets)

    assert [scheme.group_weight(group) for group in groups] == [
        Fraction(1, 2),
        Fraction(1, 16),
        Fraction(3, 16),
        Fraction(1, 4),
    ]
    with pytest.raises(WeightSumError, match="voter groups within 'inner'"):
        attrs.evolve(scheme, voter_groups=groups[:2] + groups[3:])
    circle = [attrs.evolve(sets[0], within="inner"), sets[1]]
    with pytest.raises(NestingCycleError, match="inner -> outer -> inner"):
        attrs.evolve(scheme, group_sets=circle)
    with pytest.raises(UnknownIdError, match="no group set with id 'zz'"):
        attrs.evolve(scheme, group_sets=[sets[0], attrs.evolve(sets[1], within="zz")])


HEAD = SubjectClass(class_id="head", label=X)
DEPUTY = SubjectClass(class_id="deputy", label=X)


def test_weights_by_class_sum_for_every_class():
    """Deputies: 1/4 and 3/4; an item for heads alone weighs nothing for deputies."""
    one, other = RULES.items
    deputy = ClassWeight(class_id="deputy", weight=1, basis=OWN)
    items = [
        attrs.evolve(one, classes=["head"]),
        attrs.evolve(other, class_weights=[deputy]),
    ]
    scheme = attrs.evolve(RULES, items=items, subject_classes=[HEAD, DEPUTY])

    assert scheme.varied
    assert not scheme.plain
    weights = {
        code: [item.weight for item in scheme.for_class(code).items]
        for code in ("head", "deputy")
    }
    assert weights == {
        "head": [Fraction(1, 2), Fraction(1, 2)],
        "deputy": [0, 1],
    }
    with pytest.raises(UnknownIdError, match="no subject class with id ''"):
        scheme.for_class("")
    with pytest.raises(WeightSumError, match="items"):
        attrs.evolve(scheme, items=[items[0], other], subject_classes=[HEAD, DEPUTY])
    with pytest.raises(DuplicateIdError, match="weight for class"):
        attrs.evolve(other, class_weights=[deputy, deputy])


def test_point_scales_spell_out_their_options():
    """From 10 to 0 by halves: 21 marks, the best first."""
    scale = PointScale(scale_id="s", most=10, step="0.5", basis=OWN).scale

    assert [option.option_id for option in scale.options][:3] == ["10", "9.5", "9"]
    assert len(scale.options) == 21
    assert scale.bottom == 0


@given(st.sampled_from(Comparison), st.integers(0, 3), st.integers(0, 3))
def test_comparisons_are_what_their_words_say(comparison, value, threshold):
    """Strict or inclusive, upward or downward."""
    spoken = {
        "at least": value >= threshold,
        "above": value > threshold,
        "at most": value <= threshold,
        "below": value < threshold,
    }
    assert (
        comparison.holds(Fraction(value), Fraction(threshold))
        is spoken[comparison.label.en]
    )
    if comparison.upward and spoken[comparison.label.en]:
        assert comparison.holds(Fraction(value + 1), Fraction(threshold))


def test_alternatives_are_looked_into():
    """Conditions inside of alternatives are conditions."""
    inner = [CONDITION, Recorded(cap_id="c")]
    found = plain_conditions([AnyOf(conditions=[AnyOf(conditions=inner)]), TOTAL_BELOW])

    assert list(found) == [*inner, TOTAL_BELOW]


@pytest.mark.parametrize("number", [0.5, True, float("nan")])
def test_inexact_numbers_are_refused_everywhere(number):
    """A float never enters a scheme."""
    for make in (
        lambda: attrs.evolve(TOTAL_BELOW, threshold=number),
        lambda: attrs.evolve(_quota(), ceiling=number),
        lambda: EventLine(line_id="e", label=X, each=number, basis=OWN),
        lambda: RelativeMeasure(**_named(of="x", full=number)),
    ):
        with pytest.raises(InexactNumberError):
            make()


def test_other_gradings_have_no_edges():
    """Grades in order, best first; no score decides."""
    for grading in (_cases(), RankGrading(grades=_shares("1/2", None), basis=OWN)):
        assert grading.edges == ()
        assert len(grading.bands) == 2
    assert Ungraded(basis=OWN).grade_ids == ("ungraded",)
    assert Ungraded(basis=OWN).bands == Ungraded(basis=OWN).in_order()
