"""A weak area: what was found, how large it is, and why it is said."""

from enum import Enum
from fractions import Fraction
from html import escape

import attrs

from partybuild.kernel import Document, Label, Lang, Rounding, to_document

_ONE_PLACE = Rounding(places=1)


class WeakAreaKind(Enum):
    """In which way an item is weak."""

    BELOW_STANDARD = "below_standard"
    LOCAL = "local"
    COMMON = "common"
    MIXED = "mixed"

    @property
    def label(self) -> Label:
        """Name of the kind."""
        return _LABELS[self]


_LABELS = {
    WeakAreaKind.BELOW_STANDARD: Label(zh="低于标准", en="below standard"),
    WeakAreaKind.LOCAL: Label(zh="个人短板", en="local"),
    WeakAreaKind.COMMON: Label(zh="共性短板", en="common"),
    WeakAreaKind.MIXED: Label(zh="兼有", en="mixed"),
}


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
        standard: Score below which an item is below standard.
        firm: Whether the upper limit of the item score is below the standard
            too; None where the standard is reached.
        ballots: Ballots that the evidence rests on.
        p: One-sided p-value of the evidence; None where no test was needed.
        tests: Tests made at once.
        false_alarms: False alarms of this kind to expect per conference, at most.
        conservative: Whether only counts were at hand.
        stake: Points of the total score at stake.
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
    standard: Fraction | None
    firm: bool | None
    ballots: int
    p: float | None
    tests: int
    false_alarms: Fraction
    conservative: bool
    stake: Fraction

    @property
    def shortfall(self) -> Fraction:
        """Item score less the mean of the other items."""
        return self.mean - self.own_others

    def title(self, lang: Lang = "zh") -> str:
        """Return subject, item and kinds in one line."""
        joined = ("、" if lang == "zh" else ", ").join(
            kind.label.text(lang) for kind in self.kinds
        )
        if lang == "zh":
            return f"{self.subject.zh}：{self.item.zh}（{joined}）"
        return f"{self.subject.en}: {self.item.en} ({joined})"

    def reason(self, lang: Lang = "zh") -> str:
        """Return the sentence that says why, recomputable from the fields."""
        return self._reason_zh() if lang == "zh" else self._reason_en()

    def _reason_zh(self) -> str:
        common = WeakAreaKind.COMMON in self.kinds
        whose = "各述职人其他项目平均" if common else "本人其他项目"
        parts = [
            (
                f"{self.item.zh} {_points(self.mean)} 分，比{whose}"
                f"{_signed(self.shortfall, '高', '低')}"
            )
        ]
        if not common:
            parts.append(
                f"其中全体普遍{_signed(self.street_part, '高', '低')}、"
                f"个人{_signed(self.local_part, '高', '低')}"
            )
        if self.firm is not None and self.standard is not None:
            firmness = "稳固" if self.firm else "临界"
            parts.append(f"低于标准 {_points(self.standard)} 分（{firmness}）")
        text = "，".join(parts)
        if self.p is not None:
            text += (
                f"（{self.ballots} 张票；按此标准每次会议平均误报不超过 "
                f"{_points(self.false_alarms)} 项"
                f"{'；仅有计票表，判断从严' if self.conservative else ''}）"
            )
        return text + "。"

    def _reason_en(self) -> str:
        common = WeakAreaKind.COMMON in self.kinds
        whose = "all other items" if common else "the same secretary's other items"
        parts = [
            (
                f"{self.item.en} scores {_points(self.mean)}, "
                f"{_signed(self.shortfall, 'above', 'below', en=True)} {whose}"
            )
        ]
        if not common:
            parts.append(
                f"of which {_signed(self.street_part, 'above', 'below', en=True)} is "
                "shared by the others and "
                f"{_signed(self.local_part, 'above', 'below', en=True)} is local"
            )
        if self.firm is not None and self.standard is not None:
            firmness = "firm" if self.firm else "borderline"
            parts.append(f"below the standard of {_points(self.standard)} ({firmness})")
        text = ", ".join(parts)
        if self.p is not None:
            text += (
                f" ({self.ballots} ballots; at most {_points(self.false_alarms)} false "
                "alarms of this kind per conference on average"
                f"{'; counts only, judged strictly' if self.conservative else ''})"
            )
        return text + "."

    def _repr_html_(self) -> str:
        title, reason = escape(self.title("zh")), escape(self.reason("zh"))
        return f"<details><summary>{title}</summary><p>{reason}</p></details>"

    def document(self) -> Document:
        """Return the weak area as plain JSON data; p-values become text."""
        fields = attrs.asdict(self, recurse=False)
        fields["p"] = None if self.p is None else f"{self.p:.6g}"
        fields["reason"] = {"zh": self.reason("zh"), "en": self.reason("en")}
        return to_document(fields)


def _points(value: Fraction) -> str:
    return _ONE_PLACE.text(value)


def _signed(value: Fraction, above: str, below: str, *, en: bool = False) -> str:
    word = below if value < 0 else above
    if en:
        return f"{_points(abs(value))} {word}"
    return f"{word} {_points(abs(value))} 分"
