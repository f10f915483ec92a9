"""What the fuzzer looks into, for each reader; nothing of the library is imported."""

from collections.abc import Mapping

_KERNEL = ("partybuild.kernel", "partybuild.errors")
_RECORDS = ("partybuild.adapters.records", "partybuild.conference", "partybuild.rules")
_LEDGERS = ("partybuild.adapters.records", "partybuild.ledgers")
_EXCEL = ("partybuild.adapters.excel", "partybuild.conference")

READERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "arguments": ("_commands", ("partybuild.adapters.cli",)),
    "assessed": ("_documents", ("partybuild.assessment", "partybuild.rules")),
    "cells": ("_tables", _EXCEL),
    "csv": ("_tables", _EXCEL),
    "elements": ("_documents", ("partybuild.adapters.interchange",)),
    "feedback": ("_documents", _RECORDS),
    "folder": ("_frames", ("partybuild.adapters.frames",)),
    "frame": ("_frames", ("partybuild.adapters.frames",)),
    "ledger": ("_documents", _LEDGERS),
    "ledger-cells": ("_tables", (*_EXCEL, *_LEDGERS)),
    "ledger-workbook": ("_files", (*_EXCEL, *_LEDGERS)),
    "lines": ("_documents", _LEDGERS),
    "marked": ("_files", _EXCEL),
    "number": ("_documents", _KERNEL),
    "ods": ("_files", _EXCEL),
    "popolo": ("_documents", ("partybuild.adapters.popolo", "partybuild.organization")),
    "receipt": ("_documents", ("partybuild.assessment._verifier",)),
    "review": ("_documents", (*_RECORDS, "partybuild.organization")),
    "rulebook": ("_rulebooks", ("partybuild.adapters.rulebooks", "partybuild.rules")),
    "template": ("_files", ("partybuild.adapters.word",)),
    "text": ("_documents", _RECORDS),
    "two-sheets": ("_tables", _EXCEL),
    "workbook": ("_files", _EXCEL),
    "xls": ("_files", _EXCEL),
}
"""Name of each reader to where its target is, and what the fuzzer looks into."""
