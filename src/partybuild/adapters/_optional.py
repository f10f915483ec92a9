"""Packages that an adapter needs and nobody else."""

from importlib import import_module
from typing import Any

from partybuild.errors import MissingExtraError


def optional(what: str, extra: str, name: str) -> Any:  # noqa: ANN401 - any package
    """Load what an adapter needs, or say which extra holds it.

    Args:
        what: What is being done, for the error.
        extra: Extra of this package that installs it.
        name: Module.

    Returns:
        The module.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingExtraError(what, extra) from error
