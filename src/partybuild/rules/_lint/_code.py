"""One kind of finding of the linter."""

import attrs

from partybuild.kernel import Label, Record, Severity

CodeRow = tuple[int, Severity, tuple[str, str], tuple[str, str]]
"""Number, severity, then meaning and remedy, each in Chinese and in English."""


@attrs.frozen(kw_only=True)
class LintCode(Record):
    """One kind of finding about a scheme.

    Attributes:
        code: Stable code.
        severity: How much it matters.
        meaning: What is wrong, or worth knowing.
        remedy: What to do.
    """

    code: str
    severity: Severity
    meaning: Label
    remedy: Label
