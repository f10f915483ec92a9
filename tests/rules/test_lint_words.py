"""What the linter says of faulty rulebooks and of real schemes, word for word.

`findings.txt` holds it, each finding with its facts; codes that only ask what a number
rests on, or that say that a measure is shown only, are left out.
"""

import tomllib
from pathlib import Path

import pytest

from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.datasets import load_rulebook, rulebook_path
from partybuild.rules import LINT_CODES, lint
from partybuild.testing.cases import case_fills

HERE = Path(__file__).parent
CODES = {code.code: code for code in LINT_CODES}
LEFT_OUT = {f"PB-LINT-{number}" for number in (34, 60, 61, 62, 63)}
SAID = {
    text.partition("\n")[0]: text.strip()
    for text in (HERE / "findings.txt").read_text(encoding="utf-8").split("\n\n")
}
WRITTEN = {
    path.stem: path
    for folder in ("broken", "followed")
    for path in (HERE / folder).glob("*.toml")
}


def _rulebook(name):
    """Read a rulebook; what a real one leaves open the first of its cases fills in."""
    if name in WRITTEN:
        return parse_rulebook(WRITTEN[name].read_text(encoding="utf-8"))
    text = (HERE / "cases" / f"{name}.toml").read_text(encoding="utf-8")
    case = tomllib.loads(text)["case"][0]
    if "fills" not in case:
        return load_rulebook(name)
    above = {name: rulebook_path(name).read_text(encoding="utf-8")}
    return parse_rulebook(case_fills(name, case), above=above)


def _told(name):
    """Return the findings of a rulebook as the file writes them."""
    lines = [name]
    for finding in lint(_rulebook(name)):
        if finding.code not in LEFT_OUT:
            code, said = CODES[finding.code], finding.message
            lines += [
                f"{finding.code} {finding.subject}",
                f"  {said.zh.removesuffix(f'：{code.meaning.zh}。{code.remedy.zh}')}",
                f"  {said.en.removesuffix(f': {code.meaning.en}; {code.remedy.en}')}",
                *(f"  {fact} = {value}" for fact, value in finding.evidence),
            ]
    return "\n".join(lines)


@pytest.mark.parametrize("name", SAID)
def test_findings_are_worded_as_before(name):
    """Places, words in both languages, numbers and examples."""
    assert _told(name) == SAID[name]
