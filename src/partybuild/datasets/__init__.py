"""The example conference, so that the library runs without a file of one's own."""

from partybuild.datasets._example import EXAMPLES, example_path, load_example

__all__ = ["EXAMPLES", "example_path", "load_example"]
