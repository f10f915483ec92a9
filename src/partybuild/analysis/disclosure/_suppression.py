"""Which voter groups stay out of a table, so that nobody can put them back."""

from collections.abc import Iterable, Mapping

from partybuild.analysis.disclosure._figure import Figure
from partybuild.analysis.disclosure._hidden_groups import MEANS_FROM, hidden_groups
from partybuild.analysis.disclosure._leak import find_leaks
from partybuild.errors import DisclosureError


def suppressed_groups(
    own: Iterable[Figure],
    totals: Iterable[Figure],
    ballots: Mapping[str, int],
    least: int = MEANS_FROM,
) -> frozenset[str]:
    """Return the voter groups whose own figures are left out of a table.

    Small groups go first, then as many more, the smallest first, as the audit
    of everything that stays demands. A companion that has no part in the
    totals protects nobody, and several totals need several companions: the
    audit sees both, a count of groups does not.

    Args:
        own: Figures of single groups, which may be left out.
        totals: Figures that are printed in any case.
        ballots: Voter group to ballots counted.
        least: Ballots from which the figures of a group may be shown.

    Returns:
        The groups to leave out.

    Raises:
        DisclosureError: If the totals alone tell what a few voters gave.

    Source:
        Primary and complementary suppression, checked by the audit; of equal
        sizes the smaller id goes first.
    """
    single, always = tuple(own), tuple(totals)
    hidden = set(hidden_groups(ballots, least))
    shown = sorted(
        (group for group in ballots if group not in hidden),
        key=lambda group: (ballots[group], group),
    )
    while True:
        printed = [f for f in single if not f.group_ids & hidden]
        leaks = find_leaks([*always, *printed], ballots, least)
        if not leaks:
            return frozenset(hidden)
        if not shown:
            leak = leaks[0]
            raise DisclosureError(leak.group_ids, leak.ballots, least)
        hidden.add(shown.pop(0))
