"""How an item changed against last year, and against the change of the others."""

from fractions import Fraction

import attrs

from partybuild.analysis._proof import Proof
from partybuild.analysis._weak_words import apart, apart_en, points
from partybuild.kernel import Document, ForReviewBody, Label, Record, to_document

_DOWN_ZH, _DOWN_EN = ("升", "降"), ("up", "down")


@attrs.frozen(kw_only=True)
class Fall(ForReviewBody, Record):
    """The change of one item of one subject since last year.

    Both years are scored on what they have in common, by this year's weights: a
    score here need not be the one that was published.

    Attributes:
        before: Item score of last year.
        after: Item score of this year.
        others: Mean change of the item over the other subjects of both years.
        ballots_before: Ballots of last year that the evidence rests on.
        proof: The peer contrast, and its evidence.
    """

    before: Fraction
    after: Fraction
    others: Fraction
    ballots_before: int
    proof: Proof

    @property
    def change(self) -> Fraction:
        """This year less last year."""
        return self.after - self.before

    @property
    def words(self) -> Label:
        """The change in words."""
        more = abs(self.proof.size)
        size = points(more, [self.proof.threshold])
        return Label(
            zh=f"与上年相比{apart(self.change, _DOWN_ZH)}"
            f"（{points(self.before)} 分变为 {points(self.after)} 分，按共同项目和今年"
            f"权重），其他述职人平均{apart(self.others, _DOWN_ZH)}，比其他述职人多降 "
            f"{size} 分（上年 {self.ballots_before} 张票，今年 {self.proof.words.zh}）",
            en=f"{apart_en(self.change, _DOWN_EN)} on last year ({points(self.before)} "
            f"to {points(self.after)} on common items by this year's weights), the "
            f"others {apart_en(self.others, _DOWN_EN)} on average, a fall of {size} "
            f"beyond theirs ({self.ballots_before} ballots last year, this year "
            f"{self.proof.words.en})",
        )

    def document(self) -> Document:
        """Return the change as plain JSON data."""
        fields = attrs.asdict(self, recurse=False)
        fields["proof"] = self.proof.document()
        return to_document(fields)
