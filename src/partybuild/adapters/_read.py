"""Reviews from files: the suffix decides the format."""

from pathlib import Path

from partybuild.conference import Review

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv"})


def read(path: str | Path) -> Review:
    """Read a review from a JSON document or from a workbook made by partybuild.

    Args:
        path: A .json file, a workbook, or a folder with a .csv file for each of
            its sheets.

    Returns:
        The review.

    Raises:
        InputError: If anything in the file is wrong; every mistake is listed
            with its JSON path, or with sheet and cell.
        MissingExtraError: If a workbook is read without the extra ``excel``.
    """
    if Path(path).is_dir() or Path(path).suffix.lower() in WORKBOOKS:
        from partybuild.adapters import excel

        return excel.read_review(path)
    from partybuild.adapters import records

    return records.read_review(path)
