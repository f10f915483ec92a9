"""Bad input: one error that lists everything, with counts and example rows."""

import duckdb
import polars as pl
import pyarrow as pa
import pytest

from partybuild.adapters.frames import assess_frame, read_tallies, tally_frame
from partybuild.adapters.frames._lanes import Lanes
from partybuild.conference import NoChoice
from partybuild.errors import InputError
from partybuild.rules import BlankPolicy
from partybuild.testing.plain import plain_rules

RULES = plain_rules(items=("1/2", "1/2"))
GOOD = [
    ("p1", "g", "i0", "好", 1),
    ("p1", "g", "i1", "差", 1),
    ("p2", "g", "i0", "好", 1),
    ("p2", "g", "i1", "一般", 1),
]


def _data(rows):
    names = ("subject", "group", "item", "option", "ballot")
    return dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))


def _refused(frames, rules=RULES, **options):
    with pytest.raises(InputError) as caught:
        read_tallies(frames, rules, **options)
    return str(caught.value)


def test_everything_wrong_is_listed_at_once(engine):
    """Unknown words and nulls, with how many marks, examples and near words."""
    bad = [
        ("p1", "g", "i0", "很好", 2),
        ("p1", "g", "i1", "很好", 2),
        ("p1", "h", "i0", "好", 3),
        ("p1", "g", "i9", "好", 4),
        (None, "g", "i0", "好", 5),
    ]

    text = _refused(engine(_data(GOOD + bad)))

    assert "5 mistakes" in text
    assert "option of item 'i0': unknown word '很好'" in text
    assert "option of item 'i1': unknown word '很好'" in text
    assert "nearest first: 好" in text
    assert "column 'group': unknown word 'h'" in text
    assert "column 'item': unknown word 'i9'" in text
    assert "column 'subject': null or empty: 1 marks, for example" in text
    assert "subject='p1', group='h', item='i0'" in text


def test_eager_frames_are_refused_when_they_are_counted():
    """Only a lazy frame waits with its values until somebody needs them."""
    data = _data([*GOOD, ("p1", "g", "i0", "很好", 2)])

    with pytest.raises(InputError, match="很好"):
        tally_frame(pl.DataFrame(data), RULES)
    counts = tally_frame(pl.LazyFrame(data), RULES)
    assert "很好" in counts.collect()["option"].to_list()
    with pytest.raises(InputError, match="很好"):
        assess_frame(counts, RULES).collect()


def test_words_that_look_like_separators_stay_unknown(engine):
    """However an engine carries a strange word along, it never becomes a known one."""
    bad = [("p1", "g\x1fi0", "好", "差", 2), ("p1", "g", "i0\x1e", "好\x1f", 2)]

    text = _refused(engine(_data(GOOD + bad)))

    assert "column 'group': unknown word" in text
    assert text.count("column 'item': unknown word") == 2


def test_a_ballot_that_marks_a_line_twice(engine):
    """Ballot numbers make doubled rows visible."""
    text = _refused(engine(_data([*GOOD, GOOD[0]])))

    assert "1 places are marked more than once on one ballot" in text
    assert "subject='p1', group='g', ballot='1', item='i0', times=2" in text


def test_marks_that_no_row_holds(engine):
    """A line short of marks is refused, or blank when told so."""
    data = _data([*GOOD, ("p1", "g", "i0", "好", 2)])

    assert "1 marks, but 2 ballots" in _refused(engine(data))
    (tally,) = read_tallies(engine(data), RULES, absent="blank").values()
    assert tally.ballots == (2,)
    assert tally.cell(0, 1, 0) == (1, 0, 0, 0, 1, 0, 0, 0, 0)
    strict = plain_rules(items=("1/2", "1/2"), blank=BlankPolicy.FORBIDDEN)
    assert "but 2 ballots" in _refused(engine(data), strict, absent="blank")


def test_nulls_are_blanks_where_blanks_are_allowed(engine):
    """A blank is counted as a blank; where forbidden it is a mistake."""
    data = _data([*GOOD[:3], ("p2", "g", "i1", None, 1)])
    strict = plain_rules(items=("1/2", "1/2"), blank=BlankPolicy.FORBIDDEN)

    (tally,) = read_tallies(engine(data), RULES).values()

    assert tally.cell(0, 1, 1)[4 + list(NoChoice).index(NoChoice.BLANK)] == 1
    assert "null or empty: 1 marks" in _refused(engine(data), strict)
    data["option"][3] = "blank"
    assert "unknown word 'blank'" in _refused(engine(data), strict)


