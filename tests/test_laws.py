"""Every law has a test."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def _tool():
    spec = spec_from_file_location("laws", TESTS.parent / "tools" / "laws.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


LAWS = _tool()


def test_every_law_has_a_test_and_a_line_on_the_page():
    """Numbered 1 to 73, in order, none without a test."""
    found = LAWS.tests_of_laws()

    assert [law for law in found if not found[law]] == []
    assert set(found) == set(LAWS.LAWS)
    assert [number for number, *_ in LAWS.rows()] == list(LAWS.LAWS)


@pytest.mark.parametrize(("law", "said"), [(n, t) for n, _, t in LAWS.rows()])
def test_the_page_names_tests_that_exist(law, said):
    """Renamed tests are renamed on the page: ``python tools/laws.py``."""
    found = {
        (file, re.sub(r"^test_laws?_\d+_(and_\d+_)?", "", name).replace("_", " "))
        for file, name in LAWS.tests_of_laws()[law]
    }
    named = {
        (file, name)
        for part in said.strip().split("; ")
        for file, names in [part.split(": ")]
        for name in names.split(", ")
        for file in [file.strip("`")]
    }

    assert named
    assert named <= found
