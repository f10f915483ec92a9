"""A name on its way out works as before, and says what replaces it."""

import importlib
import inspect
import sys
from types import ModuleType

import pytest

from partybuild.kernel._deprecation import renamed_names, renamed_parameters


@renamed_parameters({"places": "seats", "house": "size"}, since="1.2.0")
def _share(votes, seats=1, *, size=10):
    return votes, seats, size


@pytest.fixture
def renamed(monkeypatch):
    """A module in which `old_share` has become `share`."""
    module = ModuleType("renamed_here")
    module.share = _share
    module.__getattr__ = renamed_names(
        "renamed_here", {"old_share": "share"}, since="2.0.0"
    )
    monkeypatch.setitem(sys.modules, "renamed_here", module)
    return module


def test_a_former_name_gives_what_replaces_it(renamed):
    """With a warning that names both, at the line of the caller."""
    told = "renamed_here.old_share is called renamed_here.share since 2.0.0"

    with pytest.warns(DeprecationWarning, match=told) as warned:
        found = renamed.old_share
    assert found is _share
    assert warned[0].filename == __file__


def test_a_former_name_can_be_imported(renamed):
    """`from module import name` is how most programs ask."""
    with pytest.warns(DeprecationWarning, match="old_share"):
        exec("from renamed_here import old_share", {})  # noqa: S102


def test_another_name_is_not_known(renamed):
    """A slip is no former name."""
    with pytest.raises(AttributeError, match="no attribute 'oldshare'"):
        _ = renamed.oldshare
    assert importlib.import_module("renamed_here").share is _share


def test_a_former_parameter_does_what_it_did():
    """Whoever wrote the call before the change gets the same answer."""
    with pytest.warns(DeprecationWarning, match="'seats' since 1.2.0") as warned:
        assert _share(5, places=3) == _share(5, seats=3)
    assert [one.filename for one in warned] == [__file__]
    with pytest.warns(DeprecationWarning, match="'size' since 1.2.0"):
        assert _share(5, 3, house=7) == (5, 3, 7)


def test_a_parameter_is_given_once():
    """Two values for one parameter are a mistake of the caller."""
    with pytest.raises(TypeError, match="'places' of _share is 'seats'; give it once"):
        _share(5, places=3, seats=4)


def test_new_names_warn_nobody():
    """Warnings are errors in these tests: this would fail."""
    assert _share(5, seats=3, size=7) == (5, 3, 7)
    assert list(inspect.signature(_share).parameters) == ["votes", "seats", "size"]
