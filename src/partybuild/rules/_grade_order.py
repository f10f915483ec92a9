"""What every way of grading shares: grades in order, the best first."""

from abc import ABC, abstractmethod
from fractions import Fraction

from partybuild.errors import UnknownIdError
from partybuild.kernel import Label, Record
from partybuild.rules._grade_band import GradeBand

UNDECIDED = GradeBand(grade_id="undecided", label=Label(zh="待定", en="undecided"))
"""What stands for a grade as long as a decision that it depends on is missing."""


class GradeOrder(Record, ABC):
    """Grades in order, the best first."""

    __slots__ = ()

    @abstractmethod
    def in_order(self) -> tuple[GradeBand, ...]:
        """Return the grades, best first; edges only where scores decide."""

    @property
    def grade_ids(self) -> tuple[str, ...]:
        """Codes of the grades, best first."""
        return tuple(band.grade_id for band in self.in_order())

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """Scores at which the grade changes, highest first."""
        return tuple(b.lower for b in self.in_order() if b.lower is not None)

    def get(self, grade_id: str) -> GradeBand:
        """Return the band of a grade.

        Args:
            grade_id: Code of the grade, or that of an undecided one.

        Returns:
            The band; without edges where no scores decide.

        Raises:
            UnknownIdError: If there is no such grade.
        """
        for band in (*self.in_order(), UNDECIDED):
            if band.grade_id == grade_id:
                return band
        raise UnknownIdError("grade", grade_id, self.grade_ids)

    def place(self, grade_id: str) -> int:
        """Return how many grades are better than this one.

        Args:
            grade_id: Code of the grade.

        Returns:
            0 for the best grade.

        Raises:
            UnknownIdError: If there is no such grade.
        """
        if grade_id not in self.grade_ids:
            raise UnknownIdError("grade", grade_id, self.grade_ids)
        return self.grade_ids.index(grade_id)
