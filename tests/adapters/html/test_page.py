"""The page for the screen: self-contained, accessible, harmless, gate-respecting."""

import re
from datetime import date
from fractions import Fraction
from itertools import pairwise

import attrs
import pytest

import partybuild as pb
from partybuild.adapters.html import page_text
from partybuild.analysis import clear_intervals
from partybuild.conference import BallotBox, BallotForm
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Summary
from partybuild.reporting import (
    Cell,
    DutyNode,
    DutyTree,
    NodeState,
    Page,
    PagePart,
    PageSheet,
    Reason,
    ScoreBoard,
    ScoreCell,
    SpanBand,
    SpanChart,
    SpanLine,
    build_page,
)
from partybuild.testing.awkward import AWKWARD_TEXTS
from partybuild.testing.plain import plain_review, plain_rules

REVIEW = pb.load_example("long-march-street-2021")
ASSESSMENT = pb.assess(REVIEW)
WEAK = pb.find_weak_areas(ASSESSMENT, on=REVIEW.conference.held_on)
BOOK = load_example_duties("long-march-street-2021")
TRACE = trace_transmission(BOOK.duties, BOOK.records, REVIEW.tree, date(2021, 12, 31))
PAGE = build_page(ASSESSMENT, WEAK, trace=TRACE)
TEXT = page_text(PAGE)

EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    '" onmouseover="alert(1)',
    "</style></title><script>",
    "a\x00b\x1bc\ufffe\ud800",
    "長" * 100_000,
    *AWKWARD_TEXTS,
]


def test_the_page_is_one_file_that_loads_and_runs_nothing(read_html):
    """No script, no event handler, no outside address, also not in the styles."""
    page = read_html(TEXT)

    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(link.startswith("#") for link in page.values("href"))
    assert not re.search(r"https?:|url\(|@import", TEXT)


def test_both_languages_are_in_it_and_radio_buttons_switch_them(read_html):
    """The switch is a pair of buttons with labels, reached by the keyboard."""
    page = read_html(TEXT)

    assert page.values("id")[:2] == ["to-zh", "to-en"]
    assert page.values("for") == ["to-zh", "to-en"]
    assert ("checked", None) in page.attributes
    for lang in ("zh", "en"):
        assert f"#to-{lang}:checked ~ .{lang}" in TEXT
        assert f'class="sheet {lang}"' in TEXT
    assert {"zh-CN", "en"} <= set(page.values("lang"))


def test_the_english_sheet_holds_no_chinese():
    """Nothing is left untranslated."""
    page = page_text(build_page(ASSESSMENT, WEAK, trace=TRACE, langs=("en",)))
    body = page[page.index("<body>") :]

    assert not re.search("[\u4e00-\u9fff]", body)
    assert 'class="sheet' not in body


def test_headings_ids_tables_and_regions_are_accessible(read_html):
    """Each sheet has one main heading; ids are unique; every anchor exists."""
    page = read_html(TEXT)
    ids = page.values("id")

    assert page.tags.count("h1") == page.tags.count("main") == 2
    assert len(set(ids)) == len(ids)
    assert {link[1:] for link in page.values("href")} <= set(ids)
    named = page.values("aria-labelledby")
    assert len(named) == page.tags.count("h2") > 0
    assert set(named) <= set(ids)
    assert page.tags.count("caption") == page.tags.count("table")
    assert len(page.values("scope")) == page.tags.count("th")
    levels = [int(tag[1]) for tag in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels))


def _luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("#1b1b1b", "#8dbbdd"),  # the darkest shade with dark text
        ("#ffffff", "#2b6ca3"),  # the shade with white text
        ("#595959", "#f4f1ec"),  # states of a duty
        ("#a03c00", "#f4f1ec"),  # breaks
        ("#0b4f8a", "#ffffff"),  # links
        ("#8c1d18", "#ffffff"),  # headings
    ],
)
def test_colors_have_the_contrast_that_wcag_demands(ink, paper):
    """At least 4.5 to 1, and each color is really in the styles."""
    one, two = sorted((_luminance(ink), _luminance(paper)))

    assert (two + 0.05) / (one + 0.05) >= 4.5
    assert all(c in TEXT or c.replace("ffffff", "fff") in TEXT for c in (ink, paper))


def test_every_number_of_the_board_has_its_reason_folded_under_it():
    """Item scores and totals: twelve secretaries, eight items, two languages."""
    assert TEXT.count('<details name="why-zh">') == TEXT.count(
        '<details name="why-en">'
    )
    assert TEXT.count('<details name="why-zh">') == 12 * 8
    board = PAGE.sheets[0].parts[1].blocks[0]
    why = board.rows[0][1][0].why

    assert why.startswith(
        "红旗社区党委书记，抓党建引领：97.3 = 30%×[街道领导班子成员] + "
    )
    assert "依据：本单位决定：示例2021年办法规定：参评主体及权重" in why
    lines = PAGE.sheets[0].parts[0].blocks[0].lines
    assert all(line.why.steps for line in lines)


def test_no_figure_of_a_single_group_is_on_the_page():
    """Neither a group's mean in full nor as the notebook would show it."""
    for standing in ASSESSMENT.standings:
        for group in standing.groups:
            assert f"{float(group.score):.4f}" not in TEXT
    assert "平均分不予公布" not in TEXT.split("方括号")[0]


