"""Bad ballots: a clear error with its place, all of them at once, nothing lost."""

import pickle
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import BallotBox, BallotForm, refused_word
from partybuild.errors import InputError, PartyBuildError
from partybuild.rules import BlankPolicy
from partybuild.testing.plain import plain_rules
from partybuild.testing.strategies import votes

RULES = plain_rules(["50%", "50%"], {"a": "50%", "b": "50%"})
FORM = BallotForm.of(RULES, ["p1", "p2"])
OFFERED = "expected one of 好、较好、一般、差"


def _refusal(rows, form=FORM):
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(form, rows)
    return caught.value


def test_all_mistakes_are_listed_with_their_places():
    """Words, lengths and groups: one run reports everything, in reading order."""
    error = _refusal(
        {
            "c": [["好"]],
            "b": [["好", "好", "好", "好"], ["好", "好", "105", "好"]],
            "a": [["好"], ["优", "好", "好", "好"]],
        }
    )

    assert str(error) == (
        "ballots: 4 mistakes, nothing was taken\n"
        "  group 'a', row 1: 1 marks; expected 4 (2 subjects x 2 items)\n"
        f"  group 'a', row 2, column 1 (p1, i0): '优' is no option of item 'i0'; "
        f"{OFFERED}\n"
        f"  group 'b', row 2, column 3 (p2, i0): '105' is no option of item 'i0'; "
        f"{OFFERED}\n"
        "  group 'c': the form has no such group, only a, b"
    )
    assert isinstance(error, (PartyBuildError, ValueError))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        (
            "好差",
            (
                "'好差' marks more than one option; write 废 (spoilt) where the "
                "paper has two boxes marked"
            ),
        ),
        (
            "好、好",
            (
                "'好、好' marks more than one option; write 废 (spoilt) where the "
                "paper has two boxes marked"
            ),
        ),
        (
            "o1,o2",
            (
                "'o1,o2' marks more than one option; write 废 (spoilt) where the "
                "paper has two boxes marked"
            ),
        ),
        (" 好", f"' 好' is no option of item 'i0'; {OFFERED}"),
        ("very good", f"'very good' is no option of item 'i0'; {OFFERED}"),
        (100, f"100 (int) is no mark; {OFFERED}"),
        (0.5, f"0.5 (float) is no mark; {OFFERED}"),
        (True, f"True (bool) is no mark; {OFFERED}"),
        (["好"], f"['好'] (list) is no mark; {OFFERED}"),
        (Fraction(1), f"Fraction(1, 1) (Fraction) is no mark; {OFFERED}"),
    ],
)
def test_word_that_is_no_mark_is_explained(word, sentence):
    """What was found, and what may stand there."""
    error = _refusal({"a": [["好", "好", "好", "好"], [word, "好", "好", "好"]]})
    (mistake,) = error.mistakes

    assert mistake.place == "group 'a', row 2, column 1 (p1, i0)"
    assert mistake.message == sentence


def test_blank_is_refused_where_the_form_forbids_it():
    """A blank that the rules forbid is a mistake in the data, not a zero."""
    form = attrs.evolve(FORM, blank=BlankPolicy.FORBIDDEN)
    for blank in (None, "", "空白", "blank"):
        (mistake,) = _refusal({"a": [["好", blank, "好", "好"]]}, form).mistakes

        assert mistake.place == "group 'a', row 1, column 2 (p1, i1)"
    assert refused_word(FORM.items[1], None) == (
        f"the line is blank, which this form forbids; {OFFERED}"
    )


def test_wrong_number_of_columns_is_refused():
    """Too few and too many marks; nothing is padded or cut."""
    error = _refusal({"a": [["好"] * 3, ["好"] * 5, []]})

    assert [mistake.message for mistake in error.mistakes] == [
        f"{marks} marks; expected 4 (2 subjects x 2 items)" for marks in (3, 5, 0)
    ]


@pytest.mark.parametrize("row", [None, 7, date(2022, 1, 25)])
def test_something_that_is_no_row_is_refused(row):
    """A ballot that is no row of marks at all is named by its place too."""
    (mistake,) = _refusal({"a": [["好"] * 4, row]}).mistakes

    assert mistake.place == "group 'a', row 2"
    assert mistake.message == f"{row!r} ({type(row).__name__}) is no row of marks"


@given(votes(complete=True), st.data())
def test_one_wrong_mark_anywhere_is_found(vote, data):
    """A single wrong word in any place of any ballot is named exactly there."""
    form = vote.box.form
    group_id = data.draw(st.sampled_from(form.group_ids))
    ballots = vote.box.ballots(group_id)
    number = data.draw(st.integers(1, len(ballots)))
    column = data.draw(st.integers(1, form.width))
    rows = [
        [
            form.items[at % len(form.items)].options[byte].option_id
            for at, byte in enumerate(ballot)
        ]
        for ballot in ballots
    ]
    rows[number - 1][column - 1] = "优秀"
    subject, item = divmod(column - 1, len(form.items))
    (mistake,) = _refusal({group_id: rows}, form).mistakes

    assert mistake.place == (
        f"group {group_id!r}, row {number}, column {column} "
        f"({form.subject_ids[subject]}, {form.item_ids[item]})"
    )
