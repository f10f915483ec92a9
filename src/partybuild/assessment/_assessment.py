"""The assessment of one conference."""

from html import escape

import attrs

from partybuild.assessment._grade import QuotaResult
from partybuild.assessment._standing import Standing
from partybuild.conference import Review, Tally
from partybuild.errors import UnknownIdError
from partybuild.kernel import Finding, Label, Lang
from partybuild.rules import ReviewRules

COLUMNS = (
    Label(zh="名次", en="rank"),
    Label(zh="述职人", en="secretary"),
    Label(zh="得分", en="score"),
    Label(zh="等次", en="grade"),
)


@attrs.frozen(kw_only=True, repr=False)
class Assessment:
    """Scores, ranks and grades of one conference, with the reason for each.

    Attributes:
        review: What was assessed.
        tally: What was counted.
        standings: One per subject, by rank, then by subject id.
        quotas: How each quota decided.
        findings: What the review body should know, in stable order.
    """

    review: Review
    tally: Tally
    standings: tuple[Standing, ...]
    quotas: tuple[QuotaResult, ...]
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> ReviewRules:
        """The scheme that was applied."""
        return self.review.version.rules

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
        head = self.review.conference.title.zh
        lines = ["  ".join(row) for row in self.rows("zh")]
        return "\n".join([f"<Assessment {head}>", *lines])

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(column.zh)}</th>" for column in COLUMNS)
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
            for row in self.rows("zh")
        )
        return (
            f"<table><caption>{escape(self.review.conference.title.zh)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )
