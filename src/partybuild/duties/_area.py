"""Areas of Party-building work."""

import attrs

from partybuild.kernel import Label


@attrs.frozen(kw_only=True)
class WorkArea:
    """An area of work that duties, findings and weak areas share.

    Attributes:
        area_id: Id.
        label: Name.
    """

    area_id: str
    label: Label


def _area(area_id: str, zh: str, en: str) -> WorkArea:
    return WorkArea(area_id=area_id, label=Label(zh=zh, en=en))


WORK_AREAS: tuple[WorkArea, ...] = (
    _area("responsibility", "责任落实", "responsibility"),
    _area("role", "作用发挥", "role played"),
    _area("fusion", "党建融合", "merging Party building with central work"),
    _area("organization-life", "组织生活", "organization life"),
    _area("ideology", "思想建设", "ideology"),
    _area("member-management", "党员教育管理", "member management"),
    _area("organization", "组织建设", "organization"),
    _area("integrity", "廉政建设", "integrity"),
    _area("innovation", "创新特色", "innovation"),
    _area("mechanism", "制度机制", "mechanism"),
    _area("report", "述职与整改", "report and rectification"),
    _area("place", "阵地保障", "place and means"),
    _area("economy", "集体经济", "collective economy"),
)
"""Areas that `WEAKNESSES` is grouped by; an office may use ids of its own."""
