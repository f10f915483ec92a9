"""What the gate keeps back is in no format; what it lets pass is one text in all."""

import re
from datetime import date
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import matplotlib as mpl
import pytest
from matplotlib.text import Text
from python_calamine import CalamineWorkbook

import partybuild as pb
from partybuild.adapters import excel, plot, word
from partybuild.adapters.html import html_text, page_text
from partybuild.analysis import DEFAULT_DISCLOSURE, ITEM_ROUNDINGS
from partybuild.conference import BallotBox, BallotForm, Feedback
from partybuild.kernel import Label, Rounding
from partybuild.reporting import (
    build_individual_report,
    build_letter,
    build_page,
    build_report,
)
from partybuild.testing.plain import plain_review, plain_rules

# Means of few such marks are told from weights, ranks and days by their digits.
OPTIONS = {"好": "97.3", "较好": "83.7", "一般": "61.1", "差": "42.9"}
ON = date(2022, 1, 25)
TABLE = "summary table"


def _assessed(heaps, items=("3/5", "2/5"), options=OPTIONS, **others):
    rules = plain_rules(
        items=items,
        groups={group: Fraction(1, len(heaps)) for group in heaps},
        options=options,
        **others,
    )
    form = BallotForm.of(rules, ["p0"])
    box = BallotBox.from_bytes(form, {g: map(bytes, h) for g, h in heaps.items()})
    return pb.assess(plain_review(rules, box))


def _docx(data):
    with ZipFile(BytesIO(data)) as archive:
        parts = [archive.read(n).decode() for n in archive.namelist() if ".xml" in n]
    return re.sub("<[^>]*>", "|", "\n".join(parts))


def _xlsx(data):
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return "|".join(str(c) for rows in sheets for row in rows for c in row)


def _picture(ax):
    return "|".join(text.get_text() for text in ax.figure.findobj(Text))


def _published(assessment, lang):
    """Every form in which an office hands results on, as text."""
    weak = pb.find_weak_areas(assessment, on=ON)
    report = build_report(assessment, weak, lang=lang)
    own = build_individual_report(assessment, "p0", weak, lang=lang)
    told = Label(zh="意见", en="opinion")
    feedback = Feedback(
        post_id="p0",
        grade_id=assessment.standings[0].grade_id,
        opinion=told,
        given_on=ON,
        given_by=told,
    )
    letter = build_letter(assessment, feedback, weak, lang=lang)
    public = pb.explain_result(assessment, "p0", public=True)
    pictures = {
        "heat map": plot.heat_map(assessment, lang=lang),
        "standings": plot.standings(assessment, lang=lang),
        "weak areas": plot.weak_areas(weak, assessment, lang=lang),
    }
    return {
        "report, Word": _docx(word.word_bytes(report)),
        "report, HTML": html_text(report),
        "page": page_text(build_page(assessment, weak, langs=(lang,))),
        "report on one, Word": _docx(word.word_bytes(own)),
        "letter, Word": _docx(word.word_bytes(letter)),
        TABLE: _xlsx(excel.summary_workbook(assessment, lang=lang)),
        "account": public.text(lang),
        **{name: _picture(ax) for name, ax in pictures.items()},
    }


def _ways_to_write(score):
    """Return a score as somebody may have printed it, to any place."""
    texts = {str(score)}
    for places in range(1, 5):
        low = score * 10**places // 1
        for number in (low, low + 1):
            whole, part = divmod(number, 10**places)
            texts.add(f"{whole}.{part:0{places}}")
    return texts


def _occur(texts, within):
    return [t for t in texts if re.search(rf"(?<![\d.]){re.escape(t)}(?![\d])", within)]


def _cleared(assessment, name):
    """Return the item scores that a format may print; a table does it more finely."""
    finest = assessment.rules.rounding
    roundings = (finest, *ITEM_ROUNDINGS) if name == TABLE else ITEM_ROUNDINGS
    gate = DEFAULT_DISCLOSURE.clear(assessment, roundings, with_groups=name == TABLE)
    return [item.text for item in gate.items_of("p0")]


LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
NO_FONT = pytest.mark.filterwarnings(
    "ignore::partybuild.adapters.plot.MissingFontWarning"
)


@LANGS
@NO_FONT
@pytest.mark.parametrize(
    "heaps",
    [
        {"a": [[0, 1], [1, 2]]},
        {"a": [[0, 1], [1, 2]], "b": [[0, 3], [1, 1], [2, 0], [3, 2]] * 5},
        {"a": [[1, 2]] * 30, "b": [[1, 2]] * 30},
    ],
    ids=["two voters", "two beside twenty", "all of one mind"],
)
def test_what_the_gate_keeps_back_is_in_no_format(heaps, lang):
    """Item scores to more places than it lets pass; the score of a small group."""
    assessment = _assessed(heaps)
    (standing,) = assessment.standings
    exact = [item.score for item in standing.items]
    exact += [g.score for g in standing.groups if len(heaps[g.group_id]) < 5]
    # Of one group alone the total is its score, which is official.
    secret = set().union(*map(_ways_to_write, exact)) - _ways_to_write(standing.score)
    # The account for the review body tells them.
    assert _occur(secret, pb.explain_result(assessment, "p0").text(lang))

    found = {
        name: _occur(secret - {*_cleared(assessment, name)}, text)
        for name, text in _published(assessment, lang).items()
    }

    assert {name: texts for name, texts in found.items() if texts} == {}


@LANGS
@NO_FONT
def test_what_the_gate_lets_pass_is_one_text_in_every_format(lang):
    """So that the test above reads numbers where numbers are."""
    assessment = _assessed({"a": [[0, 1], [1, 2], [2, 0], [0, 3], [3, 1]] * 8})
    printed = assessment.standings[0].printed

    published = _published(assessment, lang)

    for name in published.keys() - {"heat map", "weak areas"}:
        assert _occur([printed], published[name]), name
    for name in published.keys() - {"standings", "weak areas", "account"}:
        cleared = _cleared(assessment, name)
        assert len(cleared) == 2
        assert _occur(cleared, published[name]) == cleared, name


def _drawn(ax):
    with mpl.rc_context({"svg.hashsalt": "same", "svg.fonttype": "none"}):
        written = BytesIO()
        ax.figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue().decode()


def test_totals_that_print_alike_are_drawn_alike():
    """The place of a dot, and the ends of its axis, tell no more than the digits.

    The exact totals are 80 5/14 and 80: either leaves the one voter one mark only.
    """
    options, shown = {"好": 100, "较好": 85, "差": 0}, set()
    for one, seven in ((0, [1, 1, 1, 1, 1, 2, 2]), (1, [0, 1, 1, 1, 1, 1, 2])):
        assessment = _assessed(
            {"a": [[one]], "b": [[mark] for mark in seven]},
            items=[1],
            options=options,
            rounding=Rounding(places=0),
        )
        assert assessment.standings[0].printed == "80"
        weak = pb.find_weak_areas(assessment, on=ON)
        page = page_text(build_page(assessment, weak, langs=("en",)))
        shown.add((page, _drawn(plot.standings(assessment, lang="en"))))

    assert len(shown) == 1
