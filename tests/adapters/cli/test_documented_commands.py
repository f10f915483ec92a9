"""Every command of the page on the command line, run as it is written there."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from partybuild.adapters.cli import main
from partybuild.adapters.cli._exit import ExitCode
from partybuild.adapters.cli._ledger_text import _owner
from partybuild.kernel import Label

PAGE = Path(__file__).parents[3] / "docs" / "howto-command-line.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ partybuild (.*)$", TEXT, flags=re.MULTILINE)


def test_every_documented_command_does_what_the_page_says(
    tmp_path, monkeypatch, capsys
):
    """In the order of the page, in an empty folder, with the exit codes it states."""
    monkeypatch.chdir(tmp_path)
    for line in COMMANDS:
        words, _, note = line.partition("  # exits ")
        code = main(shlex.split(words))
        captured = capsys.readouterr()
        assert code == int(note or 0), (line, captured.err)
        assert bool(captured.err) == (code == ExitCode.REFUSED), line
        if "--json" in words:
            json.loads(captured.out)


def test_every_exit_code_and_every_command_is_on_the_page(capsys):
    """The page, the help and the program agree."""
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    for code in ExitCode:
        assert f"| {code.value} | " in TEXT
        assert re.search(rf"^  {code.value} ", shown, flags=re.MULTILINE)
    used = {command.split()[0] for command in COMMANDS}
    for name in re.findall(r"^\| `(\w+)` \|", TEXT, flags=re.MULTILINE):
        assert name in used
        assert re.search(rf"^    {name} ", shown, flags=re.MULTILINE)


def _examples(*command):
    done = subprocess.run(
        [sys.executable, "-m", "partybuild", *command, "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_help_teaches_by_examples_in_a_real_shell():
    """Two of them through a process of their own."""
    assert "  partybuild review --example --out out" in _examples("review")
    assert "partybuild ledger merge base.json" in _examples("ledger", "merge")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["review", "nowhere.json"], "nowhere.json"),
        (["review"], "name either a FILE or --example"),
        (["review", "--example", "--second", "x.xlsx"], "both count sheets"),
        (["lint", "nowhere.toml"], "partybuild rules list"),
        (["verify", "nowhere.json"], "nowhere.json"),
        (["form", "--example", "--papers", "x", "--out", "f.xlsx"], "GROUP=NUMBER"),
        (["ledger", "show"], "name either a LEDGER"),
        (["ledger", "show", "--example", "nothing"], "there is no"),
        (["example", "--name", "nothing", "--out", "x"], "there is no"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    command, words, tmp_path, monkeypatch, capsys
):
    """Our message and exit code 2; never a traceback."""
    monkeypatch.chdir(tmp_path)

    assert main(command) == ExitCode.REFUSED
    told = capsys.readouterr()
    assert words in told.err
    assert told.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_rulebook_is_refused_with_its_line(tmp_path, capsys):
    """The loader's own words."""
    path = tmp_path / "rules.toml"
    path.write_text('format = "partybuild-rulebook/1"\nrulebook_id = 1\n')

    assert main(["lint", str(path)]) == ExitCode.REFUSED
    assert "rules.toml" in capsys.readouterr().err


def test_a_day_that_is_none_and_ctrl_c(capsys, monkeypatch):
    """The parser's refusal ends with 2; an interruption with 130."""
    with pytest.raises(SystemExit) as refused:
        main(["ledger", "rates", "--example", "--on", "yesterday"])
    assert refused.value.code == ExitCode.REFUSED
    assert "write it like 2022-01-25" in capsys.readouterr().err

    def _stopped(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("partybuild.adapters.cli._source.read", _stopped)
    assert main(["review", "x.json"]) == ExitCode.INTERRUPTED
    assert "已中断" in capsys.readouterr().err


def test_progress_is_told_at_a_terminal_only(capsys, monkeypatch):
    """Piped output stays clean."""
    assert main(["review", "--example"]) == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["review", "--example", "--lang", "en"]) == 0
    assert capsys.readouterr().err == (
        "partybuild: reading...\npartybuild: assessing...\n"
    )


def test_a_console_that_knows_no_chinese_gets_escapes():
    """No traceback where the encoding of the console is ASCII."""
    done = subprocess.run(
        [sys.executable, "-m", "partybuild", "rules", "list"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(PAGE.parents[1] / "src")},
        check=False,
    )
    assert done.returncode == 0
    assert b"\\u529e" in done.stdout


