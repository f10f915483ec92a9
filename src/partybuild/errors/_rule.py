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
        return (
            f"the weights of the {self.what} sum to {self.total}, not to "
            f"{self.expected}; correct the weights (none is rescaled silently)"
        )


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
