"""Small checks that the values of this layer share."""

from datetime import date, datetime
from unicodedata import normalize

import attrs

from partybuild.errors import ValueRangeError


def _refuse_other(name: str, value: object) -> None:
    # A datetime is a date to isinstance, but compares badly with one.
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueRangeError(name, repr(value), "a datetime.date")


def plain_day(_: object, field: "attrs.Attribute[date]", value: date) -> None:
    """Refuse what is no day."""
    _refuse_other(field.name, value)


def optional_day(
    _: object, field: "attrs.Attribute[date | None]", value: date | None
) -> None:
    """Refuse what is neither a day nor nothing."""
    if value is not None:
        _refuse_other(field.name, value)


def named(_: object, field: "attrs.Attribute[str]", value: str) -> None:
    """Refuse an id or a name of nothing but spaces."""
    if type(value) is not str or not value.strip():
        raise ValueRangeError(field.name, repr(value), "an id or a name")


def same_person(one: str, other: str) -> bool:
    """Return whether two spellings mean one person or post.

    Full-width and half-width forms, letter case and spaces are ignored, so that
    nobody becomes another by a space inside a name of two characters.
    """
    return _key(one) == _key(other)


def _key(text: str) -> str:
    return "".join(normalize("NFKC", text).casefold().split())
