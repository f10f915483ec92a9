"""Rules of formation: members by kind and sector, committees, joint branches."""

from datetime import date
from enum import Enum
from typing import TypeVar

from partybuild.errors import RuleNotInForceError
from partybuild.kernel import Basis, Citation, Label, Period
from partybuild.organization import (
    CountedMembers,
    FormationRule,
    FormationRules,
    MemberBand,
    OrganizationKind,
    Sector,
)
from partybuild.rules._committees import (
    COMMITTEE_SIZES,
    JOINT_BRANCHES,
    PRACTICE_COMMITTEES,
    PROJECT_BRANCHES,
)
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._documents import (
    BRANCHES_FROM,
    ENTERPRISES_FROM,
    OFFICES_FROM,
    VILLAGES_FROM,
    branch_regulations,
    enterprise_regulations,
    office_regulations,
    practice,
    village_regulations,
)

T = TypeVar("T")
_BRANCH = OrganizationKind.BRANCH
_GENERAL_BRANCH = OrganizationKind.GENERAL_BRANCH
_COMMITTEE = OrganizationKind.COMMITTEE
_MEMBERS = Label(zh="党员人数", en="members")
_IN_USE = practice("各地通行做法", "what is generally in use")
_ANHUI = Citation(
    title=Label(
        zh="安徽省有关高校基层党组织的规定（2007年）",
        en="measure of Anhui province of 2007 on organizations in universities",
    )
)
_ANHUI_FROM = date(2008, 1, 1)  # only the year is known


class PracticeVariant(Enum):
    """What is in use where no central rule is confirmed; the wordings differ."""

    ABOVE_50 = "above_50"
    """General branch from 51 members on, committee from 101 on."""
    FROM_50 = "from_50"
    """General branch from 50 members to 99, committee from 101 on: 100 is in none."""


def _formation(  # noqa: PLR0913 - what a rule of formation consists of
    code: str,
    kind: OrganizationKind,
    band: MemberBand,
    basis: Basis,
    first: date,
    *,
    sectors: tuple[Sector, ...] = (),
    counted: CountedMembers = CountedMembers.ALL,
    upper_is_normal: bool = False,
    fewer_with_approval: bool = False,
) -> DatedRule[FormationRule]:
    names = "、".join(sector.label.zh for sector in sectors)
    english = ", ".join(sector.label.en for sector in sectors)
    rule = FormationRule(
        code=code,
        kind=kind,
        sectors=sectors,
        band=band,
        counted=counted,
        upper_is_normal=upper_is_normal,
        fewer_with_approval=fewer_with_approval,
        basis=basis,
    )
    return DatedRule(
        code=code,
        title=Label(
            zh=f"{kind.label.zh}的党员人数" + (f"（{names}）" if names else ""),
            en=f"members of a {kind.label.en}" + (f" ({english})" if english else ""),
        ),
        unit=_MEMBERS,
        versions=[RuleVersion(period=Period(first), value=rule, basis=basis)],
    )


_OFFICE, _VILLAGE = (Sector.OFFICE,), (Sector.VILLAGE,)
_AT_LEAST_3 = MemberBand(least=3)

