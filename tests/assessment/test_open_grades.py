"""Grades that a missing decision leaves open, against every way to decide."""

from fractions import Fraction
from itertools import product

import pytest

from partybuild.assessment import Known, grade
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import Cap, Judgment, Quota
from partybuild.testing.plain import (
    OWN,
    plain_decision,
    plain_rules,
)

X = Label(zh="规定", en="rule")
SCORES = [
    {"c": 97, "b": 95, "a": 92},
    {"c": 95, "b": 95, "a": 92},
    {"c": 99, "b": 85, "a": 97},
    {"c": 91, "b": 91, "a": 91},
]


def _rules(share, lowered_to, **fields):
    return plain_rules(
        caps=[Cap(cap_id="veto", label=X, grade_id=lowered_to, basis=OWN)],
        quotas=[
            Quota(quota_id="q", grade_id="grade-0", ceiling=share, basis=OWN, **fields)
        ],
    )


def _judged(rules):
    """Return the same scheme, where a body chooses between two grades."""
    judgment = Judgment(
        judgment_id="j", label=X, grades=["grade-0", "grade-2"], basis=OWN
    )
    quotas = rules.quotas
    return plain_rules(caps=rules.caps, quotas=quotas, judgments=[judgment])


def _grades(rules, scores, facts, judgments):
    """Return the possible grades; a fact or judgment that is "?" is missing."""
    (cap,) = rules.caps
    results, _ = grade(
        rules,
        {subject: Fraction(score) for subject, score in scores.items()},
        {subject: [cap] for subject in scores if facts[subject] == "yes"},
        known=Known(
            unanswered={s: frozenset({cap.cap_id}) for s in scores if facts[s] == "?"},
            decisions={
                ("judgment", "j", s): plain_decision("judgment", "j", s, outcome)
                for s, outcome in judgments.items()
                if outcome != "?"
            },
        ),
    )
    return {result.subject_id: set(result.possible) for result in results}


def _result(rules, fact, judgment, score=95):
    """Return how the only subject came by the grade."""
    (cap,) = rules.caps
    (result,), _ = grade(
        rules,
        {"a": Fraction(score)},
        {"a": [cap] if fact == "yes" else []},
        known=Known(
            unanswered={"a": frozenset({cap.cap_id} if fact == "?" else ())},
            decisions={}
            if judgment == "?"
            else {
                ("judgment", "j", "a"): plain_decision("judgment", "j", "a", judgment)
            },
        ),
    )
    return result


def _answers(given, outcomes):
    """Yield every way to answer what is not answered."""
    missing = [subject for subject in given if given[subject] == "?"]
    for answers in product(outcomes, repeat=len(missing)):
        yield {**given, **dict(zip(missing, answers, strict=True))}


def _in_the_end(rules, scores, facts, judgments):
    """Return the grades that some answer to all open questions gives."""
    found = {subject: set() for subject in scores}
    for answered in _answers(facts, ("yes", "no")):
        for chosen in _answers(judgments, ("grade-0", "grade-2")):
            for subject, grades in _grades(rules, scores, answered, chosen).items():
                assert len(grades) == 1
                found[subject] |= grades
    return found


def _states(scores, words):
    for states in product(words, repeat=len(scores)):
        yield dict(zip(scores, states, strict=True))


@pytest.mark.parametrize("scores", SCORES)
@pytest.mark.parametrize("lowered_to", ["grade-0", "grade-1", "grade-2"])
@pytest.mark.parametrize("takes_place", [True, False])
@pytest.mark.parametrize("ties", ["exclude", "include"])
def test_a_grade_is_possible_where_some_answer_gives_it(
    scores, lowered_to, takes_place, ties
):
    """Facts recorded, absent and unanswered, with one place and with two."""
    for share in ("1/3", "2/3"):
        rules = _rules(share, lowered_to, held_down_take_place=takes_place, ties=ties)
        for facts in _states(scores, ["no", "yes", "?"]):
            possible = _grades(rules, scores, facts, {})
            in_the_end = _in_the_end(rules, scores, facts, {})

            assert all(possible[s] >= in_the_end[s] for s in scores)
            # Who is held down and takes a place all the same is counted as one who
            # may take none: a grade may be called open that no answer changes.
            assert takes_place or possible == in_the_end


