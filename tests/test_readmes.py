"""The README in Chinese and the one in English are one text in two languages."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENGLISH = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh.md").read_text(encoding="utf-8")
# A page that exists in both languages is linked in the reader's own.
OWN_LANGUAGE = {
    "README.zh.md": "README.md",
    "docs/tutorial-year.zh.md": "docs/tutorial-year.md",
}


def _outline(text):
    """Headings by level, bullets, code blocks by language, in reading order."""
    return re.findall(r"^(#+|-|```\w+)(?=\s)", text, flags=re.MULTILINE)


def _links(text):
    """Where links and pictures lead."""
    found = re.findall(r"\]\(([^)]+)\)", text)
    return sorted(OWN_LANGUAGE.get(target, target) for target in found)


def _commands(text):
    """Commands of the shell, and what is typed in Python, comments apart."""
    shell = re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    typed = re.findall(r"^>>> (.*?)(?:  # .*)?$", text, flags=re.MULTILINE)
    return shell + [line.replace('"zh"', '"en"') for line in typed]


def _bold(text):
    """What stands in bold, by number: the words differ."""
    return len(re.findall(r"\*\*[^*]+\*\*", text))


@pytest.mark.parametrize("part", [_outline, _links, _commands, _bold])
def test_the_two_readmes_say_the_same(part):
    """Whoever adds a section, a link or a command to one adds it to the other."""
    assert part(ENGLISH)
    assert part(CHINESE) == part(ENGLISH)
