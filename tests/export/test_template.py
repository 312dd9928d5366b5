"""Templates of a user's own: made with python-docx, filled, and read back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor
from made_plans import EVIDENCE, HOSTILE, Pair, Planned, task

from notice_parser.core.evidence import Field
from notice_parser.core.plan import PlanItem
from notice_parser.core.span import Span
from notice_parser.errors import TemplateError
from notice_parser.export.plain import plain
from notice_parser.export.template import read_template
from notice_parser.export.template_values import known_names, row_keys, row_values, single_values

Maker = Callable[[WordDocument], object]


@pytest.fixture
def fill(tmp_path: Path) -> Callable[[Maker, Pair], WordDocument]:
    """Make a template, fill it with a plan, and open what came out."""

    def filled(make: Maker, pair: Pair) -> WordDocument:
        return Document(io.BytesIO(read_template(saved(make, tmp_path)).fill(*pair)))

    return filled


Fill = Callable[[Maker, Pair], WordDocument]


def saved(make: Maker, folder: Path) -> str:
    word = Document()
    make(word)
    path = folder / "template.docx"
    word.save(str(path))
    return str(path)


def table(*cells: str) -> Maker:
    def make(word: WordDocument) -> None:
        made = word.add_table(1, len(cells))
        for cell, text in zip(made.rows[0].cells, cells, strict=True):
            cell.text = text

    return make


def texts(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def rows(word: WordDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for made in word.tables for row in made.rows]


@pytest.mark.parametrize(
    ("template", "filled"),
    [
        pytest.param("{{document_number}}", "沅教联〔2022〕9号", id="a value"),
        pytest.param("{{ 发文字号 }}", "沅教联〔2022〕9号", id="by its Chinese name, with blanks"),
        pytest.param(
            "号：{{document_number}}，日期：{{issue_date}}。", "号：沅教联〔2022〕9号，日期：2022年8月25日。", id="two"
        ),
        pytest.param("{{classification}}密级", "密级", id="what is not said is left out"),
        pytest.param("{title} {}", "{title} {}", id="single brackets are text"),
        pytest.param("{{targets}}", "中小学校食堂\n幼儿园食堂\n校外供餐单位", id="several values in lines"),
    ],
)
def test_values(template: str, filled: str, fill: Fill, planned: Planned) -> None:
    assert texts(fill(lambda word: word.add_paragraph(template), planned("c03"))) == [filled]


def test_a_placeholder_in_pieces_keeps_the_letters_of_its_first(fill: Fill, planned: Planned) -> None:
    def make(word: WordDocument) -> None:
        paragraph = word.add_paragraph("文号")
        for at, piece in enumerate(("：{", "{docu", "ment_num", "ber}}（", "{{issue_date}}）")):
            paragraph.add_run(piece).font.color.rgb = RGBColor(at, 0, 0)

    paragraph = fill(make, planned("c03")).paragraphs[0]
    assert paragraph.text == "文号：沅教联〔2022〕9号（2022年8月25日）"
    coloured = {run.text: run.font.color.rgb for run in paragraph.runs if run.text}
    assert coloured["：沅教联〔2022〕9号"] == RGBColor(0, 0, 0)
    assert coloured["（"] == RGBColor(3, 0, 0)
    assert coloured["2022年8月25日）"] == RGBColor(4, 0, 0)


def test_a_row_is_repeated_for_each_task(entry_name: str, fill: Fill, planned: Planned) -> None:
    notice, plan = planned(entry_name)
    found = rows(fill(table("{{tasks.number}}", "{{任务.事项}}", "{{tasks.time}}"), (notice, plan)))
    assert [row[0] for row in found] == ([str(at) for at in range(1, len(plan.tasks) + 1)] or [""])
    assert sorted(row[1] for row in found if row[0]) == sorted(t.action for t in plan.tasks)
    found = rows(fill(table("{{checklist.id}}", "{{checklist.text}}"), (notice, plan)))
    assert sorted(row[1] for row in found if row[0]) == sorted(i.text for i in plan.checklist)
    found = rows(fill(table("{{contacts.number}}", "{{contacts.phones}}"), (notice, plan)))
    assert sorted(row[1] for row in found if row[0]) == sorted("、".join(c.phones) for c in plan.contacts)


def test_a_paragraph_is_repeated_too(fill: Fill, planned: Planned) -> None:
    def make(word: WordDocument) -> None:
        word.add_paragraph("一")
        word.add_paragraph("{{checklist.number}}．{{checklist.text}}（{{document_number}}）")
        word.add_paragraph("二")

    words = texts(fill(make, planned("c03")))
    assert (words[0], words[-1], len(words)) == ("一", "二", 8)
    assert words[1] == "1．食品处理区布局是否合理，有无交叉污染；（沅教联〔2022〕9号）"


def test_without_tasks_a_row_is_left_to_be_filled_in(fill: Fill, empty: Pair) -> None:
    assert rows(fill(table("{{tasks.number}}", "任务：{{tasks.action}}"), empty)) == [["", "任务："]]


def test_heads_feet_boxes_and_nested_tables_are_filled(fill: Fill, planned: Planned) -> None:
    box = (
        f'<w:r {nsdecls("w")}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
        "<w:p><w:r><w:t>{{document_type}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )

    def make(word: WordDocument) -> None:
        word.sections[0].header.paragraphs[0].text = "{{document_number}}"
        word.sections[0].footer.paragraphs[0].text = "{{issue_date}}"
        paragraph = word.add_paragraph("{{urgency}}甲")
        paragraph._p.append(parse_xml(box))
        outer = word.add_table(1, 1)
        inner = outer.rows[0].cells[0].add_table(1, 1)
        inner.rows[0].cells[0].text = "{{contacts.name}}"

    word = fill(make, planned("c03"))
    assert word.sections[0].header.paragraphs[0].text == "沅教联〔2022〕9号"
    assert word.sections[0].footer.paragraphs[0].text == "2022年8月25日"
    assert [piece.text for piece in word.paragraphs[0]._p.iter(qn("w:t"))] == ["甲", "通知"]
    (cell,) = word.tables[0].rows[0].cells
    assert [row.cells[0].text for row in cell.tables[0].rows] == ["程雁回", "乔木青", "孟疏桐"]


def test_footnotes_are_filled(tmp_path: Path, planned: Planned) -> None:
    path = Path(saved(lambda word: word.add_paragraph("甲"), tmp_path))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    note = f'<w:footnotes {nsdecls("w")}><w:footnote w:id="2"><w:p><w:r><w:t>{{{{issue_date}}}}</w:t></w:r></w:p>'
    more = tmp_path / "more.docx"
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(more, "w") as changed:
        for name in package.namelist():
            text = package.read(name)
            if name == "[Content_Types].xml":
                kinds = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'
                text = text.replace(b"</Types>", kinds.encode())
            if name == "word/_rels/document.xml.rels":
                links = f'<Relationship Id="rId99" Type="{link}" Target="footnotes.xml"/></Relationships>'
                text = text.replace(b"</Relationships>", links.encode())
            changed.writestr(name, text)
        changed.writestr("word/footnotes.xml", f"{note}</w:footnote></w:footnotes>")
    content = read_template(str(more)).fill(*planned("c03"))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert "2022年8月25日" in package.read("word/footnotes.xml").decode()


def test_what_stands_once_is_not_repeated(fill: Fill, planned: Planned) -> None:
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"

    def make(word: WordDocument) -> None:
        paragraph = word.add_paragraph("{{contacts.name}}")
        paragraph._p.set(f"{{{w14}}}paraId", "1A2B3C4D")
        paragraph._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="1" w:name="甲"/>'))

    word = fill(make, planned("c03"))
    assert len(word.paragraphs) == 3
    assert len(list(word.element.body.iter(qn("w:bookmarkStart")))) == 1
    assert [p._p.get(f"{{{w14}}}paraId") for p in word.paragraphs] == ["1A2B3C4D", None, None]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        pytest.param(
            lambda word: word.add_paragraph("{{titel}}"), ("{{titel}}", "did you mean {{title}}?"), id="unknown"
        ),
        pytest.param(
            lambda word: word.add_paragraph("{{印章}}"), ("{{印章}}", "Known: title, "), id="unknown, Chinese"
        ),
        pytest.param(lambda word: word.add_paragraph("{{tasks}}"), ("{{tasks}}", "tasks.action"), id="rows as a value"),
        pytest.param(table("{{tasks.phones}}"), ("{{tasks.phones}}",), id="a key of other rows"),
        pytest.param(lambda word: word.add_paragraph("{{}}"), ("{{}}",), id="no name"),
        pytest.param(lambda word: word.add_paragraph("甲{{title"), ("{{title", "not whole"), id="not closed"),
        pytest.param(lambda word: word.add_paragraph("title}}甲"), ("title}}",), id="not opened"),
        pytest.param(lambda word: word.add_paragraph("{% for t in tasks %}"), ("{% for t", "by itself"), id="a loop"),
        pytest.param(table("{{tasks.action}}", "{{contacts.name}}"), ("row of its own",), id="two kinds in a row"),
    ],
)
def test_what_cannot_be_filled_is_said(make: Maker, says: tuple[str, ...], tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as error:
        read_template(saved(make, tmp_path))
    assert all(words in str(error.value) for words in says)


def test_rows_in_a_repeated_row(tmp_path: Path) -> None:
    def make(word: WordDocument) -> None:
        cell = word.add_table(1, 1).rows[0].cells[0]
        cell.text = "{{tasks.action}}"
        cell.add_table(1, 1).rows[0].cells[0].text = "{{contacts.name}}"

    with pytest.raises(TemplateError, match="itself repeated"):
        read_template(saved(make, tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param("检查方案".encode(), id="text"),
        pytest.param(b"PK\x03\x04cut off", id="cut off"),
        pytest.param(None, id="another zip"),
    ],
)
def test_what_is_no_word_document(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "template.docx"
    if content is None:
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("a.txt", "甲")
    else:
        path.write_bytes(content)
    with pytest.raises(TemplateError, match="no Word document"):
        read_template(str(path))


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match="cannot be read"):
        read_template(str(tmp_path / "none.docx"))


def test_a_workbook_is_no_template(tmp_path: Path, planned: Planned) -> None:
    from notice_parser.export.to_xlsx import plan_to_xlsx

    path = tmp_path / "plan.docx"
    path.write_bytes(plan_to_xlsx(*planned("c01")))
    with pytest.raises(TemplateError, match="no Word document"):
        read_template(str(path))


def test_hostile_values_are_text(fill: Fill, hostile: Pair) -> None:
    word = fill(table("{{checklist.text}}", "{{checklist.section}}"), hostile)
    found = [row[0] for row in rows(word)]
    assert len(found) == len(HOSTILE) + 1
    assert '<script>|*,";\n🌊' in found
    assert all(plain(text) in found for text in HOSTILE)


def test_a_value_is_not_taken_for_a_placeholder(fill: Fill, empty: Pair) -> None:
    title = Field.found("{{sha256}}", Span(0, 2), rule="test")
    items = (PlanItem("C1", "{{title}}{{", None, EVIDENCE),)

    def make(word: WordDocument) -> None:
        word.add_paragraph("{{title}}")
        word.add_paragraph("{{checklist.text}}")

    assert texts(fill(make, (replace(empty[0], title=title), replace(empty[1], checklist=items)))) == [
        "{{sha256}}",
        "{{title}}{{",
    ]


def test_five_hundred_rows(fill: Fill, empty: Pair) -> None:
    tasks = tuple(task(at, f"任务{at}") for at in range(500))
    assert len(rows(fill(table("{{tasks.id}}", "{{tasks.action}}"), (empty[0], replace(empty[1], tasks=tasks))))) == 500


def test_every_name_has_a_value(planned: Planned) -> None:
    notice, plan = planned("c03")
    single = single_values(notice, plan)
    for kind, key in known_names().values():
        if kind:
            assert key in row_keys(kind)
            assert key in row_values(kind, notice, plan)[0]
        else:
            assert key in single


def test_the_same_template_gives_the_same_bytes(tmp_path: Path, planned: Planned) -> None:
    template = read_template(saved(lambda word: word.add_paragraph("{{title}}"), tmp_path))
    pair: Any = planned("c01")
    assert template.fill(*pair) == template.fill(*pair)


def test_the_readme_lists_every_name(pytestconfig: pytest.Config) -> None:
    readme = (pytestconfig.rootpath / "README.md").read_text(encoding="utf-8")
    part = readme.partition("### Templates of your own")[2].partition("###")[0]
    lines = part.splitlines()
    for name in known_names():
        kind, dot, key = name.partition(".")
        if not name.isascii():
            continue
        if not dot:
            assert f"{{{{{name}}}}}" in part
        else:
            assert any(f"{{{{{kind}." in line and (f"`{key}`" in line or f".{key}}}" in line) for line in lines), name
