"""Settings of the documentation."""

from partybuild.kernel import VERSION

project = "partybuild"
author = "partybuild contributors"
copyright = "2026, partybuild contributors"  # noqa: A001 - the name that Sphinx reads
release = VERSION
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build"]
# Notebooks are kept with what they show; a test runs them and compares.
nb_execution_mode = "off"
html_theme = "furo"
html_title = "partybuild"
autodoc_member_order = "bysource"
autodoc_typehints = "description"
napoleon_custom_sections = ["Shapes", "Units", "Source"]
myst_heading_anchors = 3
# Links into the repository, which is not part of the built pages.
suppress_warnings = ["myst.xref_missing"]
# The standard library and attrs have no inventory that could be fetched offline;
# private aliases and type variables have no page of their own.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!partybuild\.).*"),
    (r"py:.*", r"partybuild\..*\._.*"),
]
