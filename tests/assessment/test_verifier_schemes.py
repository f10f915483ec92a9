"""The verifier on schemes with decisions, classes and quotas, and what they forbid."""

import json
from datetime import timedelta

import attrs
import pytest

from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.conference import (
    ABSENT,
    ADMITTED,
    Approval,
    SubjectRecord,
    UnitRecord,
)
from partybuild.kernel import Label, canonical_json, digest
from partybuild.rules import (
    Cap,
    Compared,
    ConditionGrading,
    Eligibility,
    EventMeasure,
    GradeBand,
    GradeCase,
    Judgment,
    Quota,
    Recorded,
    Step,
    StepMeasure,
    SubjectClass,
)
from partybuild.testing.plain import (
    DAY,
    OWN,
    counted_review,
    plain_decision,
    plain_fact,
    plain_rules,
)

X = Label(zh="规定", en="rule")
VETO = Cap(cap_id="veto", label=X, grade_id="grade-2", answer_required=True, basis=OWN)
FACT = attrs.evolve(VETO, cap_id="fact", answer_required=False)
JUDGED = Judgment(judgment_id="j", label=X, grades=["grade-1", "grade-3"], basis=OWN)
PLACES = Quota(quota_id="q", grade_id="grade-0", ceiling="1/3", basis=OWN)


def _receipt(marks, rules, **others):
    """Return the receipt of subjects a, b... with so many marks 好 of ten."""
    subjects = [chr(ord("a") + at) for at in range(len(marks))]
    # One mark less on each further item, so that no two items give the same.
    lines = [
        (n - at, 10 - n + at, 0, 0) for n in marks for at in range(len(rules.items))
    ]
    counts = {group.group_id: lines for group in rules.voter_groups}
    review = counted_review(rules, counts, subjects, **others)
    return json.loads(receipt_json(assess(review)))


def _told(receipt):
    """Return what the verifier says once every hash is made anew."""
    content = {key: value for key, value in receipt.items() if key != "sha256"}
    for part in ("rules", "tally"):
        content[f"{part}_sha256"] = digest(content[part])
    return verify_receipt(canonical_json(content | {"sha256": digest(content)}))


def _grades(receipt):
    """Return the grades of subjects in their order, once the receipt holds."""
    assert _told(receipt) == ()
    found = {one["subject_id"]: one["grade_id"] for one in receipt["results"]}
    return [found[subject] for subject in sorted(found)]


def test_cases_left_to_the_body_hold_open_or_decided():
    """Only where the conditions of the case hold."""
    case = attrs.evolve(
        JUDGED, when=[Compared(measure_id="total", comparison="below", threshold=95)]
    )
    receipt = _receipt(
        [9, 5, 4],
        plain_rules(judgments=[case]),
        decisions=[plain_decision("judgment", "j", "b", "grade-3")],
    )

    assert _grades(receipt) == ["grade-0", "grade-3", "undecided"]
    forged = json.loads(json.dumps(receipt))
    del forged["decisions"]
    assert "b: grade_id is 'grade-3', recomputed 'undecided'" in _told(forged)


def test_who_is_left_out_is_recomputed():
    """Another rule, or nobody, would be another result."""
    rules = plain_rules(
        caps=[FACT],
        eligibility=[
            Eligibility(rule_id="r", label=X, when=[Recorded(cap_id="fact")], basis=OWN)
        ],
    )
    receipt = _receipt([9, 5], rules, cap_facts=[plain_fact("b", "fact")])

    assert _grades(receipt) == ["grade-0"]
    others = ("the subjects who are not assessed are others",)
    assert _told(receipt | {"not_assessed": {"b": "s"}}) == others
    assert _told(receipt | {"not_assessed": {}}) == others
    assert _told(receipt | {"cap_facts": []}) == others


def test_items_of_one_class_weigh_nothing_for_another():
    """Town secretaries are marked on both items, all others on the first."""
    scheme = plain_rules(
        ["1/2", "1/2"],
        subject_classes=[
            SubjectClass(class_id=code, label=X) for code in ("town", "school")
        ],
    )
    first, second = scheme.items
    items = [first, attrs.evolve(second, classes=["town"])]
    by_class = [
        attrs.evolve(first, classes=["school"], weight=1, item_id="whole"),
        attrs.evolve(first, classes=["town"]),
        items[1],
    ]
    records = [
        SubjectRecord(post_id=post, class_id=code)
        for post, code in (("a", "town"), ("b", "school"))
    ]
    receipt = _receipt([9, 5], attrs.evolve(scheme, items=by_class), subjects=records)

    assert [one["score"] for one in receipt["results"]] == ["95", "90"]
    assert _told(receipt) == ()


def test_a_fact_that_nobody_answered_is_not_taken_as_absent():
    """Points that depend on it cannot be recomputed."""
    step = Step(when=[Recorded(cap_id="veto")], points=5, basis=OWN)
    measure = StepMeasure(measure_id="m", label=X, steps=[step], otherwise=7, basis=OWN)
    absent = [plain_decision("fact", "veto", post, ABSENT) for post in "ab"]
    receipt = _receipt(
        [9, 5], plain_rules(caps=[VETO], measures=[measure]), decisions=absent
    )

    assert [one["measures"] for one in receipt["results"]] == [{"m": "7"}] * 2
    assert _told(receipt) == ()
    forged = receipt | {"decisions": receipt["decisions"][:1]}
    assert _told(forged) == ("b: nobody answered 'veto'",)


