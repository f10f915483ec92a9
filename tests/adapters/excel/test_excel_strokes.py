"""Names in the order of their strokes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partybuild.adapters.cli import main
from partybuild.adapters.excel import PrintedForm
from partybuild.adapters.excel._strokes import _strokes, stroke_keys
from partybuild.datasets import load_example
from partybuild.errors import UnknownStrokesError, ValueRangeError

KNOWN = sorted(_strokes())


def _sorted(names):
    return [name for _, name in sorted(zip(stroke_keys(names), names, strict=True))]


@pytest.mark.parametrize(
    "surnames",
    [
        "丁王毛方孔石叶史白冯刘孙李吴何张陈林周郑赵胡徐高郭黄",
        "丰王元韦尤牛毛仇文方尹孔邓",
        "于马王孔叶田白江许阮孙李杨吴余汪沈宋张陈邵林郁易罗金周郑孟赵胡柳钟姜姚",
    ],
)
def test_common_surnames_stand_as_lists_print_them(surnames):
    """By count, then by first strokes: horizontal, vertical, left, dot, turning."""
    assert "".join(_sorted(list(surnames[::-1]))) == surnames


def test_simplified_characters_are_counted_as_they_are_written():
    """Seven strokes of 陈, eleven of 黄, three of 马: not the traditional forms."""
    counts = {name: len(_strokes()[name]) for name in "陈黄马郑邓艾范"}
    assert counts == {
        "陈": 7,
        "黄": 11,
        "马": 3,
        "郑": 8,
        "邓": 4,
        "艾": 5,
        "范": 8,
    }


def test_the_second_character_decides_where_the_first_is_the_same():
    """And the shorter name comes first; what is not Chinese comes before all."""
    assert _sorted(["王芳", "王一民", "王一", "丁力", "A组"]) == [
        *("A组", "丁力", "王一", "王一民", "王芳")
    ]


@given(st.lists(st.text(KNOWN, min_size=1, max_size=3), unique=True), st.randoms())
def test_the_order_does_not_depend_on_the_input(names, random):
    """One order for one set of names; counts of the first character never fall."""
    mixed = list(names)
    random.shuffle(mixed)
    found = _sorted(names)
    assert _sorted(mixed) == found
    counts = [len(_strokes()[name[0]]) for name in found]
    assert counts == sorted(counts)


def test_the_table_is_what_it_says():
    """Strokes are digits from 1 to 5; the characters are Chinese, each once."""
    assert len(KNOWN) == 6939
    assert {stroke for strokes in _strokes().values() for stroke in strokes} == set(
        "12345"
    )


def test_a_form_is_printed_in_the_order_of_strokes():
    """By the names printed or by other names; the check code stays."""
    form = PrintedForm.of(load_example("long-march-street-2021"))
    ordered = form.in_stroke_order()
    assert [label.zh[0] for _, label in ordered.subjects] == list(
        "石北延向红松春南星梧清新"
    )
    assert ordered.check_code == form.check_code
    ids = [subject for subject, _ in form.subjects]
    names = dict.fromkeys(ids, "王") | {ids[5]: "丁", ids[7]: "赵"}
    by_names = [subject for subject, _ in form.in_stroke_order(names).subjects]
    rest = [i for i in ids if i not in {ids[5], ids[7]}]
    assert by_names == [ids[5], *rest, ids[7]]
    with pytest.raises(ValueRangeError):
        form.in_stroke_order({ids[0]: "王"})
    with pytest.raises(ValueRangeError):
        form.in_stroke_order({**names, "nobody": "王"})


def test_unknown_strokes_are_named_and_nothing_is_guessed():
    """All characters at once, with the way on."""
    with pytest.raises(UnknownStrokesError, match=r"龘.*give the order") as caught:
        stroke_keys(["王龘", "㐀"])
    assert set(caught.value.characters) == {"龘", "㐀"}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--order", "g1-secretary"], "order of the subjects"),
        (["--order", "strokes", "--filled"], "--order is for empty forms"),
    ],
)
def test_an_order_that_cannot_be_is_refused(tmp_path, capsys, more, said):
    """Before anything is written."""
    out = tmp_path / "f.xlsx"
    assert main(["form", "--example", "--out", str(out), *more]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_the_command_line_takes_an_order(tmp_path):
    """A name, or the ids themselves."""
    form = PrintedForm.of(load_example("long-march-street-2021"))
    ids = ",".join(subject for subject, _ in form.in_stroke_order().subjects)
    written = []
    for name, order in enumerate(("strokes", ids, "reporting")):
        out = tmp_path / f"{name}.xlsx"
        command = ["form", "--example", "--kind", "paper", "--order", order]
        assert main([*command, "--out", str(out)]) == 0
        written.append(out.read_bytes())
    assert written[0] == written[1] != written[2]
