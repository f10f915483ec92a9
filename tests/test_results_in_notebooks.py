"""Every result shows itself: escaped, short, and as far as it may be shown."""

import importlib
import inspect
import pkgutil
import re
import typing
from datetime import date
from enum import Enum
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import partybuild as pb
from partybuild.adapters import frames
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    fair_means,
    find_patterns,
    find_trend,
    reliability,
    stability,
    tag,
    uncertainty,
)
from partybuild.analysis.published import clear_weak_areas
from partybuild.datasets import load_example_duties
from partybuild.duties import DUTY_CATALOG, duty_list, duty_status, trace_transmission
from partybuild.errors import InputError, NotForPublicationError, ValueRangeError
from partybuild.kernel import ForReviewBody, Label, Record, Summary, Tabular
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


PIECES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.fractions(),
    st.floats(),
    st.dates(),
    st.binary(max_size=5),
    st.sampled_from([*AWKWARD_TEXTS, POST.role, POST, POST.title]),
)


def _nested(inner):
    return st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner)


@attrs.frozen
class _Holder(Record):
    held: object


# The words that results are made of, the pieces that drawings are made of, and the
# strategies of tests are no results: nobody holds one to look at it.
NO_RESULTS = {"kernel", "reporting", "testing"}


def _layers():
    for found in pkgutil.walk_packages(pb.__path__, "partybuild."):
        private = any(part.startswith("_") for part in found.name.split("."))
        if not private and found.name.split(".")[1] not in NO_RESULTS:
            layer = importlib.import_module(found.name)
            if hasattr(layer, "__all__"):
                yield layer


def _classes_in(hint):
    if isinstance(hint, type) and hint.__module__.startswith("partybuild."):
        yield hint
    for inner in typing.get_args(hint):
        yield from _classes_in(inner)


def _hints(thing):
    try:
        return typing.get_type_hints(thing)
    except NameError:  # a name that is imported for the checker alone
        return {}


def _held_by(kind):
    """Classes of what an object of a class gives to whoever asks it."""
    if attrs.has(kind):
        yield from _hints(kind).values()
    yield from _made_by(kind)


def _made_by(kind):
    for name, member in inspect.getmembers(kind):
        made = member.fget if isinstance(member, property) else member
        if not name.startswith("_") and inspect.isfunction(made):
            yield _hints(made).get("return")


def _all_results():
    """Classes that public functions return, and those reached from them."""
    public = [getattr(layer, n) for layer in _layers() for n in layer.__all__]
    hints = [_hints(made).get("return") for made in public if inspect.isfunction(made)]
    for kind in public:
        if isinstance(kind, type):
            hints += _made_by(kind)
    left = [kind for hint in hints for kind in _classes_in(hint)]
    found = set()
    while left:
        kind = left.pop()
        if kind not in found:
            found.add(kind)
            left += [k for hint in _held_by(kind) for k in _classes_in(hint)]
    return sorted(
        (
            kind
            for kind in found
            if attrs.has(kind)
            and not issubclass(kind, Enum | Exception)
            and kind.__module__.split(".")[1] not in NO_RESULTS
        ),
        key=lambda kind: (kind.__module__, kind.__name__),
    )


def test_every_result_that_a_user_holds_shows_itself():
    """Walked by the annotations of all public functions, so that none is forgotten."""
    results = _all_results()

    assert len(results) > 130
    assert {type(result) for result in RESULTS.values()} - set(results) == {
        type(RESULTS["page"]),
        type(RESULTS["report"]),
    }
    assert [kind for kind in results if "_repr_html_" not in dir(kind)] == []


def _reached(start):
    """All values of the package that a result is made of, one of each class."""
    left, found = [start], {}
    while left:
        value = left.pop()
        if isinstance(value, tuple | frozenset | list):
            left += list(value)[:50]
        elif isinstance(value, dict):
            left += [*value.values()][:50]
        elif attrs.has(type(value)) and type(value) not in found:
            found[type(value)] = value
            left += [getattr(value, f.name) for f in attrs.fields(type(value))]
    return found


def _values():
    found = {}
    more = (BOOK, REVIEW.tree, REVIEW.tree.at(ON), fair_means(ASSESSMENT))
    for result in (*RESULTS.values(), *more):
        found |= _reached(result)
    return [value for kind, value in found.items() if issubclass(kind, Tabular)]


