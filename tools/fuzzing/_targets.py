"""The readers, each as a function of bytes that raises only what is documented."""

from importlib import import_module

from _choices import Target
from _inside import READERS


def target(reader: str) -> Target:
    """Return the target of a reader.

    Args:
        reader: Its name.

    Returns:
        What a fuzzer calls; anything that it raises is a fault.
    """
    module, _ = READERS[reader]
    made: Target = import_module(module).MAKERS[reader]()
    return made
