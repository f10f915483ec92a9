"""The assessment of one conference."""

import attrs

from partybuild.assessment._missing import MissingDecision
from partybuild.assessment._quota_result import QuotaResult
from partybuild.assessment._standing import Standing
from partybuild.conference import Review, Tally
from partybuild.errors import UnknownIdError
from partybuild.kernel import (
    Finding,
    Label,
    Lang,
    Record,
    Summary,
    Tabular,
    shown_text,
    withheld,
)
from partybuild.rules import Eligibility, ReviewRules

COLUMNS = (
    Label(zh="名次", en="rank"),
    Label(zh="述职人", en="secretary"),
    Label(zh="得分", en="score"),
    Label(zh="等次", en="grade"),
)
"""Columns of the table of an assessment."""


@attrs.frozen(kw_only=True)
class NotAssessed(Record):
    """A subject whom the rules leave out (不参评): no score, no grade, in no base.

    Attributes:
        subject_id: Post whose holder reported.
        name: Title of the post.
        rule: Rule that leaves the subject out.
        because: Which conditions hold.
    """

    subject_id: str
    name: Label
    rule: Eligibility
    because: Label


@attrs.frozen(kw_only=True, repr=False)
class Assessment(Tabular):
    """Scores, ranks and grades of one conference, with the reason for each.

    Attributes:
        review: What was assessed.
        tally: What was counted.
        standings: One per subject who was assessed, by rank, then by subject id.
        not_assessed: Subjects whom the rules leave out, sorted by subject id.
        quotas: How each quota decided.
        findings: What the review body should know, in stable order.
        missing: Decisions that open grades wait for, sorted by subject.
    """

    review: Review
    tally: Tally
    standings: tuple[Standing, ...]
    not_assessed: tuple[NotAssessed, ...] = ()
    quotas: tuple[QuotaResult, ...]
    findings: tuple[Finding, ...]
    missing: tuple[MissingDecision, ...] = ()

    @property
    def rules(self) -> ReviewRules:
        """The scheme that was applied."""
        return self.review.version.rules

    @property
    def undecided(self) -> tuple[Standing, ...]:
        """Standings whose grade depends on a missing decision."""
        return tuple(s for s in self.standings if not s.result.decided)

    def standing(self, subject_id: str) -> Standing:
        """Return the standing of one subject.

        Args:
            subject_id: Post whose holder was assessed.

        Returns:
            The standing.

        Raises:
            UnknownIdError: If no such subject was assessed.
        """
        for standing in self.standings:
            if standing.subject_id == subject_id:
                return standing
        known = tuple(sorted(s.subject_id for s in self.standings))
        raise UnknownIdError("subject", subject_id, known)

    def rows(self, lang: Lang = "zh") -> tuple[tuple[str, str, str, str], ...]:
        """Return rank, name, printed score and grade of every subject, as text."""
        return tuple(
            (str(s.rank), s.name.text(lang), s.printed, s.grade.text(lang))
            for s in self.standings
        )

    def __repr__(self) -> str:
        """Tell the conference and the standings, one a line."""
        head = shown_text(self.review.conference.title.zh)
        lines = ["  ".join(map(shown_text, row)) for row in self.rows("zh")]
        return "\n".join([f"<Assessment {head}>", *lines])

    def summary(self) -> Summary:
        """Return the standings; ids and exact scores are for data frames."""
        return Summary(
            caption=self.review.conference.title,
            columns=(
                *COLUMNS,
                Label(zh="编号", en="subject"),
                Label(zh="精确得分", en="exact score"),
            ),
            rows=[
                (s.rank, s.name, s.printed, s.grade, s.subject_id, s.score)
                for s in self.standings
            ],
            shown=len(COLUMNS),
        )

    def published(self) -> Summary:
        """Return the standings, which are always printed, without exact scores."""
        table = self.summary()
        return withheld(table, [len(table.columns) - 1])
