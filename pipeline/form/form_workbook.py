"""Layout -> blank or prefilled Excel form, as the bytes of a workbook. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TC002 - openpyxl is loaded here anyway

from pipeline.answers.types.registry import type_of
from pipeline.locale_data import locale_data
from pipeline.match.form_texts import (
    HEADERS,
    HOW,
    FormField,
    form_instructions,
    form_parts,
    form_text_marks,
    form_title,
)
from pipeline.messages import Language, LocalizedText, language_for
from pipeline.model import FORM_TEXTS, Layout
from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.ooxml.namespaces import S
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml
from pipeline.text import cut

_ACCENT, _TINT, _INK, _LINE = "FF0B5563", "FFE7F1F2", "FF1F2A30", "FF5F7F86"
_FONT = "Arial"
_COLUMNS = {"A": 46, "B": 72, "C": 42}
_HEADER_ROW = 3
_HEIGHTS: dict[str, float] = {"long_text": 190, "lines": 28, "ticks": 26}
_LOWEST = 38.0
"""Points; what is written in a box has to fit, for Excel does not let a row of a set height grow."""
_LONGEST_PROMPT, _LONGEST_TITLE = 255, 32
_STYLES = "xl/styles.xml"
_MARKS_TOGETHER = 28
_FONT_ORDER = ("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name",
               "family", "charset", "scheme")  # fmt: skip
"""The order of what a font holds (CT_Font), as Excel and Microsoft's validator have it."""

_FILE_NAME = LocalizedText("{title} - form.xlsx")
_ERROR = LocalizedText("That does not fit this question")
_FOOTER = LocalizedText("&P of &N")


def form_file_name(layout: Layout) -> str:
    """Return how the file of a blank form is called, in the language of the layout."""
    return _FILE_NAME.of(language_for(layout.language)).format(title=layout.title)


def form_bytes(layout: Layout, initiative: str = "") -> bytes:
    """Return the form for this layout, with the initiative's name filled in where it is given."""
    language = language_for(layout.language)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _sheet_name(layout.title)
    book.properties.title = form_title(layout, language)
    book.properties.creator = layout.author
    book.properties.language = layout.language
    _write_head(sheet, layout, language)
    boxes: dict[str, list[str]] = {}
    row = _HEADER_ROW
    for heading, rows in form_parts(layout, language):
        row += 1
        _write_heading(sheet, row, heading)
        for field in rows:
            row += 1
            _write_field(sheet, row, field, language)
            boxes.setdefault(field.key, []).append(f"B{row}")
            if initiative and field.question.role == "initiative":
                _write(sheet[f"B{row}"], initiative)
    for key, cells in boxes.items():
        reference = ":".join(dict.fromkeys(f"${cell[0]}${cell[1:]}" for cell in (cells[0], cells[-1])))
        book.defined_names[key] = DefinedName(key, attr_text=f"'{sheet.title}'!{reference}")
    _keep_marks(book, form_text_marks(layout, language))
    _set_up_page(sheet, language)
    content = BytesIO()
    book.save(content)
    return _with_fonts_in_order(content.getvalue())


def _keep_marks(book: Workbook, marks: Sequence[str]) -> None:
    """Keep the marks of the form's texts in custom properties, each of which Excel lets be 255 characters long."""
    for number, first in enumerate(range(0, len(marks), _MARKS_TOGETHER), start=1):
        together = " ".join(marks[first : first + _MARKS_TOGETHER])
        # Its types are older than openpyxl itself.
        properties = book.custom_doc_props  # type: ignore[attr-defined]
        properties.append(StringProperty(name=f"{FORM_TEXTS}.{number}", value=together))


def _with_fonts_in_order(content: bytes) -> bytes:
    """Put what a font consists of in the order of the schema, which openpyxl leaves to chance."""
    parts = read_parts(content)
    styles = parse_xml(parts[_STYLES])
    for font in styles.iter(f"{S}font"):
        font[:] = sorted(font, key=lambda child: _FONT_ORDER.index(etree.QName(child).localname))
    parts[_STYLES] = serialize_xml(styles)
    return pack(packed_part(name, part) for name, part in parts.items())


def _sheet_name(title: str) -> str:
    return "".join(" " if character in "[]:*?/\\'" else character for character in title)[:31].strip() or "Formulier"


# --- Cells ----------------------------------------------------------------------------------------


def _font(size: int = 12, *, bold: bool = False, color: str = _INK) -> Font:
    return Font(name=_FONT, size=size, bold=bold, color=color)


def _write(cell: Cell, text: str) -> None:
    """Write a text as that very text: never a formula, and without what a workbook can't hold."""
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"


