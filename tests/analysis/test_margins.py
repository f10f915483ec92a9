"""Margins of grade and order: equal to trying every other way to mark."""

from fractions import Fraction
from itertools import chain, combinations, product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partybuild.analysis import (
    MarginWay,
    ballot_margins,
    least_graded,
    mark_margins,
)
from partybuild.assessment import assess, grade
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example
from partybuild.errors import MissingLevelError, TallyError
from partybuild.kernel import Label, Rounding
from partybuild.rules import Cap, Quota
from partybuild.testing.plain import (
    OWN,
    plain_fact,
    plain_review,
    plain_rules,
)
from partybuild.testing.strategies import Vote, exact_numbers, reviews, roundings

EXAMPLE = load_example("long-march-street-2021")
THREE = {"good": 100, "fair": 70, "poor": 40}
TWO = {"yes": 1, "no": 0}
MISSING = 255


def _quota(share, place=0, quota_id="q"):
    return Quota(quota_id=quota_id, grade_id=f"grade-{place}", ceiling=share, basis=OWN)


def _review(rules, heaps, capped=()):
    """A review of ballots given as lists of option numbers; 255 is a blank."""
    subjects = len(next(b for heap in heaps.values() for b in heap)) // len(rules.items)
    form = BallotForm.of(rules, [f"p{at}" for at in range(subjects)])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    facts = [plain_fact(subject, "veto") for subject in capped]
    return plain_review(rules, box, cap_facts=facts)


def _veto(place):
    return Cap(
        cap_id="veto", label=Label.same("v"), grade_id=f"grade-{place}", basis=OWN
    )


class _Tried:
    """Every way to mark the valid marks of a review anew, and what comes of it."""

    def __init__(self, review):
        rules, form = review.version.rules, review.form
        self.subjects = form.subject_ids
        self.ids = rules.grading.grade_ids
        caps = {f.post_id: list(rules.caps) for f in review.cap_facts}
        flat = [(g, b) for g in form.group_ids for b in review.box.ballots(g)]
        options = [len(item.options) for item in form.items] * len(self.subjects)
        before = list(chain.from_iterable(ballot for _, ballot in flat))
        ways = [
            range(count) if mark < MISSING else [mark]
            for mark, count in zip(before, options * len(flat), strict=True)
        ]
        self.outcomes = []
        for after in product(*ways):
            heaps = {g: [] for g in form.group_ids}
            changed = 0
            for at, (group, ballot) in enumerate(flat):
                new = bytes(after[at * form.width : (at + 1) * form.width])
                heaps[group].append(new)
                changed += new != ballot
            vote = Vote(rules, BallotBox.from_bytes(form, heaps))
            scores = dict(zip(self.subjects, vote.scores, strict=True))
            results, _ = grade(rules, scores, caps)
            places = [self.ids.index(result.grade_id) for result in results]
            marks = sum(a != b for a, b in zip(after, before, strict=True))
            self.outcomes.append((marks, changed, places, list(scores.values())))
        self.places = next(o[2] for o in self.outcomes if o[0] == 0)

    def fewest(self, kind, holds):
        """Fewest changes of a kind (0 marks, 1 ballots) after which it holds."""
        return min((o[kind] for o in self.outcomes if holds(*o[2:])), default=None)

    def lose(self, kind, s):
        return self.fewest(kind, lambda places, _: places[s] > self.places[s])

    def gain(self, kind, s):
        return self.fewest(kind, lambda places, _: places[s] < self.places[s])

    def overtake(self, kind, behind, ahead):
        return self.fewest(kind, lambda _, scores: scores[behind] > scores[ahead])


_SHARES = st.sampled_from([0, Fraction(1, 3), Fraction(2, 3)])


