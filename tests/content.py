"""What a document says, as text to compare and to read: content, styles and structure, never bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO

from docx import Document
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from pipeline.ooxml.namespaces import W


def report_texts(content: bytes) -> list[str]:
    """Return the text of every paragraph in the body."""
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def report_content(content: bytes) -> str:
    """Return a report as lines: properties, then each paragraph with its style, list and formatting."""
    document = Document(BytesIO(content))
    properties = document.core_properties
    lines = [f"title: {properties.title}", f"author: {properties.author}", f"language: {properties.language}", ""]
    lines += _paragraphs(document.paragraphs)
    for section in document.sections:
        lines += ["", "footer:", *_paragraphs(section.footer.paragraphs)]
    return "\n".join(lines) + "\n"


def _paragraphs(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        assert paragraph.style is not None
        text = paragraph.text.replace("\t", "⇥").replace("\n", "↵")
        number = paragraph._p.find(f"{W}pPr/{W}numPr/{W}numId")  # noqa: SLF001 - python-docx has no lists
        listed = "" if number is None else f" list {number.get(f'{W}val')}"
        styles = sorted({run.style.name for run in paragraph.runs if run.style and run.style.name != _PLAIN})
        dressed = f" ({', '.join(filter(None, styles))})" if styles else ""
        yield f"[{paragraph.style.name}{listed}]{dressed} {text}".rstrip()


_PLAIN = "Default Paragraph Font"


def form_content(content: bytes) -> str:
    """Return a form as lines: its filled cells, its boxes with their names and what Excel says there."""
    book = load_workbook(BytesIO(content))
    lines = [f"title: {book.properties.title}", f"language: {book.properties.language}"]
    names = {}
    for defined in book.defined_names.values():
        for _, reference in defined.destinations:
            names[reference.replace("$", "").split(":")[0]] = defined.name
    for sheet in book.worksheets:
        prompts = {
            str(area): f"{one.promptTitle} | {one.prompt} | {one.type} {one.formula1 or ''}".strip()
            for one in sheet.data_validations.dataValidation
            for area in one.sqref.ranges
        }
        lines += ["", f"sheet: {sheet.title}"]
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    lines.append(f"{cell.coordinate}: {cell.value}")
                if not cell.protection.locked:
                    lines.append(f"{cell.coordinate}: [{names.get(cell.coordinate, '')}] {prompts[cell.coordinate]}")
    return "\n".join(lines) + "\n"
