"""A secretary's duty report: how it was given, its parts, last year answered."""

from collections.abc import Iterable
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.errors import DuplicateIdError, ValueRangeError
from partybuild.kernel import Label, Record
from partybuild.rules import ReportPart


class ReportMode(Enum):
    """How a secretary reported."""

    ON_SITE = "on_site"
    """现场述职."""
    WRITTEN = "written"
    """书面述职."""


def _whole(_: object, field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise ValueRangeError(field.name, repr(value), "a number of characters")


@attrs.frozen(kw_only=True)
class ReportSection(Record):
    """One part of a duty report; its length counts, its text may stay outside.

    Attributes:
        part: Which part it is.
        characters: Length without spaces and line breaks.
        title: Heading, where it has one of its own.
    """

    part: ReportPart = attrs.field(converter=ReportPart)
    characters: int = attrs.field(validator=_whole)
    title: Label | None = None

    @classmethod
    def of_text(cls, part: ReportPart | str, text: str) -> "ReportSection":
        """Return the section that a text makes.

        Args:
            part: Which part it is.
            text: The text.

        Returns:
            The section, with the characters counted.

        Examples:
            >>> ReportSection.of_text("problems", "责任 传导不够").characters
            6
        """
        return cls(part=ReportPart(part), characters=len("".join(text.split())))


@attrs.frozen(kw_only=True)
class LastYearAnswer(Record):
    """What a report says about one problem of last year.

    Attributes:
        problem_id: Id of the problem in last year's ledger.
        text: What was done, as the secretary reports it.
    """

    problem_id: str
    text: Label


def _sections(sections: Iterable[ReportSection]) -> tuple[ReportSection, ...]:
    return tuple(sections)


def _answers(answers: Iterable[LastYearAnswer]) -> tuple[LastYearAnswer, ...]:
    return tuple(sorted(answers, key=lambda answer: answer.problem_id))


@attrs.frozen(kw_only=True)
class DutyReport(Record):
    """A secretary's duty report (述职报告).

    Attributes:
        post_id: Post of the reporting secretary; this is the subject assessed.
        mode: On site or in writing.
        order: Place in the order of reporting, from 1; None where written only.
        sections: Parts with their lengths, in order; empty where not recorded.
        answers: Problems of last year that the report answers, sorted by id.
    """

    post_id: str
    mode: ReportMode = attrs.field(default=ReportMode.ON_SITE, converter=ReportMode)
    order: int | None = None
    sections: tuple[ReportSection, ...] = attrs.field(default=(), converter=_sections)
    answers: tuple[LastYearAnswer, ...] = attrs.field(default=(), converter=_answers)

    def __attrs_post_init__(self) -> None:
        """Refuse two answers to one problem."""
        seen: set[str] = set()
        for answer in self.answers:
            if answer.problem_id in seen:
                raise DuplicateIdError(
                    f"answer in the report of {self.post_id!r}", answer.problem_id
                )
            seen.add(answer.problem_id)

    @property
    def characters(self) -> int:
        """Length of the whole report."""
        return sum(section.characters for section in self.sections)

    @property
    def problem_share(self) -> Fraction | None:
        """Share of problems and causes; None where no length was recorded."""
        whole = self.characters
        if not whole:
            return None
        told = sum(s.characters for s in self.sections if s.part is ReportPart.PROBLEMS)
        return Fraction(told, whole)

    def has(self, part: ReportPart) -> bool:
        """Return whether the report has something in a part."""
        return any(s.characters for s in self.sections if s.part is part)
