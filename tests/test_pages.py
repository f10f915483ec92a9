"""Pages of the documentation that are made from the package are current."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_generated_pages_are_current(tmp_path):
    """Whoever changes a bundled rule runs `python tools/make_pages.py`."""
    subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_pages.py"), "--out", str(tmp_path)],
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    made = {path.relative_to(tmp_path): path for path in tmp_path.rglob("*.md")}

    assert made
    for name, path in made.items():
        assert path.read_text(encoding="utf-8") == (ROOT / "docs" / name).read_text(
            encoding="utf-8"
        )
