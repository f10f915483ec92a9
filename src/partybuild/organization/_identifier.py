"""Identifiers that registers have given to an organization."""

import attrs

from partybuild.errors import ValueRangeError
from partybuild.kernel import Record


def _text(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise ValueRangeError(f"identifier {field.name}", repr(value), "text")


@attrs.frozen(order=True)
class Identifier(Record):
    """One identifier, with the register it comes from.

    Attributes:
        scheme: Register, such as "统一社会信用代码" or a code of the office's own.
        value: The identifier.
    """

    scheme: str = attrs.field(validator=_text)
    value: str = attrs.field(validator=_text)
