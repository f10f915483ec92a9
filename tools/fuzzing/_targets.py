"""The readers, each as a function of bytes that raises only what is documented."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path

import pyarrow as pa
from _choices import POOL, Choices, changed, places, text_of

from partybuild.adapters import excel
from partybuild.adapters.frames import read_tallies
from partybuild.adapters.interchange import elements_from_document
from partybuild.adapters.popolo import popolo_roster
from partybuild.adapters.records import (
    ledger_document,
    ledger_from_document,
    read_feedback,
    read_review,
    review_document,
    review_from_document,
)
from partybuild.assessment import verify_receipt
from partybuild.conference import BallotBox, BallotForm
from partybuild.errors import PartyBuildError
from partybuild.kernel import exact
from partybuild.organization import Sector
from partybuild.testing._ledgers import ledger, life
from partybuild.testing.plain import plain_review, plain_rules

CASES = Path(__file__).parent.parent.parent / "tests" / "conformance" / "cases"
# In memory where the system has such a folder: a million files wear no disk.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of the system, used if it is there
FOLDER = Path(
    tempfile.mkdtemp(prefix="partybuild-fuzz-", dir=MEMORY if MEMORY.is_dir() else None)
)
Target = Callable[[bytes], object]


def _cases(part: str) -> list[object]:
    names = [f"{kind}-{n:03}" for kind in ("plain", "algebra") for n in range(8)]
    return [
        json.loads((CASES / name / f"{part}.json").read_text(encoding="utf-8"))
        for name in names
    ]


def _json_target(bases: Iterable[object], read: Callable[[object], object]) -> Target:
    """Return a target that changes a document, or takes the bytes as its text."""
    known = [(base, list(places(base))) for base in bases]

    def _target(data: bytes) -> object:
        choices = Choices(data)
        base, paths = choices.one(known)
        document = changed(base, paths, choices)
        try:
            return read(document)
        except PartyBuildError as refused:
            return str(refused)

    return _target


def _review(document: object) -> object:
    review = review_from_document(document)
    if review_from_document(review_document(review)) != review:
        raise AssertionError("what was taken does not come back the same")
    return review


def _ledger(document: object) -> object:
    found = ledger_from_document(document)
    if ledger_from_document(ledger_document(found)) != found:
        raise AssertionError("what was taken does not come back the same")
    return found


def _receipt(document: object) -> object:
    return verify_receipt(text_of(document))


def _feedback(document: object) -> object:
    path = FOLDER / "feedback.json"
    path.write_text(text_of(document), encoding="utf-8", errors="surrogatepass")
    return read_feedback(path)


def _popolo(document: object) -> object:
    return popolo_roster(document, sector=Sector.COMMUNITY)


def _text(data: bytes) -> object:
    """Take the bytes as they are for a file of JSON."""
    path = FOLDER / "review.json"
    path.write_bytes(data)
    try:
        return read_review(path)
    except PartyBuildError as refused:
        return str(refused)


def _number(data: bytes) -> object:
    try:
        return exact(data.decode("utf-8", "replace"))
    except PartyBuildError as refused:
        return str(refused)


RULES = plain_rules(items=("1/2", "1/2"))
COLUMNS = ("subject", "group", "item", "option", "ballot")
GOOD = (
    ("p1", "g", "i0", "好", 1),
    ("p1", "g", "i1", "差", 1),
    ("p2", "g", "i0", "好", 1),
    ("p2", "g", "i1", "一般", 1),
)


def _frame(data: bytes) -> object:
    """Change cells and columns of a frame of marks."""
    choices = Choices(data)
    rows = [list(row) for row in GOOD]
    columns = list(COLUMNS)
    while choices.more:
        at = choices.below(len(rows) * len(COLUMNS) + len(COLUMNS) + 1)
        if at < len(rows) * len(COLUMNS):
            cell = choices.one(POOL)
            rows[at // 5][at % 5] = cell if isinstance(cell, str | None) else str(cell)
        elif at < len(rows) * len(COLUMNS) + len(COLUMNS):
            columns[at % 5] = str(choices.one(POOL))[:30]
        else:
            rows.append(list(choices.one(GOOD)))
    cells = {
        name: [None if row[at] is None else str(row[at]) for row in rows]
        for at, name in enumerate(columns)
    }
    try:
        return read_tallies(pa.table(cells), RULES)
    except PartyBuildError as refused:
        return str(refused)


def _workbooks() -> list[dict[str, bytes]]:
    scheme = plain_rules(["60%", "40%"])
    form = BallotForm.of(scheme, ["a", "b"])
    box = BallotBox.from_bytes(form, {"g": [bytes([0, 1, 2, 3]), bytes([0, 0, 1, 1])]})
    review = plain_review(scheme, box)
    found: list[dict[str, bytes]] = []
    for book in (excel.ballot_workbook(review), excel.count_sheet_workbook(review)):
        with zipfile.ZipFile(BytesIO(book)) as package:
            found.append({name: package.read(name) for name in package.namelist()})
    return found


BOOKS = _workbooks()


def _workbook(data: bytes) -> object:
    """Change bytes, cells and members of a workbook, or cut the file short."""
    choices = Choices(data)
    members = dict(choices.one(BOOKS))
    names = sorted(members)
    for _ in range(1 + choices.below(4)):
        name = choices.one(names)
        part = bytearray(members.get(name, b""))
        action = choices.below(5)
        if action == 0:
            members.pop(name, None)
        elif action == 1 and part:
            at = choices.below(min(len(part), 65_535))
            part[at : at + choices.below(9)] = choices.rest()[:8]
            members[name] = bytes(part)
        else:
            # A cell's own text gives way to another.
            word = str(choices.one(POOL)).encode()
            cells = members.get(name, b"").split(b"</t>")
            at = choices.below(max(1, len(cells) - 1))
            cells[at] = cells[at][: cells[at].rfind(b">") + 1] + word
            members[name] = b"</t>".join(cells)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, part in members.items():
            package.writestr(name, part)
    content = packed.getvalue()
    if choices.below(20) == 19:
        content = content[: choices.below(min(len(content), 65_535))]
    path = FOLDER / "book.xlsx"
    path.write_bytes(content)
    try:
        return excel.read_review(path)
    except PartyBuildError as refused:
        return str(refused)


FEEDBACK: dict[str, object] = {
    "format": "partybuild-feedback",
    "version": 1,
    "feedback": [
        {
            "post_id": "p",
            "given_on": "2022-02-01",
            "grade_id": "good",
            "opinion": {"zh": "意见", "en": "opinion"},
            "given_by": {"zh": "书记", "en": "secretary"},
        }
    ],
}
POPOLO: dict[str, object] = {
    "organizations": [
        {"id": "o", "name": "街道党工委", "classification": "working_committee"},
        {
            "id": "c",
            "name": "社区党委",
            "classification": "committee",
            "parent_id": "o",
            "founding_date": "2019-03",
            "other_names": [{"name": "旧名", "end_date": "2020-01-01"}],
        },
    ],
    "posts": [
        {"id": "s", "organization_id": "c", "label": "书记", "role": "secretary"}
    ],
    "persons": [{"id": "x", "name": "甲某"}],
    "memberships": [
        {"person_id": "x", "post_id": "s", "start_date": "2020-01-01"},
        {"member": {"id": "c"}, "organization_id": "o", "end_date": "2019-12-31"},
    ],
}
ELEMENTS: dict[str, object] = {
    "standard": "GB/T 14946.1-2009",
    "elements": {"person.name": "A0101", "post.title": "A0215"},
}

TARGETS: Mapping[str, Target] = {
    "review": _json_target(_cases("review"), _review),
    "receipt": _json_target(_cases("receipt"), _receipt),
    "ledger": _json_target([ledger_document(ledger(*life()))], _ledger),
    "feedback": _json_target([FEEDBACK], _feedback),
    "popolo": _json_target([POPOLO], _popolo),
    "elements": _json_target([ELEMENTS], elements_from_document),
    "text": _text,
    "number": _number,
    "frame": _frame,
    "workbook": _workbook,
}
"""Name of each reader to what a fuzzer calls; anything it raises is a fault."""
