"""Pages of the documentation that are made from the package are current."""

import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import partybuild

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


def test_the_glossary_names_what_there_is():
    """An identifier beside a term is a public name of some layer."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    layers = [
        importlib.import_module(f"partybuild.{path.parent.name}")
        for path in Path(partybuild.__file__).parent.glob("*/__init__.py")
    ]
    identifiers = re.findall(r"`([A-Za-z_.]+)`", text)

    assert len(identifiers) > 20
    for name in identifiers:
        first, *rest = name.split(".")
        (known,) = {getattr(one, first) for one in layers if hasattr(one, first)}
        assert all(hasattr(known, attribute) for attribute in rest)
