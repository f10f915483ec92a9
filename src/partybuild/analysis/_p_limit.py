"""Up to which p-value a kind is named, when many tests are made at once."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from partybuild.analysis._weak_area_rule import WeakAreaRule


def p_limit(
    rule: WeakAreaRule, tests: int, every: Callable[[], Iterable[float]]
) -> Fraction:
    """Return the p-value up to which a test speaks.

    Args:
        rule: Thresholds.
        tests: Tests made at once.
        every: Gives the p-values of all of them; asked for only by the strict
            variant.

    Returns:
        By default the accepted false alarms over the tests; under the strict
        variant the step-up limit of Benjamini and Hochberg, 0 where nothing
        passes.

    Source:
        Lehmann and Romano (2005) on expected false alarms; Benjamini and
        Hochberg (1995).
    """
    if rule.false_share is None:
        return rule.false_alarms / tests
    limit = Fraction(0)
    for place, p in enumerate(sorted(every()), start=1):
        if p <= place * rule.false_share / tests:
            limit = place * rule.false_share / tests
    return limit
