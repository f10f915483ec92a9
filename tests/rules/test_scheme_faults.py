"""Every place at which the parts of a scheme do not fit is named, and no other."""

from datetime import timedelta
from fractions import Fraction
from itertools import permutations

import attrs
import pytest

from partybuild.errors import (
    DuplicateIdError,
    RuleNotInForceError,
    ValueRangeError,
    WeightSumError,
)
from partybuild.kernel import Label
from partybuild.organization import CountedMembers
from partybuild.rules import (
    Adjustment,
    AnyOf,
    Cap,
    ClassWeight,
    Compared,
    Component,
    ConditionGrading,
    Consequence,
    Eligibility,
    EnteredMeasure,
    EventLine,
    Grade,
    GradeCase,
    Graded,
    GradeShare,
    GroupSet,
    InClass,
    Judgment,
    Parameter,
    Part,
    PracticeVariant,
    Quota,
    RankGrading,
    RateMeasure,
    Recorded,
    Step,
    StepMeasure,
    SubjectClass,
    SumMeasure,
    UnitCeiling,
    formation_rules,
    term_rules,
)
from partybuild.rules._documents import ELECTIONS_FROM
from partybuild.rules._grade_order import UNDECIDED
from partybuild.rules._measures import in_order, measure_faults
from partybuild.rules._scheme_check import scheme_faults
from partybuild.rules._scheme_parts import SchemeParts
from partybuild.testing.plain import DAY, OWN, plain_grading, plain_rules

X = Label(zh="指标", en="measure")
RULES = plain_rules(["1/2", "1/2"], {"g": "1/2", "h": "1/2"})
FIELDS = {field.name: getattr(RULES, field.name) for field in attrs.fields(SchemeParts)}
ITEM, GROUP = RULES.items[0], RULES.voter_groups[0]
BELOW = Compared(measure_id="zz", comparison="below", threshold=1)
HEAVY = ClassWeight(class_id="head", weight=1, basis=OWN)


def _places(*unread, **changed):
    parts = SchemeParts(**(FIELDS | changed))
    return [".".join(fault.place) for fault in scheme_faults(parts, frozenset(unread))]


def _with(parts, **changed):
    return [attrs.evolve(parts[0], **changed), *parts[1:]]


def _judgment(**changed):
    fields = {"judgment_id": "j", "label": X, "grades": ["grade-0", "grade-1"]}
    return Judgment(**(fields | changed), basis=OWN)


SETS = [
    GroupSet(set_id=code, label=X, weight=1, within=within, basis=OWN)
    for code, within in (("s", "t"), ("t", "s"))
]
RATE = RateMeasure(
    measure_id="r", label=X, item_id="i0", options=["o0"], base="issued", basis=OWN
)
UNKNOWN_SCALE = _with(RULES.items, scale_id="zz")
HEADS = [SubjectClass(class_id="head", label=X)]


@pytest.mark.parametrize(
    ("changed", "unread", "places"),
    [
        ({}, "", []),
        ({"items": UNKNOWN_SCALE}, "scales", ["items.i0"]),
        ({"items": UNKNOWN_SCALE, "measures": [RATE]}, "scales", ["items.i0"]),
        (
            {"items": _with(RULES.items, option_labels=[X])},
            None,
            ["items.i0"],
        ),
        (
            {"voter_groups": _with(RULES.voter_groups, within="zz")},
            "group_sets",
            ["voter_groups.g"],
        ),
        ({"voter_groups": RULES.voter_groups[:1]}, "voter_groups", ["voter_groups"]),
        ({"voter_groups": RULES.voter_groups[:1]}, "group_total", ["voter_groups"]),
        ({"items": RULES.items[:1]}, "items", ["items"]),
        ({"items": RULES.items[:1]}, "item_total", ["items"]),
        ({"items": ()}, "items", ["items", "components.ballots"]),
        ({"voter_groups": ()}, "voter_groups", ["items"]),
        ({"group_sets": SETS}, "group_sets", ["group_sets"]),
        ({"components": ()}, "components", ["components"]),
        (
            {"components": RULES.components * 2},
            None,
            ["components.ballots", "components", "components"],
        ),
        (
            {
                "items": _with(RULES.items, class_weights=[HEAVY]),
                "subject_classes": HEADS,
            },
            "subject_classes",
            ["items"],
        ),
        (
            {"items": _with(RULES.items, classes=["head"])},
            "subject_classes",
            ["items.i0"],
        ),
        (
            {"judgments": [_judgment(grades=["zz", "grade-0"])]},
            "grading",
            ["judgments.j"],
        ),
        ({"judgments": [_judgment(when=[BELOW])]}, "measures", ["judgments.j"]),
        ({"judgments": [_judgment()] * 2}, None, ["judgments.j"]),
    ],
    ids=range(19),
)
def test_what_does_not_fit_is_named_unless_it_was_not_read_in_full(
    changed, unread, places
):
    """A code that may stand in a part nobody could read is no mistake."""
    assert _places(**changed) == places
    if unread:
        assert _places(unread, **changed) == []


