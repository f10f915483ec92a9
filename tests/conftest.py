"""A reader of HTML for all tests, as a browser takes a page apart."""

from html.parser import HTMLParser

import pytest


class Page(HTMLParser):
    """What stands in a page whose elements all close in their order."""

    VOID = frozenset({"br", "img", "input", "meta"})
    SILENT = frozenset({"script", "style"})

    def __init__(self, text):
        """Read the text to its end."""
        super().__init__()
        self.tags, self.attributes, self.texts = [], [], []
        self._open, self._silent = [], 0
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        """Note the element and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs
        self._silent += tag in self.SILENT
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        """Close the innermost element."""
        if tag not in self.VOID:
            assert self._open.pop() == tag
            self._silent -= tag in self.SILENT

    def handle_data(self, data):
        """Note what a reader sees."""
        if not self._silent:
            self.texts.append(data)

    def values(self, *names):
        """Return what attributes of these names say, in the order of the page."""
        return [value for name, value in self.attributes if name in names]


@pytest.fixture(scope="session")
def read_html():
    """Return what takes a page apart, and fails where it is not well-formed."""
    return Page
