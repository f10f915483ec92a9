"""All files of one assessment, written by processes that are killed meanwhile."""

import errno
import resource
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import pytest

from partybuild.adapters import _lock
from partybuild.adapters._files import write_bytes
from partybuild.adapters._lock import only_writer
from partybuild.adapters._outputs import write_outputs
from partybuild.adapters._together import write_together
from partybuild.adapters.cli import main
from partybuild.adapters.records import write_review
from partybuild.analysis import find_weak_areas
from partybuild.assessment import assess
from partybuild.conference import BallotForm
from partybuild.errors import (
    FileBusyError,
    FileExistsAlreadyError,
    FileNotWrittenError,
)
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
    renamed = pathlib.Path.rename
    def rename(path, target):
        return die() if path.name == "report.docx" else renamed(path, target)
    pathlib.Path.rename = rename
main(sys.argv[1:])
"""


@pytest.mark.parametrize("point", ["some written", "one half-written", "some named"])
def test_a_killed_command_leaves_whole_files_or_none(tmp_path, point):
    """What it had made as a whole is finished by the next, whatever that is for."""
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
    assert len(left - named - {".partybuild.lock"}) == 1
    before = {name: (out / name).read_bytes() for name in named}

    beside = Path(tempfile.mkdtemp(dir=out, prefix=".partybuild-of-mine-"))
    # Without --force it refuses the files that the killed one had completed.
    assert main(words) == (2 if named else 0)
    assert {one.name for one in out.iterdir()} == {*FILES, beside.name}
    assert before == {name: (out / name).read_bytes() for name in named}


# One child for every moment at which a file changes its name, and it dies there.
NAMING = """
import os, pathlib, shutil, signal, sys
from partybuild.adapters._files import write_bytes
from partybuild.adapters._together import write_together
old, renamed = sys.argv[1], pathlib.Path.rename
names = "abcde"
def writers(run):
    return {n: lambda p, n=n: write_bytes(p, f"{run} {n}".encode()) for n in names}
def dying(left):
    def rename(path, target):
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return renamed(path, target)
    return rename
write_together(old, writers("old"))
for moment in range(1, 14):
    folder = f"{old}-{moment:02}"
    shutil.copytree(old, folder)
    if not (child := os.fork()):
        pathlib.Path.rename = dying(moment)
        write_together(folder, writers("new"), force=True)
        os._exit(0)
    print(moment, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def _seen(folder):
    return {p.name: p.read_text() for p in folder.iterdir() if p.name[0] != "."}


def _writers(run):
    return {name: partial(_write, run) for name in "abcde"}


def _write(run, path):
    return write_bytes(path, f"{run} {path.name}".encode())


def _all_of(run):
    return {name: f"{run} {name}" for name in "abcde"}


def test_whoever_is_killed_between_two_names_leaves_files_of_one_run(tmp_path):
    """Real processes, killed before every single one of the renames."""
    old = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-c", NAMING, str(old)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    ends = [int(line.split()[1]) for line in done.stdout.splitlines()]
    # One rename for the whole, one to move each aside, one to name each.
    assert ends == [-9] * 11 + [0] * 2

    seen = []
    for folder in sorted(tmp_path.glob("out-*")):
        found = _seen(folder)
        runs = {text.split()[0] for text in found.values()}
        assert len(runs) <= 1, folder
        seen.append(len(found))
        # The next one finishes it, even where it may not replace anything itself.
        with pytest.raises(FileExistsAlreadyError):
            write_together(folder, _writers("next"))
        whole = folder.name != "out-01"
        assert _seen(folder) == _all_of("new" if whole else "old")
        assert write_together(folder, _writers("next"), force=True)
        assert _seen(folder) == _all_of("next")
        assert {p.name for p in folder.iterdir()} == set("abcde")
    assert seen == [5, 5, 4, 3, 2, 1, 0, 1, 2, 3, 4, 5, 5]


def test_names_that_the_system_refuses_change_nothing(tmp_path, monkeypatch):
    """From any rename on: what was there is there, now or after the next call."""
    rename = Path.rename
    for moment in range(1, 12):
        folder = tmp_path / f"{moment}"
        write_together(folder, _writers("old"))
        for lasting in (False, True):
            calls = iter(range(1, 100))

            def refused(path, target, calls=calls, moment=moment, lasting=lasting):
                call = next(calls)
                if call == moment or (lasting and call > moment):
                    raise PermissionError(errno.EACCES, "Permission denied")
                return rename(path, target)

            monkeypatch.setattr(Path, "rename", refused)
            with pytest.raises(FileNotWrittenError, match=f"{moment} was not written"):
                write_together(folder, _writers("new"), force=True)
            monkeypatch.undo()
            if not lasting:
                assert _seen(folder) == _all_of("old")
                assert len(list(folder.iterdir())) == 5
        with pytest.raises(FileExistsAlreadyError):
            write_together(folder, _writers("next"))
        assert _seen(folder) in (_all_of("old"), _all_of("new"))
        assert len(list(folder.iterdir())) == 5


def test_what_others_put_in_the_place_is_not_replaced(tmp_path):
    """A folder of that name; a file that came while a killed run was not finished."""
    write_together(tmp_path / "a", _writers("old"))
    (tmp_path / "a" / "c").unlink()
    (tmp_path / "a" / "c" / "deep").mkdir(parents=True)
    with pytest.raises(FileNotWrittenError, match="a was not written: Is a directory"):
        write_together(tmp_path / "a", _writers("new"), force=True)
    assert (tmp_path / "a" / "c" / "deep").is_dir()
    assert {p.name for p in (tmp_path / "a").iterdir()} == set("abcde")
    assert (tmp_path / "a" / "a").read_text() == "old a"

    left = tmp_path / "b" / ".partybuild-whole"
    left.mkdir(parents=True)
    for name in "cde":
        _write("killed", left / name)
    for name in "ab":
        _write("killed", left.parent / name)
    (left.parent / "d").write_text("theirs")
    with pytest.raises(FileExistsAlreadyError, match="d"):
        write_together(left.parent, _writers("next"))
    assert (left.parent / "d").read_text() == "theirs"
    assert write_together(left.parent, _writers("next"), force=True)
    assert _seen(left.parent) == _all_of("next")


def test_two_who_write_one_folder_leave_the_files_of_one(tmp_path, monkeypatch):
    """Both as fast as they can; the last one's files are all there."""
    program = NAMING.partition("write_together(old")[0] + (
        "for _ in range(30): write_together(old, writers(sys.argv[2]), force=True)"
    )
    both = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "out"), run])
        for run in ("one", "other")
    ]
    for process in both:
        assert process.wait(120) == 0
    assert _seen(tmp_path / "out") in (_all_of("one"), _all_of("other"))
    assert len(list((tmp_path / "out").iterdir())) == 5
    monkeypatch.setattr(_lock.time, "monotonic", iter([0, 0, 31]).__next__)
    with (
        only_writer(tmp_path / "out" / "partybuild"),
        pytest.raises(FileBusyError, match="out is being written"),
    ):
        write_together(tmp_path / "out", _writers("x"), force=True)


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
