"""Steps that a rectification ledger does not take."""

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class LedgerStepError(PartyBuildError, ValueError):
    """A step that the rules of a rectification ledger forbid.

    Attributes:
        problem_id: Problem that the step is about.
        step: What was to be done, and on which day.
        reason: Why it is forbidden, and what to do.
    """

    problem_id: str
    step: str
    reason: str

    def __str__(self) -> str:
        """Name the problem, the step and the reason."""
        return f"problem {self.problem_id!r}: cannot {self.step}: {self.reason}"


@attrs.define
class LedgerConflictError(PartyBuildError, ValueError):
    """Two copies of a ledger that went different ways and were not reconciled."""

    problem_ids: tuple[str, ...]

    def __str__(self) -> str:
        """Name the problems and the way on."""
        named = ", ".join(repr(problem_id) for problem_id in self.problem_ids)
        return (
            f"the copies went different ways on {named}; decide which steps stand "
            "and record them"
        )
