"""The example conference and the bundled rulebooks: no file of one's own is needed."""

from partybuild.datasets._example import (
    EXAMPLES,
    example_path,
    load_example,
    load_example_ledger,
)
from partybuild.datasets._example_duties import load_example_duties
from partybuild.datasets._rulebooks import (
    load_rulebook,
    rulebook_names,
    rulebook_parameters,
    rulebook_path,
)

__all__ = [
    "EXAMPLES",
    "example_path",
    "load_example",
    "load_example_duties",
    "load_example_ledger",
    "load_rulebook",
    "rulebook_names",
    "rulebook_parameters",
    "rulebook_path",
]
