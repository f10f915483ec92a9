"""Who could learn a vote from what: one test per row of docs/explanation-privacy.md."""

import ast
import csv
import logging
import os
import pickle
import random
import re
import stat
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import partybuild as pb
from partybuild.adapters import excel, plot
from partybuild.adapters._files import write_bytes
from partybuild.adapters.frames import assess_folder, read_tallies, to_frame
from partybuild.adapters.records import (
    assessment_document,
    review_document,
    review_from_document,
    review_json,
)
from partybuild.analysis import stability
from partybuild.assessment import assess, receipt_json
from partybuild.conference import BallotBox, BallotForm, count
from partybuild.errors import InputError, NotForPublicationError
from partybuild.testing.plain import plain_review, plain_rules

SOURCES = Path(pb.__file__).parent
FORM = BallotForm.of(plain_rules(["60%", "40%"]), ["a", "b"])
WORDS = ("好", "较好", "一般", "差")


def _rows(seed=1, ballots=12):
    chance = random.Random(seed)  # noqa: S311 - invented ballots
    return [chance.choices(WORDS, k=FORM.width) for _ in range(ballots)]


def _orders(rows):
    """The same ballots as they might have been handed in."""
    return [rows, rows[::-1], sorted(rows), rows[5:] + rows[:5]]


def _review(rows):
    box = BallotBox.from_rows(FORM, {"g": rows})
    return plain_review(plain_rules(["60%", "40%"]), box)


def _recombined(rows):
    """Other ballots with the same counts: every column shuffled by itself."""
    chance = random.Random(2)  # noqa: S311 - invented ballots
    columns = [list(column) for column in zip(*rows, strict=True)]
    for column in columns:
        chance.shuffle(column)
    return [list(row) for row in zip(*columns, strict=True)]


def test_a_box_keeps_no_order_of_entry():
    """Its bytes, its pickle and its text are those of the set of ballots."""
    boxes = [BallotBox.from_rows(FORM, {"g": rows}) for rows in _orders(_rows())]

    assert len({box.groups for box in boxes}) == 1
    assert len({pickle.dumps(box) for box in boxes}) == 1
    assert len({repr(box) for box in boxes}) == 1


def test_what_shows_itself_shows_no_ballot():
    """Text and notebook of a box or a review are those of any other ballots."""
    one, other = _review([["好"] * 4] * 12), _review([["差"] * 4] * 12)

    assert repr(one.box) == repr(other.box)
    assert one.box.summary() == other.box.summary()
    assert one.summary() == other.summary()
    assert one.box._repr_html_() == other.box._repr_html_()
    assert repr(one) == repr(other)
    assert one._repr_html_() == other._repr_html_()


def test_documents_and_workbooks_hold_ballots_sorted():
    """Neither the file of a review nor its workbook keeps the order of entry."""
    reviews = [_review(rows) for rows in _orders(_rows())]

    assert len({review_json(review) for review in reviews}) == 1
    assert len({excel.ballot_workbook(review) for review in reviews}) == 1


def test_a_tally_and_a_receipt_do_not_tell_which_marks_stood_together():
    """Ballots whose marks were exchanged, with the same counts, give the same."""
    rows = _rows()
    one, other = _review(rows), _review(_recombined(rows))

    assert one.box != other.box
    assert count(one.box).counts == count(other.box).counts
    assert receipt_json(assess(one)) == receipt_json(assess(other))


def test_the_receipt_holds_no_name_of_a_voter_and_no_time():
    """It says days, never hours, and knows groups, never persons."""
    receipt = receipt_json(assess(pb.load_example("long-march-street-2021")))

    assert re.search(r"\d:\d\d|\dT\d", receipt) is None
    assert not {"voter", "voter_id", "serial", "time", "ip"} & set(
        re.findall(r'"(\w+)":', receipt)
    )


def test_results_for_others_hold_no_figure_of_a_single_group():
    """assessment.json names the groups' weights, not what they marked."""
    review = pb.load_example("long-march-street-2021")
    weak = pb.find_weak_areas(pb.assess(review), on=review.conference.held_on)
    document = assessment_document(pb.assess(review), weak)
    keys = set(re.findall(r"'(\w+)':", repr(document["standings"])))

    assert keys
    assert keys.isdisjoint({g.group_id for g in review.version.rules.voter_groups})