@st.composite
def small_reviews(draw):
    """Conferences with at most eight marks that could be marked otherwise."""
    options = draw(st.sampled_from([TWO, THREE]))
    most = 8 if options is TWO else 6
    items = draw(st.sampled_from([[1], ["2/3", "1/3"], [1, 0]]))
    subjects = draw(st.integers(1, 3))
    width = subjects * len(items)
    ballots = max(1, most // width)
    groups = draw(st.integers(1, min(2, ballots)))
    top = max(options.values())
    edges = draw(st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True))
    rounding = draw(
        st.just(Rounding())
        | roundings().map(lambda r: attrs.evolve(r, thresholds="rounded"))
    )
    rules = plain_rules(
        items=items,
        groups=[{"g": 1}, {"g": "3/4", "h": "1/4"}][groups - 1],
        options=options,
        edges=[Fraction(edge * top, 10) for edge in sorted(edges, reverse=True)],
        quotas=[
            _quota(share, draw(st.integers(0, len(edges) - 1)), f"q{number}")
            for number, share in enumerate(draw(st.lists(_SHARES, max_size=2)))
        ],
        caps=[_veto(draw(st.integers(0, len(edges))))],
        rounding=rounding,
        empty_group=draw(st.sampled_from(["renormalize", "zero"])),
    )
    mark = st.integers(0, len(options) - 1) | st.just(MISSING)
    chosen = st.integers(0, len(options) - 1)
    heaps = {}
    for group in rules.voter_groups:
        share = ballots // groups
        # The second group may leave cells empty; what then counts, the rules say.
        sure = mark if heaps else chosen
        first = draw(st.lists(sure, min_size=width, max_size=width))
        more = st.lists(mark, min_size=width, max_size=width)
        heaps[group.group_id] = [
            first,
            *draw(st.lists(more, min_size=0, max_size=share - 1)),
        ]
    capped = draw(st.lists(st.sampled_from(["p0", "p1", "p2"][:subjects]), max_size=1))
    return _review(rules, heaps, capped)


def _pairs(subjects):
    return [(a, b) for a in range(subjects) for b in range(subjects) if a != b]


def _assert_margins_equal_brute_force(review):
    tried, assessment = _Tried(review), assess(review)
    for kind, margins in enumerate(
        (mark_margins(assessment), ballot_margins(assessment))
    ):
        for s in range(len(tried.subjects)):
            lose, gain = margins.lose(s), margins.gain(s)
            assert lose.exact
            assert gain.exact
            assert lose.changes == tried.lose(kind, s)
            assert gain.changes == tried.gain(kind, s)
        for behind, ahead in _pairs(len(tried.subjects)):
            margin = margins.overtake(behind, ahead)
            assert margin.changes == tried.overtake(kind, behind, ahead)


@given(small_reviews())
def test_law_51_margins_equal_brute_force(review):
    """The margin flips the outcome; one change less never does."""
    _assert_margins_equal_brute_force(review)


@pytest.mark.parametrize("marks", list(product(range(2), repeat=6)))
def test_law_51_every_small_conference_with_a_quota(marks):
    """Two groups, three subjects, one place: all 64 conferences, all remarkings."""
    rules = plain_rules(
        groups={"g": "3/5", "h": "2/5"},
        options=TWO,
        edges=["1/2"],
        quotas=[_quota("1/3")],
    )
    _assert_margins_equal_brute_force(
        _review(rules, {"g": [marks[:3]], "h": [marks[3:]]})
    )


@st.composite
def panels(draw):
    """Four subjects, two places, and up to nine ballots of two groups."""
    edge = draw(st.integers(5, 9))
    rules = plain_rules(
        groups={"g": "7/10", "h": "3/10"},
        options=THREE,
        edges=[edge * 10],
        quotas=[_quota("1/2")],
    )
    ballot = st.lists(st.integers(0, 2), min_size=4, max_size=4)
    heaps = {
        "g": draw(st.lists(ballot, min_size=1, max_size=3)),
        "h": draw(st.lists(ballot, min_size=2, max_size=6)),
    }
    return _review(rules, heaps)


def _fewest_extreme(review, subject, *, gain):
    """Fewest ballots, found by trying all sets, marked as far as they go.

    Marks only ever help whom they rate (law 13), so nothing else needs a try.
    """
    rules, form = review.version.rules, review.form
    best, rest = (0, 2) if gain else (2, 0)
    marks = bytes(best if s == subject else rest for s in range(4))
    flat = [(g, b) for g in form.group_ids for b in review.box.ballots(g)]
    before = assess(review).standing(f"p{subject}").grade_id
    for size in range(len(flat) + 1):
        for chosen in combinations(range(len(flat)), size):
            heaps = {g: [] for g in form.group_ids}
            for at, (group, ballot) in enumerate(flat):
                heaps[group].append(marks if at in chosen else ballot)
            vote = Vote(rules, BallotBox.from_bytes(form, heaps))
            after = vote.outcome()[2][f"p{subject}"]
            if after != before and (after < before) == gain:
                return size
    return None


@settings(max_examples=40)
@given(panels(), st.integers(0, 3), st.booleans())
def test_law_51_ballot_margins_with_several_demands_at_once(review, subject, gain):
    """A quota asks for several things of the same ballots; the answer is exact."""
    margins = ballot_margins(assess(review))
    margin = margins.gain(subject) if gain else margins.lose(subject)

    assert margin.exact
    assert margin.changes == _fewest_extreme(review, subject, gain=gain)


