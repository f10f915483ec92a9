"""A problem that somebody named, and where it was named."""

from collections.abc import Iterable
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Record
from partybuild.ledgers._checks import named


class ProblemScope(Enum):
    """Whose problem it is."""

    COMMON = "common"
    """共性问题: of all of them."""
    INDIVIDUAL = "individual"
    """个性问题: of one."""

    @property
    def label(self) -> Label:
        """Name of the scope."""
        return _SCOPES[self]


_SCOPES = {
    ProblemScope.COMMON: Label(zh="共性", en="common"),
    ProblemScope.INDIVIDUAL: Label(zh="个性", en="individual"),
}


class ProblemSeverity(Enum):
    """How grave a problem is; the office decides, nothing is computed from it."""

    ORDINARY = "ordinary"
    MARKED = "marked"
    SERIOUS = "serious"

    @property
    def label(self) -> Label:
        """Name of the severity."""
        return _SEVERITIES[self]


_SEVERITIES = {
    ProblemSeverity.ORDINARY: Label(zh="一般", en="ordinary"),
    ProblemSeverity.MARKED: Label(zh="较突出", en="marked"),
    ProblemSeverity.SERIOUS: Label(zh="严重", en="serious"),
}


class SourceKind(Enum):
    """Who or what named a problem."""

    COMMENT = "comment"
    BALLOT = "ballot"
    DUTY_CHAIN = "duty_chain"
    SELF_CHECK = "self_check"
    INSPECTION = "inspection"
    LAST_YEAR = "last_year"
    OTHER = "other"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _SOURCES[self]


_SOURCES = {
    SourceKind.COMMENT: Label(zh="点评", en="comment"),
    SourceKind.BALLOT: Label(zh="测评", en="ballots"),
    SourceKind.DUTY_CHAIN: Label(zh="责任传导", en="duty chain"),
    SourceKind.SELF_CHECK: Label(zh="自查", en="self-check"),
    SourceKind.INSPECTION: Label(zh="上级检查", en="inspection from above"),
    SourceKind.LAST_YEAR: Label(zh="上年台账", en="last year's ledger"),
    SourceKind.OTHER: Label(zh="其他", en="other"),
}


@attrs.frozen(kw_only=True, order=True)
class ProblemSource(Record):
    """One place where a problem was named.

    Attributes:
        kind: Who or what named it.
        reference: Which comment, weak area, link of a chain or inspection, such as
            "comment-b1-secretary-problem-1".
        text: What was said there.
    """

    kind: SourceKind = attrs.field(converter=SourceKind, order=[*SourceKind].index)
    reference: str = attrs.field(validator=named)
    text: Label


def _sources(sources: Iterable[ProblemSource]) -> tuple[ProblemSource, ...]:
    return tuple(sorted(set(sources)))


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))


@attrs.frozen(kw_only=True)
class Problem(Record):
    """A problem (问题), apart from what is done about it.

    Attributes:
        problem_id: Stable id.
        text: What is wrong.
        area: Code of the area, such as "RESP-1"; empty where none was named.
        scope: Whether it is common to all or of one.
        severity: How grave it is.
        organization_id: Organization that it is a problem of; of a common problem
            the one above.
        post_id: Post of the secretary concerned; empty for a common problem.
        sources: Everywhere it was named, sorted.
        recurs: Ids of earlier problems that are back in it, sorted.
    """

    problem_id: str = attrs.field(validator=named)
    text: Label
    area: str = ""
    scope: ProblemScope = attrs.field(
        default=ProblemScope.INDIVIDUAL, converter=ProblemScope
    )
    severity: ProblemSeverity = attrs.field(
        default=ProblemSeverity.ORDINARY, converter=ProblemSeverity
    )
    organization_id: str = attrs.field(validator=named)
    post_id: str = ""
    sources: tuple[ProblemSource, ...] = attrs.field(default=(), converter=_sources)
    recurs: tuple[str, ...] = attrs.field(default=(), converter=_ids)

    def __attrs_post_init__(self) -> None:
        """Refuse a problem that is back in itself."""
        if self.problem_id in self.recurs:
            raise ValueRangeError("recurs", repr(self.problem_id), "earlier problems")
