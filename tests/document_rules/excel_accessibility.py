"""X01-X16: the workbook is accessible."""

import re
from collections.abc import Collection, Iterator

from document_rules import excel_forms, excel_layout, excel_look
from document_rules.broken import Broken
from document_rules.excel_styles import flag
from document_rules.excel_workbook import Sheet, Workbook
from document_rules.markup import Element, child, is_decorative, local, path, q
from document_rules.wording import poor_alternative, poor_title

EMPTY_SHEET_NAME = re.compile(
    r"(sheet|blad|werkblad|feuil|feuille|tabelle|hoja|foglio|planilha|worksheet)\s*_?\d*", re.IGNORECASE
)
EMPTY_COLUMN_NAME = re.compile(r"(column|kolom|colonne|spalte)\s*_?\d*", re.IGNORECASE)
EMPTY_TABLE_NAME = re.compile(r"(table|tabel|tableau|tabelle)_?\d*", re.IGNORECASE)
SHAPES = ("xdr:pic", "xdr:graphicFrame", "xdr:sp", "xdr:cxnSp", "xdr:grpSp")
CONTROLS = frozenset({"control", "ctrlProp"})


def check(book: Workbook, only: Collection[str] | None = None) -> Iterator[Broken]:
    """Check all rules, on all sheets or on some."""
    if only is None:
        yield from title(book)
        yield from excel_layout.opens_at_start(book)
    rules = (names, start, merged, tables, pictures, *excel_forms.RULES, *excel_layout.RULES, *excel_look.RULES)
    for sheet in (sheet for sheet in book.sheets if only is None or sheet.name in only):
        for rule in rules:
            yield from rule(sheet)


def title(book: Workbook) -> Iterator[Broken]:
    """X01: the workbook has a title."""
    problem = poor_title(book.package.core_text("dc:title"))
    if problem:
        yield Broken("X01", book.package.core or "docProps/core.xml", problem)


def names(sheet: Sheet) -> Iterator[Broken]:
    """X02: sheet names say what is in them."""
    if EMPTY_SHEET_NAME.fullmatch(sheet.name.strip()):
        yield Broken("X02", sheet.part, f"the sheet is called {sheet.name}")


def start(sheet: Sheet) -> Iterator[Broken]:
    """X03: each visible sheet starts in A1."""
    if sheet.visible and not sheet.text(1, 1):
        yield Broken("X03", sheet.part, f"{sheet.name}: A1 is empty")


def merged(sheet: Sheet) -> Iterator[Broken]:
    """X04: no merged cells."""
    if sheet.merges:
        yield Broken("X04", sheet.part, f"{sheet.name}: {len(sheet.merges)} merged ranges")


def tables(sheet: Sheet) -> Iterator[Broken]:
    """X05: tables have a header row and names."""
    for table in sheet.tables:
        shown = table.root.get("displayName", "")
        if not table.has_header:
            yield Broken("X05", table.part, f"{shown} has no header row")
        if EMPTY_TABLE_NAME.fullmatch(shown):
            yield Broken("X05", table.part, f"the table is called {shown}")
        for name in table.columns:
            if not name.strip() or EMPTY_COLUMN_NAME.fullmatch(name.strip()):
                yield Broken("X05", table.part, f"a column of {shown} is called {name!r}")


def pictures(sheet: Sheet) -> Iterator[Broken]:
    """X06: pictures and charts have alternative text; nothing floats with text."""
    for part in sheet.book.package.related(sheet.part, "drawing"):
        root = sheet.book.package.tree(part)
        for shape in root.iter(*map(q, SHAPES)) if root is not None else ():
            yield from (Broken("X06", part, problem) for problem in _shape_problems(shape))
    for relationship in sheet.book.package.relationships(sheet.part).values():
        if relationship.kind in CONTROLS:
            yield Broken("X06", sheet.part, f"a form control: {relationship.target}")


def _shape_problems(shape: Element) -> Iterator[str]:
    properties = next((found for kid in shape if (found := child(kid, "xdr:cNvPr")) is not None), None)
    if properties is None or flag(properties, "hidden"):
        return
    name = properties.get("name", local(shape))
    typed = "".join(piece.text or "" for piece in shape.iter(q("a:t"))).strip()
    if shape.tag == q("xdr:sp") and path(shape, "xdr:txBody") is not None and typed:
        yield f"{name} floats with text"
        return
    problem = poor_alternative(properties.get("descr", ""), decorative=is_decorative(properties))
    if problem:
        yield f"{name}: {problem}"
