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
