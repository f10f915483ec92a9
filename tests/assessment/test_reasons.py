"""Why a grade, a place or a number is what it is, in the words of the account."""

import json
from fractions import Fraction

import attrs
import pytest

from partybuild.assessment import (
    NewEntry,
    _verifier,
    assess,
    option_rates,
    receipt_json,
    verify_receipt,
    what_if,
)
from partybuild.conference import (
    ABSENT,
    ADMITTED,
    DECLINED,
    BallotForm,
    EnteredScore,
    SubjectRecord,
    UnitRecord,
    count,
)
from partybuild.kernel import Label
from partybuild.rules import (
    Adjustment,
    Base,
    Cap,
    Component,
    Consequence,
    EventLine,
    EventMeasure,
    Graded,
    Judgment,
    Quota,
    Ungraded,
)
from partybuild.testing.plain import (
    OWN,
    box_of_counts,
    counted_review,
    plain_decision,
    plain_fact,
    plain_rules,
)

X = Label(zh="规定", en="rule")
LABEL = {"label": X, "basis": OWN}
FACT = Cap(cap_id="fact", grade_id="grade-2", **LABEL)
VETO = attrs.evolve(FACT, cap_id="veto", answer_required=True)
PLACE = Quota(
    quota_id="q", grade_id="grade-0", ceiling="1/3", ties="decision", basis=OWN
)


def _assessment(marks, rules, **others):
    """Assess subjects a, b... with so many marks 好 of ten."""
    subjects = [chr(ord("a") + at) for at in range(len(marks))]
    lines = [(n, 10 - n, 0, 0) for n in marks]
    assessment = assess(counted_review(rules, {"g": lines}, subjects, **others))
    assert verify_receipt(receipt_json(assessment)) == ()
    return assessment


def _grades(assessment):
    found = {one.subject_id: one.grade_id for one in assessment.standings}
    return [found[subject] for subject in sorted(found)]


# Ties and quotas


def test_a_tie_is_told_to_those_who_wait_those_chosen_and_those_not():
    """In both languages: open, decided for oneself, decided for others."""
    rules = plain_rules(quotas=[PLACE])
    waiting = _assessment([9, 9, 1], rules)
    vote = plain_decision("tie", "q", "a", ADMITTED)
    others = _assessment([9, 9, 1], rules, decisions=[vote])
    declined = plain_decision("tie", "q", "b", DECLINED, decided_by=X, reason=X)
    both = _assessment([9, 9, 1], rules, decisions=[vote, declined])

    assert (
        "同分或者名次取决于尚未作出的决定，等次待定" in waiting.standing("a").explain()
    )
    assert "a decision not yet recorded" in waiting.standing("a").explain("en")
    assert "；同分，会议已确定列入的人选" in others.standing("b").explain()
    assert "a tie, and the body has chosen others" in others.standing("b").explain("en")
    assert "；同分，规定于2022年1月25日依据1决定：规定" in both.standing("b").explain()
    assert "; a tie, decided by rule on" in both.standing("b").explain("en")


def test_a_tie_that_nobody_wins_is_told_with_its_number():
    """Two of three stand across the one place."""
    rules = plain_rules(quotas=[attrs.evolve(PLACE, ties="exclude")])
    told = _assessment([9, 9, 1], rules).standing("a")

    assert "；2 人同分跨越名额界限，均不列入，请会议研究" in told.explain("zh")
    assert "; 2 tie across the boundary, none is admitted" in told.explain("en")


def test_a_tie_with_somebody_held_down_is_put_to_the_body():
    """One place; who is held down by a fact has it as much as the one he ties with."""
    quota = attrs.evolve(PLACE, held_down_take_place=True)
    rules = plain_rules(caps=[FACT], quotas=[quota])
    assessment = _assessment([9, 9, 1], rules, cap_facts=[plain_fact("a", "fact")])

    assert _grades(assessment) == ["grade-2", "undecided", "grade-1"]
    assert [one.subject_id for one in assessment.missing] == ["b"]
    vote = plain_decision("tie", "q", "b", ADMITTED)
    after = _assessment(
        [9, 9, 1], rules, cap_facts=[plain_fact("a", "fact")], decisions=[vote]
    )
    assert _grades(after) == ["grade-2", "grade-0", "grade-1"]


