"""Dated regulations with document and article, and rules that stay open."""

from datetime import date
from fractions import Fraction

import attrs
import pytest

from partybuild.errors import ReviewRuleError, RuleNotInForceError
from partybuild.kernel import Citation, CitationStatus, Label, Period
from partybuild.organization import FormationRules, Sector
from partybuild.rules import (
    COMMITTEE_SIZES,
    JOINT_BRANCHES,
    LEAST_FULL_MEMBERS,
    MEMBER_PARTICIPATION,
    MEMBER_TOP_SHARE,
    MEMBER_TOP_SHARE_HOSPITAL,
    OPEN_RULES,
    PROJECT_BRANCHES,
    REGULATIONS,
    TERM_YEARS,
    TERMS,
    UNDATED_PRACTICE,
    UNIVERSITY_FORMATION_ANHUI,
    OpenRule,
    formation_rules,
)
from partybuild.testing.plain import OWN

ON = date(2022, 1, 25)
X = Label.same("x")


def test_every_line_has_a_document_and_no_code_occurs_twice():
    """Confirmed lines cite a document; nothing unconfirmed is among them."""
    lines = (*REGULATIONS.lines, *UNDATED_PRACTICE.lines)

    assert len({line.code for line in lines}) == len(lines)
    assert {line.basis.status for line in lines} == {
        CitationStatus.CONFIRMED,
        CitationStatus.PRACTICE,
    }
    assert all(line.period is not None for line in REGULATIONS.lines)
    assert {line.basis.status for line in UNDATED_PRACTICE.lines} == {
        CitationStatus.PRACTICE
    }


@pytest.mark.parametrize(
    ("code", "says", "article"),
    [
        ("PB-FORM-01", "at least 3 full members", "ch. 2"),
        ("PB-FORM-02", "normally at most 50 members", "ch. 2"),
        ("PB-FORM-11", "at least 100 members; fewer with approval", "Art. 5"),
        ("PB-FORM-12", "at least 50 and at most 100 members; fewer", "Art. 6"),
        ("PB-FORM-13", "at least 3 full members", "Art. 7"),
        ("PB-FORM-22", "more than 50 members", ""),
        ("PB-FORM-31", "at least 100 members", "Art. 4"),
        ("PB-FORM-41", "a committee from 7 full members on", "ch. 6"),
        ("PB-TERM-11", "5 years", "Art. 5"),
        ("PB-TERM-13", "3 years", "Art. 7"),
        ("PB-TERM-31", "normally at most 12 months", "Art. 3"),
        ("PB-CONST-01", "at least 3", "Art. 30"),
        ("PB-CONST-02", "3 to 5 years", "Art. 31"),
        ("PB-MEET-01", "at least 1 time each quarter", ""),
        ("PB-APPR-01", "1/3", ""),
    ],
)
def test_what_the_lines_say(code, says, article):
    """Values and articles as the regulations state them."""
    (line,) = [line for line in REGULATIONS.lines if line.code == code]

    assert line.says.en.startswith(says) or says in line.says.en
    assert article in line.basis.text("en")


def test_what_the_revision_of_the_constitution_left_alone_is_not_known():
    """The articles of 2017 are confirmed up to the day before the revision."""
    last = date(2022, 10, 21)

    assert LEAST_FULL_MEMBERS.at(last).value.least == 3
    with pytest.raises(RuleNotInForceError):
        TERM_YEARS.at(date(2022, 10, 22))
    low, high = TERM_YEARS.at(last).value
    terms = [version.value.term_years for rule in TERMS for version in rule.versions]
    assert all(low <= years <= high for years in terms)


def test_committees_and_joint_branches_are_dated():
    """Seven full members are the threshold of a branch committee."""
    branch, township = (rule.at(ON).value for rule in COMMITTEE_SIZES)
    rules = formation_rules(ON)

    assert (branch.from_full_members, branch.band.least, branch.band.most) == (7, 3, 7)
    assert (township.band.least, township.band.most) == (7, 9)
    assert rules.committee_sizes == (branch, township)
    assert rules.joint is JOINT_BRANCHES.at(ON).value
    assert (rules.joint.fewer_than, rules.joint.most_workplaces) == (3, 5)
    assert rules.project is PROJECT_BRANCHES.at(ON).value
    assert formation_rules(date(2018, 10, 28)).committee_sizes == (branch,)


def test_a_province_binds_nobody_elsewhere():
    """The measure of Anhui is at hand, and joins the rules only by hand."""
    sectors = {s for rule in formation_rules(ON).formation for s in rule.sectors}
    mine = tuple(rule.at(ON).value for rule in UNIVERSITY_FORMATION_ANHUI)
    joined = FormationRules(formation=formation_rules(ON).formation + mine)

    assert Sector.UNIVERSITY not in sectors
    assert [rule.band.least for rule in joined.formation[-2:]] == [50, 100]


def test_the_ceiling_of_top_members_is_practice():
    """One third by a university, 15 % by a hospital, 95 % take part."""
    rules = (MEMBER_TOP_SHARE, MEMBER_TOP_SHARE_HOSPITAL, MEMBER_PARTICIPATION)

    assert [rule.at(ON).value for rule in rules] == [
        Fraction(1, 3),
        Fraction(15, 100),
        Fraction(95, 100),
    ]
    assert {rule.at(ON).basis.status for rule in rules} == {CitationStatus.PRACTICE}


