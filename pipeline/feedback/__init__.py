"""Findings -> an annotated copy of their workbook: cells marked, a first sheet that lists everything. Pure.

The copy is the original package with a few parts changed and a few added, not a workbook read and written anew. So all
that no library knows of stays as it was, byte for byte: pictures, charts, macros, slicers, signatures of macros.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from pipeline.feedback.cell_comments import add_comments, remove_comments
from pipeline.feedback.cell_marks import Marks, mark_cells
from pipeline.feedback.findings_sheet import OverviewContext, add_overview, overview_context
from pipeline.feedback.sheet_xml import AnnotationError
from pipeline.feedback.workbook_part import Book
from pipeline.log_file import trace_of
from pipeline.messages import SEVERITY_NAMES, Language, fix, message, severity_of
from pipeline.model import COMMENT_MARK, FINDINGS_SHEET, FOLLOWS, Finding, Severity
from pipeline.ooxml.addresses import cell_address, parse_range
from pipeline.ooxml.archive import PackageError, PackageTooLargeError, read_parts
from pipeline.ooxml.editable_package import EditablePackage

__all__ = ["AnnotationError", "annotate", "marks_of"]

_LONGEST_TRAIL = 3
"""Digests that are kept: Excel takes at most 255 characters in a custom property."""
_DIGEST = re.compile(r"\b[0-9a-f]{64}\b")

log = logging.getLogger(__name__)


def marks_of(findings: Iterable[Finding]) -> dict[str, dict[str, list[Finding]]]:
    """Return the cells to mark, by sheet: those with an error or a warning."""
    marks: dict[str, dict[str, list[Finding]]] = {}
    for finding in findings:
        cells = parse_range(finding.place.cell or "")
        if cells and finding.place.sheet and severity_of(finding) is not Severity.NOTE:
            address = cell_address(cells.first_row, cells.first_column)
            marks.setdefault(finding.place.sheet, {}).setdefault(address, []).append(finding)
    return marks


def annotate(content: bytes, findings: Sequence[Finding], language: Language) -> bytes:
    """Return a copy of the workbook with its findings in it. Raises AnnotationError where there can be none.

    An annotated copy is annotated anew: the old list and the old marks go first.
    """
    # Texts first: what goes wrong in them is a bug of ours, and not the workbook's doing.
    context = overview_context(findings, language)
    texts = {
        sheet: {cell: _comment_text(of_cell, language) for cell, of_cell in cells.items()}
        for sheet, cells in marks_of(findings).items()
    }
    try:
        package = EditablePackage(read_parts(content))
        earlier = _edit(package, context, texts)
        trail = [*_DIGEST.findall(earlier), hashlib.sha256(content).hexdigest()]
        package.set_custom_property(FOLLOWS, " ".join(trail[-_LONGEST_TRAIL:]))
        return package.packed()
    except PackageTooLargeError as error:
        raise AnnotationError(AnnotationError.OTHER_FORMAT) from error
    except (PackageError, etree.XMLSyntaxError, KeyError, ValueError, IndexError) as error:
        # A reader could make something of it, and all the same it breaks the rules of its format.
        log.warning("no copy of %r: %s", findings[0].place.file, trace_of(error))
        raise AnnotationError(AnnotationError.OTHER_FORMAT) from error


def _edit(package: EditablePackage, context: OverviewContext, texts: Mapping[str, Mapping[str, str]]) -> str:
    """Put marks, comments and the list in; return the digests that an earlier copy kept."""
    book = Book(package)
    earlier = package.custom_property(FOLLOWS)
    if earlier is not None:
        _remove_earlier(package, book)
    if FINDINGS_SHEET.casefold() in (name.casefold() for name in book.sheets):
        raise AnnotationError(AnnotationError.SHEET_EXISTS)
    marks = Marks(package, book)
    for sheet, comments in texts.items():
        part = book.sheets.get(sheet)
        if part is not None:
            mark_cells(package, part, marks, comments)
            add_comments(package, part, comments, COMMENT_MARK)
    add_overview(book, marks, context)
    return earlier or ""


def _comment_text(findings: Iterable[Finding], language: Language) -> str:
    """Say the findings of one cell, each with our mark before it."""
    texts = []
    for finding in findings:
        severity = SEVERITY_NAMES[severity_of(finding)].of(language)
        texts.append(f"{COMMENT_MARK}{severity}\n{message(finding, language)}\n→ {fix(finding, language)}")
    return "\n\n".join(texts)


def _remove_earlier(package: EditablePackage, book: Book) -> None:
    """Take our old list, marks and comments out of a copy that we made earlier."""
    book.remove(FINDINGS_SHEET)
    Marks(package, book).remove()
    for part in book.sheets.values():
        remove_comments(package, part, COMMENT_MARK)