@pytest.mark.parametrize("value", _values(), ids=lambda value: type(value).__name__)
def test_whatever_a_result_holds_shows_itself_briefly(read_html, value):
    """A table in a notebook, one screen in a console, a row or more of a frame."""
    read_html(value._repr_html_())
    shown = repr(value)

    assert type(value).__name__ in shown
    assert len(shown) <= 2_500
    assert len(shown.splitlines()) <= 30
    assert len(value._repr_html_()) < 20_000
    rows = frames.to_frame(value, "pyarrow", public=False)
    assert rows.shape == (len(value.summary().rows), len(value.summary().columns))


def test_a_value_shows_its_attributes_by_name_and_by_their_words():
    """Kinds by their label, articles as they are cited, many by their number."""
    duty = BOOK.duties[0]

    assert dict(zip(*_row(duty), strict=True)) | {"basis": ""} == {
        "duty_id": "list",
        "title": "bring the duty list down to each post",
        "level": "first person responsible",
        "areas": "responsibility, transmission",
        "role": None,
        "kinds": None,
        "organization_id": "street",
        "post_id": "street-secretary",
        "period": "2021-01-01..2021-12-31",
        "recurrence": None,
        "deadline": "2021-03-31",
        "hand_down": "yes",
        "derived_from": None,
        "basis": "",
    }
    assert "<td>hand_down</td><td>是</td>" in duty._repr_html_()
    assert dict(zip(*_row(REVIEW.conference), strict=True))["comments"] == "12 entries"


def _row(record):
    table = record.summary()
    texts = [c.en if isinstance(c, Label) else c for c in table.rows[0]]
    return [column.en for column in table.columns], texts


def test_what_a_tally_adds_up_tells_sizes_only():
    """Sums of few ballots are ballots."""
    for sums in (ASSESSMENT.tally.moments, ASSESSMENT.tally.contrasts):
        numbers = set(re.findall(r"\d+", repr(sums) + sums._repr_html_()))
        assert numbers <= {"1", "2", "3", "144", "1584", "768", "64"}


@given(st.recursive(PIECES, _nested, max_leaves=8))
def test_any_value_can_be_a_cell(read_html, value):
    """Texts, numbers, days, mappings and what holds them; nothing raises."""
    shown = _Holder(value)

    read_html(shown._repr_html_())
    assert len(repr(shown)) < 2_000


@BY_NAME
def test_a_notebook_shows_a_small_table(result, read_html):
    """Well-formed, with a caption, no longer than a page."""
    page = read_html(result._repr_html_())

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


def test_the_reason_of_one_weak_area_is_folded_under_its_name(read_html):
    """As the derivation of a standing is."""
    assert read_html(WEAK.areas[0]._repr_html_()).tags == ["details", "summary", "p"]


