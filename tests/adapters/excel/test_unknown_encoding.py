"""A part of a workbook that declares an encoding that nobody knows."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from partybuild.adapters import excel
from partybuild.conference import BallotForm
from partybuild.errors import InputError
from partybuild.testing.plain import box_of_counts, plain_review, plain_rules


def test_an_encoding_that_nobody_knows_is_a_damaged_workbook(tmp_path):
    """The parser of XML raises a LookupError, which is no error of syntax."""
    rules = plain_rules()
    box = box_of_counts(BallotForm.of(rules, ["p"]), {"g": [(1, 0, 0, 0)]})
    content = excel.count_sheet_workbook(plain_review(rules, box))
    path = tmp_path / "counts.xlsx"
    with ZipFile(BytesIO(content)) as known, ZipFile(path, "w") as changed:
        for name in known.namelist():
            part = known.read(name)
            changed.writestr(name, part.replace(b"UTF-8", b"UTF-0"))
    with pytest.raises(InputError, match="damaged"):
        excel.read_review(path)
