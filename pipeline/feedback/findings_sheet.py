"""The first sheet of an annotated copy: every finding of the workbook, with a link to its cell."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.feedback.cell_marks import Marks
from pipeline.feedback.sheet_xml import excel_text
from pipeline.feedback.workbook_part import Book
from pipeline.messages import SEVERITY_NAMES, Language, LocalizedText, fix, message, severity_of
from pipeline.model import FINDINGS_SHEET, Finding, Severity
from pipeline.ooxml.namespaces import SHEET_URI, SPACE, Element, S
from pipeline.ooxml.xml_parts import new_root, serialize_xml

_TITLE = LocalizedText("Findings about {file}")
_COUNTS = LocalizedText("Errors: {error} · warnings: {warning} · notes: {note}")
_ADVICE = LocalizedText(
    "Mend the marked cells and save. Then put this copy with the answers: it counts as the newer version."
)
_HEADERS = (
    LocalizedText("Severity"),
    LocalizedText("Place"),
    LocalizedText("Initiative"),
    LocalizedText("What is wrong"),
    LocalizedText("How to mend it"),
)
_WIDTHS = (12, 26, 26, 58, 58)
_SPARE = 4
"""Characters of a column's width that a broader font may need."""
_TITLE_HEIGHT, _LINE_HEIGHT, _AIR, _TALLEST = 26, 16, 6, 409
"""Points; Excel's rows are at most 409 high."""
_HEADER_ROW = 4
_WHOLE = LocalizedText("whole workbook")
_MOST_LINKS = 60_000
"""Excel takes 65,530 links on a sheet, and repairs a workbook that has more."""
_LONGEST = 32_767
"""Characters that a cell can hold."""
_INK, _LINK, _LINE, _HEAD = "FF1D2733", "FF0B5394", "FFC9D1DA", "FFE6EBF0"


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the list, in words."""

    sheet: str | None
    cell: str
    words: tuple[str, ...]
    """One for each column."""


@dataclass(frozen=True, slots=True)
class OverviewContext:
    """All that the sheet says."""

    above: tuple[str, ...]
    headers: tuple[str, ...]
    lines: tuple[_Line, ...]


def overview_context(findings: Sequence[Finding], language: Language) -> OverviewContext:
    """Say the findings of a workbook, the gravest first."""
    counts = Counter(map(severity_of, findings))
    numbers = {str(severity): counts[severity] for severity in Severity}
    title = _TITLE.of(language).format(file=findings[0].place.file)
    above = (title, _COUNTS.of(language).format(**numbers), _ADVICE.of(language))
    ordered = sorted(findings, key=lambda finding: list(Severity).index(severity_of(finding)))
    headers = tuple(words.of(language) for words in _HEADERS)
    return OverviewContext(above, headers, tuple(_line(finding, language) for finding in ordered))


def _line(finding: Finding, language: Language) -> _Line:
    place = " › ".join(filter(None, (finding.place.sheet, finding.place.cell))) or _WHOLE.of(language)
    severity = SEVERITY_NAMES[severity_of(finding)].of(language).capitalize()
    words = (severity, place, finding.initiative or "", message(finding, language), fix(finding, language))
    return _Line(finding.place.sheet, finding.place.cell or "A1", tuple(map(excel_text, words)))


def add_overview(book: Book, marks: Marks, context: OverviewContext) -> None:
    """Put the list of findings in front of the other sheets."""
    looks = _Looks(marks)
    root = _frame(_HEADER_ROW + len(context.lines))
    rows = etree.SubElement(root, f"{S}sheetData")
    for number, words in enumerate(context.above, start=1):
        _row(rows, number, [(excel_text(words), looks.title if number == 1 else looks.line)])
    _row(rows, _HEADER_ROW, [(words, looks.header) for words in context.headers])
    links = etree.Element(f"{S}hyperlinks")
    for number, line in enumerate(context.lines, start=_HEADER_ROW + 1):
        linked = line.sheet in book.sheets and len(links) < _MOST_LINKS
        if linked:
            quoted = (line.sheet or "").replace("'", "''")
            attributes = {"ref": f"B{number}", "location": f"'{quoted}'!{line.cell}", "display": line.words[1]}
            etree.SubElement(links, f"{S}hyperlink", attributes)
        styles = [looks.words, looks.link if linked else looks.words, *[looks.words] * 3]
        _row(rows, number, list(zip(line.words, styles, strict=True)))
    if len(links):
        root.append(links)
    root.extend(_paper())
    content = serialize_xml(root)
    book.put_in_front(FINDINGS_SHEET, content)
    book.add_name("_xlnm.Print_Titles", f"{FINDINGS_SHEET}!${_HEADER_ROW}:${_HEADER_ROW}")


# --- Its cells ------------------------------------------------------------------------------------


class _Looks:
    """The styles of the sheet. `quotePrefix` keeps a text that begins with `=` a text, also when it is edited."""

    def __init__(self, marks: Marks) -> None:
        """Add them to the styles of the workbook."""
        plain, bold = marks.append("fonts", _font(11)), marks.append("fonts", _font(11, "b"))
        title, link = marks.append("fonts", _font(16, "b")), marks.append("fonts", _font(11, "u", colour=_LINK))
        head = etree.Element(f"{S}fill")
        pattern = etree.SubElement(head, f"{S}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{S}fgColor", rgb=_HEAD)
        etree.SubElement(pattern, f"{S}bgColor", indexed="64")
        fill = marks.append("fills", head)
        border = etree.Element(f"{S}border")
        for side in ("left", "right", "top", "bottom", "diagonal"):
            edge = etree.SubElement(border, f"{S}{side}")
            if side == "bottom":
                edge.set("style", "thin")
                etree.SubElement(edge, f"{S}color", rgb=_LINE)
        under = marks.append("borders", border)
        self.title = marks.append("cellXfs", _style(title))
        self.line = marks.append("cellXfs", _style(plain))
        self.header = marks.append("cellXfs", _style(bold, under, fill, wrap=True))
        self.words = marks.append("cellXfs", _style(plain, under, wrap=True))
        self.link = marks.append("cellXfs", _style(link, under, wrap=True))


def _font(size: int, *looks: str, colour: str = _INK) -> Element:
    font = etree.Element(f"{S}font")
    for look in looks:
        etree.SubElement(font, f"{S}{look}")
    etree.SubElement(font, f"{S}sz", val=str(size))
    etree.SubElement(font, f"{S}color", rgb=colour)
    etree.SubElement(font, f"{S}name", val="Calibri")
    etree.SubElement(font, f"{S}family", val="2")
    return font


def _style(font: int, border: int = 0, fill: int = 0, *, wrap: bool = False) -> Element:
    numbers = {"numFmtId": "49", "fontId": str(font), "fillId": str(fill), "borderId": str(border), "xfId": "0"}
    applied = {f"apply{what}": "1" for what in ("NumberFormat", "Font", "Fill", "Border", "Alignment")}
    style = etree.Element(f"{S}xf", {**numbers, "quotePrefix": "1", **applied})
    alignment = {"vertical": "top", "wrapText": "1"} if wrap else {"vertical": "center"}
    etree.SubElement(style, f"{S}alignment", alignment)
    return style


def _row(rows: Element, number: int, cells: Sequence[tuple[str, int]]) -> None:
    row = etree.SubElement(rows, f"{S}row", r=str(number), ht=str(_height(number, cells)), customHeight="1")
    for letter, (text, style) in zip("ABCDE", cells, strict=False):
        cell = etree.SubElement(row, f"{S}c", r=f"{letter}{number}", s=str(style))
        if text:
            cell.set("t", "inlineStr")  # a text in the sheet itself: never a formula, whatever it begins with
            holder = etree.SubElement(cell, f"{S}is")
            etree.SubElement(holder, f"{S}t", {SPACE: "preserve"}).text = text[:_LONGEST]


def _height(number: int, cells: Sequence[tuple[str, int]]) -> int:
    """Return the height of a row in points: not every program makes room for wrapped text by itself."""
    if number < _HEADER_ROW:
        return _TITLE_HEIGHT if number == 1 else _LINE_HEIGHT
    texts = zip((text for text, _ in cells), _WIDTHS, strict=False)
    lines = max(len(textwrap.wrap(text, width - _SPARE)) for text, width in texts)
    return min(max(lines, 1) * _LINE_HEIGHT + _AIR, _TALLEST)


# --- Its frame ------------------------------------------------------------------------------------


def _frame(last_row: int) -> Element:
    """Return the sheet up to its cells: its extent, its view with the header row in sight, its widths."""
    root = new_root(SHEET_URI, "worksheet")
    about = etree.SubElement(root, f"{S}sheetPr")
    etree.SubElement(about, f"{S}pageSetUpPr", fitToPage="1")
    etree.SubElement(root, f"{S}dimension", ref=f"A1:E{last_row}")
    views = etree.SubElement(root, f"{S}sheetViews")
    view = etree.SubElement(views, f"{S}sheetView", showGridLines="0", tabSelected="1", workbookViewId="0")
    first = f"A{_HEADER_ROW + 1}"
    frozen = {"ySplit": str(_HEADER_ROW), "topLeftCell": first, "activePane": "bottomLeft", "state": "frozen"}
    etree.SubElement(view, f"{S}pane", frozen)
    etree.SubElement(view, f"{S}selection", pane="bottomLeft", activeCell="A1", sqref="A1")
    etree.SubElement(root, f"{S}sheetFormatPr", defaultRowHeight="15")
    columns = etree.SubElement(root, f"{S}cols")
    for number, width in enumerate(_WIDTHS, start=1):
        column = str(number)
        etree.SubElement(columns, f"{S}col", min=column, max=column, width=str(width), customWidth="1")
    return root


def _paper() -> Iterator[Element]:
    """Yield how it prints: A4 on its side, as wide as the page, with page numbers."""
    margins = {"left": "0.5", "right": "0.5", "top": "0.6", "bottom": "0.6", "header": "0.3", "footer": "0.3"}
    yield etree.Element(f"{S}pageMargins", margins)
    yield etree.Element(f"{S}pageSetup", paperSize="9", orientation="landscape", fitToWidth="1", fitToHeight="0")
    lines = etree.Element(f"{S}headerFooter")
    etree.SubElement(lines, f"{S}oddFooter").text = "&L&A&R&P / &N"
    yield lines
