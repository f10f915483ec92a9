"""Every exception that partybuild raises on purpose.

Each one derives from `PartyBuildError` and from the nearest builtin, keeps the
facts as fields, and says in its text what is wrong, where, what was found and
what to do.
"""

from partybuild.errors._ballot import (
    DisclosureError,
    EmptyVoterGroupError,
    MissingEntryError,
    MissingLevelError,
    NotForPublicationError,
    RollCallError,
    TallyError,
)
from partybuild.errors._base import PartyBuildError
from partybuild.errors._duty import DutyChainError
from partybuild.errors._edge import (
    FileBusyError,
    FileExistsAlreadyError,
    FileNotWrittenError,
    MissingExtraError,
    PictureFormatError,
    ReportFormatError,
    UnknownStrokesError,
    UsageError,
)
from partybuild.errors._identity import DuplicateIdError, UnknownIdError
from partybuild.errors._input import InputError, Mistake
from partybuild.errors._ledger import LedgerConflictError, LedgerStepError
from partybuild.errors._organization import (
    AmbiguousRuleError,
    OrganizationEventError,
    OrganizationTreeError,
)
from partybuild.errors._rule import (
    BandError,
    DelegationError,
    MissingDecisionError,
    NestingCycleError,
    ReviewRuleError,
    RuleNotInForceError,
    RuleVersionError,
    UnscreenedBallotsError,
    VoidVoteError,
    WeightSumError,
)
from partybuild.errors._trend import TrendError
from partybuild.errors._value import (
    InexactNumberError,
    LanguageError,
    NumberSyntaxError,
    PeriodOrderError,
    TiedSeatError,
    TooFewMarksError,
    ValueRangeError,
)

__all__ = [
    "AmbiguousRuleError",
    "BandError",
    "DelegationError",
    "DisclosureError",
    "DuplicateIdError",
    "DutyChainError",
    "EmptyVoterGroupError",
    "FileBusyError",
    "FileExistsAlreadyError",
    "FileNotWrittenError",
    "InexactNumberError",
    "InputError",
    "LanguageError",
    "LedgerConflictError",
    "LedgerStepError",
    "MissingDecisionError",
    "MissingEntryError",
    "MissingExtraError",
    "MissingLevelError",
    "Mistake",
    "NestingCycleError",
    "NotForPublicationError",
    "NumberSyntaxError",
    "OrganizationEventError",
    "OrganizationTreeError",
    "PartyBuildError",
    "PeriodOrderError",
    "PictureFormatError",
    "ReportFormatError",
    "ReviewRuleError",
    "RollCallError",
    "RuleNotInForceError",
    "RuleVersionError",
    "TallyError",
    "TiedSeatError",
    "TooFewMarksError",
    "TrendError",
    "UnknownIdError",
    "UnknownStrokesError",
    "UnscreenedBallotsError",
    "UsageError",
    "ValueRangeError",
    "VoidVoteError",
    "WeightSumError",
]
