"""Folders of files: the same results, nothing dropped, resumable."""

import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from partybuild.adapters._lock import only_writer
from partybuild.adapters.frames import (
    FolderOptions,
    SyntheticNation,
    _pages,
    _stream,
    assess_folder,
    assess_frame,
    tally_frame,
    write_synthetic,
)
from partybuild.adapters.frames._folder import write_whole
from partybuild.adapters.frames._heads import told
from partybuild.adapters.frames._pages import refuse_damaged_pages
from partybuild.errors import (
    FileBusyError,
    FileExistsAlreadyError,
    InputError,
    ValueRangeError,
)
from partybuild.testing.plain import plain_rules

RULES = plain_rules(["1/2", "1/2"], {"leaders": "1/2", "staff": "1/2"})
NATION = SyntheticNation(
    conferences=7, subjects=3, ballots=(5, 9), seed=3, common=2, local=4, per_file=3
)
DATA = Path(__file__).parents[1] / "data"

both = pytest.mark.parametrize("engine", ["polars", "duckdb"])


def _results(folder, kind="results"):
    return pl.read_parquet(sorted(folder.glob(f"{kind}-*.parquet")))


def _run(source, target, rules=RULES, **options):
    return assess_folder(source, rules, target, options=FolderOptions(**options))


@pytest.fixture
def source(tmp_path):
    """Return a folder of synthetic marks."""
    write_synthetic(NATION, RULES, tmp_path / "marks")
    return tmp_path / "marks"


@both
@pytest.mark.parametrize("rows", [1, 100, 10_000])
def test_a_folder_gives_the_results_of_the_whole_frame(engine, rows, source, tmp_path):
    """However many conferences are counted at once."""
    whole = assess_frame(pl.read_parquet(source), RULES, public=False)

    run = _run(source, tmp_path / "out", engine=engine, rows_at_once=rows)

    assert _results(tmp_path / "out").equals(whole)
    assert (run.conferences, run.subjects) == (7, 21)
    assert run.marks == NATION.marks(RULES) == 7 * 3 * 14 * 2
    assert run.rejected == run.unreadable == run.nameless == 0


@both
def test_mixed_files_and_csv_give_the_same(engine, source, tmp_path):
    """Conferences split over files in any way, as text files too."""
    marks = pl.read_parquet(source)
    mixed = marks.sample(fraction=1, shuffle=True, seed=1).cast(pl.String)
    (tmp_path / "csv").mkdir()
    for at in range(4):
        part = mixed.gather_every(4, at)
        part.write_csv(tmp_path / "csv" / f"part-{at}.csv")

    _run(tmp_path / "csv", tmp_path / "out", engine=engine, rows_at_once=99)

    assert _results(tmp_path / "out").equals(assess_frame(marks, RULES, public=False))


def test_layouts_hold_the_same_marks(source, tmp_path):
    """The seed decides the marks, not the layout."""
    write_synthetic(NATION, RULES, tmp_path / "long", "long")

    long, wide = (
        tally_frame(pl.read_parquet(folder), RULES)
        for folder in (tmp_path / "long", source)
    )

    assert long.equals(wide)


def test_planted_weaknesses_show(source):
    """Items planted as weak are marked lower than the others."""
    rules = plain_rules(["1/2", "1/2"])
    nation = SyntheticNation(
        conferences=1, subjects=2, ballots=(2000,), common=1, local=99
    )
    write_synthetic(nation, rules, source / "one")
    assert list(nation.weak_items(2)) == [(0, None, 0), (0, 1, 0)]

    counts = tally_frame(pl.read_parquet(source / "one"), rules)

    best = counts.filter(pl.col("option") == "o0").group_by("item").agg(pl.sum("count"))
    shares = dict(zip(best["item"], best["count"] / 4000, strict=True))
    assert shares["i0"] == pytest.approx(0.2, abs=0.04)
    assert shares["i1"] == pytest.approx(0.5, abs=0.04)


