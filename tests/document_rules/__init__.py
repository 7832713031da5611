"""Check .docx and .xlsx files against accessible-documents.md."""

from collections.abc import Collection

from document_rules import excel, excel_accessibility, package, word, word_accessibility
from document_rules.broken import Broken
from document_rules.excel_workbook import Workbook
from document_rules.opened import Package
from document_rules.word_document import Word

__all__ = ["Broken", "check_docx", "check_xlsx"]


def check_docx(data: bytes, *, language: str = "nl-BE", answers: Collection[str] = ()) -> list[Broken]:
    """Give every rule that a Word document breaks; what answers bring is not counted."""
    found = list(package.openable(data))
    if found:
        return found
    opened = Package(data)
    found += package.check(opened, word.MAIN_TYPE)
    if opened.tree(opened.main) is not None:
        document = Word(opened, language, answers)
        found += [*word.check(document), *word_accessibility.check(document)]
    return sorted(set(found))


def check_xlsx(data: bytes, *, answers: Collection[str] = (), sheets: Collection[str] | None = None) -> list[Broken]:
    """Give every rule that a workbook breaks; with sheets, the X rules bind only those."""
    found = list(package.openable(data))
    if found:
        return found
    opened = Package(data)
    found += package.check(opened, excel.MAIN_TYPE)
    if opened.tree(opened.main) is not None:
        book = Workbook(opened, answers)
        found += [*excel.check(book), *excel_accessibility.check(book, sheets)]
    return sorted(set(found))
