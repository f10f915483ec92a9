"""A ledger's workbook out and in again: every edit a step, every mistake a cell."""

from datetime import date, datetime
from pathlib import Path

import attrs
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partybuild.adapters.excel import (
    LedgerNames,
    ledger_workbook,
    read_ledger_workbook,
    write_ledger_workbook,
)
from partybuild.adapters.excel._ledger_columns import At
from partybuild.adapters.excel._open import open_workbook
from partybuild.datasets import load_example
from partybuild.errors import InputError, LedgerConflictError, UnknownIdError
from partybuild.kernel import Label
from partybuild.ledgers import LedgerState, Stage, StepKind
from partybuild.testing._ledgers import (
    BASIS,
    MINUTES,
    day,
    ledger,
    life,
    plan,
    problem,
    step,
)
from partybuild.testing.awkward import AWKWARD_TEXTS

ON = date(2022, 12, 1)
SAID = {"by": "office", "on": ON, "basis": BASIS}
WHERE = {"zh": "整改台账", "en": "Ledger"}
# No label holds NUL, and no text half a character.
WRITABLE = st.characters(codec="utf-8", exclude_characters="\x00")
AGAIN = [*life("later"), step(StepKind.REOPEN, 120, problem_id="later")]
LEDGER = ledger(
    *life("closed"),
    *life("done", due=150, closed=140)[:4],
    *life("going", due=150)[:3],
    *life("new")[:1],
    *AGAIN,
)


def write(path, base=LEDGER, lang="zh", **fields):
    """Write a workbook of a ledger."""
    path.write_bytes(ledger_workbook(base, on=ON, lang=lang, **fields))
    return path


def saved(path, change, into=None):
    """Save a workbook as a person leaves it: values only, changed by a function.

    The function gets the rows of the ledger's sheet and those of the first sheet.
    """
    book = open_workbook(path)
    sheets = {name: [list(row) for row in s.rows] for name, s in book.sheets.items()}
    first, table = list(sheets)[:2]
    for row in sheets[first]:
        row.extend([""] * (2 - len(row)))
    change(sheets[table], sheets[first])
    into = into or path
    with xlsxwriter.Workbook(into, {"strings_to_formulas": False}) as out:
        days = out.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, (date, datetime)):
                        sheet.write_datetime(at, column, value, days)
                    elif isinstance(value, Formula):
                        sheet.write_formula(at, column, value)
                    elif value != "":
                        sheet.write(at, column, value)
    return into


class Formula(str):
    """A text that is written as a formula."""

    __slots__ = ()


def row_of(rows, problem_id):
    """Return the row of a problem."""
    return next(row for row in rows if row[At.PROBLEM_ID] == problem_id)


def edited(tmp_path, cells, base=LEDGER, now=None, said=SAID, **fields):
    """Return what is read after cells were changed, each as (problem, column)."""

    def change(rows, _):
        for (problem_id, at), value in cells.items():
            row_of(rows, problem_id)[at] = value

    path = saved(write(tmp_path / "l.xlsx", base, **fields), change)
    return read_ledger_workbook(path, now, **said)


def refused(tmp_path, cells, **fields):
    """Return the mistakes with their places."""
    with pytest.raises(InputError) as caught:
        edited(tmp_path, cells, **fields)
    return {one.place: one.message for one in caught.value.mistakes}


def kinds(edits, problem_id):
    """Return the kinds of the steps about one problem."""
    return [s.kind.value for s in edits.steps if s.problem_id == problem_id]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_nobody_changed_changes_nothing(tmp_path, lang):
    """Not when it was written, and not when it was saved by another program."""
    path = write(tmp_path / "l.xlsx", lang=lang)
    for book in (path, saved(path, lambda _, __: None, tmp_path / "again.xlsx")):
        edits = read_ledger_workbook(book)
        assert (edits.ledger, edits.steps, edits.conflicts) == (LEDGER, (), ())
        assert edits.agreed() == LEDGER


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_libreoffice_saved_says_the_same(lang):
    """Opened and saved by LibreOffice 7.4: no cell reads otherwise."""
    path = Path(__file__).parent / "data" / f"ledger-libreoffice-{lang}.xlsx"
    edits = read_ledger_workbook(path)
    assert (edits.steps, edits.conflicts) == ((), ())
    assert [e.problem_id for e in edits.ledger] == [e.problem_id for e in LEDGER]
    rows = open_workbook(path).sheets[WHERE[lang]].rows
    going = row_of(rows, "going")
    assert (
        going[At.STATE] == {"zh": "整改中（逾期）", "en": "in progress (overdue)"}[lang]
    )


