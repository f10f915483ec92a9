"""A catalog of duties by role, to begin a duty list with."""

from datetime import date

from partybuild.duties._duty import Duty
from partybuild.duties._level import ResponsibilityLevel
from partybuild.duties._recurrence import Frequency, Recurrence
from partybuild.kernel import Citation, CitationStatus, Label
from partybuild.organization import OrganizationKind, PostRole

_FIRST, _DIRECT = ResponsibilityLevel.FIRST, ResponsibilityLevel.DIRECT
_LEADERSHIP, _DUAL = ResponsibilityLevel.LEADERSHIP, ResponsibilityLevel.DUAL
_BRANCH = (OrganizationKind.BRANCH,)
_COMMITTEE = (OrganizationKind.COMMITTEE,)


def _practice(zh: str, en: str, issued: date | None = None) -> Citation:
    return Citation(
        title=Label(zh=zh, en=en), issued=issued, status=CitationStatus.PRACTICE
    )


COLLEGE_GUIDE = _practice(
    "某高校组织生活工作指南",
    "a college's guide to organization life",
    date(2021, 5, 29),
)
"""Where the frequencies of meetings are taken from; they are practice."""
_IN_USE = _practice("党建责任清单的通行做法", "duty lists as generally in use")
_REPORTS = _practice("述职报告模板", "template of a duty report")
_THREE_LISTS = _practice(
    "某县党建责任三级清单", "a county's duty lists on three levels"
)
_PROBLEM_LISTS = _practice(
    "某区述职评议考核方案（2018年）", "a district's plan for the review of 2018"
)
_TWO_LISTS = _practice("某县一诺两单制度", "a county's one pledge and two lists")
_THREE_SUBJECTS = _practice(
    "某市责任主体清单意见（2018年）", "a city's opinion of 2018 on responsible subjects"
)
_RECORDS = _practice("某高校党支部考核表", "a university's assessment sheet")


def _duty(  # noqa: PLR0913 - what a line of the catalog consists of
    duty_id: str,
    role: PostRole,
    level: ResponsibilityLevel,
    areas: tuple[str, ...],
    title: Label,
    basis: Citation,
    *,
    kinds: tuple[OrganizationKind, ...] = (),
    recurrence: Recurrence | None = None,
    hand_down: bool = False,
) -> Duty:
    return Duty(
        duty_id=duty_id,
        title=title,
        level=level,
        areas=areas,
        role=role,
        kinds=kinds,
        recurrence=recurrence,
        hand_down=hand_down,
        basis=basis,
    )


def _each(frequency: Frequency, times: int = 1) -> Recurrence:
    return Recurrence(frequency=frequency, times=times)


_SECRETARY, _DEPUTY = PostRole.SECRETARY, PostRole.DEPUTY_SECRETARY
_MEMBER, _SPECIALIST = PostRole.COMMITTEE_MEMBER, PostRole.SPECIALIST
_MONTHLY, _QUARTERLY = _each(Frequency.MONTHLY), _each(Frequency.QUARTERLY)
_YEARLY = _each(Frequency.YEARLY)

