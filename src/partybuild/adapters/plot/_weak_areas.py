"""Which weak areas are common to all, and which are a secretary's own."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from partybuild.adapters.plot._canvas import (
    BLUE,
    FAINT,
    GRAY,
    INK,
    ORANGE,
    SKY,
    YELLOW,
    axes_for,
    bare,
    finish,
    lines_of,
    refused,
    signed,
)
from partybuild.analysis import (
    DEFAULT_DISCLOSURE,
    Disclosure,
    WeakArea,
    WeakAreaKind,
    WeakAreas,
)
from partybuild.analysis.published import clear_weak_areas
from partybuild.assessment import Assessment
from partybuild.kernel import Label, Lang

_TITLE = Label(zh="薄弱环节：共性与个人", en="Weak areas: common and local")
_ALL = Label(zh="全体述职人", en="all secretaries")
_LOOKS: dict[WeakAreaKind, tuple[str, str]] = {
    WeakAreaKind.COMMON: (BLUE, "white"),
    WeakAreaKind.LOCAL: (ORANGE, "white"),
    WeakAreaKind.MIXED: (YELLOW, INK),
    WeakAreaKind.FALLING: (SKY, INK),
    WeakAreaKind.BELOW_STANDARD: (GRAY, INK),
}
"""Color, and color of the text; each cell tells its kind in words as well."""
_SHORT: dict[WeakAreaKind, Label] = {
    WeakAreaKind.COMMON: Label(zh="共性", en="common"),
    WeakAreaKind.LOCAL: Label(zh="个人", en="local"),
    WeakAreaKind.MIXED: Label(zh="兼有", en="mixed"),
    WeakAreaKind.FALLING: Label(zh="下滑", en="falling"),
    WeakAreaKind.BELOW_STANDARD: Label(zh="低于标准", en="low"),
}


def weak_areas(
    found: WeakAreas,
    assessment: Assessment,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
    font: str | None = None,
) -> Axes:
    """Draw where the weak areas are: common ones by item, others by secretary.

    A common weak area fills the first row, a local one the row of its
    secretary. Points are written into the cells where the gate lets item scores
    pass with a decimal, as in the report.

    Args:
        found: The weak areas.
        assessment: The assessment they belong to.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        disclosure: The gate that the points pass.
        font: Font to try first.

    Returns:
        The axes; rows in the order of the standings, below one for all.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    rules, ranked = assessment.rules, assessment.standings
    wide = max(8 if lang == "zh" else 10.5, 2.5 + 0.75 * len(rules.items))
    ax = axes_for(ax, wide, 2.2 + 0.4 * len(ranked))
    if found.findings and not found.areas:
        refused(ax, " ".join(f.message.text(lang) for f in found.findings))
        return finish(ax, font)
    told = clear_weak_areas(assessment, found, disclosure).told
    columns = {item.item_id: x for x, item in enumerate(rules.items)}
    rows = {"": 0} | {s.subject_id: y for y, s in enumerate(ranked, start=1)}
    for area in found:
        _draw(ax, area, (columns[area.item_id], rows[area.subject_id]), lang, told=told)
    width = 10 if lang == "zh" else 14
    names = [lines_of(item.label.text(lang), width) for item in rules.items]
    ax.set_xticks(range(len(names)), names, fontsize=9)
    ax.xaxis.tick_top()
    titles = [_ALL.text(lang), *(lines_of(s.name.text(lang), 30, 2) for s in ranked)]
    ax.set_yticks(range(len(titles)), titles, fontsize=9)
    ax.set_xlim(-0.5, len(names) - 0.5)
    ax.set_ylim(len(titles) - 0.5, -0.5)
    ax.set_xticks([x + 0.5 for x in range(len(names) - 1)], minor=True)
    ax.set_yticks([y + 0.5 for y in range(len(titles) - 1)], minor=True)
    ax.grid(which="minor", color="#dddddd", linewidth=0.8)
    ax.axhline(0.5, color=FAINT, linewidth=1.4)
    bare(ax)
    ax.tick_params(which="minor", length=0)
    ax.set_title(_TITLE.text(lang), fontsize=11)
    _legend(ax, found, lang, told=told)
    return finish(ax, font)


def _draw(
    ax: Axes, area: WeakArea, at: tuple[int, int], lang: Lang, *, told: bool
) -> None:
    x, y = at
    # What is shared or one's own says more than that a standard is missed.
    kind = next((k for k in _LOOKS if k in area.kinds), WeakAreaKind.BELOW_STANDARD)
    color, ink = _LOOKS[kind]
    ax.add_patch(
        Rectangle(
            (x - 0.48, y - 0.46),
            0.96,
            0.92,
            facecolor=color,
        )
    )
    mark = "*" if area.kinds != (kind,) else ""
    text = f"{_SHORT[kind].text(lang)}{mark}"
    # How far something fell goes back to last year's marks, which no gate saw here.
    if told and kind is not WeakAreaKind.FALLING:
        part = area.local_part if area.subject_id else area.street_part
        if kind in {WeakAreaKind.BELOW_STANDARD, WeakAreaKind.MIXED}:
            part = area.shortfall
        text += f"\n{signed(part)}"
    ax.text(x, y, text, ha="center", va="center", fontsize=8.5, color=ink)


def _legend(ax: Axes, found: WeakAreas, lang: Lang, *, told: bool) -> None:
    kinds = {kind for area in found for kind in area.kinds}
    handles = [
        Patch(
            facecolor=color,
            label=kind.label.text(lang),
        )
        for kind, (color, _) in _LOOKS.items()
        if kind in kinds
    ]
    if handles:
        ax.legend(
            handles=handles,
            loc="upper left",
            bbox_to_anchor=(0, 0),
            borderaxespad=2.4,  # in lines, below the note; not a share of the height
            ncols=len(handles),
            frameon=False,
            fontsize=9,
        )
    note = Label(zh="“*”同时低于标准或下滑", en="* below the standard or falling, too")
    if told:
        note = Label(
            zh=f"{note.zh}；数字为低于其他项目的分数：“个人”只计本人的部分",
            en=f"{note.en}; points below the other items, for local ones the own part",
        )
    if not found.areas:
        note = Label(zh="没有发现薄弱环节", en="no weak area was found")
    notes = [note, *(finding.message for finding in found.findings)]
    text = "\n".join(lines_of(one.text(lang), 90, 2) for one in notes)
    ax.set_xlabel(text, fontsize=9, loc="left")
