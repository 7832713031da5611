"""Tags in insertions, links and other wrappers are read as if the text had none; what was deleted is no tag."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from template.test_programs import run, template

from pipeline.ooxml.archive import read_parts
from pipeline.template import BrokenTemplateError

_AUTHOR = 'w:author="An" w:date="2026-01-02T00:00:00Z"'
_TAG = 'w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place"'
WRAPPERS = {
    "insertion": (f'<w:ins w:id="4" {_AUTHOR}>', "</w:ins>"),
    "moved text": (f'<w:moveTo w:id="4" {_AUTHOR}>', "</w:moveTo>"),
    "smart tag": (f"<w:smartTag {_TAG}>", "</w:smartTag>"),
    "custom XML": ('<w:customXml w:uri="urn:x" w:element="e">', "</w:customXml>"),
    "direction": ('<w:bdo w:val="ltr">', "</w:bdo>"),
    "embedding": ('<w:dir w:val="ltr">', "</w:dir>"),
    "link": ('<w:hyperlink w:anchor="x">', "</w:hyperlink>"),
    "content control": ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    "control in an insertion": (f'<w:ins w:id="4" {_AUTHOR}><w:sdt><w:sdtContent>', "</w:sdtContent></w:sdt></w:ins>"),
}


def report(folder: Path, body: str, **values: object) -> str:
    """Return the XML of a report's body."""
    content = template(folder, body).render({"a": True, "b": False, "xs": [1, 2], "x": "x", **values})
    return read_parts(content)["word/document.xml"].decode().split("<w:body>")[1]


def shown(xml: str) -> list[str]:
    """Return the texts of paragraphs, in whatever wrappers they are."""
    return ["".join(re.findall("<w:t(?: [^>]*)?>([^<]*)", one)) for one in re.findall("<w:p[ >].*?</w:p>", xml)]


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("<{% if a %}>", "[{{ x }}]{% endif %}"), "[x]"),
        (("{% if a %}[", "<{{ x }}>", "]{% endif %}"), "[x]"),
        (("{% if a %}[{{ x }}]", "<{% endif %}>"), "[x]"),
        (("<{% if a %}>", "[{{ x }}]", "<{% endif %}>"), "[x]"),
        (("<{% if a %}[>", "{{ x }}", "<]{% endif %}>"), "[x]"),
        (("{{", "< x >", "}}"), "x"),
        (("<{% for y in xs %}>", "({{ y }})", "<{% endfor %}>"), "(1)(2)"),
        (("<{% if b %}>", "weg", "<{% else %}>", "hier", "<{% endif %}>"), "hier"),
        (("<{% if a %}{% if b %}>", "weg{% endif %}", "hier{% endif %}"), "hier"),
        (("<{% if b %}weg{% endif %}{% if a %}>", "hier{% endif %}"), "hier"),
    ],
)
def test_a_tag_in_a_wrapper_is_read_as_if_there_were_none(
    tmp_path: Path, wrapper: str, parts: tuple[str, ...], expected: str
) -> None:
    """Whether all of a block is in it, or only one of its tags, or half of a tag."""
    before, after = WRAPPERS[wrapper]
    body = "".join(before + run(one[1:-1]) + after if one[0] == "<" else run(one) for one in parts)
    assert shown(report(tmp_path, f"<w:p>{body}</w:p>"))[0] == expected


@pytest.mark.parametrize("wrapper", [one for one in WRAPPERS if "control" not in one])
def test_what_is_beside_a_tag_in_a_wrapper_stays_in_it(tmp_path: Path, wrapper: str) -> None:
    """A link around half a block is a link on both sides of the tag, and the ids of the two differ."""
    before, after = WRAPPERS[wrapper]
    body = f"<w:p>{before}{run('een ')}{run('{% if a %}')}{run('twee')}{after}{run(' drie{% endif %}')}</w:p>"
    made = report(tmp_path, body)
    name = before[1:].split()[0]
    assert shown(made)[0] == "een twee drie"
    assert made.count(f"<{name} ") == made.count(f"</{name}>") == 2
    ids = re.findall(r'w:id="(\d+)"', made)
    assert len(ids) == len(set(ids))
    assert shown(report(tmp_path, body, a=False))[0] == "een "