@pytest.mark.parametrize("what", ["condition", "measure", "grading"])
def test_kinds_that_are_not_known_are_told(what):
    """A later scheme is not verified by an earlier verifier by mistake."""
    case = GradeCase(
        grade_id="good",
        when=[Compared(measure_id="m", comparison="above", threshold=1)],
        basis=OWN,
    )
    measure = StepMeasure(measure_id="m", label=X, steps=[], otherwise=7, basis=OWN)
    grading = ConditionGrading(
        grades=[GradeBand(grade_id=code, label=X) for code in ("good", "fair")],
        cases=[case],
        otherwise="fair",
        basis=OWN,
    )
    rules = attrs.evolve(plain_rules(), measures=[measure], grading=grading)
    receipt = _receipt([9], rules)
    found = receipt["rules"]["rules"]
    part = {
        "condition": found["grading"]["cases"][0]["when"][0],
        "measure": found["measures"][0] | {"of": "m", "full": "1"},
        "grading": found["grading"],
    }[what]
    assert _told(receipt) == ()
    if what == "measure":
        found["measures"].append(part | {"measure_id": "n"})
        part = found["measures"][1]
    part["kind"] = "later"

    (told,) = _told(receipt)
    assert told.endswith("of kind 'later' is not known")


def test_a_median_of_no_mark_is_told():
    """Ballots that mark nothing have no middle mark."""
    receipt = _receipt([9], plain_rules())
    receipt["tally"]["counts"]["g"]["a"] = [[0, 0, 0, 0, 10, 0, 0, 0, 0]]
    receipt["rules"]["rules"]["measures"] = [
        {
            "measure_id": "m",
            "kind": "ballots",
            "base": "valid_ballots",
            "average": {"kind": "median"},
        }
    ]

    assert _told(receipt) == ("there is no mark at place 0",)


@pytest.mark.parametrize(("takes", "second"), [(True, "grade-1"), (False, "grade-0")])
def test_who_is_held_down_takes_a_place_where_the_quota_says_so(takes, second):
    """One place of three; the best is held down by a fact, the third perhaps."""
    quota = attrs.evolve(PLACES, held_down_take_place=takes)
    rules = plain_rules(caps=[FACT, VETO], quotas=[quota])
    absent = [plain_decision("fact", "veto", post, ABSENT) for post in "abc"]
    receipt = _receipt(
        [9, 8, 3], rules, cap_facts=[plain_fact("a", "fact")], decisions=absent
    )

    assert _grades(receipt) == ["grade-2", second, "grade-1"]
    unanswered = [absent[1], absent[2]]
    open_one = _receipt([9, 8, 3], rules, decisions=unanswered)
    assert _grades(open_one)[0] == "undecided"


def test_who_may_be_held_down_may_take_a_place():
    """The body has to choose a grade for the first, and a fact rules out the better."""
    quota = attrs.evolve(PLACES, held_down_take_place=True)
    either = attrs.evolve(
        JUDGED,
        grades=["grade-0", "grade-2"],
        when=[Compared(measure_id="total", comparison="above", threshold=97)],
    )
    rules = plain_rules(caps=[FACT], judgments=[either], quotas=[quota])
    receipt = _receipt([10, 9, 3], rules, cap_facts=[plain_fact("a", "fact")])

    assert _grades(receipt) == ["grade-2", "undecided", "grade-1"]


def test_a_tie_below_an_open_place_stays_open():
    """One place; a vote for one of two level is in vain while a third may have it."""
    quota = attrs.evolve(PLACES, ceiling="1/4", ties="decision")
    absent = [plain_decision("fact", "veto", post, ABSENT) for post in "bcd"]
    vote = plain_decision("tie", "q", "b", ADMITTED)
    rules = plain_rules(caps=[VETO], quotas=[quota])
    receipt = _receipt([10, 9, 9, 1], rules, decisions=[*absent, vote])

    assert _grades(receipt) == [*["undecided"] * 3, "grade-1"]


def test_quotas_are_taken_from_the_best_grade_down():
    """The best takes a place that its unit, too small for any, then takes away."""
    by_unit = attrs.evolve(
        PLACES, quota_id="p", grade_id="grade-1", ceiling="1/2", scope="unit"
    )
    rules = plain_rules(quotas=[by_unit, PLACES], edges=(80, 60, 20))
    records = [
        SubjectRecord(post_id=post, unit_id=unit)
        for post, unit in zip("abc", "uvv", strict=True)
    ]
    units = [UnitRecord(unit_id=unit, source=X) for unit in "uv"]
    receipt = _receipt([10, 9, 7], rules, subjects=records, units=units)

    assert _grades(receipt) == ["grade-2", "grade-1", "grade-2"]


