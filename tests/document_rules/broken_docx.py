"""For each rule, small Word documents that break it."""

import zipfile
from collections.abc import Callable
from io import BytesIO

from document_rules.documents import (
    changed,
    clean_docx,
    docx_document,
    entries,
    saved,
    with_body,
    with_parts,
    with_picture,
    zipped,
)

DOCUMENT, STYLES, SETTINGS, CORE = "word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml"
TYPES, RELS, NUMBERING = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/numbering.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraph(runs: str, properties: str = "") -> str:
    """Write a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Write a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def body(text: str, properties: str = "") -> Callable[[], bytes]:
    """Give the clean document with one more paragraph."""
    return lambda: with_body(paragraph(run(text, properties)))


def xml(added: str) -> Callable[[], bytes]:
    """Give the clean document with more XML in its body."""
    return lambda: with_body(added)


def patched(part: str, old: str, new: str) -> Callable[[], bytes]:
    """Give the clean document with a change in one part."""
    return lambda: changed(clean_docx(), part, old, new)


def doubled() -> bytes:
    """Give a zip with a part twice, in another case."""
    parts = entries(clean_docx())
    return zipped(parts | {"word/Document.xml": parts[DOCUMENT]})


def linked(kind: str, target: str, mode: str = ' TargetMode="External"') -> Callable[[], bytes]:
    """Give the clean document with one more relationship."""
    new = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    return patched(RELS, "</Relationships>", new)


def hyperlink(text: str, target: str = "https://example.org/verslag") -> Callable[[], bytes]:
    """Give the clean document with a link."""

    def made() -> bytes:
        data = linked("hyperlink", target)()
        link = paragraph(f'<w:hyperlink r:id="rId99">{run(text)}</w:hyperlink>')
        return changed(data, DOCUMENT, "<w:sectPr", f"{link}<w:sectPr")

    return made


def field(code: str, parts: str = "begin separate end") -> str:
    """Write a field."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in parts.split()]
    marks.insert(1, f"<w:r><w:instrText>{code}</w:instrText></w:r>")
    marks.insert(3, run("klik hier"))
    return paragraph("".join(marks))


def truncated() -> bytes:
    """Give a zip with a broken checksum."""
    data = bytearray(zipped({"a.xml": b"<a/>" * 100}))
    data[40] ^= 0xFF
    return bytes(data)


def packed(method: int) -> bytes:
    """Give a zip with another compression."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr(TYPES, b"<Types/>")
    return made.getvalue()


def table(*rows: str, look: str = '<w:tblLook w:val="0020"/>', columns: int = 2) -> str:
    """Write a table."""
    grid = '<w:gridCol w:w="100"/>' * columns
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{paragraph(run('x'))}"


def row(*cells: str, header: bool = False) -> str:
    """Write a row; a cell that starts with < is its XML."""
    made = [c if c.startswith("<") else f"<w:tc>{paragraph(run(c) if c else '')}</w:tc>" for c in cells]
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{''.join(made)}</w:tr>"


def cell(text: str, properties: str) -> str:
    """Write a cell with properties."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text) if text else '')}</w:tc>"


