"""Refusing a whole file, with what to do about it."""

from partybuild.errors import InputError, Mistake


def refused(source: str, message: str) -> InputError:
    """Return the error for a file that is not to be read."""
    return InputError(source, (Mistake("file", message),))


def damaged(source: str) -> InputError:
    """Return the error for a file that is a workbook no longer."""
    return refused(
        source, "the workbook is damaged; open it in Excel or WPS and save it again"
    )
