"""Terms of office by kind and sector."""

from datetime import date

import attrs

from partybuild.errors import RuleNotInForceError
from partybuild.kernel import Label, Lang, Period, bracketed, listed
from partybuild.organization import OrganizationKind, Sector, TermRule
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._documents import (
    BRANCHES_FROM,
    ELECTIONS_FROM,
    OFFICES_FROM,
    VILLAGES_FROM,
    branch_regulations,
    election_regulations,
    office_regulations,
    practice,
    village_regulations,
)

_BRANCH = OrganizationKind.BRANCH
_GENERAL_BRANCH = OrganizationKind.GENERAL_BRANCH
_COMMITTEE = OrganizationKind.COMMITTEE
_YEARS = Label(zh="年", en="years")
_IN_USE = practice("各地通行做法", "what is generally in use")

_TERMS: tuple[tuple[date, TermRule], ...] = (
    (
        BRANCHES_FROM,
        TermRule(
            code="PB-TERM-01",
            kinds=(_BRANCH,),
            sectors=(Sector.VILLAGE, Sector.COMMUNITY),
            term_years=5,
            basis=branch_regulations("第六章"),
        ),
    ),
    (
        BRANCHES_FROM,
        TermRule(
            code="PB-TERM-02",
            kinds=(_BRANCH,),
            term_years=3,
            basis=branch_regulations("第六章"),
        ),
    ),
    (
        OFFICES_FROM,
        TermRule(
            code="PB-TERM-11",
            kinds=(_COMMITTEE,),
            sectors=(Sector.OFFICE,),
            term_years=5,
            basis=office_regulations("第五条"),
        ),
    ),
    (
        OFFICES_FROM,
        TermRule(
            code="PB-TERM-12",
            kinds=(_GENERAL_BRANCH,),
            sectors=(Sector.OFFICE,),
            term_years=3,
            basis=office_regulations("第六条"),
        ),
    ),
    (
        OFFICES_FROM,
        TermRule(
            code="PB-TERM-13",
            kinds=(_BRANCH,),
            sectors=(Sector.OFFICE,),
            term_years=3,
            basis=office_regulations("第七条"),
        ),
    ),
    (
        VILLAGES_FROM,
        TermRule(
            code="PB-TERM-21",
            kinds=(_COMMITTEE, _GENERAL_BRANCH),
            sectors=(Sector.VILLAGE,),
            term_years=5,
            basis=village_regulations(),
        ),
    ),
    (
        VILLAGES_FROM,
        TermRule(
            code="PB-TERM-22",
            kinds=(_COMMITTEE,),
            sectors=(Sector.TOWNSHIP,),
            term_years=5,
            basis=village_regulations(),
        ),
    ),
)
PRACTICE_TERMS = (
    TermRule(code="PB-TERM-91", kinds=(_COMMITTEE,), term_years=5, basis=_IN_USE),
    TermRule(code="PB-TERM-92", kinds=(_GENERAL_BRANCH,), term_years=3, basis=_IN_USE),
    TermRule(
        code="PB-TERM-93",
        kinds=(_COMMITTEE, _GENERAL_BRANCH),
        sectors=(Sector.COMMUNITY,),
        term_years=5,
        basis=_IN_USE,
    ),
)
"""Terms in use where no central rule is confirmed."""


def _of(rule: TermRule, lang: Lang) -> str:
    names = [sector.label.text(lang) for sector in rule.sectors]
    return bracketed(lang, listed(lang, names)) if names else ""


TERMS: tuple[DatedRule[TermRule], ...] = tuple(
    DatedRule(
        code=rule.code,
        title=Label(
            zh="、".join(kind.label.zh for kind in rule.kinds)
            + "的任期"
            + _of(rule, "zh"),
            en="term of a "
            + " or ".join(kind.label.en for kind in rule.kinds)
            + _of(rule, "en"),
        ),
        unit=_YEARS,
        versions=[RuleVersion(period=Period(first), value=rule, basis=rule.basis)],
    )
    for first, rule in _TERMS
)
"""Confirmed terms of office."""

ELECTION_SHIFT = DatedRule(
    code="PB-TERM-31",
    title=Label(
        zh="经批准提前或者延期换届的时间",
        en="time by which an election may be shifted with approval",
    ),
    unit=Label(zh="个月", en="months"),
    versions=[
        RuleVersion(
            period=Period(ELECTIONS_FROM),
            value=12,
            basis=election_regulations("第三条"),
        )
    ],
)
"""How far an election may be shifted, normally."""

ELECTION_NOTICE_MONTHS = 6
"""Months ahead at which a reminder is sent: practice, no document confirmed."""


def term_rules(on: date, *, include_practice: bool = False) -> tuple[TermRule, ...]:
    """Return the bundled terms of office in force on a day.

    Args:
        on: The day.
        include_practice: Also what is in use where no central rule is confirmed.

    Returns:
        Rules for `partybuild.organization.elections_due`. None of the documents says
        what becomes of 29 February; the rules take 28 February.

    Raises:
        RuleNotInForceError: If none of them was in force yet.

    Source:
        Regulations on the Work of Branches, ch. 6; on offices, Art. 5-7; on rural
        primary-level organizations; on elections, Art. 3.
    """
    found = [
        version.value
        for rule in TERMS
        for version in rule.versions
        if on in version.period
    ]
    if not found:
        raise RuleNotInForceError("PB-TERM", on, f"{BRANCHES_FROM}..")
    if include_practice:
        found += PRACTICE_TERMS
    if on < ELECTIONS_FROM:
        return tuple(found)
    most: int = ELECTION_SHIFT.at(on).value
    return tuple(attrs.evolve(rule, most_shift_months=most) for rule in found)
