"""Scales of options that are point scales."""

from itertools import pairwise

from partybuild.kernel import exact_text
from partybuild.rules import PointScale, Scale


def point_scale(scale: Scale) -> PointScale | None:
    """Return the point scale that spells out a scale, where there is one."""
    steps = {a.value - b.value for a, b in pairwise(scale.options)}
    first = scale.options[0]
    # A mark is named by its number: most scales are told apart by their first option.
    if len(steps) != 1 or first.option_id != exact_text(first.value):
        return None
    points = PointScale(
        scale_id=scale.scale_id,
        most=scale.top,
        least=scale.bottom,
        step=steps.pop(),
        basis=scale.basis,
    )
    return points if points.scale == scale else None
