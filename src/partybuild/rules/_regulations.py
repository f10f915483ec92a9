"""All bundled regulations as one table."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from partybuild.kernel import Basis, Label, Period, Record, Summary, Tabular
from partybuild.rules._committees import (
    COMMITTEE_SIZES,
    JOINT_BRANCHES,
    PRACTICE_COMMITTEES,
    PROJECT_BRANCHES,
)
from partybuild.rules._constitution import LEAST_FULL_MEMBERS, TERM_YEARS
from partybuild.rules._dated import DatedRule
from partybuild.rules._formation import (
    FORMATION,
    PRACTICE,
    UNIVERSITY_FORMATION_ANHUI,
)
from partybuild.rules._meetings import MEETINGS
from partybuild.rules._member_appraisal import (
    MEMBER_PARTICIPATION,
    MEMBER_TOP_SHARE,
    MEMBER_TOP_SHARE_HOSPITAL,
)
from partybuild.rules._regulation_words import (
    band_words,
    committee_words,
    formation_words,
    joint_words,
    project_words,
    share_words,
    term_words,
)
from partybuild.rules._terms import ELECTION_SHIFT, PRACTICE_TERMS, TERMS

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class Regulation(Record):
    """One rule of the table, in words.

    Attributes:
        topic: What it is about, such as terms of office.
        code: Code of the rule.
        title: What it fixes.
        says: What it says.
        period: Days of force; None for what is in use and bears no date.
        basis: Document and article.
    """

    topic: Label
    code: str
    title: Label
    says: Label
    period: Period | None = None
    basis: Basis


@attrs.frozen(kw_only=True, repr=False)
class Regulations(Tabular):
    """The bundled regulations.

    Attributes:
        lines: One line for each version of each rule, topic by topic.
    """

    lines: tuple[Regulation, ...]

    def summary(self) -> Summary:
        """Return the regulations with their days of force."""
        return Summary(
            caption=Label(zh="有关规定", en="regulations"),
            columns=(
                Label(zh="类别", en="topic"),
                Label(zh="编号", en="code"),
                Label(zh="事项", en="what"),
                Label(zh="规定", en="rule"),
                Label(zh="起止", en="in force"),
                Label(zh="依据", en="basis"),
            ),
            rows=[
                (
                    *(line.topic, line.code, line.title, line.says),
                    None if line.period is None else str(line.period),
                    Label(zh=line.basis.text("zh"), en=line.basis.text("en")),
                )
                for line in self.lines
            ],
            shown=6,
        )


_FORMATION = Label(zh="组织设置", en="formation")
_COMMITTEES = Label(zh="委员会", en="committees")
_TERMS = Label(zh="任期", en="terms of office")
_MEETINGS = Label(zh="组织生活", en="organization life")
_APPRAISAL = Label(zh="民主评议党员", en="appraisal of members")


def _lines(
    topic: Label, rules: Iterable[DatedRule[T]], said: Callable[[T], Label]
) -> list[Regulation]:
    return [
        Regulation(
            topic=topic,
            code=rule.code,
            title=rule.title,
            says=said(version.value),
            period=version.period,
            basis=version.basis,
        )
        for rule in rules
        for version in rule.versions
    ]


def _dated() -> list[Regulation]:
    return [
        *_lines(_FORMATION, [LEAST_FULL_MEMBERS], band_words),
        *_lines(_FORMATION, FORMATION, formation_words),
        *_lines(_FORMATION, UNIVERSITY_FORMATION_ANHUI, formation_words),
        *_lines(_FORMATION, [JOINT_BRANCHES], joint_words),
        *_lines(_FORMATION, [PROJECT_BRANCHES], project_words),
        *_lines(_COMMITTEES, COMMITTEE_SIZES, committee_words),
        *_lines(
            _TERMS,
            [TERM_YEARS],
            lambda years: Label(
                zh=f"{years[0]}年至{years[1]}年", en=f"{years[0]} to {years[1]} years"
            ),
        ),
        *_lines(_TERMS, TERMS, term_words),
        *_lines(
            _TERMS,
            [ELECTION_SHIFT],
            lambda months: Label(
                zh=f"一般不超过{months}个月", en=f"normally at most {months} months"
            ),
        ),
        *_lines(_MEETINGS, MEETINGS, lambda recurrence: recurrence.label),
        *_lines(
            _APPRAISAL,
            [MEMBER_TOP_SHARE, MEMBER_TOP_SHARE_HOSPITAL, MEMBER_PARTICIPATION],
            share_words,
        ),
    ]


def _in_use() -> list[Regulation]:
    found = {rule.code: rule for rules in PRACTICE.values() for rule in rules}
    members = [
        Regulation(
            topic=_FORMATION,
            code=code,
            title=_titled("的党员人数", "members of a ", rule.kind.label),
            says=formation_words(rule),
            basis=rule.basis,
        )
        for code, rule in sorted(found.items())
    ]
    committees = [
        Regulation(
            topic=_COMMITTEES,
            code=rule.code,
            title=_titled("委员会的委员人数", "committee of a ", rule.kinds[0].label),
            says=committee_words(rule),
            basis=rule.basis,
        )
        for rule in PRACTICE_COMMITTEES
    ]
    terms = [
        Regulation(
            topic=_TERMS,
            code=rule.code,
            title=_titled("的任期", "term of a ", *(kind.label for kind in rule.kinds)),
            says=term_words(rule),
            basis=rule.basis,
        )
        for rule in PRACTICE_TERMS
    ]
    return members + committees + terms


def _titled(zh: str, en: str, *kinds: Label) -> Label:
    return Label(
        zh="、".join(kind.zh for kind in kinds) + zh,
        en=en + " or ".join(kind.en for kind in kinds),
    )


REGULATIONS = Regulations(lines=tuple(_dated()))
"""Dated rules: confirmed ones, and practice that bears a date."""

UNDATED_PRACTICE = Regulations(lines=tuple(_in_use()))
"""What is generally in use and bears no date; it holds only where it is asked for."""
