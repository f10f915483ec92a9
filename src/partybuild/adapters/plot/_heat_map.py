"""Items by organizations, the darker the lower."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from fractions import Fraction

from matplotlib import colormaps
from matplotlib.axes import Axes

from partybuild.adapters.plot._canvas import (
    axes_for,
    bare,
    finish,
    ink_on,
    lines_of,
    refused,
)
from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure
from partybuild.assessment import Assessment
from partybuild.kernel import Label, Lang, exact_text

_TITLE = Label(
    zh="各项目得分（颜色越深，得分越低）", en="Item scores (darker is lower)"
)
_KEPT_BACK = Label(
    zh="为保护无记名投票，项目得分不予公布：由其可以推算出少数人的选择。",
    en="To protect the secret ballot item scores are not published: they would tell "
    "what a few voters gave.",
)


def heat_map(
    assessment: Assessment,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    font: str | None = None,
) -> Axes:
    """Draw the item scores of a conference, one row per secretary.

    Cells show what the gate lets pass, by the value that is printed and not by
    the exact one. Where item scores must not be told the picture says so.

    Args:
        assessment: The assessment.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        disclosure: The gate that item scores pass.
        font: Font to try first.

    Returns:
        The axes; rows in the order of the standings.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    rules, standings = assessment.rules, assessment.standings
    cleared = disclosure.clear(assessment)
    wide = max(8 if lang == "zh" else 10.5, 2.5 + 0.75 * len(rules.items))
    ax = axes_for(ax, wide, 1.6 + 0.36 * len(standings))
    if cleared.rounding is None:
        refused(ax, _KEPT_BACK.text(lang))
        return finish(ax, font)
    scales = [rules.scale_of(item) for item in rules.items]
    rows = [cleared.items_of(standing.subject_id) for standing in standings]
    # Marks bunch near the top; the shades cover the upper half of the scale.
    low = min((s.top + s.bottom) / 2 for s in scales)
    high = max(s.top for s in scales)
    colors = colormaps["Blues_r"]
    ax.imshow(
        [[float(cell.shown) for cell in row] for row in rows],
        cmap=colors,
        vmin=float(low),
        vmax=float(high),
        aspect="auto",
    )
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            ax.text(
                x,
                y,
                f"{cell.text}*" if cell.below else cell.text,
                ha="center",
                va="center",
                fontsize=9,
                color=ink_on(colors(_part(cell.shown, low, high))),
            )
    width = 10 if lang == "zh" else 14
    names = [lines_of(item.label.text(lang), width) for item in rules.items]
    ax.set_xticks(range(len(names)), names, fontsize=9)
    ax.xaxis.tick_top()
    titles = [lines_of(s.name.text(lang), 30, 2) for s in standings]
    ax.set_yticks(range(len(titles)), titles, fontsize=9)
    bare(ax)
    ax.set_title(_TITLE.text(lang), fontsize=11)
    if rules.standard is not None:
        standard = exact_text(rules.standard)
        note = Label(
            zh=f"加“*”的低于标准{standard}分。",
            en=f"* marks scores below the standard of {standard}.",
        )
        ax.set_xlabel(note.text(lang), fontsize=9, loc="left")
    return finish(ax, font)


def _part(value: Fraction, low: Fraction, high: Fraction) -> float:
    return float(min(max((value - low) / (high - low), Fraction(0)), Fraction(1)))
