"""What the linter finds: codes, their meaning and what to do."""

from partybuild.kernel import Label
from partybuild.rules._lint._code import LintCode
from partybuild.rules._lint._codes_numbers import ROWS as NUMBERS
from partybuild.rules._lint._codes_places import ROWS as PLACES
from partybuild.rules._lint._codes_results import ROWS as RESULTS

LINT_CODES: tuple[LintCode, ...] = tuple(
    LintCode(
        code=f"PB-LINT-{number:02}",
        severity=severity,
        meaning=Label(zh=meaning[0], en=meaning[1]),
        remedy=Label(zh=remedy[0], en=remedy[1]),
    )
    for number, severity, meaning, remedy in (*RESULTS, *NUMBERS, *PLACES)
)
"""Every kind of finding that `lint` gives, by code."""
