"""A report as one self-contained page: no network, no script."""

from partybuild.adapters.html._page import html_text, write_html

__all__ = ["html_text", "write_html"]
