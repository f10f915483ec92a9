"""Coverage-guided fuzzing of every reader, with atheris.

Usage: ``python tools/fuzz.py READER [-runs=1000000] [libFuzzer options]``, after
``pip install atheris``. A reader may refuse what it is given with an error of the
library; any other exception, more than 20 s for one input or more than 2 GB of memory
ends the run with the input that did it.
"""

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parent / "fuzzing"))
with atheris.instrument_imports(include=["partybuild"]):
    from _targets import TARGETS


def main() -> None:
    """Run the reader that is named."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"name a reader: {', '.join(TARGETS)}")
    target = TARGETS[sys.argv.pop(1)]
    limits = ["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *limits, *sys.argv[1:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
