"""Ballots to print, their order, and the record that scrutineers sign."""

from io import BytesIO

import attrs
import openpyxl
import pytest

from partybuild.adapters import excel
from partybuild.conference import BallotForm, GroupRoll, RollCall
from partybuild.errors import InputError, ValueRangeError
from partybuild.kernel import Label
from partybuild.rules import AllEqual, BlankPolicy, CheckEffect, Option, Scale
from partybuild.testing.plain import OWN


def _book(data):
    return openpyxl.load_workbook(BytesIO(data))


def _texts(sheet):
    return [str(c.value) for row in sheet.iter_rows() for c in row if c.value]


def test_each_voter_group_has_one_page_with_boxes(books):
    """A box for every option of every item and subject, and no number of a ballot."""
    book = _book(excel.paper_workbook(books.small_review()))

    assert book.sheetnames == ["测评票·领导班子", "测评票·机关干部", "监票计票记录"]
    for sheet in book.worksheets[:2]:
        assert _texts(sheet).count("□") == 2 * 2 * 4
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight is None  # 1, as the standard has it
        assert sheet.protection.sheet
        assert "票号" not in " ".join(_texts(sheet))
    first, second = ("\n".join(_texts(sheet)) for sheet in book.worksheets[:2])
    assert "A  领导班子" in first
    assert "B  机关干部" in second


def test_a_page_says_which_rules_it_is_for(books):
    """Name, version and both codes; another version of the rules is refused."""
    review = books.small_review()
    printed = excel.PrintedForm.of(review)
    text = "\n".join(_texts(_book(excel.paper_workbook(printed)).worksheets[0]))

    assert f"{printed.check_code} / {printed.rules_code}" in text
    assert printed.rules.zh in text


def test_a_workbook_made_under_other_rules_is_refused(tmp_path, books):
    """Even where the words on the ballot are the same."""
    path = excel.write_ballots(books.small_review(), tmp_path / "ballots.xlsx")
    other = books.small_review(standard=80)
    with pytest.raises(InputError, match="made for the rules with code"):
        excel.read_review(path, other)


def test_instructions_follow_the_rules(books):
    """What is forbidden is said on the ballot."""
    check = AllEqual(
        check_id="all-equal",
        label=Label(zh="不得全部填同一等次", en="not all marks equal"),
        effect=next(iter(CheckEffect)),
        basis=OWN,
    )
    printed = excel.PrintedForm.of(
        books.small_review(blank=BlankPolicy.FORBIDDEN, rows={}, ballot_checks=[check])
    )
    for lang, words in (
        ("zh", ("不得空缺", "办法规定：不得全部填同一等次。")),
        ("en", ("No line may be left blank", "Under the rules: not all marks equal.")),
    ):
        text = "\n".join(_texts(_book(excel.paper_workbook(printed, lang=lang)).active))
        assert all(word in text for word in words)


def test_many_options_are_written_in(tmp_path, books):
    """A scale of points has a field and its range instead of boxes."""
    rules = books.mixed_rules()
    points = Scale(
        scale_id="yes-no",
        basis=OWN,
        options=[
            Option(option_id=f"p{n}", label=Label.same(str(n)), value=n)
            for n in range(10, -1, -1)
        ],
    )
    rules = attrs.evolve(rules, scales=[rules.scales[0], points])
    form = BallotForm.of(rules, ["p1"])
    path = excel.write_paper(form, tmp_path / "paper.xlsx", lang="en")
    texts = _texts(openpyxl.load_workbook(path).worksheets[0])

    assert "0 – 10" in texts
    assert texts.count("□") == 3
    assert any("within the range" in text for text in texts)


def _order(printed):
    return [subject for subject, _ in printed.subjects]


def test_subjects_are_printed_in_the_order_that_the_office_gives(books):
    """Such as that of strokes; what the form asks is the same."""
    printed = excel.PrintedForm.of(books.small_review())
    other = printed.ordered(["p2", "p1"])

    assert (_order(printed), _order(other)) == (["p1", "p2"], ["p2", "p1"])
    assert other.check_code == printed.check_code
    page = _book(excel.paper_workbook(other)).worksheets[0]
    texts = _texts(page)
    assert texts.index("p2") < texts.index("p1")
    with pytest.raises(ValueRangeError, match="each of p1、p2 once"):
        printed.ordered(["p1"])


def test_the_record_takes_its_numbers_from_the_register(books):
    """Linked in the workbooks to fill in, and empty where it is filled in by hand."""
    rolls = [
        GroupRoll(group_id="leaders", issued=2, returned=1),
        GroupRoll(group_id="staff", issued=3, returned=2),
    ]
    review = attrs.evolve(books.small_review(), roll_call=RollCall(rolls))
    linked = _book(excel.ballot_workbook(review))["监票计票记录"]
    by_hand = _book(excel.paper_workbook(review))["监票计票记录"]

    formulas = [t for t in _texts(linked) if t.startswith("=")]
    assert "=IF('登记'!$D$2=\"\",\"\",'登记'!$D$2)" in formulas
    assert not [t for t in _texts(by_hand) if t.startswith("=")]
    for sheet in (linked, by_hand):
        text = "\n".join(_texts(sheet))
        assert "监票人（签名）" in text
        assert "计票人（签名）" in text
    values = openpyxl.load_workbook(
        BytesIO(excel.ballot_workbook(review)), data_only=True
    )["监票计票记录"]
    assert [c.value for c in values["H"] if c.value][1:] == ["50%", "66.67%", "60%"]
