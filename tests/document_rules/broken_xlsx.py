"""For each rule, small workbooks that break it."""

from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from document_rules.documents import (
    changed,
    clean_xlsx,
    saved_book,
    with_parts,
    xlsx_workbook,
)

TYPES, CORE, TABLE = "[Content_Types].xml", "docProps/core.xml", "xl/tables/table1.xml"
FORM, OVERVIEW = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
BOOK, LOOKS = "xl/workbook.xml", "xl/styles.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def sheet(part: str, old: str, new: str) -> Callable[[], bytes]:
    """Give the clean workbook with a change in one part."""
    return lambda: changed(clean_xlsx(), part, old, new)


def book(change: Callable[[Workbook], object]) -> Callable[[], bytes]:
    """Give the clean workbook with a change made by openpyxl."""

    def made() -> bytes:
        workbook = xlsx_workbook()
        change(workbook)
        return saved_book(workbook)

    return made


def active(workbook: Workbook) -> Worksheet:
    """Give the form."""
    found = workbook["Formulier"]
    assert isinstance(found, Worksheet)
    return found


def text_in(address: str, text: object, font: Font | None = None) -> Callable[[], bytes]:
    """Give the clean workbook with one more cell in the form."""

    def change(workbook: Workbook) -> None:
        target = active(workbook)[address]
        target.value = text
        target.font = font or Font(name="Arial", size=12)

    return book(change)


def number_format(code: str) -> Callable[[], bytes]:
    """Give the clean workbook with a number format in use."""

    def change(workbook: Workbook) -> None:
        active(workbook)["A3"].number_format = code

    return book(change)


def filled(workbook: Workbook) -> None:
    """Put black on dark blue."""
    active(workbook)["A2"].fill = PatternFill("solid", fgColor="FF000080")


def drawing(inside: str) -> Callable[[], bytes]:
    """Give the clean workbook with a drawing."""

    def made() -> bytes:
        root = (
            '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
            f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{inside}</xdr:wsDr>'
        )
        rels = (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
            f'Id="rId1" Type="{OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
        )
        added = {"xl/drawings/drawing1.xml": root.encode(), "xl/worksheets/_rels/sheet1.xml.rels": rels.encode()}
        return with_parts(clean_xlsx(), added)

    return made


def long_name(workbook: Workbook) -> None:
    """Put a prompt that is too long."""
    active(workbook).data_validations.dataValidation[0].promptTitle = "x" * 33


def coloured(workbook: Workbook) -> None:
    """Put a colour scale on the table."""
    rule = ColorScaleRule(start_type="min", start_color="FF0000", end_type="max", end_color="00FF00")  # type: ignore[no-untyped-call]
    found = workbook["Overzicht"]
    assert isinstance(found, Worksheet)
    found.conditional_formatting.add("B3:B9", rule)


def without_label() -> bytes:
    """Give a form with a field that nothing stands left of or above."""
    workbook = xlsx_workbook()
    active(workbook)["A2"].value = None
    return saved_book(workbook)


def cut_off() -> bytes:
    """Give a long text without wrapping beside a filled cell."""
    workbook = xlsx_workbook()
    for address, text in (("D1", "Een lange tekst die niet in de kolom past"), ("E1", "vol")):
        active(workbook)[address].value = text
        active(workbook)[address].font = Font(size=12)
    return saved_book(workbook)


PICTURE = (
    '<xdr:oneCellAnchor><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="a"/></xdr:nvPicPr></xdr:pic></xdr:oneCellAnchor>'
)
SHAPE = (
    '<xdr:oneCellAnchor><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="1" name="a" descr="b"/></xdr:nvSpPr><xdr:txBody><a:p><a:r>'
    "<a:t>tekst</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:oneCellAnchor>"
)
NAMES = "<definedNames>"
NAME = '<definedNames><definedName name="{}">{}</definedName>'
B2 = '<c r="B2" s="2" t="n"></c>'
LINK = '<hyperlinks><hyperlink ref="A2" location="Overzicht!A1"/></hyperlinks><pageMargins'

