"""Scores with their intervals over the bands of the grades."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from matplotlib.axes import Axes

from partybuild.adapters.plot._canvas import (
    BLUE,
    FAINT,
    INK,
    axes_for,
    finish,
    lines_of,
)
from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, clear_intervals
from partybuild.assessment import Assessment, Standing
from partybuild.kernel import Label, Lang

_TITLE = Label(zh="得分、区间和等次", en="Scores, intervals and grades")
_SCORE = Label(zh="得分", en="score")
_HELD = Label(
    zh="\n空心圆点：等次受限定情形或名额影响，低于得分所在等次",
    en="\nhollow dot: a cap or a quota holds the grade below the band of the score",
)
_BANDS = ("#ffffff", "#f1ede4")


def standings(
    assessment: Assessment,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    level: float = 0.95,
    font: str | None = None,
) -> Axes:
    """Draw every score with its interval, over the bands of the grades.

    Scores are the official result. Intervals are drawn where the gate lets
    them pass, with their limits rounded outwards; otherwise the picture says
    that there are none.

    Args:
        assessment: The assessment.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        disclosure: The gate that intervals pass.
        level: Coverage that the intervals aim at.
        font: Font to try first.

    Returns:
        The axes; the best at the top.

    Raises:
        ValueRangeError: If *level* is out of its range.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    ranked = assessment.standings
    intervals = clear_intervals(assessment, disclosure, level=level)
    ax = axes_for(ax, 8.5 if lang == "zh" else 10, 1.4 + 0.36 * len(ranked))
    # A dot at the exact score would tell what printing leaves open.
    dots = [float(s.printed) for s in ranked]
    ends = [*dots]
    ends += [float(end) for i in intervals for end in (i.low, i.high)]
    margin = max((max(ends) - min(ends)) * 0.06, 0.5)
    low, high = min(ends) - margin, max(ends) + margin
    _bands(ax, assessment, low, high, lang)
    places = range(len(ranked))
    if intervals:
        ax.hlines(
            places,
            [float(i.low) for i in intervals],
            [float(i.high) for i in intervals],
            colors=BLUE,
            linewidth=5,
            alpha=0.45,
        )
    ax.scatter(
        dots,
        places,
        s=28,
        facecolors=[INK if _by_score(s) else "white" for s in ranked],
        edgecolors=INK,
        zorder=3,
    )
    for place, standing in enumerate(ranked):
        ax.annotate(
            f"{standing.printed} {standing.grade.text(lang)}",
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    names = [f"{s.rank}  {lines_of(s.name.text(lang), 40, 2)}" for s in ranked]
    ax.set_yticks(places, names, fontsize=9)
    ax.set_ylim(len(ranked) - 0.5, -0.5)
    ax.set_xlim(low, high)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.tick_params(axis="y", length=0)
    note = _note(assessment, level, lang, drawn=bool(intervals))
    if not all(map(_by_score, ranked)):
        note += _HELD.text(lang)
    ax.set_xlabel(note, fontsize=9)
    ax.set_title(_TITLE.text(lang), fontsize=11, pad=18)
    return finish(ax, font)


def _by_score(standing: Standing) -> bool:
    return standing.grade_id == standing.result.band_grade_id


def _bands(
    ax: Axes, assessment: Assessment, low: float, high: float, lang: Lang
) -> None:
    for number, band in enumerate(assessment.rules.grading.bands):
        start = low if band.lower is None else max(low, float(band.lower))
        end = high if band.upper is None else min(high, float(band.upper))
        if start >= end:
            continue
        ax.axvspan(start, end, color=_BANDS[number % 2], zorder=0)
        if start > low:
            ax.axvline(start, color=FAINT, linewidth=0.8, linestyle="--", zorder=1)
        ax.annotate(
            lines_of(band.label.text(lang), 16, 1),
            ((start + end) / 2, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=9,
            color=FAINT,
        )


def _note(assessment: Assessment, level: float, lang: Lang, *, drawn: bool) -> str:
    if drawn:
        percent = f"{level * 100:g}%"
        label = Label(
            zh=f"得分（圆点）和换一批同类评议人时的区间（横条，{percent}）",
            en=f"score (dot) and where it would lie with other voters like these "
            f"(bar, {percent})",
        )
    elif sum(assessment.tally.ballots):
        label = Label(
            zh="得分（不给出区间：票数太少，或会透露个别人的选择）",
            en="score (no intervals: too few ballots, or they would tell too much)",
        )
    else:
        label = _SCORE
    return label.text(lang)
