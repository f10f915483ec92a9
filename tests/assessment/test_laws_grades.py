"""Laws 35-42: ranks, grades and quotas."""

from fractions import Fraction
from math import ceil, floor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.assessment import competition_ranks, grade
from partybuild.rules import Cap, Quota, QuotaRounding
from partybuild.testing.plain import OWN, plain_grading, plain_rules
from partybuild.testing.strategies import rules

# Few different scores, so that ties are the rule and not the exception.
SCORES = st.dictionaries(
    st.sampled_from([f"p{at}" for at in range(12)]),
    st.integers(-4, 24).map(lambda fifths: Fraction(5 * fifths)),
    min_size=1,
)
SHARES = st.integers(0, 20).map(lambda part: Fraction(part, 20))


def _quota(ceiling, **others):
    fields = {"quota_id": "q", "grade_id": "grade-0", "ceiling": ceiling, "basis": OWN}
    return Quota(**(fields | others))


def _scheme(ceiling, **others):
    return plain_rules(quotas=[_quota(ceiling, **others)])


def _top(scheme, scores, caps=None):
    results, (decided, *_) = grade(scheme, scores, caps or {})
    return {r.subject_id for r in results if r.grade_id == "grade-0"}, decided


def _veto(scheme, grade_id):
    return Cap(
        cap_id=f"to-{grade_id}",
        label=scheme.title,
        grade_id=grade_id,
        basis=OWN,
    )


@st.composite
def _vetoed(draw):
    """Draw a scheme, scores, and caps on some of the subjects."""
    scheme, scores = draw(rules()), draw(SCORES)
    ids = st.sampled_from(scheme.grading.grade_ids)
    caps = {
        subject: [
            _veto(scheme, grade_id) for grade_id in draw(st.lists(ids, max_size=2))
        ]
        for subject in draw(st.sets(st.sampled_from(sorted(scores))))
    }
    return scheme, scores, caps


@given(SCORES)
def test_law_35_competition_ranks(scores):
    """A rank is 1 plus the number of strictly greater exact scores."""
    ranks = competition_ranks(scores)

    for subject, score in scores.items():
        assert ranks[subject] == 1 + sum(u > score for u in scores.values())
        assert all((scores[o] == score) == (ranks[o] == ranks[subject]) for o in scores)
    worst = scores | {"new": min(scores.values()) - 1}
    assert competition_ranks(worst) == ranks | {"new": len(worst)}


@given(_vetoed())
def test_law_36_grade_monotone(drawn):
    """Without a veto, a score as good as another's never earns a worse grade."""
    scheme, scores, caps = drawn
    results, _ = grade(scheme, scores, caps)
    places = {r.subject_id: scheme.grading.place(r.grade_id) for r in results}
    for a in scores:
        for b in scores:
            if not caps.get(a) and scores[a] >= scores[b]:
                assert places[a] <= places[b]


@given(SCORES, SHARES, st.sampled_from(QuotaRounding))
def test_law_37_cap(scores, share, rounding):
    """No more than the places are given, whatever ties across the boundary."""
    top, decided = _top(_scheme(share, rounding=rounding), scores)

    assert len(top) <= decided.places
    assert set(decided.admitted) == top
    assert not top & set(decided.tied)


@given(_vetoed())
def test_law_38_eligible_only_and_nothing_wasted(drawn):
    """Who is left out ties at the boundary or finds every place better filled."""
    scheme, scores, caps = drawn
    _, quotas = grade(scheme, scores, caps)
    for decided in quotas:
        assert set(decided.admitted) <= set(decided.eligible)
        for subject in set(decided.eligible) - set(decided.admitted):
            above = {s for s in decided.eligible if scores[s] > scores[subject]}
            assert set(decided.admitted) <= above
            full = len(decided.admitted) == decided.places
            assert full or subject in decided.tied or above & set(decided.tied)


@given(SCORES, SHARES, SHARES)
def test_law_39_raising_the_ceiling_removes_nobody(scores, one, other):
    """A larger quota is never to anybody's disadvantage."""
    low, high = sorted((one, other))

    assert _top(_scheme(low), scores)[0] <= _top(_scheme(high), scores)[0]


@given(_vetoed(), st.randoms(use_true_random=False))
def test_law_40_no_input_order_tie_break(drawn, random):
    """Grades follow the scores through every permutation of the subjects."""
    scheme, scores, caps = drawn
    ids = random.sample(list(scores), len(scores))
    shuffled = {subject: scores[subject] for subject in ids}
    names = dict(
        zip(sorted(scores), random.sample(sorted(scores), len(scores)), strict=True)
    )
    renamed = {names[subject]: score for subject, score in scores.items()}
    new_caps = {names[subject]: held for subject, held in caps.items()}
    grades = {r.subject_id: r.grade_id for r in grade(scheme, scores, caps)[0]}
    new = {r.subject_id: r.grade_id for r in grade(scheme, renamed, new_caps)[0]}

    assert grade(scheme, shuffled, caps) == grade(scheme, scores, caps)
    assert new == {names[subject]: held for subject, held in grades.items()}


