"""What a number rests on: an article of a document, or a decision of one's own."""

from datetime import date
from enum import Enum

import attrs

from partybuild.kernel._day import day_text
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._locator import locator_text


class CitationStatus(Enum):
    """How far a citation has been checked against the document."""

    CONFIRMED = "confirmed"
    PRACTICE = "practice"
    UNCONFIRMED = "unconfirmed"


@attrs.frozen(kw_only=True)
class Citation:
    """The place in a document that a number or a rule rests on.

    Attributes:
        title: Title of the document.
        locator: Article, chapter or table; empty where it is not confirmed.
        issuer: Body that issued the document, where known.
        issued: Day of issue, where known.
        status: Whether value and place were confirmed from the text.
    """

    title: Label
    locator: str = ""
    issuer: Label | None = None
    issued: date | None = None
    status: CitationStatus = attrs.field(
        default=CitationStatus.CONFIRMED, converter=CitationStatus
    )

    def text(self, lang: Lang) -> str:
        """Return the citation as one would write it in a report."""
        title = self.title.text(lang)
        if lang == "zh":
            dated = f"（{day_text(self.issued, lang)}印发）" if self.issued else ""
            return f"《{title}》{dated}{locator_text(self.locator, lang)}"
        dated = f" (issued {day_text(self.issued, lang)})" if self.issued else ""
        return ", ".join(
            filter(None, [f"{title}{dated}", locator_text(self.locator, lang)])
        )


@attrs.frozen(kw_only=True)
class OwnDecision:
    """A number that the office fixed itself, and says so.

    Attributes:
        decision: What was decided and by whom.
    """

    decision: Label

    def text(self, lang: Lang) -> str:
        """Return the decision, named as one's own."""
        prefix = "本单位决定：" if lang == "zh" else "own decision: "
        return prefix + self.decision.text(lang)


Basis = Citation | OwnDecision
"""Every number of a rule carries one of the two."""
