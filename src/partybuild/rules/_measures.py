"""All measures of a scheme together: codes are unique, references lead somewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from typing import TypeAlias

from partybuild.errors import DuplicateIdError, NestingCycleError, UnknownIdError
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
from partybuild.rules._fault import Fault
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
"""Every way to make a value of a subject from ballots, entries and other values."""

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
    if isinstance(measure, StepMeasure):
        return tuple(m for s in measure.steps for m in condition_measures(s.when))
    if isinstance(measure, RankMeasure | RelativeMeasure):
        return (measure.of,)
    if isinstance(measure, SumMeasure):
        return tuple(part.measure_id for part in measure.parts)
    return _no_operands(measure)


def _no_operands(
    _: BallotMeasure | RateMeasure | EnteredMeasure | EventMeasure,
) -> tuple[str, ...]:
    # The kinds are named, so that type checkers ask what a new one is made from.
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
    listed = tuple(measures)
    for fault in measure_faults(listed):
        raise fault.error
    by_id = {m.measure_id: m for m in sorted(listed, key=lambda m: m.measure_id)}
    graph = {m: measure_operands(by_id[m]) for m in by_id}
    return tuple(by_id[m] for m in TopologicalSorter(graph).static_order())


def measure_faults(measures: Iterable[Measure]) -> Iterator[Fault]:
    """Yield what is wrong with measures together.

    Args:
        measures: Measures in any order.

    Yields:
        Codes that occur twice or lead nowhere; where there are none, a circle.
    """
    listed = sorted(measures, key=lambda m: m.measure_id)
    graph = {m.measure_id: measure_operands(m) for m in listed}
    found = False
    for code, times in Counter([*(m.measure_id for m in listed), TOTAL]).items():
        if times > 1:
            found = True
            yield Fault(("measures", code), DuplicateIdError("measure", code))
    for measure in listed:
        for operand in measure_operands(measure):
            if operand not in graph:
                found = True
                error = UnknownIdError("measure", operand, tuple(graph))
                yield Fault(("measures", measure.measure_id), error)
    if not found:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as cycle:
            circle: tuple[str, ...] = tuple(cycle.args[1])
            yield Fault(("measures", circle[0]), NestingCycleError(circle))