FORMATION: tuple[DatedRule[FormationRule], ...] = (
    _formation(
        *("PB-FORM-01", _BRANCH, _AT_LEAST_3, branch_regulations("第二章")),
        BRANCHES_FROM,
        counted=CountedMembers.FULL,
    ),
    _formation(
        *("PB-FORM-02", _BRANCH, MemberBand(most=50), branch_regulations("第二章")),
        BRANCHES_FROM,
        upper_is_normal=True,
    ),
    _formation(
        *("PB-FORM-11", _COMMITTEE, MemberBand(least=100)),
        *(office_regulations("第五条"), OFFICES_FROM),
        sectors=_OFFICE,
        fewer_with_approval=True,
    ),
    _formation(
        *("PB-FORM-12", _GENERAL_BRANCH, MemberBand(least=50, most=100)),
        *(office_regulations("第六条"), OFFICES_FROM),
        sectors=_OFFICE,
        fewer_with_approval=True,
    ),
    _formation(
        *("PB-FORM-13", _BRANCH, _AT_LEAST_3, office_regulations("第七条")),
        OFFICES_FROM,
        sectors=_OFFICE,
        counted=CountedMembers.FULL,
    ),
    _formation(
        *("PB-FORM-21", _COMMITTEE, MemberBand(least=100)),
        *(village_regulations(), VILLAGES_FROM),
        sectors=_VILLAGE,
    ),
    _formation(
        *("PB-FORM-22", _GENERAL_BRANCH, MemberBand(least=50, least_included=False)),
        *(village_regulations(), VILLAGES_FROM),
        sectors=_VILLAGE,
        fewer_with_approval=True,
    ),
    _formation(
        *("PB-FORM-23", _BRANCH, _AT_LEAST_3, village_regulations(), VILLAGES_FROM),
        sectors=_VILLAGE,
        counted=CountedMembers.FULL,
    ),
    _formation(
        *("PB-FORM-31", _COMMITTEE, MemberBand(least=100)),
        *(enterprise_regulations("第四条"), ENTERPRISES_FROM),
        sectors=(Sector.STATE_ENTERPRISE,),
        fewer_with_approval=True,
    ),
)
"""Confirmed rules; what is not confirmed for a sector is left to its office."""

PRACTICE: dict[PracticeVariant, tuple[FormationRule, ...]] = {
    variant: (
        FormationRule(code=code, kind=_GENERAL_BRANCH, band=band, basis=_IN_USE),
        FormationRule(
            code="PB-FORM-93",
            kind=_COMMITTEE,
            band=MemberBand(least=100, least_included=False),
            basis=_IN_USE,
        ),
    )
    for variant, code, band in (
        (
            PracticeVariant.ABOVE_50,
            "PB-FORM-91",
            MemberBand(least=50, least_included=False),
        ),
        (
            PracticeVariant.FROM_50,
            "PB-FORM-92",
            MemberBand(least=50, most=100, most_included=False),
        ),
    )
}

UNIVERSITY_FORMATION_ANHUI: tuple[DatedRule[FormationRule], ...] = (
    _formation(
        *("PB-FORM-61", _GENERAL_BRANCH, MemberBand(least=50), _ANHUI, _ANHUI_FROM),
        sectors=(Sector.UNIVERSITY,),
        fewer_with_approval=True,
    ),
    _formation(
        *("PB-FORM-62", _COMMITTEE, MemberBand(least=100), _ANHUI, _ANHUI_FROM),
        sectors=(Sector.UNIVERSITY,),
    ),
)
"""Faculties by a measure of Anhui province of 2007; it binds nobody elsewhere."""


def formation_rules(
    on: date, practice_variant: PracticeVariant | None = None
) -> FormationRules:
    """Return the bundled rules of formation in force on a day.

    Args:
        on: The day.
        practice_variant: Also what is in use where no central rule is confirmed, in
            one of its wordings; each finding says that it is practice.

    Returns:
        Rules for `partybuild.organization.check_formation`. A sector for which the
        documents are not confirmed has only the rules made for all.

    Raises:
        RuleNotInForceError: If none of them was in force yet.

    Source:
        Regulations on the Work of Branches (2018), on rural primary-level
        organizations, on offices, Art. 5-7, and on state-owned enterprises, Art. 4.
    """
    formation = _in_force(FORMATION, on)
    if not formation:
        raise RuleNotInForceError("PB-FORM", on, f"{BRANCHES_FROM}..")
    sizes = _in_force(COMMITTEE_SIZES, on)
    if practice_variant is not None:
        formation += PRACTICE[practice_variant]
        sizes += PRACTICE_COMMITTEES
    return FormationRules(
        formation=formation,
        committee_sizes=sizes,
        joint=JOINT_BRANCHES.at(on).value,
        project=PROJECT_BRANCHES.at(on).value,
    )


def _in_force(rules: tuple[DatedRule[T], ...], on: date) -> tuple[T, ...]:
    return tuple(
        version.value
        for rule in rules
        for version in rule.versions
        if on in version.period
    )
