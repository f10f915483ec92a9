"""Assessments at their edges, each held against the independent verifier."""

import json

import attrs
import pytest

from partybuild.assessment import (
    Known,
    LiftedCap,
    MoreVotes,
    ScoreTable,
    Units,
    assess,
    competition_ranks,
    known_of,
    receipt_json,
    unmet,
    verify_receipt,
    what_if,
)
from partybuild.conference import BallotBox, BallotForm, EnteredScore, tally
from partybuild.errors import ReviewRuleError
from partybuild.kernel import Label, Rounding, RoundingMode
from partybuild.rules import (
    BallotMeasure,
    Cap,
    Compared,
    Component,
    EnteredMeasure,
    EventLine,
    EventMeasure,
    GradeShare,
    Placed,
    RankGrading,
    Recorded,
    Step,
    StepMeasure,
    TrimmedMean,
    Ungraded,
)
from partybuild.testing.plain import OWN, box_of_counts, plain_review, plain_rules

X = Label(zh="指标", en="measure")
ABOUT = {"label": X, "basis": OWN}


def _total(measures, **others):
    """Return a scheme whose total is the measure m."""
    fields = {"measures": measures, "grading": Ungraded(basis=OWN), **others}
    component = Component(
        component_id="t", kind="measure", measure_id="m", weight=1, **ABOUT
    )
    return attrs.evolve(plain_rules(), components=[component], **fields)


def _review(scheme, entered, **others):
    """Return a review of subjects with what was handed in, and one ballot."""
    form = BallotForm.of(scheme, sorted(entered))
    box = box_of_counts(form, {"g": [[1, 0, 0, 0]] * len(entered)})
    entries = [
        EnteredScore(post_id=post, entry_id=code, points=points, source=X)
        for post, given in entered.items()
        for code, points in given.items()
    ]
    return plain_review(scheme, box, entered=entries, **others)


def _assessed(review):
    """Assess, and let the verifier recompute it."""
    assessment = assess(review)
    assert verify_receipt(receipt_json(assessment)) == ()
    return assessment


def _scores(review):
    return {s.subject_id: s.score for s in _assessed(review).standings}


@pytest.mark.parametrize(
    ("comparison", "points"),
    [
        ("at_least", [0, 1, 1]),
        ("above", [0, 0, 1]),
        ("at_most", [1, 1, 0]),
        ("below", [1, 0, 0]),
    ],
)
def test_a_threshold_counts_as_the_word_says(comparison, points):
    """Below the threshold, exactly on it and above."""
    step = Step(
        when=[Compared(measure_id="x", comparison=comparison, threshold=5)],
        points=1,
        basis=OWN,
    )
    steps = StepMeasure(measure_id="m", steps=[step], otherwise=0, **ABOUT)
    scheme = _total([EnteredMeasure(measure_id="x", **ABOUT), steps])
    entered = {"a": {"x": "4.999"}, "b": {"x": 5}, "c": {"x": "5.001"}}

    assert list(_scores(_review(scheme, entered)).values()) == sorted(
        points, reverse=True
    )
    scores = _scores(_review(scheme, entered))
    assert [scores[subject] for subject in "abc"] == points


@pytest.mark.parametrize(
    ("mode", "shown"),
    [
        (RoundingMode.HALF_EVEN, ["84.2", "84.4", "84.3"]),
        (RoundingMode.HALF_UP, ["84.3", "84.4", "84.3"]),
        (RoundingMode.DOWN, ["84.2", "84.3", "84.2"]),
    ],
)
def test_a_score_half_way_is_printed_as_the_mode_says(mode, shown):
    """84.25 and 84.35 are half way, and 84.26 is nearer to the next."""
    options = {"甲": "84.35", "乙": "84.26", "丙": "84.25"}
    rules = plain_rules(options=options, rounding=Rounding(places=1, mode=mode))
    form = BallotForm.of(rules, ["a", "b", "c"])
    box = BallotBox.from_bytes(form, {"g": [bytes([2, 0, 1])]})
    assessment = _assessed(plain_review(rules, box))
    printed = {s.subject_id: s.score for s in assessment.standings}

    assert [rules.rounding.text(printed[s]) for s in "abc"] == shown


def test_events_count_only_where_they_are_recorded():
    """Of two tables of breaches one is empty: full points but for the other."""
    lines = [
        EventLine(line_id="late", each=5, **ABOUT),
        EventLine(line_id="breach", least=3, most=9, **ABOUT),
    ]
    for taken, left in (("all", [100, 90, 96, 86]), ("highest", [100, 90, 96, 90])):
        measure = EventMeasure(
            measure_id="m", full=100, lines=lines, taken=taken, **ABOUT
        )
        entered = {"a": {}, "b": {"late": 2}, "c": {"breach": 4}}
        entered["d"] = {"late": 2, "breach": 4}
        review = _review(_total([measure]), entered)

        scores = _scores(review)
        assert [scores[subject] for subject in "abcd"] == left
        told = assess(review).standing("c").explain("zh")
        assert "不高于" not in told
        assert "不低于" not in told


def test_the_order_of_keys_in_a_receipt_means_nothing():
    """Another program may write an object in another order."""
    rules = plain_rules(groups={"g": "1/2", "h": "1/2"})
    form = BallotForm.of(rules, ["a", "b"])
    box = BallotBox.from_bytes(form, {"g": [b"\0\1"], "h": [b"\1\1"]})
    document = json.loads(receipt_json(assess(plain_review(rules, box))))
    counts = document["tally"]["counts"]
    counts["g"] = dict(reversed(counts["g"].items()))

    assert list(counts["g"]) != list(counts["h"])
    assert verify_receipt(json.dumps(document)) == ()


