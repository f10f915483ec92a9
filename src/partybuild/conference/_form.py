"""What one vote asks: subjects, items and options."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Self

import attrs

from partybuild.conference._mark import NO_CHOICES
from partybuild.errors import DuplicateIdError, UnknownIdError, ValueRangeError
from partybuild.kernel import Label, Record
from partybuild.rules import BlankPolicy, Option, ReviewRules


def _sorted_ids(subject_ids: Iterable[str]) -> tuple[str, ...]:
    # The order in which subjects were handed in must not reach any output.
    ordered = tuple(sorted(subject_ids))
    for one, other in pairwise(ordered):
        if one == other:
            raise DuplicateIdError("subject", one)
    if not ordered:
        raise ValueRangeError("number of subjects", 0, "at least 1")
    return ordered


@attrs.frozen(kw_only=True)
class FormItem(Record):
    """One line of marks on the ballot.

    Attributes:
        item_id: Code of the item.
        label: Words on the ballot.
        options: Options to choose from, best first.
    """

    item_id: str
    label: Label
    options: tuple[Option, ...]


@attrs.frozen(kw_only=True, repr=False)
class BallotForm(Record):
    """Subjects, items and options of one vote; every ballot marks all of them.

    Attributes:
        subject_ids: Subjects, sorted by id.
        items: Items, in the order of the ballot.
        group_ids: Voter groups, in the order of the rules.
        blank: Whether a line may stay blank.
    """

    subject_ids: tuple[str, ...] = attrs.field(converter=_sorted_ids)
    items: tuple[FormItem, ...]
    group_ids: tuple[str, ...]
    blank: BlankPolicy = BlankPolicy.ABSTAIN

    @classmethod
    def of(cls, rules: ReviewRules, subject_ids: Iterable[str]) -> Self:
        """Return the form that a scheme prescribes for these subjects."""
        return cls(
            subject_ids=subject_ids,
            items=tuple(
                FormItem(
                    item_id=item.item_id,
                    label=item.label,
                    options=rules.options_of(item),
                )
                for item in rules.items
            ),
            group_ids=tuple(group.group_id for group in rules.voter_groups),
            blank=rules.blank,
        )

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Codes of the items, in the order of the ballot."""
        return tuple(item.item_id for item in self.items)

    @property
    def width(self) -> int:
        """Marks on one ballot."""
        return len(self.subject_ids) * len(self.items)

    @property
    def most_options(self) -> int:
        """Options of the item that has most of them."""
        return max((len(item.options) for item in self.items), default=0)

    def place(self, group_id: str) -> int:
        """Return the place of a voter group among the groups of the form.

        Args:
            group_id: Code of the group.

        Returns:
            Its index in `group_ids`.

        Raises:
            UnknownIdError: If the form has no such group.
        """
        if group_id not in self.group_ids:
            raise UnknownIdError("voter group", group_id, self.group_ids)
        return self.group_ids.index(group_id)

    def codes(self, item: FormItem) -> Mapping[str | None, int]:
        """Return the byte of every word that may stand in a line of an item.

        Option ids and both labels are understood, as are the words for marks
        that choose nothing; None and "" are blank where blanks are allowed.
        """
        codes: dict[str | None, int] = {}
        for byte, option in enumerate(item.options):
            for word in (option.option_id, option.label.zh, option.label.en):
                codes.setdefault(word, byte)
        for choice in NO_CHOICES:
            for word in (choice.code, choice.label.zh, choice.label.en):
                codes.setdefault(word, choice)
        if self.blank is BlankPolicy.FORBIDDEN:
            return {word: byte for word, byte in codes.items() if byte != 255}
        return codes | {None: 255, "": 255}
