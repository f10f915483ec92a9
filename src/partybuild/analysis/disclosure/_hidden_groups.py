"""Which voter groups are too small for figures of their own."""

from collections.abc import Mapping

MEANS_FROM = 5
"""Ballots from which the mean of a group may be shown."""
DISTRIBUTIONS_FROM = 10
"""Ballots from which the option counts of a group may be shown."""


def hidden_groups(sizes: Mapping[str, int], least: int = MEANS_FROM) -> frozenset[str]:
    """Return the voter groups whose own figures must not be shown.

    Groups below the least size are hidden; while only one group is hidden, or
    the hidden ones hold fewer ballots than the least size together, the
    smallest shown group is hidden too, because the total would give it away.

    Args:
        sizes: Voter group to valid ballots. Group sizes are the same for all
            subjects, so this is decided once per conference.
        least: Ballots from which a group's figures may be shown.

    Returns:
        The groups to hide; only their pooled figures may be shown.

    Source:
        Primary and complementary suppression, as practiced in official
        statistics; of equal sizes the smaller id goes first.
    """
    # A group without a ballot has nothing that could be given away.
    voted = [group for group in sizes if sizes[group]]
    order = sorted(voted, key=lambda group: (sizes[group], group))
    hidden = [group for group in order if sizes[group] < least]
    shown = order[len(hidden) :]
    while (
        hidden
        and shown
        and (len(hidden) == 1 or sum(sizes[group] for group in hidden) < least)
    ):
        hidden.append(shown.pop(0))
    return frozenset(hidden)
