"""Laws 9-14: what every fair score keeps."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import BallotBox, BallotForm
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import Vote, rules, votes

RANDOMS = st.randoms(use_true_random=False)


@given(votes())
def test_law_09_boundedness(vote):
    """No scheme of weights leaves the range of the marks given."""
    for subject, score in enumerate(vote.scores):
        given_marks = [
            value
            for group_id in vote.form.group_ids
            for ballot in vote.box.ballots(group_id)
            for value in vote.values(ballot, subject)
            if value is not None
        ]
        assert min(given_marks) <= score <= max(given_marks)


@given(rules(one_scale=True), st.data())
def test_law_10_unanimity(scheme, data):
    """If every mark is x, the score is exactly x, whatever the weights."""
    options = scheme.scales[0].options
    mark = data.draw(st.integers(0, len(options) - 1))
    form = BallotForm.of(scheme, ["p1", "p2"])
    sizes = [data.draw(st.integers(1, 5)) for _ in form.group_ids]
    ballot = bytes([mark]) * form.width
    heaps = {g: [ballot] * n for g, n in zip(form.group_ids, sizes, strict=True)}
    box = BallotBox.from_bytes(form, heaps)

    assert Vote(scheme, box).scores == (options[mark].value,) * 2


def test_law_10_floats_would_fail():
    """Weights of 1 %, 3 % and 96 %, all marks 60: the pass mark is reached exactly."""
    scheme = plain_rules(["1%", "3%", "96%"])
    box = box_of_counts(BallotForm.of(scheme, ["p"]), {"g": [(0, 0, 7, 0)] * 3})

    assert Vote(scheme, box).scores == (60,)
    assert sum(weight * 60 for weight in (0.01, 0.03, 0.96)) < 60


@given(votes(), RANDOMS)
def test_law_11_anonymity_and_neutrality(vote, random):
    """Who cast a ballot does not matter, and a new name is only a new name."""
    heaps = vote.heaps
    for heap in heaps.values():
        random.shuffle(heap)
    ids = vote.form.subject_ids
    renamed = dict(zip(ids, random.sample(ids, len(ids)), strict=True))
    box = _with_subjects(vote, heaps, renamed)

    scores, ranks, grades = vote.outcome()
    new_scores, new_ranks, new_grades = Vote(vote.rules, box).outcome()
    for old, new in renamed.items():
        assert scores[old] == new_scores[new]
        assert ranks[old] == new_ranks[new]
        assert grades[old] == new_grades[new]


def _with_subjects(vote, heaps, renamed):
    """The same marks under other subject ids, in the order of a sorted form."""
    width = len(vote.rules.items)
    ids = vote.form.subject_ids
    form = BallotForm.of(vote.rules, [renamed[subject] for subject in ids])
    back = {new: ids.index(old) for old, new in renamed.items()}
    order = [back[subject] for subject in form.subject_ids]
    moved = {
        group_id: [
            b"".join(ballot[at * width : (at + 1) * width] for at in order)
            for ballot in heap
        ]
        for group_id, heap in heaps.items()
    }
    return BallotBox.from_bytes(form, moved)


@st.composite
def _raised(draw, *, complete):
    """Draw a vote and the same vote with one mark raised."""
    vote = draw(votes(complete=complete))
    form = vote.form
    group = draw(st.integers(0, len(form.group_ids) - 1))
    line = draw(st.integers(0, form.width - 1))
    heaps = vote.heaps
    heap = heaps[form.group_ids[group]]
    at = draw(st.integers(0, len(heap) - 1))
    ballot = bytearray(heap[at])
    last = len(form.items[line % len(form.items)].options) - 1
    old = draw(st.integers(1, last))
    new = draw(st.integers(0, old - 1))
    ballot[line] = old
    before = [*heap[:at], bytes(ballot), *heap[at + 1 :]]
    ballot[line] = new
    after = [*heap[:at], bytes(ballot), *heap[at + 1 :]]
    boxes = [
        BallotBox.from_bytes(form, heaps | {form.group_ids[group]: changed})
        for changed in (before, after)
    ]
    return vote.rules, boxes, (group, line, old, new)


@given(_raised(complete=True))
def test_law_12_linearity(drawn):
    """One mark moves exactly one score by exactly weight times step over ballots."""
    scheme, (before, after), (group, line, old, new) = drawn
    subject, at = divmod(line, len(scheme.items))
    item = scheme.items[at]
    options = scheme.options_of(item)
    step = options[new].value - options[old].value
    share = scheme.group_weight(scheme.voter_groups[group]) * scheme.item_weight(item)
    moved = [Fraction(0)] * len(before.form.subject_ids)
    moved[subject] = share * step / before.sizes[group]

    pairs = zip(Vote(scheme, before).scores, Vote(scheme, after).scores, strict=True)
    assert [b - a for a, b in pairs] == moved


@given(_raised(complete=False))
def test_law_13_monotonicity(drawn):
    """Raising a mark never lowers that subject's score, grade or rank."""
    scheme, (before, after), (_, line, _, _) = drawn
    subject = before.form.subject_ids[line // len(scheme.items)]
    scores, ranks, grades = Vote(scheme, before).outcome()
    new_scores, new_ranks, new_grades = Vote(scheme, after).outcome()

    assert new_scores[subject] >= scores[subject]
    assert new_ranks[subject] <= ranks[subject]
    place = scheme.grading.place
    assert place(new_grades[subject]) <= place(grades[subject])


@given(votes(), st.integers(2, 5))
def test_law_14_duplication(vote, times):
    """Every ballot copied r times changes no score, rank or grade."""
    heaps = {group_id: heap * times for group_id, heap in vote.heaps.items()}
    copied = vote.with_heaps(heaps)

    assert copied.outcome() == vote.outcome()
