"""How fast the tree of a day and one chain are found, and how both grow.

Run it from the root of the repository:

    python benchmarks/organization.py                  # 10,000 to 1,000,000
    python benchmarks/organization.py 10000 100000     # other numbers, growing

Each tree has 20 years of events, on average one per organization: renamed, counted,
upgraded, elected, moved, founded, dissolved. It ends with status 1 if the tree of a
day takes more than 1 s or a chain more than 1 ms at 100,000 organizations, or if
replaying the history, or the tree of a day, takes more than 3 times as long per
organization as it does with a tenth of them. A day is the best of three rounds, and
the median of four days is printed; the peak is that of the whole process.
"""

import resource
import sys
from datetime import date, timedelta
from random import Random
from statistics import median
from time import perf_counter

from partybuild.kernel import Label
from partybuild.organization import (
    EventKind,
    Organization,
    OrganizationEvent,
    OrganizationKind,
    OrganizationTree,
    Sector,
    TreeNode,
)

FIRST = date(2002, 1, 1)
DAYS = 20 * 365
FAN = 12  # organizations under one
NAME = Label(zh="党组织", en="organization")
LIMITS = (1.0, 0.001)
GROWTH = 3  # times as long per organization, at most, for ten times as many


def node_of(number: int, parent: str | None, founded_on: date | None) -> TreeNode:
    """Return an organization of the benchmark."""
    organization = Organization(
        organization_id=f"o{number:07d}",
        name=NAME,
        kind=OrganizationKind.BRANCH,
        sector=Sector.VILLAGE,
        founded_on=founded_on,
        full_members=20,
        probationary_members=1,
    )
    return TreeNode(organization=organization, parent_id=parent)


def event_of(random: Random, number: int) -> OrganizationEvent:
    """Return one event of an organization that never fails."""
    on = FIRST + timedelta(days=random.randrange(DAYS))
    one = [f"o{number:07d}"]
    kind = random.choice([*EventKind][1:6])
    if kind is EventKind.RENAMED:
        return OrganizationEvent(kind=kind, on=on, organization_ids=one, name=NAME)
    if kind is EventKind.UPGRADED:
        to_kind = OrganizationKind.GENERAL_BRANCH
        return OrganizationEvent(
            kind=kind, on=on, organization_ids=one, to_kind=to_kind
        )
    if kind is EventKind.MOVED:
        # Under one with a smaller number there is no cycle.
        parent = f"o{random.randrange(max(1, number // FAN)):07d}"
        return OrganizationEvent(
            kind=kind, on=on, organization_ids=one, parent_id=parent
        )
    if kind is EventKind.COUNTED:
        count = random.randrange(3, 90)
        return OrganizationEvent(
            kind=kind, on=on, organization_ids=one, full_members=count
        )
    return OrganizationEvent(kind=kind, on=on, organization_ids=one)


def history(size: int) -> tuple[list[TreeNode], list[OrganizationEvent]]:
    """Return organizations, and 20 years of events."""
    random = Random(1)
    nodes = [
        node_of(number, f"o{(number - 1) // FAN:07d}" if number else None, None)
        for number in range(size)
    ]
    events = {
        (event.kind, event.organization_ids, event.in_force_from): event
        for event in (event_of(random, random.randrange(1, size)) for _ in nodes)
    }
    for number in range(size, size + size // 20):
        founded = node_of(number, f"o{number // FAN % size // 2:07d}", None)
        on = FIRST + timedelta(days=random.randrange(DAYS))
        event = OrganizationEvent(kind="founded", on=on, results=[founded])
        events[event.kind, (f"o{number:07d}",), on] = event
        if number % 2:
            gone = on + timedelta(days=400)
            event = OrganizationEvent(
                kind="dissolved", on=gone, organization_ids=[f"o{number:07d}"]
            )
            events[event.kind, event.organization_ids, gone] = event
    return nodes, list(events.values())


def main(sizes: list[int]) -> None:
    """Print one line per size."""
    print("organizations    events    replay s    at(on) s    chain ms    peak MB")
    missed, per_one = False, dict[int, tuple[float, float]]()
    for size in sizes:
        nodes, events = history(size)
        begun = perf_counter()
        tree = OrganizationTree(nodes, events)
        built = perf_counter() - begun
        days = [FIRST + timedelta(days=DAYS * part // 4) for part in (1, 2, 3, 4)]
        times: list[float] = []
        for day in days:
            rounds: list[float] = []
            for _ in range(3):
                begun = perf_counter()
                last = tree.at(day)
                rounds.append(perf_counter() - begun)
            times.append(min(rounds))
        at = median(times)
        per_one[size] = (built / size, at / size)
        ids = [organization.organization_id for organization in last.organizations]
        asked = Random(2).choices(ids, k=1000)
        begun = perf_counter()
        for one in asked:
            last.chain(one)
        chain = (perf_counter() - begun) / len(asked)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>13,} {len(tree.events):>9,} {built:>11.2f} {at:>11.3f} "
            f"{chain * 1000:>11.4f} {peak:>10.0f}"
        )
        missed |= size == 100_000 and (at > LIMITS[0] or chain > LIMITS[1])
        if size // 10 in per_one:
            pairs = zip(per_one[size], per_one[size // 10], strict=True)
            growth = [large / small for large, small in pairs]
            print(
                f"{'':>13} per organization, against a tenth as many: "
                f"replay {growth[0]:.2f}, at(on) {growth[1]:.2f}"
            )
            missed |= max(growth) > GROWTH
    sys.exit(missed)


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
