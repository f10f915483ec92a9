"""What a report says, and what it keeps to itself."""

import attrs
import pytest

from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.datasets import load_example
from partybuild.reporting import Paragraph, Reason, Table, build_report


@pytest.fixture(scope="module")
def assessment():
    """Return the assessment of the example."""
    return assess(load_example("long-march-street-2021"))


def _report(assessment, lang):
    held_on = assessment.review.conference.held_on
    weak = find_weak_areas(assessment, on=held_on)
    return build_report(assessment, weak, lang=lang)


def _texts(report):
    yield from (report.title, report.notice, report.host, report.dated)
    for section in (*report.sections, *report.annex):
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph(text):
                    yield text
                case Reason(statement, steps):
                    yield from (statement, *steps)
                case Table():
                    yield from (block.caption, *block.columns, block.note)
                    yield from (cell.text for row in block.rows for cell in row)


def _tables(report):
    blocks = [block for section in report.sections for block in section.blocks]
    return {block.caption: block for block in blocks if isinstance(block, Table)}


def test_english_report_is_english(assessment):
    """No Chinese character is left over."""
    text = "\n".join(_texts(_report(assessment, "en")))

    assert not [char for char in text if "\u4e00" <= char <= "\u9fff"]


def test_chinese_report_is_chinese(assessment):
    """No English sentence is left over: only Latin digits and signs remain."""
    for text in _texts(_report(assessment, "zh")):
        letters = [char for char in text if char.isascii() and char.isalpha()]
        assert letters == [], text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_sentences_end_once(assessment, lang):
    """Every paragraph ends with one full stop."""
    for section in _report(assessment, lang).sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                assert block.text.endswith("。" if lang == "zh" else ".")
                assert not block.text.endswith(("。。", ".."))


def test_standings_are_printed_as_assessed(assessment):
    """The report computes nothing of its own."""
    table = _tables(_report(assessment, "zh"))["得分、名次和等次"]

    rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
    assert rows == assessment.rows("zh")


def test_every_weak_area_is_in_the_report(assessment):
    """The sentence that explains it stands there word for word."""
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    text = "\n".join(_texts(_report(assessment, "zh")))

    assert all(area.reason("zh") in text for area in weak)


def test_no_score_of_a_single_voter_group_is_printed(assessment):
    """Neither group means nor counts per option leave the review body."""
    text = "\n".join(_texts(_report(assessment, "en")))

    for standing in assessment.standings:
        for group in standing.groups:
            for places in (2, 4):
                shown = f"{group.score.numerator / group.score.denominator:.{places}f}"
                assert shown == standing.printed or shown not in text


def test_roll_call_closes_in_print(assessment):
    """Returned less void is valid, on every line."""
    table = _tables(_report(assessment, "en"))["Roll call of the ballots"]

    for row in table.rows:
        *_, returned, void, valid = (int(cell.text) for cell in row[1:])
        assert returned - void == valid
    assert "97.30%" in table.note


def test_reasons_name_cap_and_quota_with_their_basis(assessment):
    """Whoever lost a grade to a fact or a quota can read why."""
    (annex,) = _report(assessment, "en").annex
    reasons = {block.statement.split(":")[0]: block.steps for block in annex.blocks}

    veto = reasons["Secretary, Songlin Community General Party Branch"]
    assert veto[0].startswith("Grade by score: good")
    assert veto[1].startswith("Safety veto: fairly good")
    quota = reasons["Secretary, Wutong Community General Party Branch"]
    assert "3 places for 5 eligible" in quota[1]
    assert "Basis: own decision" in quota[1]


def test_scores_below_the_standard_are_marked(assessment):
    """The mark follows the exact score, not the printed one."""
    table = _tables(_report(assessment, "en"))["Item scores"]
    rules = assessment.rules

    for row, standing in zip(table.rows, assessment.standings, strict=True):
        for cell, item in zip(row[1:], standing.items, strict=True):
            assert cell.text.endswith("*") == (item.score < rules.standard)


def test_few_ballots_hide_the_item_scores(assessment):
    """Below five valid ballots no item score is printed."""
    tally = assessment.tally
    few = attrs.evolve(assessment, tally=_emptied(tally))
    held_on = assessment.review.conference.held_on
    report = build_report(few, find_weak_areas(few, on=held_on), lang="en")

    assert "Item scores" not in _tables(report)
    assert "item scores are not published" in "\n".join(_texts(report))


def _emptied(tally):
    return type(tally).empty(tally.form)
