"""Killed, crowded, full, read-only: nothing lost and nothing half-written."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import attrs
import pytest

from partybuild.adapters._files import write_bytes
from partybuild.adapters._held import hold
from partybuild.adapters._lock import only_writer
from partybuild.adapters.records import (
    read_ledger,
    record_in_ledger,
    save_ledger,
    update_ledger,
    write_ledger,
)
from partybuild.errors import (
    FileBusyError,
    FileExistsAlreadyError,
    FileNotWrittenError,
    InputError,
    LedgerConflictError,
    LedgerStepError,
    ValueRangeError,
)
from partybuild.kernel import Label
from partybuild.ledgers import StepKind
from partybuild.testing._ledgers import day, ledger, life, step

BEGUN = ledger(*life()[:3])
NOBODY = 65534

PROGRAM = """
import sys
from partybuild.adapters.records import read_ledger, record_in_ledger, write_ledger
from partybuild.testing._ledgers import life, ledger, step
from partybuild.ledgers import StepKind
import attrs
from partybuild.kernel import Label
path, who = sys.argv[1:3]
print("ready", flush=True)
"""
RECORDING = """
for number in range(int(sys.argv[3])):
    one = step(StepKind.PROGRESS, 60, who)
    record_in_ledger(path, attrs.evolve(one, note=Label.same(f"{who} {number}")))
