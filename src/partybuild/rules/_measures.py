"""All measures of a scheme together: codes are unique, references lead somewhere."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from partybuild.errors import NestingCycleError, UnknownIdError
from partybuild.rules._checks import refuse_repeats
from partybuild.rules._condition import (
    Compared,
    Condition,
    Placed,
    plain_conditions,
)
from partybuild.rules._conversion import (
    RankMeasure,
    RelativeMeasure,
    StepMeasure,
    SumMeasure,
)
from partybuild.rules._measure import (
    BallotMeasure,
    EnteredMeasure,
    EventMeasure,
    RateMeasure,
)

Measure: TypeAlias = (
    BallotMeasure
    | RateMeasure
    | EnteredMeasure
    | EventMeasure
    | StepMeasure
    | RankMeasure
    | RelativeMeasure
    | SumMeasure
)

TOTAL = "total"
"""Code under which conditions ask for the total; no measure may bear it."""


def condition_measures(conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield the measures that conditions look at, the total among them.

    Args:
        conditions: The conditions.

    Yields:
        Codes, repeated where several conditions look at the same measure.
    """
    for condition in plain_conditions(conditions):
        if isinstance(condition, Compared | Placed):
            yield condition.measure_id


def measure_operands(measure: Measure) -> tuple[str, ...]:
    """Return the measures that one is made from."""
    match measure:
        case StepMeasure(steps=steps):
            return tuple(m for step in steps for m in condition_measures(step.when))
        case RankMeasure(of=of) | RelativeMeasure(of=of):
            return (of,)
        case SumMeasure(parts=parts):
            return tuple(part.measure_id for part in parts)
        case _:
            return ()


def in_order(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures in an order in which each can be computed.

    Args:
        measures: Measures in any order.

    Returns:
        The same measures, every one after those it is made from.

    Raises:
        DuplicateIdError: If two measures bear the same code, or one that of the
            total.
        UnknownIdError: If a measure is made from one that there is not.
        NestingCycleError: If measures are made from each other in a circle.
    """
    by_id: dict[str, Measure] = {}
    listed = tuple(measures)
    refuse_repeats("measure", [*(m.measure_id for m in listed), TOTAL])
    for measure in sorted(listed, key=lambda m: m.measure_id):
        by_id[measure.measure_id] = measure
    graph = {m: measure_operands(by_id[m]) for m in by_id}
    _refuse_unknown(graph)
    try:
        order = tuple(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        raise NestingCycleError(tuple(cycle.args[1])) from None
    return tuple(by_id[measure_id] for measure_id in order)


def _refuse_unknown(graph: Mapping[str, tuple[str, ...]]) -> None:
    for operands in graph.values():
        for operand in operands:
            if operand not in graph:
                raise UnknownIdError("measure", operand, tuple(graph))
