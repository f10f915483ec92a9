"""Laws that every scheme of the review-rule algebra keeps: C, D and E and the receipt.

The verifier shares no code with the assessment: where both agree on random schemes,
a mistake would have to be made twice.
"""

import json
from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.records import review_document, review_from_document
from partybuild.assessment import assess, receipt_json, verify_receipt
from partybuild.kernel import Operation
from partybuild.rules import RankGrading, TiePolicy
from partybuild.testing.strategies import algebraic_reviews, algebraic_rules


def _nodes(node):
    yield node
    for term in node.terms:
        yield from _nodes(term.node)


@given(algebraic_reviews())
def test_an_independent_verifier_finds_the_same(review):
    """Every score, measure, grade and consequence is recomputed from the receipt."""
    assert verify_receipt(receipt_json(assess(review))) == ()


@given(algebraic_reviews())
def test_law_29_every_step_is_exact_and_can_be_done_again(review):
    """No float anywhere; steps that are formulas give their value again."""
    for standing in assess(review).standings:
        for node in _nodes(standing.derivation):
            assert node.recompute() == node.value
            assert all(
                t.factor is None or isinstance(t.factor, Fraction) for t in node.terms
            )
        for measure in standing.measures:
            assert isinstance(measure.value, Fraction)
            assert measure.derivation.value == measure.value
            for node in _nodes(measure.derivation):
                assert node.recompute() == node.value


@given(algebraic_reviews(), st.randoms(use_true_random=False))
def test_law_8_the_order_of_input_changes_no_byte(review, random):
    """Entries, facts, records, units and the measures of the scheme are shuffled."""
    shuffled = {}
    for name in ("entered", "cap_facts", "subjects", "units", "approvals"):
        parts = list(getattr(review, name))
        random.shuffle(parts)
        shuffled[name] = parts
    (version,) = review.rulebook.versions
    measures = list(version.rules.measures)
    random.shuffle(measures)
    rules = attrs.evolve(version.rules, measures=measures)
    rulebook = attrs.evolve(
        review.rulebook, versions=[attrs.evolve(version, rules=rules)]
    )
    other = attrs.evolve(review, rulebook=rulebook, **shuffled)

    assert receipt_json(assess(other)) == receipt_json(assess(review))


@given(algebraic_reviews())
def test_the_review_comes_back_from_its_document(review):
    """Documents name the kind of every measure, condition and grading."""
    document = json.loads(json.dumps(review_document(review)))

    assert review_from_document(document) == review


@given(algebraic_rules())
def test_schemes_that_do_not_depend_on_the_class_are_themselves(scheme):
    """Weights of a class stand once they were chosen."""
    for known in scheme.subject_classes:
        specialized = scheme.for_class(known.class_id)
        assert not specialized.varied
        assert specialized.for_class("whatever") == specialized
        assert sum(map(specialized.item_weight, specialized.items)) == 1
        assert sum(map(specialized.group_weight, specialized.voter_groups)) == 1


@given(algebraic_reviews())
def test_law_36_of_two_subjects_the_better_has_no_worse_place(review):
    """Under grades by place, more of the measure never gives a worse grade."""
    grading = review.version.rules.grading
    if not isinstance(grading, RankGrading):
        return
    standings = assess(review).standings
    for one in standings:
        for other in standings:
            values = [
                s.score
                if grading.measure_id == "total"
                else s.measure(grading.measure_id).value
                for s in (one, other)
            ]
            if values[0] >= values[1]:
                places = [grading.place(s.result.band_grade_id) for s in (one, other)]
                assert places[0] <= places[1]


@given(algebraic_reviews())
def test_laws_37_and_38_quotas_keep_their_places(review):
    """Nobody beyond the places but a tie that the rule lets in; best first."""
    assessment = assess(review)
    for decided in assessment.quotas:
        scores = {s.subject_id: s.score for s in assessment.standings}
        excess = len(decided.admitted) - decided.places
        if decided.quota.ties is TiePolicy.INCLUDE and excess > 0:
            last = min(scores[s] for s in decided.admitted)
            assert excess < sum(scores[s] == last for s in decided.admitted)
        else:
            assert excess <= 0
        assert set(decided.admitted) <= set(decided.eligible)
        assert not set(decided.admitted) & set(decided.tied)
        out = set(decided.eligible) - set(decided.admitted)
        if decided.admitted and out:
            assert min(scores[s] for s in decided.admitted) >= max(
                scores[s] for s in out
            )


@given(algebraic_reviews())
def test_a_cap_changes_no_score_and_raises_no_grade(review):
    """一票否决 is no deduction."""
    held = assess(review)
    free = assess(attrs.evolve(review, cap_facts=()))
    conditional = {cap.cap_id for cap in review.version.rules.caps if cap.when}
    if conditional or held.not_assessed != free.not_assessed:
        return
    order = held.rules.grading
    uses_caps = "recorded" in json.dumps(review_document(review)["rulebook"])
    for standing in held.standings:
        other = free.standing(standing.subject_id)
        if not uses_caps:
            assert standing.score == other.score
            assert order.place(standing.grade_id) >= order.place(
                other.result.band_grade_id
            )


@given(algebraic_reviews())
def test_who_is_not_assessed_is_in_no_base(review):
    """Left out of standings, ranks and quotas; the reason is a finding."""
    assessment = assess(review)
    out = {one.subject_id for one in assessment.not_assessed}
    assessed = {s.subject_id for s in assessment.standings}

    assert out | assessed == set(review.conference.subject_ids)
    assert not out & assessed
    assert {f.subject for f in assessment.findings if f.code == "PB-ELIGIBLE-01"} == out
    for decided in assessment.quotas:
        assert not out & set(decided.eligible)


@given(algebraic_reviews())
def test_every_kind_of_step_can_be_read_in_both_languages(review):
    """No step is without a name, and no sentence is missing in one language."""
    for standing in assess(review).standings:
        for lang in ("zh", "en"):
            assert standing.explain(lang).count("\n") >= 1
        for node in _nodes(standing.derivation):
            if node.operation in {Operation.STEPS, Operation.PLACE, Operation.LIMIT}:
                assert node.statement is not None
                assert node.statement.zh
                assert node.statement.en
