"""Take the screenshots of the documentation anew: python tools/screens.py.

Needs Chromium; a narrow screen is an inner frame, because windows have a least width.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from pictures import FOLDER, example, small_png
from PIL import Image

from partybuild.adapters import html
from partybuild.reporting import build_page

_FRAME = '<body style="margin:0"><iframe src="page.html" style="{}"></iframe></body>'


def shot(folder: Path, width: int, height: int) -> bytes:
    """Return the page in a folder as it shows at one size, as a small PNG."""
    style = f"width:{width}px;height:{height}px;border:0"
    (folder / "frame.html").write_text(_FRAME.format(style), encoding="utf-8")
    chromium = shutil.which("chromium") or "chromium"
    subprocess.run(  # noqa: S603
        [
            chromium,
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--allow-file-access-from-files",
            f"--window-size={max(width, 600)},{height}",
            f"--screenshot={folder / 'shot.png'}",
            (folder / "frame.html").as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    with Image.open(folder / "shot.png") as image:
        return small_png(image.crop((0, 0, width, height)), colors=48)


def main() -> None:
    """Write the screenshots of the example's page."""
    assessment, weak, trace = example()
    page = build_page(assessment, weak, trace=trace)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        html.write_page(page, folder / "page.html")
        for file, width, height in (
            ("page-phone.png", 390, 1100),
            ("page-desktop.png", 1000, 1500),
        ):
            (FOLDER / file).write_bytes(shot(folder, width, height))
            print(f"{file}: {(FOLDER / file).stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
