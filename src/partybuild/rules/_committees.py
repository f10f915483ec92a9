"""Committees of branches and townships, joint branches, branches of projects."""

from datetime import date
from typing import TypeVar

from partybuild.kernel import Label, Period
from partybuild.organization import (
    CommitteeSizeRule,
    JointBranchRule,
    MemberBand,
    OrganizationKind,
    ProjectBranchRule,
    Sector,
)
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._documents import (
    BRANCHES_FROM,
    VILLAGES_FROM,
    branch_regulations,
    practice,
    village_regulations,
)

R = TypeVar("R", CommitteeSizeRule, JointBranchRule, ProjectBranchRule)

_GUIDE = practice("某高校基层党组织工作指南", "a university's guide")


def _dated(rule: R, title: Label, unit: Label, first: date) -> DatedRule[R]:
    return DatedRule(
        code=rule.code,
        title=title,
        unit=unit,
        versions=[RuleVersion(period=Period(first), value=rule, basis=rule.basis)],
    )


_MEMBERS = Label(zh="委员人数", en="committee members")

COMMITTEE_SIZES: tuple[DatedRule[CommitteeSizeRule], ...] = (
    _dated(
        CommitteeSizeRule(
            code="PB-FORM-41",
            kinds=(OrganizationKind.BRANCH,),
            band=MemberBand(least=3, most=7),
            from_full_members=7,
            basis=branch_regulations("第六章"),
        ),
        Label(zh="党支部委员会的委员人数", en="members of a branch committee"),
        _MEMBERS,
        BRANCHES_FROM,
    ),
    _dated(
        CommitteeSizeRule(
            code="PB-FORM-42",
            kinds=(OrganizationKind.COMMITTEE,),
            sectors=(Sector.TOWNSHIP,),
            band=MemberBand(least=7, most=9),
            basis=village_regulations(),
        ),
        Label(zh="乡镇党委的委员人数", en="members of a township committee"),
        _MEMBERS,
        VILLAGES_FROM,
    ),
)
"""Confirmed sizes of committees."""

PRACTICE_COMMITTEES = (
    CommitteeSizeRule(
        code="PB-FORM-94",
        kinds=(OrganizationKind.GENERAL_BRANCH,),
        band=MemberBand(least=5, most=9),
        basis=_GUIDE,
    ),
    CommitteeSizeRule(
        code="PB-FORM-95",
        kinds=(OrganizationKind.COMMITTEE,),
        band=MemberBand(least=5, most=9),
        basis=_GUIDE,
    ),
)
"""Sizes of committees by a university's guide."""

JOINT_BRANCHES: DatedRule[JointBranchRule] = _dated(
    JointBranchRule(
        code="PB-FORM-51", most_workplaces=5, fewer_than=3, basis=branch_regulations()
    ),
    Label(zh="联合党支部覆盖的单位", en="workplaces of a joint branch"),
    Label(zh="单位数", en="workplaces"),
    BRANCHES_FROM,
)
"""Workplaces with fewer full members join a branch."""

PROJECT_BRANCHES: DatedRule[ProjectBranchRule] = _dated(
    ProjectBranchRule(code="PB-FORM-52", least_months=6, basis=branch_regulations()),
    Label(
        zh="设立党支部的工程、工作项目的期限", en="length of a project with a branch"
    ),
    Label(zh="个月", en="months"),
    BRANCHES_FROM,
)
"""Projects that are long enough have a branch."""
