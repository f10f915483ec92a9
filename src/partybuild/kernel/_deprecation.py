"""What is on its way out works as before and says what replaces it."""

import sys
import warnings
from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def renamed_names(
    module: str, names: Mapping[str, str], *, since: str
) -> Callable[[str], object]:
    """Return the `__getattr__` of a module whose names have changed.

    Args:
        module: The module, as `__name__` says.
        names: Former name to the name that replaces it.
        since: Release that changed them.

    Returns:
        A function that gives what replaces a former name, with a
        `DeprecationWarning`, and knows no other name.

    Examples:
        A module that calls `hamilton` what was called `largest_remainder` writes
        ``__getattr__ = renamed_names(__name__, {"largest_remainder": "hamilton"},
        since="1.2.0")``.
    """

    def _former(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        _warn(f"{module}.{name}", f"{module}.{names[name]}", since)
        return getattr(sys.modules[module], names[name])

    return _former


def renamed_parameters(
    names: Mapping[str, str], *, since: str
) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Let a function take parameters under their former names.

    Args:
        names: Former name to the name that replaces it.
        since: Release that changed them.

    Returns:
        A decorator. A call with a former name does what it did, with a
        `DeprecationWarning`.

    Raises:
        TypeError: On a call that gives a parameter under both names.
    """

    def _decorated(function: Callable[_P, _T]) -> Callable[_P, _T]:
        @wraps(function)
        def _called(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            for former, name in names.items():
                if former not in kwargs:
                    continue
                told = f"{former!r} of {function.__qualname__}"
                if name in kwargs:
                    raise TypeError(f"{told} is {name!r}; give it once")
                _warn(told, repr(name), since)
                kwargs[name] = kwargs.pop(former)
            return function(*args, **kwargs)

        return _called

    return _decorated


def _warn(former: str, name: str, since: str) -> None:
    text = f"{former} is called {name} since {since}; the former name will go"
    # The line of the caller: above this function and the one that asked for it.
    warnings.warn(text, DeprecationWarning, stacklevel=3)
