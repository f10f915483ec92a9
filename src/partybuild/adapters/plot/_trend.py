"""Last year's scores and this year's, on what both have in common."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from matplotlib.axes import Axes

from partybuild.adapters.plot._canvas import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    axes_for,
    finish,
    lines_of,
    refused,
    signed,
)
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    Disclosure,
    Trend,
    trend_leaks_nothing,
)
from partybuild.analysis.published import TREND_ROUNDING
from partybuild.assessment import Assessment
from partybuild.kernel import Label, Lang

_TITLE = Label(zh="两年比较（按共同项目）", en="Two years compared (common items)")
_KEPT_BACK = Label(
    zh="为保护无记名投票，两年比较不予公布：由其可以推算出少数人的选择。",
    en="To protect the secret ballot the comparison is not published: it would tell "
    "what a few voters gave.",
)
_POINTS = Label(zh="分", en="points")
_PERCENT = Label(zh="占满分范围的百分比", en="percent of the scale")


def trend(
    found: Trend,
    before: Assessment,
    after: Assessment,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    font: str | None = None,
) -> Axes:
    """Draw how the score of each secretary assessed in both years changed.

    Args:
        found: The comparison.
        before: The earlier conference it was made from.
        after: The later conference it was made from.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        disclosure: The gate that the comparison passes as a whole.
        font: Font to try first.

    Returns:
        The axes; the best of the later year at the top.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    shown = TREND_ROUNDING.apply
    rows = sorted(found.subjects, key=lambda s: (-shown(s.parts.after), s.subject_id))
    ax = axes_for(ax, 8.5 if lang == "zh" else 10, 1.6 + 0.36 * len(rows))
    if not trend_leaks_nothing(found, before, after, disclosure):
        refused(ax, _KEPT_BACK.text(lang))
        return finish(ax, font)
    for place, row in enumerate(rows):
        # From the change that stands beside: three numbers would tell more than two.
        end, change = shown(row.parts.after), shown(row.parts.change)
        one, two = float(end - change), float(end)
        color = FAINT if one == two else BLUE if two > one else ORANGE
        ax.plot([one, two], [place, place], color=color, linewidth=3, alpha=0.6)
        ax.plot(one, place, "o", color=color, markerfacecolor="white", zorder=3)
        ax.plot(two, place, "o", color=color, zorder=3)
        ax.annotate(
            signed(row.parts.change),
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=INK,
        )
    names = [lines_of(row.name.text(lang), 40, 2) for row in rows]
    ax.set_yticks(range(len(names)), names, fontsize=9)
    ax.set_ylim(len(names) - 0.5, -0.5)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    ax.grid(axis="x", color="#dddddd", linewidth=0.6)
    ax.set_axisbelow(True)
    unit = (_POINTS if found.measure.in_points else _PERCENT).text(lang)
    years = before.review.conference.year, after.review.conference.year
    note = Label(
        zh=f"空心：{years[0]}年；实心：{years[1]}年（{unit}）\n{found.overall.reason.zh}",
        en=f"hollow: {years[0]}; filled: {years[1]} ({unit})\n"
        f"{found.overall.reason.en}",
    )
    # The same minus as beside the lines.
    told = note.text(lang).replace(" -", " −")
    ax.set_xlabel(told, fontsize=9, linespacing=1.5)
    ax.set_title(_TITLE.text(lang), fontsize=11)
    return finish(ax, font)
