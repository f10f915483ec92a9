"""What a kind of weak area was named for: a size, its evidence and their limits."""

from fractions import Fraction

import attrs

from partybuild.analysis._weak_area_kind import WeakAreaKind
from partybuild.analysis._weak_words import as_written, chance
from partybuild.kernel import Document, ForReviewBody, Label, Record, to_document

_NAMED = {
    WeakAreaKind.LOCAL: Label(zh="列为个人短板须个人低", en="named local from"),
    WeakAreaKind.COMMON: Label(zh="列为共性短板须普遍低", en="named common from"),
    WeakAreaKind.MIXED: Label(zh="列为兼有须比本人其他项目低", en="named mixed from"),
    WeakAreaKind.FALLING: Label(zh="列为下滑须比其他人多降", en="named falling from"),
}

COMPLETE_BALLOTS = Label(
    zh="“填写完整的票”指每一行都选了等次的有效票；有空白、弃权、不了解或废选项的有效票"
    "照常计分，只是不用于这项检验，因此可能少于有效票数。",
    en="A complete ballot is a valid one that chooses an option in every line. Valid "
    "ballots with a blank, spoilt, abstained or don't-know mark count in the scores as "
    "always and are left out of this test only, so that these may be fewer than all "
    "valid ballots.",
)
"""What a proof means by complete ballots, to be said beside their number."""


@attrs.frozen(kw_only=True)
class Proof(ForReviewBody, Record):
    """Size and evidence of one kind, with the limits that both had to reach.

    Attributes:
        kind: Kind that was tested.
        size: Points by the official weights; negative where weak.
        threshold: Points below zero from which the kind is named.
        ballots: Ballots that the evidence rests on, each counted once.
        p: One-sided p-value of the evidence.
        tests: Tests made at once.
        limit: p-value up to which the kind is named.
        false_alarms: False alarms of this kind to expect per conference, at most;
            None under the strict variant.
        false_share: Share of false ones among the named, under the strict
            variant; None otherwise.
        conservative: Whether only counts were at hand.
    """

    kind: WeakAreaKind
    size: Fraction
    threshold: Fraction
    ballots: int
    p: float
    tests: int
    limit: Fraction
    false_alarms: Fraction | None
    false_share: Fraction | None
    conservative: bool

    @property
    def holds(self) -> bool:
        """Whether size and evidence reach their limits."""
        return self.size <= -self.threshold and self.p <= self.limit

    @property
    def words(self) -> Label:
        """Ballots, tests, limits and evidence in words."""
        threshold = as_written(self.threshold)
        less, p = chance(self.p, self.limit)
        limit, limit_zh, limit_en = self._limit
        named = _NAMED[self.kind]
        # Counts and comparisons of years use every valid ballot.
        whole = not self.conservative and self.kind is not WeakAreaKind.FALLING
        zh, en = ("填写完整的", "complete ") if whole else ("", "")
        return Label(
            zh=f"{self.ballots} 张{zh}票，检验 {self.tests} 项；{named.zh} {threshold} "
            f"分以上且偶然概率不超过 {limit}，本项{'小于' if less else '为'} {p}；"
            f"{limit_zh}{'；仅有计票表，判断从严' if self.conservative else ''}",
            en=f"{self.ballots} {en}ballots, {self.tests} tests; {named.en} "
            f"{threshold} points on and with p at most {limit}, here "
            f"p{'<' if less else '='}{p}; "
            + limit_en
            + ("; counts only, judged strictly" if self.conservative else ""),
        )

    @property
    def _limit(self) -> tuple[str, str, str]:
        if self.false_alarms is not None:
            alarms = as_written(self.false_alarms)
            return (
                f"{alarms}/{self.tests}",
                f"按此标准每次会议平均误报不超过 {alarms} 项",
                f"at most {alarms} false alarms of this kind per conference on average",
            )
        share = as_written((self.false_share or Fraction()) * 100)
        return (
            as_written(self.limit),
            f"按此标准列出的此类薄弱环节中误报预计不超过 {share}%",
            f"at most {share}% of those named in this way expected to be false",
        )

    def document(self) -> Document:
        """Return the proof as plain JSON data; the p-value becomes text."""
        fields = attrs.asdict(self, recurse=False)
        fields["p"] = f"{self.p:.6g}"
        return to_document(fields)
