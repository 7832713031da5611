"""The package of a template: whatever program wrote it, it is read; what would run, fetch or ask something is told."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from document_rules import check_docx
from docx import Document
from template.rich_package import CHART, WORKBOOK, compiled_parts, packed, rich_parts

from pipeline.ooxml.archive import PackageError, read_parts
from pipeline.ooxml.namespaces import WORD_URI
from pipeline.template import BrokenTemplateError

Parts = dict[str, bytes]
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DOCUMENT, RELATIONSHIPS = "word/document.xml", "word/_rels/document.xml.rels"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain_parts(text: str = "Dag {{ naam }}") -> Parts:
    """Return the parts of a template with one paragraph."""
    document = Document()
    document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = "Boven {{ naam }}"
    saved = BytesIO()
    document.save(saved)
    return read_parts(saved.getvalue())


def changed(parts: Parts, name: str, old: str, new: str) -> Parts:
    """Return the parts with another text in one of them."""
    assert old.encode() in parts[name], old
    return {**parts, name: parts[name].replace(old.encode(), new.encode())}


def related(kind: str, target: str, mode: str = "", part: str = RELATIONSHIPS) -> Parts:
    """Return the parts with one more relationship."""
    new = f'<Relationship Id="rId99" Type="{OFFICE}/relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(plain_parts(), part, "</Relationships>", new)


def body(xml: str) -> Parts:
    """Return the parts with more in the body."""
    return changed(plain_parts(), DOCUMENT, "<w:sectPr", f"{xml}<w:sectPr")


def field(code: str) -> Parts:
    """Return the parts with a field."""
    runs = "".join(
        f"<w:r>{each}</w:r>"
        for each in (
            '<w:fldChar w:fldCharType="begin"/>',
            *(f"<w:instrText>{piece}</w:instrText>" for piece in code.split("|")),
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return body(f"<w:p>{runs}</w:p>")


def embedded(**more: str) -> Parts:
    """Return the parts with a workbook that holds more than cells."""
    inner = {**WORKBOOK, **{name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}}
    return {**plain_parts(), "word/embeddings/map.xlsx": packed(inner)}


# --- Whatever program wrote it --------------------------------------------------------------------


def other_prefix(part: bytes) -> bytes:
    """Return a part in which Word's namespace has another prefix."""
    return re.sub(rb"(</?|[\s])w:", rb"\1x:", part).replace(b"xmlns:w=", b"xmlns:x=")


def no_prefix(part: bytes) -> bytes:
    """Return a part in which Word's namespace is the default one, as the Open XML SDK can write it."""
    return re.sub(rb"(</?)w:", rb"\1", part).replace(b"xmlns:w=", f'xmlns="{WORD_URI}" xmlns:w='.encode(), 1)


@pytest.mark.parametrize("rewrite", [other_prefix, no_prefix])
def test_words_namespace_may_have_any_prefix(tmp_path: Path, rewrite: Callable[[bytes], bytes]) -> None:
    """The report is sound, its lists and headers too."""
    parts = plain_parts("{{ naam }}")
    for name in (DOCUMENT, "word/header1.xml", "word/numbering.xml", "word/settings.xml", "word/styles.xml"):
        parts[name] = rewrite(parts[name])
    content = compiled_parts(tmp_path, parts).render({"naam": "Zo:\n1. een\n2. twee"})
    assert [each.text for each in Document(BytesIO(content)).paragraphs] == ["Zo:", "een", "twee"]
    assert b"<w:p>" in read_parts(content)[DOCUMENT]
    assert not [broken for broken in check_docx(content) if broken.code in ("WRD01", "WRD02", "WRD03", "ORD01")]


def test_a_prefix_that_word_is_told_to_ignore_keeps_its_meaning(tmp_path: Path) -> None:
    """`mc:Ignorable` names prefixes: they are declared where it stands."""
    parts = plain_parts()
    parts[DOCUMENT] = (
        f'<document xmlns="{WORD_URI}" xmlns:w="{WORD_URI}" xmlns:mc="http://schemas.openxmlformats.org/'
        'markup-compatibility/2006" xmlns:q="urn:q" mc:Ignorable="q"><body><p q:a="1"><r><t>{{ naam }}</t></r></p>'
        "</body></document>"
    ).encode()
    made = read_parts(compiled_parts(tmp_path, parts).render({"naam": "An"}))[DOCUMENT].decode()
    assert 'mc:Ignorable="q"' in made
    assert 'xmlns:q="urn:q"' in made
    assert "<w:t" in made


