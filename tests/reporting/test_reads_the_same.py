"""Everything that is printed reads the same for other ballots of the few.

The attacker holds all of it: report, page with its folded reasons, workbook, reports on
single secretaries, letters, accounts, the screen, JSON and frames. For each voter group
of few voters other ballots are written down with which not a word of it changes.
"""

import json
import random
import re
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from partybuild.adapters import excel, html, word
from partybuild.adapters.cli import main
from partybuild.adapters.frames import (
    FrameFacts,
    assess_frame,
    mark_columns,
    to_frame,
    weak_areas_frame,
)
from partybuild.adapters.records import assessment_document, write_review
from partybuild.analysis import Disclosure, find_weak_areas
from partybuild.analysis.disclosure import summary_roundings
from partybuild.analysis.disclosure._joint import excuses
from partybuild.analysis.disclosure._judged import Judged, told_by
from partybuild.analysis.disclosure._told_scores import groups_told
from partybuild.analysis.published import clear_intervals, clear_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.reporting import (
    build_individual_report,
    build_page,
    build_report,
    explain_result,
    report_text,
)
from partybuild.testing.plain import plain_review, plain_rules

SIZES = [
    ({"a": 3, "b": 26, "c": 20}, {"a": 1, "b": 1, "c": 1}),
    ({"a": 1, "b": 4, "c": 12, "d": 30}, {"a": 2, "b": 2, "c": 3, "d": 3}),
    ({"a": 2, "b": 2, "c": 9}, {"a": 30, "b": 30, "c": 40}),
    ({"a": 4, "b": 6, "c": 8}, {"a": 1, "b": 2, "c": 3}),
]


def _review(rules, form, heaps):
    return plain_review(rules, BallotBox.from_bytes(form, heaps))


def _conference(seed, sizes, weights):
    chance = random.Random(seed)  # noqa: S311 - invented data
    whole = sum(weights.values())
    rules = plain_rules(
        ["1/3"] * 3, {group: Fraction(by, whole) for group, by in weights.items()}
    )
    form = BallotForm.of(rules, ["p0", "p1"])
    heaps = {
        group: [
            list(chance.choices(range(4), [5, 3, 2, 1], k=form.width))
            for _ in range(size)
        ]
        for group, size in sizes.items()
    }
    return rules, form, heaps


def _excuses(assessment):
    """Other marks of the few, found by the gate for everything it printed."""
    gate = Disclosure()
    roundings = summary_roundings(assessment.rules.rounding)
    table = gate.clear(assessment, roundings, with_groups=True)
    judged = Judged.of(assessment, 5)
    told = [
        *judged.told,
        *told_by(assessment, gate.clear(assessment).items),
        *told_by(assessment, table.items),
        *groups_told(assessment, table.hidden_groups),
    ]
    for _, change in excuses(judged.rows, told, settled=judged.settled):
        assert change is not None
        yield {
            (place, heap.group_id): Fraction(way, row.unit) / heap.weight
            for place, ways in change.items()
            for row in [judged.rows[place]]
            for heap, way in zip(row.heaps, ways, strict=True)
            if way != heap.true
        }


def _other_heaps(form, heaps, means):
    """Write the ballots down anew, with these means."""
    made = {group: [list(ballot) for ballot in heap] for group, heap in heaps.items()}
    for ((subject, item), group), mean in means.items():
        ballots = made[group]
        # Options are worth 100, 80, 60 and 40: so many steps down in all.
        steps = (100 - mean) * len(ballots) / 20
        assert steps.denominator == 1
        left = int(steps)
        column = subject * len(form.items) + item
        for ballot in ballots:
            ballot[column] = min(3, left)
            left -= ballot[column]
        assert left == 0
    return {group: [bytes(b) for b in heap] for group, heap in made.items()}


def _cells(workbook):
    book = CalamineWorkbook.from_filelike(BytesIO(workbook))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _document(report):
    package = ZipFile(BytesIO(word.word_bytes(report)))
    return re.findall(r">([^<>]+)<", package.read("word/document.xml").decode())


def _rows(frame):
    return frame.to_pylist()


def _printed(review, folder, capsys):
    """All that leaves the library for publication, as text."""
    assessment = assess(review)
    weak = find_weak_areas(assessment, on=review.conference.held_on)
    cleared = clear_weak_areas(assessment, weak)
    assert not clear_intervals(assessment)
    path = folder / "review.json"
    write_review(review, path, force=True)
    screens = []
    for more in ([], ["--json"]):
        assert main(["review", str(path), "--lang", "en", *more]) == 0
        screens.append(capsys.readouterr().out)
    for subject in ("p0", "p1"):
        assert main(["explain", str(path), "--subject", subject, "--public"]) == 0
        screens.append(capsys.readouterr().out)
    pyarrow = pytest.importorskip("pyarrow")
    marks = pyarrow.table(mark_columns(review.box))
    rules, facts = review.version.rules, FrameFacts(on=review.conference.held_on)
    return {
        "word": _document(build_report(assessment, weak, lang="zh")),
        "report": report_text(build_report(assessment, weak, lang="en")),
        "page": html.page_text(build_page(assessment, weak)),
        "workbook": _cells(excel.summary_workbook(assessment, lang="en")),
        "individual": [
            report_text(build_individual_report(assessment, post, weak))
            for post in ("p0", "p1")
        ],
        "accounts": [
            explain_result(assessment, post, public=True).text("en")
            for post in ("p0", "p1")
        ],
        "screens": screens,
        "json": json.dumps(assessment_document(assessment, weak), sort_keys=True),
        "frames": [
            _rows(to_frame(result, "pyarrow"))
            for result in (assessment, weak, cleared, Disclosure().clear(assessment))
        ],
        "frames of marks": [
            _rows(assess_frame(marks, rules, facts=facts)),
            _rows(weak_areas_frame(marks, rules, facts)),
        ],
    }


@pytest.mark.parametrize("scheme", SIZES, ids=lambda scheme: str(scheme[0]))
def test_not_a_word_changes_with_other_ballots_of_the_few(scheme, tmp_path, capsys):
    """For each small group: other marks, every output the same to the letter.

    The search for weak areas is silent in these conferences: which areas it names
    is not judged (docs/explanation-disclosure.md).
    """
    sizes, weights = scheme
    rules, form, heaps = _conference(7, sizes, weights)
    review = _review(rules, form, {g: [bytes(b) for b in h] for g, h in heaps.items()})
    left, found = {group for group, size in sizes.items() if size < 5}, []
    for means in _excuses(assess(review)):
        moved = {group for _, group in means} & left
        if moved:
            found.append(means)
            left -= moved
    true = _printed(review, tmp_path, capsys)

    assert not left
    for means in found:
        other = _review(rules, form, _other_heaps(form, heaps, means))
        assert other.box != review.box
        printed = _printed(other, tmp_path, capsys)
        for name, text in true.items():
            assert printed[name] == text, name


def test_the_ballots_themselves_would_change_a_word(tmp_path, capsys):
    """What is compared does depend on the marks."""
    rules, form, heaps = _conference(1, *SIZES[0])
    review = _review(rules, form, {g: [bytes(b) for b in h] for g, h in heaps.items()})
    heaps["a"][0][0] = 3 - heaps["a"][0][0]
    other = _review(rules, form, {g: [bytes(b) for b in h] for g, h in heaps.items()})
    one, two = (_printed(each, tmp_path, capsys) for each in (review, other))

    assert not [name for name in one if name != "individual" and one[name] == two[name]]