def test_an_open_rule_has_no_value_until_somebody_states_it():
    """No field of it holds a number; a stated value comes with its own basis."""
    assert len({rule.code for rule in OPEN_RULES}) == len(OPEN_RULES)
    assert {field.name for field in attrs.fields(OpenRule)} == {
        *("code", "title", "unit", "source")
    }
    open_rule = next(rule for rule in OPEN_RULES if "largest share" in rule.title.en)
    settled = open_rule.settled(Fraction(85, 100), Period(ON), OWN)

    assert settled.at(ON).value == Fraction(85, 100)
    assert (settled.code, settled.at(ON).basis) == (open_rule.code, OWN)
    with pytest.raises(RuleNotInForceError):
        settled.at(date(2022, 1, 24))


def test_an_open_rule_is_not_settled_by_what_nobody_confirmed():
    """Nor is a rule open whose document is confirmed."""
    doubtful = Citation(title=X, status=CitationStatus.UNCONFIRMED)

    with pytest.raises(ReviewRuleError, match="not confirmed either"):
        OPEN_RULES[0].settled(3, Period(ON), doubtful)
    with pytest.raises(ReviewRuleError, match="its source is confirmed"):
        OpenRule(code="c", title=X, unit=X, source=Citation(title=X))


STATED = {
    "2017-10-24..2022-10-21": {
        "PB-CONST-01": "3名以上（含）",
        "PB-CONST-02": "3年至5年",
    },
    "2018-10-28..": {
        "PB-FORM-01": "正式党员3名以上（含）",
        "PB-FORM-02": "党员一般不超过50名",
        "PB-FORM-51": "正式党员不足3名的单位，一般不超过5个",
        "PB-FORM-52": "6个月以上（含）",
        "PB-FORM-41": "委员3名以上（含）、不超过7名；正式党员7名以上（含）设委员会",
        "PB-TERM-01": "5年",
        "PB-TERM-02": "3年",
    },
    "2020-01-01..": {
        "PB-FORM-11": "党员100名以上（含）；经批准可少于此数",
        "PB-FORM-12": "党员50名以上（含）、不超过100名；经批准可少于此数",
        "PB-FORM-13": "正式党员3名以上（含）",
        "PB-TERM-11": "5年",
        "PB-TERM-12": "3年",
        "PB-TERM-13": "3年",
    },
    "2019-01-10..": {
        "PB-FORM-21": "党员100名以上（含）",
        "PB-FORM-22": "党员超过50名；经批准可少于此数",
        "PB-FORM-23": "正式党员3名以上（含）",
        "PB-FORM-42": "委员7名以上（含）、不超过9名",
        "PB-TERM-21": "5年",
        "PB-TERM-22": "5年",
    },
    "2019-12-30..": {
        "PB-FORM-31": "党员100名以上（含）；经批准可少于此数",
    },
    "2008-01-01..": {
        "PB-FORM-61": "党员50名以上（含）；经批准可少于此数",
        "PB-FORM-62": "党员100名以上（含）",
    },
    "2020-07-13..": {
        "PB-TERM-31": "一般不超过12个月",
    },
    "2021-05-29..": {
        "PB-MEET-01": "每季度至少1次",
        "PB-MEET-02": "每月至少1次",
        "PB-MEET-03": "每月至少1次",
        "PB-MEET-04": "每月至少1次",
        "PB-MEET-05": "每年至少1次",
        "PB-MEET-06": "每年至少1次",
        "PB-MEET-07": "每年至少1次",
    },
    "2019-01-01..": {
        "PB-APPR-01": "1/3",
        "PB-APPR-03": "95%",
    },
    "2018-01-01..": {
        "PB-APPR-02": "15%",
    },
    None: {
        "PB-FORM-91": "党员超过50名",
        "PB-FORM-92": "党员50名以上（含）、不足100名",
        "PB-FORM-93": "党员超过100名",
        "PB-FORM-94": "委员5名以上（含）、不超过9名",
        "PB-FORM-95": "委员5名以上（含）、不超过9名",
        "PB-TERM-91": "5年",
        "PB-TERM-92": "3年",
        "PB-TERM-93": "5年",
    },
}
"""Day from which each rule holds, its code, and what the documents state."""


def test_every_number_and_every_day_is_as_the_documents_state_it():
    """A number that changed without a new document is a mistake."""
    told = {}
    for line in (*REGULATIONS.lines, *UNDATED_PRACTICE.lines):
        day = None if line.period is None else str(line.period)
        told.setdefault(day, {})[line.code] = line.says.zh

    assert told == STATED


def test_documents_bear_the_day_on_which_they_were_issued():
    """Where it is confirmed; the Constitution is that of the Nineteenth Congress."""
    issued = {
        line.basis.title.zh: line.basis.issued.isoformat()
        for line in REGULATIONS.lines
        if line.basis.issued is not None
    }

    assert issued == {
        "中国共产党章程": "2017-10-24",
        "中国共产党支部工作条例（试行）": "2018-10-28",
        "中国共产党国有企业基层组织工作条例（试行）": "2019-12-30",
        "中国共产党基层组织选举工作条例": "2020-07-13",
        "某高校组织生活工作指南": "2021-05-29",
    }


def test_words_of_each_language_stand_under_it():
    """No title, no document and no rule is told in the other language."""
    lines = (*REGULATIONS.lines, *UNDATED_PRACTICE.lines)
    labels = [label for line in lines for label in (line.topic, line.title)]
    labels += [basis.title for basis in {line.basis for line in lines}]
    labels += [
        label
        for rule in OPEN_RULES
        for label in (rule.title, rule.unit, rule.source.title)
    ]
    texts = [(line.basis.text("zh"), line.basis.text("en")) for line in lines]
    texts += [(label.zh, label.en) for label in labels]

    assert len(texts) > 100
    for zh, en in texts:
        assert any("一" <= letter <= "龥" for letter in zh), zh
        assert any("a" <= letter <= "z" for letter in en), en
