"""What is known of the subjects when a condition is asked."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from fractions import Fraction

import attrs

from partybuild.conference import Decision, DecisionKind
from partybuild.errors import MissingDecisionError, MissingEntryError
from partybuild.kernel import ForReviewBody, Label, Record
from partybuild.rules import End


@attrs.frozen(kw_only=True)
class Known(ForReviewBody, Record):
    """Values and facts of all subjects of one conference.

    Attributes:
        values: Measure to subject to exact value; the total is one of them as soon
            as it is there.
        labels: Measure to its name.
        classes: Subject to subject class.
        unit_grades: Subject to the grade of the unit.
        recorded: Subject to the caps whose facts count.
        unanswered: Subject to the caps whose facts nobody has answered for.
        decisions: What bodies decided, by kind, rule and subject.
        grades: Subject to the code of the grade, once it is there.
        grade_labels: Code of a grade to its name.
    """

    values: Mapping[str, Mapping[str, Fraction]] = attrs.field(
        factory=dict[str, Mapping[str, Fraction]], hash=False
    )
    labels: Mapping[str, Label] = attrs.field(factory=dict[str, Label], hash=False)
    classes: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    unit_grades: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    recorded: Mapping[str, frozenset[str]] = attrs.field(
        factory=dict[str, frozenset[str]], hash=False
    )
    unanswered: Mapping[str, frozenset[str]] = attrs.field(
        factory=dict[str, frozenset[str]], hash=False
    )
    decisions: Mapping[tuple[str, str, str], Decision] = attrs.field(
        factory=dict[tuple[str, str, str], Decision], hash=False
    )
    grades: Mapping[str, str] = attrs.field(factory=dict[str, str], hash=False)
    grade_labels: Mapping[str, Label] = attrs.field(
        factory=dict[str, Label], hash=False
    )
    # Filled when first asked for: a value once known never changes.
    _ordered: dict[str, list[Fraction]] = attrs.field(
        init=False, factory=dict[str, list[Fraction]], hash=False, eq=False, repr=False
    )

    def with_values(
        self, measure_id: str, label: Label, values: Mapping[str, Fraction]
    ) -> "Known":
        """Return what is known with one measure more."""
        return attrs.evolve(
            self,
            values={**self.values, measure_id: values},
            labels={**self.labels, measure_id: label},
        )

    def with_grades(
        self, grades: Mapping[str, str], labels: Mapping[str, Label]
    ) -> "Known":
        """Return what is known with the grades."""
        return attrs.evolve(self, grades=grades, grade_labels=labels)

    def value(self, measure_id: str, subject: str) -> Fraction:
        """Return the value of a measure for a subject."""
        return self.values[measure_id][subject]

    def decision(
        self, about: DecisionKind, rule_id: str, subject: str
    ) -> Decision | None:
        """Return what a body decided; None where nothing is recorded."""
        return self.decisions.get((about.value, rule_id, subject))

    def has_fact(self, cap_id: str, subject: str) -> bool:
        """Return whether a fact is recorded and counts.

        Args:
            cap_id: Cap.
            subject: Subject.

        Returns:
            Whether it counts.

        Raises:
            MissingDecisionError: If an answer is required and there is none.
        """
        if cap_id in self.unanswered.get(subject, frozenset()):
            raise MissingDecisionError(cap_id, subject)
        return cap_id in self.recorded.get(subject, frozenset())

    def within(self, measure_id: str, subject: str, end: End) -> tuple[int, int]:
        """Return how many stand level or nearer to an end, and of how many.

        Args:
            measure_id: Measure that orders the subjects.
            subject: Subject.
            end: The end that is counted from.

        Returns:
            Subjects level with it or nearer to that end, itself among them; all.
        """
        if measure_id not in self._ordered:
            self._ordered[measure_id] = sorted(self.values[measure_id].values())
        ordered, own = self._ordered[measure_id], self.value(measure_id, subject)
        if end is End.TOP:
            return len(ordered) - bisect_left(ordered, own), len(ordered)
        return bisect_right(ordered, own), len(ordered)

    def unit_grade(self, subject: str) -> str:
        """Return the grade of a subject's unit.

        Args:
            subject: Subject.

        Returns:
            The grade, in the words of the record.

        Raises:
            MissingEntryError: If none is recorded: it is never guessed.
        """
        if not (found := self.unit_grades.get(subject, "")):
            raise MissingEntryError("grade of the unit", (subject,))
        return found
