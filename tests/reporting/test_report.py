"""What a report says, and what it keeps to itself."""

import re
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings

from partybuild.analysis import (
    ITEM_ROUNDINGS,
    Disclosure,
    Fall,
    WeakAreaKind,
    find_weak_areas,
)
from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, EnteredScore
from partybuild.datasets import load_example
from partybuild.kernel import Finding, Label, Severity
from partybuild.reporting import Paragraph, Reason, Section, Table, build_report
from partybuild.rules import Component
from partybuild.testing.plain import OWN, plain_review, plain_rules
from partybuild.testing.strategies import reviews


@pytest.fixture(scope="module")
def assessment():
    """Return the assessment of the example."""
    return assess(load_example("long-march-street-2021"))


def _report(assessment, lang):
    held_on = assessment.review.conference.held_on
    weak = find_weak_areas(assessment, on=held_on)
    return build_report(assessment, weak, lang=lang)


def _blocks(section):
    for block in section.blocks:
        yield block
        if isinstance(block, Section):
            yield from _blocks(block)


def _texts(report):
    yield from (report.title, report.notice, report.host, report.dated)
    for section in (*report.sections, *report.annex):
        yield section.title
        for block in _blocks(section):
            match block:
                case Section():
                    yield block.title
                case Paragraph(text):
                    yield text
                case Reason(statement, steps):
                    yield from (statement, *steps)
                case Table():
                    yield from (block.caption, *block.columns, block.note)
                    yield from (cell.text for row in block.rows for cell in row)


def _tables(report):
    blocks = [block for section in report.sections for block in _blocks(section)]
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
        for block in _blocks(section):
            if isinstance(block, Paragraph):
                assert block.text.endswith("。" if lang == "zh" else ".")
                assert not block.text.endswith(("。。", ".."))


def test_standings_are_printed_as_assessed(assessment):
    """The report computes nothing of its own."""
    table = _tables(_report(assessment, "zh"))["述职人得分、名次和等次"]

    rows = tuple(tuple(cell.text for cell in row[:4]) for row in table.rows)
    assert rows == assessment.rows("zh")
    why = {row[1].text: row[4].text for row in table.rows}
    assert why["红旗社区党委书记"] == "按得分定等"
    assert why["松林社区党总支书记"] == "按得分为“好”；安全生产一票否决"
    assert why["梧桐社区党总支书记"] == "按得分为“好”；等次比例限制"


def test_every_weak_area_is_in_the_report(assessment):
    """The sentence that explains it stands there word for word."""
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    text = "\n".join(_texts(_report(assessment, "zh")))

    # The report sets numerals close, as official documents do.
    assert all(area.reason("zh").replace(" ", "") in text for area in weak)


def test_falling_items_are_told_without_last_years_figures(assessment):
    """The limits of the search stand beside what it found, not in its place."""
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    local = next(area for area in weak if area.subject_id)
    proof = attrs.evolve(local.proof, kind=WeakAreaKind.FALLING, size=Fraction(-7))
    fall = Fall(
        before=Fraction("71.25"),
        after=Fraction("63.75"),
        others=Fraction("-1/2"),
        ballots_before=61,
        proof=proof,
    )
    fallen = attrs.evolve(local, kinds=(*local.kinds, WeakAreaKind.FALLING), fall=fall)
    limit = Finding(
        code="PB-WEAK-05",
        severity=Severity.INFO,
        subject="",
        message=Label(zh="只比较占比", en="only shares are compared"),
    )
    found = attrs.evolve(weak, areas=(fallen,), findings=(limit,))

    text = "\n".join(_texts(build_report(assessment, found, lang="en")))

    assert "fallen on last year, whose figures are left out" in text
    assert "nly shares are compared." in text
    assert "71.3" not in text
    assert "63.8" not in text
    assert "(local, falling)" in text
    assert fallen.evidence[0].text.en in text


def test_many_weak_areas_of_one_secretary_are_listed_shortly(assessment):
    """Three with their reasons, the others in a table; no heading without areas."""
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    local = next(area for area in weak if area.subject_id)
    many = attrs.evolve(weak, areas=(local,) * 5)

    report = build_report(assessment, many, lang="en")
    (part,) = (s for s in report.sections if s.title == "Weak areas")
    assert [s.title for s in part.blocks] == [
        "Of single secretaries",
        "How they are judged",
    ]
    *reasons, table = part.blocks[0].blocks
    assert len(reasons) == 3
    assert {reason.steps[0] for reason in reasons} == {table.rows[0][1].text}
    assert [len(row) for row in table.rows] == [2, 2]

    strict = Disclosure(means_from=1000, distributions_from=1000)
    kept = build_report(assessment, many, lang="en", disclosure=strict)
    text = "\n".join(_texts(kept))
    assert "The figures are left out so that no single voter's choice can be" in text
    assert table.rows[0][1].text not in text
    table = _tables(kept)["Further weak areas"]
    assert [len(row) for row in table.rows] == [1, 1]
    common = attrs.evolve(weak, areas=[area for area in weak if not area.subject_id])
    shared = build_report(assessment, common, lang="en", disclosure=strict)
    (part,) = (s for s in shared.sections if s.title == "Weak areas")
    assert [s.title for s in part.blocks] == ["Common to all", "How they are judged"]