@pytest.mark.parametrize("average", ["median", "trimmed"])
def test_options_may_be_listed_in_any_order(average):
    """Marks are put in order by what they are worth."""
    how = {"kind": average, "least_raters": 1, "each": "1", "share": "0"}
    receipt = _receipt([7], plain_rules())
    rules = receipt["rules"]["rules"]
    rules["measures"] = [
        {
            "measure_id": "m",
            "kind": "ballots",
            "base": "valid_marks",
            "average": {**how, "split_marks": False},
        }
    ]
    (line,) = receipt["tally"]["counts"]["g"]["a"]
    options = rules["scales"][0]["options"]
    line[:4] = 3, 2, 1, 4
    before = _told(receipt)
    for one in (line, options):
        one[0], one[3] = one[3], one[0]
        one[1], one[2], one[3] = one[2], one[3], one[1]

    assert sorted(option["value"] for option in options) != [
        o["value"] for o in options
    ]
    assert _told(receipt) == before != ()


def test_a_tie_has_no_more_winners_than_places():
    """Two admitted to one place: the receipt does not hold."""
    rules = plain_rules(quotas=[attrs.evolve(PLACES, ties="decision")])
    votes = [plain_decision("tie", "q", "a", ADMITTED)]
    receipt = _receipt([9, 9, 1], rules, decisions=votes)

    assert _grades(receipt) == ["grade-0", "grade-1", "grade-1"]
    second = receipt["decisions"][0] | {"post_id": "b"}
    forged = receipt | {"decisions": [*receipt["decisions"], second]}
    assert _told(forged) == ("quota q: more are admitted than places are left",)


def test_an_approval_widens_the_quota_and_unit_it_was_given_to():
    """Not another quota, not another unit, and not before it was decided."""
    quota = attrs.evolve(
        PLACES, ceiling="1/2", with_approval="1", scope="unit", rounding="floor"
    )
    other = attrs.evolve(quota, quota_id="r", grade_id="grade-1", ceiling="1")
    rules = plain_rules(quotas=[quota, other], edges=(80, 70, 60))
    units = [UnitRecord(unit_id=code, source=X) for code in "uvw"]
    records = [
        SubjectRecord(post_id=post, unit_id=unit)
        for post, unit in zip("abcdef", "uuvvww", strict=True)
    ]
    approvals = [
        Approval(
            quota_id=code,
            unit_id=unit,
            decided_on=DAY + timedelta(days=days),
            decided_by=X,
            reason=X,
        )
        for code, unit, days in (("q", "u", 0), ("r", "v", 0), ("q", "w", 1))
    ]
    receipt = _receipt(
        [9, 8, 9, 8, 9, 8],
        rules,
        units=units,
        subjects=records,
        approvals=approvals,
    )

    assert _grades(receipt) == ["grade-0", "grade-0", *["grade-0", "grade-1"] * 2]


def test_fewer_than_no_marks_are_told():
    """Even where the line adds up, and even a single one."""
    receipt = _receipt([10], plain_rules())
    receipt["tally"]["counts"]["g"]["a"] = [[11, -1, 0, 0, 0, 0, 0, 0, 0]]

    assert "group g, subject a: marks and ballots differ" in _told(receipt)


def test_votes_fill_the_places_that_are_left_and_no_others():
    """Three places, one taken by score; the third vote comes to nothing."""
    quota = attrs.evolve(PLACES, ceiling="3/4", ties="decision")
    votes = [plain_decision("tie", "q", post, ADMITTED) for post in "bc"]
    rules = plain_rules(quotas=[quota])

    filled = _receipt([10, 9, 9, 9], rules, decisions=votes)
    assert _grades(filled) == [*["grade-0"] * 3, "grade-1"]
    one_left = _receipt([10, 9, 9, 9], rules, decisions=votes[:1])
    assert _grades(one_left) == ["grade-0", "grade-0", "undecided", "undecided"]


def test_a_vote_in_vain_changes_nothing():
    """For one who stands behind the places, or whom a fact holds down."""
    quota = attrs.evolve(PLACES, ceiling="1/2", ties="decision")
    behind = [plain_decision("tie", "q", "b", ADMITTED)]
    receipt = _receipt([10, 9], plain_rules(quotas=[quota]), decisions=behind)
    assert _grades(receipt) == ["grade-0", "grade-1"]

    takes = attrs.evolve(PLACES, ties="decision", held_down_take_place=True)
    receipt = _receipt(
        [9, 9, 1],
        plain_rules(caps=[FACT], quotas=[takes]),
        cap_facts=[plain_fact("a", "fact")],
        decisions=[plain_decision("tie", "q", "a", ADMITTED)],
    )
    assert _grades(receipt) == ["grade-2", "undecided", "grade-1"]


@pytest.mark.parametrize("taken", ["all", "highest"])
def test_a_table_of_no_events_takes_nothing_off(taken):
    """Full points, though the worst of no events is asked for."""
    measure = EventMeasure(
        measure_id="m", label=X, full=10, lines=[], taken=taken, basis=OWN
    )
    receipt = _receipt([9], attrs.evolve(plain_rules(), measures=[measure]))

    assert receipt["results"][0]["measures"] == {"m": "10"}
    assert _told(receipt) == ()