_OF_SECRETARIES = (
    _duty(
        *("secretary-first", _SECRETARY, _FIRST, ("responsibility",)),
        Label(
            zh="履行抓基层党建工作第一责任人职责",
            en="answer for Party building as the first person responsible",
        ),
        _REPORTS,
    ),
    _duty(
        *("secretary-hand-down", _SECRETARY, _FIRST, ("responsibility", "mechanism")),
        Label(
            zh="把党建责任清单下达到每个下级党组织",
            en="hand the duty list down to every organization below",
        ),
        _THREE_LISTS,
        recurrence=_YEARLY,
        hand_down=True,
    ),
    _duty(
        *("secretary-study", _SECRETARY, _FIRST, ("responsibility", "fusion")),
        Label(
            zh="专题研究党建工作，每年至少2次",
            en="study Party building with the committee, at least twice a year",
        ),
        _IN_USE,
        recurrence=_each(Frequency.YEARLY, 2),
    ),
    _duty(
        *("secretary-lecture", _SECRETARY, _DIRECT, ("ideology",)),
        Label(zh="讲党课，每年至少1次", en="give a Party lecture, at least one a year"),
        COLLEGE_GUIDE,
        kinds=_COMMITTEE,
        recurrence=_YEARLY,
    ),
    _duty(
        *("secretary-talks", _SECRETARY, _DIRECT, ("organization-life",)),
        Label(
            zh="开展谈心谈话，每年至少1次",
            en="hold heart-to-heart talks, at least once a year",
        ),
        COLLEGE_GUIDE,
        recurrence=_YEARLY,
    ),
    _duty(
        *("secretary-report", _SECRETARY, _DIRECT, ("report",)),
        Label(zh="每年向上级党组织述职", en="report to the higher level once a year"),
        _IN_USE,
        recurrence=_YEARLY,
    ),
    _duty(
        *("secretary-lists", _SECRETARY, _FIRST, ("report", "mechanism")),
        Label(
            zh="建立问题、责任和整改清单",
            en="draw up the lists of problems, responsibilities and rectification",
        ),
        _PROBLEM_LISTS,
    ),
    _duty(
        *("branch-general-meeting", _SECRETARY, _DIRECT, ("organization-life",)),
        Label(zh="召开支部党员大会，每季度1次", en="general meeting, once a quarter"),
        COLLEGE_GUIDE,
        kinds=_BRANCH,
        recurrence=_QUARTERLY,
    ),
    _duty(
        *("branch-committee-meeting", _SECRETARY, _DIRECT, ("organization-life",)),
        Label(zh="召开支委会，每月1次", en="branch committee meeting, once a month"),
        COLLEGE_GUIDE,
        kinds=_BRANCH,
        recurrence=_MONTHLY,
    ),
    _duty(
        *("branch-group-meeting", _SECRETARY, _LEADERSHIP, ("organization-life",)),
        Label(zh="召开党小组会，每月1次", en="Party group meetings, once a month"),
        COLLEGE_GUIDE,
        kinds=_BRANCH,
        recurrence=_MONTHLY,
    ),
    _duty(
        *("branch-party-day", _SECRETARY, _DIRECT, ("organization-life", "role")),
        Label(zh="开展主题党日，每月1天", en="theme Party day, one day a month"),
        COLLEGE_GUIDE,
        kinds=_BRANCH,
        recurrence=_MONTHLY,
    ),
    _duty(
        *("branch-life-meeting", _SECRETARY, _DIRECT, ("organization-life",)),
        Label(
            zh="召开组织生活会，每年至少1次",
            en="organization-life meeting, at least once a year",
        ),
        COLLEGE_GUIDE,
        kinds=_BRANCH,
        recurrence=_YEARLY,
    ),
    _duty(
        *("branch-appraisal", _SECRETARY, _DIRECT, ("member-management",)),
        Label(
            zh="民主评议党员，每年1次",
            en="democratic appraisal of members, once a year",
        ),
        _IN_USE,
        kinds=_BRANCH,
        recurrence=_YEARLY,
    ),
)
_OF_OTHERS = (
    _duty(
        *("deputy-assist", _DEPUTY, _DIRECT, ("responsibility",)),
        Label(
            zh="协助书记抓党建，承担直接责任",
            en="assist the secretary in Party building, with direct responsibility",
        ),
        _IN_USE,
    ),
    _duty(
        *("deputy-dual", _DEPUTY, _DUAL, ("responsibility", "fusion")),
        Label(
            zh="对分管领域的党建工作履行一岗双责",
            en="answer for Party building in the fields the post is in charge of",
        ),
        _THREE_SUBJECTS,
    ),
    _duty(
        *("member-dual", _MEMBER, _DUAL, ("responsibility", "fusion")),
        Label(
            zh="对分管领域的党建工作履行一岗双责",
            en="answer for Party building in the fields the post is in charge of",
        ),
        _THREE_SUBJECTS,
    ),
    _duty(
        *("member-organization", _MEMBER, _DIRECT, ("organization",)),
        Label(
            zh="组织委员：发展和管理党员",
            en="organization member: admission and management of members",
        ),
        _IN_USE,
    ),
    _duty(
        *("member-publicity", _MEMBER, _DIRECT, ("ideology",)),
        Label(zh="宣传委员：学习和宣传", en="publicity member: study and publicity"),
        _IN_USE,
    ),
    _duty(
        *("member-discipline", _MEMBER, _DIRECT, ("integrity",)),
        Label(
            zh="纪检委员：监督和廉洁教育",
            en="discipline member: supervision and education in integrity",
        ),
        _IN_USE,
    ),
    _duty(
        *("specialist-records", _SPECIALIST, _DIRECT, ("mechanism",)),
        Label(
            zh="记录和归档组织生活", en="keep and file the records of organization life"
        ),
        _RECORDS,
    ),
    _duty(
        *("specialist-progress", _SPECIALIST, _DIRECT, ("report",)),
        Label(
            zh="每季度报告清单进展",
            en="report the progress of the lists once a quarter",
        ),
        _TWO_LISTS,
        recurrence=_QUARTERLY,
    ),
)

DUTY_CATALOG: tuple[Duty, ...] = (*_OF_SECRETARIES, *_OF_OTHERS)
"""Duties of secretaries, deputies, members and specialists; all of it is practice.

No central article is confirmed for these; an office replaces a basis by its own
document, and a line by its own wording.
"""

MEETING_DUTY_IDS = (
    "branch-general-meeting",
    "branch-committee-meeting",
    "branch-group-meeting",
    "branch-party-day",
    "branch-life-meeting",
    "secretary-talks",
    "secretary-lecture",
)
"""Lines of the catalog that are meetings with a frequency in the guide."""