def test_the_columns_are_those_of_the_forms(tmp_path):
    """With the headings in either language, and the same bytes for the same ledger."""
    wanted = (
        "序号 问题 问题类别 来源 责任人 责任单位 整改措施 完成时限 阶段 进展 佐证"
        " 审核人 销号日期 状态"
    )
    book = open_workbook(write(tmp_path / "l.xlsx"))
    rows = book.sheets["整改台账"].rows
    assert set(wanted.split()) <= set(rows[0])
    assert row_of(rows, "going")[At.STATE] == "整改中（逾期）"
    assert row_of(rows, "going")[At.LATE] == "185"
    assert row_of(rows, "closed")[At.CLOSED] == day(100)
    english = open_workbook(write(tmp_path / "e.xlsx", lang="en")).sheets["Ledger"]
    assert english.rows[0][At.DUE] == "Deadline"
    assert ledger_workbook(LEDGER, on=ON) == ledger_workbook(LEDGER, on=ON)


def test_edits_become_steps_with_who_when_and_on_what_basis(tmp_path):
    """Planned, started, reported, finished and closed in one sitting."""
    edits = edited(
        tmp_path,
        {
            ("new", At.POST): "g2-secretary",
            ("new", At.BODY): "g2",
            ("new", At.MEASURE): "每月督查",
            ("new", At.DUE): "2022年12月31日",
            ("new", At.STAGE): "long-term",
            ("new", At.GOALS): "2022-12-10 建立机制；2022-12-20 见成效",
            ("new", At.STATE): "整改中",
            ("new", At.PROGRESS): "已部署",
            ("new", At.ROW_BY): "g2-secretary",
            ("done", At.STATE): "已销号",
            ("done", At.REVIEWER): "chair",
            ("done", At.CLOSED): date(2022, 12, 2),
        },
    )
    entry = edits.ledger.entry("new")

    assert kinds(edits, "new") == ["plan", "start", "progress"]
    assert {(s.by, s.on, s.basis) for s in edits.steps if s.problem_id == "new"} == {
        ("g2-secretary", ON, BASIS)
    }
    assert entry.rectification.stage is Stage.LONG_TERM
    assert [g.due_on.day for g in entry.rectification.goals] == [10, 20]
    assert entry.deadline == date(2022, 12, 31)
    (close,) = [s for s in edits.steps if s.problem_id == "done"]
    assert (close.kind, close.by, close.on) == (
        StepKind.CLOSE,
        "chair",
        date(2022, 12, 2),
    )
    assert edits.agreed() == LEDGER.record(*edits.steps)