def test_the_code_of_grades_not_decided_is_kept_for_them():
    """A grade of that code would look like one that is open."""
    bands = [
        attrs.evolve(band, grade_id=UNDECIDED.grade_id) if at else band
        for at, band in enumerate(plain_grading((50,)).bands)
    ]
    grading = attrs.evolve(RULES.grading, bands=bands)

    assert _places(grading=grading) == ["grading"]
    with pytest.raises(ValueRangeError, match="grades that are not decided yet"):
        attrs.evolve(RULES, grading=grading)


def test_all_that_is_wrong_with_measures_is_found_at_once():
    """One code twice and one that leads nowhere; a circle is not looked for then."""
    entered = EnteredMeasure(measure_id="m", label=X, basis=OWN)
    lost = SumMeasure(
        measure_id="s",
        label=X,
        parts=[Part(measure_id=code, basis=OWN) for code in ("zz", "s")],
        basis=OWN,
    )

    faults = measure_faults([entered, lost, entered])
    assert [fault.place[1] for fault in faults] == ["m", "s"]
    assert [fault.place[1] for fault in measure_faults([lost])] == ["s"]


def test_parts_that_contradict_themselves_are_refused():
    """Weights of a sum, one grade to choose from, an answer that conditions give."""
    parts = [Part(measure_id="m", weight=w, basis=OWN) for w in ("60%", "30%")]
    with pytest.raises(WeightSumError, match="9/10"):
        SumMeasure(measure_id="s", label=X, parts=parts, weight_total=1, basis=OWN)
    exact = [parts[0], attrs.evolve(parts[1], weight="40%")]
    fields = {"measure_id": "s", "label": X, "basis": OWN}
    assert SumMeasure(parts=exact, weight_total=1, **fields).weight_total == 1
    for grades in (["a"], ["a", "a"], []):
        with pytest.raises(ValueRangeError, match="at least two different grades"):
            _judgment(grades=grades)
    cap = {"cap_id": "c", "label": X, "grade_id": "grade-1", "basis": OWN}
    assert Cap(answer_required=True, **cap).answer_required
    with pytest.raises(ValueError, match="leave out answer_required"):
        Cap(answer_required=True, when=[BELOW], **cap)
    fields = {"parameter_id": "p", "label": X, "basis": OWN}
    with pytest.raises(ValueRangeError, match="at least one authority"):
        Parameter(filled_by=[], **fields)
    with pytest.raises(ValueRangeError, match="most of 'p' is 1; expected at least 2"):
        Parameter(filled_by=["city"], least=2, most=1, **fields)


def test_rules_of_formation_and_terms_begin_on_a_day():
    """Before it there is no rule; practice is added where it is asked for."""
    early = DAY.replace(year=1949)
    for code, rules in (("PB-FORM", formation_rules), ("PB-TERM", term_rules)):
        told = f"{code} has no version in force on 1949-01-25; it covers 2018-10-28"
        with pytest.raises(RuleNotInForceError, match=told):
            rules(early)
    bundled = formation_rules(DAY)
    for variant in PracticeVariant:
        with_practice = formation_rules(DAY, variant)
        assert len(with_practice.formation) == len(bundled.formation) + 2
        assert with_practice.formation[: len(bundled.formation)] == bundled.formation
        assert len(with_practice.committee_sizes) > len(bundled.committee_sizes)
    (branch,) = [r for r in bundled.formation if r.code == "PB-FORM-01"]
    assert branch.counted is CountedMembers.FULL
    assert {rule.most_shift_months for rule in term_rules(DAY)} == {12}
    before = ELECTIONS_FROM - timedelta(days=1)
    assert {rule.most_shift_months for rule in term_rules(before)} == {None}
    assert {rule.most_shift_months for rule in term_rules(ELECTIONS_FROM)} == {12}
    terms = term_rules(DAY, include_practice=True)
    assert {r.code for r in terms} > {r.code for r in term_rules(DAY)}


