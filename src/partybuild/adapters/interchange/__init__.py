"""What the interchange forms share: what goes in and out, and what is lost.

Beside it the mapping table for element names of a standard, such as GB/T 14946,
that its owner fills in.
"""

from partybuild.adapters.interchange._elements import Element, ElementMapping
from partybuild.adapters.interchange._elements_file import (
    elements_from_document,
    read_elements,
    write_elements,
)
from partybuild.adapters.interchange._fields import FIELDS
from partybuild.adapters.interchange._lost import Lost
from partybuild.adapters.interchange._records import roster_records
from partybuild.adapters.interchange._roster import Roster

__all__ = [
    "FIELDS",
    "Element",
    "ElementMapping",
    "Lost",
    "Roster",
    "elements_from_document",
    "read_elements",
    "roster_records",
    "write_elements",
]