@pytest.mark.parametrize(
    ("problem_id", "cells", "steps"),
    [
        ("new", {At.PROBLEM: "融合不深", At.AREA: "FUSE-2"}, ["amend"]),
        ("going", {At.PERSON: "责任甲"}, ["plan"]),
        ("going", {At.DUE: "2023.1.31", At.REASON: "雨季"}, ["revise"]),
        ("going", {At.PROGRESS: "=1+1", At.EVIDENCE: "照片（2022-9）"}, ["progress"]),
        ("going", {At.STATE: "done", At.EVIDENCE: "照片"}, ["finish"]),
        (
            "going",
            {
                At.STATE: "已销号",
                At.EVIDENCE: "照片",
                At.ROW_BY: "g2-secretary",
                At.REVIEWER: "office",
                At.CLOSED: "2022-12-01",
            },
            ["finish", "close"],
        ),
        (
            "done",
            {At.STATE: "整改中", At.REASON: "证据不足", At.REVIEWER: "chair"},
            ["return"],
        ),
        ("closed", {At.STATE: "整改中", At.REASON: "又出现了"}, ["reopen"]),
        (
            "closed",
            {At.STATE: "整改中", At.REASON: "又出现了", At.DUE: "2023-03-01"},
            ["reopen", "revise"],
        ),
        (
            "later",
            {At.MEASURE: "换一种办法", At.DUE: "2023-03-01"},
            ["plan"],
        ),
        ("new", {At.STATE: "已撤销", At.REASON: "重复立项"}, ["cancel"]),
    ],
)
def test_each_change_is_its_step(tmp_path, problem_id, cells, steps):
    """And reading the same workbook again, into what came of it, changes nothing."""
    found = edited(tmp_path, {(problem_id, at): v for at, v in cells.items()})
    assert kinds(found, problem_id) == steps
    assert len(found.steps) == len(steps)

    again = read_ledger_workbook(tmp_path / "l.xlsx", found.ledger, **SAID)
    assert again.agreed() == found.ledger
    assert again.steps == ()


def test_a_workbook_may_be_read_again_when_it_was_filled_in_further(tmp_path):
    """What was taken before is not taken twice, and what is new comes on top."""
    first = {("going", At.PROGRESS): "过半", ("going", At.EVIDENCE): "照片"}
    found = edited(tmp_path, first)
    more = {
        **first,
        ("going", At.STATE): "已完成",
        ("going", At.EVIDENCE): "照片；名册",
    }
    again = edited(tmp_path, more, now=found.ledger)

    assert kinds(again, "going") == ["finish"]
    entry = again.agreed().entry("going")
    assert [e.text.zh for e in entry.evidence] == ["照片", "名册"]
    assert len(entry.steps) == len(LEDGER.entry("going").steps) + 2


def test_a_formula_in_a_text_is_a_text(tmp_path):
    """Nothing is ever calculated from what somebody wrote into a problem."""
    bad = '=HYPERLINK("http://example.org","x")'
    base = ledger(
        attrs.evolve(
            life()[0], problem=attrs.evolve(problem(), text=Label.same(bad), area="+1")
        )
    )
    path = write(tmp_path / "l.xlsx", base)
    sheet = open_workbook(path).sheets["整改台账"]
    assert not sheet.formulas
    assert row_of(sheet.rows, "p1")[At.PROBLEM] == bad
    assert read_ledger_workbook(path).ledger == base


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_new_problems_are_opened(tmp_path, lang):
    """They say what, where and whence; reading twice opens them once."""

    def change(rows, first):
        row = rows[len(LEDGER) + 3]
        row[At.PROBLEM], row[At.BODY], row[At.SOURCE] = "阵地薄弱", "g2", "自查"
        row[At.AREA] = "BASE-1"
        other = rows[len(LEDGER) + 5]
        other[At.PROBLEM], other[At.BODY], other[At.POST] = "人手不足", "g2", ""
        other[At.PERSON], other[At.MEASURE] = "责任甲", "配备专人"
        other[At.DUE], other[At.STATE] = "2023-02-01", "整改中"
        first[1][1], first[2][1], first[3][1] = "填报员", ON, "街道整改会"

    path = saved(write(tmp_path / "l.xlsx", lang=lang), change)
    edits = read_ledger_workbook(path)
    new = [e for e in edits.agreed() if e.problem_id not in LEDGER]

    assert {e.problem.text.zh: e.state for e in new} == {
        "阵地薄弱": LedgerState.OPENED,
        "人手不足": LedgerState.IN_PROGRESS,
    }
    assert {s.kind.value for e in new for s in e.problem.sources} == {
        "self_check",
        "other",
    }
    assert {(s.by, s.on, s.basis.decision.zh) for s in edits.steps} == {
        ("填报员", ON, "街道整改会")
    }
    again = read_ledger_workbook(path, edits.ledger)
    assert (again.ledger, again.steps) == (edits.ledger, ())


