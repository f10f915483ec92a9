"""Write out every way to vote in small conferences, and read all that is published.

Usage: ``python tools/attack.py FIRST LAST [--ways N] [--knowing] [--margins]``. For
each number from FIRST to below LAST a conference is invented, with two or three voter
groups of which one or two are small; those with more than N ways to vote (300) are
passed over.

Each way is assessed and published in every form. The attacker knows the scheme and the
texts, and keeps the ways for which all of it would read, and be drawn, the same. Where
these agree on what a small group gave, or on a group that is of one mind at an end of
the scale, while the official standings alone leave it open, a voter is given away, and
it is printed. With --knowing the attacker also has the gate, and asks it for each way
whether it would have kept back the same; with --margins the margins of the grades are
read, too, which are for the review body.
"""

import argparse
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from hashlib import sha256
from io import BytesIO
from itertools import combinations_with_replacement, islice, product
from typing import Any, cast

import attrs
import numpy as np
from python_calamine import CalamineWorkbook

from partybuild.adapters import excel, plot
from partybuild.adapters.frames import to_frame
from partybuild.adapters.html import page_text
from partybuild.analysis import DEFAULT_DISCLOSURE, find_weak_areas, stability
from partybuild.analysis.disclosure import Told
from partybuild.analysis.disclosure._judged import Judged
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import Assessment, assess
from partybuild.conference import BallotBox, BallotForm
from partybuild.kernel import Rounding, RoundingMode, ThresholdValue, TrailingZeros
from partybuild.reporting import (
    build_individual_report,
    build_page,
    build_report,
    explain_result,
    report_text,
)
from partybuild.rules import ReviewRules
from partybuild.testing.plain import plain_review, plain_rules

LEAST = 5
Number = int | str
SCALES: tuple[tuple[Sequence[Number], Sequence[Number]], ...] = (
    ((100, 80, 60, 40), (90, 80, 60)),
    ((100, 85, 0), (90, 60)),
    (("97.3", "83.7", "61.1", "42.9"), (90, 80, 60)),
    ((95, 85, 70, 50), ("89.5", 75)),
    ((1, 0), ("9/10", "1/2")),
)
Way = tuple[tuple[tuple[int, ...], ...], ...]
"""Per voter group and place on the form, the marks from the best to the worst."""
Reading = Callable[[Assessment], bytes]
Found = tuple[Way, list[Way], list[Way]]


@attrs.frozen
class Conference:
    """A scheme, and how many voters there are in each of its groups."""

    rules: ReviewRules
    subjects: tuple[str, ...]
    sizes: Mapping[str, int]

    @classmethod
    def invented(cls, seed: int) -> "Conference":
        """Return a conference drawn by chance."""
        chance = random.Random(seed)
        values, edges = chance.choice(SCALES)
        sizes = {"a": chance.choice([1, 2, 2, 3, 4]), "b": chance.choice([5, 5, 6, 7])}
        if chance.random() < 0.4:
            sizes["c"] = chance.choice([1, 2])
        weights = {group: chance.choice([1, 1, 2, 3, 5]) for group in sizes}
        items = chance.choice([["1"], ["1"], ["1/2", "1/2"], ["2/3", "1/3"]])
        others: dict[str, Any] = {}
        if chance.random() < 0.7:
            others["rounding"] = Rounding(
                places=chance.choice([0, 0, 1, 2, 3]),
                mode=chance.choice([RoundingMode.HALF_UP, RoundingMode.DOWN]),
                zeros=chance.choice([*TrailingZeros]),
                thresholds=chance.choice([*ThresholdValue]),
            )
        if chance.random() < 0.3:
            others["standard"] = values[1]
        rules = plain_rules(
            items,
            {g: Fraction(by, sum(weights.values())) for g, by in weights.items()},
            {f"第{at}档": value for at, value in enumerate(values)},
            edges,
            **others,
        )
        alone = len(items) > 1 or chance.random() < 0.6
        return cls(rules, ("p0",) if alone else ("p0", "p1"), sizes)

    def ways(self) -> Iterator[Way]:
        """Yield every way to vote; how the marks of two places pair up is no matter."""
        options = range(len(self.rules.scales[0].options))
        width = len(self.subjects) * len(self.rules.items)
        heaps = [
            product(combinations_with_replacement(options, size), repeat=width)
            for size in self.sizes.values()
        ]
        return product(*heaps)

    def assessed(self, way: Way) -> Assessment:
        """Assess one way to vote."""
        form = BallotForm.of(self.rules, self.subjects)
        heaps = {
            group: map(bytes, zip(*marks, strict=True))
            for group, marks in zip(self.sizes, way, strict=True)
        }
        return assess(plain_review(self.rules, BallotBox.from_bytes(form, heaps)))


