"""What the documentation of a class says of its attributes, for schemas and pages."""

import inspect
import re

_ATTRIBUTE = re.compile(r"^ {4}(\w+): ")


def attribute_texts(cls: type) -> dict[str, str]:
    """Return what the documentation of a class says of each attribute.

    Args:
        cls: The class; what its bases say counts where it says nothing.

    Returns:
        Attribute to text, on one line.
    """
    found: dict[str, str] = {}
    name = ""
    for base in reversed(cls.__mro__):
        for line in inspect.cleandoc(base.__doc__ or "").split("\n"):
            if start := _ATTRIBUTE.match(line):
                name = start.group(1)
                found[name] = line[start.end() :].strip()
            elif name and line.startswith("        "):
                found[name] += f" {line.strip()}"
            else:
                name = ""
    return found
