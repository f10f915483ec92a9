"""Comments tagged by the lexicon of the taxonomy."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.analysis import Degree, Polarity, Scope, tag
from partybuild.analysis._tag_topics import FIXED, PRAISED, TOPICS
from partybuild.datasets import load_example
from partybuild.duties import WEAKNESSES, WORK_AREAS
from partybuild.errors import ValueRangeError

CONFERENCE = load_example("long-march-street-2021").conference
REMARKS = [p for c in CONFERENCE.comments for p in c.problems if p.area]
PHRASES = [
    p for t in (TOPICS, FIXED, PRAISED) for phrases in t.values() for p in phrases
]
WORDS = [
    *(phrase.replace("…", "").rstrip("*") for phrase in PHRASES),
    *("不够", "缺乏", "没有", "not", "克服了", "进一步强化", "个别"),
    *("，", "。", ", ", ". "),
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=8).map("".join)


def _named(text, polarity):
    return {one.code for one in tag(text) if one.polarity is polarity}


def _only(text):
    (one,) = tag(text)
    return one


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_three_problems_and_five_strengths_of_the_example(lang):
    """Each remark has the code that the record gives it, and no other."""
    assert (len(CONFERENCE.problems), len(CONFERENCE.strengths)) == (3, 5)
    for remark in CONFERENCE.problems:
        one = _only(remark.text.text(lang))
        assert (one.code, one.polarity) == (remark.area, Polarity.PROBLEM)
    for remark in CONFERENCE.strengths:
        one = _only(remark.text.text(lang))
        assert (one.code, one.polarity) == (remark.area, Polarity.STRENGTH)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_whole_speech_keeps_problems_and_strengths_apart(lang):
    """Joined to one text, no praise colors the blame beside it."""
    stop = "。" if lang == "zh" else ". "
    remarks = [*CONFERENCE.strengths, *CONFERENCE.problems]
    text = stop.join(one.text.text(lang) for one in remarks)

    assert [one.code for one in tag(text)] == [one.area for one in remarks]
    assert [one.polarity for one in tag(text)] == [Polarity.STRENGTH] * 5 + [
        Polarity.PROBLEM
    ] * 3


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("remark", REMARKS, ids=lambda r: r.text.en[:30])
def test_comments_on_single_secretaries(remark, lang):
    """The recorded code is among the problems found."""
    assert remark.area in _named(remark.text.text(lang), Polarity.PROBLEM)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("one", WEAKNESSES, ids=lambda one: one.code)
def test_every_wording_of_the_taxonomy_is_found(one, lang):
    """The wording in use names its own code and nothing else."""
    text = one.label.text(lang)

    assert _named(text, Polarity.PROBLEM) == {one.code}
    assert _named(text, Polarity.STRENGTH) == set()


def test_taxonomy_lexicon_and_areas_agree():
    """One taxonomy: codes are unique, areas exist, the lexicon covers it."""
    codes = [one.code for one in WEAKNESSES]

    assert len(set(codes)) == len(codes)
    assert {one.area_id for one in WEAKNESSES} == {a.area_id for a in WORK_AREAS}
    assert set(TOPICS) | set(FIXED) == set(codes)
    assert {r.area for r in [*REMARKS, *CONFERENCE.strengths]} <= set(codes)


@pytest.mark.parametrize(
    ("text", "code", "polarity", "degree", "scope"),
    [
        ("个别支部理论学习不深", "IDEO-2", "problem", "partial", "individual"),
        ("各支部普遍存在整改不实", "REPORT-2", "problem", "hollow", "common"),
        ("缺乏特色品牌", "INNO-1", "problem", "absent", "unstated"),
        ("主体责任未压实", "RESP-3", "problem", "partial", "unstated"),
        ("学习教育不断深化", "IDEO-2", "strength", "further", "unstated"),
        ("学习教育不再流于形式", "IDEO-2", "strength", "unstated", "unstated"),
        ("克服了三会一课流于形式", "LIFE-2", "strength", "unstated", "unstated"),
        ("集体经济并非薄弱", "ECON-1", "strength", "unstated", "unstated"),
        ("个别谈话后整改不实", "REPORT-2", "problem", "hollow", "unstated"),
        ("Study is not only deepened", "IDEO-2", "strength", "unstated", "unstated"),
        ("theory study is no longer shallow", "IDEO-2", "strength", *["unstated"] * 2),
        (
            "in some branches dues come late",
            "MGMT-3",
            "problem",
            "partial",
            "individual",
        ),
        ("rectification is generally weak", "REPORT-2", "problem", "partial", "common"),
    ],
)
def test_negation_degree_and_scope(text, code, polarity, degree, scope):
    """Words of negation, degree and scope are read with what they belong to."""
    one = _only(text)

    assert (one.code, one.polarity) == (code, Polarity(polarity))
    assert (one.degree, one.scope) == (Degree(degree), Scope(scope))


def test_praise_and_blame_in_one_sentence():
    """但 and "and" part what is said of one from what is said of the other."""
    zh = tag("党建引领有力，但责任传导不够")
    en = tag("strong theory study and weak brand")

    assert [one.polarity.value for one in zh] == ["strength", "problem"]
    assert [one.polarity.value for one in en] == ["strength", "problem"]
    assert [zh.words(one) for one in zh] == ["党建引领有力", "责任传导不够"]


def test_what_is_said_of_a_list_is_said_of_all_its_members():
    """One degree word serves several areas."""
    assert _named("责任传导、作用发挥不够", Polarity.PROBLEM) == {"RESP-1", "ROLE-1"}
    assert _named("缺乏特色和主动性", Polarity.PROBLEM) == {"INNO-1", "INNO-2"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "下午三点开会",
        "The weather was bad.",
        "责任传导",
        "必须进一步强化责任传导",
        "要加强责任传导",
        "Responsibility should be passed down firmly",
        "九月的电动车棚火灾暴露出隐患排查走过场，教训深刻",
    ],
)
def test_a_text_that_names_nothing_says_so(text):
    """No area, no judgment or a mere demand: an explicit finding, no guess."""
    found = tag(text)

    assert found.tags == ()
    assert found.finding is not None
    assert found.finding.code == "PB-TAG-01"
    assert tag("整改不实").finding is None


@given(TEXTS)
def test_tags_are_typed_ordered_and_lie_within_the_text(text):
    """Whatever the words, spans are real and the answer is repeatable."""
    found = tag(text)

    assert found == tag(text)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert (found.finding is None) == (len(found) > 0)


@given(TEXTS, TEXTS)
def test_sentences_do_not_touch_each_other(first, second):
    """Two sentences say together what they say apart, the second moved."""
    joined, move = tag(f"{first}。{second}"), len(first) + 1
    apart = [(t.code, t.polarity, t.start, t.end) for t in tag(first)]
    apart += [(t.code, t.polarity, t.start + move, t.end + move) for t in tag(second)]

    assert [(t.code, t.polarity, t.start, t.end) for t in joined] == apart


def _held_out(file):
    text = (Path(__file__).parent / file).read_text(encoding="utf-8")
    return tomllib.loads(text)


# Sentences found of 32 problems, of the strengths, and silent ones that were not.
# Measured once, before any test of them was written; see the heads of the files.
MEASURED = [
    ("held_out_sentences.toml", "zh", 30, 12, 0),
    ("held_out_sentences.toml", "en", 31, 11, 0),
    ("held_out_again.toml", "zh", 26, 10, 0),
    ("held_out_again.toml", "en", 28, 10, 1),
]


@pytest.mark.parametrize(("file", "lang", "problems", "strengths", "noise"), MEASURED)
def test_free_wording_is_found_as_often_as_measured(
    file, lang, problems, strengths, noise
):
    """What the docs state that the lexicon finds in both lists."""
    cases = _held_out(file)[lang]
    for polarity, least in (("problem", problems), ("strength", strengths)):
        found = [
            code
            for code, text in cases[polarity].items()
            if code in _named(text, Polarity(polarity))
        ]
        assert len(found) >= least
    assert set(cases["problem"]) == {one.code for one in WEAKNESSES}
    assert sum(len(tag(text)) > 0 for text in cases["silent"]) <= noise


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("对流动党员，管理不严", {("MGMT-5", "problem")}),
        ("On mobile members: contact is poor", {("MGMT-5", "problem")}),
        ("没有失联党员", {("MGMT-5", "strength")}),
        ("不再轻描淡写", {("REPORT-1", "strength")}),
        ("党员没有冲在前", {("ROLE-2", "problem")}),
        ("The branches no longer wait for orders", {("INNO-2", "strength")}),
        ("食堂考核不合格", set()),
        ("食堂党支部考核机制不健全", {("MECH-1", "problem")}),
        ("未发现廉政风险", set()),
        ("廉政风险排查未落实", {("INT-1", "problem")}),
        (
            "少数党员混同于一般群众，三会一课不经常",
            {("ROLE-2", "problem"), ("LIFE-2", "problem")},
        ),
    ],
)
def test_headings_denials_and_other_subjects(text, named):
    """A heading waits for its clause; what is denied turns; a canteen is no branch."""
    assert {(one.code, one.polarity.value) for one in tag(text)} == named


def test_upper_case_changes_nothing():
    """English is read without regard to case."""
    text = "Responsibility is not passed down firmly"

    assert tag(text.upper()).tags == tag(text.lower()).tags != ()


def test_long_text_is_no_trouble():
    """Two thousand sentences are tagged in full."""
    speech = "责任传导不够有力。" * 2_000

    assert len(tag(speech)) == 2_000


@pytest.mark.parametrize("text", [None, 3, b"bytes", ["text"]])
def test_what_is_no_text_is_refused(text):
    """The error says what was found."""
    with pytest.raises(ValueRangeError, match=re.escape(repr(text))):
        tag(text)
