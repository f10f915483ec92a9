"""Charts for a Word report, where matplotlib is installed."""

import warnings
from typing import TYPE_CHECKING

from partybuild.analysis import Disclosure
from partybuild.assessment import Assessment
from partybuild.errors import MissingExtraError
from partybuild.kernel import Label, Lang

if TYPE_CHECKING:
    from partybuild.adapters.word import Picture

_RESULTS = 2
_STANDINGS = Label(
    zh="图1  得分、区间和等次", en="Figure 1. Scores, intervals and grades"
)
_HEAT_MAP = Label(zh="图2  各项目得分", en="Figure 2. Item scores")


def report_pictures(
    assessment: Assessment, lang: Lang, disclosure: Disclosure
) -> "tuple[Picture, ...]":
    """Return the charts of a report, as far as the gate lets them pass.

    Args:
        assessment: The assessment.
        lang: "zh" or "en".
        disclosure: The gate that intervals and item scores pass.

    Returns:
        The charts; none where matplotlib or a font for the language is missing.
    """
    try:
        from partybuild.adapters import plot
    except MissingExtraError:
        return ()
    from partybuild.adapters.word import Picture

    charts: list[Picture] = []
    with warnings.catch_warnings():
        warnings.simplefilter("error", plot.MissingFontWarning)
        try:
            drawn = {
                _STANDINGS: plot.standings(assessment, lang=lang, disclosure=disclosure)
            }
            if disclosure.clear(assessment).rounding is not None:
                drawn[_HEAT_MAP] = plot.heat_map(
                    assessment, lang=lang, disclosure=disclosure
                )
            for caption, ax in drawn.items():
                png = plot.picture_bytes(ax, ".png", dpi=200)
                charts.append(
                    Picture(png=png, caption=caption.text(lang), section=_RESULTS)
                )
        except plot.MissingFontWarning:
            # Boxes in place of characters have no place in a report.
            return ()
    return tuple(charts)
