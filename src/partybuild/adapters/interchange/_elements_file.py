"""Element mappings on disk, and the blank one to fill in."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownMemberType=false

import json
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters.interchange._elements import Element, ElementMapping
from partybuild.adapters.interchange._fields import FIELDS
from partybuild.adapters.records._converter import did_you_mean
from partybuild.adapters.records._json import read_json
from partybuild.errors import InputError, Mistake

_KEYS = ("standard", "elements")


def read_elements(path: str | Path) -> ElementMapping:
    """Read an element mapping; see `elements_from_document`.

    Args:
        path: A JSON file in UTF-8.

    Returns:
        The mapping.

    Raises:
        InputError: If the file cannot be read or anything in it is wrong; every
            mistake is listed with its JSON path.
    """
    data, source = read_json(path)
    return elements_from_document(data, source)


def elements_from_document(
    document: object, source: str = "elements"
) -> ElementMapping:
    """Return the mapping that a document states.

    Args:
        document: An object with "standard" and "elements", an object from fields of
            the library to names of elements; a field whose name is empty or null is
            not filled in, and left out.
        source: What it was read from, for the errors.

    Returns:
        The mapping.

    Raises:
        InputError: If anything is wrong; every mistake is listed with its path.
    """
    if not isinstance(document, dict):
        raise InputError(source, (Mistake("$", "expected one JSON object"),))
    mistakes = [
        Mistake(f"$.{key}", f"unknown field{did_you_mean(str(key), _KEYS)}")
        for key in document
        if key not in _KEYS
    ]
    standard = document.get("standard")
    if not isinstance(standard, str) or not standard.strip():
        mistakes.append(Mistake("$.standard", "expected the name of the standard"))
    elements = document.get("elements")
    if not isinstance(elements, dict):
        message = "expected an object: field to name of the element"
        raise InputError(source, (*mistakes, Mistake("$.elements", message)))
    found: dict[str, str] = {}
    for field, name in elements.items():
        path = f"$.elements.{field}"
        if field not in FIELDS:
            hint = did_you_mean(str(field), FIELDS)
            mistakes.append(Mistake(path, f"the library has no such field{hint}"))
        elif name is not None and not isinstance(name, str):
            mistakes.append(Mistake(path, f"found {name!r}; expected text"))
        elif name and name.strip() in found:
            other = found[name.strip()]
            mistakes.append(Mistake(path, f"{name.strip()!r} stands for {other} too"))
        elif name and name.strip():
            found[name.strip()] = field
    if mistakes:
        raise InputError(source, tuple(mistakes))
    pairs = [Element(field=field, element=name) for name, field in found.items()]
    return ElementMapping(standard=str(standard), elements=pairs)


def write_elements(
    mapping: ElementMapping, path: str | Path, *, force: bool = False
) -> Path:
    """Write an element mapping with every field of the library, to be filled in.

    Args:
        mapping: The mapping; one without elements gives a blank form.
        path: File to write.
        force: Whether a file of that name may be replaced.

    Returns:
        The path.

    Raises:
        FileExistsAlreadyError: If the file exists and *force* is not given.
    """
    given = {one.field: one.element for one in mapping.elements}
    document = {
        "standard": mapping.standard,
        "elements": {field: given.get(field, "") for field in FIELDS},
    }
    text = json.dumps(document, ensure_ascii=False, indent=1)
    return write_bytes(path, f"{text}\n".encode(), force=force)
