"""Points per event, as steps of a derivation."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from partybuild.conference import EnteredScore
from partybuild.kernel import Derivation, Label, Operation, Term
from partybuild.rules import EventLine, Taken


def derive_events(
    lines: Sequence[EventLine], taken: Taken, entered: Mapping[str, EnteredScore]
) -> tuple[Derivation, ...]:
    """Derive the points of the events that were handed in and count.

    Args:
        lines: Lines of the table.
        taken: Which of them count.
        entered: Code to what was handed in for one subject.

    Returns:
        Points of every line that counts, in the order of the table; of several
        lines with the most points the first.
    """
    nodes = [
        _line(line, entered[line.line_id]) for line in lines if line.line_id in entered
    ]
    if taken is Taken.ALL or not nodes:
        return tuple(nodes)
    most = max(node.number for node in nodes)
    return (next(node for node in nodes if node.number == most),)


def _line(line: EventLine, entry: EnteredScore) -> Derivation:
    points = line.points(entry.points)
    zh, en = f"来源：{entry.source.zh}", f"source: {entry.source.en}"
    if line.each is None:
        leaf = _leaf(Operation.ENTERED, line.label, entry.points, zh, en)
        factor = Fraction(1)
    else:
        leaf = _leaf(Operation.COUNT, line.label, entry.points, zh, en)
        factor = line.each
    whole = Derivation(
        operation=Operation.WEIGHTED_SUM,
        name=line.label,
        value=factor * entry.points,
        terms=(Term(leaf, factor),),
        basis=line.basis,
    )
    return limited(whole, line.label, least=None, most=line.most, value=points)


def _leaf(
    operation: Operation, name: Label, value: Fraction, zh: str, en: str
) -> Derivation:
    return Derivation(
        operation=operation, name=name, value=value, statement=Label(zh=zh, en=en)
    )


def limited(
    node: Derivation,
    name: Label,
    *,
    least: Fraction | None,
    most: Fraction | None,
    value: Fraction | None = None,
) -> Derivation:
    """Return a value within limits; the step itself where they change nothing.

    Args:
        node: The value.
        name: What the value within the limits is.
        least: Least value; None: no limit.
        most: Greatest value; None: no limit.
        value: The value within the limits, where it is known already.

    Returns:
        The step.
    """
    found = node.number if value is None else value
    if value is None and least is not None:
        found = max(found, least)
    if value is None and most is not None:
        found = min(found, most)
    if found == node.number:
        return node
    raised = found > node.number
    zh, en = ("不低于", "no less than") if raised else ("不高于", "no more than")
    return Derivation(
        operation=Operation.LIMIT,
        name=name,
        value=found,
        terms=(Term(node),),
        basis=node.basis,
        statement=Label(zh=f"{zh} {found}", en=f"{en} {found}"),
    )
