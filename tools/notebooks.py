"""Run the notebooks of the documentation and keep what they show.

python tools/notebooks.py [name ...]; without a name all of them.
"""

import base64
import sys
from io import BytesIO
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from PIL import Image

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"


def run(path: Path) -> nbformat.NotebookNode:
    """Return a notebook with every cell run in a fresh kernel."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", record_timing=False
    )
    client.execute()
    return notebook


def small_png(text: str) -> str:
    """Return a picture with few colors, which is a small file."""
    image = Image.open(BytesIO(base64.b64decode(text))).convert("RGB")
    out = BytesIO()
    image.quantize(48).save(out, "PNG", optimize=True)
    return base64.b64encode(out.getvalue()).decode()


def main(names: list[str]) -> None:
    """Run notebooks in place."""
    for path in sorted(FOLDER.glob("*.ipynb")):
        if names and path.stem not in names:
            continue
        notebook = run(path)
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                data = output.get("data", {})
                if "image/png" in data:
                    data["image/png"] = small_png(data["image/png"])
        notebook.metadata = {
            "kernelspec": notebook.metadata["kernelspec"],
            "language_info": {"name": "python"},
        }
        nbformat.write(notebook, path)
        print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1:])
