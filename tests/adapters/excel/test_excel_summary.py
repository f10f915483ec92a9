"""The score summary table."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from partybuild.adapters import excel
from partybuild.assessment import assess


def _sheet(data, name):
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(name)


def _assessment(books, leaders=6, staff=8):
    rows = {
        "leaders": [["好", "差", "好", "好"]] * leaders,
        "staff": [["好", "较好", "较好", "较好"]] * staff,
    }
    return assess(books.small_review(rows=rows))


def _mixed(books, leaders=6, staff=8):
    """Each group in two halves that do not agree."""
    rows = {
        "leaders": [["好", "差", "好", "好"], ["较好", "一般", "较好", "较好"]]
        * (leaders // 2),
        "staff": [["好", "较好", "较好", "较好"], ["较好", "一般", "一般", "较好"]]
        * (staff // 2),
    }
    return assess(books.small_review(rows=rows))


def test_a_bound_that_the_total_undoes_is_not_printed(books):
    """All gave p1 the best in item 0: 80.00 in all and 60.00 in item 1 would say so."""
    content = excel.summary_workbook(_assessment(books))
    rows = _sheet(content, "汇总表").to_python()[3:]

    assert rows[0] == ["名次", "述职人", "得分", "等次"]
    assert rows[2][1:3] == ["p1", "80.00"]


def test_the_table_prints_what_the_assessment_says(books):
    """Rank, name, printed score, grade and item scores of every subject."""
    assessment = _mixed(books)
    head, *rows = _sheet(excel.summary_workbook(assessment), "汇总表").to_python()[
        3 : 5 + 1
    ]
    assert head == [
        "名次",
        "述职人",
        "得分",
        "等次",
        "项目0",
        "项目1",
        "领导班子 得分",
        "机关干部 得分",
    ]
    assert rows == [
        [1, "p2", "82.50", "第2等", "80.00", "85.00", "90.00", "75.00"],
        [2, "p1", "75.00", "第3等", "90.00", "60.00", "70.00", "80.00"],
    ]
    assert [row[2] for row in rows] == [s.printed for s in assessment.standings]


def test_small_groups_are_not_shown_alone(books):
    """Two groups of which one is small are both left out, and the table says so."""
    rows = _sheet(excel.summary_workbook(_mixed(books, leaders=2)), "汇总表")
    head, *_, last = rows.to_python()[3:]
    assert head[-1] == "项目1"
    assert last[0] == "为保护投票人，下列参评主体的得分不单独列出：领导班子、机关干部"


@pytest.mark.parametrize(
    ("lang", "sheet", "reason"),
    [
        ("zh", "等次理由", "得分 80.00，不低于 80、低于 90，对应“第2等”"),
        ("en", "Reasons", "80.00 is at least 80 and below 90: grade 2"),
    ],
)
def test_the_reason_names_the_band_with_the_printed_score(books, lang, sheet, reason):
    """An exact fraction would tell how a small group voted."""
    content = excel.summary_workbook(_assessment(books), lang=lang)
    assert _sheet(content, sheet).to_python()[2][8] == reason


def test_the_highest_and_the_lowest_band_have_one_edge(books):
    """The reason names the edge that there is."""
    best = {"leaders": [["好", "好", "差", "差"]], "staff": [["好", "好", "差", "差"]]}
    content = excel.summary_workbook(assess(books.small_review(rows=best)))
    reasons = [row[8] for row in _sheet(content, "等次理由").to_python()[1:]]
    assert reasons == [
        "得分 100.00，不低于 90，对应“第1等”",
        "得分 40.00，低于 60，对应“第4等”",
    ]


def test_a_cap_and_a_quota_are_among_the_reasons(books):
    """What held a grade down is said after the band."""
    assessment = books.held_down()
    content = excel.summary_workbook(assessment)
    reasons = [row[8] for row in _sheet(content, "等次理由").to_python()[1:]]
    assert "；纪检机关于 2022-01-10 认定：通报批评；等次不高于“第2等”" in reasons[0]
    assert "；“第1等”不超过 30%" in reasons[1]


def test_the_reasons_name_body_kind_of_report_and_what_held_a_grade_down(books):
    """Columns that offices keep: body, kind, way of reporting, grade by score, veto."""
    sheet = _sheet(excel.summary_workbook(books.held_down()), "等次理由").to_python()

    assert sheet[0] == [
        *("名次", "述职人", "党组织名称", "组织类型", "述职方式"),
        *("按得分等次", "否决情形", "等次", "理由"),
    ]
    vetoes = {row[1]: row[6] for row in sheet[1:]}
    assert vetoes == {"p1": "一票否决", "p2": "—"}
    assert all(row[2] and row[3] and row[5] == "第1等" for row in sheet[1:])
    assert {row[4] for row in sheet[1:]} <= {"现场", "书面"}
