"""All files of one assessment, written together or not at all."""

from pathlib import Path

from partybuild.adapters._files import write_bytes
from partybuild.adapters._report import write_report
from partybuild.adapters._together import Writer, write_together
from partybuild.analysis import DEFAULT_DISCLOSURE, Disclosure, WeakAreas
from partybuild.assessment import Assessment, receipt_json
from partybuild.kernel import Label, Lang

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
    disclosure: Disclosure = DEFAULT_DISCLOSURE,
) -> tuple[Path, ...]:
    """Write assessment, receipt, report and summary of one conference.

    Everything is made in a hidden folder in the target first; only when all of it
    exists are the files given their names, after those that they replace were moved
    aside. Whoever is killed leaves whole files of one run only; what it had made as a
    whole gets its names with the next call for the same folder, the rest goes.

    Args:
        assessment: The assessment.
        weak_areas: Its weak areas.
        folder: Folder to write to; made where it does not exist.
        lang: Language of the reports.
        force: Whether files that exist may be replaced.
        public: Whether the assessment as JSON may be published; False writes that
            of the review body.
        disclosure: The gate that scores pass before they are printed; it is asked
            once for all files.

    Returns:
        The files, in the order of their names.

    Raises:
        FileBusyError: If another run writes there for very long.
        FileExistsAlreadyError: If a file exists and *force* is not given.
        FileNotWrittenError: If the system does not let them be written: the folder is
            read-only, the disk is full. What was there is unchanged.
        MissingExtraError: If an optional package is not installed.
    """
    gate = disclosure.remembering()

    def _report(path: Path) -> object:
        return write_report(
            assessment,
            path,
            weak_areas=weak_areas,
            lang=lang,
            public=public,
            disclosure=gate,
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
    return write_together(folder, writers, force=force)
