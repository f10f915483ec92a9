"""All files of one assessment, written by processes that are killed meanwhile."""

import resource
import subprocess
import sys
import tempfile

import pytest

from partybuild.adapters._outputs import write_outputs
from partybuild.adapters.cli import main
from partybuild.adapters.records import write_review
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotForm
from partybuild.errors import FileNotWrittenError
from partybuild.testing.plain import DAY, box_of_counts, plain_review, plain_rules

RULES = plain_rules(edges=(90,))
BOX = box_of_counts(BallotForm.of(RULES, ["p"]), {"g": [(2, 1, 0, 0)]})
FILES = {
    *("assessment.json", "receipt.json", "report.docx", "report.html", "summary.xlsx"),
}
# The system itself kills the process at one exact point.
DYING = """
import os, pathlib, signal, sys
from partybuild.adapters import _files, _outputs
from partybuild.adapters._outputs import write_outputs
from partybuild.adapters.cli import main
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
point = sys.argv.pop(1)
if point == "some written":
    _outputs.write_bytes = die
elif point == "one half-written":
    os.fsync = die
else:
    renamed = pathlib.Path.replace
    def replace(path, target):
        return die() if path.name == "report.docx" else renamed(path, target)
    pathlib.Path.replace = replace
main(sys.argv[1:])
"""


@pytest.mark.parametrize("point", ["some written", "one half-written", "some named"])
def test_a_killed_command_leaves_whole_files_or_none(tmp_path, point):
    """What it left hidden goes with the next command that writes there."""
    review = write_review(plain_review(RULES, BOX), tmp_path / "review.json")
    out = tmp_path / "out"
    words = ["review", str(review), "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-c", DYING, point, *words], capture_output=True, check=False
    )
    assert done.returncode == -9

    named = {"assessment.json", "receipt.json"} if point == "some named" else set()
    left = {one.name for one in out.iterdir()}
    assert {name for name in left if not name.startswith(".")} == named
    assert len(left - named) == 1
    before = {name: (out / name).read_bytes() for name in named}

    beside = tempfile.mkdtemp(dir=out, prefix=".partybuild-of-mine-")
    assert main([*words, "--force"]) == 0
    there = {one.name for one in out.iterdir()}
    assert there == {*FILES, beside.rpartition("/")[2]}
    assert before == {name: (out / name).read_bytes() for name in named}


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    """A file stands where the folder would be, or the disk is full."""
    assessment = assess(plain_review(RULES, BOX))
    weak_areas = find_weak_areas(assessment, on=DAY)
    (tmp_path / "file").touch()
    with pytest.raises(FileNotWrittenError, match="file"):
        write_outputs(assessment, weak_areas, tmp_path / "file" / "out")
    out = tmp_path / "out"
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(
            FileNotWrittenError, match=r"out was not written: .* too large"
        ):
            write_outputs(assessment, weak_areas, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(out.iterdir()) == []
