"""A folder for the files of a fuzzer."""

import tempfile
from pathlib import Path

# In memory where the system has such a folder: a million files wear no disk.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the system, used if it is there
FOLDER = Path(
    tempfile.mkdtemp(prefix="partybuild-fuzz-", dir=MEMORY if MEMORY.is_dir() else None)
)
