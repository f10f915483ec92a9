"""A report as a Word document in the format of official documents (GB/T 9704)."""

from partybuild.adapters.word._document import word_bytes, write_word
from partybuild.adapters.word._picture import Picture
from partybuild.adapters.word._style import WordStyle
from partybuild.adapters.word._template import (
    filled_template,
    template_names,
    write_filled_template,
)

__all__ = [
    "Picture",
    "WordStyle",
    "filled_template",
    "template_names",
    "word_bytes",
    "write_filled_template",
    "write_word",
]