def test_rows_may_be_sorted_and_columns_moved(tmp_path):
    """The id says which problem a row is about, the heading what a column holds."""

    def change(rows, _):
        row_of(rows, "going")[At.PROGRESS] = "过半"
        head, *body = rows
        body.sort(key=lambda row: str(row[At.PROBLEM_ID]), reverse=True)
        rows[:] = [list(reversed(row)) for row in (head, *body)]

    path = saved(write(tmp_path / "l.xlsx"), change)
    edits = read_ledger_workbook(path, **SAID)
    assert [(s.problem_id, s.note.zh) for s in edits.steps] == [("going", "过半")]


@pytest.mark.parametrize(
    ("cells", "place", "words"),
    [
        ({("going", At.STATE): "逾期"}, "Q4", "overdue follows from the deadline"),
        ({("going", At.STATE): "搞定"}, "Q4", "one of 未启动"),
        ({("going", At.STATE): "未启动"}, "Q4", "does not become"),
        ({("going", At.STATE): "已完成"}, "Q4", "no evidence"),
        ({("going", At.DUE): ""}, "J4", "the deadline is empty"),
        ({("going", At.DUE): "2023-01-31"}, "J4", "must give a reason"),
        (
            {("going", At.DUE): "2022-05-01", ("going", At.REASON): "x"},
            *("J4", "lies before that day"),
        ),
        ({("going", At.DUE): "30.2.2023"}, "J4", "is no day"),
        ({("going", At.DUE): 44_000}, "J4", "is no day"),
        ({("going", At.MEASURE): ""}, "I4", "is empty"),
        ({("going", At.STAGE): "长期"}, "L4", "at least one"),
        ({("going", At.GOALS): "尽快"}, "L4", "is no stage goal"),
        ({("going", At.POST): ""}, "F4", "a person or a post"),
        ({("going", At.POST): "nobody"}, "G4", "one of"),
        ({("going", At.BODY): "nowhere"}, "H4", "one of"),
        ({("going", At.SOURCE): "自查"}, "E4", "not changed by hand"),
        ({("going", At.LATE): "0"}, "R4", "not changed by hand"),
        ({("going", At.REVIEWER): "chair"}, "O4", "where something is closed"),
        ({("going", At.CLOSED): "2022-12-01"}, "P4", "becomes closed"),
        ({("going", At.REASON): "x"}, "T4", "nothing else was changed"),
        ({("going", At.PROBLEM): ""}, "C4", "cancel it instead"),
        ({("going", At.MEASURE): Formula("=1+1")}, "I4", "a formula stands here"),
        ({("going", At.MEASURE): True}, "I4", "where text is due"),
        ({("going", At.PERSON): ON}, "F4", "where text is due"),
        ({("done", At.MEASURE): "x"}, "I3", "waits to be closed or returned"),
        ({("done", At.EVIDENCE): ""}, "N3", "handed in before stays"),
        ({("done", At.EVIDENCE): "会议记录（2022-7）和照片"}, "N3", "separate further"),
        ({("done", At.STATE): "已销号"}, "O3", "closing needs it"),
        (
            {("done", At.STATE): "已销号", ("done", At.REVIEWER): "chair"},
            *("P3", "closing needs it"),
        ),
        (
            {
                ("done", At.STATE): "已销号",
                ("done", At.REVIEWER): " G2-Secretary",
                ("done", At.CLOSED): "2022-12-01",
            },
            *("O3", "a second person has to"),
        ),
        (
            {
                ("done", At.STATE): "已销号",
                ("done", At.REVIEWER): "chair",
                ("done", At.CLOSED): "2022-01-01",
            },
            *("P3", "in the order of their days"),
        ),
        ({("closed", At.MEASURE): "x"}, "I2", "reopen it with a reason"),
        ({("closed", At.PROBLEM): "x"}, "C2", "reopen it with a reason"),
        ({("closed", At.STATE): "整改中"}, "Q2", "must give a reason"),
        ({("closed", At.STATE): "已完成"}, "Q2", "reopen it with a reason"),
        ({("new", At.POST): "g2-secretary"}, "I6", "is empty"),
        ({("new", At.PROBLEM_ID): "renamed"}, "B6", "no problem of this workbook"),
        ({("new", At.PROBLEM_ID): "going"}, "B6", "has a row already, row 4"),
        ({("new", At.PROBLEM_ID): ""}, "E6", "choice"),
    ],
)
def test_what_is_wrong_is_refused_with_its_cell(tmp_path, cells, place, words):
    """Nothing of the workbook is taken."""
    if place == "E6":
        cells = {**cells, ("new", At.SOURCE): "道听途说"}
        cells = dict(reversed(cells.items()))
    found = refused(tmp_path, cells)
    assert words in found[f"整改台账!{place}"]
    renamed = "there is no row for problem 'new'" in found.get("整改台账", "")
    assert renamed == (("new", At.PROBLEM_ID) in cells)
    assert len(found) == 1 + renamed


