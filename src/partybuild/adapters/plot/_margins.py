"""How few ballots or marks would change each grade."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from typing import Literal

from matplotlib.axes import Axes

from partybuild.adapters.plot._canvas import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    axes_for,
    finish,
    lines_of,
)
from partybuild.analysis import Margin, Margins, MarginWay, Stability
from partybuild.kernel import Label, Lang

MarginUnit = Literal["ballots", "marks"]
"""What a margin is counted in."""

_TITLES: dict[MarginUnit, Label] = {
    "ballots": Label(
        zh="改变几张票，等次就会改变", en="How few changed ballots alter each grade"
    ),
    "marks": Label(
        zh="改变几个勾，等次就会改变", en="How few changed marks alter each grade"
    ),
}
_BEST = Label(zh="已是最好等次", en="the best grade already")
_WORST = Label(zh="已是最低等次", en="the lowest grade already")
_SIDES = Label(zh="← 降等　　　　升等 →", en="← lower grade        higher grade →")
# How far a grade is from its edge follows from the exact score.
_INNER = Label(
    zh="仅供会议内部使用，不得公布", en="for the review body, not for publication"
)


def margins(
    found: Stability,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    unit: MarginUnit | None = None,
    font: str | None = None,
) -> Axes:
    """Draw how few changes lower or raise each grade; short bars are close calls.

    The picture is for the review body and says so: beside a small voter group the
    margins tell what it gave.

    Args:
        found: The stability of a conference.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        unit: Count in ballots or in marks; None takes ballots where there are
            ballots.
        font: Font to try first.

    Returns:
        The axes; in the order of the standings.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    rows = found.grades
    if unit is None:
        unit = "ballots" if all(g.lose.ballots is not None for g in rows) else "marks"
    ax = axes_for(ax, 9 if lang == "zh" else 10.5, 1.4 + 0.4 * len(rows))
    sides = [(_of(g.lose, unit), _of(g.gain, unit)) for g in rows]
    reached = [m.changes or 0 for pair in sides for m in pair if m is not None]
    room = max([*reached, 1]) * 1.5
    for place, pair in enumerate(sides):
        for margin, sign, color in zip(pair, (-1, 1), (ORANGE, BLUE), strict=True):
            _side(ax, margin, (place, sign, room), color, lang)
    names = [
        lines_of(f"{g.name.text(lang)}（{g.grade.zh}）", 40, 2)
        if lang == "zh"
        else lines_of(f"{g.name.en} ({g.grade.en})", 40, 2)
        for g in rows
    ]
    ax.set_yticks(range(len(rows)), names, fontsize=9)
    ax.set_ylim(len(rows) - 0.5, -0.5)
    ax.set_xlim(-room, room)
    ax.set_xticks([])
    ax.axvline(0, color=INK, linewidth=1)
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xlabel(f"{_SIDES.text(lang)}\n{_INNER.text(lang)}", fontsize=9)
    ax.set_title(_TITLES[unit].text(lang), fontsize=11)
    return finish(ax, font)


def _of(margins_: Margins, unit: MarginUnit) -> Margin | None:
    return margins_.ballots if unit == "ballots" else margins_.marks


def _side(
    ax: Axes,
    margin: Margin | None,
    at: tuple[int, int, float],
    color: str,
    lang: Lang,
) -> None:
    place, sign, room = at
    if margin is None:
        return
    if margin.changes is None:
        why = margin.way.label
        if margin.way is MarginWay.NO_SUCH_GRADE:
            why = _BEST if sign > 0 else _WORST
        ax.text(
            sign * room * 0.02,
            place,
            lines_of(why.text(lang), 26 if lang == "zh" else 32, 2),
            ha="left" if sign > 0 else "right",
            va="center",
            fontsize=8,
            color=FAINT,
        )
        return
    ax.barh(place, sign * margin.changes, height=0.62, color=color)
    shown = str(margin.changes) if margin.exact else f"≤{margin.changes}"
    ax.text(
        sign * (margin.changes + room * 0.02),
        place,
        shown,
        ha="left" if sign > 0 else "right",
        va="center",
        fontsize=9,
        color=INK,
    )
