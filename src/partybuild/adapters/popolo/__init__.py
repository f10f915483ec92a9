"""Popolo JSON in and out: organizations, posts, memberships, people."""

from partybuild.adapters.popolo._read import popolo_roster, read_popolo
from partybuild.adapters.popolo._write import popolo_document, write_popolo

__all__ = ["popolo_document", "popolo_roster", "read_popolo", "write_popolo"]
