"""What was changed by hand in the workbook of a ledger."""

import attrs

from partybuild.errors import LedgerConflictError
from partybuild.kernel import Label, Record, Summary, Tabular
from partybuild.ledgers import LedgerStep, RectificationLedger


@attrs.frozen(kw_only=True)
class CellConflict(Record):
    """One cell that was changed by hand while the ledger went on otherwise.

    Attributes:
        problem_id: Problem of the row.
        place: Sheet and cell.
        column: Heading of the column.
        before: What the cell said when the workbook was written.
        typed: What was typed.
        now: What it would say today.
        reason: Why the row was not taken.
    """

    problem_id: str
    place: str
    column: Label
    before: str
    typed: str
    now: str
    reason: Label


@attrs.frozen(kw_only=True, repr=False)
class LedgerEdits(Tabular):
    """What a workbook gives: steps for the log, and what needs a decision.

    Attributes:
        ledger: The ledger with every edit that goes together with it.
        steps: Steps that the edits come to; those of rows in conflict are among
            them, but not in the ledger.
        conflicts: Changed cells of the rows that do not go together with what the
            ledger has become, in the order of the sheet.
    """

    ledger: RectificationLedger
    steps: tuple[LedgerStep, ...]
    conflicts: tuple[CellConflict, ...] = ()

    def agreed(self) -> RectificationLedger:
        """Return the ledger where there is no conflict.

        Returns:
            The ledger.

        Raises:
            LedgerConflictError: If rows do not go together with it.
        """
        if self.conflicts:
            ids = dict.fromkeys(one.problem_id for one in self.conflicts)
            raise LedgerConflictError(tuple(ids))
        return self.ledger

    def summary(self) -> Summary:
        """Return each conflict cell by cell."""
        return Summary(
            caption=Label(
                zh=f"{self.ledger.title.zh}：填报 {len(self.steps)} 条记录，冲突单元格",
                en=f"{self.ledger.title.en}: {len(self.steps)} steps, conflicts",
            ),
            columns=(
                Label(zh="位置", en="place"),
                Label(zh="编号", en="problem"),
                Label(zh="列", en="column"),
                Label(zh="原值", en="before"),
                Label(zh="填报", en="typed"),
                Label(zh="现值", en="now"),
                Label(zh="原因", en="reason"),
            ),
            rows=[
                (c.place, c.problem_id, c.column, c.before, c.typed, c.now, c.reason)
                for c in self.conflicts
            ],
            shown=7,
        )