"""
# The system itself kills the process at one exact point.
DYING = """
import os, pathlib, signal, tempfile
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
opened = os.fdopen
class Half:
    def __init__(self, handle, mode):
        self.file = opened(handle, mode)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        self.file.close()
    def write(self, content):
        self.file.write(content[: len(content) // 2])
        self.file.flush()
        die()
point = sys.argv[3]
if point == "half-written":
    os.fdopen = Half
elif point == "written":
    os.fsync = die
elif point == "named":
    pathlib.Path.replace = die
one = step(StepKind.PROGRESS, 60, who)
record_in_ledger(path, attrs.evolve(one, note=Label.same("x")))
die()
"""
WRITING = """
ledgers = [ledger(*(s for n in range(50) for s in life(f"{a}{n}"))) for a in "ab"]
while True:
    for one in ledgers:
        write_ledger(one, path, force=True)
        print("written", flush=True)
"""


def started(program, *arguments):
    """Start a real process and wait until it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM + program, *map(str, arguments)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def said(text, on=60, by="helper"):
    """Return a step that reports progress."""
    return attrs.evolve(step(StepKind.PROGRESS, on, by), note=Label.same(text))


def test_two_processes_lose_no_step(tmp_path):
    """Both add to the same file as fast as they can."""
    path = write_ledger(BEGUN, tmp_path / "l.jsonl")
    many = 8
    both = [started(RECORDING, path, who, many) for who in ("one", "other")]
    for process in both:
        process.communicate(timeout=60)
        assert process.returncode == 0
    notes = [s.note.zh for s in read_ledger(path).entry("p1").progress]

    assert sorted(notes) == sorted(
        f"{who} {n}" for who in ("one", "other") for n in range(many)
    )
    for who in ("one", "other"):
        mine = [n for n in notes if n.startswith(f"{who} ")]
        assert mine == [f"{who} {n}" for n in range(many)]


@pytest.mark.parametrize("point", ["half-written", "written", "named", "done"])
def test_a_process_killed_at_any_point_leaves_a_whole_file(tmp_path, point):
    """Half of the bytes, all of them, the name: the ledger is the old or the new."""
    path = write_ledger(BEGUN, tmp_path / "l.json")
    process = started(DYING, path, "one", point)
    process.communicate(timeout=60)
    assert process.returncode == -9

    left = {one.name for one in tmp_path.iterdir()} - {"l.json", ".l.json.lock"}
    assert len(left) == (point != "done")
    there = read_ledger(path)
    assert len(there.steps) - len(BEGUN.steps) == (point == "done")
    after = record_in_ledger(path, said("after", 70), wait=5)
    assert after.entry("p1").last_on == day(70)
    # What the killed one left is gone with the next that writes.
    assert {one.name for one in tmp_path.iterdir()} == {"l.json", ".l.json.lock"}


def test_what_another_is_writing_is_left_to_it(tmp_path):
    """Only what nobody holds is taken away, and only what has such a name."""
    target = tmp_path / "a.json"
    handle, mine = tempfile.mkstemp(dir=tmp_path, prefix=".a.json.")
    others = [tmp_path / ".a.json.lock", tmp_path / ".a.json.mynotes12"]
    others += [tmp_path / ".b.json.abcdefgh", tmp_path / ".a.json.linkedto"]
    for other in others[:3]:
        other.touch()
    others[3].symlink_to(others[0])
    with os.fdopen(handle):
        assert hold(handle, Path(mine))
        write_bytes(target, b"1")
        assert Path(mine).exists()
    write_bytes(target, b"2", force=True)

    assert {*tmp_path.iterdir()} == {target, *others}
    Path(mine).touch()
    gone, _ = tempfile.mkstemp(dir=tmp_path)
    assert not hold(gone, tmp_path / "taken")
    os.close(gone)


def test_two_who_make_the_same_file_do_not_replace_each_other(tmp_path, monkeypatch):
    """It appears after the first look for it, and before the name is taken."""
    target = tmp_path / "a.json"
    target.write_bytes(b"theirs")
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with pytest.raises(FileExistsAlreadyError):
        write_bytes(target, b"mine")
    monkeypatch.undo()
    assert target.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["a.json"]

    # A file system that knows no links.
    monkeypatch.setattr(os, "link", lambda *_: os.open(tmp_path / "no" / "x", 0))
    assert write_bytes(tmp_path / "b", b"1").read_bytes() == b"1"


def test_a_process_killed_while_writing_leaves_one_whole_ledger(tmp_path):
    """Killed at many moments: the file is the one before or the one after."""
    path = write_ledger(BEGUN, tmp_path / "l.jsonl")
    process = started(WRITING, path, "x")
    process.stdout.readline()
    seen = set()
    for number in range(2):
        if number:
            process = started(WRITING, path, "x")
            process.stdout.readline()
        time.sleep(0.017 * number)
        process.kill()
        process.communicate(timeout=60)
        found = read_ledger(path)
        seen.add(found.entries[0].problem_id)
        assert len(found) == 50
    assert seen <= {"a0", "b0"}


def test_a_killed_writer_holds_nobody_up(tmp_path):
    """Its lock goes with it, and its step is either there or not."""
    path = write_ledger(BEGUN, tmp_path / "l.jsonl")
    process = started(RECORDING, path, "one", 10_000)
    while len(read_ledger(path).steps) < 8:
        time.sleep(0.01)
    process.kill()
    process.communicate(timeout=60)
    before = read_ledger(path)
    after = record_in_ledger(path, said("after", 70), wait=5)

    assert read_ledger(path) == after
    assert after.steps == (*before.steps, said("after", 70))


def test_a_file_that_another_writes_is_busy(tmp_path):
    """Nobody waits for ever."""
    path = write_ledger(BEGUN, tmp_path / "l.json")
    with only_writer(path), pytest.raises(FileBusyError, match=r"l\.json is being"):
        record_in_ledger(path, said("x"), wait=0.05)
    assert read_ledger(path) == BEGUN


def test_who_saves_late_is_merged_or_refused(tmp_path):
    """Optimistic: what was read is compared with what is there."""
    path = write_ledger(BEGUN, tmp_path / "l.json")
    mine = BEGUN.record(step(StepKind.REVISE, 80))
    theirs = record_in_ledger(path, said("theirs"))
    merged = save_ledger(mine, path, base=BEGUN)
    assert set(merged.steps) == {*mine.steps, *theirs.steps}
    assert read_ledger(path) == merged

    other = BEGUN.record(
        attrs.evolve(step(StepKind.REVISE, 81, "chair"), due_on=day(250))
    )
    with pytest.raises(LedgerConflictError, match="p1"):
        save_ledger(other, path, base=BEGUN)
    with pytest.raises(ValueRangeError, match="a copy of"):
        save_ledger(attrs.evolve(mine, ledger_id="x"), path, base=BEGUN)
    assert read_ledger(path) == merged


def test_what_is_refused_leaves_the_file_as_it_was(tmp_path):
    """A forbidden step, an error of the caller, a damaged file."""
    path = write_ledger(BEGUN, tmp_path / "l.json")
    before = path.read_bytes(), path.stat().st_mtime_ns
    with pytest.raises(LedgerStepError):
        record_in_ledger(path, said("x"), step(StepKind.CLOSE, 70))
    with pytest.raises(ZeroDivisionError):
        update_ledger(path, lambda _: 1 / 0)
    assert update_ledger(path, lambda same: same) == BEGUN
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InputError):
        record_in_ledger(path, said("x"))
    assert path.read_text(encoding="utf-8") == "{"


@contextmanager
def at_most(size):
    """Let files grow to a size and no further, as a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path):
    """And no half of another beside it."""
    path = write_ledger(BEGUN, tmp_path / "l.json")
    with at_most(100), pytest.raises(FileNotWrittenError) as caught:
        record_in_ledger(path, said("x"))
    assert "too large" in caught.value.reason
    assert read_ledger(path) == BEGUN
    assert {one.name for one in tmp_path.iterdir()} == {"l.json", ".l.json.lock"}


@contextmanager
def somebody_without_rights():
    """Be nobody for a while, where the tests are run by one who may do everything."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)


def test_a_read_only_folder_is_named():
    """The ledger can be read and nothing is written."""
    folder = Path(tempfile.mkdtemp())
    path = write_ledger(BEGUN, folder / "l.json")
    folder.chmod(0o555)
    try:
        with somebody_without_rights():
            assert read_ledger(path) == BEGUN
            for wrong in (
                lambda: record_in_ledger(path, said("x")),
                lambda: write_ledger(BEGUN, path, force=True),
                lambda: write_bytes(folder / "deep" / "x", b""),
            ):
                with pytest.raises(FileNotWrittenError, match="Permission denied"):
                    wrong()
    finally:
        folder.chmod(0o755)
    assert [one.name for one in folder.iterdir()] == ["l.json"]
    path.unlink()
    folder.rmdir()
