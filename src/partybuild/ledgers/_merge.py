"""Two copies of a ledger that were written in at once, brought together again."""

from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

import attrs

from partybuild.errors import LedgerConflictError, LedgerStepError, ValueRangeError
from partybuild.kernel import (
    Label,
    Record,
    Summary,
    Tabular,
    canonical_json,
    to_document,
)
from partybuild.ledgers._entry import LedgerEntry
from partybuild.ledgers._ledger import RectificationLedger
from partybuild.ledgers._step import LedgerStep, StepKind

_Steps: TypeAlias = tuple[LedgerStep, ...]


@attrs.frozen(kw_only=True)
class MergeConflict(Record):
    """A problem on which two copies do not go together.

    Attributes:
        problem_id: The problem.
        reason: Why they do not.
        mine: Steps of the first copy that the common one does not have.
        theirs: Steps of the second copy that the common one does not have.
    """

    problem_id: str
    reason: Label
    mine: tuple[LedgerStep, ...]
    theirs: tuple[LedgerStep, ...]


@attrs.frozen(kw_only=True, repr=False)
class MergedLedger(Tabular):
    """What two copies give together.

    Attributes:
        ledger: All that goes together. A problem in conflict stands in it as in the
            common ledger, or not at all where that had none.
        conflicts: Problems on which the copies do not go together, by id, with all
            steps of both.
    """

    ledger: RectificationLedger
    conflicts: tuple[MergeConflict, ...]

    def agreed(self) -> RectificationLedger:
        """Return the ledger where there is no conflict.

        Returns:
            The ledger.

        Raises:
            LedgerConflictError: If the copies do not go together.
        """
        if self.conflicts:
            raise LedgerConflictError(tuple(one.problem_id for one in self.conflicts))
        return self.ledger

    def summary(self) -> Summary:
        """Return each conflict with the steps of both copies."""
        return Summary(
            caption=Label(
                zh=f"{self.ledger.title.zh}：合并冲突",
                en=f"{self.ledger.title.en}: conflicts of the merger",
            ),
            columns=(
                Label(zh="编号", en="problem"),
                Label(zh="原因", en="reason"),
                Label(zh="本方", en="mine"),
                Label(zh="对方", en="theirs"),
            ),
            rows=[
                (one.problem_id, one.reason, _said(one.mine), _said(one.theirs))
                for one in self.conflicts
            ],
            shown=4,
        )


def _said(steps: _Steps) -> Label:
    if not steps:
        return Label(zh="无", en="nothing")
    return Label(
        zh="；".join(f"{s.on} {s.by} {s.kind.label.zh}" for s in steps),
        en="; ".join(f"{s.on} {s.by} {s.kind.label.en}" for s in steps),
    )


_LOST = Label(zh="一方缺少共同的记录", en="one copy lacks steps that both had")
_CROSSED = Label(
    zh="双方对相同记录的先后不一致", en="both have the same steps in different orders"
)
_BOTH = Label(zh="双方改动了同一事项", en="both changed the same thing")


def merge_ledgers(
    base: RectificationLedger,
    mine: RectificationLedger,
    theirs: RectificationLedger,
) -> MergedLedger:
    """Bring two copies of a ledger together that were written in at once.

    Steps of both go together where they are about different problems, or about
    different things (text, plan and deadline, state, a stage goal) and the rules
    allow them in the order of their days. A step that both have counts once. All
    else is a conflict, reported with the steps of both: nothing is lost silently,
    and which copy is called mine makes no difference to the ledger.

    Args:
        base: The ledger that both began with.
        mine: The first copy.
        theirs: The second copy.

    Returns:
        The merged ledger, and every conflict.

    Raises:
        ValueRangeError: If the three are not copies of one ledger.
    """
    for copy in (mine, theirs):
        if attrs.evolve(copy, entries=()) != attrs.evolve(base, entries=()):
            raise ValueRangeError(
                "ledger", repr(copy.ledger_id), f"a copy of {base.ledger_id!r}"
            )
    entries: list[LedgerEntry] = []
    conflicts: list[MergeConflict] = []
    ids = {e.problem_id for ledger in (base, mine, theirs) for e in ledger}
    for problem_id in sorted(ids):
        common, one, other = (
            ledger.entry(problem_id).steps if problem_id in ledger else ()
            for ledger in (base, mine, theirs)
        )
        merged = _merged(common, one, other)
        if isinstance(merged, Label):
            conflicts.append(
                MergeConflict(
                    problem_id=problem_id,
                    reason=merged,
                    mine=_beyond(common, one),
                    theirs=_beyond(common, other),
                )
            )
            merged = LedgerEntry(common) if common else None
        if merged is not None:
            entries.append(merged)
    return MergedLedger(
        ledger=attrs.evolve(base, entries=entries), conflicts=tuple(conflicts)
    )


def _beyond(common: _Steps, copy: _Steps) -> _Steps:
    """Return the steps of a copy that are not the common ones."""
    left = Counter(common)
    found: list[LedgerStep] = []
    for step in copy:
        if left[step]:
            left[step] -= 1
        else:
            found.append(step)
    return tuple(found)


def _merged(common: _Steps, mine: _Steps, theirs: _Steps) -> LedgerEntry | Label | None:
    size = len(common)
    if mine[:size] != common or theirs[:size] != common:
        return _LOST
    if mine == theirs or len(theirs) == size:
        return LedgerEntry(mine) if mine else None
    if len(mine) == size:
        return LedgerEntry(theirs)
    while mine[size : size + 1] == theirs[size : size + 1]:
        size += 1
    one, other = mine[size:], theirs[size:]
    if _touched(_beyond(other, one)) & _touched(_beyond(one, other)):
        return _BOTH
    together = _in_order(one, other)
    if together is None:
        return _CROSSED
    try:
        return LedgerEntry((*mine[:size], *together))
    except LedgerStepError as error:
        return Label(
            zh=f"合在一起不合规则：{error.reason}",
            en=f"together they break a rule: {error.reason}",
        )


def _touched(steps: _Steps) -> set[str]:
    return {name for step in steps for name in _touches(step)}


def _touches(step: LedgerStep) -> Iterator[str]:
    if step.problem is not None:
        yield "problem"
    if step.rectification is not None:
        yield "plan"
    if step.rectification is not None or step.due_on is not None:
        yield "deadline"
    if step.goal is not None:
        yield f"goal {step.goal}"
    if step.kind in _MOVING:
        yield "state"


_MOVING = {
    *(StepKind.OPEN, StepKind.START, StepKind.FINISH, StepKind.RETURN),
    *(StepKind.CLOSE, StepKind.REOPEN, StepKind.CANCEL),
}


def _in_order(mine: _Steps, theirs: _Steps) -> list[LedgerStep] | None:
    """Return both in the order of their days, each side in its own order.

    A step that both have comes once, after what either has before it. There is no
    such order where the sides have the same steps in different orders.
    """
    one, other = list(mine), list(theirs)
    found: list[LedgerStep] = []
    while one and other:
        if one[0] == other[0]:
            found.append(one.pop(0))
            other.pop(0)
            continue
        waits, other_waits = one[0] in other, other[0] in one
        if waits and other_waits:
            return None
        if waits or other_waits:
            first = other if waits else one
        else:
            first = one if _key(one[0]) <= _key(other[0]) else other
        found.append(first.pop(0))
    return [*found, *one, *other]


def _key(step: LedgerStep) -> tuple[object, ...]:
    return step.on, canonical_json(to_document(step))
