"""What was said at a conference about a report, and what was required of whom."""

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from partybuild.kernel import Label, Record


@attrs.frozen(kw_only=True)
class Remark(Record):
    """One thing said about one area of work.

    Attributes:
        area: Code of the area, such as "RESP-1"; empty where none was named.
        text: What was said.
    """

    area: str = ""
    text: Label


def _remarks(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(remarks)


@attrs.frozen(kw_only=True, repr=False)
class Comment(Record):
    """The superior secretary's comment on one report (点评).

    Attributes:
        post_id: Post of the secretary commented on.
        achievements: Results named.
        problems: Problems named.
        to_think_through: What to think through.
        to_develop: How to develop.
    """

    post_id: str
    achievements: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)
    problems: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)
    to_think_through: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)
    to_develop: tuple[Remark, ...] = attrs.field(default=(), converter=_remarks)


def _post_ids(post_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(post_ids)))


@attrs.frozen(kw_only=True)
class Requirement(Record):
    """What the conference requires, of whom and until when.

    Attributes:
        area: Code of the area, such as "RESP-1"; empty where none was named.
        text: What is required.
        addressees: Posts that it is addressed to, sorted; empty for all who report.
        deadline: Last day; None where none was set.
    """

    area: str = ""
    text: Label
    addressees: tuple[str, ...] = attrs.field(default=(), converter=_post_ids)
    deadline: date | None = None

    def is_addressed_to(self, post_id: str) -> bool:
        """Return whether it concerns the holder of a post."""
        return not self.addressees or post_id in self.addressees


def requirements_of(
    requirements: Iterable[Requirement | Remark],
) -> tuple[Requirement, ...]:
    """Return requirements in their order; a remark is addressed to all."""

    def each() -> Iterator[Requirement]:
        for one in requirements:
            if isinstance(one, Remark):
                yield Requirement(area=one.area, text=one.text)
            else:
                yield one

    return tuple(each())
