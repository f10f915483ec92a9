"""Nothing that a rulebook states is left out where it is told in words."""

import tomllib
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import attrs
import pytest

from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.datasets import load_rulebook, rulebook_names, rulebook_path
from partybuild.kernel import Basis, Label, exact_text
from partybuild.rules import (
    AnyOf,
    BallotMeasure,
    Cap,
    Compared,
    Consequence,
    EnteredMeasure,
    Placed,
    Recorded,
    ReviewRules,
    TrimmedMean,
    rule_statements,
)
from partybuild.rules._diff_words import ATTRIBUTES, PARTS
from partybuild.rules._value_words import VALUES
from partybuild.testing.cases import case_fills
from partybuild.testing.plain import OWN, plain_rules

CASES = Path(__file__).parent / "cases"
WHOLE = {"when", "conditions", "average"}
"""Told in one phrase, with all that stands in them."""


def _book(name):
    files = [tomllib.loads(p.read_text("utf-8")) for p in sorted(CASES.glob("*.toml"))]
    for file in files:
        case = file["case"][0]
        if file["rulebook"] == name and "fills" in case:
            above = {name: rulebook_path(name).read_text("utf-8")}
            return parse_rulebook(case_fills(name, case), above=above)
    return load_rulebook(name)


def _fields(value):
    return [(f.name, getattr(value, f.name)) for f in attrs.fields(type(value))]


def _stated(value, path=""):
    """Yield the path of every attribute that holds something, and what it holds."""
    for name, said in _fields(value):
        at = f"{path}.{name}" if path else name
        if said in (None, "", ()):
            continue
        parts = said if isinstance(said, tuple) else (said,)
        if (
            name in WHOLE
            or not attrs.has(type(parts[0]))
            or isinstance(parts[0], Label | Basis)
        ):
            yield at, said
        elif isinstance(said, tuple):
            for number, one in enumerate(said):
                yield from _stated(one, f"{at}[{number}]")
        else:
            yield from _stated(said, at)


def _atoms(value):
    """Yield numbers, words and choices, however deep they stand."""
    if isinstance(value, tuple):
        for one in value:
            yield from _atoms(one)
    elif attrs.has(type(value)) and not isinstance(value, Label | Basis):
        for _, one in _fields(value):
            yield from _atoms(one)
    elif value is not None and value != "":
        yield value


def _shown(atom, said, codes):
    """Whether a number, a word or a choice stands in a text in both languages."""
    if isinstance(atom, Label):
        return atom.zh in said.zh and atom.en in said.en
    if isinstance(atom, bool):
        return said.zh == ("是" if atom else "否")
    if isinstance(atom, Enum):
        label = VALUES[atom]
        places = {"top": "前", "bottom": "后"}.get(atom.value, label.zh)
        return label.zh in said.zh or places in said.zh
    if isinstance(atom, Fraction | int):
        forms = {exact_text(Fraction(atom)), f"{exact_text(Fraction(atom) * 100)}%"}
        return any(form in said.zh and form in said.en for form in forms)
    return atom in said.zh or any(name.zh in said.zh for name in codes.get(atom, ()))


def _codes(rules):
    """Return every name that a code of the scheme may stand for."""
    found = {"total": [Label(zh="总分", en="total")]}

    def walk(value):
        if isinstance(value, tuple):
            for one in value:
                walk(one)
        elif attrs.has(type(value)):
            fields = dict(_fields(value))
            for name, said in fields.items():
                if name.endswith("_id") and isinstance(fields.get("label"), Label):
                    found.setdefault(said, []).append(fields["label"])
                walk(said)

    walk(rules)
    return found


@pytest.mark.parametrize("name", rulebook_names())
def test_no_attribute_of_a_bundled_rulebook_is_left_out(name):
    """Every number, word, choice, name and source is there, in both languages."""
    for version in _book(name).versions:
        rules = version.rules
        told = rule_statements(rules)
        by_path = {one.path: one for one in told.statements}
        owners = {one.owner: one for one in told.statements}
        lines = {lang: "\n".join(told.text_lines(lang)) for lang in ("zh", "en")}
        codes = _codes(rules)
        seen = set()
        for path, said in _stated(rules):
            owner, _, key = path.rpartition(".")
            if key == "title":
                assert told.title == said
            elif key == "label":
                assert owners[owner].name == said
            elif key == "basis":
                assert owners[owner].basis == said
                assert all(said.text(lang) in lines[lang] for lang in lines)
            else:
                seen.add(path)
                text = by_path[path].said
                for atom in _atoms(said):
                    assert _shown(atom, text, codes), (path, atom, text)
                assert all(text.text(lang) in lines[lang] for lang in lines)
        bare = {one.path for one in told.statements if one.said is None}
        assert set(by_path) - bare == seen


def _classes(kind, seen):
    """Return the classes and choices that an annotation leads to."""
    if get_origin(kind) is not None:
        for part in get_args(kind):
            _classes(part, seen)
    elif isinstance(kind, type) and kind not in seen:
        if issubclass(kind, Enum):
            seen.add(kind)
        elif attrs.has(kind) and kind is not Label and kind not in get_args(Basis):
            seen.add(kind)
            for part in get_type_hints(kind).values():
                _classes(part, seen)
    return seen


def test_every_part_attribute_and_choice_has_words():
    """So that a new one cannot be forgotten."""
    found = _classes(ReviewRules, set())
    assert len(found) > 50
    for kind in found - {ReviewRules}:
        if issubclass(kind, Enum):
            assert set(kind) <= set(VALUES), kind
        else:
            unsaid = {f.name for f in attrs.fields(kind)} - set(ATTRIBUTES)
            assert {name for name in unsaid if not name.endswith("_id")} == set(), kind
    for member, label in VALUES.items():
        assert label.zh != member.value != ""


