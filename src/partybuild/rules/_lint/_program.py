"""Exact linear programs: whether bounds can hold together, and how far they reach."""

from collections.abc import Collection, Sequence
from fractions import Fraction

import attrs

from partybuild.rules._lint._form import Bound, Form

_SLACK = "~slack"
_SPARE = "~spare"
_BELOW = "~below"


@attrs.define
class _Rows:
    """Basic unknowns, each told by the others: constant first, then factors.

    Attributes:
        names: The other unknowns, in the order of the factors.
        rows: Basic unknown to its constant and factors.
        goal: Constant and factors of what is to be made great.
    """

    names: list[str]
    rows: dict[str, list[Fraction]]
    goal: list[Fraction]

    def swap(self, leaving: str, at: int) -> None:
        """Let one unknown take the place of a basic one."""
        row = self.rows.pop(leaving)
        factor = row[at + 1]
        told = [-number / factor for number in row]
        told[at + 1] = 1 / factor
        entering, self.names[at] = self.names[at], leaving
        for name, other in self.rows.items():
            self.rows[name] = _replaced(other, told, at + 1)
        self.goal = _replaced(self.goal, told, at + 1)
        self.rows[entering] = told

    def climb(self) -> bool:
        """Make the goal as great as it gets; False where it has no end.

        The first name always goes first (Bland's rule), so it cannot run in circles.
        """
        while True:
            rising = [at for at, f in enumerate(self.goal[1:]) if f > 0]
            if not rising:
                return True
            at = min(rising, key=self.names.__getitem__)
            holding = [
                (row[0] / -row[at + 1], name)
                for name, row in self.rows.items()
                if row[at + 1] < 0
            ]
            if not holding:
                return False
            self.swap(min(holding)[1], at)

    def values(self) -> dict[str, Fraction]:
        """Return the values of the basic unknowns; the others are 0."""
        return {name: row[0] for name, row in self.rows.items()}


def _replaced(row: list[Fraction], told: list[Fraction], column: int) -> list[Fraction]:
    factor = row[column]
    if not factor:
        return row
    # Most numbers are 0, and adding fractions is what takes the time.
    found = [
        one + factor * other if other else one
        for one, other in zip(row, told, strict=True)
    ]
    found[column] = factor * told[column]
    return found


def _split(form: Form, free: Collection[str]) -> Form:
    """Write unknowns that may be negative as a difference of two that may not."""
    coefs = dict(form.coefs)
    for name in form.coefs:
        if name in free:
            coefs[name + _BELOW] = -form.coefs[name]
    return Form(coefs, form.constant)


def _feasible_rows(bounds: Sequence[Bound], free: Collection[str]) -> _Rows | None:
    forms = [_split(bound.form, free) for bound in bounds]
    names = sorted({name for form in forms for name in form.coefs})
    rows = {
        f"{_SLACK}{at:04}": [form.constant]
        + [form.coefs.get(name, Fraction()) for name in names]
        for at, form in enumerate(forms)
    }
    if all(row[0] >= 0 for row in rows.values()):
        return _Rows(names, rows, [])
    # One spare unknown makes every bound hold; then it is pressed to 0.
    table = _Rows(
        [*names, _SPARE],
        {name: [*row, Fraction(1)] for name, row in rows.items()},
        [Fraction()] * (len(names) + 1) + [Fraction(-1)],
    )
    worst = min(rows, key=lambda name: (rows[name][0], name))
    table.swap(worst, len(names))
    table.climb()
    if table.goal[0] < 0:
        return None
    if _SPARE in table.rows:
        row = table.rows[_SPARE]
        at = next(at for at, factor in enumerate(row[1:]) if factor)
        table.swap(_SPARE, at)
    column = table.names.index(_SPARE)
    del table.names[column]
    for row in table.rows.values():
        del row[column + 1]
    return table


def _aimed(table: _Rows, goal: Form) -> _Rows:
    told = [goal.constant] + [goal.coefs.get(n, Fraction()) for n in table.names]
    for name, row in table.rows.items():
        factor = goal.coefs.get(name, Fraction())
        if factor:
            told = [one + factor * other for one, other in zip(told, row, strict=True)]
    table.goal = told
    return table


def solution(
    bounds: Sequence[Bound], free: Collection[str] = ()
) -> dict[str, Fraction] | None:
    """Return values for which all bounds hold.

    Args:
        bounds: The bounds.
        free: Unknowns that may be negative; all others are at least 0.

    Returns:
        Unknown to value; None where the bounds cannot hold together.

    Source:
        Simplex method with Bland's rule, in exact fractions.
    """
    margin = Form({_SPARE + "!": Fraction(1)})
    inner = [
        Bound(bound.form.plus(margin, -1)) if bound.strict else bound
        for bound in bounds
    ]
    strict = len(inner) and any(bound.strict for bound in bounds)
    if strict:
        inner.append(Bound(Form({_SPARE + "!": Fraction(-1)}, Fraction(1))))
    table = _feasible_rows(inner, free)
    if table is None:
        return None
    if strict:
        table = _aimed(table, margin)
        table.climb()
        if table.goal[0] <= 0:
            return None
    raw = table.values()
    names = {name for bound in bounds for name in bound.form.coefs}
    return {
        name: raw.get(name, Fraction()) - raw.get(name + _BELOW, Fraction())
        for name in sorted(names)
    }


def greatest(
    goal: Form, bounds: Sequence[Bound], free: Collection[str] = ()
) -> Fraction | None:
    """Return how great a form gets where bounds hold, their edges included.

    Args:
        goal: The form.
        bounds: The bounds.
        free: Unknowns that may be negative; all others are at least 0.

    Returns:
        The greatest value; None where there is none.
    """
    known = {name for bound in bounds for name in bound.form.coefs}
    # An unknown that no bound names still gets a column.
    named = [Bound(Form({}, Fraction(1)))] if not bounds else list(bounds)
    loose = [name for name in goal.coefs if name not in known]
    if any(goal.coefs[name] > 0 or name in free for name in loose):
        return None
    table = _feasible_rows(named, free)
    if table is None:
        return None
    kept = Form({n: c for n, c in goal.coefs.items() if n in known}, goal.constant)
    table = _aimed(table, _split(kept, free))
    return table.goal[0] if table.climb() else None
