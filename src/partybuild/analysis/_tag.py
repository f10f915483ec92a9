"""What a tag says: an area of work, praised or blamed, how much and where."""

from collections.abc import Iterator
from enum import Enum

import attrs

from partybuild.kernel import Finding, Label, Record, Severity, Summary, Tabular


class Polarity(Enum):
    """Whether a text praises or blames."""

    STRENGTH = "strength"
    PROBLEM = "problem"


class Degree(Enum):
    """What the degree word says."""

    ABSENT = "absent"
    """Not there at all: 缺乏, 没有, none."""
    HOLLOW = "hollow"
    """There in form only: 不实, 流于形式, a formality."""
    PARTIAL = "partial"
    """There, but too little: 不够, 不深, not enough."""
    FURTHER = "further"
    """More than before: 进一步, further."""
    UNSTATED = "unstated"
    """No degree word."""


class Scope(Enum):
    """Whom the text means."""

    INDIVIDUAL = "individual"
    """Some: 个别, 有的, 部分, in some branches."""
    COMMON = "common"
    """Said of all or most (普遍, 共性, everywhere)."""
    UNSTATED = "unstated"
    """No scope word."""


@attrs.frozen(kw_only=True)
class Tag(Record):
    """One area of work that a text praises or blames.

    Attributes:
        code: Code of the taxonomy, such as "RESP-1".
        area: Id of the area of work, such as "responsibility".
        polarity: Strength or problem.
        degree: What the degree word says.
        scope: Whom it concerns.
        start: Where the matched words begin in the text, in characters.
        end: Where they end; ``text[start:end]`` are the words.
    """

    code: str
    area: str
    polarity: Polarity
    degree: Degree
    scope: Scope
    start: int
    end: int


@attrs.frozen(repr=False)
class Tagging(Tabular):
    """The tags of one text.

    Attributes:
        text: The text.
        tags: Tags in the order of the text.
    """

    text: str
    tags: tuple[Tag, ...]

    def __iter__(self) -> Iterator[Tag]:
        """Iterate over the tags."""
        return iter(self.tags)

    def __len__(self) -> int:
        """Return how many tags were found."""
        return len(self.tags)

    def words(self, tag: Tag) -> str:
        """Return the words that a tag was given for."""
        return self.text[tag.start : tag.end]

    @property
    def finding(self) -> Finding | None:
        """What is to be said when the text names nothing; None where it does."""
        if self.tags:
            return None
        return Finding(
            code="PB-TAG-01",
            severity=Severity.INFO,
            subject="",
            message=Label(
                zh="文字未提及分类目录中的任何方面，请人工归类",
                en="the text names nothing of the taxonomy; let a person sort it",
            ),
        )

    def summary(self) -> Summary:
        """Return the tags with the words they were given for."""
        return Summary(
            caption=Label(zh="归类", en="tags"),
            columns=(
                Label(zh="原文", en="words"),
                Label(zh="编码", en="code"),
                Label(zh="工作方面", en="area"),
                Label(zh="性质", en="polarity"),
                Label(zh="程度", en="degree"),
                Label(zh="范围", en="scope"),
            ),
            rows=[
                (
                    self.words(tag),
                    tag.code,
                    tag.area,
                    tag.polarity.value,
                    tag.degree.value,
                    tag.scope.value,
                )
                for tag in self.tags
            ],
            shown=6,
        )
