"""Every place at which the parts of a scheme do not fit is named, and no other."""

from datetime import timedelta
from fractions import Fraction

import attrs
import pytest

from partybuild.errors import RuleNotInForceError, ValueRangeError, WeightSumError
from partybuild.kernel import Label
from partybuild.organization import CountedMembers
from partybuild.rules import (
    Cap,
    ClassWeight,
    Compared,
    EnteredMeasure,
    GroupSet,
    Judgment,
    Parameter,
    Part,
    PracticeVariant,
    RateMeasure,
    SubjectClass,
    SumMeasure,
    formation_rules,
    term_rules,
)
from partybuild.rules._documents import ELECTIONS_FROM
from partybuild.rules._grade_order import UNDECIDED
from partybuild.rules._measures import measure_faults
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
    for rules in (formation_rules, term_rules):
        with pytest.raises(RuleNotInForceError, match="1949-01-25"):
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
