"""Fuzzing of every reader: guided by coverage, or with inputs of Hypothesis.

Usage: ``python tools/fuzz.py READER [-runs=1000000] [libFuzzer options]``, after
``pip install atheris``; or ``python tools/fuzz.py READER --hypothesis 10000``. A reader
may refuse what it is given with an error of the library; any other exception, more than
20 s for one input or more than 2 GB of memory ends the run with the input that did it.
``python tools/fuzz.py READER FILE`` tries the input of a file once more.
"""

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "fuzzing"))


def _modules() -> Iterator[str]:
    found = find_spec("partybuild")
    for root in () if found is None else found.submodule_search_locations or ():
        for path in Path(root).rglob("*.py"):
            parts = path.relative_to(Path(root).parent).with_suffix("").parts
            yield ".".join(parts).removesuffix(".__init__")


def _guided(reader: str) -> None:
    import atheris
    from _inside import READERS

    # Guided by the reader alone: what it stands on would take most of the time.
    outside = [name for name in _modules() if not name.startswith(READERS[reader][1])]
    with atheris.instrument_imports(include=["partybuild"], exclude=outside):
        from _targets import target
        from _unchanged import read_once

        read_once()
        read = target(reader)
    limits = ["-timeout=20", "-rss_limit_mb=2048", "-max_len=256"]
    limits.append("-print_final_stats=1")
    atheris.Setup([sys.argv[0], *limits, *sys.argv[1:]], read)
    atheris.Fuzz()


def _drawn(reader: str, examples: int) -> None:
    from _targets import target
    from _unchanged import read_once
    from hypothesis import HealthCheck, given, settings
    from hypothesis import strategies as st

    read_once()
    read = target(reader)

    @settings(
        max_examples=examples,
        deadline=20_000,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.binary(max_size=200))
    def _reads(data: bytes) -> None:
        read(data)

    _reads()


def main() -> None:
    """Run the reader that is named."""
    from _inside import READERS

    if len(sys.argv) < 2 or sys.argv[1] not in READERS:
        sys.exit(f"name a reader: {', '.join(READERS)}")
    reader = sys.argv.pop(1)
    if sys.argv[1:2] == ["--hypothesis"]:
        _drawn(reader, int(sys.argv[2]))
    else:
        _guided(reader)


if __name__ == "__main__":
    main()
