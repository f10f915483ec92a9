"""Rules that contradict themselves or do not apply."""

from datetime import date
from fractions import Fraction

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class WeightSumError(PartyBuildError, ValueError):
    """Weights that do not sum to the total they are stated against."""

    what: str
    total: Fraction
    expected: Fraction

    def __str__(self) -> str:
        """Name the weights, their sum and the sum expected."""
        total = _shown(self.total, self.expected)
        return (
            f"the weights of the {self.what} sum to {total}, not to "
            f"{self.expected}; correct the weights (none is rescaled silently)"
        )


def _shown(total: Fraction, expected: Fraction) -> str:
    """Return a sum as people write it beside the fraction, where it is not whole."""
    if total.denominator == 1:
        return str(total)
    written = [_decimal(total)]
    if expected == 1:
        written.append(f"{_decimal(total * 100)}%")
    about = "" if total * 10_000 % 1 == 0 else "about "
    return f"{total} ({about}{' or '.join(written)})"


def _decimal(value: Fraction) -> str:
    whole, part = divmod(int(abs(value) * 10_000), 10_000)
    return f"{'-' if value < 0 else ''}{whole}.{part:04d}".rstrip("0").rstrip(".")


@attrs.define
class BandError(PartyBuildError, ValueError):
    """Grade bands with a gap, an overlap or no cover of the scale."""

    problem: str

    def __str__(self) -> str:
        """Say where the bands do not meet."""
        return f"the grade bands do not cover the scale once: {self.problem}"


@attrs.define
class RuleNotInForceError(PartyBuildError, LookupError):
    """No version of a rule is in force on the date asked for."""

    code: str
    on: date
    covered: str

    def __str__(self) -> str:
        """Name the rule, the date, the dates covered and the remedy."""
        return (
            f"{self.code} has no version in force on {self.on}; it covers "
            f"{self.covered}; ask for a date it covers or add the version"
        )


@attrs.define
class RuleVersionError(PartyBuildError, ValueError):
    """Versions of one rule that overlap or leave a gap."""

    code: str
    problem: str

    def __str__(self) -> str:
        """Name the rule and the two versions that do not meet."""
        return f"the versions of {self.code} do not follow one another: {self.problem}"


@attrs.define
class NestingCycleError(PartyBuildError, ValueError):
    """Parts of a scheme that are made from each other in a circle."""

    path: tuple[str, ...]

    def __str__(self) -> str:
        """Walk the circle."""
        walk = " -> ".join(self.path)
        return (
            f"these parts are made from each other in a circle: {walk}; "
            "take one of the references out"
        )


@attrs.define
class ReviewRuleError(PartyBuildError, ValueError):
    """Parts of a scheme that do not fit together."""

    what: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Name the part, the problem and the remedy."""
        return f"{self.what}: {self.problem}; {self.remedy}"


@attrs.define
class VoidVoteError(PartyBuildError, ValueError):
    """A vote that a scheme declares void as a whole."""

    check_id: str
    ballots: int

    def __str__(self) -> str:
        """Name the check and how many ballots fail it."""
        return (
            f"{self.ballots} ballots fail the check {self.check_id!r}, which voids the "
            "whole vote; hold the vote again"
        )


@attrs.define
class MissingDecisionError(PartyBuildError, LookupError):
    """A score or a case depends on a decision that no body has recorded."""

    rule_id: str
    subject: str

    def __str__(self) -> str:
        """Name the rule and the subject, and say what to record."""
        return (
            f"whether the fact {self.rule_id!r} exists for {self.subject!r} is not "
            "recorded, and a score or a condition depends on it; record the fact, or "
            "a decision that it is absent"
        )


@attrs.define
class UnscreenedBallotsError(PartyBuildError, ValueError):
    """Ballots that were not held against the checks of the scheme."""

    check_id: str
    ballots: int

    def __str__(self) -> str:
        """Name the check and say what to do."""
        return (
            f"{self.ballots} ballots fail the check {self.check_id!r} of the scheme; "
            "assess what screen_ballots(review).review gives, after the scrutineers "
            "have seen its findings"
        )


@attrs.define
class DelegationError(PartyBuildError, ValueError):
    """A number that is left open above and not filled in below as it should be."""

    parameter_id: str
    documents: tuple[str, ...]
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Name the parameter, what the documents say and the remedy."""
        return f"parameter {self.parameter_id!r}: {self.problem}; {self.remedy}"
