"""What tests of the template language share: a template compiled, a part of what it made, and a box in a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from pipeline.ooxml.archive import read_parts
from pipeline.template import CompiledTemplate, compile_template


def compiled(folder: Path, document: WordDocument | Sequence[str]) -> CompiledTemplate:
    """Compile a document, or one of these paragraphs."""
    if not isinstance(document, WordDocument):
        paragraphs, document = document, Document()
        for paragraph in paragraphs:
            document.add_paragraph(paragraph)
    path = folder / "sjabloon.docx"
    document.save(str(path))
    return compile_template(path)


def part_of(content: bytes, name: str) -> str:
    """Return a part of a document as text."""
    return read_parts(content)[name].decode()


NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


BOX = (
    f'<w:r {NAMESPACES}><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" '
    'descr="Beeld van {{ n }}"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    "<wps:cNvSpPr/><wps:spPr/><wps:txbx><w:txbxContent><w:p><w:r><w:t>In de doos: {{ n }}</w:t></w:r></w:p>"
    "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def parsed(xml: str) -> etree._Element:
    """Return an element of Word."""
    return etree.fromstring(xml)
