"""Evidence from other sources, beside the statistics and never in them."""

from datetime import date
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Label, Lang, Record, bracketed, labeled


class EvidenceSource(Enum):
    """Where evidence beside the ballots comes from."""

    COMMENT = "comment"
    DUTY_CHAIN = "duty_chain"
    RECTIFICATION = "rectification"
    LAST_YEAR = "last_year"

    @property
    def label(self) -> Label:
        """Name of the source."""
        return _LABELS[self]


_AT_ODDS = Label(zh="与票决情况不一致", en="at odds with the ballots")
_LABELS = {
    EvidenceSource.COMMENT: Label(zh="点评", en="comment"),
    EvidenceSource.DUTY_CHAIN: Label(zh="责任传导链", en="duty chain"),
    EvidenceSource.RECTIFICATION: Label(zh="整改台账", en="rectification"),
    EvidenceSource.LAST_YEAR: Label(zh="上年情况", en="last year"),
}


@attrs.frozen(kw_only=True)
class OtherEvidence(Record):
    """What another source says of a weak area.

    It has no part in sizes, p-values or order: a weak area stands or falls by the
    ballots alone.

    Attributes:
        source: Where it comes from.
        reference: What it is about there: an area code, a duty, a problem.
        text: What is said.
        supports: Whether it speaks for the weak area; praise speaks against it.
    """

    source: EvidenceSource
    reference: str
    text: Label
    supports: bool = True

    def sentence(self, lang: Lang = "zh") -> str:
        """Return source and text in one line."""
        named = self.source.label.text(lang)
        if not self.supports:
            named += bracketed(lang, _AT_ODDS.text(lang))
        return labeled(lang, named, self.text.text(lang))


@attrs.frozen(kw_only=True)
class AreaEvidence(Record):
    """Evidence together with what it is about, as a ledger hands it down.

    Attributes:
        subject_id: Post that it is about; empty for all of them.
        area: Code such as "RESP-1", or area of work, or item.
        evidence: What is said.
    """

    subject_id: str = ""
    area: str
    evidence: OtherEvidence


def _after(
    problem: "OverdueProblem", _: "attrs.Attribute[date]", overdue_on: date
) -> None:
    if overdue_on <= problem.due:
        raise ValueRangeError(
            f"the day on which problem {problem.problem_id!r} is called overdue",
            str(overdue_on),
            f"a day after it was due, {problem.due}",
        )


@attrs.frozen(kw_only=True)
class OverdueProblem(Record):
    """A problem whose rectification is overdue, as a ledger knows it.

    Attributes:
        problem_id: Code of the problem in the ledger.
        subject_id: Post whose holder has to rectify it; empty for all of them.
        area: Code such as "RESP-1", or area of work, or item.
        title: What has to be rectified.
        due: Day by which it had to be.
        overdue_on: Day on which it was still open.
    """

    problem_id: str
    subject_id: str = ""
    area: str
    title: Label
    due: date
    overdue_on: date = attrs.field(validator=_after)

    @property
    def evidence(self) -> OtherEvidence:
        """The problem as evidence beside a weak area."""
        days = (self.overdue_on - self.due).days
        return OtherEvidence(
            source=EvidenceSource.RECTIFICATION,
            reference=self.problem_id,
            text=Label(
                zh=f"“{self.title.zh}”应于 {self.due} 整改完成，至 {self.overdue_on} "
                f"逾期 {days} 天",
                en=f"{self.title.en!r} was to be rectified by {self.due}; on "
                f"{self.overdue_on} it was {days} days overdue",
            ),
        )
