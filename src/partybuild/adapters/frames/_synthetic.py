"""Invented marks of any number of conferences, for anyone to repeat the figures."""

from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs

from partybuild.adapters._optional import optional
from partybuild.adapters.frames._columns import MarkLayout
from partybuild.adapters.frames._folder import write_whole
from partybuild.errors import FileExistsAlreadyError, ValueRangeError
from partybuild.rules import ReviewRules

_USUAL = (50, 30, 15, 5)
_WEAK = (20, 30, 30, 20)
"""Shares of the options, best first, out of 100."""


@attrs.frozen(kw_only=True)
class SyntheticNation:
    """How many conferences are invented, how large, and how weak.

    The same values give the same marks, file by file, whatever the layout.

    Attributes:
        conferences: Number of conferences.
        subjects: Subjects of each.
        ballots: Ballots of each voter group, in the order of the scheme.
        seed: Seed of the marks.
        common: In every so-manieth conference one item is weak for all subjects.
        local: Every so-manieth subject is weak in one item of his own.
        per_file: Conferences in one file.
    """

    conferences: int
    subjects: int = 10
    ballots: tuple[int, ...] = (10, 30, 30)
    seed: int = 0
    common: int = 10
    local: int = 20
    per_file: int = 500

    def marks(self, rules: ReviewRules) -> int:
        """Return the number of marks under a scheme."""
        rows = self.conferences * self.subjects * sum(self.ballots)
        return rows * len(rules.items)

    def weak_items(self, items: int) -> Iterator[tuple[int, int | None, int]]:
        """Yield what was planted.

        Args:
            items: Number of items.

        Yields:
            Conference, subject (None where all are weak) and item, by number.
        """
        for conference in range(self.conferences):
            if conference % self.common == 0:
                yield conference, None, (conference // self.common) % items
            for subject in range(self.subjects):
                number = conference * self.subjects + subject
                if number % self.local == 1:
                    yield conference, subject, (number // self.local) % items


def write_synthetic(
    nation: SyntheticNation,
    rules: ReviewRules,
    folder: str | Path,
    layout: MarkLayout | str = MarkLayout.WIDE,
) -> tuple[Path, ...]:
    """Write invented marks to Parquet files, one after the other.

    Args:
        nation: How many, and how weak.
        rules: Scheme; every item needs four options.
        folder: Folder to write to; made where it does not exist.
        layout: Long or wide.

    Returns:
        The files.

    Raises:
        FileExistsAlreadyError: If a file exists.
        MissingExtraError: If NumPy or PyArrow is not installed.
        ValueRangeError: If scheme and nation do not fit, or counts are asked for.
    """
    layout = MarkLayout(layout)
    if layout is MarkLayout.COUNTS:
        raise ValueRangeError("layout", layout.value, "'long' or 'wide'")
    if len(nation.ballots) != len(rules.voter_groups):
        raise ValueRangeError(
            "number of voter groups", len(nation.ballots), str(len(rules.voter_groups))
        )
    for item in rules.items:
        if len(rules.options_of(item)) != len(_USUAL):
            raise ValueRangeError(f"options of {item.item_id!r}", "others", "four")
    doing = ("writing synthetic marks", "national")
    np = optional(*doing, "numpy")
    parquet = optional(*doing, "pyarrow.parquet")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for first in range(0, nation.conferences, nation.per_file):
        last = min(first + nation.per_file, nation.conferences)
        path = target / f"marks-{first:08}.parquet"
        if path.exists():
            raise FileExistsAlreadyError(str(path))
        table = _table(np, nation, rules, range(first, last), layout)
        write = partial(parquet.write_table, table, row_group_size=1_000_000)
        write_whole(path, write)
        files.append(path)
    return tuple(files)


def _table(
    np: Any,  # noqa: ANN401 - the package is optional
    nation: SyntheticNation,
    rules: ReviewRules,
    span: range,
    layout: MarkLayout,
) -> object:
    items, ballots = len(rules.items), sum(nation.ballots)
    shape = (len(span), nation.subjects, ballots, items)
    # A file's stream depends on the seed and its first conference alone.
    stream = np.random.Generator(np.random.PCG64([nation.seed, span.start]))
    dice = np.frombuffer(stream.bytes(int(np.prod(shape))), dtype=np.uint8)
    weak = np.zeros((shape[0], shape[1], 1, items), dtype=bool)
    for conference, subject, item in nation.weak_items(items):
        if conference in span:
            at = slice(None) if subject is None else subject
            weak[conference - span.start, at, 0, item] = True
    dice = dice.reshape(shape)
    marks = np.where(weak, _lookup(np, _WEAK)[dice], _lookup(np, _USUAL)[dice])
    rows = shape[0] * shape[1] * ballots
    numbers = np.arange(rows, dtype=np.int32)
    group = np.repeat(np.arange(len(nation.ballots), dtype=np.int8), nation.ballots)
    columns = {
        "conference": (
            numbers // (nation.subjects * ballots),
            [f"C{number:08}" for number in span],
        ),
        "subject": (
            numbers // ballots,
            [f"C{c:08}-{s:03}" for c in span for s in range(nation.subjects)],
        ),
        "group": (
            np.tile(group, shape[0] * shape[1]),
            [entry.group_id for entry in rules.voter_groups],
        ),
    }
    words = [[o.option_id for o in rules.options_of(item)] for item in rules.items]
    if layout is MarkLayout.WIDE:
        flat = marks.reshape(rows, items)
        for at, entry in enumerate(rules.items):
            columns[entry.item_id] = (np.ascontiguousarray(flat[:, at]), words[at])
    else:
        columns = {n: (np.repeat(i, items), w) for n, (i, w) in columns.items()}
        places = np.tile(np.arange(items, dtype=np.int8), rows)
        columns["item"] = (places, [item.item_id for item in rules.items])
        columns["option"] = (marks.reshape(-1), words[0])
    arrow = import_module("pyarrow")
    return arrow.table(
        {
            name: arrow.DictionaryArray.from_arrays(index, arrow.array(known))
            for name, (index, known) in columns.items()
        }
    )


def _lookup(np: Any, shares: tuple[int, ...]) -> Any:  # noqa: ANN401
    edges = np.cumsum(shares) * 256 // 100
    return np.searchsorted(edges, np.arange(256), side="right").astype(np.int8)
