"""Version of the library, written into every receipt."""

VERSION = "0.2.0"
"""The release that this is."""
__version__ = VERSION
"""The same, under the name that tools look for."""
