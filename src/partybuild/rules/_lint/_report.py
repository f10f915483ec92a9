"""Findings of the linter, and how it writes numbers and names."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.kernel import Basis, Finding, Label, exact_text
from partybuild.rules._lint._codes import LINT_CODES
from partybuild.rules._lint._scheme import Scheme
from partybuild.rules._measures import TOTAL
from partybuild.rules._review_rules import ReviewRules

_CODES = {code.code: code for code in LINT_CODES}
_TOTAL = Label(zh="总分", en="total")


@attrs.frozen
class Case:
    """What is linted.

    Attributes:
        rules: The scheme as stated.
        schemes: The scheme told in unknowns, for every subject class.
    """

    rules: ReviewRules
    schemes: tuple[Scheme, ...]

    def name(self, measure_id: str) -> Label:
        """Return the name of a measure, or of the total."""
        names = {m.measure_id: m.label for m in self.rules.measures}
        return {TOTAL: _TOTAL, **names}[measure_id]


def found(
    number: int,
    subject: str,
    message: tuple[str, str],
    basis: Basis | None = None,
    facts: Mapping[str, str] | None = None,
) -> Finding:
    """Return a finding, what to do behind what is wrong.

    Args:
        number: Number of the code.
        subject: Place in the scheme, such as "quotas.good".
        message: What is wrong here, in Chinese and in English.
        basis: Article or decision of the place.
        facts: Named facts, as text.

    Returns:
        The finding.
    """
    code = _CODES[f"PB-LINT-{number:02}"]
    return Finding(
        code=code.code,
        severity=code.severity,
        subject=subject,
        message=Label(
            zh=f"{message[0]}：{code.meaning.zh}。{code.remedy.zh}",
            en=f"{message[1]}: {code.meaning.en}; {code.remedy.en}",
        ),
        evidence=tuple(sorted((facts or {}).items())),
        basis=basis,
    )


def percent(share: Fraction) -> str:
    """Return a share as a percentage."""
    if 100 % share.denominator:
        return exact_text(share)
    return f"{exact_text(share * 100)}%"


def shown(value: Fraction | None) -> str:
    """Return an exact number, or that there is no bound."""
    return "unbounded" if value is None else exact_text(value)


def several(numbers: list[int]) -> str:
    """Return the first of some numbers."""
    text = ", ".join(map(str, numbers[:5]))
    return f"{text}, …" if len(numbers) > 5 else text