def test_a_scheme_is_shown_by_its_weights():
    """Items, voter groups and components, with the codes for whoever wants them."""
    table = RULES.summary()

    assert table.shown == len(table.columns) - 1
    assert [(row[0].en, row[2], row[3]) for row in table.rows] == [
        ("item", Fraction(1, 2), "i0"),
        ("item", Fraction(1, 2), "i1"),
        ("voter group", Fraction(1, 2), "g"),
        ("voter group", Fraction(1, 2), "h"),
        ("component", 1, "ballots"),
    ]


def _step(condition):
    step = Step(when=[condition], points=1, basis=OWN)
    return StepMeasure(measure_id="m", label=X, steps=[step], otherwise=0, basis=OWN)


def _cased(condition):
    grades = [Grade(grade_id=code, label=X) for code in ("grade-0", "rest")]
    case = GradeCase(grade_id="grade-0", when=[condition], basis=OWN)
    return ConditionGrading(grades=grades, cases=[case], otherwise="rest", basis=OWN)


@pytest.mark.parametrize(
    ("place", "changed"),
    [
        ("measures.m", lambda asked: {"measures": [_step(asked)]}),
        ("grading", lambda asked: {"grading": _cased(asked)}),
        (
            "caps.c",
            lambda asked: {
                "caps": [
                    Cap(
                        cap_id="c",
                        label=X,
                        grade_id="grade-1",
                        when=[asked],
                        basis=OWN,
                    )
                ]
            },
        ),
        ("judgments.j", lambda asked: {"judgments": [_judgment(when=[asked])]}),
        (
            "consequences.k",
            lambda asked: {
                "consequences": [
                    Consequence(
                        consequence_id="k",
                        label=X,
                        action="talk",
                        when=[asked],
                        basis=OWN,
                    )
                ]
            },
        ),
        (
            "eligibility.e",
            lambda asked: {
                "eligibility": [
                    Eligibility(rule_id="e", label=X, when=[asked], basis=OWN)
                ]
            },
        ),
    ],
)
def test_a_condition_that_asks_for_what_there_is_not_is_named_where_it_stands(
    place, changed
):
    """Whoever states it; only what follows from a grade may ask for the grade."""
    class_asked, cap_asked = InClass(classes=["zz"]), Recorded(cap_id="zz")
    graded = Graded(grades=["grade-0"])

    assert _places(**changed(class_asked)) == [place]
    assert _places("subject_classes", **changed(class_asked)) == []
    assert _places(**changed(cap_asked)) == [place]
    assert _places("caps", **changed(cap_asked)) == []
    expected = [] if place.startswith("consequences") else [place]
    assert _places(**changed(graded)) == expected
    either = AnyOf(conditions=[cap_asked, class_asked])
    assert _places(**changed(either)) == [place, place]


def test_classes_of_groups_and_places_of_sets_are_named():
    """A weight for a class that there is not; a set whose groups do not sum up."""
    other = attrs.evolve(HEAVY, class_id="zz")
    weighed = _with(RULES.voter_groups, class_weights=[other])
    assert _places(voter_groups=weighed, subject_classes=HEADS)[0] == "voter_groups.g"
    sets = [GroupSet(set_id="s", label=X, weight="1/2", total=1, basis=OWN)]
    within = _with(RULES.voter_groups, within="s")
    assert _places(voter_groups=within, group_sets=sets) == ["group_sets.s"]
    lost = [RULES.voter_groups[0], *_with(RULES.voter_groups[1:], weight="1/4")]
    assert _places(voter_groups=lost) == ["voter_groups"]


def test_a_rate_of_an_item_that_there_is_not():
    """Named once; its options cannot be looked up."""
    assert _places(measures=[attrs.evolve(RATE, item_id="zz")]) == ["measures.r"]
    assert _places(measures=[attrs.evolve(RATE, options=["zz"])]) == ["measures.r"]


def test_two_parts_under_one_entry():
    """The later of them is named, where it stands."""
    entered = EnteredMeasure(measure_id="m", label=X, basis=OWN)
    handed = {"label": X, "kind": "entered", "weight": 1, "basis": OWN}
    parts = [Component(component_id=code, **handed) for code in ("m", "n")]
    changed = {"measures": [entered], "components": parts, "composition": "added"}
    assert _places(**changed) == ["measures.m"]
    bonus = Adjustment(adjustment_id="x", label=X, kind="bonus", basis=OWN)
    lines = [EventLine(line_id=code, label=X, each=1, basis=OWN) for code in "mx"]
    assert _places(adjustments=[attrs.evolve(bonus, lines=lines), bonus])[-1] == (
        "adjustments.x"
    )
    added = attrs.evolve(bonus, lines=lines[:1])
    assert _places(adjustments=[added], measures=[entered]) == ["measures.m"]


