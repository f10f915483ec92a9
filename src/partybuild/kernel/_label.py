"""Text in the two languages that everything is written in."""

from typing import Literal, Self

import attrs

from partybuild.errors import LanguageError, ValueRangeError
from partybuild.kernel._text import unwritable

Lang = Literal["zh", "en"]
"""Chinese is the office's language, English the programmer's."""


def _words(_: "Label", field: "attrs.Attribute[str]", value: str) -> None:
    if not value.strip():
        raise ValueRangeError(f"label text {field.name!r}", repr(value), "text")
    if fault := unwritable(value):
        raise ValueRangeError(f"label text {field.name!r}", fault, "text")


@attrs.frozen(order=True)
class Label:
    """A text that exists in Chinese and in English.

    Attributes:
        zh: Chinese text.
        en: English text.

    Examples:
        >>> Label(zh="好", en="good").text("en")
        'good'
    """

    zh: str = attrs.field(validator=_words)
    en: str = attrs.field(validator=_words)

    @classmethod
    def same(cls, text: str) -> Self:
        """Return a label whose text is the same in both languages."""
        return cls(zh=text, en=text)

    def text(self, lang: Lang) -> str:
        """Return the text in one language.

        Args:
            lang: "zh" or "en".

        Returns:
            The text.

        Raises:
            LanguageError: If *lang* is another language.
        """
        if lang == "zh":
            return self.zh
        if lang == "en":
            return self.en
        raise LanguageError(lang)
