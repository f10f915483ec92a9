"""What a number rests on: an article of a document, or a decision of one's own."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel._day import day_text
from partybuild.kernel._label import Label, Lang
from partybuild.kernel._locator import locator_text
from partybuild.kernel._punctuation import clauses


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


def _parts(
    parts: Iterable[Citation | OwnDecision],
) -> tuple[Citation | OwnDecision, ...]:
    return tuple(dict.fromkeys(parts))


@attrs.frozen(kw_only=True)
class JointBasis:
    """What a number rests on that more than one document fixes.

    Attributes:
        parts: Articles and decisions, the highest document first, each once.
    """

    parts: tuple[Citation | OwnDecision, ...] = attrs.field(converter=_parts)

    def __attrs_post_init__(self) -> None:
        """Refuse a joint basis that joins nothing."""
        if not self.parts:
            raise ValueRangeError("parts of a basis", 0, "at least 1")

    def text(self, lang: Lang) -> str:
        """Return all parts, one after the other."""
        return clauses(lang, (part.text(lang) for part in self.parts))


Basis = Citation | OwnDecision | JointBasis
"""Every number of a rule carries one of them."""


def joined(bases: Iterable[Basis]) -> Basis:
    """Return one basis that cites all of several, each article once.

    Args:
        bases: At least one basis.

    Returns:
        The basis itself where all are the same.
    """
    parts = tuple(
        dict.fromkeys(
            part
            for basis in bases
            for part in (basis.parts if isinstance(basis, JointBasis) else (basis,))
        )
    )
    return parts[0] if len(parts) == 1 else JointBasis(parts=parts)
