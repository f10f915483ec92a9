"""A scheme with ballots, and the questions that laws ask of it."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import attrs

from partybuild.assessment import ScoreTable, competition_ranks, grade
from partybuild.conference import BallotBox, BallotForm, Tally, count, tally
from partybuild.rules import MOST_OPTIONS, ReviewRules


@attrs.frozen
class Vote:
    """A scheme, and ballots cast under it.

    Attributes:
        rules: Scheme.
        box: Ballots.
    """

    rules: ReviewRules
    box: BallotBox

    @property
    def form(self) -> BallotForm:
        """Form of the ballots."""
        return self.box.form

    @property
    def tally(self) -> Tally:
        """Count of the ballots, at every level."""
        return tally(self.box, self.rules)

    @property
    def scores(self) -> tuple[Fraction, ...]:
        """Ballot score of every subject, in the order of the form."""
        return ScoreTable.of(self.rules).scores(count(self.box))

    @property
    def heaps(self) -> dict[str, list[bytes]]:
        """Ballots of every voter group, to be changed and handed in again."""
        return {group: list(self.box.ballots(group)) for group in self.form.group_ids}

    def with_heaps(self, heaps: Mapping[str, Iterable[bytes]]) -> "Vote":
        """Return the same vote with other ballots."""
        return Vote(self.rules, BallotBox.from_bytes(self.form, heaps))

    def outcome(self) -> tuple[dict[str, Fraction], dict[str, int], dict[str, str]]:
        """Return scores, ranks and grades, each by subject, without caps."""
        scores = dict(zip(self.form.subject_ids, self.scores, strict=True))
        results, _ = grade(self.rules, scores, {})
        grades = {result.subject_id: result.grade_id for result in results}
        return scores, competition_ranks(scores), grades

    def values(self, ballot: bytes, subject: int) -> list[Fraction | None]:
        """Return what a ballot gives a subject; None where it chose no option."""
        width = len(self.rules.items)
        marks = ballot[subject * width : (subject + 1) * width]
        return [
            None if mark > MOST_OPTIONS else self.rules.options_of(item)[mark].value
            for item, mark in zip(self.rules.items, marks, strict=True)
        ]

    def composite(self, ballot: bytes, subject: int) -> Fraction | None:
        """Return a ballot's weighted sum for a subject; None with a mark missing."""
        total = Fraction()
        values = self.values(ballot, subject)
        for item, value in zip(self.rules.items, values, strict=True):
            if value is None:
                return None
            total += self.rules.item_weight(item) * value
        return total
