"""Workbooks of ballots that people filled in, well or badly."""

from datetime import datetime

import pytest

from partybuild.adapters import excel
from partybuild.conference import GroupRoll, RollCall
from partybuild.errors import InputError

LEADERS, STAFF = "测评·领导班子", "测评·机关干部"


@pytest.fixture(name="read")
def _read(tmp_path, books):
    def read(content, **others):
        path = tmp_path / "ballots.xlsx"
        path.write_bytes(books.workbook(content))
        return excel.read_review(path, books.small_review(**others))

    return read


@pytest.fixture(name="refusal")
def _refusal(read):
    def refusal(content, **others):
        with pytest.raises(InputError) as caught:
            read(content, **others)
        assert caught.value.source == "ballots.xlsx"
        return [str(mistake) for mistake in caught.value.mistakes]

    return refusal


def test_a_workbook_made_by_hand_is_read(read, books):
    """Without the hidden sheet the names come from the review that is given."""
    review = read(books.sheets())
    assert review.box == books.small_review().box
    assert review.roll_call == RollCall(
        [
            GroupRoll(group_id="leaders", entitled=3, present=3, issued=2, returned=1),
            GroupRoll(
                group_id="staff", entitled=3, present=3, issued=3, returned=3, void=1
            ),
        ]
    )


def wide(text):
    """Return the full-width form of ASCII characters."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def test_padding_width_case_and_empty_rows_do_not_matter(read, books):
    """Names padded with spaces, full-width digits and empty rows are understood."""
    content = books.sheets()
    content["登记"][1] = ["领 导　班子 ", wide("3"), 3, "2", " 1 ", wide("0"), "", ""]
    content["登记"] += [[], ["合计", 6, 6, 5, 4, 1], ["  "]]
    content[LEADERS][1] = [1, f" {wide('p1')}", "　好 ", "差"]
    content[LEADERS] += [["", "", "", ""], ["", "", " ", "", "", "", ""]]
    content[STAFF][0] = ["票 号", "述职人", f"项目{wide('0')}", "item 1"]
    content[STAFF][3] = [2.0, "P1", "O0", "好"]
    assert read(content).box == books.small_review().box


def test_a_title_above_the_headings_and_another_order_of_columns_are_fine(read, books):
    """Columns are known by their headings, rows by ballot number and subject."""
    content = books.sheets()
    content[LEADERS] = [
        ["测评票"],
        [],
        ["项目1", "述职人", "项目0", "票号"],
        ["废", "p2", "", "甲"],
        ["差", "p1", "好", "甲"],
    ]
    assert read(content).box == books.small_review().box


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "优秀",
            "'优秀' is no option of item 'i0'; expected one of 好、较好、一般、差",
        ),
        ("好 差", "'好 差' marks more than one option; write 废 (spoilt)"),
        (100, "100 is no mark; expected one of 好、较好、一般、差"),
        (3.5, "3.5 is no mark; expected one of 好、较好、一般、差"),
        (True, "TRUE (true/false) is no mark"),
        (datetime(2022, 1, 25), "2022-01-25 (a date or time) is no mark"),  # noqa: DTZ001
        (
            ("formula", "=D2", "好"),
            "a formula stands where a mark is due; write the mark",
        ),
        (("formula", "=1/0", "#DIV/0!"), "a formula stands where a mark is due"),
    ],
)
def test_a_cell_without_a_mark_is_named(refusal, value, message, books):
    """What stands there, what may stand there, and where it stands."""
    content = books.sheets()
    content[STAFF][3][2] = value
    [mistake] = refusal(content)
    assert mistake.startswith(f"{STAFF}!C4: {message}")


def test_all_mistakes_come_together_and_nothing_is_taken(refusal, books):
    """One error lists the mistakes of all sheets, in their order."""
    content = books.sheets()
    content["登记"][1][4] = 9
    content[LEADERS][2][3] = "优"
    content[STAFF][1][2] = "良"
    content[STAFF][4][1] = "p9"
    assert [mistake.split(": ")[0] for mistake in refusal(content)] == [
        "登记!E2",
        f"{LEADERS}!D3",
        f"{STAFF}!C2",
        f"{STAFF}!B5",
        f"{STAFF}!A4",
    ]


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        (lambda s: s.pop("登记"), "登记", "the sheet is missing"),
        (lambda s: s.pop(STAFF), STAFF, "the sheet is missing"),
        (
            lambda s: s.update({"测评·群众代表": [["述职人"]]}),
            "测评·群众代表",
            "the form has no such voter group, only 领导班子、机关干部",
        ),
        (
            lambda s: s.update({"测评·staff": s[STAFF]}),
            "测评·staff",
            f"the voter group has a sheet already: {STAFF}",
        ),
        (lambda s: s[STAFF][0].pop(), f"{STAFF}!A1", "there is no column '项目1'"),
        (
            lambda s: s[STAFF][0].append("项目2"),
            f"{STAFF}!E1",
            "unknown column '项目2'; expected 票号、述职人、项目0、项目1",
        ),
        (
            lambda s: s[STAFF][0].append("item 0"),
            f"{STAFF}!E1",
            "column 'item 0' stands in C1 already",
        ),
        (
            lambda s: s[STAFF][2].append("好"),
            f"{STAFF}!E3",
            "the cell is filled, but its column has no heading",
        ),
        (
            lambda s: s[STAFF].pop(0),
            f"{STAFF}!A1",
            "no row of headings with '述职人' was found",
        ),
        (
            lambda s: s[STAFF].__setitem__(
                0, ["票号", "述职人", ("merged", "项目0", 2)]
            ),
            f"{STAFF}!C1:D1",
            "merged cells; unmerge them",
        ),
        (
            lambda s: s[STAFF][1].__setitem__(0, ""),
            f"{STAFF}!A2",
            "the ballot number is missing",
        ),
        (
            lambda s: s[STAFF][2].__setitem__(1, "p1"),
            f"{STAFF}!B3",
            "this ballot has 'p1' in row 2 already",
        ),
        (
            lambda s: s[STAFF].pop(2),
            f"{STAFF}!A2",
            "this ballot has no row for p2",
        ),
        (
            lambda s: s["登记"][2].__setitem__(0, "群众代表"),
            "登记!A3",
            "'群众代表' is no voter group of the form; expected 领导班子、机关干部",
        ),
        (
            lambda s: s["登记"].append(s["登记"][1]),
            "登记!A4",
            "'领导班子' has a row already",
        ),
        (
            lambda s: s["登记"][2].__setitem__(4, 5),
            "登记!E3",
            "收回 5 is more than 发出 3; check the record",
        ),
        (
            lambda s: s["登记"][2].__setitem__(1, 2),
            "登记!C3",
            "实到 3 is more than 应到 2",
        ),
        (lambda s: s["登记"][2].__setitem__(3, 3.5), "登记!D3", "3.5 is no count"),
        (lambda s: s["登记"][2].__setitem__(3, -1), "登记!D3", "-1 is no count"),
        (
            lambda s: s["登记"][2].__setitem__(3, "三张"),
            "登记!D3",
            "'三张' is no count",
        ),
        (lambda s: s["登记"][2].__setitem__(3, 1e300), "登记!D3", "1e+300 is no count"),
        (
            lambda s: s["登记"][2].__setitem__(5, ""),
            "登记!F3",
            "作废 is empty; write the number, 0 where there is none",
        ),
        (
            lambda s: s["登记"][2].__setitem__(3, ("formula", "=C3", 3)),
            "登记!D3",
            "a formula stands where a count is due",
        ),
        (
            lambda s: s[STAFF].extend([[3, "p1", "好", "好"], [3, "p2", "好", "好"]]),
            STAFF,
            "3 marked ballots of 3 in this sheet, but 登记!A3 leaves 2 valid ones",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(refusal, change, place, message, books):
    """Sheet and cell, what was found, what was expected."""
    content = books.sheets()
    change(content)
    mistakes = refusal(content)
    assert any(mistake.startswith(f"{place}: {message}") for mistake in mistakes)


def test_a_group_without_a_row_in_the_record_is_named(refusal, books):
    """Every voter group needs its line of the scrutineers' record."""
    content = books.sheets()
    del content["登记"][2]
    assert refusal(content) == ["登记: there is no row for voter group '机关干部'"]