def test_what_was_reported_is_never_deleted(tmp_path):
    """Nor is a deadline: the cell shows the latest, the log keeps all."""
    said = attrs.evolve(
        step(StepKind.PROGRESS, 60, "g2-secretary"), note=Label.same("过半")
    )
    base = ledger(*life()[:3], said)
    found = refused(tmp_path, {("p1", At.PROGRESS): ""}, base=base)
    assert found == {"整改台账!M2": "what was reported is never deleted"}


def test_deleted_doubled_and_unreadable_rows_are_all_named(tmp_path):
    """One reading tells everything."""

    def change(rows, _):
        del rows[rows.index(row_of(rows, "going"))]
        rows.append(list(row_of(rows, "done")))
        rows.append(["", "", "同一问题", *[""] * 17])
        rows[-1][At.BODY] = "g2"
        rows.append(list(rows[-1]))
        rows.append(["", "", "没有单位", *[""] * 17])

    path = saved(write(tmp_path / "l.xlsx"), change)
    with pytest.raises(InputError) as caught:
        read_ledger_workbook(path, **SAID)
    found = {one.place: one.message for one in caught.value.mistakes}
    assert list(found) == [
        "整改台账!B26",
        "整改台账!C28",
        "整改台账!H29",
        "整改台账",
    ]
    assert "rows are never deleted" in found["整改台账"]


def test_who_when_and_why_are_asked_for(tmp_path):
    """By the workbook's first sheet or the caller; only where something changed."""
    found = refused(tmp_path, {("going", At.PROGRESS): "过半"}, said={})
    assert list(found) == ["填报!B2", "填报!B3", "填报!B4"]
    found = refused(
        tmp_path, {("going", At.PROGRESS): "过半"}, said={"by": "x", "basis": BASIS}
    )
    assert list(found) == ["填报!B3"]

    def change(rows, first):
        row_of(rows, "going")[At.PROGRESS] = "过半"
        first[1][1], first[2][1], first[3][1] = Formula("=1"), "soon", True

    path = saved(write(tmp_path / "l.xlsx"), change)
    with pytest.raises(InputError) as caught:
        read_ledger_workbook(path)
    assert [m.place for m in caught.value.mistakes] == ["填报!B2", "填报!B3", "填报!B4"]


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (lambda b: b.pop("整改台账"), "整改台账", "is missing"),
        (lambda b: b.pop("评议文件"), "file", "no hidden sheet"),
        (lambda b: b["评议文件"][0].__setitem__(3, "|{}|"), "评议文件!A1", "damaged"),
        (lambda b: b["整改台账"][0].__setitem__(2, "毛病"), "整改台账!C1", "unknown"),
        (lambda b: [r.pop(16) for r in b["整改台账"]], "整改台账!A1", "'状态'"),
        (lambda b: b["整改台账"][0].__setitem__(1, "号"), "整改台账!A1", "问题编号"),
    ],
)
def test_sheets_and_columns_that_are_not_there(tmp_path, change, place, words):
    """Deleted, renamed or damaged."""
    path = write(tmp_path / "l.xlsx")
    sheets = {
        n: [list(r) for r in s.rows] for n, s in open_workbook(path).sheets.items()
    }
    change(sheets)
    with xlsxwriter.Workbook(path) as out:
        for name, rows in sheets.items():
            sheet = out.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(
                    at, 0, [str(v) if isinstance(v, date) else v for v in row]
                )
    with pytest.raises(InputError) as caught:
        read_ledger_workbook(path, LEDGER, **SAID)
    found = {one.place: one.message for one in caught.value.mistakes}
    assert words in found[place]


