"""Every writer of a file: whole or not at all, and never over what is there."""

import ast
import os
import re
import resource
import shutil
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

import partybuild as pb
from partybuild.adapters import excel, html, plot, popolo, records, w3c_org, word
from partybuild.adapters.interchange import ElementMapping, Roster, write_elements
from partybuild.adapters.rulebooks import write_rulebook
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotForm, Feedback
from partybuild.errors import FileExistsAlreadyError, FileNotWrittenError
from partybuild.kernel import Label
from partybuild.reporting import build_letter, build_page, build_report
from partybuild.testing._ledgers import ledger, life
from partybuild.testing.plain import (
    DAY,
    box_of_counts,
    plain_review,
    plain_rules,
    plain_tree,
)

RULES = plain_rules(edges=(90,))
BOX = box_of_counts(BallotForm.of(RULES, ["p"]), {"g": [(2, 1, 0, 0)]})
REVIEW = plain_review(RULES, BOX)
ASSESSMENT = assess(REVIEW)
WEAK = find_weak_areas(ASSESSMENT, on=DAY)
REPORT = build_report(ASSESSMENT, WEAK)
LEDGER = ledger(*life())
FEEDBACK = Feedback(
    post_id="p",
    given_on=DAY,
    grade_id=ASSESSMENT.standings[0].grade_id,
    opinion=Label.same("x"),
    given_by=Label.same("y"),
)
LETTER = build_letter(ASSESSMENT, FEEDBACK, WEAK)
NOBODY = 65534


def _marked(path, **others):
    book = path.with_name("refused.xlsx")
    if not book.exists():
        excel.write_ballots(REVIEW, book)
    return excel.write_marked_copy(book, (), path, **others)


def _filled(path, **others):
    template = path.with_name("template.docx")
    if not template.exists():
        word.write_word(REPORT, template)
    return word.write_filled_template(template, REPORT, path, **others)


def _picture(path, **others):
    return plot.write_picture(plot.standings(ASSESSMENT, lang="en"), path, **others)


ROSTER = Roster(tree=plain_tree())
WRITERS = {
    "assessment.json": partial(records.write_assessment, ASSESSMENT, WEAK),
    "review.json": partial(records.write_review, REVIEW),
    "feedback.json": partial(records.write_feedback, [FEEDBACK]),
    "ledger.json": partial(records.write_ledger, LEDGER),
    "ledger.jsonl": partial(records.write_ledger, LEDGER),
    "rules.toml": partial(write_rulebook, REVIEW.rulebook),
    "elements.json": partial(write_elements, ElementMapping(standard="x", elements=())),
    "popolo.json": partial(popolo.write_popolo, ROSTER),
    "org.jsonld": partial(w3c_org.write_org, ROSTER, base="urn:x:"),
    "report.html": partial(html.write_html, REPORT),
    "page.html": partial(html.write_page, build_page(ASSESSMENT, WEAK)),
    "report.docx": partial(word.write_word, REPORT),
    "filled.docx": _filled,
    "letter.docx": partial(pb.write_letter, LETTER),
    "whole.docx": partial(pb.write_report, ASSESSMENT, charts=False),
    "summary.xlsx": partial(excel.write_summary, ASSESSMENT),
    "ballots.xlsx": partial(excel.write_ballots, REVIEW),
    "counts.xlsx": partial(excel.write_count_sheet, REVIEW),
    "paper.xlsx": partial(excel.write_paper, REVIEW),
    "ledger.xlsx": partial(excel.write_ledger_workbook, LEDGER, on=DAY),
    "marked.xlsx": _marked,
    "picture.png": _picture,
    "picture.svg": _picture,
}
EVERY = pytest.mark.parametrize("name", WRITERS)


@contextmanager
def full_disk():
    """Let no file grow, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(folder):
    """Let nobody write to a folder, also where the tests may do everything."""
    mine = os.geteuid()
    folder.chmod(0o555)
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)
        folder.chmod(0o755)


@EVERY
def test_a_writer_writes_whole_files_and_replaces_none_unasked(name):
    """Present, full, read-only: the file and what is beside it stay as they are."""
    folder = Path(tempfile.mkdtemp())  # that others may look into
    folder.chmod(0o755)
    write, path = WRITERS[name], folder / name
    write(path)
    written = path.read_bytes()
    there = {one.name for one in folder.iterdir()}

    path.write_bytes(b"theirs")
    with pytest.raises(FileExistsAlreadyError, match=re.escape(name)):
        write(path)
    with full_disk(), pytest.raises(FileNotWrittenError, match="too large"):
        write(path, force=True)
    with read_only(folder), pytest.raises(FileNotWrittenError, match="Permission"):
        write(path, force=True)
    assert path.read_bytes() == b"theirs"
    assert {one.name for one in folder.iterdir()} == there
    write(path, force=True)
    assert path.read_bytes() == written
    shutil.rmtree(folder)


SOURCES = Path(pb.__file__).parent
# What makes a file: the one writer, several files together, results of folders.
MAKERS = {"adapters/_files.py", "adapters/_together.py", "adapters/_lock.py"}
FOLDERS = {"adapters/frames/_folder.py", "adapters/frames/_lines.py"}
MAKING = {"write_text", "rename", "replace", "mkdtemp", "mkstemp", "NamedTemporaryFile"}


def _made(path):
    """Yield what a module calls that makes a file or gives it a name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        if name == "open" and {"w", "wb", "a", "x"} & set(words):
            yield name
        # A text has two arguments for what is replaced.
        if name in MAKING and not (
            name in {"replace", "rename"} and len(node.args) != 1
        ):
            yield name
        if name == "write_bytes" and isinstance(node.func, ast.Attribute):
            yield name


def test_no_module_makes_a_file_on_its_own():
    """So that the test above holds for a writer that is added."""
    found = {
        str(path.relative_to(SOURCES)): {*_made(path)} for path in SOURCES.rglob("*.py")
    }

    assert {name for name, made in found.items() if made} <= MAKERS | FOLDERS | {
        "adapters/frames/_tally.py"
    }
    assert found["adapters/_files.py"] == {"mkstemp", "replace"}
    writers = {
        name
        for module in (excel, html, plot, popolo, records, w3c_org, word, pb)
        for name in module.__all__
        if name.startswith("write_")
    }
    told = {getattr(one, "func", one).__name__ for one in WRITERS.values()}
    told |= {"write_outputs", "write_marked_copy", "write_filled_template"}
    assert writers - told == {"write_picture"}
