"""Scores, item scores and duties on their way, drawn without any script."""

from collections.abc import Iterator
from fractions import Fraction

import attrs

from partybuild.adapters.html._blocks import text_of
from partybuild.kernel import Lang
from partybuild.reporting import (
    DutyNode,
    DutyTree,
    NodeState,
    ScoreBoard,
    SpanChart,
    SpanLine,
)

_MARKS = {
    NodeState.START: "●",
    NodeState.DONE: "✓",
    NodeState.BROKEN: "✕",
    NodeState.BEHIND: "…",
}
_BAR: dict[Lang, str] = {"zh": "得分{}，区间{}至{}", "en": "score {}, from {} to {}"}
_DOT: dict[Lang, str] = {"zh": "得分{}", "en": "score {}"}
_HELD: dict[Lang, str] = {"zh": "（等次受限）", "en": " (held down)"}


@attrs.frozen
class _Axis:
    """The part of the scale that a chart shows, as percent of its width."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, chart: SpanChart) -> "_Axis":
        ends = [
            end
            for line in chart.lines
            for end in (line.value, line.low, line.high)
            if end is not None
        ]
        low, high = min(ends), max(ends)
        room = max((high - low) / 20, Fraction(1, 2))
        return cls(low - room, high + room)

    def at(self, value: Fraction) -> str:
        part = (value - self.low) / (self.high - self.low)
        return f"{float(min(max(part, Fraction(0)), Fraction(1)) * 100):.2f}%"

    def width(self, low: Fraction, high: Fraction) -> str:
        low, high = max(low, self.low), min(high, self.high)
        return f"{float((high - low) / (self.high - self.low) * 100):.2f}%"


def span_lines(chart: SpanChart, lang: Lang) -> Iterator[str]:
    """Yield the scores, one folded line per secretary, as HTML.

    Args:
        chart: Scores, intervals and bands.
        lang: "zh" or "en".

    Yields:
        Lines of HTML.
    """
    axis = _Axis.of(chart)
    yield f'<div class="spans" role="group" aria-label="{text_of(chart.caption)}">'
    yield f'<p class="note">{text_of(chart.note)}</p>'
    yield from _scale(chart, axis)
    for line in chart.lines:
        yield "<details><summary>"
        yield f'<span class="rank">{text_of(line.rank)}</span>'
        yield f'<span class="who">{text_of(line.why.statement)}</span>'
        yield f'<b class="score">{text_of(line.score)}</b>'
        held = f'<span class="hide">{_HELD[lang]}</span>' if line.held else ""
        yield f'<span class="grade">{text_of(line.grade)}{held}</span>'
        yield from _bar(chart, line, axis, lang)
        yield "</summary><ol>"
        yield "".join(f"<li>{text_of(step)}</li>" for step in line.why.steps)
        yield "</ol></details>"
    yield "</div>"


def _scale(chart: SpanChart, axis: _Axis) -> Iterator[str]:
    """Yield the names of the grades over their bands."""
    yield '<div class="scale" aria-hidden="true"><svg height="34">'
    for band in chart.bands:
        low = axis.low if band.lower is None else max(band.lower, axis.low)
        high = axis.high if band.upper is None else min(band.upper, axis.high)
        if low >= high:
            continue
        name = text_of(band.label)
        yield f'<text x="{axis.at((low + high) / 2)}" y="13">{name}</text>'
        if low > axis.low:
            edge = text_of(f"{float(low):g}")
            yield f'<text x="{axis.at(low)}" y="30" class="edge">{edge}</text>'
    yield "</svg></div>"


def _bar(chart: SpanChart, line: SpanLine, axis: _Axis, lang: Lang) -> Iterator[str]:
    told = _DOT[lang].format(line.score)
    if line.low is not None and line.high is not None:
        ends = [f"{float(end):.1f}" for end in (line.low, line.high)]
        told = _BAR[lang].format(line.score, *ends)
    yield f'<svg class="bar" height="22" role="img" aria-label="{text_of(told)}">'
    for number, band in enumerate(chart.bands):
        low = axis.low if band.lower is None else max(band.lower, axis.low)
        high = axis.high if band.upper is None else min(band.upper, axis.high)
        if low < high:
            yield (
                f'<rect x="{axis.at(low)}" width="{axis.width(low, high)}" y="0" '
                f'height="22" class="band{number % 2}"/>'
            )
    if line.low is not None and line.high is not None:
        yield (
            f'<rect x="{axis.at(line.low)}" width="{axis.width(line.low, line.high)}" '
            'y="8" height="6" class="span"/>'
        )
    kind = "held" if line.held else "dot"
    yield f'<circle cx="{axis.at(line.value)}" cy="11" r="4.5" class="{kind}"/></svg>'


def board_lines(board: ScoreBoard, lang: Lang) -> Iterator[str]:
    """Yield the item scores as a table whose cells unfold, one at a time.

    Args:
        board: Names, scores and reasons.
        lang: "zh" or "en".

    Yields:
        Lines of HTML.
    """
    caption = text_of(board.caption)
    yield '<div class="scroll board" tabindex="0" role="region" '
    yield f'aria-label="{caption}">'
    yield f"<table><caption>{caption}</caption><thead><tr>"
    yield "".join(f'<th scope="col">{text_of(name)}</th>' for name in board.columns)
    yield "</tr></thead><tbody>"
    for name, cells in board.rows:
        yield f'<tr><th scope="row">{text_of(name)}</th>'
        for one in cells:
            shade = "" if one.cell.shade is None else f' class="s{one.cell.shade}"'
            yield (
                f'<td{shade}><details name="why-{lang}">'
                f"<summary>{text_of(one.cell.text)}</summary>"
                f"<p>{text_of(one.why)}</p></details></td>"
            )
        yield "</tr>"
    yield f'</tbody></table></div><p class="note">{text_of(board.note)}</p>'


def tree_lines(tree: DutyTree) -> Iterator[str]:
    """Yield a duty on its way down as a folded tree, open where it breaks.

    Args:
        tree: The duty and the organizations it should reach.

    Yields:
        Lines of HTML.
    """
    opened = "" if tree.root.whole else " open"
    yield f'<details class="tree"{opened}>'
    yield f"<summary>{text_of(tree.caption)}</summary><ul>"
    yield from _node(tree.root)
    yield "</ul></details>"


def _node(root: DutyNode) -> Iterator[str]:
    # A stack of our own: a tree may be deeper than Python lets functions nest.
    left: list[DutyNode | str] = [root]
    while left:
        at = left.pop()
        if isinstance(at, str):
            yield at
            continue
        state = at.state.value
        yield (
            f'<li class="{state}"><span class="mark" aria-hidden="true">'
            f"{_MARKS[at.state]}</span> {text_of(at.name)}"
            f'<span class="state">{text_of(at.text)}</span>'
        )
        if at.below:
            yield "<ul>"
            left += ["</ul></li>", *reversed(at.below)]
        else:
            yield "</li>"