def test_what_others_did_meanwhile_is_merged(tmp_path):
    """Other problems, and other things of the same problem."""
    note = attrs.evolve(
        step(StepKind.PROGRESS, 200, "helper", "going"), note=Label.same("他人所填")
    )
    now = LEDGER.record(note, *life("more")[:1])
    cells = {("going", At.DUE): "2023-01-31", ("going", At.REASON): "雨季"}
    edits = edited(tmp_path, cells, now=now)

    assert edits.conflicts == ()
    assert set(now.steps) < set(edits.agreed().steps)
    assert edits.ledger.entry("going").deadline == date(2023, 1, 31)


def test_conflicts_are_reported_cell_by_cell(tmp_path):
    """Both set a deadline; the other row goes through, and nothing is lost."""
    theirs = attrs.evolve(
        step(StepKind.REVISE, 200, "chair", "going"), due_on=date(2022, 12, 24)
    )
    now = LEDGER.record(theirs, step(StepKind.CLOSE, 150, "chair", "done"))
    edits = edited(
        tmp_path,
        {
            ("going", At.DUE): "2023-01-31",
            ("going", At.REASON): "雨季",
            ("going", At.PROGRESS): "过半",
            ("done", At.STATE): "整改中",
            ("done", At.REASON): "证据不足",
            ("new", At.AREA): "FUSE-2",
        },
        now=now,
    )

    assert [(c.place, c.before, c.typed, c.now) for c in edits.conflicts] == [
        ("整改台账!Q3", "已完成（逾期）", "整改中", "已销号"),
        ("整改台账!T3", "", "证据不足", ""),
        ("整改台账!J4", "2022-05-30", "2023-01-31", "2022-12-24"),
        ("整改台账!M4", "", "过半", ""),
        ("整改台账!T4", "", "雨季", ""),
    ]
    assert edits.ledger.entry("new").problem.area == "FUSE-2"
    assert edits.ledger.entry("going") == LEDGER.entry("going")
    with pytest.raises(LedgerConflictError, match="'done', 'going'"):
        edits.agreed()
    assert "整改台账!J4  going  完成时限  2022-05-30  2023-01-31" in repr(edits)


def test_a_ledger_that_lost_steps_is_reported(tmp_path):
    """The workbook remembers what the ledger has forgotten."""
    now = ledger(
        *life("closed")[:4], *[s for s in LEDGER.steps if s.problem_id != "closed"]
    )
    edits = edited(tmp_path, {}, now=now)
    assert [(c.place, c.problem_id) for c in edits.conflicts] == [
        ("整改台账!B2", "closed")
    ]
    assert edits.ledger.entry("closed").closed_on


def test_the_workbook_of_another_ledger_is_refused(tmp_path):
    """Ids alone would mix two years up."""
    now = attrs.evolve(LEDGER, ledger_id="other")
    assert "not of this ledger" in refused(tmp_path, {}, now=now)["file"]