def test_measures_are_kept_in_one_order_and_a_circle_is_named_by_its_first():
    """In whatever order they were written; a circle is looked for last."""
    parts = {"a": "bd", "b": "d", "c": "", "d": ""}
    measures = [
        SumMeasure(
            measure_id=code,
            label=X,
            parts=[Part(measure_id=part, basis=OWN) for part in made_from],
            basis=OWN,
        )
        if made_from
        else EnteredMeasure(measure_id=code, label=X, basis=OWN)
        for code, made_from in parts.items()
    ]

    orders = {
        "".join(m.measure_id for m in in_order(listed))
        for listed in permutations(measures)
    }
    assert len(orders) == 1
    (order,) = orders
    assert order.index("d") < order.index("b") < order.index("a")
    circle = [
        attrs.evolve(measures[0], measure_id=code, parts=[attrs.evolve(part)])
        for code, part in (("x", "y"), ("y", "x"))
        for part in [Part(measure_id=part, basis=OWN)]
    ]
    for listed in permutations(circle):
        (fault,) = measure_faults(listed)
        first = str(fault.error).partition("in a circle: ")[2].split(" ")[0]
        assert fault.place == ("measures", first)
    twice = measure_faults([*circle, measures[2], measures[2]])
    assert [fault.place[1] for fault in twice] == ["c"]
    several = [attrs.evolve(measures[2], measure_id=code) for code in "fefe"]
    assert [fault.place[1] for fault in measure_faults(several)] == ["e", "f"]


def test_lists_without_an_order_of_their_own_are_kept_in_one():
    """Classes, weights by class, and ceilings by unit grade."""
    codes = [f"c{at}" for at in range(9)]
    weights = [ClassWeight(class_id=code, weight=1, basis=OWN) for code in codes]
    ceilings = [UnitCeiling(unit_grade=c, ceiling="1/2", basis=OWN) for c in codes]

    for turned in (codes[::-1], [*codes[4:], *codes[:4], codes[0]]):
        assert attrs.evolve(ITEM, classes=turned).classes == tuple(codes)
    weighed = attrs.evolve(ITEM, class_weights=weights[::-1])
    assert [weight.class_id for weight in weighed.class_weights] == codes
    quota = {"quota_id": "q", "grade_id": "grade-0", "scope": "unit", "basis": OWN}
    by_grade = Quota(by_unit_grade=ceilings[::-1], **quota).by_unit_grade
    assert [ceiling.unit_grade for ceiling in by_grade] == codes


def test_grades_are_named_once():
    """By cases and by place."""
    twice = [Grade(grade_id="a", label=X)] * 2
    with pytest.raises(DuplicateIdError, match="grade id 'a' occurs twice"):
        ConditionGrading(grades=twice, cases=[], otherwise="a", basis=OWN)
    shares = [GradeShare(grade_id="a", label=X, share=s) for s in ("1/2", None)]
    with pytest.raises(DuplicateIdError, match="grade id 'a' occurs twice"):
        RankGrading(grades=shares, basis=OWN)


def test_a_total_is_a_plain_sum_only_of_ballots_and_of_what_is_handed_in():
    """Then a mark moves it by the same points whoever has it."""
    entered = Component(component_id="e", label=X, kind="entered", weight=1, basis=OWN)
    measured = attrs.evolve(entered, kind="measure", measure_id="m")
    ballots = RULES.components[0]
    cap = Cap(cap_id="c", label=X, grade_id="grade-1", basis=OWN)

    def plain(*components, **others):
        measures = [EnteredMeasure(measure_id="m", label=X, basis=OWN)]
        return attrs.evolve(
            RULES,
            components=components or [ballots],
            composition="added",
            measures=measures,
            **others,
        ).plain

    assert plain()
    assert plain(ballots, entered)
    assert not plain(ballots, measured)
    assert not plain(entered)
    assert not plain(measured)
    assert plain(caps=[cap])
    assert not plain(caps=[attrs.evolve(cap, answer_required=True)])
    met = attrs.evolve(BELOW, measure_id="total")
    assert not plain(caps=[attrs.evolve(cap, when=[met])])
    assert not plain(judgments=[_judgment()])