def official(assessment: Assessment) -> str:
    """Return what is printed whatever the gate says."""
    return repr([(s.name, s.printed, s.grade_id) for s in assessment.standings])


def _sheets(content: bytes) -> list[list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _drawn(ax: Any) -> list[object]:  # noqa: ANN401 - axes, of which types say little
    # Texts are those of reports; their places and the colors are what is new.
    return [
        *ax.get_xlim(),
        *(text.get_text() for text in ax.texts),
        *(part.get_offsets().tolist() for part in ax.collections),
        *(np.asarray(line.get_xdata()).tolist() for line in ax.lines),
        *(image.get_array().tolist() for image in ax.images),
    ]


def _rows(frame: Any) -> object:  # noqa: ANN401 - a table of any library
    return frame.to_pylist()


def published(assessment: Assessment) -> bytes:
    """Return a hash of everything that may be handed on."""
    weak = find_weak_areas(assessment, on=assessment.review.conference.held_on)
    frames: tuple[Any, ...] = (
        DEFAULT_DISCLOSURE.clear(assessment),
        clear_weak_areas(assessment, weak),
        assessment,
    )
    parts: list[object] = [
        report_text(build_report(assessment, weak, lang="zh")),
        page_text(build_page(assessment, weak)),
        _sheets(excel.summary_workbook(assessment)),
        [_rows(to_frame(one, "pyarrow")) for one in frames],
        _drawn(plot.standings(assessment, lang="en")),
        _drawn(plot.heat_map(assessment, lang="en")),
    ]
    for standing in assessment.standings:
        subject = standing.subject_id
        own = build_individual_report(assessment, subject, weak)
        account = explain_result(assessment, subject, public=True)
        parts += [report_text(own), account.text("zh")]
    return sha256(repr(parts).encode()).digest()


class Gate:
    """The answers of the gate: written down, or given again for other ballots."""

    def __init__(self, read: Reading) -> None:
        """Start without answers.

        Args:
            read: Returns what the attacker reads of an assessment.
        """
        self._read = read
        self._judges = Judged.passes
        self._answers: list[bool] = []
        self._given: Iterator[bool] | None = None

    @classmethod
    @contextmanager
    def listening(cls, read: Reading) -> Iterator["Gate"]:
        """Stand in for the judgment for a while."""
        gate, judged = cls(read), cast("Any", Judged)

        def passes(judge: Judged, more: Iterable[Told]) -> bool:
            return gate._passes(judge, more)

        judged.passes = passes
        try:
            yield gate
        finally:
            judged.passes = gate._judges

    def _passes(self, judge: Judged, more: Iterable[Told]) -> bool:
        if self._given is not None and (known := next(self._given, None)) is not None:
            return known
        self._answers.append(self._judges(judge, more))
        return self._answers[-1]

    def asked(self, assessment: Assessment) -> tuple[bytes, tuple[bool, ...]]:
        """Return what is published, and what the gate answered on the way."""
        self._answers, self._given = [], None
        return self._read(assessment), tuple(self._answers)

    def repeating(self, answers: tuple[bool, ...], assessment: Assessment) -> bytes:
        """Return what would be published if the gate gave these answers."""
        self._given = iter(answers)
        return self._read(assessment)


def with_margins(assessment: Assessment) -> bytes:
    """Return the same, and how few changes alter each grade."""
    told = [
        [
            margin.changes if margin else None
            for margin in attrs.astuple(side, recurse=False)
        ]
        for grade in stability(assessment).grades
        for side in (grade.lose, grade.gain)
    ]
    return published(assessment) + repr(told).encode()


def _left(
    conference: Conference, ways: list[Way], read: Reading, *, knowing: bool
) -> Iterator[Found]:
    """Yield each way with those that read the same, and those of the same standings."""
    found = [(way, conference.assessed(way)) for way in ways]
    standing: defaultdict[str, list[Way]] = defaultdict(list)
    for way, assessment in found:
        standing[official(assessment)].append(way)
    with Gate.listening(read) as gate:
        yield from _compared(gate, found, standing, knowing=knowing)


def _compared(
    gate: Gate,
    found: list[tuple[Way, Assessment]],
    standing: Mapping[str, list[Way]],
    *,
    knowing: bool,
) -> Iterator[Found]:
    seen = [gate.asked(assessment) for _, assessment in found]
    for answers in sorted({answers for _, answers in seen}):
        alike: defaultdict[bytes, list[Way]] = defaultdict(list)
        for (way, assessment), (text, own) in zip(found, seen, strict=True):
            if own == answers:
                alike[text].append(way)
            elif not knowing:
                alike[gate.repeating(answers, assessment)].append(way)
        for (way, assessment), (text, own) in zip(found, seen, strict=True):
            if own == answers:
                yield way, alike[text], standing[official(assessment)]


def given_away(
    conference: Conference,
    ways: list[Way],
    read: Reading = published,
    *,
    knowing: bool = False,
) -> Iterator[tuple[Way, str]]:
    """Yield what somebody who tries every way to vote finds out.

    Args:
        conference: The conference.
        ways: Every way to vote in it.
        read: Returns what the attacker reads of an assessment.
        knowing: Whether the attacker also asks the gate itself, for every way, what
            it would keep back.

    Yields:
        The true way, and one line per voter group and place.
    """
    values = [option.value for option in conference.rules.scales[0].options]
    for true, left, open_before in _left(conference, ways, read, knowing=knowing):
        for at, (group, size) in enumerate(conference.sizes.items()):
            for place, marks in enumerate(true[at]):

                def gave(way: Way, at: int = at, place: int = place) -> Fraction:
                    return sum((values[m] for m in way[at][place]), Fraction())

                at_an_end = len({*marks}) == 1 and marks[0] in {0, len(values) - 1}
                told = len({*map(gave, left)}) == 1 < len({*map(gave, open_before)})
                if told and (size < LEAST or at_an_end):
                    yield true, f"{group} gave {marks} for place {place} of {true}"


def options() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int, help="number of the first conference")
    parser.add_argument("last", type=int, help="first number that is left out")
    parser.add_argument("--ways", type=int, default=300, help="most ways to vote")
    parser.add_argument("--knowing", action="store_true", help="ask the gate, too")
    parser.add_argument("--margins", action="store_true", help="read the margins, too")
    return parser.parse_args()


def main() -> None:
    """Attack the conferences that the command line names."""
    asked = options()
    read = with_margins if asked.margins else published
    conferences = tried = told = 0
    for seed in range(asked.first, asked.last):
        conference = Conference.invented(seed)
        ways = list(islice(conference.ways(), asked.ways + 1))
        if len(ways) > asked.ways:
            continue
        conferences, tried = conferences + 1, tried + len(ways)
        found = list(given_away(conference, ways, read, knowing=asked.knowing))
        told += len({true for true, _ in found})
        for _, line in found:
            print(f"conference {seed}, {dict(conference.sizes)}: {line}", flush=True)
    print(f"{conferences} conferences, {tried} ways to vote, {told} give somebody away")
    sys.exit(told > 0)


if __name__ == "__main__":
    main()