def _write_head(sheet: Worksheet, layout: Layout, language: Language) -> None:
    _write(sheet["A1"], form_title(layout, language))
    sheet["A1"].font = _font(20, bold=True, color=_ACCENT)
    sheet["A1"].alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    sheet.row_dimensions[1].height = 40
    sheet["A2"] = HOW.of(language)
    sheet["A2"].font = _font(bold=True)
    _write(sheet["B2"], form_instructions(layout, language))
    sheet["B2"].font = _font()
    for cell in ("A2", "B2"):
        sheet[cell].alignment = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
    sheet.row_dimensions[2].height = 56
    for column, header in zip(_COLUMNS, HEADERS, strict=True):
        cell = sheet[f"{column}{_HEADER_ROW}"]
        cell.value = header.of(language)
        cell.font = _font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_ACCENT)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
        sheet.column_dimensions[column].width = _COLUMNS[column]
    sheet.row_dimensions[_HEADER_ROW].height = 24


def _write_heading(sheet: Worksheet, row: int, heading: str) -> None:
    _write(sheet[f"A{row}"], heading)
    for column in _COLUMNS:
        cell = sheet[f"{column}{row}"]
        cell.font = _font(13, bold=True, color=_ACCENT)
        cell.fill = PatternFill("solid", fgColor=_TINT)
        cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    sheet.row_dimensions[row].height = 28


def _write_field(sheet: Worksheet, row: int, field: FormField, language: Language) -> None:
    label, box, hint = (sheet[f"{column}{row}"] for column in _COLUMNS)
    _write(label, field.label)
    _write(hint, field.hint)
    label.font, hint.font, box.font = _font(bold=True), _font(11), _font()
    upright = "top" if type_of(field.question).control == "long_text" else "center"
    for cell in (label, box, hint):
        cell.alignment = Alignment(horizontal="left", vertical=upright, wrap_text=True, indent=1)
    side = Side(style="thin", color=_LINE)
    box.border = Border(left=side, right=side, top=side, bottom=side)
    box.protection = Protection(locked=False)
    # As text, so that "- wij" stays an answer and "=1+1" is not calculated.
    box.number_format = "dd/mm/yyyy" if type_of(field.question).control == "date" else "@"
    sheet.row_dimensions[row].height = _height(field)
    validation = _validation(field, language)
    validation.add(f"B{row}")
    sheet.add_data_validation(validation)


def _height(field: FormField) -> float:
    lines = max(-(-len(field.label) // 38), -(-len(field.hint) // 44))
    return max(_HEIGHTS.get(type_of(field.question).control, _LOWEST), 16.0 * lines + 8)


def _validation(field: FormField, language: Language) -> DataValidation:
    """Return what Excel checks and shows while the box is filled in; it warns, and leaves the last word to people."""
    prompt = cut(field.hint or field.label, _LONGEST_PROMPT)
    validation = DataValidation(allow_blank=True, showInputMessage=True, prompt=prompt)
    validation.promptTitle = cut(field.label, _LONGEST_TITLE)
    choices = _choices(field, language)
    if choices:
        validation.type, validation.formula1 = "list", f'"{",".join(choices)}"'
    elif type_of(field.question).control == "date":
        validation.type, validation.operator, validation.formula1 = "date", "greaterThan", "DATE(1990,1,1)"
    if validation.type:
        validation.showErrorMessage, validation.errorStyle = True, "warning"
        validation.errorTitle, validation.error = cut(_ERROR.of(language), _LONGEST_TITLE), prompt
    return validation


def _choices(field: FormField, language: Language) -> tuple[str, ...]:
    """Return what the box's list shows; none where it needs no list, or where Excel can't hold it."""
    if field.choice:
        return (locale_data(language).yes,)
    control = type_of(field.question).control
    if control == "yes_no":
        locale = locale_data(language)
        return (locale.yes, locale.no)
    return field.question.choices if control == "options" and _fits_in_list(field.question.choices) else ()


def _fits_in_list(choices: tuple[str, ...]) -> bool:
    return len(",".join(choices)) <= _LONGEST_PROMPT and not any("," in choice or '"' in choice for choice in choices)


# --- The page -------------------------------------------------------------------------------------


def _set_up_page(sheet: Worksheet, language: Language) -> None:
    sheet.freeze_panes = f"A{_HEADER_ROW + 1}"
    first_box = f"B{_HEADER_ROW + 2}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = first_box
    sheet.sheet_view.showGridLines = False
    # Protected without a password: it keeps people in the boxes, and whoever wants to change the form can.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5  # inches
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"
    footer = sheet.HeaderFooter.oddFooter
    if footer is not None:  # openpyxl always makes one
        footer.center.text = _FOOTER.of(language)
