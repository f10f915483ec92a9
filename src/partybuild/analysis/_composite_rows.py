"""What each ballot gives each subject."""

from math import lcm

from partybuild.assessment import Assessment
from partybuild.conference import BallotBox

Row = list[int | None]


def composite_unit(assessment: Assessment) -> tuple[int, list[list[int]]]:
    """Return units in one point, and the worth of each option of each item."""
    rules = assessment.rules
    worths = [
        [rules.item_weight(item) * option.value for option in rules.options_of(item)]
        for item in rules.items
    ]
    unit = lcm(*(worth.denominator for line in worths for worth in line))
    return unit, [[int(worth * unit) for worth in line] for line in worths]


def composite_rows(assessment: Assessment, box: BallotBox, group: int) -> list[Row]:
    """Return the weighted sum of marks that each ballot gives each subject.

    Args:
        assessment: The assessment.
        box: Its ballots.
        group: Place of the voter group on the form.

    Returns:
        One row per ballot, one number per subject, in the integer units of
        `composite_unit`; None where a mark is missing.
    """
    form = assessment.tally.form
    _, table = composite_unit(assessment)
    worth = [dict(enumerate(line)) for line in table]
    items = len(form.items)
    rows: list[Row] = []
    for ballot in box.ballots(form.group_ids[group]):
        row: Row = []
        for at in range(0, len(ballot), items):
            try:
                marks = ballot[at : at + items]
                row.append(sum(w[m] for w, m in zip(worth, marks, strict=True)))
            except KeyError:
                row.append(None)
        rows.append(row)
    return rows
