"""How many ballots went out and came back, and that the counts agree."""

from collections.abc import Iterable
from itertools import pairwise

import attrs

from partybuild.errors import DuplicateIdError, RollCallError, UnknownIdError
from partybuild.kernel import Label, Record, Summary, Tabular


def _count(roll: "GroupRoll", field: "attrs.Attribute[int]", value: int) -> None:
    if type(value) is not int or value < 0:
        raise RollCallError(
            roll.group_id, f"{field.name} is {value!r}, not a count of heads"
        )


@attrs.frozen(kw_only=True)
class GroupRoll(Record):
    """Ballots of one voter group, from the electorate to the valid ballot.

    Attributes:
        group_id: Voter group.
        entitled: Entitled to attend (应到); None where not recorded.
        present: Present (实到); None where not recorded.
        issued: Ballots issued (发出).
        returned: Ballots returned (收回).
        void: Returned ballots that do not count (作废).
    """

    group_id: str
    entitled: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_count)
    )
    present: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(_count)
    )
    issued: int = attrs.field(validator=_count)
    returned: int = attrs.field(validator=_count)
    void: int = attrs.field(default=0, validator=_count)

    def __attrs_post_init__(self) -> None:
        """Refuse counts that contradict one another."""
        chain = [
            ("void", self.void),
            ("returned", self.returned),
            ("issued", self.issued),
            ("present", self.present),
            ("entitled", self.entitled),
        ]
        known = [(name, count) for name, count in chain if count is not None]
        for (name, count), (limit, most) in pairwise(known):
            if count > most:
                raise RollCallError(
                    self.group_id, f"{name} {count} is more than {limit} {most}"
                )

    @property
    def valid(self) -> int:
        """Valid ballots (有效): returned less void."""
        return self.returned - self.void

    def __add__(self, other: "GroupRoll") -> "GroupRoll":
        """Return the counts of both; unknown counts stay unknown."""
        if self.group_id != other.group_id:
            raise RollCallError(self.group_id, f"it was added to {other.group_id!r}")
        return GroupRoll(
            group_id=self.group_id,
            entitled=_sum(self.entitled, other.entitled),
            present=_sum(self.present, other.present),
            issued=self.issued + other.issued,
            returned=self.returned + other.returned,
            void=self.void + other.void,
        )

    def __sub__(self, other: "GroupRoll") -> "GroupRoll":
        """Take the counts of *other* out again."""
        if self.group_id != other.group_id:
            raise RollCallError(self.group_id, f"it was taken from {other.group_id!r}")
        return GroupRoll(
            group_id=self.group_id,
            entitled=_difference(self.entitled, other.entitled),
            present=_difference(self.present, other.present),
            issued=self.issued - other.issued,
            returned=self.returned - other.returned,
            void=self.void - other.void,
        )


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _difference(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one - other


def _rolls(rolls: Iterable[GroupRoll]) -> tuple[GroupRoll, ...]:
    # Sorted, so that the order of a file's rows cannot reach any output.
    return tuple(sorted(rolls, key=lambda roll: roll.group_id))


def _unique(_: object, __: object, rolls: tuple[GroupRoll, ...]) -> None:
    for one, other in pairwise(rolls):
        if one.group_id == other.group_id:
            raise DuplicateIdError("voter group in the roll call", one.group_id)


@attrs.frozen(repr=False)
class RollCall(Tabular):
    """The scrutineers' record of a vote.

    Attributes:
        groups: One line per voter group, sorted by id.
    """

    groups: tuple[GroupRoll, ...] = attrs.field(converter=_rolls, validator=_unique)

    def of(self, group_id: str) -> GroupRoll:
        """Return the line of a voter group.

        Args:
            group_id: Code of the group.

        Returns:
            Its line.

        Raises:
            UnknownIdError: If the roll call has no such line.
        """
        for roll in self.groups:
            if roll.group_id == group_id:
                return roll
        known = tuple(roll.group_id for roll in self.groups)
        raise UnknownIdError("line of the roll call", group_id, known)

    def closed_over(self, valid: "dict[str, int]") -> "RollCall":
        """Return this roll call once the ballots counted agree with it.

        Args:
            valid: Voter group to the number of valid ballots at hand.

        Returns:
            This roll call.

        Raises:
            RollCallError: If a group counts more or fewer valid ballots.
            UnknownIdError: If a group has no line.
        """
        for group_id, ballots in valid.items():
            roll = self.of(group_id)
            if roll.valid != ballots:
                raise RollCallError(
                    group_id,
                    f"returned {roll.returned} less void {roll.void} leaves "
                    f"{roll.valid} valid ballots, but {ballots} are at hand",
                )
        for roll in self.groups:
            if roll.group_id not in valid:
                raise UnknownIdError("voter group", roll.group_id, tuple(valid))
        return self

    def __add__(self, other: "RollCall") -> "RollCall":
        """Return both records as one, group by group."""
        return self._paired(other, subtract=False)

    def __sub__(self, other: "RollCall") -> "RollCall":
        """Take the record of *other* out again."""
        return self._paired(other, subtract=True)

    def _paired(self, other: "RollCall", *, subtract: bool) -> "RollCall":
        for roll in other.groups:
            self.of(roll.group_id)
        pairs = [(roll, other.of(roll.group_id)) for roll in self.groups]
        return RollCall([a - b if subtract else a + b for a, b in pairs])

    def summary(self) -> Summary:
        """Return the ballots of each voter group."""
        return Summary(
            caption=Label(zh="选票清点", en="roll call of the ballots"),
            columns=(
                Label(zh="参评主体", en="voter group"),
                Label(zh="应到", en="entitled"),
                Label(zh="实到", en="present"),
                Label(zh="发出", en="issued"),
                Label(zh="收回", en="returned"),
                Label(zh="作废", en="void"),
                Label(zh="有效", en="valid"),
            ),
            rows=[
                (
                    roll.group_id,
                    roll.entitled,
                    roll.present,
                    roll.issued,
                    roll.returned,
                    roll.void,
                    roll.valid,
                )
                for roll in self.groups
            ],
            shown=7,
        )
