"""Ballot boxes: what is taken, what is kept, and that no voter can be found."""

from itertools import permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.conference import (
    NO_CHOICES,
    BallotBox,
    BallotForm,
    NoChoice,
    count,
)
from partybuild.errors import TallyError, UnknownIdError
from partybuild.rules import MOST_OPTIONS, BlankPolicy
from partybuild.testing.plain import box_of_counts, plain_rules
from partybuild.testing.strategies import votes

RULES = plain_rules(["50%", "50%"], {"a": "50%", "b": "50%"})
FORM = BallotForm.of(RULES, ["p2", "p1"])


def _words(form, byte, line):
    """All words that stand for a byte on a line of the form."""
    item = form.items[line % len(form.items)]
    return [word for word, code in form.codes(item).items() if code == byte]


@given(votes(assessable=False), st.randoms(use_true_random=False))
def test_words_and_bytes_are_the_same_box(vote, random):
    """Ids and labels in both languages, blanks and spoilt marks, are all read."""
    form = vote.box.form
    rows = {
        group_id: [
            [random.choice(_words(form, byte, at)) for at, byte in enumerate(ballot)]
            for ballot in vote.box.ballots(group_id)
        ]
        for group_id in form.group_ids
    }

    assert BallotBox.from_rows(form, rows) == vote.box


@given(votes(assessable=False))
def test_document_tells_every_mark_once(vote):
    """The document lists words by group, ballot, subject and item, and reads back."""
    document = vote.box.document()
    rows = {
        group_id: [[word for line in ballot for word in line] for ballot in ballots]
        for group_id, ballots in document.items()
    }

    assert BallotBox.from_rows(vote.box.form, rows) == vote.box
    assert [len(heap) for heap in document.values()] == list(vote.box.sizes)


@given(votes(assessable=False))
def test_box_keeps_marks_and_nothing_else(vote):
    """A form and one byte a mark: no name, time, order or number of a ballot."""
    box = vote.box

    assert [field.name for field in attrs.fields(BallotBox)] == ["form", "groups"]
    for marks, size in zip(box.groups, box.sizes, strict=True):
        assert type(marks) is bytes
        assert len(marks) == size * box.form.width
    for group_id in box.form.group_ids:
        assert list(box.ballots(group_id)) == sorted(box.ballots(group_id))


def test_every_order_of_entry_gives_the_same_bytes():
    """From the box nobody can tell who handed in first."""
    rows = [
        ["好", "差", "好", "好"],
        ["差", "差", "差", "差"],
        ["一般", "好", None, "废"],
    ]
    boxes = {
        BallotBox.from_rows(FORM, {"a": list(order)}).groups
        for order in permutations(rows)
    }

    assert len(boxes) == 1


@given(votes(fewest=1))
def test_representation_tells_no_mark(vote):
    """A box in a log or a notebook shows sizes only."""
    form = vote.box.form
    sizes = ", ".join(
        f"{group_id}={size}"
        for group_id, size in zip(form.group_ids, vote.box.sizes, strict=True)
    )

    assert repr(vote.box) == (
        f"BallotBox({len(form.subject_ids)} subjects, {len(form.items)} items, "
        f"ballots: {sizes})"
    )


def test_items_on_two_scales_are_read_line_by_line():
    """A word that two scales give different places is read by its own line."""
    scheme = plain_rules(["50%", "50%"])
    other = attrs.evolve(
        scheme.scales[0], scale_id="short", options=scheme.scales[0].options[1:3]
    )
    items = (scheme.items[0], attrs.evolve(scheme.items[1], scale_id="short"))
    scheme = attrs.evolve(scheme, scales=(*scheme.scales, other), items=items)
    form = BallotForm.of(scheme, ["p"])
    box = BallotBox.from_rows(form, {"g": [["较好", "较好"], ["好", "一般"]]})

    assert box.groups == (b"\x00\x01\x01\x00",)
    assert count(box).cell(0, 0, 1) == (1, 1, 0, 0, *[0] * len(NO_CHOICES))


