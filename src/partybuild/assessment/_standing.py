"""What an assessment says of one subject."""

from fractions import Fraction

import attrs

from partybuild.assessment._grade import GradeResult
from partybuild.errors import UnknownIdError
from partybuild.kernel import (
    Derivation,
    ForReviewBody,
    Label,
    Lang,
    Record,
    explain_html,
)
from partybuild.rules import Consequence


@attrs.frozen(kw_only=True)
class ItemScore(ForReviewBody, Record):
    """A subject's score in one item, over all voter groups by weight.

    Attributes:
        item_id: Item.
        label: Words on the ballot.
        area: Code of the area of work.
        score: Exact score.
        derivation: How it came about.
    """

    item_id: str
    label: Label
    area: str
    score: Fraction
    derivation: Derivation = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class GroupScore(ForReviewBody, Record):
    """A subject's score from one voter group, over all items by weight.

    It is for the review body: whoever prints it passes the disclosure gate.

    Attributes:
        group_id: Voter group.
        label: Name of the group.
        score: Exact score; None where the group left a weighted item unmarked.
    """

    group_id: str
    label: Label
    score: Fraction | None


@attrs.frozen(kw_only=True)
class MeasureScore(ForReviewBody, Record):
    """The value of one measure of the scheme for a subject.

    Attributes:
        measure_id: Measure.
        label: Name of the measure.
        value: Exact value.
        derivation: How it came about.
    """

    measure_id: str
    label: Label
    value: Fraction
    derivation: Derivation = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class Following(Record):
    """What follows for a subject.

    Attributes:
        consequence: What follows, with its kind, time limit and basis.
        because: Which conditions hold.
    """

    consequence: Consequence
    because: Label


@attrs.frozen(kw_only=True)
class Standing:
    """Score, rank and grade of one subject, with the reason for each.

    Attributes:
        subject_id: Post whose holder was assessed.
        name: Title of the post.
        score: Exact total.
        printed: The total as it is printed; it never contradicts the grade.
        rank: 1 plus the number of strictly greater scores.
        grade: Grade in the end.
        result: How the grade came about.
        items: Item scores, in the order of the ballot.
        groups: Group scores, in the order of the rules.
        derivation: The grade, down to the counts.
        measures: Measures of the scheme, each after those it is made from.
        consequences: What follows, in the order of the rules.
        open_consequences: What may follow, depending on a decision that is missing.
    """

    subject_id: str
    name: Label
    score: Fraction
    printed: str
    rank: int
    grade: Label
    result: GradeResult
    items: tuple[ItemScore, ...] = attrs.field(repr=False)
    groups: tuple[GroupScore, ...] = attrs.field(repr=False)
    derivation: Derivation = attrs.field(repr=False)
    measures: tuple[MeasureScore, ...] = attrs.field(default=(), repr=False)
    consequences: tuple[Following, ...] = attrs.field(default=(), repr=False)
    open_consequences: tuple[Consequence, ...] = attrs.field(default=(), repr=False)

    @property
    def grade_id(self) -> str:
        """Code of the grade in the end; "undecided" while a decision is missing."""
        return self.result.grade_id

    def item(self, item_id: str) -> ItemScore:
        """Return the score in one item."""
        return next(item for item in self.items if item.item_id == item_id)

    def measure(self, measure_id: str) -> MeasureScore:
        """Return one measure.

        Args:
            measure_id: Code of the measure.

        Returns:
            The measure.

        Raises:
            UnknownIdError: If the scheme has no such measure.
        """
        for measure in self.measures:
            if measure.measure_id == measure_id:
                return measure
        known = tuple(measure.measure_id for measure in self.measures)
        raise UnknownIdError("measure", measure_id, known)

    def explain(self, lang: Lang = "zh", depth: int | None = None) -> str:
        """Write out the grade and the score as on a blackboard.

        The text goes down to counts per voter group: it is for the review body.

        Args:
            lang: "zh" or "en".
            depth: How many levels are written; None writes all.

        Returns:
            One step a line.
        """
        return self.derivation.explain(lang, depth)

    def _repr_html_(self) -> str:
        return explain_html(self.derivation)