def test_standings_carry_the_cleared_intervals():
    """Bars end where the cleared intervals end; the words say the same."""
    intervals = clear_intervals(ASSESSMENT)
    lines = PAGE.sheets[0].parts[0].blocks[0].lines

    assert [(line.low, line.high) for line in lines] == [
        (i.low, i.high) for i in intervals
    ]
    assert 'aria-label="得分96.04，区间93.5至97.5"' in TEXT
    assert TEXT.count('class="held"') == 2 * sum(line.held for line in lines)


def test_weak_areas_stand_there_with_their_reasons():
    """Open from the start, so that they are on paper as well."""
    for area in WEAK:
        assert area.title("en")[1:] in TEXT
    assert TEXT.count("<details open><summary>") == 2 * len(WEAK)


def test_the_transmission_tree_opens_where_the_chain_breaks():
    """Two of three duties break; the third stays folded."""
    assert TEXT.count('<details class="tree" open>') == 2 * 2
    assert TEXT.count('<details class="tree">') == 2
    at = TEXT.index("未认领")
    assert "向阳社区党支部" in TEXT[at - 120 : at]
    assert TEXT.count('<li class="broken">') == 4


def test_the_status_of_the_ledger_stands_beside_the_duties():
    """A table, or any result that has one; columns for data frames stay out."""
    ledger = Summary(
        caption=Label(zh="整改情况", en="status"),
        columns=[
            Label(zh="问题", en="problem"),
            Label(zh="状态", en="state"),
            Label(zh="编号", en="id"),
        ],
        rows=[
            (
                Label(zh="责任传导 <弱>", en="transmission <weak>"),
                Label(zh="逾期", en="overdue"),
                "secret-id",
            )
        ],
        shown=2,
    )
    page = build_page(ASSESSMENT, WEAK, ledger=ledger)
    text = page_text(page)

    assert [part.title for part in page.sheets[1].parts][3] == "Rectification ledger"
    assert "<td>责任传导 &lt;弱&gt;</td><td>逾期</td>" in text
    assert "<td>transmission &lt;weak&gt;</td><td>overdue</td>" in text
    assert "secret-id" not in text
    same = build_page(ASSESSMENT, WEAK, ledger=TRACE)
    assert same.sheets[0].parts[3].blocks[0].caption == "责任传导（截至2021-12-31）"


def test_what_lies_behind_a_break_is_not_a_second_break(read_html):
    """A deep chain: fine, broken, behind; and it does not matter how deep."""
    node = DutyNode(name="end", state=NodeState.BEHIND, text="behind")
    for _ in range(3000):
        node = DutyNode(name="n", state=NodeState.DONE, text="ok", below=(node,))
    tree = DutyTree(caption="deep", root=node)
    text = page_text(_page(tree))

    assert text.count('<li class="done">') == 2 * 3000
    read_html(text)


def test_item_scores_that_give_voters_away_are_not_on_the_page():
    """A sentence says so; no board, no interval."""
    rules = plain_rules(items=["1/2", "1/2"], groups={"a": 1})
    form = BallotForm.of(rules, ("p0",))
    box = BallotBox.from_bytes(form, {"a": [bytes([0, 1]), bytes([1, 2])]})
    year = pb.assess(plain_review(rules, box))
    page = build_page(year, pb.find_weak_areas(year, on=date(2022, 1, 25)))
    text = page_text(page)

    assert "项目得分不予公布" in text
    assert 'class="scroll board"' not in text
    assert 'class="span"' not in text


def _page(*blocks, title="t"):
    parts = [PagePart(title=title, blocks=blocks)]
    sheets = [
        PageSheet(
            lang=lang, title=title, notice=title, host=title, dated=title, parts=parts
        )
        for lang in ("zh", "en")
    ]
    return Page(sheets=sheets)


@pytest.mark.parametrize("text", EVIL, ids=range(len(EVIL)))
def test_foreign_text_is_harmless_wherever_it_stands(text, read_html):
    """In titles, captions, cells, reasons, names and attributes."""
    line = SpanLine(
        rank=text,
        score=text,
        grade=text,
        value=Fraction(1),
        low=None,
        high=None,
        held=True,
        why=Reason(text, [text]),
    )
    band = SpanBand(label=text, lower=None, upper=None)
    chart = SpanChart(caption=text, lines=[line], bands=[band], note=text)
    cell = ScoreCell(cell=Cell(text, 1), why=text)
    board = ScoreBoard(
        caption=text, columns=[text, text], rows=((text, (cell,)),), note=text
    )
    node = DutyNode(name=text, state=NodeState.BROKEN, text=text)
    written = page_text(
        _page(chart, board, DutyTree(caption=text, root=node), title=text)
    )
    page = read_html(written)

    assert not {"script", "img", "b>"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe]", written)
    assert len(written) < 3_000_000
    written.encode()


@pytest.mark.parametrize("langs", [(), ("zh", "zh")])
def test_a_page_needs_one_or_two_different_languages(langs):
    """Anything else is a mistake of the caller."""
    with pytest.raises(ValueRangeError, match="langs"):
        build_page(ASSESSMENT, WEAK, langs=langs)


def test_the_suffix_html_writes_the_page_with_the_language_asked_for_first(tmp_path):
    """Both languages are in the file either way."""
    path = pb.write_report(ASSESSMENT, tmp_path / "report.html", lang="en")
    text = path.read_text(encoding="utf-8")

    assert '<html lang="en">' in text
    assert text.index('id="to-en" checked') < text.index('id="to-zh"')


def test_the_order_of_the_input_changes_no_byte():
    """The same review with its posts turned round gives the same page."""
    turned = attrs.evolve(REVIEW, posts=tuple(reversed(REVIEW.posts)))

    assert page_text(build_page(pb.assess(turned), WEAK, trace=TRACE)) == TEXT
