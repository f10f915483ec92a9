"""Every result shows itself: escaped, short, and as far as it may be shown."""

import re
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest

import partybuild as pb
from partybuild.adapters import frames
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    find_patterns,
    find_trend,
    reliability,
    stability,
    tag,
    uncertainty,
)
from partybuild.datasets import load_example_duties
from partybuild.duties import DUTY_CATALOG, duty_list, duty_status, trace_transmission
from partybuild.errors import InputError, ValueRangeError
from partybuild.kernel import Label, Summary
from partybuild.reporting import build_page, build_report
from partybuild.testing.awkward import AWKWARD_TEXTS

REVIEW = pb.load_example("long-march-street-2021")
ASSESSMENT = pb.assess(REVIEW)
ON = date(2021, 12, 31)
WEAK = pb.find_weak_areas(ASSESSMENT, on=REVIEW.conference.held_on)
BOOK = load_example_duties("long-march-street-2021")
TRACE = trace_transmission(BOOK.duties, BOOK.records, REVIEW.tree, ON)
POST = next(post for post in REVIEW.posts if post.organization_id == "b5")
RESULTS = {
    "assessment": ASSESSMENT,
    "box": REVIEW.box,
    "cleared": DEFAULT_DISCLOSURE.clear(ASSESSMENT),
    "duty_list": duty_list(POST, DUTY_CATALOG, REVIEW.tree, ON),
    "duty_status": duty_status(BOOK.by_id["meeting@g4"], BOOK.records, ON),
    "page": build_page(ASSESSMENT, WEAK),
    "patterns": find_patterns(ASSESSMENT),
    "reliability": reliability(ASSESSMENT),
    "report": build_report(ASSESSMENT, WEAK),
    "review": REVIEW,
    "roll_call": REVIEW.roll_call,
    "stability": stability(ASSESSMENT),
    "tagging": tag("责任传导不够有力，学习教育抓得实。"),
    "tally": ASSESSMENT.tally,
    "trace": TRACE,
    "transmission": TRACE.transmissions[0],
    "trend": find_trend(ASSESSMENT, ASSESSMENT),
    "uncertainty": uncertainty(ASSESSMENT),
    "weak": WEAK,
}
BY_NAME = pytest.mark.parametrize("result", RESULTS.values(), ids=RESULTS)


class _Balanced(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags = [], []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def _parsed(text):
    parser = _Balanced()
    parser.feed(text)
    assert parser.open == []
    return parser


@BY_NAME
def test_a_notebook_shows_a_small_table(result):
    """Well-formed, with a caption, no longer than a page."""
    page = _parsed(result._repr_html_())

    assert page.tags[:2] == ["table", "caption"]
    assert page.tags.count("tr") <= 202
    assert len(result._repr_html_()) < 20_000


@BY_NAME
def test_a_console_shows_few_lines(result):
    """The kind of result first, then what it says."""
    lines = repr(result).splitlines()

    assert type(result).__name__ in lines[0]
    assert len(lines) <= 30
    assert "Fraction(" not in repr(result)


@BY_NAME
def test_every_result_has_as_many_cells_as_columns(result):
    """Columns that are not shown are for data frames."""
    table = result.summary()

    assert {len(row) for row in table.rows} <= {len(table.columns)}
    assert 0 < table.shown <= len(table.columns)
    assert len({c.en for c in table.columns}) == len(table.columns)
    assert len({c.zh for c in table.columns}) == len(table.columns)


@pytest.mark.parametrize("name", ["box", "review", "tally", "trend"])
def test_what_may_not_be_shown_is_not(name):
    """No count of marks, and no score of a trend that passed no gate."""
    shown = re.sub("<[^>]*>", " ", RESULTS[name]._repr_html_())
    numbers = set(re.findall(r"\d+\.\d+|\d+", shown))

    allowed = {*map(str, ASSESSMENT.tally.ballots), "70", "12", "8", "4"}
    allowed |= {"2021", "2022", "01", "25", "0.0"}
    assert numbers <= allowed


def test_the_reason_of_one_weak_area_is_folded_under_its_name():
    """As the derivation of a standing is."""
    assert _parsed(WEAK.areas[0]._repr_html_()).tags == ["details", "summary", "p"]


@pytest.mark.parametrize("text", [*AWKWARD_TEXTS, "<script>alert(1)</script>"])
def test_foreign_text_is_escaped(text):
    """Caption, headings and cells."""
    label = Label.same(text) if text.strip() else Label.same("x")
    table = Summary(caption=label, columns=[label], rows=[[text], [label]], shown=1)

    assert set(_parsed(table.html()).tags) <= {
        "table", "caption", "thead", "tbody", "tr", "th", "td"
    }  # fmt: skip


def test_a_long_table_says_how_much_is_left_out():
    """Two hundred rows in a notebook, twenty in a console."""
    label = Label(zh="甲", en="a")
    rows = [[n] for n in range(1000)]
    table = Summary(caption=label, columns=[label], rows=rows, shown=1)

    assert "… 另有800行" in table.html()
    assert table.lines("en")[-1] == "… 980 more"
    assert len(table.lines()) == 21


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
@BY_NAME
def test_every_result_becomes_a_frame(result, engine):
    """Same rows, names of columns in the language asked for."""
    table = result.summary()
    frame = frames.to_frame(result, engine, lang="zh")

    assert frame.shape == (len(table.rows), len(table.columns))
    names = frame.column_names if engine == "pyarrow" else list(frame.columns)
    assert names == [column.zh for column in table.columns]


def test_a_frame_holds_exact_numbers_and_counts():
    """Exact scores come back as the very fractions."""
    rows = frames.to_frame(ASSESSMENT, "pyarrow").to_pylist()

    assert [Fraction(row["exact score"]) for row in rows] == [
        s.score for s in ASSESSMENT.standings
    ]
    assert [row["rank"] for row in rows] == list(range(1, 13))
    links = frames.to_frame(TRACE.transmissions[0], "polars")
    assert links["break"].to_list().count(None) == 11


def test_a_frame_takes_the_type_of_another():
    """Also that of DuckDB; something else is refused."""
    import duckdb

    found = frames.to_frame(WEAK, like=duckdb.sql("select 1"))
    assert found.shape == (len(WEAK), 10)
    assert frames.to_frame(WEAK, "duckdb").shape == (len(WEAK), 10)
    with pytest.raises(InputError, match="no frame of"):
        frames.to_frame(WEAK, like={"a": 1})
    with pytest.raises(ValueRangeError, match="engine"):
        frames.to_frame(WEAK, "excel")


def test_tab_completion_on_a_result_offers_documented_names_only():
    """Nothing that begins with an underscore is needed by a user."""
    for result in RESULTS.values():
        for name in dir(result):
            if not name.startswith("_"):
                found = getattr(type(result), name)
                assert found.__doc__ or "member" in repr(found)
