"""The command line: words that a shell may hand over."""

import io
import os
from contextlib import redirect_stderr, redirect_stdout

from _choices import POOL, Choices, Target
from _folder import FOLDER
from _seen import Seen
from _small import REVIEW, RULES

from partybuild.adapters import records, rulebooks
from partybuild.adapters.cli import main
from partybuild.adapters.cli._exit import ExitCode
from partybuild.assessment import assess, receipt_json
from partybuild.testing._ledgers import ledger, life
from partybuild.testing.plain import plain_rulebook

WORDS = (
    *("review.json", "receipt.json", "rules.toml", "ledger.json", "no.json", "."),
    *("--lang", "zh", "en", "--json", "--out", "made.json", "made", "made.xlsx"),
    *("--force", "--example", "--on", "2022-03-01", "--ballots", "--second"),
    *("--versions", "--with", "--by", "office", "--subject", "a", "--help", "-"),
    *("--version", "--public", "--full", "--depth", "3", "--marked", "--"),
    *("".join(one.split("\0"))[:200] for one in POOL if isinstance(one, str)),
)
COMMANDS = (
    ("review", "review.json", "--out", "made"),
    ("form", "review.json", "--out", "made.xlsx"),
    ("verify", "receipt.json"),
    ("explain", "review.json", "--subject", "a"),
    ("rules", "show", "rules.toml"),
    ("rules", "explain", "rules.toml"),
    ("lint", "rules.toml"),
    ("rules", "list"),
    ("rules", "lint", "rules.toml"),
    ("ledger", "export", "ledger.json", "--on", "2022-03-01", "--out", "lines.xlsx"),
    ("ledger", "import", "ledger.json", "lines.xlsx"),
    ("example",),
    ("rules", "diff", "rules.toml", "rules.toml"),
    ("ledger", "show", "ledger.json"),
    ("ledger", "rates", "ledger.json", "--on", "2022-03-01"),
    ("ledger", "overdue", "ledger.json", "--on", "2022-03-01"),
    ("ledger", "merge", "ledger.json", "ledger.json", "ledger.json", "--out", "l.json"),
)


def _state(folder: str) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                found |= _state(entry.path)
            else:
                state = entry.stat()
                found[entry.path] = state.st_size, state.st_mtime_ns
    return found


def _arguments() -> Target:
    """Return a target that changes the words of commands."""
    # Deep, so that a path upwards stays inside.
    folder = FOLDER / "one" / "two" / "three"
    folder.mkdir(parents=True, exist_ok=True)
    records.write_review(REVIEW, folder / "review.json", force=True)
    records.write_ledger(ledger(*life()), folder / "ledger.json", force=True)
    book = plain_rulebook(RULES)
    rulebooks.write_rulebook(book, folder / "rules.toml", force=True)
    (folder / "receipt.json").write_text(receipt_json(assess(REVIEW)), "utf-8")
    there, seen = _state(str(FOLDER)), Seen("commands")

    def _run(data: bytes) -> object:
        nonlocal there
        choices = Choices(data)
        words = list(choices.one(COMMANDS))
        for _ in range(choices.below(5)):
            at, action = choices.below(len(words) + 1), choices.below(3)
            if action == 0 and at < len(words):
                del words[at]
            elif action == 1 and at < len(words):
                words[at] = choices.one(WORDS)
            else:
                words.insert(at, choices.one(WORDS))
        # The same words say the same as long as no file has changed.
        if not seen.new(*words, frozenset(there.items())):
            return None
        before = os.getcwd()  # noqa: PTH109 - paired with the change
        os.chdir(folder)
        said, complained = io.StringIO(), io.StringIO()
        try:
            with redirect_stdout(said), redirect_stderr(complained):
                code = main(words)
        except SystemExit as ended:  # the way of argparse to refuse words
            code = ended.code if isinstance(ended.code, int) else 0
        finally:
            os.chdir(before)
        if "Traceback" in complained.getvalue() or code not in range(6):
            raise AssertionError(words)
        known, there = there, _state(str(FOLDER))
        if code == ExitCode.REFUSED and known != there:
            raise AssertionError(f"refused, but something was written: {words}")
        return code

    return _run


MAKERS = {"arguments": _arguments}
