"""Sections and tables that a report leaves out or repeats: those beside them stay as the template shows them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from template.test_programs import run, template

from pipeline.ooxml.archive import read_parts
from pipeline.template import compile_template


@pytest.mark.parametrize("doel", ["x", ""])
@pytest.mark.parametrize("kind", ["header", "footer", "first_page_header", "even_page_footer"])
def test_a_section_keeps_the_header_that_it_had_from_one_that_is_left_out(tmp_path: Path, kind: str, doel: str) -> None:
    """It is linked to previous in the template, and shows the same there."""
    document = Document()
    document.add_paragraph("Titelblad")
    first = document.sections[0]
    document.add_section()
    document.element.body.insert(-1, document.add_paragraph("{%p if doel %}")._p)  # noqa: SLF001 - its place matters
    document.add_paragraph("Breed: {{ doel }}")
    document.add_section()
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("Slot")
    shown = getattr(document.sections[1], kind)
    shown.is_linked_to_previous = False
    shown.paragraphs[0].text = "KOP {{ naam }}"
    assert getattr(document.sections[2], kind).is_linked_to_previous
    assert first is not None
    path = tmp_path / "sjabloon.docx"
    document.save(str(path))
    made = Document(BytesIO(compile_template(path).render({"doel": doel, "naam": "An"})))
    assert len(made.sections) == (3 if doel else 2)
    assert getattr(made.sections[-1], kind).paragraphs[0].text == "KOP An"
    assert getattr(made.sections[0], kind).is_linked_to_previous


TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>"


def tables(folder: Path, body: str, **values: object) -> list[str]:
    """Return the elements of a report's body, without the section."""
    xml = read_parts(template(folder, body).render(values))["word/document.xml"].decode()
    inside = re.sub(r"<w:tbl>.*?</w:tbl>", "[tbl]", xml.split("<w:body>")[1].split("<w:sectPr")[0])
    return re.findall(r"\[tbl\]|<w:p>|<w:p/>|<w:bookmark\w+", inside)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (f"<w:p>{run('{%p if a %}')}</w:p><w:p>{run('x')}</w:p><w:p>{run('{%p endif %}')}</w:p>", ["<w:p/>"]),
        (f"<w:p>{run('{%p set y = 1 %}')}</w:p>", ["<w:p/>"]),
        (f"<w:p>{run('{#p een #}')}</w:p>\n  ", ["<w:p/>"]),
        (
            f'<w:p><w:bookmarkStart w:id="1" w:name="a"/>{run("{#p een #}")}<w:bookmarkEnd w:id="1"/></w:p>',
            ["<w:p/>", "<w:bookmarkStart", "<w:bookmarkEnd"],
        ),
        ("", []),
        ("\n  ", []),
    ],
)
def test_two_tables_stay_two(tmp_path: Path, between: str, expected: list[str]) -> None:
    """Word makes one of tables with nothing between them; those of the template itself are as they are."""
    text = run("{% if a %}x{% endif %}")
    body = TABLE.format(text) + between + TABLE.format(text) + "<w:p/>"
    assert tables(tmp_path, body, a=False) == ["[tbl]", *expected, "[tbl]", "<w:p/>"]


def test_the_tables_of_a_loop_stay_apart(tmp_path: Path) -> None:
    """One for each round."""
    body = f"<w:p>{run('{%p for x in xs %}')}</w:p>{TABLE.format(run('{{ x }}'))}<w:p>{run('{%p endfor %}')}</w:p>"
    assert tables(tmp_path, body, xs=[1, 2, 3]) == ["[tbl]", "<w:p/>"] * 2 + ["[tbl]"]


def test_a_bookmark_in_a_table_that_goes_for_want_of_rows_stays(tmp_path: Path) -> None:
    """Its other end may be elsewhere."""
    rows = [
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        *(f"<w:tr><w:tc><w:p>{run(one)}</w:p></w:tc></w:tr>" for one in ("{%tr for x in xs %}", "x", "{%tr endfor %}")),
    ]
    body = f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl><w:p>{run('na')}<w:bookmarkEnd w:id='1'/></w:p>"
    assert tables(tmp_path, body, xs=[]) == ["<w:bookmarkStart", "<w:p>", "<w:bookmarkEnd"]


@pytest.mark.parametrize("answer", ["een\n\ntwee\n\ndrie", "- een\n- twee", "1. een\n2. twee", "een", ""])
def test_a_page_break_before_an_answer_is_there_once(tmp_path: Path, answer: str) -> None:
    """However many paragraphs the answer has, and whatever they become."""
    body = f"<w:p><w:pPr><w:keepNext/><w:pageBreakBefore/><w:jc w:val='center'/></w:pPr>{run('{{ x }}')}</w:p>"
    xml = read_parts(template(tmp_path, body).render({"x": answer}))["word/document.xml"].decode().split("<w:body>")[1]
    assert xml.count("<w:pageBreakBefore/>") == 1
    assert xml.index("<w:pageBreakBefore/>") < xml.index("</w:pPr>")