def test_margins_are_for_the_review_body():
    """How few changes cross an edge follows from the exact score."""
    margins = stability(assess(pb.load_example("long-march-street-2021")))

    with pytest.raises(NotForPublicationError):
        to_frame(margins, "pyarrow")
    for lang, said in (("zh", "不得公布"), ("en", "not for publication")):
        assert said in plot.margins(margins, lang=lang).get_xlabel()


@pytest.mark.parametrize("at", range(4))
def test_an_error_prints_one_wrong_mark_and_no_ballot(at):
    """The other marks of the ballot stay out of its text and of what it carries."""
    row = ["较好", "一般", "差", "好"]
    row[at] = "优"
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(FORM, {"g": [row, *_rows()]})
    (mistake,) = caught.value.mistakes
    found = mistake.message.split("expected")[0]

    assert "'优'" in found
    assert not any(f"'{word}'" in found for word in WORDS)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or caught.value.__suppress_context__


def test_an_error_of_a_document_prints_one_wrong_mark():
    """The same for a file of a review."""
    document = review_document(_review(_rows()))
    document["ballots"]["g"][0][0][0] = "优"
    with pytest.raises(InputError) as caught:
        review_from_document(document)

    assert [mistake.place for mistake in caught.value.mistakes] == [
        "$.ballots.g[0][0][0]"
    ]
    assert "'好'" not in str(caught.value)
    assert "'好'" not in _pickled(caught.value)


def test_a_pickled_error_carries_its_text_and_nothing_else():
    """Not what it was raised from, and no place of the ballot but the one told."""
    voter = "王五同志"
    with pytest.raises(InputError) as caught:
        BallotBox.from_rows(FORM, {"g": [["优", "好", "一般", "差"], *_rows()]})
    error = caught.value
    error.__cause__ = error.__context__ = ValueError(voter)
    sent = pickle.loads(pickle.dumps(error))

    assert voter not in _pickled(error)
    assert (sent.__cause__, sent.__context__) == (None, None)
    assert (type(sent), str(sent), vars(sent)) == (InputError, str(error), {})
    told = [(mistake.place, mistake.message) for mistake in error.mistakes]
    assert [(m.place, m.message) for m in sent.mistakes] == told
    for word in WORDS:
        assert _pickled(error).count(word) == str(error).count(word)


VOTER = {"投票人": "王五同志", "座位": "七排十九座", "编号": "SN-4711"}
SHEET = "测评·g"


def _spoilt(column, value):
    """Return what a fault makes of a table of ballots, heads first."""

    def change(rows):
        rows[1][column] = value
        return rows

    return change


def _without(rows):
    return [rows[0], *rows[2:]]


def _twice(rows):
    return [rows[0], rows[1], *rows[1:]]


FAULTS = {
    "no number": _spoilt(0, None),
    "a number that is a date": _spoilt(0, date(2022, 1, 25)),
    "no subject": _spoilt(1, None),
    "a strange subject": _spoilt(1, "c"),
    "a wrong mark": _spoilt(2, "优"),
    "a wrong mark at the end": _spoilt(3, "优"),
    "a number for a mark": _spoilt(2, 95.5),
    "two marks in one cell": _spoilt(2, "√√"),
    "a row left out": _without,
    "a row twice": _twice,
}


def _pickled(error):
    """Return what leaves with an error that is sent to another process, as text."""
    return pickle.dumps(error).decode(errors="replace")


def _told_of(error):
    """Return all that an error says and carries, without what was expected."""
    texts = [str(error), repr(error), *map(str, error.args), _pickled(error)]
    while (error := error.__cause__ or error.__context__) is not None:
        texts.append(repr(error))
    return re.sub("expected one of [^;\n']*", "", "\n".join(texts))


@pytest.mark.parametrize("kind", ["xlsx", "csv", "own numbers"])
@pytest.mark.parametrize("fault", FAULTS)
def test_an_error_of_a_ballot_sheet_names_no_voter_and_no_ballot(tmp_path, fault, kind):
    """Columns of voters, seats and serial numbers; a fault in every column."""
    rows = [["较好", "一般", "较好", "一般"], *_rows()]
    book = openpyxl.load_workbook(BytesIO(excel.ballot_workbook(_review(rows))))
    table = [list(row) for row in book[SHEET].iter_rows(values_only=True)]
    table = [row[:4] for row in table if row[0] is not None]
    first = table[1][0]
    for row in table[1:]:
        row[0] = VOTER["编号"] if row[0] == first else f"SN-{row[0]}"
    rows = FAULTS[fault](table)
    rows[0] += VOTER
    for row in rows[1:]:
        own = row[0] in {VOTER["编号"], None}
        row.extend(VOTER.values() if own else ("x", "y", "z"))
    if kind == "own numbers":  # and no other column, so that ballots are looked at
        rows = [row[:4] for row in rows]
    del book[SHEET]
    for row in rows:
        (book[SHEET] if SHEET in book else book.create_sheet(SHEET)).append(row)
    path = tmp_path / "ballots.xlsx"
    book.save(path)
    if kind == "csv":
        path = _as_csv(book, tmp_path / "ballots")
    with pytest.raises(InputError) as caught:
        excel.read_ballots(path, FORM)
    text = _told_of(caught.value)

    assert "测评·g" in text
    assert [word for word in VOTER.values() if word in text] == []
    assert [word for word in WORDS if f"'{word}'" in text] == []