@pytest.mark.parametrize(
    ("fields", "dropped"),
    [
        ({"each": 1}, "两端各去掉 1 个"),
        ({"share": "10%"}, "两端各去掉 2 个"),
        ({"share": "12%"}, "两端各去掉 2 个"),
        ({"share": "12%", "split_marks": True}, "两端各去掉 12/5 个"),
    ],
)
def test_an_explanation_says_how_many_marks_were_dropped(fields, dropped):
    """One at each end, or a share of twenty."""
    average = TrimmedMean(least_raters=5, too_few="error", **fields)
    scheme = _total([BallotMeasure(measure_id="m", average=average, **ABOUT)])
    box = box_of_counts(BallotForm.of(scheme, ["a"]), {"g": [[9, 8, 2, 1]]})

    assert dropped in _assessed(plain_review(scheme, box)).standing("a").explain("zh")


def test_a_place_shared_is_the_best_of_those_who_share_it():
    """Of four, two share the second place."""
    grading = RankGrading(
        grades=[
            GradeShare(grade_id="top", label=X, share="1/4"),
            GradeShare(grade_id="rest", label=X),
        ],
        basis=OWN,
    )
    scheme = _total([EnteredMeasure(measure_id="m", **ABOUT)], grading=grading)
    points = {"a": 99, "b": 98, "c": 98, "d": 50}
    assessment = _assessed(_review(scheme, {s: {"m": n} for s, n in points.items()}))
    why = {s.subject_id: s.result.first.why.zh for s in assessment.standings}

    assert competition_ranks(points) == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert why == {
        subject: f"4 人中第 {place} 名"
        for subject, place in competition_ranks(points).items()
    }


def test_scores_are_explained_by_group_where_every_group_marked():
    """As officials write it down; where a group is silent, item by item."""
    rules = plain_rules(
        ["1/2", "1/2"], {"g": "1/2", "h": "1/2"}, empty_group="renormalize"
    )
    form = BallotForm.of(rules, ["a"])
    full = BallotBox.from_bytes(form, {"g": [b"\0\1"], "h": [b"\1\1"]})
    silent = BallotBox.from_bytes(form, {"g": [b"\0\1"], "h": []})
    names = {}
    for word, box in (("full", full), ("silent", silent)):
        score = _assessed(plain_review(rules, box)).standing("a").derivation
        (whole,) = score.terms
        names[word] = [term.node.name.en for term in whole.node.terms]

    assert names == {"full": ["g", "h"], "silent": ["item 0", "item 1"]}


def test_an_item_without_weight_may_stay_unmarked():
    """Nobody marked it, and it would count nothing."""
    rules = plain_rules([1, 0], empty_group="error")
    form = BallotForm.of(rules, ["a"])
    box = BallotBox.from_bytes(form, {"g": [b"\0\xff", b"\1\xff"]})

    assert ScoreTable.of(rules).scores(tally(box, rules)) == (90,)


def test_what_a_subject_lacks_is_told_with_the_distance():
    """Placed third of four where the first half is asked for, and no fact on record."""
    scheme = _total([EnteredMeasure(measure_id="m", **ABOUT)])
    points = {"a": 99, "b": 98, "c": 97, "d": 50}
    assessment = _assessed(_review(scheme, {s: {"m": n} for s, n in points.items()}))
    known = known_of(assessment)
    top = Placed(measure_id="m", end="top", share="1/2")
    bottom = Placed(measure_id="m", end="bottom", share="1/4")

    assert unmet([top], "c", known).en == (
        "measure must be in the first 50% and is 3 of 4"
    )
    assert unmet([bottom], "c", known).zh == "“指标”须在后25%之内，实为4人中第2位"
    assert unmet([top], "b", known).en == "every condition holds"
    assert "(veto)" in unmet([Recorded(cap_id="veto")], "a", known).en


def test_a_cap_that_conditions_ask_for_is_lifted_for_single_subjects_only():
    """A measure looks at the veto: without it the scheme would say something else."""
    veto = Cap(cap_id="veto", label=X, grade_id="ungraded", basis=OWN)
    step = Step(when=[Recorded(cap_id="veto")], points=1, basis=OWN)
    steps = StepMeasure(measure_id="m", steps=[step], otherwise=0, **ABOUT)
    assessment = _assessed(_review(_total([steps], caps=[veto]), {"a": {}}))

    with pytest.raises(ReviewRuleError, match="lift it for single subjects"):
        what_if(assessment, [LiftedCap(cap_id="veto")])


def test_a_change_tells_score_place_and_grade():
    """Two more votes for the best option lift b from the second place to the first."""
    rules = plain_rules()
    form = BallotForm.of(rules, ["a", "b"])
    box = box_of_counts(form, {"g": [[3, 2, 0, 0], [2, 2, 0, 1]]})
    more = MoreVotes(
        subject_id="b",
        group_id="g",
        item_id="i0",
        option_id="o0",
        number=1,
        instead_of="o3",
    )
    more = attrs.evolve(more)
    (changed, *_) = what_if(assess(plain_review(rules, box)), [more]).differences
    same_place = what_if(
        assess(plain_review(rules, box)), [attrs.evolve(more, option_id="o2")]
    )

    assert (changed.rank, changed.new_rank) == (2, 1)
    assert "名次由第2名变为第1名" in changed.sentence.zh
    assert "the rank changes from 2 to 1" in changed.sentence.en
    assert "名次" not in same_place.differences[0].sentence.zh


def test_what_is_known_and_what_is_on_record_can_be_hashed():
    """Both are values, whatever mappings they hold."""
    assert hash(Units(grades={"u": "good"})) == hash(Units(grades={"u": "good"}))
    assert hash(Known(classes={"a": "town"})) == hash(Known(classes={"a": "town"}))
