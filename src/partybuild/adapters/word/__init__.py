"""A report as a Word document in the format of official documents (GB/T 9704)."""

from partybuild.adapters.word._document import word_bytes, write_word
from partybuild.adapters.word._style import WordStyle

__all__ = ["WordStyle", "word_bytes", "write_word"]
