"""Facts about the data, returned as values and never raised."""

from collections.abc import Iterable
from enum import Enum
from html import escape

import attrs

from partybuild.kernel._citation import Basis
from partybuild.kernel._label import Label


class Severity(Enum):
    """How much a finding matters."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


@attrs.frozen(kw_only=True)
class Finding:
    """A fact in the data that somebody should know.

    Attributes:
        code: Stable code of the kind of finding, such as "PB-ROLL-01".
        severity: How much it matters.
        subject: Id of what it is about; empty for the whole conference.
        message: The sentence, in both languages.
        evidence: Named facts behind it, as text.
        basis: The article or decision it rests on, where there is one.
    """

    code: str
    severity: Severity
    subject: str
    message: Label
    evidence: tuple[tuple[str, str], ...] = ()
    basis: Basis | None = None

    def _repr_html_(self) -> str:
        return f"<p>[{escape(self.code)}] {escape(self.message.zh)}</p>"


def sorted_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the one order that does not depend on the input's."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                _RANK[f.severity],
                f.code,
                f.subject,
                f.message,
                f.evidence,
                repr(f.basis),
            ),
        )
    )
