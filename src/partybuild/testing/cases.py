"""Cases of a rulebook as plain data: what goes in, and the answers to the last digit.

A case is a table as TOML or JSON reads it; docs/rulebooks shows them. Options, items,
groups and measures stand under their codes, numbers as whole numbers or as text.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, cast

from partybuild.assessment import Assessment, Standing
from partybuild.conference import (
    Approval,
    BallotBox,
    BallotForm,
    CapFact,
    Conference,
    DutyReport,
    EnteredScore,
    GroupRoll,
    NoChoice,
    Review,
    RollCall,
    SubjectRecord,
    UnitRecord,
)
from partybuild.kernel import Label, Rounding, exact, exact_text
from partybuild.organization import Post
from partybuild.rules import ReviewRules, Rulebook
from partybuild.testing.plain import plain_tree

Case = Mapping[str, Any]

_INVENTED = Label(zh="算例（虚构）", en="case (invented)")
_CHAIR = Label(zh="主持人（虚构）", en="chair (invented)")


def case_fills(code: str, case: Case) -> str:
    """Return a rulebook file that fills in what a rulebook leaves open.

    Args:
        code: Code of the rulebook that is extended.
        case: The case; its table ``fills`` names parameters and numbers.

    Returns:
        Text of the file; every number in it is marked as invented.
    """
    fills = "".join(
        f'[[fills]]\nparameter_id = "{parameter}"\nvalue = "{value}"\n'
        f'own_decision = ["{_INVENTED.zh}", "{_INVENTED.en}"]\n'
        for parameter, value in case.get("fills", {}).items()
    )
    return (
        f'format = "partybuild-rulebook/1"\nextends = "{code}"\n'
        f'authority = "office"\n{fills}'
    )


def case_review(rulebook: Rulebook, case: Case) -> Review:
    """Return the review that a case describes.

    Args:
        rulebook: Rulebook, in force on the day ``on`` of the case.
        case: The case: ``subjects`` (codes) or ``count`` (how many), ``votes``
            (counts of options) or ``ballots`` (mark by mark), ``roll``, ``entered``,
            ``facts``, ``classes``, ``unit_of``, ``units``, ``approvals``; what is
            left out is empty.

    Returns:
        The review; everything in it but the rules is invented.
    """
    on: date = case["on"]
    rules = rulebook.at(on).rules
    subjects = _subjects(case)
    form = BallotForm.of(rules, subjects)
    box = BallotBox.from_bytes(form, dict(_heaps(form, case))) if form.items else None
    return Review(
        tree=plain_tree(),
        posts=[
            Post(post_id=s, organization_id="street", title=Label.same(s))
            for s in subjects
        ],
        rulebook=rulebook,
        conference=Conference(
            conference_id=f"{rulebook.rulebook_id}-{on.year}",
            title=_INVENTED,
            host_id="street",
            held_on=on,
            year=on.year,
            chair=_CHAIR,
            commenter=_CHAIR,
            reports=[DutyReport(post_id=s) for s in subjects],
        ),
        roll_call=RollCall([] if box is None else list(_rolls(box, case))),
        box=box,
        entered=[
            EnteredScore(post_id=s, entry_id=code, points=points, source=_INVENTED)
            for s, entries in case.get("entered", {}).items()
            for code, points in entries.items()
        ],
        cap_facts=[
            CapFact(
                post_id=s,
                cap_id=cap_id,
                decided_on=on,
                decided_by=_CHAIR,
                reason=_INVENTED,
            )
            for s, caps in case.get("facts", {}).items()
            for cap_id in caps
        ],
        subjects=_records(rules, subjects, case),
        units=[
            UnitRecord(
                unit_id=unit_id,
                grade=unit.get("grade", ""),
                heads=unit.get("heads"),
                source=_INVENTED,
            )
            for unit_id, unit in case.get("units", {}).items()
        ],
        approvals=[
            Approval(
                quota_id=quota_id, decided_on=on, decided_by=_CHAIR, reason=_INVENTED
            )
            for quota_id in case.get("approvals", ())
        ],
    )


def _subjects(case: Case) -> Sequence[str]:
    """Return the codes of the subjects; ``count = 44`` stands for p01 to p44."""
    if "count" in case:
        digits = len(str(case["count"]))
        return [f"p{at:0{digits}d}" for at in range(1, case["count"] + 1)]
    subjects: Sequence[str] = case.get("subjects", ["p"])
    return subjects


def _records(
    rules: ReviewRules, subjects: Sequence[str], case: Case
) -> list[SubjectRecord]:
    classes: Mapping[str, str] = case.get("classes", {})
    units: Mapping[str, str] = case.get("unit_of", {})
    if not (classes or units or rules.subject_classes):
        return []
    return [
        SubjectRecord(
            post_id=s,
            class_id=classes.get(s, classes.get("each", "")),
            unit_id=units.get(s, units.get("each", "")),
        )
        for s in subjects
    ]


def _heaps(form: BallotForm, case: Case) -> Iterator[tuple[str, list[bytes]]]:
    if "ballots" in case:
        for group_id, ballots in case["ballots"].items():
            yield group_id, [_ballot(form, text) for text in ballots]
        return
    votes: Mapping[str, Any] = case.get("votes", {})
    for group_id in form.group_ids:
        lines: list[Sequence[int]] = []
        for subject in form.subject_ids:
            given = votes.get(subject, votes.get("each", {})).get(group_id, [])
            lines += given if len(given) == len(form.items) else given * len(form.items)
        ballots = max(map(sum, lines), default=0)
        columns = [_column(line, ballots) for line in lines]
        yield group_id, [bytes(marks) for marks in zip(*columns, strict=True)]


def _column(line: Sequence[int], ballots: int) -> list[int]:
    """Return the marks of one line; ballots that are left over left it blank."""
    marks = [option for option, number in enumerate(line) for _ in range(number)]
    return marks + [NoChoice.BLANK] * (ballots - len(marks))


def _ballot(form: BallotForm, text: str) -> bytes:
    """Return a ballot such as ``"50/45*7 40/-"``: subject by subject, mark by mark."""
    marks: list[int] = []
    for run in text.split():
        words, _, times = run.partition("*")
        line = [
            NoChoice.BLANK if word == "-" else form.codes(item)[word]
            for item, word in zip(form.items, words.split("/"), strict=True)
        ]
        marks += line * int(times or 1)
    return bytes(marks)


def _rolls(box: BallotBox, case: Case) -> Iterator[GroupRoll]:
    for group_id, valid in zip(box.form.group_ids, box.sizes, strict=True):
        counts: dict[str, int] = {"issued": valid, "returned": valid}
        counts |= case.get("roll", {}).get(group_id, {})
        yield GroupRoll(group_id=group_id, **counts)


def case_mistakes(assessment: Assessment, case: Case) -> tuple[str, ...]:
    """Return where an assessment differs from the answers of its case.

    Args:
        assessment: The assessment of the review of the case.
        case: The case; its table ``expected`` names subjects, and for each any of
            ``score``, ``printed``, ``rank``, ``grade``, ``measures``, ``items``,
            ``groups``, ``rounded`` and ``consequences``; ``places`` (quota to
            places), ``not_assessed`` and ``findings`` stand beside it.

    Returns:
        One line for every difference; none where all answers agree.
    """
    found = [
        *_of_subjects(assessment, case),
        (
            "places",
            {
                f"{q.quota.quota_id} {q.unit_id}".strip(): q.places
                for q in assessment.quotas
            },
            case.get("places"),
        ),
        (
            "not assessed",
            [one.subject_id for one in assessment.not_assessed],
            case.get("not_assessed"),
        ),
        (
            "findings",
            sorted({finding.code for finding in assessment.findings}),
            case.get("findings"),
        ),
    ]
    return tuple(
        f"{what} is {_shown(value)}, expected {_shown(expected)}"
        for what, value, expected in found
        if expected is not None and value != expected
    )


def _of_subjects(
    assessment: Assessment, case: Case
) -> Iterator[tuple[str, object, object]]:
    for subject, answers in case.get("expected", {}).items():
        standing = assessment.standing(subject)
        values = _values(standing)
        for name, answer in answers.items():
            if name == "rounded":
                for line in answer:
                    measure = values["measures"][line["measure"]]
                    yield f"{subject}: {name}", _rounded(measure, line), line["text"]
            elif isinstance(answer, Mapping):
                for code, number in cast("Case", answer).items():
                    yield f"{subject}: {code}", values[name][code], exact(number)
            else:
                value = exact(answer) if name == "score" else answer
                yield f"{subject}: {name}", values[name], value


def _values(standing: Standing) -> dict[str, Any]:
    return {
        "score": standing.score,
        "printed": standing.printed,
        "rank": standing.rank,
        "grade": standing.grade_id,
        "measures": {m.measure_id: m.value for m in standing.measures},
        "items": {i.item_id: i.score for i in standing.items},
        "groups": {g.group_id: g.score for g in standing.groups},
        "consequences": [f.consequence.consequence_id for f in standing.consequences],
    }


def _rounded(value: Fraction, line: Mapping[str, Any]) -> str:
    rule = Rounding(places=line.get("places", 2), mode=line["mode"])
    return rule.text(value)


def _shown(value: object) -> str:
    return exact_text(value) if isinstance(value, Fraction) else repr(value)
