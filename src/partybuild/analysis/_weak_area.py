"""A weak area: what was found, how large it is, and why it is said."""

from fractions import Fraction
from html import escape

import attrs

from partybuild.analysis._fall import Fall
from partybuild.analysis._other_evidence import OtherEvidence
from partybuild.analysis._proof import Proof
from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_words import apart, apart_en, points
from partybuild.kernel import (
    Document,
    Label,
    Lang,
    bracketed,
    labeled,
    listed,
    to_document,
)

_SIDES_ZH, _SIDES_EN = ("高", "低"), ("above", "below")


@attrs.frozen(kw_only=True)
class WeakArea:
    """One weak area (薄弱环节), with every number that it was named for.

    Attributes:
        kinds: In which ways it is weak.
        subject_id: Post concerned; empty for a common weak area.
        subject: Title of the post, or words for all of them.
        item_id: Item.
        item: Words on the ballot.
        area: Code of the area of work.
        mean: Item score by the official weights.
        own_others: Mean of the subject's other items; of all other items for a
            common weak area.
        street_part: Part of the shortfall that all the other subjects share.
        local_part: Part that is the subject's own.
        norm: Expected difference of the item from the others; 0 unless stated.
        standard: Score below which an item is below standard.
        upper_limit: Upper limit of the item score; None where the standard is
            reached.
        ballots: Ballots that the evidence rests on; all valid ones without a test.
        proof: Test of the kinds local, common and mixed; None without one.
        fall: Change since last year; None where the item is not falling.
        stake: Points of the total score at stake.
        evidence: What other sources say, with no part in any number here.
    """

    kinds: tuple[WeakAreaKind, ...]
    subject_id: str
    subject: Label
    item_id: str
    item: Label
    area: str
    mean: Fraction
    own_others: Fraction
    street_part: Fraction
    local_part: Fraction
    norm: Fraction = Fraction(0)
    standard: Fraction | None
    upper_limit: float | None = None
    ballots: int
    proof: Proof | None = None
    fall: Fall | None = None
    stake: Fraction
    evidence: tuple[OtherEvidence, ...] = ()

    @property
    def shortfall(self) -> Fraction:
        """Item score less the mean of the other items."""
        return self.mean - self.own_others

    @property
    def firm(self) -> bool | None:
        """Whether even the upper limit lies below the standard; None at or above."""
        if self.upper_limit is None or self.standard is None:
            return None
        return self.upper_limit < self.standard

    @property
    def p(self) -> float | None:
        """P-value of the test of local, common or mixed; None without one."""
        return None if self.proof is None else self.proof.p

    @property
    def conservative(self) -> bool:
        """Whether only counts were at hand for a test."""
        proofs = (self.proof, None if self.fall is None else self.fall.proof)
        return any(proof is not None and proof.conservative for proof in proofs)

    def title(self, lang: Lang = "zh") -> str:
        """Return subject, item and kinds in one line."""
        kinds = listed(lang, (kind.label.text(lang) for kind in self.kinds))
        item = self.item.text(lang) + bracketed(lang, kinds)
        return labeled(lang, self.subject.text(lang), item)

    def reason(
        self, lang: Lang = "zh", *, last_year: bool = True, spread: bool = True
    ) -> str:
        """Return the sentence that says why, recomputable from the fields.

        Args:
            lang: "zh" or "en".
            last_year: Whether scores of last year may be told. They go back to
                last year's marks, which no audit of this year's tables covers.
            spread: Whether evidence and firmness may be told, which say how far
                the ballots lie apart.

        Returns:
            The sentence. Each number in it is rounded by itself.
        """
        zh = lang == "zh"
        parts = self._parts_zh(spread=spread) if zh else self._parts_en(spread=spread)
        text = ("，" if zh else ", ").join(parts)
        if self.proof is not None and spread:
            text += bracketed(lang, self.proof.words.text(lang))
        if self.fall is not None:
            hidden = Label(
                zh="与上年相比下滑，上年数值从略",
                en="fallen on last year, whose figures are left out",
            )
            words = (self.fall.words if last_year else hidden).text(lang)
            text += f"；{words}" if zh else f"; {words}"
        return text + ("。" if zh else ".")

    @property
    def printed(self) -> dict[str, tuple[Fraction, tuple[Fraction, ...]]]:
        """Numbers over all voter groups in the reason, with their thresholds."""
        found = {
            "mean": (self.mean, self._edge),
            "shortfall": (self.shortfall, self._shortfall_limit),
        }
        if WeakAreaKind.COMMON not in self.kinds:
            found["local"] = self.local_part, self._limit(WeakAreaKind.LOCAL)
            found["street"] = self.street_part, ()
        elif self.norm and self.proof is not None:
            found["size"] = self.proof.size, (self.proof.threshold,)
        return found

    @property
    def _edge(self) -> tuple[Fraction, ...]:
        """The standard, where the item score must not print as reaching it."""
        below = self.firm is not None and self.standard is not None
        return (self.standard,) if below and self.standard is not None else ()

    def _limit(self, *kinds: WeakAreaKind) -> tuple[Fraction, ...]:
        """The threshold that a printed size must not contradict."""
        proof = self.proof
        tested = proof is not None and proof.kind in kinds
        return (proof.threshold,) if tested and proof is not None else ()

    @property
    def _shortfall_limit(self) -> tuple[Fraction, ...]:
        expected = () if self.norm else (WeakAreaKind.COMMON,)
        return self._limit(WeakAreaKind.MIXED, *expected)

    def _parts_zh(self, *, spread: bool) -> list[str]:
        common = WeakAreaKind.COMMON in self.kinds
        whose = "各述职人其他项目平均" if common else "本人其他项目"
        short = apart(self.shortfall, _SIDES_ZH, self._shortfall_limit)
        parts = [f"{self.item.zh} {points(self.mean, self._edge)} 分，比{whose}{short}"]
        if not common:
            local = apart(self.local_part, _SIDES_ZH, self._limit(WeakAreaKind.LOCAL))
            street = apart(self.street_part, _SIDES_ZH)
            parts.append(f"其中全体普遍{street}、个人{local}")
        elif self.norm and self.proof is not None:
            more = apart(self.proof.size, _SIDES_ZH, [self.proof.threshold])
            parts.append(f"预期{apart(self.norm, _SIDES_ZH)}，实际比预期{more}")
        for standard in self._edge:
            firmness = ("（稳固）" if self.firm else "（临界）") if spread else ""
            parts.append(f"低于标准 {points(standard)} 分{firmness}")
        return parts

    def _parts_en(self, *, spread: bool) -> list[str]:
        common = WeakAreaKind.COMMON in self.kinds
        whose = "all other items" if common else "the same secretary's other items"
        short = apart_en(self.shortfall, _SIDES_EN, self._shortfall_limit)
        mean = points(self.mean, self._edge)
        parts = [f"{self.item.en} scores {mean}, {short} {whose}"]
        if not common:
            limit = self._limit(WeakAreaKind.LOCAL)
            local = apart_en(self.local_part, _SIDES_EN, limit)
            street = apart_en(self.street_part, _SIDES_EN)
            parts.append(
                f"of which {street} is shared by the others and {local} is local"
            )
        elif self.norm and self.proof is not None:
            more = apart_en(self.proof.size, _SIDES_EN, [self.proof.threshold])
            expected = apart_en(self.norm, _SIDES_EN)
            parts.append(f"expected {expected}, {more} what was expected")
        for standard in self._edge:
            firmness = (" (firm)" if self.firm else " (borderline)") if spread else ""
            parts.append(f"below the standard of {points(standard)}{firmness}")
        return parts

    def _repr_html_(self) -> str:
        title, reason = escape(self.title("zh")), escape(self.reason("zh"))
        return f"<details><summary>{title}</summary><p>{reason}</p></details>"

    def document(self) -> Document:
        """Return the weak area as plain JSON data; floats become text."""
        fields = attrs.asdict(self, recurse=False)
        limit = self.upper_limit
        fields["upper_limit"] = None if limit is None else f"{limit:.6g}"
        fields["firm"] = self.firm
        fields["proof"] = None if self.proof is None else self.proof.document()
        fields["fall"] = None if self.fall is None else self.fall.document()
        fields["reason"] = {"zh": self.reason("zh"), "en": self.reason("en")}
        return to_document(fields)
