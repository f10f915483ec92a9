"""A folder for the files of a fuzzer, which ends with it."""

import tempfile
from pathlib import Path

# In memory where the system has such a folder: a million files wear no disk.
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the system, used if it is there
_HELD = tempfile.TemporaryDirectory(
    prefix="partybuild-fuzz-", dir=_MEMORY if _MEMORY.is_dir() else None
)
FOLDER = Path(_HELD.name)
