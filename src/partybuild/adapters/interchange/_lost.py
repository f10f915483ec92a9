"""What a form of interchange cannot say."""

import json

import attrs

from partybuild.kernel import Record, to_document


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
