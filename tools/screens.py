"""Take the screenshots of the documentation anew: python tools/screens.py.

Needs Chromium; a narrow screen is an inner frame, because windows have a least width.
"""

import shutil
import subprocess
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

from PIL import Image

import partybuild as pb
from partybuild.adapters import html
from partybuild.datasets import load_example_duties
from partybuild.duties import trace_transmission
from partybuild.reporting import build_page

FOLDER = Path(__file__).parents[1] / "docs" / "images"
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
        small = image.convert("RGB").crop((0, 0, width, height)).quantize(48)
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write the screenshots of the example's page."""
    review = pb.load_example("long-march-street-2021")
    assessment = pb.assess(review)
    weak = pb.find_weak_areas(assessment, on=review.conference.held_on)
    book = load_example_duties("long-march-street-2021")
    on = date(2021, 12, 31)
    trace = trace_transmission(book.duties, book.records, review.tree, on)
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
