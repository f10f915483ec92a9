"""Axes to draw on, and what all pictures have in common."""

# matplotlib leaves the keywords of its methods untyped.
# pyright: reportUnknownMemberType=false

from fractions import Fraction
from textwrap import wrap
from unicodedata import east_asian_width

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from partybuild.adapters._safe_text import safe_text
from partybuild.adapters.plot._fonts import font_families
from partybuild.kernel import Rounding

INK = "#1b1b1b"
FAINT = "#6b6b6b"
BLUE = "#0072b2"
ORANGE = "#d55e00"
"""Of the colors of Okabe and Ito, which color-blind readers tell apart."""
YELLOW = "#f0e442"
SKY = "#56b4e9"
GRAY = "#c9c9c9"

_MOST = 60
_ONE_PLACE = Rounding(places=1)


def axes_for(ax: Axes | None, width: float, height: float) -> Axes:
    """Return the axes given, or new ones in a figure of their own.

    Args:
        ax: Axes of the caller; they are drawn on as they are.
        width: Width of a new figure.
        height: Height of a new figure.

    Returns:
        Axes that no global state of matplotlib knows.

    Units:
        Inches.
    """
    if ax is not None:
        return ax
    return Figure(figsize=(width, height), dpi=150, layout="constrained").subplots()


def shown_width(text: str) -> int:
    """Return how wide a text is, in half-width characters."""
    return sum(1 + (east_asian_width(c) in "WF") for c in text)


def lines_of(text: str, width: int, lines: int = 3) -> str:
    """Return a text as it may stand beside an axis.

    Args:
        text: Any text, also one that is far too long.
        width: Half-width characters in a line.
        lines: Most lines; what does not fit is cut off and marked.

    Returns:
        The text, without anything that a drawing could misread.
    """
    clean = " ".join(safe_text(text[: 2 * _MOST * lines]).split())
    found = _broken(clean, width)
    if 1 < len(found) <= lines:
        # A single character on the last line reads badly: lines of like length do not.
        even = _broken(clean, -(-shown_width(clean) // len(found)) + 2)
        found = even if len(even) == len(found) else found
    if len(found) > lines:
        found = [*found[: lines - 1], found[lines - 1] + "…"]
    return "\n".join(found)


def _broken(text: str, width: int) -> list[str]:
    found: list[str] = [""]
    for piece in _pieces(text, width):
        joined = f"{found[-1]}{piece}"
        if shown_width(joined.rstrip()) <= width:
            found[-1] = joined
        else:
            found.append(piece)
    return [line.strip() for line in found]


def _pieces(text: str, width: int) -> list[str]:
    """Return words with the space behind them; Chinese character by character."""
    found: list[str] = []
    for word in text.split(" "):
        if word.isascii():
            found += wrap(word, width) or [""]
        else:
            # Punctuation does not begin a line.
            for character in word:
                if found and character in "，。、；：）”":
                    found[-1] += character
                else:
                    found.append(character)
        found[-1] += " "
    return found


def finish(ax: Axes, font: str | None) -> Axes:
    """Give every text of the axes a font that has its characters.

    Args:
        ax: Axes with everything drawn.
        font: A font of the user's own choice.

    Returns:
        The axes.
    """
    texts = ax.findobj(Text)
    families = font_families([text.get_text() for text in texts], font)
    for text in texts:
        text.set_fontfamily(families)
        # A dollar sign in a name is no formula.
        text.set_parse_math(False)
    return ax


def ink_on(color: tuple[float, float, float, float]) -> str:
    """Return black or white, whichever reads better on a color.

    Source:
        Relative luminance and contrast of WCAG 2.
    """
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color[:3]
    )
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "white" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.06 else INK


def signed(value: Fraction) -> str:
    """Return a number to one place with its sign, a true minus where it has one."""
    text = _ONE_PLACE.text(abs(value))
    if not _ONE_PLACE.apply(abs(value)):
        return text
    return f"+{text}" if value > 0 else f"−{text}"


def bare(ax: Axes) -> None:
    """Take away the frame and the ticks of axes that only hold cells or boxes."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)


def refused(ax: Axes, text: str) -> None:
    """Say why nothing is drawn."""
    bare(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.text(
        0.5,
        0.5,
        lines_of(text, 44, 6),
        ha="center",
        va="center",
        transform=ax.transAxes,
        color=INK,
    )
