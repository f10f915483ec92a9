"""Workbooks as people make and spoil them, for the tests of the reader."""

from datetime import date, datetime
from io import BytesIO
from types import SimpleNamespace

import attrs
import pytest
import xlsxwriter

from partybuild.assessment import assess
from partybuild.conference import BallotBox, BallotForm, CapFact
from partybuild.kernel import Label
from partybuild.rules import Cap, Option, Quota, Scale, VoterGroup
from partybuild.testing.plain import OWN, plain_review, plain_rules

SUBJECTS = ("p1", "p2")
GROUPS = {"leaders": "领导班子", "staff": "机关干部"}


def small_rules(**others):
    """Return a scheme of two items and two named voter groups."""
    rules = plain_rules(items=("1/2", "1/2"), groups={"leaders": 1}, **others)
    groups = [
        VoterGroup(group_id=g, label=Label(zh=name, en=g), weight="1/2", basis=OWN)
        for g, name in GROUPS.items()
    ]
    return attrs.evolve(rules, voter_groups=groups)


def small_review(rows=None, **others):
    """Return a review of two subjects, two items and two groups."""
    rules = small_rules(**others)
    form = BallotForm.of(rules, SUBJECTS)
    if rows is None:
        rows = {
            "leaders": [["好", "差", None, "废"]],
            "staff": [["较好", "一般", "弃权", "不了解"], ["好", "好", "回避", "好"]],
        }
    return plain_review(rules, BallotBox.from_rows(form, rows))


def held_down():
    """Return an assessment in which a fact and a quota hold grades down."""
    rules = small_rules(
        quotas=[Quota(quota_id="q", grade_id="grade-0", ceiling="30%", basis=OWN)],
        caps=[
            Cap(
                cap_id="veto",
                label=Label(zh="一票否决", en="veto"),
                grade_id="grade-1",
                basis=OWN,
            )
        ],
    )
    form = BallotForm.of(rules, SUBJECTS)
    ballots = {g: [bytes(form.width)] for g in form.group_ids}
    fact = CapFact(
        post_id="p1",
        cap_id="veto",
        decided_on=date(2022, 1, 10),
        decided_by=Label(zh="纪检机关", en="discipline body"),
        reason=Label(zh="通报批评", en="public criticism"),
    )
    box = BallotBox.from_bytes(form, ballots)
    return assess(plain_review(rules, box, cap_facts=[fact]))


def mixed_rules():
    """Return a scheme of one group whose two items have different options."""
    rules = plain_rules(items=("1/2", "1/2"), options={"好": 3, "一般": 2, "差": 1})
    yes_no = Scale(
        scale_id="yes-no",
        basis=OWN,
        options=[
            Option(option_id="yes", label=Label(zh="是", en="yes"), value=1),
            Option(option_id="no", label=Label(zh="否", en="no"), value=0),
        ],
    )
    first, second = rules.items
    return attrs.evolve(
        rules,
        scales=[*rules.scales, yes_no],
        items=[first, attrs.evolve(second, scale_id="yes-no")],
    )


def review_of(rules):
    """Return a review of one subject under a scheme, with one ballot of best marks."""
    form = BallotForm.of(rules, ["p1"])
    ballots = {g: [bytes(form.width)] for g in form.group_ids}
    return plain_review(rules, BallotBox.from_bytes(form, ballots))


def sheets():
    """Return the sheets of the small review's ballots, as rows of cells."""
    head = ["票号", "述职人", "项目0", "项目1"]
    return {
        "登记": [
            ["参评主体", "应到", "实到", "发出", "收回", "作废"],
            ["领导班子", 3, 3, 2, 1, 0],
            ["机关干部", 3, 3, 3, 3, 1],
        ],
        "测评·领导班子": [head, [1, "p1", "好", "差"], [1, "p2", "", "废"]],
        "测评·机关干部": [
            head,
            [1, "p1", "较好", "一般"],
            [1, "p2", "弃权", "不了解"],
            [2, "p1", "好", "好"],
            [2, "p2", "回避", "好"],
        ],
    }


def count_sheets():
    """Return the sheets of the same ballots, counted."""
    head = ["述职人", "测评项目", "好", "较好", "一般", "差"]
    head += ["空白", "废", "弃权", "不了解", "回避"]
    return {
        "登记": sheets()["登记"],
        "计票·领导班子": [
            head,
            ["p1", "项目0", 1, 0, 0, 0, 0, 0, 0, 0, 0],
            ["p1", "项目1", "", "", "", 1, "", "", "", "", ""],
            ["p2", "项目0", 0, 0, 0, 0, 1, 0, 0, 0, 0],
            ["p2", "项目1", 0, 0, 0, 0, 0, 1, 0, 0, 0],
        ],
        "计票·机关干部": [
            head,
            ["p1", "项目0", 1, 1, 0, 0, 0, 0, 0, 0, 0],
            ["p1", "项目1", 1, 0, 1, 0, 0, 0, 0, 0, 0],
            ["p2", "项目0", 0, 0, 0, 0, 0, 0, 1, 0, 1],
            ["p2", "项目1", 1, 0, 0, 0, 0, 0, 0, 1, 0],
        ],
    }


def workbook(content):
    """Return the bytes of a workbook with these sheets.

    A cell may be ("formula", text, value) or ("merged", text, columns).
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in content.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, tuple) and value[0] == "formula":
                    sheet.write_formula(row, column, value[1], None, value[2])
                elif isinstance(value, tuple):
                    last = column + value[2] - 1
                    sheet.merge_range(row, column, row, last, value[1])
                elif isinstance(value, datetime):
                    sheet.write_datetime(row, column, value, day)
                elif isinstance(value, bool):
                    sheet.write_boolean(row, column, value)
                elif isinstance(value, str) and value:
                    sheet.write_string(row, column, value)
                elif not isinstance(value, str):
                    sheet.write_number(row, column, value)
    book.close()
    return buffer.getvalue()


@pytest.fixture(name="books", scope="session")
def _books():
    """Return the helpers of this file; test files cannot import one another."""
    return SimpleNamespace(
        sheets=sheets,
        count_sheets=count_sheets,
        small_review=small_review,
        small_rules=small_rules,
        mixed_rules=mixed_rules,
        held_down=held_down,
        review_of=review_of,
        workbook=workbook,
    )
