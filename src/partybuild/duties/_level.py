"""Levels of responsibility."""

from enum import Enum

from partybuild.kernel import Label


class ResponsibilityLevel(Enum):
    """What kind of responsibility the holder of a post bears."""

    FIRST = "first"
    """第一责任人: the secretary, for all of it."""
    DIRECT = "direct"
    """直接责任: who does it."""
    LEADERSHIP = "leadership"
    """领导责任: who leads those who do it."""
    DUAL = "dual"
    """一岗双责: Party building beside the business of the post."""

    @property
    def label(self) -> Label:
        """Name of the level."""
        return _LABELS[self]


_LABELS = {
    ResponsibilityLevel.FIRST: Label(zh="第一责任人", en="first person responsible"),
    ResponsibilityLevel.DIRECT: Label(zh="直接责任", en="direct responsibility"),
    ResponsibilityLevel.LEADERSHIP: Label(
        zh="领导责任", en="leadership responsibility"
    ),
    ResponsibilityLevel.DUAL: Label(
        zh="一岗双责", en="dual responsibilities of a post"
    ),
}
