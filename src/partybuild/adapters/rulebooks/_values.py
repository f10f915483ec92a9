"""Single values of a rulebook file: words, numbers, days, names."""

# What a file holds is of any kind until it has been checked here.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

from partybuild.adapters.records import InexactText, did_you_mean
from partybuild.adapters.rulebooks._fields import OneOf, Plain
from partybuild.errors import NumberSyntaxError, ValueRangeError
from partybuild.kernel import Label, exact, unwritable

_PAIR = '{ zh = "好", en = "good" }, ["好", "good"] or one text for both languages'


class WrongValue(Exception):  # noqa: N818 - it never leaves this package
    """A value of another kind than its place holds; it becomes a mistake."""


def described(value: object) -> str:
    """Return in words what stands in a file."""
    if isinstance(value, InexactText):
        return f"{value}, a number that a computer would round"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        shown = value if len(value) <= 60 else f"{value[:60]}…"
        return f'"{shown}"'
    return str(value)


def plain_value(kind: Plain, value: Any) -> Any:  # noqa: ANN401 - any value of a file
    """Return a value without parts, as the rules hold it.

    Args:
        kind: What the place holds; not a citation.
        value: What the file says.

    Returns:
        Text, int, bool, fraction, date or label.

    Raises:
        WrongValue: If it is of another kind.
    """
    match kind:
        case Plain.NUMBER:
            return _number(value)
        case Plain.DAY:
            return _day(value)
        case Plain.LABEL:
            return label_of(value)
        case Plain.TEXT:
            return _text(value)
        case Plain.FLAG:
            return _of_type(bool, value, "true or false, without quotes")
        case _:
            return _of_type(int, value, "a whole number, without quotes")


def _text(value: object) -> str:
    if type(value) is not str:
        message = f'found {described(value)}; expected text in quotes, such as "2021"'
        raise WrongValue(message)
    if fault := unwritable(value):
        message = f"found {fault}; expected text"
        raise WrongValue(message)
    return value


def _of_type(kind: type, value: object, expected: str) -> object:
    if type(value) is not kind:
        message = f"found {described(value)}; expected {expected}"
        raise WrongValue(message)
    return value


def _number(value: object) -> Fraction:
    if isinstance(value, InexactText):
        message = (
            f'found {described(value)}; write it as text: "{value}", or "1/3" or "30%"'
        )
        raise WrongValue(message)
    if type(value) is int or type(value) is str:
        try:
            return exact(value)
        except NumberSyntaxError as wrong:
            raise WrongValue(str(wrong)) from None
    message = (
        f"found {described(value)}; expected a whole number, or text such as "
        '"87.5", "1/3" or "30%"'
    )
    raise WrongValue(message)


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if type(value) is str and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    message = f"found {described(value)}; expected a day such as 2021-01-31"
    raise WrongValue(message)


def label_of(value: Any) -> Label:  # noqa: ANN401 - any value of a file
    """Return the name that a text, a pair or a table states.

    Args:
        value: What the file says.

    Returns:
        The name.

    Raises:
        WrongValue: If it is none of these.
    """
    parts: Any = value
    if type(value) is str:
        parts = [value, value]
    elif isinstance(value, dict) and set(value) == {"zh", "en"}:
        parts = [value["zh"], value["en"]]
    if not (isinstance(parts, list) and [type(part) for part in parts] == [str, str]):
        message = f"found {described(value)}; expected a name: {_PAIR}"
        raise WrongValue(message)
    try:
        return Label(zh=parts[0], en=parts[1])
    except ValueRangeError as wrong:
        raise WrongValue(str(wrong)) from None


def word(kind: OneOf, value: object) -> Enum:
    """Return the member of an enumeration that a word names.

    Args:
        kind: The enumeration.
        value: What the file says.

    Returns:
        The member.

    Raises:
        WrongValue: If it has no such word.
    """
    for member in kind.enum:
        if type(value) is str and member.value == value:
            return member
    known = ", ".join(f'"{one}"' for one in kind.words)
    hint = did_you_mean(value, kind.words) if type(value) is str else ""
    message = f"found {described(value)}; expected one of {known}{hint}"
    raise WrongValue(message)


def keyed(value: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any value of a file
    """Return a table as it is.

    Args:
        value: What the file says.

    Returns:
        The table.

    Raises:
        WrongValue: If it is none.
    """
    if not isinstance(value, dict):
        message = f"found {described(value)}; expected a table"
        raise WrongValue(message)
    return value
