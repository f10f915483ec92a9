"""What would be, if something were otherwise: for training, and never stored."""

from collections.abc import Iterable
from fractions import Fraction

import attrs

from partybuild.assessment._assess import assess
from partybuild.assessment._assessment import Assessment
from partybuild.assessment._change_words import change_words
from partybuild.assessment._changed_review import changed
from partybuild.assessment._changes import Change
from partybuild.kernel import ForReviewBody, Label, Lang, Record, Summary, number_text


@attrs.frozen(kw_only=True)
class Difference(ForReviewBody, Record):
    """What differs for one subject.

    Attributes:
        subject_id: Subject.
        name: Title of the post.
        score: Exact score before; None where not assessed.
        new_score: Exact score after; None where not assessed.
        rank: Rank before; None where not assessed.
        new_rank: Rank after; None where not assessed.
        grade: Grade before; None where not assessed.
        new_grade: Grade after; None where not assessed.
    """

    subject_id: str
    name: Label
    score: Fraction | None
    new_score: Fraction | None
    rank: int | None
    new_rank: int | None
    grade: Label | None
    new_grade: Label | None

    @property
    def sentence(self) -> Label:
        """What differs, in words."""
        if self.new_score is None or self.new_rank is None or self.new_grade is None:
            return Label(
                zh=f"{self.name.zh}：不再参评", en=f"{self.name.en}: not assessed"
            )
        if self.score is None or self.rank is None or self.grade is None:
            return Label(
                zh=f"{self.name.zh}：改为参评，得分{number_text(self.new_score)}分，"
                f"等次“{self.new_grade.zh}”",
                en=f"{self.name.en}: now assessed, score "
                f"{number_text(self.new_score)}, grade “{self.new_grade.en}”",
            )
        zh: list[str] = []
        en: list[str] = []
        if self.score != self.new_score:
            gain = self.new_score - self.score
            words = ("增加", "rises") if gain > 0 else ("减少", "falls")
            old, new = number_text(self.score), number_text(self.new_score)
            zh.append(f"得分由{old}分变为{new}分，{words[0]}{number_text(abs(gain))}分")
            en.append(
                f"the score {words[1]} by {number_text(abs(gain))} from {old} to {new}"
            )
        if self.rank != self.new_rank:
            zh.append(f"名次由第{self.rank}名变为第{self.new_rank}名")
            en.append(f"the rank changes from {self.rank} to {self.new_rank}")
        if self.grade != self.new_grade:
            zh.append(f"等次由“{self.grade.zh}”变为“{self.new_grade.zh}”")
            en.append(
                f"the grade changes from “{self.grade.en}” to “{self.new_grade.en}”"
            )
        else:
            zh.append(f"等次仍为“{self.grade.zh}”")
            en.append(f"the grade stays “{self.grade.en}”")
        return Label(
            zh=f"{self.name.zh}：{'，'.join(zh)}", en=f"{self.name.en}: {'; '.join(en)}"
        )


@attrs.frozen(kw_only=True, repr=False)
class WhatIf(ForReviewBody):
    """An assessment with something assumed otherwise, beside the real one.

    It holds exact figures of voter groups and is for the review body and for
    training; it is no result and has no receipt of its own.

    Attributes:
        before: The assessment that it starts from.
        after: The assessment under the changes.
        changes: What was changed, in order.
        differences: What differs, by the old rank; empty where nothing does.
    """

    before: Assessment
    after: Assessment
    changes: tuple[Change, ...]
    differences: tuple[Difference, ...]

    def text(self, lang: Lang = "zh") -> str:
        """Return changes and differences in words, one a line.

        Args:
            lang: "zh" or "en".

        Returns:
            The lines.
        """
        review = self.before.review
        assumed = Label(
            zh="假设（仅供演练，不作为考核结果）：",
            en="Assumed, for training only; this is no result:",
        )
        lines = [assumed.text(lang)]
        words = [change_words(review, change) for change in self.changes]
        if not words:
            words = [Label(zh="没有改动", en="nothing was changed")]
        lines += [f"- {_sentence(one, lang)}" for one in words]
        lines.append(Label(zh="结果：", en="Then:").text(lang))
        lines += [f"- {_sentence(one.sentence, lang)}" for one in self.differences]
        same = len(self.before.standings) - len(self.differences)
        if not self.differences:
            lines.append(
                "- "
                + Label(
                    zh="得分、名次、等次都不变。",
                    en="No score, rank or grade changes.",
                ).text(lang)
            )
        elif same > 0:
            lines.append(
                "- "
                + Label(
                    zh=f"其余{same}人不变。", en=f"Nothing changes for {same} others."
                ).text(lang)
            )
        return "\n".join(lines)

    def __repr__(self) -> str:
        """Tell how much differs."""
        return (
            f"<WhatIf {len(self.changes)} changes: "
            f"{len(self.differences)} subjects differ>"
        )

    def summary(self) -> Summary:
        """Return what differs, one subject a row."""
        return Summary(
            caption=Label(zh="假设演练", en="what if"),
            columns=(
                Label(zh="述职人", en="secretary"),
                Label(zh="原得分", en="score"),
                Label(zh="新得分", en="new score"),
                Label(zh="原名次", en="rank"),
                Label(zh="新名次", en="new rank"),
                Label(zh="原等次", en="grade"),
                Label(zh="新等次", en="new grade"),
            ),
            rows=[
                (d.name, d.score, d.new_score, d.rank, d.new_rank, d.grade, d.new_grade)
                for d in self.differences
            ],
            shown=7,
        )


def _sentence(label: Label, lang: Lang) -> str:
    text = label.text(lang)
    return f"{text}。" if lang == "zh" else f"{text[:1].upper()}{text[1:]}."


def what_if(assessment: Assessment, changes: Iterable[Change] = ()) -> WhatIf:
    """Assess a review again with something assumed otherwise.

    Nothing is stored, and the assessment that is handed in stays as it is.

    Args:
        assessment: The assessment to start from.
        changes: What to change, one after the other.

    Returns:
        Both assessments and what differs.

    Raises:
        ReviewRuleError: If the scheme cannot be changed in this way.
        TallyError: If more votes are taken away than there are.
        UnknownIdError: If a change names something that there is not.
        ValueRangeError: If a value lies outside its range.
    """
    tried = tuple(changes)
    review = assessment.review
    for change in tried:
        review = changed(review, change)
    after = assess(review)
    old = {standing.subject_id: standing for standing in assessment.standings}
    new = {standing.subject_id: standing for standing in after.standings}
    found: list[Difference] = []
    for subject in dict.fromkeys([*old, *new]):
        one, other = old.get(subject), new.get(subject)
        difference = Difference(
            subject_id=subject,
            name=review.post(subject).title,
            score=None if one is None else one.score,
            new_score=None if other is None else other.score,
            rank=None if one is None else one.rank,
            new_rank=None if other is None else other.rank,
            grade=None if one is None else one.grade,
            new_grade=None if other is None else other.grade,
        )
        was = (difference.score, difference.rank, difference.grade)
        if was != (difference.new_score, difference.new_rank, difference.new_grade):
            found.append(difference)
    return WhatIf(
        before=assessment, after=after, changes=tried, differences=tuple(found)
    )