def _as_csv(book, folder):
    folder.mkdir()
    for sheet in book:
        if sheet.sheet_state == "visible":
            with (folder / f"{sheet.title}.csv").open("w", newline="") as file:
                csv.writer(file).writerows(sheet.iter_rows(values_only=True))
    return folder


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("layout", ["long", "wide"])
def test_an_error_of_a_frame_names_no_voter_and_no_ballot(layout, place):
    """A column of voters is none of the frame's; the others are told with counts."""
    heads = ["subject", "group", "item", "option", "ballot", *VOTER]
    rows = [["a", "g", "i0", "好", 4711, *VOTER.values()]]
    rows += [["a", "g", "i1", "较好", 4711, *VOTER.values()]]
    if layout == "wide":
        heads = ["subject", "group", "项目0", "项目1", "ballot", *VOTER]
        rows = [["a", "g", "好", "较好", 4711, *VOTER.values()]]
    rows[0][place] = "??" if place else None
    table = dict(zip(heads, map(list, zip(*rows, strict=True)), strict=True))
    with pytest.raises(InputError) as caught:
        read_tallies(pl.DataFrame(table), plain_rules(["60%", "40%"]))
    text = _told_of(caught.value)

    assert [word for word in VOTER.values() if word in text] == []
    assert "4711" not in text
    assert sum(f"'{word}'" in text for word in WORDS) <= (layout == "long")


def test_lines_that_are_no_rows_are_rejected_without_their_text(tmp_path):
    """A line may be a whole ballot with its voter: file and number tell where."""
    head = ["conference", "subject", "group", "项目0", "项目1", *VOTER]
    good = ["c", "a", "g", "好", "较好", *VOTER.values()]
    source = tmp_path / "marks"
    source.mkdir()
    with (source / "1.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, good, good[:-1], [*good, "x"]])
    with (source / "1.csv").open("ab") as file:
        file.write(",".join(good).encode() + b"\xba\n")
    assess_folder(source, plain_rules(["60%", "40%"]), tmp_path / "out")
    tables = sorted((tmp_path / "out").glob("*.parquet"))
    text = "".join(str(pl.read_parquet(path).to_dicts()) for path in tables)

    assert "not UTF-8: field 8 of 8" in text
    assert "7 fields, but the table has 8" in text
    assert [word for word in VOTER.values() if word in text] == []


def _imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def test_nothing_is_logged(caplog):
    """No module logs, warns with data, or keeps a trace of what it read."""
    users = {path.name for path in SOURCES.rglob("*.py") if "logging" in _imports(path)}
    with caplog.at_level(logging.DEBUG):
        assess(_review(_rows()))

    assert users == set()
    assert [r for r in caplog.records if r.name.startswith("partybuild")] == []


def test_a_temporary_file_is_private_and_does_not_stay(tmp_path, monkeypatch):
    """While a file is written nobody else reads it; after a failure it is gone."""
    seen = []
    real = os.fsync

    def _fails(handle):
        real(handle)
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _fails)
    with pytest.raises(OSError, match="No space left"):
        write_bytes(tmp_path / "review.json", b"secret")

    assert seen == [0o600]
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_tells_no_time():
    """Every member of the package carries the same invented time, and no user."""
    book = excel.ballot_workbook(_review(_rows()))
    with zipfile.ZipFile(BytesIO(book)) as package:
        times = {member.date_time for member in package.infolist()}
        properties = package.read("docProps/core.xml").decode()

    assert len(times) == 1
    assert "<dc:creator></dc:creator>" in properties
    assert "<cp:lastModifiedBy></cp:lastModifiedBy>" in properties
