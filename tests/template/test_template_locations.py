"""A mistake in a template is told where it is: by heading, cell, section and tag."""

from __future__ import annotations

from pathlib import Path

import pytest
from dialect_cases import BOX, compiled, parsed
from docx import Document
from lxml import etree

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.ooxml.namespaces import W
from pipeline.template import BrokenTemplateError, compile_template


def test_a_broken_block_is_placed_by_heading_cell_and_tag(tmp_path: Path) -> None:
    """All at once: under which heading, in which cell, with what may have been meant."""
    document = Document()
    document.add_heading("Vragen", 1)
    document.add_paragraph("{{ naamm }} en {{ naam|uper }}")
    made = document.add_table(rows=1, cols=2)
    made.cell(0, 0).text, made.cell(0, 1).text = "{% if naam %}ja", "nee{% endif %}"
    document.add_paragraph("{% for x in %}")
    document.add_paragraph("{% endfor %} {{ naam | safe }} {% include 'x' %} Dag {naam}")
    path = tmp_path / "sjabloon.docx"
    document.save(str(path))
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(path, {"naam"})
    told = {
        (one.code, one.subject, one.suggestion, one.location.heading, one.location.cell) for one in error.value.mistakes
    }
    assert told == {
        ("template-name-unknown", "naamm", "naam", "Vragen", None),
        ("template-filter-unknown", "uper", "upper", "Vragen", None),
        ("template-block-across", "{% if naam %}", None, "Vragen", (1, 1, 2)),
        ("template-syntax", "", None, "Vragen", None),
        ("template-not-allowed", "safe", None, "Vragen", None),
        ("template-not-allowed", "include", None, "Vragen", None),
    }
    assert [one.suggestion for one in error.value.warnings] == ["{{ naam }}"]


def test_a_mistake_in_an_alternative_text_stands_under_its_heading(tmp_path: Path) -> None:
    """With its cell and its paragraph, as any other; the text by which it is found is the alternative text."""
    document = Document()
    document.add_heading("Foto's", 1)
    cell = document.add_table(rows=2, cols=2).cell(1, 0)
    cell.paragraphs[0]._p.append(parsed(BOX.replace("In de doos: {{ n }}", "doos")))  # noqa: SLF001 - as above
    document.save(str(tmp_path / "sjabloon.docx"))
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(tmp_path / "sjabloon.docx", {"naam"})
    ((location, tag),) = [(one.location, one.tag) for one in error.value.mistakes]
    assert (location.heading, location.cell, location.text, tag) == (
        "Foto's",
        (1, 2, 1),
        "Beeld van {{ n }}",
        "{{ n }}",
    )
    body = etree.fromstring(read_parts((tmp_path / "sjabloon.docx").read_bytes())["word/document.xml"])
    assert "".join(map(str, list(body.iter(f"{W}p"))[location.paragraph].itertext())) == "doos"


def test_a_header_is_told_by_its_pages_and_its_section(tmp_path: Path) -> None:
    """As Word shows them, not by the numbers of files inside the package."""
    document = Document()
    document.settings.odd_and_even_pages_header_footer = True
    first, second = document.sections[0], document.add_section()
    first.different_first_page_header_footer = True
    first.first_page_header.paragraphs[0].text = "{{ een }}"
    first.even_page_header.paragraphs[0].text = "{{ twee }}"
    first.header.paragraphs[0].text = "{{ drie }}"
    second.footer.is_linked_to_previous = False
    second.footer.paragraphs[0].text = "{{ vier }}"
    document.save(str(tmp_path / "sjabloon.docx"))
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(tmp_path / "sjabloon.docx", {"naam"})
    told = {one.subject: (one.location.part, one.location.section, one.location.pages) for one in error.value.mistakes}
    assert told == {
        "een": ("header", 1, "first"),
        "twee": ("header", 1, "even"),
        "drie": ("header", 1, ""),
        "vier": ("footer", 2, ""),
    }
    assert "header of section 1, first page" in {str(one.location) for one in error.value.mistakes}


@pytest.mark.parametrize("stray", ["{% endfor %}", "{% else %}{% endfor %}"])
def test_a_closing_too_many_is_told_where_it_stands(tmp_path: Path, stray: str) -> None:
    """Not the right one further on, and no name of the loop is unknown between the two."""
    document = Document()
    document.add_paragraph("{% for x in xs %}")
    document.add_table(rows=1, cols=1).cell(0, 0).text = f"{{{{ x }}}}{stray}"
    document.add_paragraph("{{ x }}")
    document.add_paragraph("{% endfor %}")
    document.save(str(tmp_path / "sjabloon.docx"))
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(tmp_path / "sjabloon.docx", {"xs"})
    told = [(one.code, one.tag, one.location.cell) for one in error.value.mistakes]
    if "else" in stray:
        assert told[0] == ("template-block-across", "{% else %}", (1, 1, 1))
    else:
        assert told == [("template-block-unopened", "{% endfor %}", (1, 1, 1))]


@pytest.mark.parametrize(
    ("kind", "code"), [("image", "template-points-outside"), ("attachedTemplate", "template-attached")]
)
def test_what_comes_from_outside_a_template_is_told(tmp_path: Path, kind: str, code: str) -> None:
    """A linked picture stops it; the Word template that it was once made from is left out."""
    compiled(tmp_path, ["{{ x }}"])
    path = tmp_path / "sjabloon.docx"
    parts = read_parts(path.read_bytes())
    target = "word/_rels/settings.xml.rels" if kind == "attachedTemplate" else "word/_rels/document.xml.rels"
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="rX" Type="{base}/{kind}" Target="file:///S:/x" TargetMode="External"/>'
    empty = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    parts[target] = parts.get(target, empty).replace(b"</Relationships>", one.encode() + b"</Relationships>")
    path.write_bytes(pack(packed_part(name, content) for name, content in parts.items()))
    if code == "template-attached":
        template = compile_template(path)
        assert [warning.code for warning in template.warnings] == [code]
        assert b"file:///S:/x" not in b"".join(read_parts(template.render({"x": 1})).values())
    else:
        with pytest.raises(BrokenTemplateError) as error:
            compile_template(path)
        assert [mistake.code for mistake in error.value.mistakes] == [code]
