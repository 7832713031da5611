"""What tests of the reader share: a workbook of raw parts, and the one sheet of it."""

from __future__ import annotations

from raw_books import book_parts, sheet_xml, zipped

from pipeline.model import Sheet, Workbook
from pipeline.read.parse import parse


def book_of(parts: dict[str, bytes | str]) -> Workbook:
    """Read a workbook of these parts."""
    workbook = parse(zipped(parts), "enquete.xlsx")
    assert isinstance(workbook, Workbook), workbook
    return workbook


def sheet_of(rows: str, *, before: str = "", after: str = "", **parts: str) -> Sheet:
    """Read the one sheet of a workbook."""
    extra = {f"xl/{name}.xml": part for name, part in parts.items()}
    return book_of({**book_parts(sheet_xml(rows, before=before, after=after)), **extra}).sheets[0]
