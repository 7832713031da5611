"""X11-X14: contrast, size, colour and links."""

import re
from collections.abc import Iterator

from document_rules.broken import Broken
from document_rules.cells import area
from document_rules.colours import BLACK, LEAST_CONTRAST, WHITE, contrast, lightened
from document_rules.excel_styles import flag, font_size
from document_rules.excel_workbook import Cell, Sheet, Table
from document_rules.markup import Element, child, children, local
from document_rules.wording import poor_link

LEAST_SIZE = 11
RED = re.compile(r"\[(?:red|rood|rot|rouge)\]", re.IGNORECASE)
TABLE_STYLE = re.compile(r"TableStyle(Light|Medium|Dark)(\d+)")
HYPERLINK = re.compile(r"\bHYPERLINK\s*\(", re.IGNORECASE)


def contrasts(sheet: Sheet) -> Iterator[Broken]:
    """X11: contrast is at least 4.5."""
    styles = sheet.book.styles
    for found in sheet.used if sheet.visible else ():
        look = styles.look(found.style)
        styled = _table_colours(sheet, found)
        behind = styles.fill_colour(look.fill) or styled[1]
        for font in sheet.fonts(found):
            colour = styled[0] if font is look.font and look.plain_font else styles.font_colour(font)
            if contrast(colour, behind) < LEAST_CONTRAST:
                ratio = f"{contrast(colour, behind):.2f}"
                yield Broken("X11", sheet.part, f"{found.address}: {colour} on {behind} is {ratio}")


def _table_colours(sheet: Sheet, found: Cell) -> tuple[str, str]:
    plain = sheet.book.styles.font_colour(sheet.book.styles.look(0).font), WHITE
    for table in sheet.tables:
        if table.has_header and found.row == table.area.top and table.area.holds(found.row, found.column):
            return _header_colours(sheet, table) or plain
    return plain


def _header_colours(sheet: Sheet, table: Table) -> tuple[str, str] | None:
    info = child(table.root, "s:tableStyleInfo")
    match = TABLE_STYLE.fullmatch(info.get("name", "") if info is not None else "")
    if match is None:
        return None
    family, at = match[1], int(match[2])
    accents = [BLACK, *(sheet.book.theme.colour(f"accent{n}") or BLACK for n in range(1, 7))]
    accent = accents[(at - 1) % 7]
    if family == "Light" and at <= 7:
        return (lightened(accent, -0.25) if at > 1 else BLACK), WHITE
    if family == "Dark":
        return WHITE, accents[(0, 2, 4, 6)[at - 8]] if at > 7 else BLACK
    filled = (family == "Light" and 8 <= at <= 14) or (family == "Medium" and at <= 21)
    return (WHITE, accent) if filled else None


def sizes(sheet: Sheet) -> Iterator[Broken]:
    """X12: text is large enough."""
    for found in [*sheet.used, *sheet.inputs] if sheet.visible else ():
        small = [size for font in sheet.fonts(found) if (size := font_size(font)) < LEAST_SIZE]
        if small:
            yield Broken("X12", sheet.part, f"{found.address}: {min(small):g} points")


def colour_only(sheet: Sheet) -> Iterator[Broken]:
    """X13: colour is never the only sign."""
    formats = {sheet.book.styles.look(found.style).number_format for found in [*sheet.used, *sheet.inputs]}
    for code in sorted(formats):
        for section in re.sub(r'"[^"]*"', lambda m: m[0].replace(";", ""), code).split(";"):
            if RED.search(section) and not re.search(r"[-(\u2212]", section):
                yield Broken("X13", sheet.part, f"number format {code} says negative by red only")
    for rule in (e for e in (sheet.root.iter() if sheet.root is not None else ())):
        name = local(rule)
        if name == "colorScale" or (name in ("iconSet", "dataBar") and not flag(rule, "showValue", default=True)):
            yield Broken("X13", sheet.part, f"{name} says something by colour or sign only")


def told_links(sheet: Sheet) -> Iterator[Broken]:
    """X14: links tell where they go."""
    for where, shown in _links(sheet):
        problem = poor_link(shown)
        if problem and not (shown and sheet.book.answers.brought(shown)):
            yield Broken("X14", sheet.part, f"{where}: {problem}")


def _links(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for link in children(child(sheet.root, "s:hyperlinks"), "s:hyperlink"):
        rectangle = area(link.get("ref", ""))
        if rectangle is not None:
            yield link.get("ref", ""), sheet.text(rectangle.top, rectangle.left)
    for found in sheet.cells:
        if HYPERLINK.search(_formula(found.element)):
            yield found.address, found.text.strip()


def _formula(element: Element) -> str:
    formula = child(element, "s:f")
    return (formula.text or "") if formula is not None else ""


RULES = (contrasts, sizes, colour_only, told_links)
