"""The integers that score a nation against the fractions that explain one score."""

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partybuild.assessment import ScoreTable, assess, derive_ballot_score
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.errors import EmptyVoterGroupError
from partybuild.rules import EmptyGroupPolicy
from partybuild.testing.plain import plain_rules
from partybuild.testing.strategies import Vote, reviews, rules, votes

POLICIES = st.sampled_from(EmptyGroupPolicy)


def _slow(vote):
    """Every score by its derivation, or the error with its three places."""
    try:
        return [
            derive_ballot_score(vote.tally, vote.rules, subject).score.number
            for subject in range(len(vote.form.subject_ids))
        ]
    except EmptyVoterGroupError as error:
        return error


def _fast(vote):
    try:
        return list(vote.scores)
    except EmptyVoterGroupError as error:
        return error


@st.composite
def _sparse(draw):
    """Draw votes with few ballots, under a given policy for empty groups."""
    scheme = draw(rules(empty_group=draw(POLICIES)))
    return draw(votes(st.just(scheme), assessable=False, most=2))


def _spoilt_vote(policy):
    scheme = plain_rules(groups={"a": 1, "b": 1}, group_total=2, empty_group=policy)
    form = BallotForm.of(scheme, ["p"])
    rows = {"a": [["好"], [None]], "b": [["废"]]}
    return Vote(scheme, BallotBox.from_rows(form, rows))


@given(_sparse())
@example(_spoilt_vote("error"))
@example(_spoilt_vote("renormalize"))
@example(_spoilt_vote("zero"))
def test_both_paths_agree_with_empty_groups(vote):
    """Same scores or the same error, with empty groups under every policy."""
    assert str(_fast(vote)) == str(_slow(vote))


@given(votes())
def test_both_paths_agree_with_missing_marks(vote):
    """Same scores with blanks, spoilt marks and weights of zero."""
    assert _fast(vote) == _slow(vote)


@given(votes())
def test_every_step_of_a_score_recomputes(vote):
    """Score, item and group nodes all follow from the nodes below them."""
    for subject in range(len(vote.form.subject_ids)):
        parts = derive_ballot_score(vote.tally, vote.rules, subject)
        for root in (parts.score, *parts.items, *parts.groups):
            _check(root)


@given(reviews())
def test_every_step_of_a_grade_recomputes(review):
    """From the grade through caps, bonus and weights down to the counts."""
    for standing in assess(review).standings:
        _check(standing.derivation)
        for item in standing.items:
            _check(item.derivation)
            assert item.derivation.number == item.score


def _check(node):
    if node is None:
        return
    assert node.recompute() == node.value
    for term in node.terms:
        _check(term.node)


@given(votes(), st.integers(1, 3))
def test_score_of_one_subject_does_not_need_the_others(vote, times):
    """A table compiled once scores any number of tallies of its scheme."""
    table = ScoreTable.of(vote.rules)
    tallies = [count(vote.with_heaps(vote.heaps).box) for _ in range(times)]

    assert [table.scores(counted) for counted in tallies] == [vote.scores] * times


@pytest.mark.parametrize(
    ("policy", "score"),
    [("renormalize", 100), ("zero", 50)],
)
def test_empty_group_policies(policy, score):
    """The other group takes over, or its half of the points is out of reach."""
    assert _spoilt_vote(policy).scores == (score,)


def test_empty_group_is_an_error_unless_a_rule_says_more():
    """The message names group, subject, item and both ways on."""
    error = _fast(_spoilt_vote("error"))

    assert str(error) == (
        "voter group 'b' has no valid mark for item 'i0' of subject 'p'; a rule must "
        "say what then counts: empty_group = renormalize or zero"
    )


def test_no_group_at_all_is_an_error_under_every_policy():
    """Where nobody marked an item there is no mean to rescale or to keep."""
    vote = _spoilt_vote("zero")
    vote = vote.with_heaps({"a": [b"\xff"], "b": [b"\xfe"]})
    for policy in ("renormalize", "zero"):
        empty = attrs.evolve(vote, rules=attrs.evolve(vote.rules, empty_group=policy))

        assert isinstance(_fast(empty), EmptyVoterGroupError)
        assert _fast(empty).group == "all"
        assert str(_fast(empty)) == str(_slow(empty))


def test_weightless_item_without_a_mark_is_no_obstacle():
    """An item that counts for nothing may be left blank by everybody."""
    scheme = plain_rules([1, 0])
    form = BallotForm.of(scheme, ["p"])
    vote = Vote(scheme, BallotBox.from_rows(form, {"g": [["较好", None]]}))
    parts = derive_ballot_score(vote.tally, scheme, 0)

    assert vote.scores == (80,)
    assert parts.score.number == 80
    assert parts.items[1].statement.en == "no valid mark, weight 0"


def test_group_without_weight_is_no_help_to_an_empty_one():
    """Where a weighted group is empty, a weightless one does not step in."""
    for policy, score in (("renormalize", 100), ("zero", 50)):
        scheme = plain_rules(
            groups={"a": 1, "b": 1, "c": 0}, group_total=2, empty_group=policy
        )
        form = BallotForm.of(scheme, ["p"])
        rows = {"a": [["好"]], "c": [["差"]]}
        vote = Vote(scheme, BallotBox.from_rows(form, rows))

        assert vote.scores == (score,)
        assert _fast(vote) == _slow(vote)


@pytest.mark.parametrize(
    ("policy", "score"),
    [("renormalize", 90), ("zero", 36)],
)
def test_what_carries_no_weight_may_stay_empty(policy, score):
    """A group and an item of weight 0 beside a group that marked nothing."""
    scheme = plain_rules([1, 0], {"c": 0, "a": "2/5", "b": "3/5"}, empty_group=policy)
    form = BallotForm.of(scheme, ["p"])
    rows = {"a": [["好", None], ["较好", None]], "b": [[None, "差"]]}
    vote = Vote(scheme, BallotBox.from_rows(form, rows))

    assert _fast(vote) == _slow(vote) == [score]
