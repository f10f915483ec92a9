"""Profiles of the property tests, and the examples in README and docs as tests.

HYPOTHESIS_PROFILE chooses a profile.
"""

import os
import shutil
from doctest import ELLIPSIS

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

# No deadline: how long one example takes depends on what else the machine does, and
# --timeout ends a test that hangs. A failure prints what repeats it.
settings.register_profile("dev", max_examples=50, deadline=None, print_blob=True)
# The same examples in every run, so that a red run is red again when looked at.
settings.register_profile(
    "ci", max_examples=200, deadline=None, print_blob=True, derandomize=True
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

# PySpark is a program of Java, which pip cannot install.
if shutil.which("java") is None:

    def pytest_report_header() -> str:
        """Say at the top what is left out, and how it is not."""
        return "no java: tests of PySpark are left out; install a Java runtime for them"

    def pytest_collection_modifyitems(
        config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Leave out what needs a session of PySpark."""
        left = [
            item
            for item in items
            if {"spark", "spark_session"} & {*getattr(item, "fixturenames", ())}
        ]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


# Examples share names from top to bottom of a page.
parsers = [PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)]
pytest_collect_file = Sybil(parsers=parsers, patterns=["*.md"]).pytest()