@both
def test_nothing_is_dropped(engine, tmp_path):
    """Unreadable words are spoilt, marks without a place rejected, gaps blank."""
    source = tmp_path / "marks"
    source.mkdir()
    rows = [
        ("a", "p1", "leaders", "i0", "好"),
        ("a", "p1", "leaders", "i1", "很好"),
        ("a", "p1", "staff", "i0", "差"),
        ("a", "p1", "others", "i0", "差"),
        ("a", None, "staff", "i1", "差"),
        (None, "p1", "staff", "i1", "差"),
    ]
    names = ("conference", "subject", "group", "item", "option")
    frame = pl.DataFrame(rows, names, orient="row")
    frame.write_parquet(source / "part.parquet")
    rules = plain_rules(
        [1, 0], {"leaders": "1/2", "staff": "1/2"}, empty_group="renormalize"
    )

    run = _run(source, tmp_path / "out", rules, engine=engine)

    assert (run.marks, run.unreadable, run.rejected, run.nameless) == (5, 1, 2, 1)
    assert _results(tmp_path / "out", "roll_call").rows() == [
        ("", "", 0, 0, 0, 1, 0),
        ("a", "leaders", 1, 2, 1, 0, 0),
        ("a", "others", 0, 0, 0, 1, 0),
        ("a", "staff", 1, 1, 0, 1, 1),
    ]
    rejects = _results(tmp_path / "out", "rejects")
    assert rejects["marks"].to_list() == [1, 1, 1, 1]
    assert set(rejects["file"]) == {"part.parquet"}
    assert [
        (row, reason.partition(" (")[0])
        for row, reason in rejects["row", "reason"].rows()
    ] == [
        (6, "column 'conference': null or empty"),
        (2, "option of item 'i1': unknown word '很好'"),
        (4, "column 'group': unknown word 'others'"),
        (5, "column 'subject': null or empty"),
    ]


@both
@pytest.mark.parametrize("layout", ["long", "wide", "counts"])
def test_every_row_is_rejected_by_itself(engine, layout, tmp_path):
    """Two rows with the same mistake are two rows of the reject file."""
    rules = plain_rules(["1/2", "1/2"])
    data = {
        "long": {"item": ["i0", "i0", "i1", "i1"], "option": ["好", "?", "好", "?"]},
        "wide": {"i0": ["好", "?", "好", "好"], "i1": ["好", "好", "好", "?"]},
        "counts": {
            "item": ["i0", "i0", "i1", "i1"],
            "option": ["好", "差", "好", "差"],
            "count": ["1", "many", "1", "-2"],
        },
    }[layout]
    source = tmp_path / "marks"
    source.mkdir()
    whom = {"conference": ["a"] * 4, "subject": ["p"] * 4, "group": ["g"] * 4}
    pl.DataFrame(whom | data).write_csv(source / "part.csv")

    run = _run(source, tmp_path / "out", rules, engine=engine)

    rejects = _results(tmp_path / "out", "rejects")
    assert rejects["row"].to_list() == [2, 4]
    assert rejects["item"].to_list() == ["i0", "i1"]
    wrong = "column 'count': null" if layout == "counts" else "option of item"
    assert all(reason.startswith(wrong) for reason in rejects["reason"])
    assert run.unreadable == (0 if layout == "counts" else 2)
    assert run.subjects == 1


@both
def test_lines_that_are_no_rows(engine, tmp_path):
    """They are left out, with file, line and reason, and the rest goes on."""
    source = tmp_path / "marks"
    source.mkdir()
    good = "a,p,g,i0,好\na,p,g,i1,差\n"
    text = f"conference,subject,group,item,option\n{good}a,p,g,i0\na,p,g,i0,好,好\n"
    (source / "1.csv").write_text(text, "utf-8")
    (source / "2.csv").write_bytes(
        f"conference,subject,group,item,option\n{good}a,p,g,".encode()
        + b"i0,\xba\xc3\n"
        + 'a,p,"g"x,i0,好\n'.encode()
    )
    rules = plain_rules(["1/2", "1/2"])

    run = _run(source, tmp_path / "out", rules, engine=engine)

    assert (run.marks, run.malformed, run.rejected) == (4, 4, 0)
    rejects = _results(tmp_path / "out", "rejects")
    assert rejects["file", "row"].rows() == [
        ("1.csv", 4),
        ("1.csv", 5),
        ("2.csv", 4),
        ("2.csv", 5),
    ]
    reasons = rejects["reason"].to_list()
    assert reasons[0] == "line: 4 fields, but the table has 5"
    assert reasons[1] == "line: 6 fields, but the table has 5"
    assert reasons[2] == "line: not UTF-8: field 5 of 5"
    assert reasons[3].startswith("line: ',' expected after")
    roll = _results(tmp_path / "out", "roll_call").rows()
    assert roll == [("", "", 0, 0, 0, 4, 0), ("a", "g", 2, 4, 0, 0, 0)]
    # The same files once more: what was left out of copies changes nothing.
    assert _run(source, tmp_path / "out", rules, engine=engine) == run