def test_law_51_no_simple_order_finds_the_one_ballot_that_does_it():
    """What is best for one demand or for their sum is not best for all of them."""
    rules = plain_rules(options=THREE, edges=[70], quotas=[_quota("3/4")])
    heap = [[0, 2, 0, 1], [0, 1, 1, 0], [0, 0, 1, 0], [1, 1, 2, 0]]
    review = _review(rules, {"g": heap})
    margin = ballot_margins(assess(review)).lose(0)

    assert (margin.changes, margin.way) == (1, MarginWay.QUOTA)
    assert _fewest_extreme(review, 0, gain=False) == 1


def test_law_51_a_margin_between_two_bounds_says_so():
    """What is certified and what is proven stay apart where a gap remains."""
    rules = plain_rules(options=TWO, edges=["1/2"], quotas=[_quota("3/4")])
    # All three others have to reach the first, each on the others' ballots.
    heap = [[0, *(int(at % 3 == s) for s in range(3))] for at in range(60)]
    margin = ballot_margins(assess(_review(rules, {"g": heap}))).lose(0)

    assert not margin.exact
    # Twenty ballots are certified to do it; no proof says that fewer cannot.
    assert margin.least < margin.changes == 20


def test_law_51_zero_only_where_it_is_flipped_already():
    """Who leads already needs no change; who is level needs one."""
    rules = plain_rules(options=TWO, edges=["1/2"])
    margins = mark_margins(assess(_review(rules, {"g": [[0, 1, 1], [0, 1, 1]]})))

    assert margins.overtake(0, 1).changes == 0
    assert margins.overtake(1, 2).changes == 1
    assert margins.overtake(1, 0).changes == 3


def test_law_51_none_where_not_even_all_ballots_suffice():
    """A quota whose places cannot be lost has no margin, and says so."""
    rules = plain_rules(
        options=TWO, edges=["1/2"], caps=[_veto(1)], quotas=[_quota("1/2")]
    )
    held = ballot_margins(
        assess(_review(rules, {"g": [[0, 1, 1, 1]] * 2}, ["p1", "p2", "p3"]))
    )

    # Nobody else may have the place, so only the edge is left.
    assert (held.lose(0).changes, held.lose(0).way) == (2, MarginWay.EDGE)
    full = plain_rules(options=TWO, edges=[1], quotas=[_quota("1/2")])
    review = _review(full, {"g": [[0, 0, 0, 1]] * 2})
    assert ballot_margins(assess(review)).gain(3).changes == 2


def test_law_51_none_where_no_marks_suffice():
    """A margin that does not exist says why."""
    rules = plain_rules(
        options=TWO, edges=["1/2", "1/4"], caps=[_veto(1)], quotas=[_quota(0)]
    )
    margins = mark_margins(assess(_review(rules, {"g": [[0, 1, 1]] * 2}, ["p1"])))

    assert margins.gain(0).way is MarginWay.NO_PLACES
    assert margins.lose(1).way is MarginWay.NO_SUCH_GRADE
    # The veto leaves the second grade, so the margin is that of the second grade.
    assert (margins.gain(1).changes, margins.gain(1).way) == (1, MarginWay.EDGE)
    held = mark_margins(assess(_review(rules, {"g": [[0, 0, 1]] * 2}, ["p1"])))
    assert held.gain(1).way is MarginWay.CAP
    unmoved = plain_rules(options={"yes": 1, "no": 0}, edges=[2])
    margin = mark_margins(assess(_review(unmoved, {"g": [[0]]}))).gain(0)
    assert (margin.changes, margin.way) == (None, MarginWay.OUT_OF_REACH)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=9), st.integers(41, 100))
def test_law_52_a_farther_edge_never_takes_fewer_marks(marks, edge):
    """Same ballots, larger distance: the margin is not smaller."""
    found = []
    for cut in (edge, edge + 5):
        rules = plain_rules(options=THREE, edges=[cut])
        assessment = assess(_review(rules, {"g": [[m] for m in marks]}))
        if assessment.standings[0].grade_id == "grade-0":
            return
        margin = mark_margins(assessment).gain(0)
        found.append(float("inf") if margin.changes is None else margin.changes)

    assert found[0] <= found[1]


def test_law_52_counts_give_the_same_margins_as_ballots():
    """A count sheet without ballots is enough for margins in marks."""
    counted = attrs.evolve(EXAMPLE, box=None, counted=EXAMPLE.tally())
    ours, theirs = mark_margins(assess(EXAMPLE)), mark_margins(assess(counted))
    subjects = range(len(EXAMPLE.form.subject_ids))

    assert [ours.lose(s) for s in subjects] == [theirs.lose(s) for s in subjects]
    assert [ours.gain(s) for s in subjects] == [theirs.gain(s) for s in subjects]


