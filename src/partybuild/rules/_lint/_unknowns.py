"""What is unknown before the ballots are cast, and within which bounds it lies."""

from collections.abc import Iterable, Mapping
from enum import Enum
from fractions import Fraction

import attrs

from partybuild.rules._lint._form import Bound, Form
from partybuild.rules._lint._region import Region

AFTER = "'"
"""Mark behind an unknown once a ballot has become better."""

Values = Mapping[str, Fraction]
ONE = Fraction(1)


class Link(Enum):
    """How a value moves when a ballot becomes better."""

    SAME = "same"
    UP = "up"
    DOWN = "down"
    FREE = "free"

    @property
    def reversed(self) -> "Link":
        """How the negative of such a value moves."""
        return {Link.UP: Link.DOWN, Link.DOWN: Link.UP}.get(self, self)


@attrs.frozen
class Block:
    """The shares of an item's options in the marks, over the voter groups.

    Attributes:
        block_id: Item, voter groups and base of the shares.
        item_id: Item.
        options: Options, best first.
        closed: Whether the shares sum to 1; otherwise to no more, because marks
            may be missing and the base counts them.
    """

    block_id: str
    item_id: str
    options: tuple[str, ...]
    closed: bool

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the shares; the last one of a closed block is what is left."""
        shown = self.options[:-1] if self.closed else self.options
        return tuple(f"{self.block_id}|{at:03}" for at in range(len(shown)))

    def form(self, values: Mapping[str, Fraction]) -> Form:
        """Return a sum over the shares, each times the value of its option."""
        listed = [values.get(option, Fraction()) for option in self.options]
        last = listed[-1] if self.closed else Fraction()
        coefs = [value - last for value in listed]
        return Form(dict(zip(self.names, coefs, strict=False)), last)

    def worths(self, form: Form) -> list[Fraction]:
        """Return what a form gives for each option, and last for a missing mark."""
        found = [form.coefs.get(name, Fraction()) for name in self.names]
        return [*found, Fraction()]


@attrs.frozen
class Lone:
    """A value of its own.

    Attributes:
        low: Least value; None: it may be anything below.
        high: Greatest value; None: it may be anything above.
        link: How it moves when a ballot becomes better.
        opaque: Whether it is made from other unknowns in a way that is not told
            here; then not every value within the bounds occurs beside the others.
    """

    low: Fraction | None
    high: Fraction | None
    link: Link
    opaque: bool = False


def place_name(end: str, measure_id: str) -> str:
    """Return the unknown "share of those level with it or nearer to that end"."""
    return f"place|{end}|{measure_id}"


class Unknowns:
    """Blocks and single values of one scheme for one subject class."""

    def __init__(self) -> None:
        self.blocks: dict[str, Block] = {}
        self.lones: dict[str, Lone] = {}
        self._block_of: dict[str, str] = {}
        self.seen: dict[tuple[Region, bool], Values | None] = {}

    def add_block(self, block: Block) -> Block:
        """Take in a block; one of the same code is the same block."""
        self.blocks[block.block_id] = block
        self._block_of.update(dict.fromkeys(block.names, block.block_id))
        return block

    def add(self, name: str, lone: Lone) -> Form:
        """Take in a single value, and return the form that it is."""
        self.lones[name] = lone
        return Form({name: ONE})

    def blocks_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the blocks that some unknowns belong to, sorted."""
        found = {self._block_of[name] for name in names if name in self._block_of}
        return tuple(sorted(found))

    def lones_of(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return those of some unknowns that stand alone, sorted."""
        return tuple(sorted(name for name in set(names) if name in self.lones))

    def free(self, mark: str = "") -> tuple[str, ...]:
        """Return the unknowns that may be negative."""
        return tuple(
            name + mark
            for name, lone in self.lones.items()
            if lone.low is None or lone.low < 0
        )

    def told(self, names: Iterable[str]) -> bool:
        """Return whether witnesses can be given for some unknowns.

        No value may be opaque, and no item may be looked at over two bases or by
        two choices of voter groups: how the two hang together is not told here.
        """
        listed = tuple(names)
        items = [self.blocks[b].item_id for b in self.blocks_of(listed)]
        return len(items) == len(set(items)) and not any(
            self.lones[name].opaque for name in self.lones_of(listed)
        )

    def domain(self, names: Iterable[str], mark: str = "") -> list[Bound]:
        """Return the bounds that hold for unknowns whatever is voted."""
        listed = tuple(names)
        found: list[Bound] = []
        for block_id in self.blocks_of(listed):
            shares = dict.fromkeys(self.blocks[block_id].names, -ONE)
            found.append(Bound(Form(shares, ONE).renamed(mark)))
        lones = self.lones_of(listed)
        for name in lones:
            lone, form = self.lones[name], Form({name + mark: ONE})
            if lone.low is not None:
                found.append(Bound(form.less(lone.low), strict=name[:6] == "place|"))
            if lone.high is not None:
                found.append(Bound(form.negative().less(-lone.high)))
            if name.startswith("place|top|"):
                other = place_name("bottom", name.removeprefix("place|top|"))
                if other in lones:
                    both = Form({name + mark: ONE, other + mark: ONE}, -ONE)
                    found.append(Bound(both, strict=True))
        return found

    def full(self, names: Iterable[str]) -> list[Bound]:
        """Return the bounds that no mark is missing."""
        return [
            Bound(Form(dict.fromkeys(block.names, ONE), -ONE))
            for block in (self.blocks[b] for b in self.blocks_of(names))
            if not block.closed
        ]

    def links(self, names: Iterable[str]) -> list[Bound]:
        """Return what holds between unknowns before and after a better ballot."""
        listed = tuple(names)
        found: list[Bound] = []
        for block_id in self.blocks_of(listed):
            block = self.blocks[block_id]
            gained = Form()
            for name in block.names:
                gained = gained.plus(Form({name + AFTER: ONE, name: -ONE}))
                found.append(Bound(gained))
            if not block.closed:
                found.append(Bound(gained.negative()))
        for name in self.lones_of(listed):
            gained = Form({name + AFTER: ONE, name: -ONE})
            link = self.lones[name].link
            if link in {Link.SAME, Link.UP}:
                found.append(Bound(gained))
            if link in {Link.SAME, Link.DOWN}:
                found.append(Bound(gained.negative()))
        return found
