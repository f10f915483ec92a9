"""Duties and records that belong together."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from partybuild.duties._duty import Duty
from partybuild.duties._record import DutyRecord
from partybuild.errors import DuplicateIdError, DutyChainError, UnknownIdError
from partybuild.kernel import Label, Record, Summary


def _sorted_duties(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: duty.duty_id))


def _sorted_records(records: Iterable[DutyRecord]) -> tuple[DutyRecord, ...]:
    return tuple(sorted(records, key=lambda record: (record.on, record.record_id)))


@attrs.frozen(repr=False)
class DutyBook(Record):
    """Duties with what was done about them, checked against one another.

    Attributes:
        duties: Duties, sorted by id.
        records: Records, sorted by day.
    """

    duties: tuple[Duty, ...] = attrs.field(default=(), converter=_sorted_duties)
    records: tuple[DutyRecord, ...] = attrs.field(default=(), converter=_sorted_records)

    def __attrs_post_init__(self) -> None:
        """Refuse ids that occur twice or nowhere, and duties derived in a circle."""
        known = self.by_id
        if len(known) < len(self.duties):
            raise DuplicateIdError("duty", _twice([d.duty_id for d in self.duties]))
        for duty in self.duties:
            if duty.derived_from is not None and duty.derived_from not in known:
                raise UnknownIdError("duty", duty.derived_from, tuple(known)[:20])
        ids = [record.record_id for record in self.records]
        if len(set(ids)) < len(ids):
            raise DuplicateIdError("record", _twice(ids))
        for record in self.records:
            if record.duty_id not in known:
                raise UnknownIdError("duty", record.duty_id, tuple(known)[:20])
        _refuse_circles(known)

    def summary(self) -> Summary:
        """Return the duties with the number of their records."""
        return Summary(
            caption=Label(
                zh=f"责任{len(self.duties)}项，记录{len(self.records)}条",
                en=f"{len(self.duties)} duties, {len(self.records)} records",
            ),
            columns=(
                Label(zh="责任", en="duty"),
                Label(zh="责任类别", en="level"),
                Label(zh="组织", en="organization"),
                Label(zh="记录数", en="records"),
                Label(zh="编号", en="id"),
            ),
            rows=[
                (
                    duty.title,
                    duty.level.label,
                    duty.organization_id,
                    len(self.records_of.get(duty.duty_id, ())),
                    duty.duty_id,
                )
                for duty in self.duties
            ],
            shown=5,
        )

    @cached_property
    def by_id(self) -> dict[str, Duty]:
        """Duties by id."""
        return {duty.duty_id: duty for duty in self.duties}

    @cached_property
    def records_of(self) -> Mapping[str, tuple[DutyRecord, ...]]:
        """Records of each duty that has any, in order."""
        found: dict[str, list[DutyRecord]] = defaultdict(list)
        for record in self.records:
            found[record.duty_id].append(record)
        return {duty_id: tuple(records) for duty_id, records in found.items()}


def _twice(ids: Iterable[str]) -> str:
    return min(one for one, seen in Counter(ids).items() if seen > 1)


def _refuse_circles(duties: Mapping[str, Duty]) -> None:
    sound: set[str] = set()
    for start in duties:
        path: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in sound:
            if at in path:
                raise DutyChainError((*path, at))
            path[at] = None
            at = duties[at].derived_from
        sound.update(path)
