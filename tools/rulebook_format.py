"""Write what is made from the classes of the rules: fields in the docs, the schema.

``python tools/rulebook_format.py`` writes docs/rulebook-fields.md and the JSON Schema;
the tests say when they are no longer current.
"""

import inspect
import json
from enum import Enum
from fractions import Fraction
from pathlib import Path

from partybuild.adapters.rulebooks import rulebook_schema
from partybuild.adapters.rulebooks._fields import (
    Field,
    FieldKind,
    ListOf,
    OneOf,
    Plain,
    Table,
    Tables,
    classes_of,
    fields_of,
    named_kind,
)
from partybuild.adapters.rulebooks._schema import described
from partybuild.kernel import Citation
from partybuild.rules import (
    Fill,
    Parameter,
    PointScale,
    RulebookVersion,
    Scale,
    SchemeParts,
)

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "rulebook-fields.md"
SCHEMA = ROOT / "src/partybuild/adapters/rulebooks/rulebook.schema.json"

HEAD = """# Fields of a rulebook file

Every table of [rulebook files](rulebook-format.md), key by key. Keys in **bold** are
required; of the others, *without it* says what holds where they are not written. Where
*basis* stands, `own_decision` may stand in its place. The page is made from the classes
that read the files.
"""
# Defaults that are computed from other keys.
MADE = {("Quota", "ceiling"): "1 less `worse_at_least`"}
WORDS = {
    Plain.TEXT: "text",
    Plain.WHOLE: "whole number",
    Plain.FLAG: "true or false",
    Plain.NUMBER: "number",
    Plain.DAY: "day",
    Plain.LABEL: "name",
    Plain.BASIS: "citation",
}


def schema_text() -> str:
    """Return the text of the JSON Schema."""
    return json.dumps(rulebook_schema(), ensure_ascii=False, indent=1) + "\n"


def fields_page() -> str:
    """Return the page of the documentation."""
    found = [HEAD]
    waiting: list[type] = [RulebookVersion, Citation, Parameter, Fill]
    seen: set[type] = set()
    while waiting:
        cls = waiting.pop(0)
        if cls in seen:
            continue
        seen.add(cls)
        inner: list[type] = []
        found.append(_table(cls, inner))
        waiting = inner + ([PointScale] if cls is Scale else []) + waiting
    return "\n".join(found)


def _table(cls: type, inner: list[type]) -> str:
    texts = dict(described(cls))
    if cls is RulebookVersion:
        texts = {**described(SchemeParts), **texts}
    kind = named_kind(cls)
    lines = [
        f"({_anchor(cls)})=",
        f"## {cls.__name__}",
        "",
        inspect.cleandoc(cls.__doc__ or "").split("\n")[0],
        "",
        "| key | value | without it | what it says |",
        "| --- | --- | --- | --- |",
    ]
    if kind:
        lines.append(f'| **kind** | `"{kind}"` | | |')
    for name, field in fields_of(cls).items():
        shown = f"**{name}**" if field.required else name
        said = texts.get(name, "").replace("|", "\\|")
        without = _default(cls, field)
        lines.append(f"| {shown} | {_words(field.kind)} | {without} | {said} |")
        part = field.kind
        while isinstance(part, ListOf):
            part = part.part
        inner.extend(classes_of(part))
    return "\n".join([*lines, ""])


def _default(cls: type, field: Field) -> str:
    """Return what holds where a key is not written."""
    if field.required:
        return ""
    default = None if field.attribute is None else field.attribute.default
    if getattr(default, "takes_self", False):
        return MADE[cls.__name__, field.name]
    factory = getattr(default, "factory", None)
    value = default if factory is None else factory()
    if value in (None, (), ""):
        return "nothing"
    if isinstance(value, Enum):
        return f'`"{value.value}"`'
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, Fraction | int | str):
        return f"`{value}`" if not isinstance(value, str) else f'`"{value}"`'
    name = type(value).__name__
    kind = named_kind(type(value))
    named = f" of kind `{kind}`" if kind else ""
    return f"a [{name}](#{_anchor(type(value))}){named} as it is without keys"


def _anchor(cls: type) -> str:
    return f"field-{cls.__name__.lower()}"


def _words(kind: FieldKind) -> str:
    if isinstance(kind, OneOf):
        return ", ".join(f'`"{word}"`' for word in kind.words)
    if isinstance(kind, ListOf):
        return f"list: {_words(kind.part)}"
    if isinstance(kind, Table | Tables):
        return " or ".join(
            f"[{cls.__name__}](#{_anchor(cls)})" for cls in classes_of(kind)
        )
    return WORDS[kind]


def main() -> None:
    """Write both files."""
    PAGE.write_text(fields_page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