def test_a_typed_number_of_valid_ballots_must_agree(read, refusal, books):
    """Where 有效 is typed and no formula, it is checked against the others."""
    content = books.sheets()
    content["登记"][0].append("有效")
    content["登记"][1].append(1)
    content["登记"][2].append(("formula", "=E3-F3", 999))
    assert read(content).box == books.small_review().box
    content["登记"][1][6] = 2
    [mistake] = refusal(content)
    assert mistake.startswith("登记!G2: 有效 is 2, but 收回 1 less 作废 0 leaves 1")


def test_a_blank_line_is_refused_where_the_form_forbids_it(refusal, books):
    """Only rows of a template that nobody used may stay blank."""
    rows = {"leaders": [["好"] * 4], "staff": [["好"] * 4] * 2}
    content = books.sheets()
    content[LEADERS] += [[2, "p1", "", ""], [2, "p2", "", ""]]
    assert refusal(content, blank="forbidden", rows=rows) == [
        (
            f"{LEADERS}!C3: the line is blank, which this form forbids; "
            "expected one of 好、较好、一般、差"
        )
    ]


def test_a_blank_ballot_counts_when_the_record_says_so(read, books):
    """The record tells a blank ballot from an unused row of the template."""
    content = books.sheets()
    content[LEADERS] += [[n, p, "", ""] for n in (2, 3) for p in ("p1", "p2")]
    content["登记"][1][4] = 2
    box = read(content).box
    assert box.sizes == (2, 2)
    assert b"\xff" * 4 in box.ballots("leaders")


def test_an_endless_list_of_mistakes_is_cut_and_counted(refusal, books):
    """Nobody mends thousands of lines from one message."""
    content = books.sheets()
    content[STAFF] += [[n, "p1", "x", "y"] for n in range(3, 1003)]
    mistakes = refusal(content)
    assert len(mistakes) == 1001
    assert mistakes[-1] == "...: 2000 more mistakes; mend these first"


def test_a_workbook_of_another_form_is_refused(tmp_path, books):
    """The check code tells which options the workbook was made with."""
    path = tmp_path / "ballots.xlsx"
    path.write_bytes(excel.ballot_workbook(books.small_review()))
    other = books.small_review(
        options={"好": 100, "较好": 80, "一般": 60, "差": 40, "劣": 0}
    )
    with pytest.raises(InputError, match="made for the form with check code"):
        excel.read_review(path, other)
