"""Ranks by score; equal scores share a rank."""

from collections.abc import Mapping
from fractions import Fraction


def competition_ranks(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """Return for each subject 1 plus the number of strictly greater scores.

    Args:
        scores: Subject to exact score.

    Returns:
        Subject to rank; equal scores share a rank.
    """
    ordered = sorted(scores.values(), reverse=True)
    first: dict[Fraction, int] = {}
    for place, score in enumerate(ordered, start=1):
        first.setdefault(score, place)
    return {subject: first[score] for subject, score in scores.items()}
