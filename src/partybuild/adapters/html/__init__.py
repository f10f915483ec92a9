"""A report as one self-contained page: no network, no script."""

from partybuild.adapters.html._page import page_text, write_page
from partybuild.adapters.html._report import html_text, write_html

__all__ = ["html_text", "page_text", "write_html", "write_page"]
