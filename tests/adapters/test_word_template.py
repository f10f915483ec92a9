"""Templates of a user's own: placeholders filled, and nothing computed."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from partybuild.adapters import word
from partybuild.adapters.word import _template_file
from partybuild.errors import FileExistsAlreadyError, InputError, MissingExtraError
from partybuild.reporting import Paragraph, Reason, Report, Section, Table

EVIL = "{{7*7}} <w:t>{{标题}}</w:t> =1+1 \x00"
DEEP = Section(
    title="一级",
    blocks=[
        Section(
            title="二级",
            blocks=[
                Section(
                    title="三级",
                    blocks=[
                        Section(title="四级", blocks=[Paragraph("正文一段。")]),
                        Reason("结论。", ["理由。"]),
                        Table(caption="表", columns=["甲"], rows=[["乙"]]),
                    ],
                )
            ],
        )
    ],
)
REPORT = Report(
    lang="zh",
    title="情况报告",
    notice="",
    host="街道党工委",
    dated="2022年1月28日",
    sections=[DEEP] * 11,
    annex=[DEEP, DEEP],
    addressee="某书记：",
)


def _template(tmp_path, *texts, change=None):
    document = docx.Document()
    for text in texts:
        paragraph = document.add_paragraph()
        for run in [text] if isinstance(text, str) else text:
            paragraph.add_run(run)
    if change:
        change(document)
    path = tmp_path / "template.docx"
    document.save(path)
    return path


def _filled(path, **values):
    return docx.Document(BytesIO(word.filled_template(path, REPORT, values=values)))


def _paragraphs(document):
    return [p.text for p in document.paragraphs]


def test_placeholders_are_filled_wherever_they_stand(tmp_path):
    """Split over runs, two in a line, in tables, headers and text of two languages."""

    def change(document):
        document.add_table(1, 1).cell(0, 0).text = "{{ host }}"
        document.sections[0].header.paragraphs[0].text = "{{title}}！"

    path = _template(
        tmp_path,
        ["甲{", "{标", "题}", "}乙"],
        ["{{署名}}，{{", "日期}}", "。"],
        "{{文号}}",
        change=change,
    )
    document = _filled(path, 文号="示例〔2022〕1号")

    assert _paragraphs(document)[:3] == [
        "甲情况报告乙",
        "街道党工委，2022年1月28日。",
        "示例〔2022〕1号",
    ]
    assert document.tables[0].cell(0, 0).text == "街道党工委"
    assert document.sections[0].header.paragraphs[0].text == "情况报告！"


def test_what_is_put_in_is_never_looked_at_again(tmp_path):
    """No expression is computed and no placeholder inside a value is filled."""
    document = _filled(_template(tmp_path, "{{甲}}"), 甲=EVIL + "长" * 100_000)

    text = _paragraphs(document)[0]
    assert text.startswith("{{7*7}} <w:t>{{标题}}</w:t> =1+1 \ufffd")
    assert len(text) < 21_000


def test_an_unknown_placeholder_is_named_with_the_nearest(tmp_path):
    """All of them at once; an expression is only an unknown name."""
    path = _template(tmp_path, "{{标题目}}{{7*7}}", "{{titles}}")
    with pytest.raises(InputError) as caught:
        _filled(path)
    messages = [m.message for m in caught.value.mistakes]

    assert messages[0] == "{{标题目}} is no placeholder; did you mean {{标题}}?"
    assert messages[1].startswith("{{7*7}} is no placeholder; known names: 标题、")
    assert messages[2].endswith("did you mean {{title}}?")


def test_body_and_annex_take_the_place_of_their_paragraph(tmp_path):
    """Numbered on four levels, 一、（一）1.（1）, up to any number of parts."""
    document = _filled(_template(tmp_path, "前", "{{正文}}", "中", "{{annex}}", "后"))
    texts = _paragraphs(document)

    assert texts[0] == "前"
    assert texts[1:5] == ["一、一级", "（一）二级", "1.三级", "（1）四级"]
    assert "十一、一级" in texts
    assert texts.index("十一、一级") < texts.index("中") < texts.index("附件1")
    assert "附件2" in texts
    assert texts[-1] == "后"
    assert len(document.tables) == 13


def test_a_template_needs_no_styles_of_word(tmp_path):
    """Without headings of its own it gets paragraphs of that outline level."""

    def change(document):
        for name in ("Heading 1", "Heading 2", "Heading 3", "Heading 4"):
            document.styles[name].delete()

    document = _filled(_template(tmp_path, "{{正文}}", change=change))

    assert _paragraphs(document)[0] == "一、一级"
    assert 'w:outlineLvl w:val="0"' in document.paragraphs[0]._element.xml  # noqa: SLF001


@pytest.mark.parametrize("text", ["前{{正文}}", "{{正文}}{{附件}}"])
def test_a_part_stands_alone(tmp_path, text):
    """In a paragraph of its own, and not in a table."""
    with pytest.raises(InputError, match="must stand alone"):
        _filled(_template(tmp_path, text))

    def change(document):
        document.add_table(1, 1).cell(0, 0).text = "{{正文}}"

    with pytest.raises(InputError, match="must stand alone"):
        _filled(_template(tmp_path, change=change))


def _changed(path, changes):
    buffer = BytesIO()
    with ZipFile(path) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(set(changes) - set(old.namelist()))]:
            part = old.read(name) if name in old.namelist() else b""
            change = changes.get(name, part)
            if change is not None:
                new.writestr(name, change(part) if callable(change) else change)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"word/vbaProject.bin": b"x"}, "it holds macros"),
        ({"[Content_Types].xml": lambda p: p + b"macroEnabled"}, "it holds macros"),
        ({"word/document.xml": None}, r"no \.docx file"),
        ({"word/document.xml": b"<a"}, "it is damaged"),
        ({"a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>'}, "declares entities"),
        ({"a.xml": "<a/>".encode("utf-16")}, "not in UTF-8"),
        ({"a.bin": b" " * 130_000_000}, "unpacked it is larger"),
        ({f"{n}.bin": b"" for n in range(2_001)}, "more than 2,000 parts"),
    ],
)
def test_a_template_that_is_not_to_be_opened_is_refused(tmp_path, changes, message):
    """Macros, bombs and broken parts are refused with what to do."""
    path = _template(tmp_path, "{{标题}}")
    path.write_bytes(_changed(path, changes))
    with pytest.raises(InputError, match=message):
        _filled(path)


def test_other_files_are_no_templates(monkeypatch, tmp_path):
    """A missing file, an encrypted one, half of one, and one that is too large."""
    path = _template(tmp_path, "{{标题}}")
    whole = path.read_bytes()
    encrypted = bytearray(whole)
    for match in re.finditer(b"PK\x01\x02", whole):
        encrypted[match.start() + 8] |= 1
    for data, message in (
        (bytes.fromhex("d0cf11e0a1b11ae1"), "encrypted or no"),
        (whole[: len(whole) // 2], "it is damaged"),
        (bytes(encrypted), "it is encrypted"),
    ):
        path.write_bytes(data)
        with pytest.raises(InputError, match=message):
            _filled(path)
    with pytest.raises(InputError, match="check the path"):
        _filled(tmp_path / "none.docx")
    monkeypatch.setattr(_template_file, "MOST_FILE_BYTES", 3)
    with pytest.raises(InputError, match="larger than 3 bytes"):
        _filled(path)


def test_a_filled_template_is_written_whole(monkeypatch, tmp_path):
    """The template is not touched, and a file that exists is not replaced."""
    path = _template(tmp_path, "{{标题}}")
    before = path.read_bytes()
    made = word.write_filled_template(path, REPORT, tmp_path / "a.docx")

    assert made.read_bytes() == word.filled_template(path, REPORT)
    assert path.read_bytes() == before
    with pytest.raises(FileExistsAlreadyError):
        word.write_filled_template(path, REPORT, made)
    assert "标题" in word.template_names()
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"partybuild\[word\]"):
        word.filled_template(path, REPORT)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("[Content_Types].xml", "word/document.xml"),
        ("_rels/.rels", "[Content_Types].xml"),
        ("word/document.xml", "word/styles.xml"),
        ("word/styles.xml", "word/document.xml"),
        ("word/_rels/document.xml.rels", "word/document.xml"),
    ],
)
def test_a_template_with_one_part_in_place_of_another_is_refused(tmp_path, part, other):
    """python-docx takes each part for what its type says that it is."""
    path = _template(tmp_path, "{{正文}}")
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = parts[other]
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    with pytest.raises(InputError, match="damaged"):
        _filled(path)
