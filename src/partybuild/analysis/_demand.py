"""What changed ballots have to gain together, and what each does for it."""

from collections.abc import Iterable

import attrs

from partybuild.analysis._margin import curve, fewest

# Fixed point for keys that weigh several demands against each other.
_SCALE = 1 << 40


def alone(gains: Iterable[int], need: int) -> int | None:
    """Return the fewest ballots for one demand, the largest gains first."""
    positive = sorted((gain for gain in gains if gain), reverse=True)
    return fewest(curve(positive), need)


@attrs.frozen
class Demand:
    """What the changed ballots have to gain together.

    Attributes:
        gains: What each ballot gains.
        need: What has to be gained.
        alone: Fewest ballots for this demand alone; None: out of reach.
        also: A second demand that has to be met with it.
    """

    gains: tuple[int, ...]
    need: int
    alone: int | None
    also: "Demand | None" = None

    @classmethod
    def of(cls, gains: Iterable[int], need: int) -> "Demand":
        row = tuple(gains)
        return cls(row, need, alone(row, need))

    def harder(self, other: "Demand") -> "Demand":
        """Return the demand for both, bounded by the harder one."""
        alone = None
        if self.alone is not None and other.alone is not None:
            alone = max(self.alone, other.alone)
        return attrs.evolve(self, alone=alone, also=other if other.need > 0 else None)

    def rows(self) -> list[tuple[int, ...]]:
        """Return what each ballot does for the demand, and for its second."""
        own = [self.gains] if self.need > 0 else []
        return own + (self.also.rows() if self.also else [])

    def shares(self) -> list[tuple[int, ...]]:
        """Return the same as parts of what is needed, never rounded down."""
        own: list[tuple[int, ...]] = []
        if self.need > 0:
            own.append(tuple(-(-gain * _SCALE // self.need) for gain in self.gains))
        return own + (self.also.shares() if self.also else [])


def together(demands: Iterable[Demand]) -> Demand | None:
    """Return the one demand that whoever meets all of these meets too.

    Each gain is taken as a part of what is needed, and the parts are added up;
    None where nothing is needed.
    """
    shares = [share for demand in demands for share in demand.shares()]
    if not shares:
        return None
    return Demand.of(map(sum, zip(*shares, strict=True)), len(shares) * _SCALE)