def test_part_of_a_ledger_can_be_sent_out(tmp_path):
    """Only what was sent out has to come back."""
    edits = edited(tmp_path, {("going", At.PROGRESS): "过半"}, only=["going", "done"])
    assert kinds(edits, "going") == ["progress"]
    assert len(edits.ledger) == len(LEDGER)
    with pytest.raises(UnknownIdError, match="nothing"):
        ledger_workbook(LEDGER, on=ON, only=["nothing"])
    found = refused(tmp_path, {("done", At.PROBLEM_ID): "new"}, only=["going", "done"])
    assert len(found) == 2


def test_names_are_printed_and_understood(tmp_path):
    """Posts and organizations by the names people know, or by their ids."""
    names = LedgerNames.of(load_example("long-march-street-2022"))
    assert dict(names.organizations)["b5"].zh
    path = write_ledger_workbook(LEDGER, tmp_path / "n.xlsx", on=ON, names=names)
    rows = open_workbook(path).sheets["整改台账"].rows
    assert row_of(rows, "going")[At.POST] == "石桥社区党总支书记"
    edits = edited(tmp_path, {("going", At.POST): "清泉社区党总支书记"}, names=names)
    assert edits.ledger.entry("going").rectification.post_id == "g3-secretary"
    same = edited(tmp_path, {("going", At.POST): "g2-secretary"}, names=names)
    assert same.steps == ()


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(AWKWARD_TEXTS) | st.text(WRITABLE, max_size=9), max_size=6
    ),
    st.sampled_from(["zh", "en"]),
)
def test_awkward_texts_come_back_as_they_were(tmp_path, texts, lang):
    """Control characters, underscores, very long ones, formulas: nothing changes."""
    texts = [text for text in texts if text.strip()] or ["x"]
    steps = []
    for at, text in enumerate(texts):
        label = Label.same(text)
        begun = life(f"p{at}", closed=140)[:4]
        about = attrs.evolve(problem(f"p{at}"), text=label, area=text)
        planned = attrs.evolve(plan(), measure=label, responsible=text)
        shown = [attrs.evolve(MINUTES, text=label, reference=text)]
        begun[0] = attrs.evolve(begun[0], problem=about)
        begun[1] = attrs.evolve(begun[1], rectification=planned)
        begun[3] = attrs.evolve(begun[3], evidence=shown, note=label)
        steps += begun
    base = ledger(*steps)
    edits = read_ledger_workbook(write(tmp_path / "l.xlsx", base, lang))
    assert (edits.ledger, edits.steps) == (base, ())


def _have_cells(wrong):
    """Every mistake names its cell."""
    assert all("!" in one.place for one in wrong.mistakes)


_CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from([e.problem_id for e in LEDGER]),
        st.sampled_from([at for at in At if at not in {At.NUMBER, At.PROBLEM_ID}]),
    ),
    st.sampled_from(
        [
            *("", "x", "2022-12-01", "2023-01-31", "整改中", "已完成", "已销号"),
            *("已撤销", "g2-secretary", "chair", "长期", "2022-12-20 目标"),
            "会议记录（2022-7）；照片",
        ]
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_CELLS, st.sampled_from([None, "chair", "helper"]))
def test_any_edits_are_steps_or_refused_with_their_cells(tmp_path, cells, other):
    """Nothing is silently dropped, and no rule of the ledger is broken."""
    now = LEDGER
    if other is not None:
        theirs = attrs.evolve(step(StepKind.PROGRESS, 300, other, "going"))
        now = LEDGER.record(theirs)
    try:
        edits = edited(tmp_path, cells, now=now)
    except InputError as wrong:
        _have_cells(wrong)
        return
    assert ledger(*edits.ledger.steps) == edits.ledger
    kept = {*edits.ledger.steps} | {
        s
        for s in edits.steps
        if s.problem_id in {c.problem_id for c in edits.conflicts}
    }
    assert {*now.steps, *edits.steps} - kept <= {
        s for s in now.steps if s.problem_id in {c.problem_id for c in edits.conflicts}
    }
    path = Path(tmp_path / "l.xlsx")
    if not edits.conflicts:
        again = read_ledger_workbook(path, edits.ledger, **SAID)
        assert again.agreed() == edits.ledger
