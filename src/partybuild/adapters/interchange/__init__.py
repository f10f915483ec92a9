"""What the interchange forms share: what goes in and out, and what is lost."""

from partybuild.adapters.interchange._lost import Lost
from partybuild.adapters.interchange._roster import Roster

__all__ = ["Lost", "Roster"]
