"""What needs a package that is not there says which extra holds it."""

import importlib
import sys

import pytest

from partybuild.adapters._optional import optional
from partybuild.errors import MissingExtraError


def test_what_is_installed_is_loaded():
    """The module itself, for whoever asks."""
    assert optional("reading", "excel", "json") is sys.modules["json"]


@pytest.mark.parametrize(
    ("package", "missing"),
    [("frames", "narwhals"), ("frames", "numpy"), ("plot", "matplotlib")],
)
def test_an_adapter_that_cannot_be_loaded_names_its_extra(
    package, missing, monkeypatch
):
    """Not an error of an import that the user has never heard of."""
    module = importlib.import_module(f"partybuild.adapters.{package}")
    monkeypatch.setitem(sys.modules, missing, None)

    with pytest.raises(MissingExtraError, match=rf"partybuild\[{package}\]"):
        importlib.reload(module)
