"""Who does not mark whom."""

from collections.abc import Iterable
from datetime import date
from enum import Enum

import attrs

from partybuild.kernel import Label
from partybuild.organization._appointment import Appointment


class RecusalReason(Enum):
    """Why a person does not mark a post."""

    SELF = "self"
    RELATIVE = "relative"
    SAME_BODY = "same_body"
    OTHER = "other"

    @property
    def label(self) -> Label:
        """Name of the reason."""
        return _REASONS[self]


_REASONS = {
    RecusalReason.SELF: Label(zh="本人", en="the person himself or herself"),
    RecusalReason.RELATIVE: Label(zh="亲属", en="a relative"),
    RecusalReason.SAME_BODY: Label(zh="同一班子", en="of the same leadership team"),
    RecusalReason.OTHER: Label(zh="其他", en="another reason"),
}


@attrs.frozen(kw_only=True)
class Recusal:
    """One person who does not mark one post.

    Attributes:
        person_id: Person who would mark.
        post_id: Post that is marked.
        reason: Why not.
    """

    person_id: str
    post_id: str
    reason: RecusalReason = attrs.field(converter=RecusalReason)


def _sorted(recusals: Iterable[Recusal]) -> tuple[Recusal, ...]:
    return tuple(
        sorted(set(recusals), key=lambda r: (r.person_id, r.post_id, r.reason.value))
    )


@attrs.frozen
class RecusalList:
    """Everybody who does not mark somebody, known before ballots are issued.

    A ballot holds no name, so a recusal takes effect when a form is handed out, and
    never afterwards.

    Attributes:
        recusals: Sorted, each once.
    """

    recusals: tuple[Recusal, ...] = attrs.field(default=(), converter=_sorted)

    @classmethod
    def of(
        cls,
        appointments: Iterable[Appointment],
        on: date,
        stated: Iterable[Recusal] = (),
    ) -> "RecusalList":
        """Return the list of a day: nobody marks himself, and what was stated.

        Args:
            appointments: Appointments, from which follows who would mark himself.
            on: The day.
            stated: Recusals for other reasons.

        Returns:
            The list.
        """
        own = [
            Recusal(person_id=a.person_id, post_id=a.post_id, reason=RecusalReason.SELF)
            for a in appointments
            if on in a.period
        ]
        return cls([*own, *stated])

    def bars(self, person_id: str, post_id: str) -> bool:
        """Return whether a person does not mark a post."""
        return any(
            r.person_id == person_id and r.post_id == post_id for r in self.recusals
        )

    def barred(self, person_id: str, post_ids: Iterable[str]) -> tuple[str, ...]:
        """Return the posts that a person does not mark, in the order given."""
        barred = {r.post_id for r in self.recusals if r.person_id == person_id}
        return tuple(post_id for post_id in post_ids if post_id in barred)
