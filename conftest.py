"""Run the examples in README and docs as tests."""

from doctest import ELLIPSIS

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

# Examples share names from top to bottom of a page.
parsers = [PythonCodeBlockParser(doctest_optionflags=ELLIPSIS)]
pytest_collect_file = Sybil(parsers=parsers, patterns=["*.md"]).pytest()
