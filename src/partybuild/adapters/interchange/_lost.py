"""What a form of interchange cannot say."""

import json
from collections.abc import Iterator, Sequence

import attrs

from partybuild.kernel import Record, to_document
from partybuild.organization import Organization

# Forms of interchange have no place for these.
_UNSAID = (
    "full_members",
    "probationary_members",
    "form",
    "task",
    "workplaces",
    "party_groups",
    "elected_on",
    "committee_members",
    "suspended",
    "approvals",
)


def _as_text(value: object) -> str:
    plain = to_document(value)
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


@attrs.frozen(order=True)
class Lost(Record):
    """One thing that was not carried over, because the other side has no place for it.

    Attributes:
        what: What it belongs to: "organization", "post", "membership"...
        id: Its id; for an event its kind, organizations and date; else its JSON path.
        field: Field that was left out.
        value: What stood in it; other values than texts as JSON.

    Examples:
        >>> str(Lost("organization", "b1", "sector", "village"))
        "organization 'b1': sector village"
    """

    what: str
    id: str
    field: str
    value: str = attrs.field(converter=_as_text)

    def __str__(self) -> str:
        """Write what is lost, and of what."""
        return f"{self.what} {self.id!r}: {self.field} {self.value}"


def sorted_lost(lost: list[Lost]) -> tuple[Lost, ...]:
    """Return each thing once, in the one order that the input's does not change."""
    return tuple(sorted(set(lost)))


def lost_of_organization(states: Sequence[Organization]) -> Iterator[Lost]:
    """Yield what no form of interchange says of an organization.

    Args:
        states: The organization in its versions, the last one last.

    Yields:
        Kinds that it had before, and fields that only this library knows.
    """
    last = states[-1]
    for former in dict.fromkeys(state.kind for state in states):
        if former is not last.kind:
            yield Lost("organization", last.organization_id, "former kind", former)
    for field in _UNSAID:
        for value in dict.fromkeys(getattr(state, field) for state in states):
            if value is not None and value != ():
                yield Lost("organization", last.organization_id, field, value)