def test_parts_have_names_that_are_no_class_names():
    """Conditions are told in a phrase; every other part is called something."""
    told = {
        one.part.zh
        for name in rulebook_names()
        for version in _book(name).versions
        for one in rule_statements(version.rules).statements
    }
    assert told <= {label.zh for label in PARTS.values()} | {"办法"}


def test_what_is_told_reads_as_a_sentence():
    """The ceiling, the cap and its source, as an official would read them."""
    rules = load_rulebook("long-march-street-review").versions[-1].rules
    lines = list(rule_statements(rules).text_lines("zh"))

    assert (
        "  安全生产一票否决：编号 safety，最高可评等次 较好，须逐人认定 否 [7]" in lines
    )
    assert any(
        line.startswith("  [7] 本单位决定：年度内发生负有责任") for line in lines
    )
    (share,) = [line for line in lines if line.startswith("述职报告要求")]
    assert "问题部分最低占比 1/3" in share


TOLD = {
    "zh": """\
办法：总分构成 按权重合成，项目权重总和 1，主体权重总和 1，\
空白 按弃权处理，无有效票 不予计算

量表：
  量表：编号 scale [1]
    好：编号 o0，分值 100
    差：编号 o1，分值 40

项目：
  项目0：编号 i0，权重 100%，量表 scale [1]

参评主体：
  g：编号 g，权重 100% [1]

量值：
  量值“得分”：编号 b，平均方法 截尾平均（每端去掉个数1，\
比例0%，拆分分数否，最少评分人数5，人数不足不予计算），基数 有效选项数 [1]
  录入值“群众满意度”：编号 m，最低 0，最高 100，必须录入 是 [1]

组成部分：
  民主测评：编号 ballots，类型 民主测评得分，权重 100% [1]

等次划分 [1]
  第1等：编号 grade-0，下限 60
  第2等：编号 grade-1，上限 60

一票否决：
  信访：编号 c，最高可评等次 第2等，须逐人认定 否 [1]

结果运用：
  约谈：编号 k，运用方式 约谈，条件 “总分”居前 25%以内，\
且符合下列之一：有“信访”的情形记录在案；“群众满意度”低于 60 [1]

修约：小数位 2，修约方式 四舍五入，末尾零 保留，界限取值 未修约的精确值

依据：
  [1] 本单位决定：测试用""",
    "en": """\
scheme: composition by weight, total of the item weights 1, \
total of the group weights 1, blanks counts as an abstention, \
empty voter groups no result

scales:
  scale: code scale [1]
    好: code o0, value 100
    差: code o1, value 40

items:
  item 0: code i0, weight 100%, scale scale [1]

voter groups:
  g: code g, weight 100% [1]

measures:
  measure 'score': code b, average trimmed mean (marks dropped at each end 1, \
share 0%, split marks no, least raters 5, too few raters no result), \
base marks that chose an option [1]
  entered value 'satisfaction': code m, least 0, most 100, required yes [1]

components:
  ballots: code ballots, kind score of the democratic assessment, weight 100% [1]

grading [1]
  grade 1: code grade-0, lower 60
  grade 2: code grade-1, upper 60

caps:
  petition: code c, best grade left grade 2, answer required no [1]

consequences:
  talk: code k, action interview, conditions within the first 25% by total and \
one of: a fact of petition is on record; satisfaction is below 60 [1]

rounding: decimal places 2, mode half away from zero, zeros kept, \
thresholds the exact value

basis:
  [1] own decision: for tests""",
}


def test_a_small_scheme_is_told_whole():
    """Section by section, conditions in one phrase, one source for all."""
    fact = Recorded(cap_id="c")
    low = Compared(measure_id="m", comparison="below", threshold=60)
    first = Placed(measure_id="total", end="top", share="1/4")
    rules = attrs.evolve(
        plain_rules(options={"好": 100, "差": 40}, edges=(60,)),
        measures=[
            EnteredMeasure(
                measure_id="m",
                label=Label(zh="群众满意度", en="satisfaction"),
                least=0,
                most=100,
                basis=OWN,
            ),
            BallotMeasure(
                measure_id="b",
                label=Label(zh="得分", en="score"),
                average=TrimmedMean(each=1, least_raters=5, too_few="error"),
                basis=OWN,
            ),
        ],
        caps=[
            Cap(
                cap_id="c",
                label=Label(zh="信访", en="petition"),
                grade_id="grade-1",
                basis=OWN,
            )
        ],
        consequences=[
            Consequence(
                consequence_id="k",
                label=Label(zh="约谈", en="talk"),
                action="talk",
                when=[first, AnyOf(conditions=[fact, low])],
                basis=OWN,
            )
        ],
    )
    told = rule_statements(rules)

    assert {lang: "\n".join(told.text_lines(lang)) for lang in ("zh", "en")} == TOLD
    table = told.summary()
    assert table.shown == len(table.columns) - 1
    assert len(table.rows) == len(told.statements)
    (row,) = [row for row in table.rows if row[5] == "measures[1].least"]
    assert [cell if isinstance(cell, str) else cell.en for cell in row] == [
        "entered value",
        "satisfaction",
        "least",
        "0",
        "own decision: for tests",
        "measures[1].least",
    ]
    assert next(row for row in table.rows if row[5] == "blank")[4] is None