@pytest.mark.parametrize("text", [*AWKWARD_TEXTS, "<script>alert(1)</script>"])
def test_foreign_text_is_escaped(text, read_html):
    """Caption, headings and cells."""
    label = Label.same(text) if text.strip() else Label.same("x")
    table = Summary(caption=label, columns=[label], rows=[[text], [label]], shown=1)

    assert set(read_html(table.html()).tags) <= {
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


def test_several_values_of_one_class_make_one_frame():
    """One row each; what is of another class does not go with them."""
    made = uncertainty(ASSESSMENT).ranks
    frame = frames.to_frame(made, "polars", public=False)

    assert frame.height == len(made) == 12
    assert frame.columns == [column.en for column in made[0].summary().columns]
    with pytest.raises(InputError, match="other columns"):
        frames.to_frame([made[0], BOOK.duties[0]], public=False)
    with pytest.raises(InputError, match="nothing"):
        frames.to_frame([])


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
@BY_NAME
def test_every_result_becomes_a_frame(result, engine):
    """Same rows, names of columns in the language asked for."""
    table = result.summary()
    frame = frames.to_frame(result, engine, lang="zh", public=False)

    assert frame.shape == (len(table.rows), len(table.columns))
    names = frame.column_names if engine == "pyarrow" else list(frame.columns)
    assert names == [column.zh for column in table.columns]


def test_a_frame_holds_exact_numbers_and_counts():
    """Exact scores come back as the very fractions."""
    rows = frames.to_frame(ASSESSMENT, "pyarrow", public=False).to_pylist()

    assert [Fraction(row["exact score"]) for row in rows] == [
        s.score for s in ASSESSMENT.standings
    ]
    assert [row["rank"] for row in rows] == list(range(1, 13))
    links = frames.to_frame(TRACE.transmissions[0], "polars")
    assert links["break"].to_list().count(None) == 11


def test_a_frame_takes_the_type_of_another_such_as_duckdb():
    """Also of a relation; something else is refused."""
    import duckdb

    found = frames.to_frame(WEAK, like=duckdb.sql("select 1"))
    assert found.shape == (len(WEAK), 11)
    assert frames.to_frame(WEAK, "duckdb", public=False).shape == (len(WEAK), 10)
    with pytest.raises(InputError, match="no frame of"):
        frames.to_frame(WEAK, like={"a": 1})
    with pytest.raises(ValueRangeError, match="engine"):
        frames.to_frame(WEAK, "excel")


# What holds no figure of ballots that would need a gate: rules, names and words,
# what the gate let pass, and results whose `published` keeps their figures back.
OPEN = {
    *("AreaEvidence", "Assessment", "GradeLadder", "MissingDecision", "NotAssessed"),
    *("Following", "OtherEvidence", "OverdueProblem", "QuotaResult", "TrendLink"),
    *("Tag", "TaggedComments", "TaggedRemark", "Tagging", "WeakAreaRule", "WeakAreas"),
    *("MoreVotes", "OtherItemWeight", "OtherGroupWeight", "OtherEdge", "LiftedCap"),
    *("OtherCeiling", "NewFact", "NewDecision", "NewEntry"),
}


def _all_kinds(kind):
    for below in kind.__subclasses__():
        yield below
        yield from _all_kinds(below)


def test_every_result_of_ballots_says_whether_it_may_be_published():
    """A new class of results is for the review body until it stands in a list."""
    kinds = {
        kind
        for kind in _all_kinds(Tabular)
        if kind.__module__.startswith(("partybuild.analysis.", "partybuild.assessment"))
        and not kind.__module__.startswith(
            ("partybuild.analysis.disclosure", "partybuild.analysis.published")
        )
    }

    assert len(kinds) > 60
    assert {k.__name__ for k in kinds if not issubclass(k, ForReviewBody)} == OPEN


@pytest.mark.parametrize(
    "name", ["patterns", "reliability", "stability", "trend", "uncertainty"]
)
def test_a_frame_is_refused_where_no_gate_has_looked(name):
    """The message says both ways on."""
    with pytest.raises(NotForPublicationError, match="public=False, and publish"):
        frames.to_frame(RESULTS[name])


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow", "duckdb"])
def test_a_frame_for_publication_names_what_it_keeps_back(engine):
    """An empty cell and its name, never a zero; nothing exact, no number of reasons."""
    standings = _public_rows(ASSESSMENT, engine)
    weak = _public_rows(WEAK, engine)

    assert [row["score"] for row in standings] == [
        s.printed for s in ASSESSMENT.standings
    ]
    assert {row["exact score"] for row in standings} == {None}
    assert {row["suppressed"] for row in standings} == {"exact score"}
    assert [row["weak area"] for row in weak] == [area.title("en") for area in WEAK]
    kept = ("reason", "mean", "shared part", "local part", "ballots")
    assert {row[name] for row in weak for name in kept} == {None}
    assert {row["suppressed"] for row in weak} == {", ".join(kept)}


def _public_rows(result, engine):
    frame = frames.to_frame(result, engine)
    if engine == "duckdb":
        return frame.to_arrow_table().to_pylist()
    if engine == "pandas":
        import pandas as pd

        kept = frame.astype(object).where(frame.notna(), None)
        assert isinstance(kept, pd.DataFrame)
        return kept.to_dict("records")
    return frame.to_pylist() if engine == "pyarrow" else frame.to_dicts()


def test_a_frame_of_cleared_weak_areas_holds_what_may_be_told():
    """In the example the gate lets all of it pass but the score of a common one."""
    cleared = clear_weak_areas(ASSESSMENT, WEAK)
    rows = frames.to_frame(cleared, "pyarrow").to_pylist()

    assert [row["reason"] for row in rows] == [
        area.reason("en", last_year=False) for area in WEAK
    ]
    assert [row["score"] for row in rows] == [None, "82.5", "77.6", "84.2", "76.3"]
    assert {row["suppressed"] for row in rows} == {None}


def test_tab_completion_on_a_result_offers_documented_names_only():
    """Nothing that begins with an underscore is needed by a user."""
    for result in RESULTS.values():
        for name in dir(result):
            if not name.startswith("_"):
                found = getattr(type(result), name)
                assert found.__doc__ or "member" in repr(found)