HEAD = row("Wie", "Wat", header=True)
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>" + paragraph(run("Kies")) + "</w:sdtContent></w:sdt>"
INSERTED = f'<w:ins w:id="9" w:author="a">{run("x")}</w:ins>'
STYLE_END = "</w:styles>"
NEW_STYLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}</w:style></w:styles>'
BOOKMARK = '<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>'
LEGACY = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/></w:ffData></w:fldChar></w:r>'
ENDED = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
ANCHOR = '<w:r><w:drawing><wp:anchor><wp:docPr id="5" descr="Een kaart"/></wp:anchor></w:drawing></w:r>'
BOX = (
    "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>"
    + paragraph(run("x"))
    + "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
STYLED = '<w:pStyle w:val="{}"/>'
NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
LONG = "Dit is een lange zin die helemaal schuin staat en daarom veel moeilijker te lezen is voor mensen. " * 2


def styled(name: str, inside: str, text: str = "Een zin.") -> Callable[[], bytes]:
    """Give the clean document with a paragraph in a new style."""

    def made() -> bytes:
        data = with_body(paragraph(run(text), STYLED.format(name)))
        return changed(data, STYLES, STYLE_END, NEW_STYLE.format(name, inside))

    return made


def list_twice() -> bytes:
    """Give a numbered list that runs on after a heading."""
    document = docx_document()
    document.add_heading("Nog een lijst", 2)
    document.add_paragraph("Derde punt", style="List Number")
    return saved(document)


def two_targets() -> bytes:
    """Give two links with one text."""
    data = hyperlink("het verslag")()
    other = f'<Relationship Id="rId98" Type="{OFFICE}/hyperlink" Target="https://x.be/" TargetMode="External"/>'
    data = changed(data, RELS, "</Relationships>", f"{other}</Relationships>")
    link = paragraph(f'<w:hyperlink r:id="rId98">{run("het verslag")}</w:hyperlink>')
    return changed(data, DOCUMENT, "<w:sectPr", f"{link}<w:sectPr")


def no_paragraph() -> bytes:
    """Give a header without a paragraph."""
    data = entries(clean_docx())["word/header1.xml"].decode()
    start, end = data.index("<w:p>"), data.index("</w:hdr>")
    return with_parts(clean_docx(), {"word/header1.xml": (data[:start] + data[end:]).encode()})


def encrypted() -> bytes:
    """Give a zip that says it is encrypted."""
    data = bytearray(zipped({"a.xml": b"<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BROKEN_DOCX: list[tuple[str, Callable[[], bytes]]] = [
    ("PKG01", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("PKG01", lambda: b"no zip at all"),
    ("PKG01", truncated),
    ("PKG01", encrypted),
    ("PKG01", lambda: packed(zipfile.ZIP_BZIP2)),
    ("PKG02", doubled),
    ("PKG02", lambda: with_parts(clean_docx(), {"../evil.xml": b"<a/>"})),
    ("PKG03", lambda: with_parts(clean_docx(), {"word/odd.thing": b"x"})),
    ("PKG03", patched(TYPES, "document.main+xml", "template.main+xml")),
    ("PKG04", lambda: with_parts(clean_docx(), {"word/extra.xml": b"<a><b></a>"})),
    ("PKG04", lambda: with_parts(clean_docx(), {"word/extra.xml": b'<!DOCTYPE a SYSTEM "x"><a/>'})),
    ("PKG04", lambda: with_parts(clean_docx(), {"word/extra.xml": b'<?xml version="1.0" encoding="iso-8859-1"?><a/>'})),
    ("PKG05", linked("image", "media/none.png", "")),
    ("PKG05", linked("hyperlink", "https://a b")),
    ("PKG05", patched(RELS, 'Id="rId9"', 'Id="rId8"')),
    ("PKG05", xml(paragraph(f'<w:hyperlink r:id="rId77">{run("verslag")}</w:hyperlink>'))),
    ("PKG06", patched(CORE, "<dc:subject/>", "<dc:title>Nog een</dc:title>")),
    ("PKG06", patched(CORE, "2013-12-23T23:15:00Z", "2013-13-23 23:15")),
    ("PKG07", linked("image", "https://example.org/a.png")),
    ("PKG07", linked("oleObject", "file:///a.xls")),
    ("PKG07", lambda: with_parts(linked("vbaProject", "vbaProject.bin", "")(), {"word/vbaProject.bin": b"x"})),
    ("WRD01", xml("<w:tbl><w:tblPr/><w:tblGrid/></w:tbl>")),
    ("WRD01", xml(table(HEAD, "<w:tr><w:tc/></w:tr>"))),
    ("WRD01", xml(table(HEAD, row("een cel")))),
    ("WRD01", xml(table(HEAD, row(cell("a", "<w:vMerge/>"), "b")))),
    ("WRD01", no_paragraph),
    ("WRD02", xml(BOOKMARK.format(1, "a") + BOOKMARK.format(1, "b"))),
    ("WRD02", xml(BOOKMARK.format(1, "a") + BOOKMARK.format(2, "A"))),
    ("WRD02", xml('<w:bookmarkStart w:id="3" w:name="c"/>')),
    ("WRD02", xml(paragraph(f'<w:hyperlink w:anchor="nergens">{run("verder lezen")}</w:hyperlink>'))),
    ("WRD02", xml(paragraph(run("x"), STYLED.format("Nergens")))),
    ("WRD02", xml(paragraph(run("x", '<w:rStyle w:val="Heading1"/>')))),
    ("WRD02", xml(paragraph(run("x"), NUMBERED.format(0, 999)))),
    ("WRD02", styled("Lus", '<w:basedOn w:val="Lus"/>')),
    ("WRD02", xml(CONTROL.format('<w:alias w:val="a"/><w:id w:val="4"/>') * 2)),
    ("WRD02", xml('<w:p w14:paraId="00000001"/><w:p w14:paraId="00000001"/>')),
    ("WRD02", xml(paragraph('<w:r><w:footnoteReference w:id="7"/></w:r>'))),
    ("WRD03", xml(field("PAGE", "begin separate"))),
    ("WRD03", xml(paragraph(ENDED))),
    ("WRD04", patched(SETTINGS, "<w:compat>", "<w:updateFields/><w:compat>")),
    ("WRD04", patched(SETTINGS, 'w:val="15"', 'w:val="14"')),
    ("WRD04", xml(field("INCLUDETEXT a.docx"))),
    ("WRD04", xml(field("PAGE").replace('"begin"', '"begin" w:dirty="true"'))),
    ("WRD05", body("Beste {{ naam }}")),
    ("WRD05", xml(paragraph(run("Beste {") + run("{ naam }")))),
    ("WRD05", body("None")),
    ("WRD05", body("een\ntwee")),
    ("WRD05", body("verborgen", "<w:vanish/>")),
    ("WRD05", xml(paragraph(INSERTED))),
    ("WRD05", patched(CORE, "<dc:description></dc:description>", "<dc:description>by python-docx</dc:description>")),
    ("ORD01", xml(paragraph(run("x", '<w:sz w:val="24"/><w:b/>')))),
    ("ORD01", xml(paragraph(run("x"), '<w:jc w:val="left"/><w:keepNext/>'))),
    ("ORD01", patched(SETTINGS, "<w:compat>", "<w:listSeparator w:val=','/><w:compat>")),
    ("ORD01", patched(STYLES, '<w:name w:val="Normal"/>', '<w:qFormat/><w:name w:val="Normal"/>')),
    ("ORD01", patched(NUMBERING, "</w:numbering>", '<w:abstractNum w:abstractNumId="99"/></w:numbering>')),
    ("ORD01", patched(NUMBERING, "<w:numFmt", '<w:suff w:val="tab"/><w:numFmt')),
    ("ORD01", xml(table(HEAD, row("a", "b"), look='<w:tblLook w:firstRow="1"/><w:tblW w:w="0" w:type="auto"/>'))),
    ("ORD01", patched(DOCUMENT, "<w:pgSz", '<w:cols w:space="720"/><w:pgSz')),
    ("D01", patched(CORE, "<dc:title>Verslag over de buurt</dc:title>", "")),
    ("D01", patched(CORE, "<dc:title>Verslag over de buurt", "<dc:title>verslag.docx")),
    ("D02", patched(STYLES, 'w:val="nl-BE"', 'w:val="en-US"')),
    ("D02", patched(SETTINGS, 'themeFontLang w:val="nl-BE"', 'themeFontLang w:val="en-US"')),
    ("D02", body("in het Frans", '<w:lang w:val="fr-FR"/>')),
    ("D02", styled("Frans", '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>')),
    ("D03", xml(paragraph(run("Te diep"), STYLED.format("Heading4")))),
    ("D03", xml(paragraph("", STYLED.format("Heading2")))),
    ("D03", xml(table(HEAD, row(f"<w:tc>{paragraph(run('Kop'), STYLED.format('Heading2'))}</w:tc>", "b")))),
    ("D03", styled("Diep", '<w:pPr><w:outlineLvl w:val="4"/></w:pPr>')),
    ("D04", body("Een vette kop", "<w:b/>")),
    ("D04", styled("Vet", "<w:rPr><w:b/></w:rPr>")),
    ("D05", body("- een punt")),
    ("D05", body("1. een punt")),
    ("D06", xml(paragraph(run("x"), NUMBERED.format(8, 1)))),
    ("D06", list_twice),
    ("D07", xml(table(row("a", "b"), row("c", "d")))),
    ("D07", xml(table(HEAD, row("c", "d"), look=""))),
    ("D07", xml(table(row("a", "", header=True), row("c", "d")))),
    ("D07", xml(table(HEAD, row("c", "d"), row("e", "f", header=True)))),
    ("D08", xml(table(HEAD, row(cell("a", '<w:gridSpan w:val="2"/>'))))),
    ("D08", xml(table(HEAD, row(f"<w:tc>{table(HEAD, row('a', 'b'))}</w:tc>", "b")))),
    ("D09", xml(table(HEAD))),
    ("D09", xml(table(row("a", header=True), row("b"), columns=1))),
    ("D09", xml(table(HEAD, row("", ""), row("a", "b")))),
    ("D10", lambda: with_picture("")),
    ("D10", lambda: with_picture("foto.png")),
    ("D10", lambda: with_picture("x" * 251)),
    ("D10", xml(paragraph("<w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"))),
    ("D11", xml(paragraph(ANCHOR))),
    ("D11", xml(paragraph(BOX))),
    ("D11", xml(paragraph(run("x"), '<w:framePr w:w="10"/>'))),
    ("D11", xml(table(HEAD, row("a", "b"), look='<w:tblpPr w:tblpX="1"/><w:tblLook w:firstRow="1"/>'))),
    ("D12", hyperlink("klik hier")),
    ("D12", hyperlink("")),
    ("D12", hyperlink("https://example.org/verslag")),
    ("D12", body("Zie www.example.org/verslag voor meer.")),
    ("D12", xml(field('HYPERLINK "https://example.org"'))),
    ("D12", two_targets),
    ("D13", body("lichtgrijs", '<w:color w:val="AAAAAA"/>')),
    ("D13", body("rood op geel", '<w:color w:val="FF0000"/><w:highlight w:val="yellow"/>')),
    ("D13", styled("Bleek", '<w:rPr><w:color w:val="BBBBBB"/></w:rPr>')),
    (
        "D13",
        styled("Vlak", '<w:pPr><w:shd w:val="clear" w:fill="333333"/></w:pPr><w:rPr><w:color w:val="000000"/></w:rPr>'),
    ),
    ("D13", body("thema", '<w:color w:val="000000" w:themeColor="background1"/>')),
    ("D14", body("klein", '<w:sz w:val="20"/>')),
    ("D14", styled("Klein", '<w:rPr><w:sz w:val="18"/></w:rPr>')),
    ("D15", body("roepen", "<w:caps/>")),
    ("D15", xml(paragraph(run("ALLES IN HOOFDLETTERS"), STYLED.format("Heading2")))),
    ("D15", body("streep", '<w:u w:val="single"/>')),
    ("D15", xml(paragraph(run("uitgevuld"), '<w:jc w:val="both"/>'))),
    ("D15", body("schreef", '<w:rFonts w:ascii="Georgia"/>')),
    ("D15", body(LONG, "<w:i/>")),
    ("D16", xml(table(HEAD, row(cell("", '<w:shd w:val="clear" w:fill="FF0000"/>'), "b")))),
    ("D16", xml(table(HEAD, row("✓", "b")))),
    ("D17", xml("<w:p/><w:p/>")),
    ("D17", body("naam      datum")),
    ("D17", xml(paragraph("<w:r><w:tab/><w:tab/><w:tab/><w:t>x</w:t></w:r>"))),
    (
        "D18",
        patched(
            SETTINGS,
            "<w:defaultTabStop",
            '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop',
        ),
    ),
    ("D19", xml(CONTROL.format('<w:id w:val="4"/>'))),
    ("D19", xml(paragraph(LEGACY + ENDED))),
    ("D20", body("knippert", '<w:effect w:val="blinkBackground"/>')),
    ("D21", xml(paragraph('<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'))),
    ("D21", body("J", '<w:rFonts w:ascii="Wingdings"/>')),
    ("D22", patched(DOCUMENT, 'w:w="11906"', 'w:w="12240"')),
]
