"""Files, formats, commands and optional packages."""

import attrs

from partybuild.errors._base import PartyBuildError


@attrs.define
class MissingExtraError(PartyBuildError, ImportError):
    """An optional package is not installed."""

    feature: str
    extra: str

    def __str__(self) -> str:
        """Name the feature and the extra to install."""
        return (
            f"{self.feature} needs an optional package; "
            f"install it with: pip install 'partybuild[{self.extra}]'"
        )


@attrs.define
class FileExistsAlreadyError(PartyBuildError, FileExistsError):
    """A file would be overwritten without being told to."""

    path: str

    def __str__(self) -> str:
        """Name the file and the two ways on."""
        return (
            f"{self.path} exists already and was left as it is; "
            "choose another name, or force overwriting (force=True, --force)"
        )


@attrs.define
class FileNotWrittenError(PartyBuildError, OSError):
    """A file that the system did not let be written; what was there is still there."""

    path: str
    reason: str

    def __str__(self) -> str:
        """Name the file and the reason."""
        return (
            f"{self.path} was not written: {self.reason}; what was there is unchanged, "
            "choose another folder or make room"
        )


@attrs.define
class FileBusyError(PartyBuildError, TimeoutError):
    """A file that somebody else is writing, for longer than one waits."""

    path: str

    def __str__(self) -> str:
        """Name the file and the way on."""
        return f"{self.path} is being written by somebody else; try again later"


@attrs.define
class UsageError(PartyBuildError, ValueError):
    """A command whose arguments do not go together."""

    problem: str

    def __str__(self) -> str:
        """Say what does not go together."""
        return f"{self.problem}; see --help"


@attrs.define
class ReportFormatError(PartyBuildError, ValueError):
    """A suffix that no report is written with."""

    suffix: str

    def __str__(self) -> str:
        """Name the suffix and those that exist."""
        return (
            f"no report is written as {self.suffix!r}; use .docx, .html, .xlsx or .json"
        )


@attrs.define
class PictureFormatError(PartyBuildError, ValueError):
    """A suffix that no picture is written with."""

    suffix: str

    def __str__(self) -> str:
        """Name the suffix and those that exist."""
        return f"no picture is written as {self.suffix!r}; use .png, .svg or .pdf"


@attrs.define
class UnknownStrokesError(PartyBuildError, LookupError):
    """Names whose characters have strokes that the library does not know.

    Attributes:
        characters: The characters.
    """

    characters: tuple[str, ...]

    def __str__(self) -> str:
        """Name the characters and the way on."""
        return (
            f"the strokes of {'、'.join(self.characters)} are not known; give the "
            "order of the subjects yourself (PrintedForm.ordered, --order ID,ID,...)"
        )