class _BrokenOffError(Exception):
    pass


def _break_off(progress):
    if progress.chunk == 3:
        raise _BrokenOffError


@both
def test_a_run_that_was_broken_off_goes_on(engine, source, tmp_path):
    """Chunks that are done are not done again; the result is that of one run."""
    steps = []
    run = partial(_run, source, engine=engine, rows_at_once=84)
    with pytest.raises(_BrokenOffError):
        run(tmp_path / "out", progress=_break_off)

    resumed = run(tmp_path / "out", progress=steps.append)
    whole = run(tmp_path / "whole")

    assert [step.skipped for step in steps] == [True] * 3 + [False]
    assert [step.marks for step in steps] == [168, 168, 168, 84]
    assert resumed.marks == whole.marks
    assert _results(tmp_path / "out").equals(_results(tmp_path / "whole"))


# The system itself kills the process while it writes the third results.
DYING = """
import os, pathlib, signal, sys
from partybuild.adapters.frames import FolderOptions, assess_folder
from partybuild.testing.plain import plain_rules
named = pathlib.Path.replace
def replace(path, target):
    if pathlib.Path(target).name == "results-000003.parquet":
        os.kill(os.getpid(), signal.SIGKILL)
    return named(path, target)
pathlib.Path.replace = replace
rules = plain_rules(["1/2", "1/2"], {"leaders": "1/2", "staff": "1/2"})
source, out = sys.argv[1:]
assess_folder(source, rules, out, options=FolderOptions(rows_at_once=84))
"""


def test_a_killed_run_goes_on_and_nothing_is_half_written(source, tmp_path):
    """A real process, in the middle of its third chunk."""
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(source), str(out)],
        capture_output=True,
        check=False,
    )
    assert done.returncode == -9
    assert not (out / "results-000003.parquet").exists()

    _run(source, out, rows_at_once=84)
    _run(source, tmp_path / "whole", rows_at_once=84)

    assert _results(out).equals(_results(tmp_path / "whole"))
    assert [one.name for one in out.iterdir() if one.name.startswith(".")] == []


def test_a_damaged_page_is_refused_before_polars_ends_the_process(tmp_path):
    """It states a count below nothing, for which no memory would be enough."""
    marks = tmp_path / "marks"
    marks.mkdir()
    shutil.copy(DATA / "page-of-minus-19-values.parquet", marks / "1.parquet")

    with pytest.raises(InputError, match=r"1\.parquet: it is damaged: .* again"):
        _run(marks, tmp_path / "out", plain_rules(["1/2", "1/2"]))
    assert not list(tmp_path.glob("out/*"))


def test_without_pyarrow_and_for_unknown_columns_pages_are_not_judged(
    source, tmp_path, monkeypatch
):
    """Polars may read what another library does not know."""
    files = [*source.glob("*.parquet")]

    def not_known(_):
        raise pa.ArrowNotImplementedError("a new kind of column")

    with monkeypatch.context() as patched:
        patched.setattr("pyarrow.parquet.ParquetFile", not_known)
        refuse_damaged_pages("marks", files)
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(files[0].read_bytes()[:-40])
    with pytest.raises(InputError, match=r"damaged\.parquet: it is damaged"):
        refuse_damaged_pages("marks", [*files, damaged])
    monkeypatch.setattr(_pages, "find_spec", lambda _: None)
    refuse_damaged_pages("marks", [damaged])


def test_a_target_that_another_run_writes_to_is_busy(source, tmp_path, monkeypatch):
    """Neither waits for hours nor writes into the other's files."""
    monkeypatch.setattr(_stream, "_WAIT", 0)
    held = only_writer(tmp_path / "out" / "plan.json", keep=False)
    with held, pytest.raises(FileBusyError):
        _run(source, tmp_path / "out")
    _run(source, tmp_path / "out")
    assert [p.name for p in (tmp_path / "out").iterdir() if p.name[0] == "."] == []


