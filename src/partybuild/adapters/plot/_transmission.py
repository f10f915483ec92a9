"""One duty on its way down the tree of organizations, and where it breaks."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from collections.abc import Iterable

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
from partybuild.duties import Transmission, TransmissionChain, TransmissionLink
from partybuild.kernel import Label, Lang
from partybuild.organization import DayTree

_BEHIND = Label(zh="断点之后", en="behind a break")
_FINE = Label(zh="已传导", en="handed down")
_BROKEN = Label(zh="中断", en="broken")


def transmission(
    found: Transmission,
    tree: DayTree,
    ax: Axes | None = None,
    *,
    lang: Lang = "zh",
    most: int = 60,
    font: str | None = None,
) -> Axes:
    """Draw how one duty was handed down, from the left to the right.

    A break is a dashed line with a cross and its reason in words. Where there
    are more chains than fit, the broken ones are drawn first and the picture
    says how many are left out.

    Args:
        found: One duty of a trace.
        tree: Organizations on the day of the trace, for their names.
        ax: Axes to draw on; None makes new ones.
        lang: "zh" or "en".
        most: Most chains drawn.
        font: Font to try first.

    Returns:
        The axes; organizations without any below in the order of their ids.

    Raises:
        UnknownIdError: If the tree lacks an organization of the trace.

    Warns:
        MissingFontWarning: If no font with Chinese characters is installed.
    """
    ranked = sorted(found.chains, key=lambda c: c.first_break is None)[:most]
    chains = sorted(ranked, key=lambda c: c.organization_ids)
    places = _places(found.from_id, chains)
    depth = max((x for x, _ in places.values()), default=0)
    ax = axes_for(ax, 4 + 2.4 * (depth + 1), 1.4 + 0.36 * max(len(chains), 2))
    breaks = {chain.first_break.to_id for chain in chains if chain.first_break}
    for link, behind in _links(chains):
        _draw(ax, link, places, lang, behind=behind, first=link.to_id in breaks)
    inner = {link.from_id for link, _ in _links(chains)} | {found.from_id}
    for organization_id, (x, y) in places.items():
        ends = organization_id not in inner
        # Lines fan out to the right of an inner name, and come in from its left.
        above = not ends and organization_id != found.from_id
        ax.annotate(
            lines_of(tree.get(organization_id).name.text(lang), 22, 3),
            (x, y),
            xytext=(10 if ends else -8, 5 if above else 0),
            textcoords="offset points",
            ha="left" if ends else "right",
            va="bottom" if above else "center",
            fontsize=9,
            color=INK,
        )
        ax.plot(x, y, "o", color=INK, markersize=5, zorder=4)
    ax.set_xlim(-0.6, depth + 0.6)
    ax.set_ylim(len(chains) - 0.3, -0.9)
    ax.set_axis_off()
    # Texts of axes that are off are not drawn, but for the title.
    ax.set_title(_title(found, len(chains), lang), fontsize=11)
    for label, color, style, marker in (
        (_FINE, BLUE, "-", ""),
        (_BROKEN, ORANGE, "--", "X"),
        (_BEHIND, FAINT, ":", ""),
    ):
        ax.plot(
            [], [], label=label.text(lang), color=color, linestyle=style, marker=marker
        )
    ax.legend(loc="lower left", frameon=False, fontsize=9)
    return finish(ax, font)


def _links(
    chains: Iterable[TransmissionChain],
) -> list[tuple[TransmissionLink, bool]]:
    """Return every link once, with whether it lies behind a break."""
    found: dict[str, tuple[TransmissionLink, bool]] = {}
    for chain in chains:
        behind = False
        for link in chain.links:
            found.setdefault(link.to_id, (link, behind))
            behind = behind or link.broken is not None
    return list(found.values())


def _places(
    start: str, chains: Iterable[TransmissionChain]
) -> dict[str, tuple[float, float]]:
    """Return where each organization stands: level, and the middle of those below."""
    ends: dict[str, list[int]] = {start: []}
    level: dict[str, int] = {start: 0}
    for row, chain in enumerate(chains):
        for depth, organization_id in enumerate(chain.organization_ids):
            ends.setdefault(organization_id, []).append(row)
            level[organization_id] = depth
    return {
        one: (level[one], sum(rows) / len(rows) if rows else 0.0)
        for one, rows in ends.items()
    }


def _draw(
    ax: Axes,
    link: TransmissionLink,
    places: dict[str, tuple[float, float]],
    lang: Lang,
    *,
    behind: bool,
    first: bool,
) -> None:
    (x1, y1), (x2, y2) = places[link.from_id], places[link.to_id]
    bend = x1 + 0.35 * (x2 - x1)
    broken = link.broken
    color, style = (BLUE, "-") if broken is None else (ORANGE, "--")
    if behind:
        color, style = FAINT, ":"
    ax.plot([x1, bend, x2], [y1, y2, y2], color=color, linestyle=style, linewidth=1.6)
    if broken is None or not first or behind:
        return
    middle = (bend + x2) / 2
    ax.plot(middle, y2, "X", color=ORANGE, markersize=9, zorder=5)
    ax.annotate(
        broken.label.text(lang),
        (middle, y2),
        xytext=(0, -6),  # below the line: names of inner organizations stand above
        textcoords="offset points",
        ha="center",
        va="top",
        fontsize=9,
        color="#a03c00",
    )


def _title(found: Transmission, drawn: int, lang: Lang) -> str:
    unbroken = found.unbroken
    zh = f"“{found.title.zh}”的传导：{unbroken.of}条链中{unbroken.count}条未中断"
    en = (
        f"“{found.title.en}” handed down: {unbroken.count} of {unbroken.of} "
        "chains unbroken"
    )
    if drawn < len(found.chains):
        left = len(found.chains) - drawn
        zh, en = f"{zh}（{left}条未画出）", f"{en} ({left} not drawn)"
    return lines_of(zh if lang == "zh" else en, 64, 3)