@given(reviews())
def test_worth_of_all_marks_is_the_part_of_the_score_that_ballots_decide(review):
    """Raising every mark to the top moves the total by the sum of all gains."""
    assessment = assess(review)
    margins = mark_margins(assessment)
    rules, tally = assessment.rules, assessment.tally
    share = rules.components[0].weight
    heaps = {
        group: [bytes(0 if m < 240 else m for m in ballot) for ballot in box]
        for group, box in zip(
            tally.form.group_ids,
            (review.box.ballots(g) for g in tally.form.group_ids),
            strict=True,
        )
    }
    best = Vote(rules, BallotBox.from_bytes(tally.form, heaps))
    for at, subject in enumerate(tally.form.subject_ids):
        before = Vote(rules, review.box).scores[at]
        moved = Fraction(margins.up[at].total, margins.remarking.unit)
        assert moved == share * (best.scores[at] - before)
        assert margins.remarking.ladder.grade_ids[margins.remarking.final(at)] == (
            assessment.standing(subject).grade_id
        )


@given(roundings(), exact_numbers(-20, 120), exact_numbers(-1, 1))
def test_a_graded_edge_begins_where_the_rounding_says(rounding, edge, distance):
    """Whether a score reaches an edge is decided by the bound alone."""
    bound, reached = least_graded(rounding, edge)
    for value in (bound, bound + distance / 10**6, edge + distance):
        passes = value > bound or (reached and value == bound)
        assert passes == (rounding.graded(value) >= edge)


def test_law_51_marks_are_never_fewer_than_ballots():
    """A ballot holds many marks."""
    assessment = assess(EXAMPLE)
    marks, ballots = mark_margins(assessment), ballot_margins(assessment)
    subjects = range(len(EXAMPLE.form.subject_ids))
    pairs = [
        (marks.lose(s), ballots.lose(s), marks.gain(s), ballots.gain(s))
        for s in subjects
    ] + [
        (marks.overtake(a, b), ballots.overtake(a, b)) * 2
        for a, b in _pairs(len(subjects))
    ]

    for one, other, third, fourth in pairs:
        assert one.changes is None or one.changes >= other.changes
        assert third.changes is None or third.changes >= fourth.changes


def test_ballot_margins_need_the_ballots():
    """From counts alone the refusal names the level that is needed."""
    counted = assess(attrs.evolve(EXAMPLE, box=None, counted=EXAMPLE.tally()))

    with pytest.raises(MissingLevelError, match=r"needs level 4 \(the ballots"):
        ballot_margins(counted)
    ours, given_too = (
        ballot_margins(assess(EXAMPLE)),
        ballot_margins(counted, EXAMPLE.box),
    )
    assert [ours.lose(s) for s in range(12)] == [given_too.lose(s) for s in range(12)]
    other = BallotBox.from_bytes(
        EXAMPLE.form, {g: EXAMPLE.box.ballots(g)[1:] for g in EXAMPLE.form.group_ids}
    )
    with pytest.raises(TallyError, match="does not hold the ballots"):
        ballot_margins(counted, other)


def test_the_example_in_ballots():
    """One ballot marked otherwise would do for the third place."""
    margins = ballot_margins(assess(EXAMPLE))
    place = EXAMPLE.form.subject_ids.index

    assert margins.lose(place("c2-secretary")).changes == 1
    assert margins.gain(place("g4-secretary")).changes == 1
    assert margins.lose(place("b5-secretary")).changes == 8
    assert all(m.exact for s in range(12) for m in (margins.lose(s), margins.gain(s)))
    assert repr(margins).startswith("BallotMargins(Remarking of Tally(12 subjects")
    assert repr(margins.gains).startswith("BallotGains(Remarking of Tally(12")


def test_the_example_in_marks():
    """The third place of the quota of three is four marks from changing hands."""
    margins = mark_margins(assess(EXAMPLE))
    place = EXAMPLE.form.subject_ids.index
    third, fourth = place("c2-secretary"), place("g4-secretary")

    assert margins.lose(third).changes == margins.gain(fourth).changes == 4
    assert margins.overtake(fourth, third).changes == 4
    assert margins.gain(place("g1-secretary")).way is MarginWay.CAP
    assert margins.lose(place("g1-secretary")).way is MarginWay.EDGE
    assert repr(margins).startswith("MarkMargins(Remarking of Tally(12 subjects")