@pytest.mark.parametrize("place", ["rPr", "pPr"])
def test_a_namespace_that_is_declared_inside_a_look(tmp_path: Path, place: str) -> None:
    """It goes along with the look, to wherever the value comes."""
    inner = '<x:deel xmlns:x="urn:x" x:val="1"/>'
    look = {name: f"<w:{name}>{inner if name == place else ''}</w:{name}>" for name in ("rPr", "pPr")}
    parts = body(f"<w:p>{look['pPr']}<w:r>{look['rPr']}<w:t>{{{{ naam }}}}</w:t></w:r></w:p>")
    content = compiled_parts(tmp_path, parts).render({"naam": "An\n\nJef"})
    assert [each.text for each in Document(BytesIO(content)).paragraphs][-2:] == ["An", "Jef"]


NAMES = {
    "word/document.xml": "documenten/Verslag.xml",
    "word/header1.xml": "documenten/boven.xml",
    "word/numbering.xml": "documenten/nummers.xml",
    "word/styles.xml": "word/stijlen.xml",
    "docProps/core.xml": "package/kern.psmdcp",
}


@pytest.mark.parametrize("capitals", [False, True])
def test_parts_may_have_any_name(tmp_path: Path, capitals: object) -> None:
    """They are found by their relationships, in capitals or not, and have Word's own names in the report."""
    parts: Parts = {}
    for name, content in plain_parts("{{ naam }}").items():
        text = (
            re.sub(rb'Target="(?=[a-z]+[\w/]*[.]xml")', b'Target="/word/', content)
            if name == RELATIONSHIPS
            else content
        )
        for old, new in NAMES.items():
            text = text.replace(f"/{old}".encode(), f"/{new}".encode())
            text = text.replace(f'Target="{old}"'.encode(), f'Target="/{new}"'.encode())
        parts[NAMES.get(name, name)] = text
    ending = "RELS" if capitals else "rels"
    parts[f"documenten/_rels/Verslag.xml.{ending}"] = parts.pop(RELATIONSHIPS)
    content = compiled_parts(tmp_path, parts).render({"naam": "1. een\n2. twee"}, {"title": "Titel"})
    document = Document(BytesIO(content))
    assert [each.text for each in document.paragraphs] == ["een", "twee"]
    assert document.sections[0].header.paragraphs[0].text.startswith("Boven 1.")
    assert document.core_properties.title == "Titel"
    assert set(NAMES) - {"word/header1.xml"} <= set(read_parts(content))
    assert not [broken for broken in check_docx(content) if broken.code.startswith(("PKG", "WRD01", "WRD02"))]


def test_the_main_part_may_be_known_by_its_extension_only(tmp_path: Path) -> None:
    """A content type for all .xml, and other ones by name."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    parts = plain_parts()
    types = parts["[Content_Types].xml"].decode()
    types = re.sub(r'<Override [^>]*PartName="/word/document.xml"[^>]*/>', "", types)
    types = re.sub(r'(Default Extension="xml" ContentType=")[^"]*', rf"\1{main}", types)
    parts["[Content_Types].xml"] = types.encode()
    content = compiled_parts(tmp_path, parts).render({"naam": "An"})
    assert Document(BytesIO(content)).paragraphs[0].text == "Dag An"


# --- What can't be read ---------------------------------------------------------------------------


def strict() -> Parts:
    """Return a template in the strict dialect."""
    return changed(plain_parts(), DOCUMENT, WORD_URI, "http://purl.oclc.org/ooxml/wordprocessingml/main")


def test_strict_open_xml_has_its_own_sentence(tmp_path: Path) -> None:
    """With how to save it otherwise."""
    with pytest.raises(BrokenTemplateError) as broken:
        compiled_parts(tmp_path, strict())
    assert [mistake.code for mistake in broken.value.mistakes] == ["template-strict"]


def test_a_password_has_its_own_sentence(tmp_path: Path) -> None:
    """Word puts the whole file into another kind of file, which says so."""
    path = tmp_path / "sjabloon.docx"
    path.write_bytes(OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500))
    from pipeline.template import compile_template

    with pytest.raises(BrokenTemplateError) as broken:
        compile_template(path)
    assert [mistake.code for mistake in broken.value.mistakes] == ["template-protected"]


def lying(size: int) -> bytes:
    """Return a zip of which the one part unpacks to more than it says."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(size))
    content = bytearray(made.getvalue())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<L", 1000)
    return bytes(content)


