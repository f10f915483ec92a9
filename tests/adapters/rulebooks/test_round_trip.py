"""Rulebooks as TOML: what is written is read back, and the sample says what it says."""

import tomllib
from datetime import date
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partybuild.adapters.rulebooks import (
    parse_rulebook,
    read_rulebook,
    rulebook_toml,
    write_rulebook,
)
from partybuild.adapters.rulebooks._lines import lines_of
from partybuild.datasets import (
    load_example,
    load_rulebook,
    rulebook_names,
    rulebook_path,
)
from partybuild.errors import FileExistsAlreadyError, UnknownIdError
from partybuild.kernel import (
    Citation,
    CitationStatus,
    Label,
    OwnDecision,
    Period,
    unfit_id,
)
from partybuild.rules import PointScale, Rulebook, RulebookVersion
from partybuild.testing.strategies import algebraic_rules, bases, labels, rules, texts

SAMPLE = Path(__file__).parent / "sample.toml"
FIRST, LAST = date(2021, 1, 1), date(2021, 12, 31)


@st.composite
def rulebooks(draw):
    """Generate rulebooks in two versions, with citations of every form."""
    one, two = draw(algebraic_rules()), draw(rules())
    cited = [attrs.evolve(scale, basis=draw(bases())) for scale in two.scales]
    two = attrs.evolve(two, scales=cited, title=draw(labels()))
    return Rulebook(
        rulebook_id=draw(texts().filter(lambda text: not unfit_id(text))),
        title=draw(labels()),
        versions=[
            RulebookVersion(
                version="1", period=Period(FIRST, LAST), rules=one, basis=draw(bases())
            ),
            RulebookVersion(
                version="2",
                period=Period(date(2022, 1, 1)),
                rules=two,
                basis=draw(bases()),
            ),
        ],
    )


@settings(max_examples=25)
@given(rulebooks())
def test_law_07_round_trip(rulebook):
    """Reading what was written gives an equal rulebook, and then the same text."""
    text = rulebook_toml(rulebook)

    assert parse_rulebook(text) == rulebook
    assert rulebook_toml(parse_rulebook(text)) == text


@settings(max_examples=15)
@given(rulebooks())
def test_every_key_is_found_on_its_line(rulebook):
    """The walk over the text meets every key that the standard reader finds."""
    text = rulebook_toml(rulebook)
    shown = text.split("\n")
    lines = lines_of(text)

    paths = list(_paths(tomllib.loads(text)))
    assert set(paths) == set(lines.at)
    for path in paths:
        if isinstance(path[-1], str):
            assert path[-1] in shown[lines.of(path) - 1]


def _paths(data, path=()):
    entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in entries:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from _paths(value, (*path, key))


AWKWARD = '''
"格 式".a = [ # a comment with ] and "
  1, "]", [2, """x = 1
y""", '}'], { b = 1, "c.d".e = [{f = 1}] },
]
['x'."y z"]
k = 1979-05-27T07:32:00-08:00 # = 5
l = \'\'\'
m = 1
\'\'\'
[[t.u]]
a = 1
[t.u.v]
b = 2
[[t.u.w]]
c = 3
[[t.u.w]]
d = """a \\""" # " = """
[[t.u]]
e.f."g" = +1_000
'''


def test_awkward_texts_are_followed_key_by_key():
    """Quoted and dotted keys, texts over lines, comments, tables within lists."""
    lines = lines_of(AWKWARD)

    assert set(lines.at) == set(_paths(tomllib.loads(AWKWARD)))
    assert lines.of(("格 式", "a", 3, "c.d", "e", 0, "f")) == 4
    assert lines.of(("x", "y z", "k")) == 7
    assert lines.of(("x", "y z", "l")) == 8
    assert lines.of(("t", "u", 0, "w", 1, "d")) == 18
    assert lines.of(("t", "u", 1, "e", "f", "g")) == 20
    assert lines.of(("t", "u", 1, "e", "f", "missing")) == 20
    assert lines.of(()) == 1