BROKEN_XLSX: list[tuple[str, Callable[[], bytes]]] = [
    ("PKG03", sheet(TYPES, "sheet.main+xml", "template.main+xml")),
    ("XLS01", sheet(BOOK, 'name="Overzicht"', 'name="Over/zicht"')),
    ("XLS01", sheet(BOOK, 'name="Overzicht"', 'name="FORMULIER"')),
    ("XLS01", sheet(BOOK, 'activeTab="0"', 'activeTab="5"')),
    ("XLS02", sheet(FORM, '<row r="2">', '<row r="4">')),
    ("XLS02", sheet(FORM, 'r="B2"', 'r="A2"')),
    ("XLS02", sheet(FORM, 'width="30"', 'width="300"')),
    ("XLS02", sheet(FORM, B2, '<c r="B2" s="2" t="s"><v>9</v></c>')),
    ("XLS02", sheet(FORM, B2, '<c r="B2" s="2"><v>veel</v></c>')),
    ("XLS02", sheet(FORM, B2, '<c r="B2" s="2"><f>1+1</f></c>')),
    ("XLS02", sheet(FORM, 'sqref="B2"', 'sqref="B2:A1"')),
    ("XLS02", sheet(FORM, "Naam", "x" * 32_768)),
    ("XLS03", book(lambda b: [active(b).merge_cells(ref) for ref in ("D1:E2", "E2:F3")])),
    ("XLS03", book(lambda b: b["Overzicht"].merge_cells("A5:B5"))),
    ("XLS04", sheet(TABLE, 'displayName="Vragen"', 'displayName="A1"')),
    ("XLS04", sheet(TABLE, 'name="Vraag"', 'name="Iets anders"')),
    ("XLS04", sheet(TABLE, 'id="2" name="Aantal"', 'id="2" name="vraag"')),
    ("XLS05", book(long_name)),
    ("XLS05", sheet(FORM, '"sport,jeugd"', '"sport;jeugd"')),
    ("XLS06", sheet(BOOK, NAMES, NAME.format("AB12", "Overzicht!$A$1"))),
    ("XLS06", sheet(BOOK, NAMES, NAME.format("lijst", "#REF!"))),
    ("XLS06", sheet(BOOK, NAMES, NAME.format("lijst", "Nergens!$A$1"))),
    ("XLS07", sheet(FORM, 's="2"', 's="22"')),
    ("XLS07", sheet(TABLE, "TableStyleLight15", "TableStyleLight99")),
    ("XLS08", text_in("A3", "{{ sector }}")),
    ("XLS08", text_in("A3", "None")),
    ("ORD01", sheet(FORM, "<sheetFormatPr", "<pageMargins/><sheetFormatPr")),
    ("ORD01", sheet(LOOKS, '<numFmts count="0"/>', "<colors/>")),
    ("ORD01", sheet(BOOK, "<workbookPr/>", "<calcPr/><workbookPr/>")),
    ("X01", sheet(CORE, "Formulier over de buurt", "")),
    ("X02", sheet(BOOK, 'name="Overzicht"', 'name="Blad2"')),
    ("X03", sheet(FORM, "<t>Formulier over de buurt</t>", "<t></t>")),
    ("X04", book(lambda b: active(b).merge_cells("D1:E2"))),
    ("X05", sheet(TABLE, 'displayName="Vragen"', 'displayName="Tabel1"')),
    ("X05", sheet(TABLE, 'headerRowCount="1"', 'headerRowCount="0"')),
    ("X06", drawing(PICTURE)),
    ("X06", drawing(SHAPE)),
    ("X07", without_label),
    ("X07", sheet(FORM, 'prompt="Vul dit in."', "")),
    ("X07", sheet(FORM, 'error="Kies uit de lijst." promptTitle="Uitleg" prompt="Vul dit in." type', "type")),
    ("X07", book(lambda b: setattr(active(b).data_validations.dataValidation[1], "showDropDown", True))),
    ("X08", sheet(FORM, 'sheet="1"', 'sheet="0"')),
    ("X08", sheet(FORM, 'formatRows="0"', 'formatRows="1"')),
    ("X08", sheet(FORM, 'selectLockedCells="0"', 'selectLockedCells="1"')),
    ("X08", sheet(FORM, 'r="B2" s="2"', 'r="B2" s="1"')),
    ("X09", sheet(OVERVIEW, ' state="frozen"', "")),
    ("X09", sheet(OVERVIEW, 'ySplit="2"', 'ySplit="1"')),
    ("X10", sheet(FORM, 'paperSize="9"', 'paperSize="1"')),
    ("X10", sheet(FORM, ' fitToPage="1"', "")),
    ("X10", sheet(FORM, "&amp;P", "")),
    ("X10", sheet(BOOK, "_xlnm.Print_Titles", "_xlnm.Print_Other")),
    ("X11", text_in("A2", "Naam", Font(size=12, color="FFCCCCCC"))),
    ("X11", book(filled)),
    ("X12", text_in("A2", "Naam", Font(size=9))),
    ("X13", number_format("0;[Red]0")),
    ("X13", book(coloured)),
    (
        "X14",
        lambda: changed(changed(clean_xlsx(), FORM, "<t>Naam</t>", "<t>klik hier</t>"), FORM, "<pageMargins", LINK),
    ),
    ("X14", sheet(FORM, B2, '<c r="B2" s="2" t="str"><f>HYPERLINK("https://x.be")</f><v>https://x.be</v></c>')),
    ("X15", sheet(FORM, '<row r="2">', '<row r="2" hidden="1">')),
    ("X15", text_in("A9", "ver weg")),
    ("X15", cut_off),
    ("X16", sheet(BOOK, 'activeTab="0"', 'activeTab="1"')),
    ("X16", sheet(FORM, 'activeCell="A1" sqref="A1"', 'activeCell="C7" sqref="C7"')),
]
