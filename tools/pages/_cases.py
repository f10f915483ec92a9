"""The cases of a rulebook: what goes in, what comes out, and how it came about."""

import re
from collections.abc import Iterator
from typing import Any

from pages._stated import Stated
from pages._table import table
from partybuild.adapters.rulebooks import parse_rulebook
from partybuild.assessment import Assessment, assess
from partybuild.conference import screen_ballots
from partybuild.datasets import load_rulebook, rulebook_path
from partybuild.kernel import exact_text
from partybuild.rules import Rulebook
from partybuild.testing.cases import case_fills, case_review

_DEEP = 3


def filled(code: str, case: Stated) -> Rulebook:
    """Return a bundled rulebook; what it leaves open the case fills in."""
    if "fills" not in case:
        return load_rulebook(code)
    above = {code: rulebook_path(code).read_text(encoding="utf-8")}
    return parse_rulebook(case_fills(code, case), above=above)


def case_parts(code: str, cases: Stated) -> Iterator[str]:
    """Yield the section of every case.

    Args:
        code: Code of the rulebook.
        cases: The case file.

    Yields:
        Markdown.
    """
    for case in cases["case"]:
        screening = screen_ballots(case_review(filled(code, case), case))
        assessment = assess(screening.review)
        yield f"## Case: {case['title']}\n\n"
        yield f"On {case['on']}; {case['kind']}, not published.\n\n"
        if "fills" in case:
            fills = ", ".join(f"{k} = {v}" for k, v in case["fills"].items())
            yield f"Filled in, all invented: {fills}.\n\n"
        yield _answers(assessment, case)
        for finding in screening.findings:
            yield f"- {finding.message.en}\n"
        yield "\n" if screening.findings else ""
        subject = next(iter(case["expected"]))
        told = _short(assessment.standing(subject).explain("en", _DEEP))
        yield f"How `{subject}` came about:\n\n```text\n{told}\n```\n\n"


def _short(told: str) -> str:
    """Return an explanation without the citation that all of it rests on."""
    bases = re.findall(r" \[[^\[\]]{40,}\]$", told, flags=re.MULTILINE)
    commonest = max(sorted(set(bases)), key=bases.count, default="")
    if bases.count(commonest) < 3:
        return told
    return told.replace(commonest, "")


def _answers(assessment: Assessment, case: Stated) -> str:
    rows = [
        [
            standing.subject_id,
            exact_text(standing.score),
            standing.printed,
            str(standing.rank),
            standing.grade.en,
            _others(assessment, standing.subject_id, case["expected"]),
        ]
        for standing in assessment.standings
        if standing.subject_id in case["expected"]
    ]
    head = ["subject", "exact", "printed", "place", "grade", "also expected"]
    if not any(row[-1] for row in rows):
        head, rows = head[:-1], [row[:-1] for row in rows]
    return table(head, rows)


def _others(assessment: Assessment, subject: str, expected: Any) -> str:  # noqa: ANN401
    measures = expected[subject].get("measures", {})
    found = assessment.standing(subject)
    return "; ".join(
        f"{code} = {exact_text(found.measure(code).value)}" for code in measures
    )