def test_law_28_censored_scale():
    """Bytes outside the options of their line are refused, never clipped."""
    with pytest.raises(TallyError) as caught:
        BallotBox.from_bytes(FORM, {"a": [b"\x00\x04\x00\x00"]})

    assert str(caught.value) == (
        "byte 4 stands for no mark of this form; "
        "a mark outside the options is never taken"
    )


def test_blank_byte_is_refused_where_blanks_are_forbidden():
    """A form that cannot be handed in with a blank line takes none as bytes."""
    form = attrs.evolve(FORM, blank=BlankPolicy.FORBIDDEN)
    with pytest.raises(TallyError, match="byte 255"):
        BallotBox.from_bytes(form, {"a": [bytes([0, 0, 0, 255])]})

    spoilt = BallotBox.from_bytes(form, {"a": [bytes([0, 0, 0, NoChoice.SPOILT])]})
    assert spoilt.sizes == (1, 0)


def test_ballots_of_another_width_are_refused():
    """Two short ballots do not make one long one."""
    with pytest.raises(TallyError, match="exactly 4 marks"):
        BallotBox.from_bytes(FORM, {"a": [b"\0\0", b"\0\0"]})
    with pytest.raises(TallyError, match="exactly 4 marks"):
        BallotBox(FORM, (b"\0\0\0", b""))


def test_ballots_of_an_unknown_group_are_refused():
    """No ballot is dropped because its group is not on the form."""
    with pytest.raises(UnknownIdError, match="no voter group with id 'c'"):
        BallotBox.from_bytes(FORM, {"c": [b"\0\0\0\0"]})


def test_box_has_one_heap_per_group():
    """Heaps and groups of the form are matched one to one."""
    with pytest.raises(TallyError, match="exactly one heap per voter group"):
        BallotBox(FORM, (b"",))


def test_boxes_of_two_forms_are_not_mixed():
    """Ballots of another vote do not belong in this box."""
    one = BallotBox.from_bytes(FORM, {})
    other = BallotBox.from_bytes(BallotForm.of(RULES, ["p1"]), {})
    with pytest.raises(TallyError, match="two different forms"):
        _ = one + other


def test_counts_are_those_of_the_ballots():
    """A worked table: what goes in by counts comes out by counts."""
    form = BallotForm.of(plain_rules(["50%", "50%"]), ["p"])
    box = box_of_counts(form, {"g": [(3, 1, 0, 0), (0, 2, 1, 1)]})
    counted = count(box)

    assert counted.options(0, 0, 0) == (3, 1, 0, 0)
    assert counted.options(0, 0, 1) == (0, 2, 1, 1)
    assert counted.ballots == (4,)


def test_missing_marks_are_counted_apart():
    """Blank, spoilt, abstained, don't know and recused are five different things."""
    form = BallotForm.of(plain_rules(), ["p"])
    words = [None, "", "空白", "spoilt", "废", "弃权", "don't know", "不了解", "回避"]
    counted = count(BallotBox.from_rows(form, {"g": [[word] for word in words]}))

    assert NO_CHOICES == (
        NoChoice.BLANK,
        NoChoice.SPOILT,
        NoChoice.ABSTAINED,
        NoChoice.UNKNOWN,
        NoChoice.RECUSED,
    )
    assert counted.cell(0, 0, 0) == (0, 0, 0, 0, 3, 2, 1, 2, 1)


@given(st.integers(2, MOST_OPTIONS), st.data())
def test_long_scales_are_counted(options, data):
    """A point scale of up to 240 options is counted like four words are."""
    scheme = plain_rules(options={f"{at} 分": options - at for at in range(options)})
    form = BallotForm.of(scheme, ["p"])
    marks = data.draw(st.lists(st.integers(0, options - 1) | st.just(254), max_size=20))
    counted = count(BallotBox.from_bytes(form, {"g": [bytes([m]) for m in marks]}))

    assert counted.options(0, 0, 0) == tuple(marks.count(at) for at in range(options))
    assert counted.cell(0, 0, 0)[-4] == marks.count(254)
