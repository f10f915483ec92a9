"""The command line, as a user meets it."""

import json
import subprocess
import sys

import pytest

from partybuild.adapters.cli import main
from partybuild.adapters.cli._table import table, width
from partybuild.adapters.records import write_review
from partybuild.datasets import example_path, load_example

FILES = [
    "assessment.json",
    "receipt.json",
    "report.docx",
    "report.html",
    "summary.xlsx",
]


def test_the_example_is_printed_without_writing(capsys, tmp_path, monkeypatch):
    """Without --out nothing is written."""
    monkeypatch.chdir(tmp_path)

    assert main(["review", "--example"]) == 0

    text = capsys.readouterr().out
    assert "红旗社区党委书记" in text
    assert "96.04" in text
    assert "全体述职人：责任传导（共性短板）" in text
    assert "58 张填写完整的票" in text
    assert "“填写完整的票”指每一行都选了等次的有效票" in text
    assert "PB-CAP-01 松林社区党总支书记：因" in text
    assert list(tmp_path.iterdir()) == []


def test_english_has_no_chinese_in_it(capsys):
    """--lang en leaves no untranslated word."""
    assert main(["review", "--example", "--lang", "en"]) == 0

    text = capsys.readouterr().out
    assert "responsibility transmission (common)" in text
    assert not [char for char in text if "\u4e00" <= char <= "\u9fff"]


def test_all_reports_are_written_and_the_receipt_holds(capsys, tmp_path):
    """--out writes five files; verify agrees with them."""
    out = tmp_path / "out"

    assert main(["review", "--example", "--out", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == FILES
    told = capsys.readouterr().out.splitlines()
    internal = {line.split()[0] for line in told if "不得公布" in line}
    public = {line.split()[0] for line in told if "可公布" in line}
    assert internal == {str(out / "receipt.json")}
    assert public == {str(out / name) for name in FILES} - internal
    assert main(["verify", str(out / "receipt.json")]) == 0
    assert "the receipt holds" in capsys.readouterr().out


def test_the_same_files_come_out_every_time(tmp_path):
    """Same input, same bytes, in every format."""
    for name in ("one", "two"):
        assert main(["review", "--example", "--out", str(tmp_path / name)]) == 0

    for name in FILES:
        one = (tmp_path / "one" / name).read_bytes()
        assert one == (tmp_path / "two" / name).read_bytes(), name


def test_files_are_not_overwritten_without_force(capsys, tmp_path):
    """One existing file stops everything; --force replaces it."""
    (tmp_path / "report.html").write_text("precious", encoding="utf-8")
    command = ["review", "--example", "--out", str(tmp_path)]

    assert main(command) == 2
    assert "report.html exists already" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "precious"
    assert main([*command, "--force"]) == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == FILES


def test_a_tampered_receipt_is_contradicted(capsys, tmp_path):
    """Exit code 1, and the sentence that says what differs."""
    assert main(["review", "--example", "--out", str(tmp_path)]) == 0
    receipt = tmp_path / "receipt.json"
    text = receipt.read_text(encoding="utf-8")
    receipt.write_text(text.replace('"96.04"', '"99.04"'), encoding="utf-8")
    capsys.readouterr()

    assert main(["verify", str(receipt)]) == 1
    assert "printed is '99.04', recomputed '96.04'" in capsys.readouterr().out


def test_a_review_of_ones_own_with_ballots_from_a_workbook(capsys, tmp_path):
    """FILE and --ballots go together."""
    path = tmp_path / "review.json"
    write_review(load_example("long-march-street-2021"), path)
    workbook = example_path("long-march-street-2021", "ballots.xlsx")

    assert main(["review", str(path), "--ballots", str(workbook)]) == 0
    assert "96.04" in capsys.readouterr().out


def test_explain_writes_down_to_the_counts(capsys):
    """The blackboard shows cap, band, score and counts."""
    command = ["explain", "--example", "--subject", "g1-secretary", "--full"]
    command += ["--lang", "en"]

    assert main(command) == 0
    text = capsys.readouterr().out
    assert "safety veto: fairly good" in text
    assert "/ 9" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review"], "name either a FILE or --example"),
        (["review", "x.json", "--example"], "name either a FILE or --example"),
        (["review", "nowhere.json"], "the file cannot be read"),
        (["review", "--example", "atlantis"], "there is no"),
        (["explain", "--example", "--subject", "nobody"], "there is no subject"),
        (["verify", "nowhere.json"], "nowhere.json"),
    ],
)
def test_mistakes_are_told_in_one_line_and_exit_with_2(capsys, arguments, words):
    """No traceback, nothing on standard output."""
    assert main(arguments) == 2

    done = capsys.readouterr()
    assert words in done.err
    assert done.out == ""


def test_rules_are_explained_to_the_last_number(capsys):
    """In words for people, with the path of every statement for scripts."""
    book = "long-march-street-review"
    assert main(["rules", "explain", book, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "safety veto: code safety, best grade left fairly good" in text
    assert not [char for char in text if "\u4e00" <= char <= "\u9fff"]

    assert main(["rules", "explain", book, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    told = {row["path"]: row["says"] for row in document[-1]}
    assert told["quotas[0].ceiling"] == {"zh": "25%", "en": "25%"}


def test_a_binary_file_is_no_receipt(capsys, tmp_path):
    """Refused, not contradicted."""
    path = tmp_path / "receipt.json"
    path.write_bytes(b"\xff\xfe\x00")

    assert main(["verify", str(path)]) == 2
    assert "no receipt" in capsys.readouterr().err


def test_python_m_partybuild_is_the_same_command():
    """The module form works where scripts are not on the path."""
    command = [sys.executable, "-m", "partybuild", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)

    assert done.stdout.startswith("partybuild ")


def test_assessment_json_holds_no_figure_of_one_voter_group(tmp_path):
    """The public document names neither groups nor their counts."""
    assert main(["review", "--example", "--out", str(tmp_path)]) == 0

    text = (tmp_path / "assessment.json").read_text(encoding="utf-8")
    document = json.loads(text)

    assert document["format"] == "partybuild-assessment"
    for group_id in load_example("long-march-street-2021").form.group_ids:
        assert f'"{group_id}"' not in text


def test_tables_align_chinese_and_latin_text():
    """A Chinese character is two columns wide; control characters cannot steer."""
    lines = table(["名次", "name"], [["1", "红旗"], ["12", "a\x1b[31m"]]).splitlines()

    assert [width(line.split("  ")[0]) for line in lines[:2]] == [4, 4]
    assert "\x1b" not in "".join(lines)
