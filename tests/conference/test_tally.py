"""Tallies that cannot be true are refused."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from partybuild.conference import BallotBox, BallotForm, Contrasts, Tally, count, tally
from partybuild.errors import InexactNumberError, TallyError
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import votes

RULES = plain_rules(["50%", "50%"])
FORM = BallotForm.of(RULES, ["p1", "p2"])
ONE = count(BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]}))


def test_negative_count_is_refused():
    """A count below zero says that something was taken out that never was in."""
    vector = list(ONE.counts[0])
    vector[0], vector[1] = 2, -1
    with pytest.raises(TallyError) as caught:
        attrs.evolve(ONE, counts=(tuple(vector),))

    assert str(caught.value) == (
        "a count of group 'g' would be negative; what is taken out of a tally must "
        "have been added before"
    )


@pytest.mark.parametrize("number", [1.0, True, Fraction(1), "1"])
def test_count_that_is_no_int_is_refused(number):
    """A float that happens to be whole is still a float."""
    vector = (number, *ONE.counts[0][1:])
    with pytest.raises(InexactNumberError):
        attrs.evolve(ONE, counts=(vector,))
    with pytest.raises(InexactNumberError):
        attrs.evolve(ONE, ballots=(number,))


def test_vectors_must_fit_the_form():
    """One vector per group, one cell per option and missing mark."""
    with pytest.raises(TallyError, match="exactly one vector per voter group"):
        attrs.evolve(ONE, counts=())
    with pytest.raises(TallyError, match="group 'g' have 1 cells; this form has 36"):
        attrs.evolve(ONE, counts=((1,),))


def test_tallies_of_two_forms_are_not_mixed():
    """Counts of other questions are no counts of these."""
    with pytest.raises(TallyError, match="two different forms"):
        _ = ONE + Tally.empty(BallotForm.of(RULES, ["p1"]))


def test_sums_made_with_other_weights_are_not_mixed():
    """Composites under two schemes are in two units."""
    box = BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]})
    other = tally(box, plain_rules(["25%", "75%"]))
    with pytest.raises(TallyError, match="count both with the same rules"):
        _ = tally(box, RULES) + other
    contrasts = attrs.evolve(other.contrasts, denominator=7)
    with pytest.raises(TallyError, match="different weights or option values"):
        _ = other + attrs.evolve(other, contrasts=contrasts)


def test_what_one_tally_lacks_the_sum_lacks():
    """Counts from a sheet and counts from ballots add up at level 0."""
    whole = tally(BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]}), RULES)
    both = ONE + whole

    assert both.ballots == (2,)
    assert (both.moments, both.contrasts) == (None, None)


def test_document_names_what_it_counts():
    """Ballots and lines stand under their ids; levels only where they were kept."""
    scheme = plain_rules(["50%", "50%"])
    form = BallotForm.of(scheme, ["p"])
    box = box_of_counts(form, {"g": [(1, 1, 0, 0), (0, 0, 2, 0)]})

    assert count(box).document() == {
        "ballots": {"g": 2},
        "counts": {
            "g": {"p": [[1, 1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 2, 0, 0, 0, 0, 0, 0]]}
        },
    }
    assert tally(box, scheme).document()["moments"] == {
        "table": [[50, 40, 30, 20], [50, 40, 30, 20]],
        "denominator": 1,
        "singles": [[2, 150, 11300]],
        "pairs": [[]],
    }


@given(votes(assessable=False))
def test_contrasts_are_those_of_the_ballots(vote):
    """Level 2b equals the plain definition on ballots without a missing mark."""
    form, kept = vote.box.form, vote.tally.contrasts
    subjects, items = len(form.subject_ids), len(form.items)
    ends = {(i.options[0].value, i.options[-1].value) for i in form.items}
    if len(ends) > 1 or subjects < 2 or items < 2:
        assert kept is None
        return
    for group, group_id in enumerate(form.group_ids):
        whole = [b for b in vote.box.ballots(group_id) if max(b) < 241]
        marks = [
            [form.items[at % items].options[byte].value for at, byte in enumerate(b)]
            for b in whole
        ]
        assert kept.ballots[group] == len(whole)
        for cell in range(subjects * items):
            for name, scale in (("own", 1), ("local", subjects - 1)):
                found = [_contrast(m, cell, items, name) for m in marks]
                unit = kept.denominator * (items - 1) * scale
                vector = getattr(kept, name)[group]
                assert Fraction(vector[2 * cell], unit) == sum(found)
                assert Fraction(vector[2 * cell + 1], unit**2) == sum(
                    f * f for f in found
                )
        for item in range(items):
            found = [
                sum(
                    _contrast(m, s * items + item, items, "own")
                    for s in range(subjects)
                )
                for m in marks
            ]
            unit = kept.denominator * (items - 1)
            assert Fraction(kept.common[group][2 * item], unit) == sum(found)


def _contrast(marks, cell, items, name):
    """Item less the mean of the subject's other items; local: less the others'."""
    at = cell % items
    own = [
        (items * row[at] - sum(row)) / Fraction(items - 1)
        for row in (marks[a : a + items] for a in range(0, len(marks), items))
    ]
    mine = own.pop(cell // items)
    return mine if name == "own" else mine - sum(own) / len(own)


def test_contrasts_keep_every_vector():
    """Level 2b has one vector a group for each of its three contrasts."""
    kept = tally(BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]}), RULES).contrasts

    assert isinstance(kept, Contrasts)
    assert [len(kept.local[0]), len(kept.own[0]), len(kept.common[0])] == [8, 8, 4]


def test_representation_tells_sizes_and_levels_only():
    """A tally in a log or a notebook shows no count of marks."""
    whole = tally(BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]}), RULES)

    assert repr(whole) == (
        "Tally(2 subjects, 2 items, ballots: g=1, levels: 0, 1, 2, 2b)"
    )
    assert repr(ONE) == "Tally(2 subjects, 2 items, ballots: g=1, levels: 0)"


@pytest.mark.parametrize(
    ("level", "name"),
    [
        ("moments", "singles"),
        ("moments", "pairs"),
        ("contrasts", "local"),
        ("contrasts", "own"),
        ("contrasts", "common"),
        ("contrasts", "ballots"),
    ],
)
def test_sums_must_fit_the_form(level, name):
    """Sums of another form, or of more groups, are refused."""
    whole = tally(BallotBox.from_bytes(FORM, {"g": [b"\0\1\2\3"]}), RULES)
    kept = getattr(whole, level)
    longer = getattr(kept, name) * 2
    with pytest.raises(TallyError, match="the sums of a tally do not fit its form"):
        attrs.evolve(whole, **{level: attrs.evolve(kept, **{name: longer})})
