"""What has an id may be in a loop: every round has ids of its own, and what belongs together keeps the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from template.test_programs import looped, note, rounds, run, template

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.template import compile_template

_TRACKED = 'w:author="An" w:date="2026-01-02T00:00:00Z"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_OFFICE = "http://schemas.openxmlformats.org"
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010"
_DRAWING = (
    f'xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" xmlns:wps="{_WORD_2010}/wordprocessingShape" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    f'xmlns:wp14="{_WORD_2010}/wordprocessingDrawing"'
)
_SIZE = 'style="width:9pt;height:9pt"'
_IN_BOX = f"<w:txbxContent><w:p>{run('doos {{ one }}')}</w:p></w:txbxContent>"
_BOX = (
    f'<w:r><mc:AlternateContent {_DRAWING} {_VML}><mc:Choice Requires="wps"><w:drawing>'
    '<wp:inline wp14:anchorId="0A1B2C3D" wp14:editId="0A1B2C3E"><wp:extent cx="900000" cy="900000"/>'
    '<wp:docPr id="5" name="Tekstvak 5"/><a:graphic>'
    f'<a:graphicData uri="{_WORD_2010}/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/>'
    f'<wps:txbx id="1">{_IN_BOX}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>'
    "</w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
    f'<v:shape id="Tekstvak 5" o:spid="_x0000_s1026" type="#_x0000_t202" {_SIZE}>'
    f'<v:textbox id="tb1">{_IN_BOX}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>'
)
_MOVED_FROM, _MOVED_TO = (
    f'<w:{one}RangeStart w:id="{at}1" w:name="m" {_TRACKED}/><w:{one} w:id="{at}2" {_TRACKED}>{run("weg")}</w:{one}>'
    f'<w:{one}RangeEnd w:id="{at}1"/>'
    for at, one in enumerate(("moveFrom", "moveTo"), start=1)
)
REPEATED = {
    "text box": f"<w:p>{_BOX}</w:p>",
    "shape": f'<w:p><w:r><w:pict {_VML}><v:rect id="_x0000_s1030" {_SIZE}/></w:pict></w:r></w:p>',
    "group": f'<w:p><w:r><w:pict {_VML}><v:group id="_x0000_s1031" {_SIZE}><v:oval id="_x0000_s1032" {_SIZE}/>'
    '<v:line id="l1" from="0,0" to="9,9"/></v:group></w:pict></w:r></w:p>',
    "object": f'<w:p><w:r><w:object {_VML}><v:shape id="_x0000_i1025" {_SIZE}/>'
    '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="_x0000_i1025" DrawAspect="Content" '
    f'ObjectID="_1468425352" r:id="rId1" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"/></w:object></w:r>'
    "</w:p>",
    "insertion": f'<w:p><w:pPr><w:rPr><w:ins w:id="55" {_TRACKED}/></w:rPr></w:pPr><w:ins w:id="56" {_TRACKED}>'
    f'{run("{{ one }} x")}</w:ins><w:del w:id="57" {_TRACKED}><w:r><w:delText>z</w:delText></w:r></w:del></w:p>',
    "changed look": f'<w:p><w:pPr><w:pPrChange w:id="61" {_TRACKED}><w:pPr/></w:pPrChange></w:pPr><w:r><w:rPr><w:b/>'
    f'<w:rPrChange w:id="62" {_TRACKED}><w:rPr/></w:rPrChange></w:rPr><w:t>x </w:t></w:r>{run("{{ one }}")}</w:p>',
    "inserted row": '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>'
    f'<w:trPr><w:ins w:id="71" {_TRACKED}/></w:trPr><w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/>'
    f'<w:cellIns w:id="72" {_TRACKED}/></w:tcPr><w:p>{run("a")}</w:p></w:tc></w:tr></w:tbl>',
    "moved text": f"<w:p>{_MOVED_FROM}</w:p><w:p>{_MOVED_TO}</w:p>",
    "permission": f'<w:p><w:permStart w:id="9" w:edGrp="everyone"/>{run("{{ one }} x")}<w:permEnd w:id="9"/></w:p>',
    "comment": f'<w:p><w:commentRangeStart w:id="2"/>{run("{{ one }} x")}<w:commentRangeEnd w:id="2"/>'
    '<w:r><w:commentReference w:id="2"/></w:r></w:p>',
    "bookmark": f'<w:p><w:bookmarkStart w:id="81" w:name="plek"/>{run("{{ one }} x")}<w:bookmarkEnd w:id="81"/></w:p>',
    "control": '<w:sdt><w:sdtPr><w:alias w:val="x"/><w:id w:val="123"/></w:sdtPr><w:sdtContent>'
    f"<w:p>{run('{{ one }} x')}</w:p></w:sdtContent></w:sdt>",
}
"""What may be in a loop, by what people call it; note 2 is a comment."""
COMMENT = note("comment", "Klopt dit?")


def ids_in(xml: str) -> list[tuple[str, str]]:
    """Return the ids of what begins or is whole; ends, and what refers to another, have the same as theirs."""
    found = re.findall(
        r'<((?!w:footnote|w:endnote)[\w:]+)(?: [^<>]*?)? (?:w:id|id|o:spid|w:name|ObjectID)="([^"]*)"', xml
    )
    return [(name, one) for name, one in found if not name.endswith(("End", "Reference"))]


@pytest.mark.parametrize("kind", REPEATED)
def test_every_round_has_ids_of_its_own(tmp_path: Path, kind: str) -> None:
    """Twice the same id is unreadable content to Word, or a link to the wrong place."""
    compiled = template(tmp_path, rounds(REPEATED[kind], "xs"), None, comments=COMMENT)
    made = read_parts(compiled.render({"xs": ["een", "twee", "drie"]}))["word/document.xml"].decode()
    ids = ids_in(made.split("<w:body>")[1])
    assert len(ids) == len(set(ids))
    starts, ends = (re.findall(rf'(?:Range|perm|bookmark){one} w:id="(\d+)"', made) for one in ("Start", "End"))
    assert starts == ends
    for refers, referred in (
        (r'type="#([^"]*)"', r'shapetype id="([^"]*)"'),
        (r'ShapeID="([^"]*)"', r'shape id="([^"]*)"'),
    ):
        if re.search(refers, made):
            assert re.findall(refers, made) == re.findall(referred, made)


def test_the_two_ends_of_moved_text_keep_one_name(tmp_path: Path) -> None:
    """By its name Word knows where a text was moved to; each round has another."""
    compiled = template(tmp_path, rounds(REPEATED["moved text"], "xs"))
    made = read_parts(compiled.render({"xs": [1, 2]}))["word/document.xml"].decode()
    names = [re.findall(rf'<w:{one}RangeStart [^>]*w:name="([^"]+)"', made) for one in ("moveFrom", "moveTo")]
    assert names[0] == names[1]
    assert len(set(names[0])) == 2


@pytest.mark.parametrize("first", [True, False])
def test_a_link_to_a_bookmark_of_its_round_leads_there(tmp_path: Path, *, first: bool) -> None:
    """Whether it comes before the bookmark or after; a link to one outside the loop stays as it is."""
    link, other = (f'<w:hyperlink w:anchor="{one}">{run("ga")}</w:hyperlink>' for one in ("plek", "elders"))
    mark = f'<w:bookmarkStart w:id="81" w:name="plek"/>{run("{{ one }} x")}<w:bookmarkEnd w:id="81"/>'
    body = f"<w:p>{link * first}{mark}{link * (not first)}{other}</w:p>"
    made = read_parts(template(tmp_path, rounds(body, "xs")).render({"xs": [1, 2, 3]}))["word/document.xml"].decode()
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', made)
    assert len(set(names)) == 3
    assert re.findall(r'<w:hyperlink w:anchor="(?!elders)([^"]+)"', made) == names
    assert made.count('w:anchor="elders"') == 3


def test_long_names_that_begin_alike_stay_apart(tmp_path: Path) -> None:
    """Word takes names of 40 characters: what is added to one replaces its end."""
    names = [f"{'lang_' * 7}{end}" for end in ("een", "twee")]
    marks = [
        f'<w:bookmarkStart w:id="{at}" w:name="{name}"/>{run("x")}<w:bookmarkEnd w:id="{at}"/>'
        for at, name in enumerate(names, start=81)
    ]
    made = template(tmp_path, rounds(f"<w:p>{''.join(marks)}</w:p>", "xs")).render({"xs": [1, 2, 3]})
    found = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', read_parts(made)["word/document.xml"].decode())
    assert len(found) == len(set(found)) == 6
    assert max(map(len, found)) <= 40


@pytest.mark.parametrize("name", ["footnotes2", "nota"])
def test_notes_in_a_part_of_another_name_have_their_copies_too(tmp_path: Path, name: str) -> None:
    """Which part holds the notes is said by a relationship; an older one beside it is nobody's."""
    template(tmp_path, looped("footnoteReference", "xs"), None, footnotes=note("footnote", "Bron: {{ x }}"))
    path = tmp_path / "sjabloon.docx"
    parts = read_parts(path.read_bytes())
    parts[f"word/{name}.xml"] = parts["word/footnotes.xml"]
    parts["word/footnotes.xml"] = parts["word/footnotes.xml"].replace(b"Bron", b"Oud").replace(b"{{ x }}", b"")
    kinds = b"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/{name}.xml" ContentType="'.encode() + kinds + b'"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    relationships = "word/_rels/document.xml.rels"
    parts[relationships] = parts[relationships].replace(b'"footnotes.xml"', f'"{name}.xml"'.encode())
    path.write_bytes(pack(packed_part(one, content) for one, content in parts.items()))
    made = read_parts(compile_template(path).render({"xs": [1, 2, 3], "x": "bron"}))
    referred = re.findall(r'<w:footnoteReference w:id="(\d+)"', made["word/document.xml"].decode())
    notes = made[f"word/{name}.xml"].decode()
    assert sorted(re.findall(r'<w:footnote w:id="(\d+)"', notes)) == sorted(referred)
    assert len(set(referred)) == 3
    assert notes.count("Bron: ") == 3
    assert made["word/footnotes.xml"].count(b"<w:footnote ") == 1


def test_a_copy_of_a_note_has_an_id_that_no_other_note_has(tmp_path: Path) -> None:
    """Also no note that the text does not refer to."""
    notes = note("footnote", "Bron") + note("footnote", "Los").replace('w:id="2"', 'w:id="3"')
    made = read_parts(
        template(tmp_path, looped("footnoteReference", "xs"), None, footnotes=notes).render({"xs": [1, 2]})
    )
    ids = re.findall(r'<w:footnote w:id="(\d+)"', made["word/footnotes.xml"].decode())
    assert len(ids) == len(set(ids)) == 3
