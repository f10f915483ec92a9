"""Fonts that hold Chinese characters, and a warning where there is none."""

import re
import warnings
from collections.abc import Iterable

from matplotlib import font_manager

CJK_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimHei",
    "Heiti SC",
    "DengXian",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "SimSun",
    "FangSong",
    "KaiTi",
    "Arial Unicode MS",
    "Noto Sans CJK JP",
)
"""Fonts with simplified Chinese characters, in the order in which they are tried."""

_LATIN = "DejaVu Sans"  # comes with matplotlib
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_ADVICE = (
    "没有找到中文字体，图中汉字将显示为方框。请安装“思源黑体”（Noto Sans CJK SC；"
    "Debian、Ubuntu 的软件包 fonts-noto-cjk；Windows、macOS 自带微软雅黑、苹方），"
    "或用 font= 指定已安装的中文字体。 / No font with Chinese characters was found; "
    "they will show as boxes. Install Noto Sans CJK SC (Debian, Ubuntu: package "
    "fonts-noto-cjk), or name an installed Chinese font with font=."
)


class MissingFontWarning(UserWarning):
    """No font of this computer holds Chinese characters: they would be boxes."""


def font_families(texts: Iterable[str], font: str | None = None) -> list[str]:
    """Return the fonts to draw texts with, and warn where they lack Chinese.

    Args:
        texts: What is going to be drawn.
        font: A font of the user's own choice; it is tried first.

    Returns:
        Names of installed fonts, in the order in which a character is looked up.

    Warns:
        MissingFontWarning: If a text has Chinese characters and no font for them
            is installed.
    """
    installed = {entry.name for entry in font_manager.fontManager.ttflist}
    wanted = ((font,) if font is not None else ()) + CJK_FONTS
    found = next((name for name in wanted if name in installed), None)
    if found is None and any(_HAN.search(text) for text in texts):
        warnings.warn(
            f"{_ADVICE} Fonts looked for: {', '.join(wanted)}.",
            MissingFontWarning,
            stacklevel=4,
        )
    if font is not None and found != font:
        warnings.warn(
            f"没有安装字体“{font}” / the font {font!r} is not installed; "
            f"{found or _LATIN} is used instead",
            MissingFontWarning,
            stacklevel=4,
        )
    return [found, _LATIN] if found is not None else [_LATIN]