def test_who_may_be_held_down_stands_in_the_way_of_the_next_quota():
    """Out of his unit's places, he takes one of all if the fact is found to exist."""
    by_unit = Quota(
        quota_id="p",
        grade_id="grade-0",
        ceiling="1/2",
        rounding="ceiling",
        scope="unit",
        basis=OWN,
    )
    of_all = attrs.evolve(
        PLACE, ceiling="2/3", held_down_take_place=True, ties="exclude"
    )
    rules = plain_rules(caps=[VETO], quotas=[by_unit, of_all])
    units = [UnitRecord(unit_id=code, source=X) for code in "uv"]
    records = [
        SubjectRecord(post_id=post, unit_id=unit)
        for post, unit in zip("abc", "uuv", strict=True)
    ]
    absent = [plain_decision("fact", "veto", post, ABSENT) for post in "abc"]

    def grades(facts=(), decisions=()):
        return _grades(
            _assessment(
                [9, 10, 8],
                rules,
                units=units,
                subjects=records,
                cap_facts=facts,
                decisions=decisions,
            )
        )

    assert grades(decisions=absent) == ["grade-1", "grade-0", "grade-0"]
    held = grades([plain_fact("a", "veto")], absent[1:])
    assert held == ["grade-2", "grade-0", "grade-1"]
    assert grades(decisions=absent[1:]) == ["undecided", "grade-0", "undecided"]


def test_what_follows_from_grades_that_are_open():
    """From each of them, surely; from one of them, perhaps; from no other."""
    judged = Judgment(judgment_id="j", grades=["grade-0", "grade-2"], **LABEL)

    def talk(name, *grades):
        return Consequence(
            consequence_id=name,
            action="talk",
            when=[Graded(grades=list(grades))],
            **LABEL,
        )

    rules = plain_rules(
        judgments=[judged],
        consequences=[
            talk("each", "grade-0", "grade-2"),
            talk("one", "grade-2", "grade-3"),
            talk("none", "grade-1"),
        ],
    )
    standing = _assessment([9], rules).standing("a")

    assert [f.consequence.consequence_id for f in standing.consequences] == ["each"]
    assert [c.consequence_id for c in standing.open_consequences] == ["one"]


# Numbers


def _entered(points, code="plus"):
    return EnteredScore(post_id="a", entry_id=code, points=points, source=X)


@pytest.mark.parametrize(
    ("kind", "points", "score", "limited"),
    [
        ("bonus", 3, 101, False),
        ("bonus", 5, 103, False),
        ("bonus", 6, 103, True),
        ("deduction", 4, 94, False),
        ("deduction", 6, 93, True),
    ],
)
def test_points_are_told_with_the_limit_that_cut_them(kind, points, score, limited):
    """Only where it did."""
    rules = plain_rules(
        adjustments=[Adjustment(adjustment_id="plus", kind=kind, limit=5, **LABEL)]
    )
    standing = _assessment([9], rules, entered=[_entered(points)]).standing("a")

    assert standing.score == score
    assert ("上限 5" in standing.explain("zh")) is limited
    assert ("limited to 5" in standing.explain("en")) is limited


