"""The fewest ballots that meet several demands at once, or bounds of them."""

from collections.abc import Callable, Collection, Iterator, Sequence
from heapq import nsmallest

from partybuild.analysis._demand import Demand, together
from partybuild.analysis._margin import Margin, MarginWay, curve, never

# Sets of ballots tried one by one where the bounds do not meet: some milliseconds,
# and all sets there are in a small conference.
_MOST_TRIES = 2_000

Flips = Callable[[Collection[int]], bool]
"""Whether changing these ballots flips the outcome."""


def joint(
    ballots: int,
    demands: Sequence[Demand],
    number: int,
    flips: Flips,
    always: Demand | None = None,
) -> Margin:
    """Return the fewest ballots whose change flips an outcome with several demands.

    With one demand the largest gains first are exact. With several (three others
    have to pass at once, or pass and reach an edge) they are not: what serves
    one demand best need not serve another, and the exact answer is a covering
    problem. The lower bound then is the most that any demand asks for on its
    own, or all that cannot be avoided in their sum; the upper bound is the best
    of several orders, each certified by trying it; the sets between the two are
    tried one by one where they are few. Where a gap remains, the margin says so.

    Args:
        ballots: Number of ballots.
        demands: Demands of which *number* have to be met.
        number: How many.
        flips: Whether changing these ballots flips the outcome. More ballots
            never undo it.
        always: A demand that has to be met besides.

    Returns:
        The margin, exact where both bounds meet.
    """
    within = [d for d in demands if d.alone is not None]
    chosen = nsmallest(max(number, 0), within, key=lambda d: d.alone or 0)
    if len(chosen) < number or not flips(range(ballots)):
        return never(MarginWay.OUT_OF_REACH)
    # A demand that no choice avoids narrows down which sets are worth a try.
    forced = [*chosen] if number == len(within) else []
    if always is not None:
        chosen.append(always)
        forced.append(always)
    if (summed := together(forced)) is not None:
        forced.append(summed)
    least = max((d.alone or 0 for d in [*chosen, *forced]), default=0)
    most = _upper_bound(ballots, least, flips, chosen)
    hardest = max(forced, key=lambda d: d.alone or 0, default=None)
    tries = _MOST_TRIES
    while least < most:
        found, tries = _try_sets(ballots, least, flips, hardest, tries)
        if found:
            most = least
        elif tries:
            least += 1
        else:
            break
    return Margin(changes=most, least=least, way=MarginWay.QUOTA)


def _upper_bound(
    ballots: int, least: int, flips: Flips, chosen: Sequence[Demand]
) -> int:
    keys = [key for demand in chosen for key in demand.rows()]
    if (summed := together(chosen)) is not None:
        keys.insert(0, summed.gains)
    most = ballots
    for key in keys:
        order = sorted(range(ballots), key=lambda b: (-key[b], b))
        most = min(most, _shortest(order, most, flips))
        if most == least:
            break
    return most


def _try_sets(
    ballots: int, size: int, flips: Flips, hardest: Demand | None, tries: int
) -> tuple[bool, int]:
    """Return whether a set of this size flips, and how many tries are left.

    No try left means that the answer is open.
    """
    gains = (0,) * ballots if hardest is None else hardest.gains
    need = 0 if hardest is None else hardest.need
    order = sorted(range(ballots), key=lambda b: (-gains[b], b))
    sums = curve(gains[b] for b in order)
    for places in _reaching(sums, size, need, 0):
        if not tries:
            return False, 0
        tries -= 1
        if flips([order[at] for at in places]):
            return True, tries
    return False, tries


def _reaching(
    sums: Sequence[int], size: int, need: int, start: int
) -> Iterator[tuple[int, ...]]:
    """Yield the sets of places that gain enough, given running sums of gains."""
    if not size:
        yield ()
        return
    for at in range(start, len(sums) - size):
        if sums[at + size] - sums[at] < need:
            break
        own = sums[at + 1] - sums[at]
        for rest in _reaching(sums, size - 1, need - own, at + 1):
            yield (at, *rest)


def _shortest(order: Sequence[int], most: int, flips: Flips) -> int:
    """Return the shortest beginning of an order that flips; *most* if none does."""
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if flips(order[:middle]):
            high = middle
        else:
            low = middle + 1
    return high
