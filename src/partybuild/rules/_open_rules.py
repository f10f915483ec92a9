"""What documents are said to fix, and what nobody confirmed: values to be supplied."""

from partybuild.kernel import Citation, CitationStatus, Label
from partybuild.rules._open_rule import OpenRule

_MEMBERS = Label(zh="党员人数", en="members")
_YEARS = Label(zh="年", en="years")
_SHARE = Label(zh="比例", en="share")
_WORDS = Label(zh="文字规定", en="wording")
_TIMES = Label(zh="次数", en="times")
_HOURS = Label(zh="学时", en="hours")
_BASE = Label(zh="计算基数", en="base")


def _said(zh: str, en: str, locator: str = "") -> Citation:
    return Citation(
        title=Label(zh=zh, en=en), locator=locator, status=CitationStatus.UNCONFIRMED
    )


_ENTERPRISES = _said(
    "中国共产党国有企业基层组织工作条例（试行）",
    "Work Regulations for Grassroots Organizations of the CPC in State-owned "
    "Enterprises (for Trial Implementation)",
)
_UNIVERSITIES = _said(
    "中国共产党普通高等学校基层组织工作条例",
    "Regulations on the Work of Primary-Level Party Organizations in Universities",
)
_ELECTIONS = _said(
    "中国共产党基层组织选举工作条例",
    "Regulations on Elections of Primary-Level Party Organizations",
)
_REVIEW = _said(
    "党委（党组）书记抓基层党建工作述职评议考核办法（试行）",
    "Measures for the Review of Secretaries of Party Committees (Leading Groups) on "
    "Primary-Level Party Building (for Trial Implementation)",
)
_OFFICIALS = _said(
    "党政领导干部考核工作条例",
    "Regulations on the Appraisal of Leading Party and Government Officials",
)
_CIVIL_SERVANTS = _said(
    "公务员考核规定", "Provisions on the Appraisal of Civil Servants"
)
_RESPONSIBILITY = _said(
    "党委（党组）落实全面从严治党主体责任规定",
    "Provisions on the Principal Responsibility of Party Committees (Leading Groups) "
    "for Full and Strict Governance of the Party",
)
_TRAINING = _said(
    "党员教育培训有关规定", "a rule on the training of members, title not confirmed"
)
_COMMUNITY = Citation(
    title=Label(zh="某社区民主评议党员办法", en="a community's rule-book, undated"),
    status=CitationStatus.PRACTICE,
)
_SITES = Citation(
    title=Label(zh="各地通行做法", en="what is generally in use"),
    status=CitationStatus.PRACTICE,
)

_LINES: tuple[tuple[Label, Label, Citation], ...] = (
    (
        Label(
            zh="国有企业党支部的党员人数", en="members of a state enterprise's branch"
        ),
        *(_MEMBERS, _ENTERPRISES),
    ),
    (
        Label(
            zh="国有企业党总支的党员人数，包括两端是否计入",
            en="members of a state enterprise's general branch, and whether either "
            "edge is included",
        ),
        *(_MEMBERS, _ENTERPRISES),
    ),
    (
        Label(
            zh="高校院系党委、党总支的党员人数",
            en="members of a university faculty's committee and general branch",
        ),
        *(_MEMBERS, _UNIVERSITIES),
    ),
    (
        Label(
            zh="“以上”“以下”是否包括本数",
            en="whether “or more” and “or less” include the number, as a general rule",
        ),
        *(_WORDS, _SITES),
    ),
    (
        Label(
            zh="国有企业党委、党总支、党支部的任期",
            en="terms of a state enterprise's committee, general branch and branch",
        ),
        *(_YEARS, _ENTERPRISES),
    ),
    (
        Label(
            zh="高校院系级党组织的任期",
            en="term of the organizations of a university's faculties",
        ),
        *(_YEARS, _UNIVERSITIES),
    ),
    (
        Label(
            zh="当选须超过半数的基数（应到会人数或者实到会人数）",
            en="base of the majority in an election (entitled or present)",
        ),
        *(_BASE, _ELECTIONS),
    ),
    (
        Label(
            zh="委员候选人的差额比例", en="candidates for a committee beyond its seats"
        ),
        *(_SHARE, _ELECTIONS),
    ),
    (
        Label(zh="综合评价为“好”的比例上限", en="largest share of 好 in a review"),
        *(_SHARE, _REVIEW),
    ),
    (
        Label(
            zh="会后整改清单、一定范围内通报、评价较差者年度考核不得优秀",
            en="rectification list, limited publication, and the bar from the top "
            "annual grade for a poor one",
        ),
        *(_WORDS, _REVIEW),
    ),
    (
        Label(
            zh="公务员年度考核优秀的比例上限",
            en="largest share of 优秀 among civil servants",
        ),
        *(_SHARE, _CIVIL_SERVANTS),
    ),
    (
        Label(
            zh="领导干部年度考核优秀的比例上限",
            en="largest share of 优秀 among leading officials",
        ),
        *(_SHARE, _OFFICIALS),
    ),
    (
        Label(
            zh="党委（党组）专题研究全面从严治党的次数",
            en="study sessions of a committee on strict governance",
        ),
        *(_TIMES, _RESPONSIBILITY),
    ),
    (
        Label(
            zh="党员和书记每年集中学习培训的学时",
            en="yearly training hours of members and of secretaries",
        ),
        *(_HOURS, _TRAINING),
    ),
    (
        Label(
            zh="民主评议中“不合格”票过半的后果",
            en="what follows where most ballots of an appraisal say 不合格",
        ),
        *(_WORDS, _COMMUNITY),
    ),
)

OPEN_RULES: tuple[OpenRule, ...] = tuple(
    OpenRule(code=f"PB-OPEN-{number:02d}", title=title, unit=unit, source=source)
    for number, (title, unit, source) in enumerate(_LINES, 1)
)
"""Values that the user supplies; none of them has a default."""
