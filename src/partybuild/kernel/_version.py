"""Version of the library, written into every receipt."""

VERSION = "0.1.0"
__version__ = VERSION