def test_whole_numbers_are_printed_where_one_place_tells_too_much():
    """The table says why it is so coarse."""

    class Coarse(Disclosure):
        def clear(self, assessment, roundings=ITEM_ROUNDINGS[1:], **others):
            return Disclosure.clear(self, assessment, roundings, **others)

    rules = plain_rules()
    form = BallotForm.of(rules, ["p0"])
    box = BallotBox.from_bytes(form, {"g": [bytes([1])] * 16 + [bytes([2])] * 5})
    made = assess(plain_review(rules, box))
    weak = find_weak_areas(made, on=made.review.conference.held_on)
    report = build_report(made, weak, lang="en", disclosure=Coarse())

    table = _tables(report)["Item scores of the secretaries"]
    assert [cell.text for cell in table.rows[0]] == ["p0", "75"]
    assert table.note.endswith(
        " Scores are whole numbers so that nobody's choice can be worked out."
    )


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
        *_, returned, void, valid = (int(cell.text) for cell in row[1:7])
        assert returned - void == valid
    *groups, total = table.rows
    assert int(total[6].text) == sum(int(row[6].text) for row in groups)
    assert total[7].text == "97.30%"
    assert groups[0][7].text == "100%"


def test_reasons_name_cap_and_quota_with_their_basis(assessment):
    """Whoever lost a grade to a fact or a quota can read why."""
    (annex,) = _report(assessment, "en").annex
    reasons = {block.statement.split(":")[0]: block.steps for block in annex.blocks}

    veto = reasons["Secretary, Songlin Community General Party Branch"]
    assert veto[0].startswith("The score of 94.60 lies in the band of “good”")
    assert "found on" in veto[1]
    assert "No grade above “fairly good”; the score is unchanged" in veto[1]
    quota = reasons["Secretary, Wutong Community General Party Branch"]
    assert "3 places with “good” for 5 eligible" in quota[1]
    assert all("Basis: own decision" in step for step in (*veto, *quota))


def test_numerals_stand_close_in_chinese(assessment):
    """No space between a character and a numeral, as in official documents."""
    text = "\n".join(_texts(_report(assessment, "zh")))

    assert re.search("[\u4e00-\u9fff] [0-9≤≥]|[0-9%] [\u4e00-\u9fff]", text) is None
    assert "》第一条至第三条" in text


def test_scores_below_the_standard_are_marked(assessment):
    """The mark follows the exact score, not the printed one."""
    table = _tables(_report(assessment, "en"))["Item scores of the secretaries"]
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

    assert "Item scores of the secretaries" not in _tables(report)
    assert "item scores are not published" in "\n".join(_texts(report))


def _emptied(tally):
    return type(tally).empty(tally.form)


@given(reviews())
@settings(max_examples=50)
def test_any_review_makes_a_report_in_both_languages(review):
    """Whatever a scheme holds: components handed in, caps, quotas, small groups."""
    assessment = assess(review)
    weak = find_weak_areas(assessment, on=review.conference.held_on)
    for lang in ("zh", "en"):
        report = build_report(assessment, weak, lang=lang)
        (annex,) = report.annex
        assert len(annex.blocks) == len(assessment.standings)
        for section in (*report.sections, annex):
            assert section.title
            assert section.blocks


def test_what_was_handed_in_stands_in_the_annex():
    """The total is told by its parts; the ballots' part as one figure over all."""
    plain = plain_rules()
    visit = Component(
        component_id="field",
        label=Label(zh="实地考核", en="field visit"),
        kind="entered",
        weight="3/10",
        basis=OWN,
    )
    ballots = attrs.evolve(plain.components[0], weight="7/10")
    scheme = attrs.evolve(plain, components=[ballots, visit])
    form = BallotForm.of(scheme, ["p0"])
    box = BallotBox.from_bytes(form, {"g": [bytes([1])] * 6})
    entry = EnteredScore(
        entry_id="field",
        post_id="p0",
        points=90,
        source=Label(zh="考核组", en="visiting team"),
    )
    review = plain_review(scheme, box, entered=[entry])
    made = assess(review)
    report = _report(made, "en")

    (reason,) = report.annex[0].blocks
    assert reason.steps[0].startswith("The total adds up ")
    assert "field visit 90×30%" in reason.steps[0]
    assert "Parts of the total" in _tables(report)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        (
            "zh",
            "2.上半年拿出党建引领网格治理的办法并试行（石桥社区党总支书记；2023年6月30日前完成）。",
        ),
        (
            "en",
            (
                "2. draft and try out rules for grid governance led by Party building "
                "in the first half of the year (secretary, Shiqiao Community General "
                "Party Branch; by 30 June 2023)."
            ),
        ),
    ],
)
def test_requirements_name_addressee_and_deadline(lang, told):
    """What is required of whom, and until when, stands in one sentence."""
    second = assess(load_example("long-march-street-2022"))

    assert told in list(_texts(_report(second, lang)))