def test_law_40_a_tie_at_the_boundary_excludes_all_who_tie():
    """95, 90, 90 for two places: one is admitted and the tie is reported."""
    scores = {"a": Fraction(95), "b": Fraction(90), "c": Fraction(90)}
    top, decided = _top(_scheme("2/3"), scores)

    assert decided.places == 2
    assert (top, decided.tied) == ({"a"}, ("b", "c"))


def test_law_41_quota_is_not_independent_of_the_others():
    """A tenth, worst subject gives the second one a place: 20 % of 9 and of 10."""
    nine = {f"p{at}": Fraction(100 - at) for at in range(9)}
    ten = nine | {"p9": Fraction(10)}

    assert _top(_scheme("20%"), nine)[0] == {"p0"}
    assert _top(_scheme("20%"), ten)[0] == {"p0", "p1"}


@given(st.integers(0, 200), st.integers(0, 200), st.integers(0, 100))
def test_law_42_cap_arithmetic(one, other, percent):
    """Rounded down a quota never exceeds its share and never gains by splitting."""
    share = Fraction(percent, 100)
    down = _quota(share).places
    up = _quota(share, rounding=QuotaRounding.CEILING).places
    half = _quota(share, rounding=QuotaRounding.HALF_UP).places

    assert down(one) == floor(share * one) <= share * one
    assert up(one) == ceil(share * one)
    assert half(one) == floor(share * one + Fraction(1, 2))
    assert down(one) + down(other) <= down(one + other)
    assert up(one) + up(other) >= up(one + other)


def test_law_42_five_units_of_four():
    """At 20 %: no place apart, five rounded up, four pooled."""
    down, up = _quota("20%"), _quota("20%", rounding="ceiling")

    assert [5 * down.places(4), 5 * up.places(4), down.places(20)] == [0, 5, 4]


@pytest.mark.parametrize(
    ("heads", "places"), [(3, 0), (7, 2), (10, 3), (13, 3), (23, 6), (33, 9)]
)
def test_ceiling_of_30_percent(heads, places):
    """Not above 30 % of n heads, rounded down; a float would be wrong elsewhere."""
    assert _quota("30%").places(heads) == places


@pytest.mark.parametrize(
    ("share", "heads", "places"), [("7%", 100, 7), ("29%", 100, 29)]
)
def test_share_of_a_hundred_is_exact(share, heads, places):
    """7 % of 100 is 7 even rounded up, 29 % of 100 is 29 even rounded down."""
    assert _quota(share, rounding="ceiling").places(heads) == places
    assert _quota(share).places(heads) == places


def test_capped_subject_takes_no_place():
    """A fact holds the grade down and leaves the place to the next."""
    scheme = _scheme("50%")
    scores = {"a": Fraction(99), "b": Fraction(95)}
    top, decided = _top(scheme, scores, {"a": [_veto(scheme, "grade-2")]})

    assert top == {"b"}
    assert decided.eligible == ("b",)


def test_lowest_cap_wins_and_a_harmless_one_is_not_named():
    """Of several facts the hardest counts; one above the grade changes nothing."""
    scheme = plain_rules()
    caps = [_veto(scheme, grade_id) for grade_id in ("grade-2", "grade-1", "grade-3")]
    (result,), _ = grade(scheme, {"a": Fraction(85)}, {"a": caps})

    assert result.band_grade_id == "grade-1"
    assert result.grade_id == "grade-3"
    assert [cap.cap_id for cap in result.caps] == ["to-grade-2", "to-grade-3"]


def test_two_quotas_are_nested():
    """A limit on the best two grades counts those in the best one too."""
    quotas = [
        _quota("50%", quota_id="wide", grade_id="grade-1"),
        _quota("25%", quota_id="narrow"),
    ]
    scheme = attrs.evolve(plain_rules(), quotas=quotas)
    scores = {f"p{at}": Fraction(99 - at) for at in range(4)}
    results, decided = grade(scheme, scores, {})

    assert [d.quota.quota_id for d in decided] == ["narrow", "wide"]
    assert [r.grade_id for r in results] == ["grade-0", "grade-1", "grade-2", "grade-2"]


def test_thresholds_look_at_the_value_the_rules_name():
    """89.996 is below 90 exactly, and reaches it where the rounded value counts."""
    exact = plain_rules()
    rounded = attrs.evolve(
        exact, rounding=attrs.evolve(exact.rounding, thresholds="rounded")
    )
    score = {"a": Fraction("89.996")}

    assert grade(exact, score, {})[0][0].grade_id == "grade-1"
    assert grade(rounded, score, {})[0][0].grade_id == "grade-0"
    assert plain_grading([90]).band_of(Fraction(90)).grade_id == "grade-0"
