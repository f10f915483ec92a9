"""Marks that choose no option. They are four different things, and none is a zero."""

from enum import IntEnum

from partybuild.kernel import Label


class NoChoice(IntEnum):
    """A mark that chose no option; its value is the byte that a ballot box keeps."""

    BLANK = 255
    """Nothing was marked."""
    SPOILT = 254
    """Something was marked that cannot be read as one option."""
    ABSTAINED = 253
    """弃权: the voter said not to choose."""
    UNKNOWN = 252
    """不了解: the voter said not to know."""
    RECUSED = 251
    """回避: the voter was not to mark this subject."""

    @property
    def code(self) -> str:
        """Word in documents."""
        return self.name.lower()

    @property
    def label(self) -> Label:
        """Words in tables."""
        return _LABELS[self]


_LABELS = {
    NoChoice.BLANK: Label(zh="空白", en="blank"),
    NoChoice.SPOILT: Label(zh="废", en="spoilt"),
    NoChoice.ABSTAINED: Label(zh="弃权", en="abstained"),
    NoChoice.UNKNOWN: Label(zh="不了解", en="don't know"),
    NoChoice.RECUSED: Label(zh="回避", en="recused"),
}

NO_CHOICES = tuple(NoChoice)
"""In the order in which a tally keeps them, after the options."""