def test_a_target_belongs_to_one_run(source, tmp_path):
    """Results of other rules or files are never mixed in."""
    _run(source, tmp_path / "out")

    with pytest.raises(InputError, match="other files, rules"):
        _run(source, tmp_path / "out", plain_rules(["1/4", "3/4"]))


def test_folders_without_marks(source, tmp_path):
    """Named with what is missing."""
    with pytest.raises(InputError, match="no file"):
        _run(tmp_path / "out", tmp_path / "out")
    with pytest.raises(InputError, match="no column 'meeting'; there are conference"):
        _run(source, tmp_path / "out", columns={"conference": "meeting"})
    (source / "x.csv").touch()
    with pytest.raises(InputError, match="files of both kinds"):
        _run(source, tmp_path / "out")


@both
def test_files_that_are_not_one_table_are_named(engine, tmp_path):
    """Nothing in them, other columns, the same columns in another order, no Parquet."""
    source = tmp_path / "marks"
    source.mkdir()
    head = "conference,subject,group,item,option"
    (source / "1.csv").write_text(f"{head}\na,p,g,i0,好\n", "utf-8")
    (source / "2.csv").write_text("conference,subject\na,p\n", "utf-8")
    (source / "3.csv").write_text("subject,conference,group,item,option\n", "utf-8")
    with pytest.raises(InputError) as caught:
        _run(source, tmp_path / "out", engine=engine)
    assert [(m.place, m.message) for m in caught.value.mistakes] == [
        (f"{at}.csv", f"its columns are {wrong}; other files have {', '.join(known)}")
        for known in [head.split(",")]
        for at, wrong in (
            (2, "conference, subject"),
            (3, "subject, conference, group, item, option"),
        )
    ]

    other = tmp_path / "other"
    other.mkdir()
    (other / "1.parquet").write_bytes(b"PAR1 and nothing more")
    with pytest.raises(InputError, match=rf"1\.parquet: {engine} gave up: "):
        _run(other, tmp_path / "out", engine=engine)


def test_an_engine_that_panics_is_told_in_words():
    """Errors of Rust derive from what Python stops at."""
    with (
        pytest.raises(InputError, match=r"files: polars gave up: out of range"),
        told("marks", "files", "polars"),
    ):
        raise pl.exceptions.PanicException("out of range\nat 1")


def test_a_file_without_any_row_is_named(tmp_path):
    """A quote that is never closed leaves none."""
    source = tmp_path / "marks"
    source.mkdir()
    (source / "1.csv").write_text('conference,"subject\na,p\n', "utf-8")
    with pytest.raises(InputError, match="polars gave up: empty CSV"):
        _run(source, tmp_path / "out")


def test_what_a_run_wrote_and_somebody_damaged_is_named(source, tmp_path):
    """Nothing goes on from half a plan."""
    _run(source, tmp_path / "out")
    (tmp_path / "out" / "plan.json").write_text("{", "utf-8")
    with pytest.raises(InputError, match=r"plan\.json: what a run wrote here"):
        _run(source, tmp_path / "out")


def test_a_target_that_cannot_be_written_is_named(source, tmp_path):
    """A file stands where the folder would be."""
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="cannot be read or written: Not a directory"):
        _run(source, tmp_path / "file" / "out")


def test_what_cannot_be_written_whole_leaves_nothing(tmp_path):
    """Neither the file nor half of it."""

    def half(path):
        path.write_bytes(b"half")
        raise _BrokenOffError

    with pytest.raises(_BrokenOffError):
        write_whole(tmp_path / "a.parquet", half)
    assert list(tmp_path.iterdir()) == []


def test_synthetic_marks_need_a_scheme_that_fits(source):
    """Four options, as many groups, and no file that exists."""
    with pytest.raises(FileExistsAlreadyError):
        write_synthetic(NATION, RULES, source)
    with pytest.raises(ValueRangeError, match="voter groups"):
        write_synthetic(NATION, plain_rules(), source)
    with pytest.raises(ValueRangeError, match="layout"):
        write_synthetic(NATION, RULES, source, "counts")
    two = plain_rules(
        groups={"leaders": "1/2", "staff": "1/2"}, options={"好": 1, "差": 0}
    )
    with pytest.raises(ValueRangeError, match="four"):
        write_synthetic(NATION, two, source)
