"""P-values of several tests at once."""

from collections.abc import Sequence

from partybuild.errors import ValueRangeError


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted so that any false alarm at all is rare.

    Args:
        p_values: One per test, each from 0 to 1.

    Returns:
        Adjusted values, in the same order.

    Raises:
        ValueRangeError: If a value is no probability.

    Source:
        Holm (1979), step-down.
    """
    order = _ascending(p_values)
    adjusted, least, tests = [0.0] * len(order), 0.0, len(order)
    for place, at in enumerate(order):
        least = max(least, min((tests - place) * p_values[at], 1.0))
        adjusted[at] = least
    return tuple(adjusted)


def benjamini_hochberg(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values adjusted for the share of false alarms among all alarms.

    Args:
        p_values: One per test, each from 0 to 1.

    Returns:
        Adjusted values, in the same order; never above those of `holm`.

    Raises:
        ValueRangeError: If a value is no probability.

    Source:
        Benjamini and Hochberg (1995), step-up.
    """
    order = _ascending(p_values)
    adjusted, most, tests = [0.0] * len(order), 1.0, len(order)
    for place, at in reversed(list(enumerate(order, start=1))):
        # Never below p itself, which a rounded product could fall short of.
        most = min(most, max(tests * p_values[at] / place, p_values[at]))
        adjusted[at] = most
    return tuple(adjusted)


def _ascending(p_values: Sequence[float]) -> list[int]:
    for p in p_values:
        if not 0 <= p <= 1:
            raise ValueRangeError("a p-value", p, "a number from 0 to 1")
    return sorted(range(len(p_values)), key=p_values.__getitem__)