@pytest.mark.parametrize(
    ("lost", "value", "told"),
    [(2, 8, ""), (9, 4, "不低于 4"), (6, 4, "")],
)
def test_a_table_of_events_tells_its_floor_where_it_holds(lost, value, told):
    """Ten points at first, four at least."""
    measure = EventMeasure(
        measure_id="m",
        full=10,
        floor=4,
        lines=[EventLine(line_id="late", each=1, most=7, **LABEL)],
        **LABEL,
    )
    rules = attrs.evolve(
        plain_rules(),
        measures=[measure],
        components=[
            Component(
                component_id="t", kind="measure", measure_id="m", weight=1, **LABEL
            )
        ],
        grading=Ungraded(basis=OWN),
    )
    text = _assessment([9], rules, entered=[_entered(lost, "late")]).standing("a")

    assert text.score == value
    assert ("不低于" in text.explain("zh")) is bool(told)
    assert told in text.explain("zh")
    assert ("no less than 4" in text.explain("en")) is bool(told)
    assert ("不高于 7" in text.explain("zh")) is (lost > 7)


def test_a_group_without_weight_adds_nothing_to_a_rate():
    """However it voted."""
    rules = plain_rules(groups={"g": 1, "h": 0})
    votes = {"g": [(1, 3, 0, 0)], "h": [(4, 0, 0, 0)]}
    counted = count(box_of_counts(BallotForm.of(rules, ["a"]), votes))
    rates = option_rates(
        counted, rules, subject_id="a", item_id="i0", base=Base.VALID_MARKS
    )

    assert [rate.number for rate in rates] == [Fraction(1, 4), Fraction(3, 4), 0, 0]


def test_a_fall_by_less_than_a_point_is_a_fall():
    """The words follow the sign of the difference, however small it is."""
    rules = plain_rules(
        adjustments=[Adjustment(adjustment_id="plus", kind="bonus", **LABEL)]
    )
    assessment = _assessment([9], rules, entered=[_entered(1)])
    less = what_if(assessment, [NewEntry(entry=_entered("0.5"))])
    more = what_if(assessment, [NewEntry(entry=_entered("1.5"))])

    assert "由99分变为98.5分，减少0.5分" in less.text("zh")
    assert "the score falls by 0.5 from 99 to 98.5" in less.text("en")
    assert "增加0.5分" in more.text("zh")
    assert "the grade stays “grade 1”" in more.text("en")
    assert "等次仍为“第1等”" in more.text("zh")


# The verifier


def test_contents_that_are_not_those_of_the_hash_are_told():
    """Even where no result depends on what was changed."""
    receipt = json.loads(receipt_json(_assessment([9], plain_rules())))
    for name, changes in (
        ("contents", {"library": "0"}),
        ("rules", {"rules_sha256": "0"}),
        ("tally", {"tally_sha256": "0"}),
    ):
        told = verify_receipt(json.dumps(receipt | changes))

        assert f"the {name} of the receipt are not those its hash was made of" in told


class _Text:
    def __init__(self, text):
        self.read = lambda: text


def test_the_verifier_says_what_it_found(monkeypatch, capsys):
    """One line for each contradiction; where there is none, that."""
    good = receipt_json(_assessment([9], plain_rules()))
    monkeypatch.setattr("sys.stdin", _Text(good))
    assert _verifier.main() == 0
    assert capsys.readouterr().out == "the receipt holds\n"

    monkeypatch.setattr("sys.stdin", _Text("1.5"))
    assert _verifier.main() == 1
    assert capsys.readouterr().out == "the receipt holds the inexact number 1.5\n"


@pytest.mark.parametrize("rounding", ["floor", "half_up", "ceiling"])
@pytest.mark.parametrize("assessed", range(3, 9))
def test_places_are_rounded_alike(rounding, assessed):
    """A third of three to eight, on both sides."""
    quota = attrs.evolve(PLACE, rounding=rounding, ties="exclude")
    rules = plain_rules(quotas=[quota], edges=(80, 70, 60))
    found = _grades(_assessment(range(assessed), rules)).count("grade-0")
    third = Fraction(assessed, 3)

    assert (
        found
        == {
            "floor": third // 1,
            "half_up": (third + Fraction(1, 2)) // 1,
            "ceiling": -(-third // 1),
        }[rounding]
    )
