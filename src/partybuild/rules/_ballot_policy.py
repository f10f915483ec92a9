"""What the rules say about blanks, empty voter groups and the base of a rate."""

from enum import Enum


class BlankPolicy(Enum):
    """What a blank line on a ballot means. It is never a zero."""

    ABSTAIN = "abstain"
    """Out of the base, like every missing mark."""
    FORBIDDEN = "forbidden"
    """The form cannot be handed in with one: a blank is a mistake in the data."""


class EmptyGroupPolicy(Enum):
    """What happens when a weighted voter group has no valid mark for an item."""

    ERROR = "error"
    RENORMALIZE = "renormalize"
    """The other groups share its weight in proportion."""
    ZERO = "zero"
    """The term is dropped and the weights stay: the full value cannot be reached."""


class Base(Enum):
    """What a rate is a share of. There is no default: a rule must say it."""

    VALID_MARKS = "valid_marks"
    """Marks that chose an option of this item."""
    VALID_BALLOTS = "valid_ballots"
    """Valid ballots, whether or not they marked this item."""
    RETURNED = "returned"
    ISSUED = "issued"
    PRESENT = "present"
    ENTITLED = "entitled"
