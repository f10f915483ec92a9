"""The taxonomy of weaknesses that comments at review conferences name."""

import attrs

from partybuild.kernel import Label


@attrs.frozen(kw_only=True)
class Weakness:
    """A weakness in the wording in use, within its area of work.

    Attributes:
        code: Code, such as "RESP-1"; items and remarks carry it.
        area_id: Area of work it belongs to.
        label: Wording in use.
    """

    code: str
    area_id: str
    label: Label


def _of(area_id: str, *rows: tuple[str, str, str]) -> tuple[Weakness, ...]:
    return tuple(
        Weakness(code=code, area_id=area_id, label=Label(zh=zh, en=en))
        for code, zh, en in rows
    )


WEAKNESSES: tuple[Weakness, ...] = (
    *_of(
        "responsibility",
        ("RESP-1", "责任传导不够有力", "responsibility not passed down firmly"),
        ("RESP-2", "党建工作责任制落实不到位", "responsibility system not implemented"),
        (
            "RESP-3",
            "主体责任落实浮于表面",
            "principal responsibility met only on the surface",
        ),
        ("RESP-4", "部署多、督查少", "much planning, little checking"),
        (
            "RESP-5",
            "第一责任人意识不强、抓党建投入不足",
            "weak sense of being first responsible, little time for Party building",
        ),
    ),
    *_of(
        "role",
        ("ROLE-1", "作用发挥不够明显", "role not evident"),
        (
            "ROLE-2",
            "党员先锋模范作用不明显",
            "exemplary role of members not evident",
        ),
    ),
    *_of(
        "fusion",
        ("FUSE-1", "党建融合不够深入", "merging with central work not deep"),
        (
            "FUSE-2",
            "党建与业务“两张皮”",
            "Party building and business run separately",
        ),
    ),
    *_of(
        "organization-life",
        ("LIFE-1", "组织生活质效不高", "organization life weak in quality"),
        ("LIFE-2", "三会一课流于形式", "meetings held as a formality"),
        (
            "LIFE-3",
            "批评和自我批评辣味不足",
            "criticism and self-criticism too mild",
        ),
    ),
    *_of(
        "ideology",
        ("IDEO-1", "政治教育形式单调", "political education monotonous in form"),
        ("IDEO-2", "理论学习深度不足", "theory study shallow"),
    ),
    *_of(
        "member-management",
        ("MGMT-1", "党员管理监督宽松软", "management of members lax"),
        ("MGMT-3", "党费收缴不规范", "dues collected late or short"),
        ("MGMT-4", "发展党员不规范", "procedure for admitting members weak"),
        ("MGMT-5", "流动党员管理薄弱", "mobile members badly managed"),
    ),
    *_of(
        "organization",
        ("ORG-1", "软弱涣散基层党组织", "weak and lax organization"),
        ("ORG-2", "支部班子配备不齐", "branch committee incomplete"),
        ("ORG-3", "未按期换届", "election of a new term overdue"),
        ("ORG-4", "党务干部力量薄弱", "too few Party-affairs staff"),
        ("ORG-5", "两个覆盖不到位", "coverage of the non-public sector incomplete"),
    ),
    *_of(
        "integrity",
        ("INT-1", "廉政风险排查不到位", "integrity risks not checked in time"),
    ),
    *_of(
        "innovation",
        ("INNO-1", "特色品牌不突出", "no distinctive practice or brand"),
        ("INNO-2", "创新性主动性不够", "little initiative"),
    ),
    *_of(
        "mechanism",
        (
            "MECH-1",
            "考核机制不健全、缺乏量化",
            "assessment incomplete and not quantified",
        ),
        ("MECH-2", "存档文件不规范", "files not in order"),
    ),
    *_of(
        "report",
        ("REPORT-1", "查摆问题避重就轻", "problem part avoids the real issue"),
        ("REPORT-2", "整改不实", "rectification not real"),
    ),
    *_of(
        "place",
        ("PLACE-1", "无活动场所、阵地薄弱", "no or poor place for activity"),
    ),
    *_of(
        "economy",
        ("ECON-1", "村级集体经济薄弱", "village collective economy weak"),
    ),
)
"""Weaknesses by code; the wording is in use, codes and areas are this library's."""
