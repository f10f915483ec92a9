"""Laws 15-17: what one more ballot does to a score."""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import BallotBox, BallotForm, count
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import Vote, rules, votes


@given(votes(complete=True), st.data())
def test_law_15_neutral_ballot(vote, data):
    """A ballot equal to its group's item means changes nothing."""
    form, scheme = vote.form, vote.rules
    group = data.draw(st.integers(0, len(form.group_ids) - 1))
    counted = count(vote.box)
    # The means become options, each item's on a scale of its own.
    scales_, items = [], []
    for subject in range(len(form.subject_ids)):
        for at, item in enumerate(scheme.items):
            values = [option.value for option in scheme.options_of(item)]
            mean = _mean(counted.options(group, subject, at), values)
            scales_.append(_scale_with(scheme, item, mean, f"s-{subject}-{at}"))
            items.append(mean)
    for subject in range(len(form.subject_ids)):
        one = _scheme_of_subject(scheme, scales_, subject)
        before, after = _boxes_of_subject(vote, one, group, subject, items)

        assert Vote(one, before).scores == Vote(one, after).scores
        assert Vote(one, before).scores[0] == vote.scores[subject]


def _mean(counts, values):
    return sum(
        (value * n for value, n in zip(values, counts, strict=True)), Fraction()
    ) / sum(counts)


def _scale_with(scheme, item, mean, scale_id):
    scale = scheme.scale_of(item)
    options = {option.value: option for option in scale.options}
    extra = attrs.evolve(
        scale.options[0],
        option_id="mean",
        label=attrs.evolve(scale.options[0].label, zh="均值", en="mean"),
        value=mean,
    )
    ordered = [options.get(v, extra) for v in sorted({*options, mean}, reverse=True)]
    return attrs.evolve(scale, scale_id=scale_id, options=ordered)


def _scheme_of_subject(scheme, scales_, subject):
    width = len(scheme.items)
    own = scales_[subject * width : (subject + 1) * width]
    items = [
        attrs.evolve(item, scale_id=scale.scale_id)
        for item, scale in zip(scheme.items, own, strict=True)
    ]
    return attrs.evolve(scheme, scales=own, items=items)


def _boxes_of_subject(vote, one, group, subject, means):
    """The subject's marks re-coded on the wider scales, without and with the ballot."""
    form = BallotForm.of(one, ["p"])
    width = len(one.items)
    tables = [
        {option.value: code for code, option in enumerate(item.options)}
        for item in form.items
    ]
    heaps = {
        group_id: [
            bytes(
                table[value]
                for table, value in zip(
                    tables, vote.values(ballot, subject), strict=True
                )
            )
            for ballot in vote.box.ballots(group_id)
        ]
        for group_id in form.group_ids
    }
    before = BallotBox.from_bytes(form, heaps)
    own = means[subject * width : (subject + 1) * width]
    neutral = bytes(table[mean] for table, mean in zip(tables, own, strict=True))
    heaps[form.group_ids[group]].append(neutral)
    return before, BallotBox.from_bytes(form, heaps)


@given(votes(rules(positive=True), complete=True), st.data())
def test_law_16_responsiveness(vote, data):
    """A ballot above the group's mean raises the score, one below lowers it."""
    form = vote.form
    group = data.draw(st.integers(0, len(form.group_ids) - 1))
    marks = [
        data.draw(st.integers(0, len(item.options) - 1)) for item in form.items
    ] * len(form.subject_ids)
    heaps = vote.heaps
    heaps[form.group_ids[group]].append(bytes(marks))
    after = BallotBox.from_bytes(form, heaps)

    pairs = zip(vote.scores, Vote(vote.rules, after).scores, strict=True)
    for subject, (old, new) in enumerate(pairs):
        composite = vote.composite(bytes(marks), subject)
        own = [
            vote.composite(ballot, subject)
            for ballot in vote.box.ballots(form.group_ids[group])
        ]
        mean = sum(own, Fraction()) / len(own)
        assert (new > old, new < old) == (composite > mean, composite < mean)


def test_law_16_above_the_total_is_not_enough():
    """A ballot of 85 in a group with mean 90 lowers a total of 80."""
    scheme = plain_rules(
        groups={"a": "50%", "b": "50%"}, options={"x": 90, "y": 85, "z": 70}
    )
    form = BallotForm.of(scheme, ["p"])
    before = box_of_counts(form, {"a": [(1, 0, 0)], "b": [(0, 0, 1)]})
    after = box_of_counts(form, {"a": [(1, 1, 0)], "b": [(0, 0, 1)]})

    assert Vote(scheme, before).scores == (80,)
    assert Vote(scheme, after).scores < (80,)


def test_law_17_participation_fails_with_groups():
    """A voter who prefers A can make A lose when groups are weighted."""
    options = {str(value): value for value in (100, 95, 90, 85, 80)}
    scheme = plain_rules(groups={"g1": "50%", "g2": "50%"}, options=options)
    form = BallotForm.of(scheme, ["a", "b"])
    heaps = {"g1": [b"\0\4"], "g2": [b"\3\0"]}
    a, b = Vote(scheme, BallotBox.from_bytes(form, heaps)).scores
    heaps["g1"].append(b"\0\1")
    new_a, new_b = Vote(scheme, BallotBox.from_bytes(form, heaps)).scores

    assert a - b == Fraction(5, 2)
    assert new_a - new_b == Fraction(-5, 4)


@given(votes(rules(groups=1), complete=True), st.data())
def test_law_17_participation_holds_with_one_group(vote, data):
    """With one group, preferring A never makes A lose to B."""
    form = vote.form
    marks = bytes(
        data.draw(st.integers(0, len(form.items[at % len(form.items)].options) - 1))
        for at in range(form.width)
    )
    heaps = vote.heaps
    heaps[form.group_ids[0]].append(marks)
    old = vote.scores
    new = vote.with_heaps(heaps).scores
    mine = [vote.composite(marks, at) for at in range(len(form.subject_ids))]
    for a in range(len(old)):
        for b in range(len(old)):
            if old[a] > old[b] and mine[a] > mine[b]:
                assert new[a] > new[b]
