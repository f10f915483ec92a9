"""What users of the strategies may rely on."""

import subprocess
import sys
import typing
from importlib.metadata import entry_points

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, NoChoice, Review, Tally
from partybuild.kernel import Label, Period, Rounding, exact
from partybuild.rules import (
    EmptyGroupPolicy,
    Grading,
    GradingRule,
    Measure,
    ReviewRules,
    Scale,
)
from partybuild.testing import strategies
from partybuild.testing.awkward import AWKWARD_TEXTS, NUMBER_TEXTS
from partybuild.testing.plain import plain_rules
from partybuild.testing.strategies import Vote

KINDS = (
    BallotForm,
    Grading,
    Label,
    Period,
    Review,
    ReviewRules,
    Rounding,
    Scale,
    Tally,
)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_types_are_known_to_hypothesis(kind):
    """Through the entry point, ``st.from_type`` makes values whose parts fit."""

    @settings(max_examples=3, phases=[Phase.generate], database=None)
    @given(st.from_type(kind))
    def _look(value):
        assert isinstance(value, kind)

    _look()


def test_every_kind_of_measure_and_of_grading_is_drawn():
    """What is never drawn, no property of the verifier and the accounts holds for."""
    left = {*typing.get_args(Measure), *typing.get_args(GradingRule)}

    def none_is_left(rules):
        left.difference_update(map(type, (*rules.measures, rules.grading)))
        return not left

    # Raises where none of the schemes drawn is the last to take something off.
    find(
        strategies.algebraic_rules(),
        none_is_left,
        settings=settings(
            max_examples=1_000,
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            deadline=None,
        ),
    )


def test_entry_point_loads_in_either_order():
    """Hypothesis first or the strategies first: neither import fails."""
    (point,) = entry_points(group="hypothesis", name="partybuild")
    assert point.value == "partybuild.testing._register:register"
    for first in (
        "import hypothesis, partybuild.testing.strategies",
        "import partybuild.testing.strategies, hypothesis",
        "import partybuild.testing._register, hypothesis",
    ):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", first],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("name", strategies.__all__)
def test_every_public_name_resolves(name):
    """What the module promises is there."""
    assert getattr(strategies, name).__doc__


@settings(max_examples=20)
@given(strategies.reviews())
def test_reviews_can_be_assessed(review):
    """A generated review never ends in an error."""
    assert len(assess(review).standings) == len(review.form.subject_ids)


def test_votes_are_mean():
    """Empty groups, blanks, spoilt marks and weights of zero do come up."""
    seen = set()

    @settings(max_examples=150, phases=[Phase.generate], database=None)
    @given(strategies.votes(assessable=False))
    def _look(vote):
        marks = set().union(*vote.box.groups)
        seen.update(choice for choice in NoChoice if choice in marks)
        seen.add(vote.rules.empty_group)
        if 0 in vote.box.sizes:
            seen.add("empty group")
        if any(not item.weight for item in vote.rules.items):
            seen.add("weightless item")
        seen.add(f"{len(vote.rules.quotas)} quotas")

    _look()
    assert seen == {
        *NoChoice,
        *EmptyGroupPolicy,
        *("empty group", "weightless item", "0 quotas", "1 quotas", "2 quotas"),
    }


@given(strategies.votes(complete=True), strategies.rules(positive=True, groups=2))
def test_promises_of_the_parameters_hold(vote, scheme):
    """Complete ballots, positive weights, a number of groups: as asked for."""
    assert all(max(marks, default=0) < 240 for marks in vote.box.groups)
    assert all(item.weight > 0 for item in scheme.items)
    assert [group.weight > 0 for group in scheme.voter_groups] == [True, True]


@given(strategies.exact_numbers(2, 3), strategies.weights(4), strategies.texts())
def test_values_stay_in_their_bounds(number, weights, text):
    """Numbers within their ends, weights with something above 0, texts not blank."""
    assert 2 <= number <= 3
    assert len(weights) == 4
    assert any(weights)
    assert text.strip()


def test_pools_are_what_they_say():
    """Each awkward text is one of a kind, and each number text has its ratio."""
    assert len(set(AWKWARD_TEXTS)) == len(AWKWARD_TEXTS)
    assert all(exact(text) == exact(ratio) for text, ratio in NUMBER_TEXTS)
    assert plain_rules().voter_groups[0].group_id == "g"


def test_composite_of_a_ballot_with_a_gap_is_unknown():
    """A vote answers what a ballot is worth, and says None where a mark is missing."""
    rules = plain_rules(["50%", "50%"])
    vote = Vote(rules, BallotBox.from_bytes(BallotForm.of(rules, ["p"]), {}))
    spoilt = bytes([NoChoice.SPOILT]) * vote.form.width
    whole = bytes(vote.form.width)

    assert vote.composite(spoilt, 0) is None
    assert vote.composite(whole, 0) == 100
