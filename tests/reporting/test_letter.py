"""The feedback letter: what one secretary is told, and what nobody is."""

import re
from datetime import date
from io import BytesIO

import attrs
import docx
import pytest

from partybuild import write_letter
from partybuild.adapters.html import html_text
from partybuild.adapters.word import word_bytes
from partybuild.analysis import Disclosure, find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import Feedback, Requirement
from partybuild.datasets import load_example
from partybuild.errors import (
    FileExistsAlreadyError,
    LanguageError,
    UnknownIdError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.reporting import (
    Paragraph,
    Reason,
    Section,
    Table,
    build_letter,
    build_report,
)

GIVEN = date(2022, 1, 28)
GATE = Disclosure().remembering()


@pytest.fixture(scope="module")
def assessment():
    """Return the assessment of the example."""
    return assess(load_example("long-march-street-2021"))


@pytest.fixture(scope="module")
def weak(assessment):
    """Return its weak areas."""
    return find_weak_areas(assessment, on=assessment.review.conference.held_on)


def _feedback(assessment, post_id="b4-secretary", **others):
    fields = {
        "post_id": post_id,
        "given_on": GIVEN,
        "grade_id": assessment.standing(post_id).grade_id,
        "opinion": Label(zh="学习教育效果不够理想", en="study has little effect"),
        "given_by": Label(zh="街道党工委", en="the working committee"),
    }
    return Feedback(**(fields | others))


def _texts(letter):
    yield from (letter.title, letter.addressee, letter.opening, letter.notice)
    yield from (letter.host, letter.dated)
    for section in letter.sections:
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
                case Section():
                    pytest.fail("a letter has one level of headings")


def _letter(assessment, weak, post_id="b4-secretary", **others):
    told = _feedback(assessment, post_id)
    return build_letter(assessment, told, weak, **({"disclosure": GATE} | others))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_what_concerns_that_secretary(assessment, weak, lang):
    """No other post, organization or total is in anybody's letter."""
    for standing in assessment.standings:
        letter = _letter(assessment, weak, standing.subject_id, lang=lang)
        text = "\n".join(_texts(letter))
        own = {
            t
            for s in letter.sections
            for b in s.blocks
            if isinstance(b, Table)
            for row in b.rows
            for t in (row[1].text,)
        }

        assert standing.name.text(lang)[1:] in text
        assert standing.printed in text
        for other in assessment.standings:
            if other.subject_id != standing.subject_id:
                assert other.name.text(lang) not in text
                assert other.printed not in text or other.printed == standing.printed
        assert own == {
            score.text for score in GATE.clear(assessment).items_of(standing.subject_id)
        }


@pytest.mark.parametrize(("lang", "foreign"), [("zh", str.isalpha), ("en", None)])
def test_each_language_is_pure(assessment, weak, lang, foreign):
    """No sentence of the other language is left over."""
    for text in _texts(_letter(assessment, weak, lang=lang, file_by=date(2022, 2, 25))):
        if foreign is not None:
            assert not [c for c in text if c.isascii() and foreign(c)], text
        else:
            assert not [c for c in text if "\u4e00" <= c <= "\u9fff"], text


def test_own_and_common_weak_areas_are_told(assessment, weak):
    """The secretary reads his own weak areas and those of all, and no other's."""
    sections = {s.title: s for s in _letter(assessment, weak).sections}
    told = [
        block.statement
        for block in sections["测评反映的情况"].blocks
        if isinstance(block, Reason)
    ]

    assert told == ["深化学习教育（低于标准、个人短板）。", "责任传导（共性短板）。"]


def test_a_veto_is_told_with_its_fact(assessment, weak):
    """Whoever lost a grade to a fact reads who found it, and on which basis."""
    text = "\n".join(_texts(_letter(assessment, weak, "g1-secretary")))

    assert "考核等次为“较好”，得分94.60分（按得分为“好”；安全生产一票否决）。" in text
    assert "认定" in text
    assert "测评没有发现你个人的薄弱环节。" in text


def test_requirements_of_others_are_not_told(assessment, weak):
    """A requirement of one post is in that post's letter only, with its deadline."""
    own = Requirement(
        text=Label.same("close the gap"),
        addressees=["b4-secretary"],
        deadline=date(2022, 6, 30),
    )
    conference = attrs.evolve(assessment.review.conference, requirements=[own])
    changed = assess(attrs.evolve(assessment.review, conference=conference))
    told = "1. Close the gap (by 30 June 2022)."

    assert told in list(_texts(_letter(changed, weak, lang="en")))
    other = _letter(changed, weak, "g2-secretary", lang="en")
    assert "Requirements" not in [s.title for s in other.sections]


def test_item_scores_stay_behind_the_gate(assessment, weak):
    """Where the report may print none, no letter prints any."""
    strict = Disclosure(means_from=1000, distributions_from=1000)
    letter = _letter(assessment, weak, lang="en", disclosure=strict)
    texts = list(_texts(letter))

    assert "To protect the secret ballot item scores are not told." in texts
    assert "77.6" not in "\n".join(texts)


def test_another_grade_or_day_is_refused(assessment, weak):
    """A letter never tells what was not assessed."""
    wrong = _feedback(assessment, grade_id="good")
    with pytest.raises(ValueRangeError, match="fairly_good"):
        build_letter(assessment, wrong, weak)
    with pytest.raises(UnknownIdError, match="p9"):
        build_letter(assessment, attrs.evolve(wrong, post_id="p9"), weak)
    with pytest.raises(ValueRangeError, match="file_by"):
        _letter(assessment, weak, file_by=date(2022, 1, 27))
    with pytest.raises(LanguageError):
        _letter(assessment, weak, lang="fr")


def test_word_draws_addressee_and_opening_before_the_parts(assessment, weak):
    """The document holds the letter's paragraphs in their order, without times."""
    letter = _letter(assessment, weak)
    raw = word_bytes(letter)
    lines = [p.text for p in docx.Document(BytesIO(raw)).paragraphs]

    assert lines[0] == letter.title
    assert lines[2:4] == [letter.addressee, letter.opening]
    assert lines[4] == "一、综合评价意见"
    assert lines[-2:] == [letter.host, letter.dated]
    assert raw == word_bytes(letter)


def test_the_page_for_the_screen_has_them_too(assessment, weak):
    """The same value is drawn in both formats."""
    letter = _letter(assessment, weak)

    assert f"<p>{letter.addressee}</p><p>{letter.opening}</p>" in html_text(
        letter
    ).replace("\n", "")


def test_files_are_written_by_suffix_and_never_over_others(assessment, weak, tmp_path):
    """What exists stays, and an unknown suffix writes nothing."""
    letter = _letter(assessment, weak)
    path = write_letter(letter, tmp_path / "letter.docx")
    first = path.read_bytes()

    with pytest.raises(FileExistsAlreadyError):
        write_letter(letter, path)
    with pytest.raises(ValueRangeError, match="suffix"):
        write_letter(letter, tmp_path / "letter.xlsx")
    assert write_letter(letter, tmp_path / "letter.html").exists()
    assert path.read_bytes() == first
    assert len(list(tmp_path.iterdir())) == 2


def _figures(texts):
    return {found for text in texts for found in re.findall(r"\d+\.\d+", text)}


def test_letters_side_by_side_tell_no_more_than_the_report(assessment, weak):
    """Every figure of every letter stands in the report of the conference."""
    report = html_text(build_report(assessment, weak, lang="en", disclosure=GATE))
    letters = [
        _letter(assessment, weak, standing.subject_id, lang="en")
        for standing in assessment.standings
    ]
    told = _figures(text for letter in letters for text in _texts(letter))

    assert len(told) > 50
    assert told <= _figures([report])
