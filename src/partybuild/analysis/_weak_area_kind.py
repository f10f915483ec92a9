"""The ways in which an item can be weak."""

from enum import Enum

from partybuild.kernel import Label


class WeakAreaKind(Enum):
    """In which way an item is weak."""

    BELOW_STANDARD = "below_standard"
    LOCAL = "local"
    COMMON = "common"
    MIXED = "mixed"
    FALLING = "falling"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _LABELS[self]


_LABELS = {
    WeakAreaKind.BELOW_STANDARD: Label(zh="低于标准", en="below standard"),
    WeakAreaKind.LOCAL: Label(zh="个人短板", en="local"),
    WeakAreaKind.COMMON: Label(zh="共性短板", en="common"),
    WeakAreaKind.MIXED: Label(zh="兼有", en="mixed"),
    WeakAreaKind.FALLING: Label(zh="下滑", en="falling"),
}