def test_a_tag_in_the_middle_of_a_content_control_is_told(tmp_path: Path) -> None:
    """Half a control is none, so the other tag of its block has to be in it too."""
    before, after = WRAPPERS["content control"]
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, f"<w:p>{before}{run('een{% if a %}twee')}{after}{run('drie{% endif %}')}</w:p>")
    assert [(one.code, one.tag) for one in broken.value.mistakes] == [("template-block-across", "{% endif %}")]


@pytest.mark.parametrize("scope", ["p ", "tr "])
def test_a_control_around_the_paragraph_or_the_row_of_a_tag_goes_with_it(tmp_path: Path, scope: str) -> None:
    """As Google Docs and people who protect their tags make them."""
    opening, closing = (run(f"{{%{scope}{one} %}}") for one in ("for y in xs", "endfor"))
    lines = [f"<w:p>{one}</w:p>" for one in (opening, run("{{ y }}"), closing)]
    if scope == "tr ":
        lines = [f"<w:tr><w:tc>{one}</w:tc></w:tr>" for one in lines]
    control = "<w:sdt><w:sdtPr><w:tag w:val='goog_rdk_0'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format(lines[0]) + lines[1] + lines[2]
    if scope == "tr ":
        body = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{body}</w:tbl><w:p/>"
    made = report(tmp_path, body)
    assert [one for one in shown(made) if one] == ["1", "2"]
    assert "<w:sdt" not in made


_DELETED = f'<w:del w:id="9" {_AUTHOR}><w:r><w:delText>{{}}</w:delText></w:r></w:del>'
_MARK = f'<w:pPr><w:rPr><w:del w:id="8" {_AUTHOR}/></w:rPr></w:pPr>'


def test_deleted_tags_are_gone(tmp_path: Path) -> None:
    """A tag whose deletion was tracked does nothing, and is not in the report either; other deletions stay."""
    gone = f"<w:p>{_MARK}{_DELETED.format('{%p if weg %}')}</w:p>"
    row = f'<w:tr><w:trPr><w:del w:id="7" {_AUTHOR}/></w:trPr><w:tc>{gone}</w:tc></w:tr>'
    kept = f"<w:tr><w:tc><w:p>{run('rij')}</w:p></w:tc></w:tr>"
    body = (
        f"<w:p>{_DELETED.format('{{ oud }}')}{run('{{ x }}')}</w:p>"
        f"{gone}<w:p>{run('blijft')}{_DELETED.format('geen tag')}</w:p>"
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>{row}{kept}</w:tbl><w:p/>"
    )
    made = report(tmp_path, body)
    assert shown(made) == ["x", "blijft", "rij"]
    assert re.findall("<w:delText>([^<]*)", made) == ["geen tag"]
    assert made.count("<w:tr>") == 1


def test_deleted_tags_are_gone_where_nothing_else_is_a_tag(tmp_path: Path) -> None:
    """No part with a deleted tag is copied as it is."""
    document = Document()
    document.add_paragraph("{{ x }}")
    document.sections[0].header.paragraphs[0].text = "{{ oud }}"
    header = document.sections[0].header.paragraphs[0]._p  # noqa: SLF001 - python-docx tracks no changes
    xml = _DELETED.format("{{ oud }}")
    body = template(tmp_path, f"<w:p>{xml}</w:p><w:p>{run('{{ x }}')}</w:p>").render({"x": "x"})
    assert b"oud" not in read_parts(body)["word/document.xml"]
    assert header.text == "{{ oud }}"
    assert Document(BytesIO(body)).paragraphs[1].text == "x"


def test_a_statement_in_moved_text_counts_where_it_went(tmp_path: Path) -> None:
    """Where it was moved from it does nothing; values in moved text are shown in both places, as text is."""
    moved = f'<w:moveFrom w:id="2" {_AUTHOR}>{{}}</w:moveFrom>'
    body = f"<w:p>{moved.format(run('{% if b %}weg'))}</w:p><w:p>{run('{% if a %}hier{% endif %}')}</w:p>"
    assert shown(report(tmp_path, body)) == ["hier"]
    assert shown(report(tmp_path, f"<w:p>{moved.format(run('{{ x }}'))}</w:p>"))[0] == "x"
