"""A copy of a template with comments: whole, readable in Word, and with each comment where its mistake is."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from conftest import PROJECT
from document_rules import check_docx
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml import etree

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.ooxml.namespaces import Element, W
from pipeline.template import BrokenTemplateError, TemplateLocation, TemplateMistake, compile_template
from pipeline.template.tag_runs import text_of
from pipeline.template.template_comments import annotate_template

REPORT = PROJECT / "templates/binding/report.docx"


def saved(document: WordDocument) -> bytes:
    """Return the bytes of a document."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def broken(document: bytes) -> list[str]:
    """Return the rules that a template breaks; that it holds tags and comments is what it is for."""
    return sorted({f"{one.code} {one.part}" for one in check_docx(document) if one.code != "WRD05"})


def found(folder: Path, template: bytes) -> list[TemplateMistake]:
    """Return what is wrong in a template."""
    path = folder / "sjabloon.docx"
    path.write_bytes(template)
    try:
        compile_template(path, {"gemeente"})
    except BrokenTemplateError as error:
        return list(error.mistakes)
    return []


def commented(copy: bytes) -> dict[str, str]:
    """Return each comment, and the text of the paragraph that it stands at."""
    parts = read_parts(copy)
    body = etree.fromstring(parts["word/document.xml"])
    at: dict[str | None, Element] = {
        one.get(f"{W}id"): next(one.iterancestors(f"{W}p")) for one in body.iter(f"{W}commentReference")
    }
    comments = etree.fromstring(parts["word/comments.xml"])
    return {"".join(map(str, one.itertext())): text_of(at[one.get(f"{W}id")]) for one in comments}


def test_a_copy_is_a_whole_document_with_each_comment_at_its_mistake() -> None:
    """Also with several in one paragraph; what stands in a header is told at the begin of the text."""
    template = REPORT.read_bytes()
    notes = [
        (TemplateLocation(paragraph=4), "de titel"),
        (TemplateLocation(paragraph=4), "nog iets & <meer>"),
        (TemplateLocation("header", file="word/header1.xml", paragraph=0), "koptekst"),
        (TemplateLocation("properties", file="docProps/core.xml"), "eigenschap"),
    ]
    copy = annotate_template(template, notes)
    assert broken(copy) == broken(template)
    paragraphs = [text_of(one) for one in etree.fromstring(read_parts(copy)["word/document.xml"]).iter(f"{W}p")]
    assert commented(copy) == {
        "de titel": paragraphs[4],
        "nog iets & <meer>": paragraphs[4],
        "koptekst": paragraphs[0],
        "eigenschap": paragraphs[0],
    }
    assert len(Document(BytesIO(copy)).element.body.findall(f".//{W}commentRangeEnd")) == len(notes)


def test_comments_that_were_there_stay() -> None:
    """Somebody may have written comments in the template: they keep their numbers."""
    once = annotate_template(REPORT.read_bytes(), [(TemplateLocation(paragraph=0), "eerst")])
    twice = annotate_template(once, [(TemplateLocation(paragraph=1), "daarna")])
    assert list(commented(twice)) == ["eerst", "daarna"]
    assert broken(twice) == broken(REPORT.read_bytes())


def test_a_tag_that_trims_does_not_move_the_comments_after_it(tmp_path: Path) -> None:
    """The engine joins paragraphs at `-%}`; the copy has them as they were typed."""
    document = Document()
    for text in ("{% if gemeente -%}", "Stad", "{%- endif %}", "Dag {{ gemente }}!"):
        document.add_paragraph(text)
    template = saved(document)
    copy = annotate_template(template, [(one.location, one.subject) for one in found(tmp_path, template)])
    assert commented(copy) == {"gemente": "Dag {{ gemente }}!"}


def test_a_comment_in_a_table_or_text_box_stands_where_word_takes_it(tmp_path: Path) -> None:
    """At the cell; and for a box, in which Word has no comments, at the paragraph that holds it."""
    document = Document()
    document.add_table(1, 2).cell(0, 1).text = "{{ gemeent }}"
    words = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    box = (
        f"<w:r {words}><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>{{{{ gemeentte }}}}</w:t></w:r></w:p>"
    )
    document.add_paragraph("Ernaast").runs[0]._r.addnext(  # noqa: SLF001 - python-docx has no other way
        parse_xml(f"{box}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>")
    )
    template = saved(document)
    copy = commented(annotate_template(template, [(one.location, one.subject) for one in found(tmp_path, template)]))
    assert copy["gemeent"] == "{{ gemeent }}"
    assert copy["gemeentte"].startswith("Ernaast")


def test_a_main_part_of_another_name_is_annotated_too(tmp_path: Path) -> None:
    """SharePoint may call it `document2.xml`, and a small program may leave out its relationships."""
    parts = read_parts(saved(Document()))
    parts["word/document2.xml"] = re.sub(
        rb"<w:body>.*?(<w:sectPr)", rb"<w:body><w:p><w:r><w:t>{{ gemente }}</w:t></w:r></w:p>\1",
        parts.pop("word/document.xml"), flags=re.DOTALL,
    )  # fmt: skip
    del parts["word/_rels/document.xml.rels"]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    template = pack(packed_part(name, content) for name, content in parts.items())
    copy = read_parts(annotate_template(template, [(one.location, one.subject) for one in found(tmp_path, template)]))
    assert b"commentReference" in copy["word/document.xml"]
    assert b"comments.xml" in copy["word/_rels/document.xml.rels"]
