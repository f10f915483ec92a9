"""The linter: properties of a scheme, proven before there is any data."""

from partybuild.rules._lint._code import LintCode
from partybuild.rules._lint._codes import LINT_CODES
from partybuild.rules._lint._lint import lint, prove_monotone
from partybuild.rules._lint._monotone_checks import (
    Monotone,
    MonotoneProof,
    WorseForBetter,
)

__all__ = [
    "LINT_CODES",
    "LintCode",
    "Monotone",
    "MonotoneProof",
    "WorseForBetter",
    "lint",
    "prove_monotone",
]
