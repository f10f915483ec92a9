"""All files of one assessment, written together or not at all."""

import os
import re
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters._held import clear, hold
from partybuild.adapters._report import write_report
from partybuild.analysis import WeakAreas
from partybuild.assessment import Assessment, receipt_json
from partybuild.errors import (
    FileExistsAlreadyError,
    FileNotWrittenError,
    PartyBuildError,
)
from partybuild.kernel import Label, Lang

Writer = Callable[[Path], object]

_PREFIX = ".partybuild-"
_STAGING = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")

PUBLIC = Label(
    zh="可公布：已作防推算处理，从中推算不出任何一人的选择",
    en="may be published: no voter's choice can be worked out from it",
)
INTERNAL = Label(
    zh="仅供考核组织内部使用，不得公布",
    en="for the review body only, not to be published",
)
_PUBLIC_FILES = frozenset({"report.docx", "report.html", "summary.xlsx"})


def audience_of(name: str, *, public: bool = True) -> Label:
    """Return for whom a file of one assessment is.

    Args:
        name: Name of the file, as `write_outputs` writes it.
        public: Whether the assessment as JSON was written for publication.

    Returns:
        The words; for the review body only, where the file did not pass the
        disclosure gate.
    """
    passed = name in _PUBLIC_FILES or (public and name == "assessment.json")
    return PUBLIC if passed else INTERNAL


def write_outputs(
    assessment: Assessment,
    weak_areas: WeakAreas,
    folder: str | Path,
    *,
    lang: Lang = "zh",
    force: bool = False,
    public: bool = True,
) -> tuple[Path, ...]:
    """Write assessment, receipt, report and summary of one conference.

    Everything is made in a hidden folder beside the target first; only when all
    of it exists are the files given their names. A process that is killed leaves
    whole files only; what is hidden goes with the next call for the same folder.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        folder: Folder to write to; made where it does not exist.
        lang: Language of the reports.
        force: Whether files that exist may be replaced.
        public: Whether the assessment as JSON may be published; False writes that
            of the review body.

    Returns:
        The files, in the order of their names.

    Raises:
        FileExistsAlreadyError: If a file exists and *force* is not given.
        FileNotWrittenError: If the system does not let them be written: the folder is
            read-only, the disk is full.
        MissingExtraError: If an optional package is not installed.
    """
    target = Path(folder)

    def _report(path: Path) -> object:
        return write_report(
            assessment, path, weak_areas=weak_areas, lang=lang, public=public
        )

    def _receipt(path: Path) -> object:
        return write_bytes(path, receipt_json(assessment).encode())

    writers: dict[str, Writer] = {
        "assessment.json": _report,
        "receipt.json": _receipt,
        "report.docx": _report,
        "report.html": _report,
        "summary.xlsx": _report,
    }
    if not force:
        for name in writers:
            if (target / name).exists():
                raise FileExistsAlreadyError(str(target / name))
    try:
        return _written(target, writers)
    except FileNotWrittenError as error:
        # By the name that was asked for, and not that of the hidden folder.
        raise FileNotWrittenError(str(target), error.reason) from error
    except PartyBuildError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileNotWrittenError(str(target), reason) from error


def _written(target: Path, writers: Mapping[str, Writer]) -> tuple[Path, ...]:
    target.mkdir(parents=True, exist_ok=True)
    clear(target, lambda name: _STAGING.fullmatch(name) is not None)
    with _staging(target) as staging:
        for name, write in writers.items():
            write(staging / name)
        return tuple((staging / name).replace(target / name) for name in writers)


@contextmanager
def _staging(target: Path) -> Generator[Path]:
    """Make a hidden folder and hold it, so that nobody takes it for a left one."""
    with ExitStack() as stack:
        while True:
            made = tempfile.TemporaryDirectory(dir=target, prefix=_PREFIX)
            staging = Path(stack.enter_context(made))
            if _hold_folder(staging, stack):
                break
        yield staging


def _hold_folder(folder: Path, stack: ExitStack) -> bool:
    if sys.platform == "win32":  # where no folder can be opened, none is taken
        return True
    try:
        handle = os.open(folder, os.O_RDONLY)
    except FileNotFoundError:
        return False
    stack.callback(os.close, handle)
    return hold(handle, folder)