def test_the_sample_says_what_an_official_wrote():
    """Names in every form, numbers in every form, citations with their places."""
    version = read_rulebook(SAMPLE).at(date(2022, 1, 25))
    scheme = version.rules

    assert version.period == Period(FIRST, date(2023, 12, 31))
    assert scheme.items[0].label == Label(
        zh="抓党建引领", en="leadership of Party building"
    )
    assert scheme.items[0].weight == Fraction(3, 5)
    assert scheme.items[0].basis == Citation(
        title=Label(zh="示例街道述职评议考核办法", en="Measure of the sample street"),
        issuer=Label(zh="示例街道党工委", en="Working committee of the sample street"),
        issued=date(2020, 12, 20),
        locator="Art. 6",
        status=CitationStatus.CONFIRMED,
    )
    assert scheme.ballot_checks[0].basis == OwnDecision(
        decision=Label(
            zh="党工委会议2020年第12次会议",
            en="12th meeting of the working committee in 2020",
        )
    )
    assert scheme.measures[1].basis == OwnDecision(
        decision=Label.same("党工委会议决定（虚构）")
    )
    assert (
        scheme.scales[1]
        == PointScale(
            scale_id="points", most=100, step="0.5", basis=scheme.scales[0].basis
        ).scale
    )


def test_every_form_of_saying_something_says_the_same():
    """Names, days, citations and colons may be written in more than one way."""
    text = SAMPLE.read_text(encoding="utf-8")
    other = (
        text.replace('label = ["好", "good"]', 'label = { zh = "好", en = "good" }')
        .replace("2021-01-01", '"2021-01-01"')
        .replace('"measure: Art. 9"', '"measure：Art. 9"')
        .replace('weight = "60%"', 'weight = "百分之六十"')
        .replace(
            'basis = "measure: Art. 10"',
            'basis = { title = ["示例街道述职评议考核办法", "Measure of the sample '
            'street"], issuer = ["示例街道党工委", "Working committee of the sample '
            'street"], issued = 2020-12-20, locator = "Art. 10" }',
        )
    )

    assert other != text
    assert parse_rulebook(other) == parse_rulebook(text)
    assert parse_rulebook(text.replace("\n", "\r\n")) == parse_rulebook(text)


def test_a_file_is_written_whole_and_read_back(tmp_path):
    """A rulebook goes to a file and comes back; nothing is overwritten unasked."""
    rulebook = read_rulebook(SAMPLE)
    path = write_rulebook(rulebook, tmp_path / "sample.toml")

    assert read_rulebook(path) == rulebook
    with pytest.raises(FileExistsAlreadyError, match=r"sample\.toml"):
        write_rulebook(rulebook, path)
    assert write_rulebook(rulebook, path, force=True) == path


def test_a_file_with_a_mark_at_its_start_is_read(tmp_path):
    """Editors on Windows put a byte order mark before the text."""
    path = tmp_path / "sample.toml"
    path.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8-sig")

    assert read_rulebook(path) == read_rulebook(SAMPLE)


def test_the_rules_of_the_example_are_a_bundled_rulebook():
    """The file states the rules that the example conference was assessed by."""
    name = "long-march-street-review"

    assert name in rulebook_names()
    assert load_rulebook(name) == load_example("long-march-street-2022").rulebook


@pytest.mark.parametrize("name", rulebook_names())
def test_a_bundled_rulebook_bears_the_name_of_its_file(name):
    """Whoever loads a rulebook by name finds it under that code; open or not."""
    text = rulebook_path(name).read_text(encoding="utf-8")

    assert tomllib.loads(text)["rulebook_id"] == name


def test_a_rulebook_that_is_not_bundled_is_named():
    """The error lists those that are."""
    with pytest.raises(UnknownIdError, match="long-march-street-review"):
        rulebook_path("nowhere")