def test_ledgers_are_told_with_names_not_codes(tmp_path, capsys):
    """People read names; scripts read ids; without a review the ids stay."""
    on = ["--on", "2023-01-10"]
    assert main(["ledger", "rates", "--example", *on]) == 0
    text = capsys.readouterr().out
    assert "责任传导不够有力" in text
    assert "晨光社区党总支" in text
    assert "RESP-1" not in text
    assert main(["ledger", "overdue", "--example", *on, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "secretary, Chenguang Community General Party Branch" in text
    assert "102" in text
    assert main(["ledger", "show", "--example", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["organization"] == "street"

    assert main(["example", "--out", str(tmp_path)]) == 0
    ledger, review = str(tmp_path / "ledger.json"), str(tmp_path / "review.json")
    capsys.readouterr()
    assert main(["ledger", "show", ledger]) == 0
    assert "  street  " in capsys.readouterr().out
    assert main(["ledger", "show", ledger, "--review", review]) == 0
    assert "长征路街道党工委" in capsys.readouterr().out


def test_the_one_responsible_is_told_as_far_as_he_is_known():
    """Person and post, either, or nobody yet."""
    post = Label(zh="书记", en="secretary")
    assert _owner("甲", post) == Label(zh="甲 书记", en="甲 secretary")
    assert _owner("", post) == post
    assert _owner("甲", "c1-secretary") == "甲 c1-secretary"
    assert _owner("", "") == ""


def test_an_import_tells_what_it_took(tmp_path, capsys):
    """The steps, and never an empty table of conflicts."""
    assert main(["example", "--out", str(tmp_path)]) == 0
    ledger, book = str(tmp_path / "ledger.json"), str(tmp_path / "ledger.xlsx")
    on = ["--on", "2023-01-10"]
    assert main(["ledger", "export", ledger, *on, "--out", book]) == 0
    capsys.readouterr()
    assert main(["ledger", "import", ledger, book, "--by", "x", *on]) == 0
    assert "已记入 0 条记录，没有冲突" in capsys.readouterr().out


FILLS = {
    "value-excellent": 100,
    "value-competent": 80,
    "value-basically-competent": 60,
    "value-incompetent": 40,
    "edge-excellent": 90,
    "edge-competent": 75,
    "edge-basically-competent": 60,
}
FILLING = """format = "partybuild-rulebook/1"
rulebook_id = "an-office"
extends = "a04-subdistrict-staff"
authority = "office"
"""
FILL = """
[[fills]]
parameter_id = "{}"
value = {}
own_decision = "办公会决定（虚构）"
"""


def test_a_rulebook_with_open_numbers_is_whole_with_what_fills_them(tmp_path, capsys):
    """Refused alone; explained by what it leaves open; linted with its fills."""
    assert main(["rules", "lint", "a04-subdistrict-staff"]) == 2
    assert "value-excellent" in capsys.readouterr().err

    assert main(["rules", "explain", "a04-subdistrict-staff", "--lang", "en"]) == 0
    assert "value-excellent" in capsys.readouterr().out

    path = tmp_path / "an-office.toml"
    path.write_text(FILLING + "".join(FILL.format(*f) for f in FILLS.items()), "utf-8")
    fills = str(path)
    assert main(["rules", "show", "a04-subdistrict-staff", "--with", fills]) == 0
    assert "[[parameters]]" not in capsys.readouterr().out
    assert main(["rules", "explain", "a04-subdistrict-staff", "--with", fills]) == 0
    told = capsys.readouterr().out
    assert "已由下级文件填入的数值" in told
    assert "优秀：编号 excellent，分值 100" in told
    assert "办公会决定（虚构）" in told
    assert main(["rules", "lint", "a04-subdistrict-staff", "--with", fills]) == 0


def test_versions_are_compared_in_words(capsys):
    """What changed, with the first day and the article; a wrong name is told."""
    book = "long-march-street-review"
    versions = ["--versions", "2019", "2021", "--lang", "en"]
    assert main(["rules", "diff", book, *versions]) == 1
    assert "40% → 30%, from 1 January 2021" in capsys.readouterr().out

    assert main(["rules", "diff", book, "--versions", "2019", "2022"]) == 2
    assert "2022" in capsys.readouterr().err
    assert main(["rules", "diff", book]) == 0


@pytest.mark.parametrize("kind", ["ballots", "counts"])
def test_a_form_holds_no_old_mark_unless_asked(tmp_path, capsys, kind):
    """Marks of the last vote must never reach the tellers of the next one."""
    empty, filled = tmp_path / "empty.xlsx", tmp_path / "filled.xlsx"
    form = ["form", "--example", "--kind", kind, "--out"]
    assert main([*form, str(empty)]) == 0
    assert main([*form, str(filled), "--filled"]) == 0
    capsys.readouterr()

    review = ["review", "--example", "--ballots"]
    assert main([*review, str(empty)]) == 2
    assert main([*review, str(filled)]) == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--papers", "leadrs=9"], "leaders"),
        (["--papers", "leaders=5", "--filled"], "9 ballots"),
        (["--papers", "leaders=9", "--kind", "counts"], "--kind ballots"),
    ],
)
def test_room_for_papers_is_never_ignored(tmp_path, capsys, more, said):
    """An unknown group, too little room, and a sheet that has no line a paper."""
    out = tmp_path / "f.xlsx"
    assert main(["form", "--example", "--out", str(out), *more]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()
