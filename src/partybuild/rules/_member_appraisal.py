"""Democratic appraisal of members (民主评议党员): practice of single bodies."""

from datetime import date
from fractions import Fraction

from partybuild.kernel import Citation, Label, Period
from partybuild.rules._dated import DatedRule, RuleVersion
from partybuild.rules._documents import practice

_SHARE = Label(zh="比例", en="share")
_NOTICE = practice(
    "中国地质大学（北京）民主评议党员通知（2018年）",
    "notice of China University of Geosciences (Beijing), 2018, on the appraisal of "
    "members",
)
_HOSPITAL = practice(
    "某医院民主评议党员通知（2017年）",
    "notice of a hospital, 2017, on the appraisal of members",
)
# Of both only the year is known: in force from the next first of January.
_NOTICE_FROM, _HOSPITAL_FROM = date(2019, 1, 1), date(2018, 1, 1)


def _share(
    code: str, title: Label, value: Fraction, first: date, basis: Citation
) -> DatedRule[Fraction]:
    return DatedRule(
        code=code,
        title=title,
        unit=_SHARE,
        versions=[RuleVersion(period=Period(first), value=value, basis=basis)],
    )


MEMBER_TOP_SHARE = _share(
    "PB-APPR-01",
    Label(
        zh="评为优秀的党员一般不超过参评党员的比例",
        en="members graded 优秀, normally at most, of those appraised",
    ),
    Fraction(1, 3),
    _NOTICE_FROM,
    _NOTICE,
)
"""Ceiling of the top grade of members: practice, no central article is confirmed."""

MEMBER_TOP_SHARE_HOSPITAL = _share(
    "PB-APPR-02",
    Label(
        zh="评为优秀的党员不超过参评党员的比例（某医院）",
        en="members graded 优秀, at most, of those appraised (a hospital)",
    ),
    Fraction(15, 100),
    _HOSPITAL_FROM,
    _HOSPITAL,
)
"""The lower ceiling of one hospital (scheme A14)."""

MEMBER_PARTICIPATION = _share(
    "PB-APPR-03",
    Label(zh="参加评议的党员不少于的比例", en="members who take part, at least"),
    Fraction(95, 100),
    _NOTICE_FROM,
    _NOTICE,
)
"""Least share of members who take part: practice."""