def test_missing_columns_come_with_the_nearest_names(engine):
    """Every missing column is named in one error."""
    data = _data(GOOD)
    data["subjects"] = data.pop("subject")
    data["optn"] = data.pop("option")

    text = _refused(engine(data))

    assert "no column 'subject' or '述职人'; the nearest are 'subjects'" in text
    assert "no column 'option' or '评价'; the nearest are 'optn'" in text
    assert "no column 'mark'" in _refused(engine(data), columns={"option": "mark"})
    assert "'opinion' is neither a role" in _refused(
        engine(_data(GOOD)), columns={"opinion": "option"}
    )


def test_wide_form_names_the_items_without_a_column(engine):
    """An item without a column would be an item without marks."""
    data = {"subject": ["p1"], "group": ["g"], "i0": ["好"], "item_1": ["好"]}

    assert "no column 'i1' or '项目1' or 'item 1'; the nearest are" in _refused(
        engine(data)
    )


@pytest.mark.parametrize(
    ("column", "values", "found"),
    [
        ("option", [1, 2, 3, 4], "holds Int64; expected text"),
        ("option", [1.0, 2.0, 3.0, 4.0], "holds Float64; expected text"),
        ("item", [True, False, True, False], "holds Boolean; expected text"),
    ],
)
def test_wrong_types_are_named(engine, column, values, found):
    """A number is no word: 1 may be the best option or the worst."""
    assert f"column {column!r}: {found}" in _refused(
        engine(_data(GOOD) | {column: values})
    )


def test_partitions_are_named_when_one_is_wrong(engine):
    """Empty partitions and partitions that lack a column."""
    good, empty = engine(_data(GOOD)), pl.DataFrame(_data(GOOD)).clear()
    short = _data(GOOD)
    del short["group"]

    assert "partition 2, column for 'group'" in _refused([good, engine(short)])
    assert "partition 2, frame: no row" in _refused([pl.DataFrame(_data(GOOD)), empty])
    assert "frame: no row: there is nothing to count" in _refused(empty.lazy())


def test_things_that_are_no_frames():
    """Named with their type; engines are not mixed."""
    assert "dict is no frame of pandas, Polars" in _refused({"a": [1]})
    assert "there is none" in _refused([])
    mixed = [pl.DataFrame(_data(GOOD)), pa.table(_data(GOOD))]
    assert "Table, but the first is DataFrame" in _refused(mixed)
    twice = pa.Table.from_arrays([pa.array(["p"])] * 2, names=["subject", "subject"])
    assert "partition 1: two columns have one name" in _refused(twice)


@pytest.mark.parametrize("layout", ["long", "wide"])
def test_more_equal_marks_than_a_sum_can_hold(monkeypatch, layout):
    """DuckDB counts in lanes of bits; one that runs over is refused, never wrong."""
    marks = pl.DataFrame(_data([(*row[:4], b) for b in range(4) for row in GOOD]))
    if layout == "wide":
        marks = marks.pivot("item", values="option")
    frame = duckdb.from_arrow(marks.to_arrow())
    whole = read_tallies(frame, RULES)
    (one,) = whole.values()

    for bits in (3, 2):
        monkeypatch.setattr("partybuild.adapters.frames._duck.LANES", Lanes(4, bits))
        monkeypatch.setattr(
            "partybuild.adapters.frames._duck_wide.LANES", Lanes(5, bits)
        )
        if bits == 3:
            assert read_tallies(frame, RULES) == whole
    with pytest.raises(duckdb.Error, match="more than 3 equal marks for one subject"):
        read_tallies(frame, RULES)
    assert one.ballots == (4,)


def test_more_words_than_fit_into_one_number(engine):
    """Unknown words of sorted ballots are counted each, however many there are."""
    data = {"subject": ["p1"] * 100, "group": ["g"] * 100, "i1": ["好"] * 100}
    data["i0"] = [f"w{at // 4:02}" for at in range(100)]

    text = _refused(engine(data))

    assert "25 mistakes" in text
    assert "option of item 'i0': unknown word 'w24'" in text
    assert text.count(": 4 marks, for example") == 25