@pytest.mark.parametrize("lowered_to", ["grade-1", "grade-2"])
@pytest.mark.parametrize("takes_place", [True, False])
@pytest.mark.parametrize("ties", ["exclude", "include"])
@pytest.mark.parametrize("scores", [{"b": 95, "a": 92}, {"b": 95, "a": 95}])
def test_a_judgment_and_a_fact_may_both_be_missing(
    scores, lowered_to, takes_place, ties
):
    """One place for two; each may be judged the best grade or not, and held down."""
    options = {"held_down_take_place": takes_place, "ties": ties}
    rules = _judged(_rules("1/2", lowered_to, **options))
    for facts in _states(scores, ["no", "yes", "?"]):
        for judgments in _states(scores, ["grade-0", "grade-2", "?"]):
            possible = _grades(rules, scores, facts, judgments)
            in_the_end = _in_the_end(rules, scores, facts, judgments)

            assert all(possible[s] >= in_the_end[s] for s in scores)
            if not takes_place:
                assert possible == in_the_end


@pytest.mark.parametrize(
    ("fact", "judgment", "held", "waiting"),
    [
        # Whatever is judged, the best grade could still come: the answer matters.
        ("?", "?", False, True),
        ("?", "grade-0", False, True),
        ("?", "grade-2", False, False),
        # Judged worse than the veto allows, nothing is held down.
        ("yes", "grade-2", False, False),
        ("yes", "grade-0", True, False),
        # Not judged yet, grade-0 is ruled out already.
        ("yes", "?", True, False),
    ],
)
def test_a_veto_is_told_where_it_lowers_and_asked_for_where_it_could(
    fact, judgment, held, waiting
):
    """The veto allows grade-1 at most; the body chooses grade-0 or grade-2."""
    result = _result(_judged(_rules(1, "grade-1")), fact, judgment)

    assert bool(result.caps) is held
    assert bool(result.waiting) is waiting


def test_a_veto_down_to_the_grade_that_is_earned_lowers_nothing():
    """85 points are grade-1 with the veto and without."""
    for fact in ("yes", "?"):
        result = _result(_rules(1, "grade-1"), fact, "?", score=85)

        assert (result.caps, result.waiting) == ((), ())
        assert result.possible == ("grade-1",)


def _voted(*admitted):
    """Grade four subjects, one clearly first, three level at the last two places."""
    rules = _rules("3/4", "grade-2", ties="decision")
    scores = {
        "d": Fraction(99),
        "c": Fraction(92),
        "b": Fraction(92),
        "a": Fraction(92),
    }
    votes = {
        ("tie", "q", s): plain_decision("tie", "q", s, "admitted") for s in admitted
    }
    results, (quota,) = grade(rules, scores, {}, known=Known(decisions=votes))
    return {r.subject_id: set(r.possible) for r in results}, quota


def test_votes_at_a_tie_fill_the_places_that_are_left():
    """Three places, one taken by score: two votes fill them, three are too many."""
    open_grades, waiting = _voted("a")
    assert waiting.admitted == ("a", "d")
    assert waiting.undecided == waiting.waiting_at_tie == ("b", "c")
    assert open_grades["b"] == {"grade-0", "grade-1"}

    grades, full = _voted("c", "a")
    assert full.admitted == ("a", "c", "d")
    assert full.undecided == ()
    assert grades == {
        "a": {"grade-0"},
        "b": {"grade-1"},
        "c": {"grade-0"},
        "d": {"grade-0"},
    }
    with pytest.raises(ValueRangeError, match="at most 2, the places that are left"):
        _voted("a", "b", "c")


@pytest.mark.parametrize("ties", ["exclude", "include"])
def test_a_quota_names_subjects_in_order(ties):
    """Whoever is sure and whoever waits for an answer stand in one list."""
    rules = _rules("2/3", "grade-2", ties=ties)
    scores = {s: Fraction(95) for s in "cba"} | {"c": Fraction(99)}
    for facts in _states(scores, ["no", "yes", "?"]):
        (cap,) = rules.caps
        _, (quota,) = grade(
            rules,
            scores,
            {s: [cap] for s in scores if facts[s] == "yes"},
            known=Known(
                unanswered={
                    s: frozenset({cap.cap_id}) for s in scores if facts[s] == "?"
                }
            ),
        )
        assert quota.eligible == tuple(s for s in "abc" if facts[s] != "yes")
        for named in (quota.admitted, quota.assured, quota.undecided, quota.tied):
            assert list(named) == sorted(named)


def test_results_and_their_caps_are_in_order():
    """Whatever the order of scores and of facts, receipts read alike."""
    caps = [
        Cap(cap_id=cap_id, label=X, grade_id="grade-2", basis=OWN) for cap_id in "yx"
    ]
    scores = {subject: Fraction(95) for subject in "dbca"}
    results, _ = grade(plain_rules(caps=caps), scores, {"b": caps})

    assert [result.subject_id for result in results] == list("abcd")
    assert [cap.cap_id for cap in results[1].caps] == ["x", "y"]
    assert [result.possible for result in results] == [
        ("grade-0",),
        ("grade-2",),
        ("grade-0",),
        ("grade-0",),
    ]
