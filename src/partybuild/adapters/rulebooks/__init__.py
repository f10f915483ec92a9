"""Rulebooks as TOML files that an office can read and change."""

from partybuild.adapters.rulebooks._documents import RULEBOOK_FORMAT
from partybuild.adapters.rulebooks._read import (
    open_parameters,
    parse_rulebook,
    read_rulebook,
)
from partybuild.adapters.rulebooks._schema import rulebook_schema
from partybuild.adapters.rulebooks._title import rulebook_title
from partybuild.adapters.rulebooks._unstated import unstated_bases
from partybuild.adapters.rulebooks._write import rulebook_toml, write_rulebook

__all__ = [
    "RULEBOOK_FORMAT",
    "open_parameters",
    "parse_rulebook",
    "read_rulebook",
    "rulebook_schema",
    "rulebook_title",
    "rulebook_toml",
    "unstated_bases",
    "write_rulebook",
]
