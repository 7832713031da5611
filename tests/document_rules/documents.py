"""Clean documents, and ways to break them."""

import zipfile
from collections.abc import Mapping
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
HEADER_ROW = f"<w:trPr {nsdecls('w')}><w:tblHeader/></w:trPr>"
COMPATIBILITY = (
    f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def entries(data: bytes) -> dict[str, bytes]:
    """Give the parts of a zip."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Zip parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Replace text in one part; the text must be there."""
    parts = entries(data)
    text = parts[part].decode()
    if old not in text:
        message = f"{old!r} is not in {part}"
        raise LookupError(message)
    return zipped(parts | {part: text.replace(old, new, 1).encode()})


def with_parts(data: bytes, added: Mapping[str, bytes]) -> bytes:
    """Add or replace parts."""
    return zipped(entries(data) | dict(added))


def _settings(document: Docx) -> None:
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, parse_xml(COMPATIBILITY))
    for language in settings.findall(qn("w:themeFontLang")):
        language.set(qn("w:val"), "nl-BE")


def _styles(document: Docx) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-BE")
    for fonts in list(document.styles.element.iter(qn("w:rFonts"))):
        for name in list(fonts.attrib):
            del fonts.attrib[name]
        fonts.set(qn("w:ascii"), "Arial")
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        document.styles[name].font.size = Pt(12)
    for colour in list(document.styles.element.iter(qn("w:color"))):
        parent = colour.getparent()
        if parent is not None:
            parent.remove(colour)


def _table(document: Docx) -> None:
    table = document.add_table(rows=3, cols=2, style="Table Grid")
    for row, words in zip(table.rows, (("Vraag", "Antwoord"), ("Wie", "Wij"), ("Wat", "Dit")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.rows[0]._tr.insert(0, parse_xml(HEADER_ROW))  # noqa: SLF001


def docx_document() -> Docx:
    """Make a clean document."""
    document = Document()
    _settings(document)
    _styles(document)
    document.core_properties.title = "Verslag over de buurt"
    document.core_properties.author = "B's van toegankelijkheid"
    document.core_properties.comments = ""
    document.core_properties.language = "nl-BE"
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = "Verslag"
    document.add_paragraph("Verslag over de buurt", style="Title")
    document.add_heading("Antwoorden", 1)
    document.add_paragraph("Een gewone alinea met tekst.")
    document.add_heading("Lijst", 2)
    document.add_paragraph("Eerste punt", style="List Number")
    document.add_paragraph("Tweede punt", style="List Number")
    _table(document)
    document.add_paragraph("Slot van het verslag.")
    return document


def saved(document: Docx) -> bytes:
    """Give a document's bytes."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


@cache
def clean_docx() -> bytes:
    """Give a clean .docx."""
    return saved(docx_document())


def with_body(xml: str) -> bytes:
    """Give the clean .docx with more at the end of its body."""
    return changed(clean_docx(), "word/document.xml", "<w:sectPr", f"{xml}<w:sectPr")


def with_picture(description: str) -> bytes:
    """Give the clean .docx with a picture."""
    document = docx_document()
    document.add_picture(BytesIO(PICTURE), width=Mm(10))
    shape = document.inline_shapes[0]
    shape._inline.docPr.set("descr", description)  # noqa: SLF001
    return saved(document)


def _styled_cell(cell: Cell | MergedCell, *, unlocked: bool = False) -> None:
    cell.font = Font(name="Arial", size=12)
    cell.alignment = Alignment(wrap_text=True)
    if unlocked:
        cell.protection = Protection(locked=False)


def _form(sheet: Worksheet) -> None:
    rows = (("Formulier over de buurt", ""), ("Naam", "B"), ("Sector", "C"))
    for at, (label, _) in enumerate(rows, 1):
        sheet.cell(at, 1, label)
        _styled_cell(sheet.cell(at, 1))
    choice = DataValidation(type="list", formula1='"sport,jeugd"', showInputMessage=True, showErrorMessage=True)
    free = DataValidation(showInputMessage=True, showErrorMessage=True)
    for at, validation in ((2, free), (3, choice)):
        _styled_cell(sheet.cell(at, 2), unlocked=True)
        validation.prompt, validation.promptTitle = "Vul dit in.", "Uitleg"
        validation.error, validation.errorTitle = "Kies uit de lijst.", "Niet in de lijst"
        validation.add(f"B{at}")
        sheet.add_data_validation(validation)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.column_dimensions["A"].width = 30


def _overview(sheet: Worksheet) -> None:
    rows = [("Overzicht", None), ("Vraag", "Aantal"), *((f"Vraag {at}", at) for at in range(1, 51))]
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            _styled_cell(cell)
    table = Table(displayName="Vragen", ref="A2:B52")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=True)
    sheet.add_table(table)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"


def xlsx_workbook() -> Workbook:
    """Make a clean workbook: a form and a table."""
    book = Workbook()
    book.properties.title = "Formulier over de buurt"
    form = book.active
    assert isinstance(form, Worksheet)
    form.title = "Formulier"
    _form(form)
    overview = book.create_sheet("Overzicht")
    _overview(overview)
    for sheet in (form, overview):
        sheet.page_setup.paperSize = "9"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.HeaderFooter.oddFooter.center.text = "Pagina &P van &N"
    return book


def saved_book(book: Workbook) -> bytes:
    """Give a workbook's bytes."""
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@cache
def clean_xlsx() -> bytes:
    """Give a clean .xlsx."""
    return saved_book(xlsx_workbook())
