"""A Word template with parts of every kind that can hold a text, to put tags in."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from docx import Document

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.template import CompiledTemplate, compile_template

_TYPES = "application/vnd.openxmlformats-officedocument"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DECLARED = (
    f'xmlns:w="{_WORD}" xmlns:r="{_OFFICE}/relationships" xmlns:m="{_OFFICE}/math" xmlns:a="{_DRAWING}/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)

CHART = f"""<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main"><c:chart><c:title><c:tx><c:rich>
<a:bodyPr/><a:p><a:r><a:t>Leden in </a:t></a:r><a:r><a:t>TITEL</a:t></a:r></a:p></c:rich></c:tx></c:title><c:plotArea>
<c:barChart><c:ser><c:tx><c:strRef><c:f>Blad1!$B$1</c:f><c:strCache><c:pt idx="0"><c:v>REEKS</c:v></c:pt></c:strCache>
</c:strRef></c:tx><c:val><c:numRef><c:f>Blad1!$B$2</c:f><c:numCache><c:pt idx="0"><c:v>4</c:v></c:pt></c:numCache>
</c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"""
DIAGRAM = f"""<dgm:dataModel xmlns:dgm="{_DRAWING}/diagram" xmlns:a="{_DRAWING}/main"><dgm:ptLst><dgm:pt modelId="1">
<dgm:t><a:bodyPr/><a:p><a:r><a:t>STAP</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"""
GLOSSARY = f"""<w:glossaryDocument {DECLARED}><w:docParts><w:docPart><w:docPartBody>
<w:p><w:r><w:t>KLIK</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>"""
CUSTOM = '<plan xmlns="urn:gent"><doel soort="x">DOEL</doel><b>een</b> TUSSEN<c/></plan>'
WORKBOOK = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/sharedStrings.xml": f'<sst xmlns="{_SHEET}"><si><t>CEL</t></si><si><r><t>ri</t></r><r><t>jk</t></r></si></sst>',
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><c r="A1"><f>SUM(B1)</f><v>4</v></c></worksheet>',
}
BODY = """<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Kop</w:t></w:r></w:p>
<w:p><w:r><w:t>Dag {{ naam }}</w:t></w:r><m:oMath><m:r><m:t>x =</m:t></m:r></m:oMath></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://gent.be/" </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>site</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
<w:r><w:drawing><a:p><a:r><a:t>vorm</a:t></a:r></a:p></w:drawing></w:r><w:r><w:pict><v:shape id="s1"
style="width:9pt" href="https://gent.be"><v:textpath string="CONCEPT"/></v:shape></w:pict></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="Titel"/><w:dropDownList><w:listItem w:displayText="een" w:value="1"/></w:dropDownList>
</w:sdtPr><w:sdtContent><w:p><w:del w:id="7">
<w:r><w:delText>weg</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>"""

PARTS: dict[str, tuple[str, str, str]] = {
    "word/charts/chart1.xml": (f"{_TYPES}.drawingml.chart+xml", "chart", CHART),
    "word/diagrams/data1.xml": (f"{_TYPES}.drawingml.diagramData+xml", "diagramData", DIAGRAM),
    "word/glossary/document.xml": (f"{_TYPES}.wordprocessingml.document.glossary+xml", "glossaryDocument", GLOSSARY),
    "customXml/item1.xml": ("application/xml", "customXml", CUSTOM),
}


@cache
def rich_parts() -> dict[str, bytes]:
    """Return the parts of the template: text, header, chart, diagram, building block, data and an embedded workbook."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Boven"
    saved = BytesIO()
    document.save(saved)
    parts = read_parts(saved.getvalue())
    parts["word/document.xml"] = f"<w:document {DECLARED}><w:body>{BODY}</w:body></w:document>".encode()
    types, related = "", ""
    for number, (name, (content_type, kind, content)) in enumerate(PARTS.items()):
        parts[name] = content.encode()
        types += f'<Override PartName="/{name}" ContentType="{content_type}"/>'
        related += f'<Relationship Id="rIdMore{number}" Target="/{name}" Type="{_OFFICE}/relationships/{kind}"/>'
    parts["word/embeddings/workbook1.xlsx"] = packed(WORKBOOK)
    for name, added in (("[Content_Types].xml", types), ("word/_rels/document.xml.rels", related)):
        parts[name] = re.sub(rb"</(?:Types|Relationships)>", lambda end: added.encode() + end[0], parts[name])  # noqa: B023
    return parts


def packed(parts: dict[str, str] | dict[str, bytes]) -> bytes:
    """Return a package of these parts."""
    contents = {name: part.encode() if isinstance(part, str) else part for name, part in parts.items()}
    return pack(packed_part(name, content) for name, content in contents.items())


def compiled_parts(folder: Path, parts: dict[str, bytes], names: set[str] | None = None) -> CompiledTemplate:
    """Compile a template of these parts."""
    path = folder / "sjabloon.docx"
    path.write_bytes(packed(parts))
    return compile_template(path, names)


def with_text(old: str, new: str, part: str) -> dict[str, bytes]:
    """Return the parts with another text in one of them."""
    parts = dict(rich_parts())
    assert old.encode() in parts[part], old
    parts[part] = parts[part].replace(old.encode(), new.encode())
    return parts