def test_a_part_that_lies_about_its_size_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more of it is taken than it says to be; then it is refused."""
    sizes: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(self: zipfile.ZipExtFile, number: int | None = -1) -> bytes:
        """Remember how much was asked for."""
        sizes.append(-1 if number is None else number)
        return read(self, number)

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    with pytest.raises(PackageError):
        read_parts(lying(5_000_000))
    assert sizes
    assert all(0 <= size <= 1001 for size in sizes)


# --- What would run, fetch or ask -----------------------------------------------------------------

EXTERNAL = ' TargetMode="External"'
UNSAFE: dict[str, tuple[Callable[[], Parts], str]] = {
    "a text from a file": (lambda: field('INCLUDETEXT "S:\\\\brief.docx"'), "template-fetches"),
    "a picture from the web": (lambda: field('INCLUDE|PICTURE "https://gent.be/a.png" \\d'), "template-fetches"),
    "a conversation": (lambda: field("DDEAUTO excel map.xlsx A1"), "template-fetches"),
    "another conversation": (lambda: field("dde cmd x"), "template-fetches"),
    "a linked object": (lambda: field("LINK Excel.Sheet.12 map.xlsx"), "template-fetches"),
    "a database": (lambda: field('DATABASE \\d "x"'), "template-fetches"),
    "a simple field": (
        lambda: body('<w:p><w:fldSimple w:instr="INCLUDETEXT x.docx"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'),
        "template-fetches",
    ),
    "another document": (
        lambda: {**related("aFChunk", "afchunk1.html"), "word/afchunk1.html": b"<html>"},
        "template-embedded-document",
    ),
    "a script in a link": (lambda: related("hyperlink", "javascript:alert(1)", EXTERNAL), "template-unsafe-link"),
    "a hidden script": (lambda: related("hyperlink", " java&#9;script:alert(1)", EXTERNAL), "template-unsafe-link"),
    "a file in a link": (lambda: related("hyperlink", "file:///S:/lijst.xlsx", EXTERNAL), "template-unsafe-link"),
    "a share in a link": (lambda: related("hyperlink", "\\\\server\\map", EXTERNAL), "template-unsafe-link"),
    "a link in a field": (lambda: field('HYPERLINK "file:///C:/x.exe"'), "template-unsafe-link"),
    "a link in a drawing": (
        lambda: body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" href="file:///x"/></w:pict>'
                     "</w:r></w:p>"),
        "template-unsafe-link",
    ),
    "a picture of an old drawing": (
        lambda: body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata '
                     'src="https://gent.be/a.png"/></v:shape></w:pict></w:r></w:p>'),
        "template-points-outside",
    ),
    "a mode in other capitals": (lambda: related("image", "https://x.be/a.png", ' TargetMode="EXTERNAL"'),
                                 "template-points-outside"),
    "an address without a mode": (lambda: related("image", "https://x.be/a.png"), "template-points-outside"),
    "relationships in capitals": (
        lambda: {name.replace("document.xml.rels", "document.xml.RELS"): part
                 for name, part in related("image", "https://x.be/a.png", EXTERNAL).items()},
        "template-points-outside",
    ),
    "macros under another name": (
        lambda: {**changed(plain_parts(), "[Content_Types].xml", "<Default ", '<Default Extension="dat" ContentType='
                           '"application/vnd.ms-office.vbaProject"/><Default '), "word/project.dat": OLE},
        "template-macros",
    ),
    "macros by their relationship": (lambda: {**related("vbaProject", "x.bin"), "word/x.bin": b"x"}, "template-macros"),
    "macros in an old object": (
        lambda: {**plain_parts(), "word/embeddings/o.bin": OLE + "_VBA_PROJECT".encode("utf-16-le")},
        "template-macros",
    ),
    "a control that runs": (
        lambda: {**related("control", "activeX/activeX1.xml"), "word/activeX/activeX1.xml": b"<a/>"},
        "template-macros",
    ),
    "macros in an embedded workbook": (lambda: embedded(xl__vbaProject_dot_bin="x"), "template-macros"),
    "a source outside an embedded workbook": (
        lambda: embedded(xl___rels__workbook_dot_xml_dot_rels='<Relationships xmlns="http://schemas.openxmlformats.org/'
                         f'package/2006/relationships"><Relationship Id="a" Type="{OFFICE}/relationships/externalLink'
                         'Path" Target="file:///x" TargetMode="External"/></Relationships>'),
        "template-points-outside",
    ),
    "a doctype": (lambda: changed(plain_parts(), DOCUMENT, "<w:document", "<!DOCTYPE x><w:document"),
                  "template-unsafe-part"),
    "a doctype in a chart": (lambda: {**rich_parts(), "word/charts/chart1.xml": f"<!DOCTYPE x>{CHART}".encode()},
                             "template-unsafe-part"),
}  # fmt: skip


@pytest.mark.parametrize("what", UNSAFE)
def test_what_would_run_or_reach_outside_is_told(tmp_path: Path, what: str) -> None:
    """What it is and where, before anything is made of the template."""
    make, code = UNSAFE[what]
    with pytest.raises(BrokenTemplateError) as broken:
        compiled_parts(tmp_path, make())
    assert {mistake.code for mistake in broken.value.mistakes} == {code}
    assert all(mistake.location.file for mistake in broken.value.mistakes)


@pytest.mark.parametrize(
    "make",
    [
        lambda: related("hyperlink", "https://gent.be/a?b=1", EXTERNAL),
        lambda: related("hyperlink", "mailto:an@gent.be", EXTERNAL),
        lambda: related("hyperlink", "#plaats", EXTERNAL),
        lambda: field('HYPERLINK "https://gent.be"'),
        lambda: field('HYPERLINK \\l "plaats"'),
        lambda: field("PAGE"),
        embedded,
    ],
)
def test_what_is_safe_is_taken(tmp_path: Path, make: Callable[[], Parts]) -> None:
    """Links to the web and to a mailbox, fields of the document itself, a workbook with cells."""
    assert not compiled_parts(tmp_path, make()).warnings


def test_a_list_for_mail_merge_is_told_and_left_out(tmp_path: Path) -> None:
    """Word would ask whether it may run a query; the list of people stays where it is."""
    merge = '<w:mailMerge><w:connectString w:val="Provider=x;Data Source=C:\\lijst.xlsx;a=b"/></w:mailMerge>'
    parts = plain_parts()
    parts = changed(parts, "word/settings.xml", "<w:zoom", f"{merge}<w:zoom")
    template = compiled_parts(tmp_path, parts)
    assert [(warning.code, warning.tag) for warning in template.warnings] == [("template-mail-merge", "C:\\lijst.xlsx")]
    assert b"mailMerge" not in read_parts(template.render({"naam": "An"}))["word/settings.xml"]


def test_what_word_would_ask_is_not_taken_over(tmp_path: Path) -> None:
    """A template that lets Word update its fields on opening makes reports that don't."""
    parts = field("PAGE")
    parts = changed(parts, DOCUMENT, 'fldCharType="begin"', 'fldCharType="begin" w:dirty="true"')
    parts = changed(parts, "word/settings.xml", "<w:zoom", '<w:updateFields w:val="true"/><w:zoom')
    made = read_parts(compiled_parts(tmp_path, parts).render({"naam": "An"}))
    assert not [name for name, part in made.items() if b"updateFields" in part or b"w:dirty" in part]
