"""Draw the pictures of the documentation anew: python tools/pictures.py."""

from datetime import date
from io import BytesIO
from pathlib import Path

from matplotlib.axes import Axes
from PIL import Image

import partybuild as pb
from partybuild.adapters import plot
from partybuild.analysis import WeakAreas, find_trend, stability
from partybuild.datasets import load_example_duties
from partybuild.duties import TransmissionTrace, trace_transmission

FOLDER = Path(__file__).parents[1] / "docs" / "images"
YEAR_END = date(2021, 12, 31)


def small_png(image: Image.Image, colors: int = 64) -> bytes:
    """Return a picture with few colors, which is a small file."""
    out = BytesIO()
    image.convert("RGB").quantize(colors).save(out, "PNG", optimize=True)
    return out.getvalue()


def example() -> tuple[pb.Assessment, WeakAreas, TransmissionTrace]:
    """Return what the pictures show: the example, assessed and looked into."""
    review = pb.load_example("long-march-street-2021")
    assessment = pb.assess(review)
    weak = pb.find_weak_areas(assessment, on=review.conference.held_on)
    book = load_example_duties("long-march-street-2021")
    trace = trace_transmission(book.duties, book.records, review.tree, YEAR_END)
    return assessment, weak, trace


def main() -> None:
    """Write every picture of the example."""
    assessment, weak, trace = example()
    tree = assessment.review.tree.at(YEAR_END)
    later = pb.assess(pb.load_example("long-march-street-2022"))
    pictures: dict[str, Axes] = {
        "heat-map": plot.heat_map(assessment),
        "standings": plot.standings(assessment),
        "weak-areas": plot.weak_areas(weak, assessment),
        "margins": plot.margins(stability(assessment)),
        "transmission": plot.transmission(trace.transmissions[0], tree),
        "trend": plot.trend(find_trend(assessment, later), assessment, later),
        "standings-en": plot.standings(assessment, lang="en"),
    }
    for name, ax in pictures.items():
        path = plot.write_picture(ax, FOLDER / f"{name}.png", dpi=90, force=True)
        path.write_bytes(small_png(Image.open(path)))
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
