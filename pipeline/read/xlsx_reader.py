"""Open XML workbook (.xlsx, .xlsm, .xltx, ordinary and strict) -> Workbook. Pure.

Our own reader, and the only one for these files: openpyxl takes five times as long, needs a second look to tell an
empty cell from a formula without a value, and walks over every cell of a merged block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import FINDINGS_SHEET, FOLLOWS, FORM_TEXTS, Area, Finding, Place, Sheet, Workbook
from pipeline.ooxml.addresses import InvalidAddressError, parse_range
from pipeline.ooxml.archive import PackageError, PackageTooLargeError
from pipeline.ooxml.bounded_archive import BoundedArchive, UnsafeXmlError, children, is_on, relationship_id
from pipeline.ooxml.properties import CUSTOM_PROPERTIES, custom_properties
from pipeline.ooxml.relationships import Relationship
from pipeline.read.cell_reader import SharedContent
from pipeline.read.file_type import main_part
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import BUILT_IN, EPOCH_1900, EPOCH_1904, NumberFormat, number_format
from pipeline.read.shared_strings import shared_texts
from pipeline.read.sheet_objects import sheet_objects
from pipeline.read.worksheet import SheetAsRead, read_sheet

_MOST_SHEETS = 1_000
_MOST_STYLES = 100_000
_MOST_NAMES = 100_000
_MOST_TOLD = 20
"""Rows with a wrong number that are told of a sheet."""
_SHEET_DAMAGED = "sheet-unreadable"
_LONGEST_NAME = 8_192
"""Characters of what a name means: as many as a formula of Excel may have."""
_REFERENCE_IN_LIST = re.compile(r"(?:'(?:[^']|'')*+'|[^',])++")
_REFERENCE = re.compile(r"(?:'((?:[^']|'')++)'|([^\s'!,]++))!(\$?[A-Z]{1,3}\$?\d++(?::\$?[A-Z]{1,3}\$?\d++)?)")


def read_xlsx(package: BoundedArchive, file: str) -> Workbook:
    """Read a workbook. Raises NotReadable where it is damaged or hostile."""
    main = main_part(package)
    if not main:
        raise NotReadable
    relationships = package.relationships(main)
    book = package.tree(main)
    by_kind = {relationship.kind: relationship.target for relationship in relationships}
    dates = next(iter(children(book, "workbookPr")), None)
    epoch = EPOCH_1904 if dates is not None and is_on(dates.get("date1904")) else EPOCH_1900
    shared = _shared_content(package, by_kind, epoch)
    listed = [sheet for group in children(book, "sheets") for sheet in children(group, "sheet")]
    if len(listed) > _MOST_SHEETS:
        raise NotReadable("workbook-takes-too-much")
    properties = _custom_properties(package)
    follows = tuple(properties.get(FOLLOWS, "").split())
    findings: list[Finding] = []
    every_sheet = _sheets(package, listed, relationships, shared, Place(file), findings)
    sheets = tuple(sheet for sheet in every_sheet if not (follows and sheet.name == FINDINGS_SHEET))
    if not sheets and any(finding.code == _SHEET_DAMAGED for finding in findings):
        raise NotReadable
    titles = {sheet.name for sheet in sheets}
    names = tuple((name, area) for name, area in _names(book) if area.sheet in titles)
    return Workbook(file, sheets, names, follows=follows, form_texts=_form_texts(properties), findings=tuple(findings))


def _shared_content(package: BoundedArchive, by_kind: Mapping[str, str], epoch: datetime) -> SharedContent:
    texts, styles = by_kind.get("sharedStrings", ""), by_kind.get("styles", "")
    shared = shared_texts(package, texts) if texts in package else ()
    structures = [target for kind, target in by_kind.items() if kind.lower() == "rdrichvaluestructure"]
    # Errors of newer versions, such as #SPILL!, are kept in the same way as pictures: the structure tells them apart.
    has_pictures = not any(part in package and b"Image" not in package.read(part) for part in structures)
    if styles not in package:
        return SharedContent(shared, (), has_pictures=has_pictures)
    root = package.tree(styles)
    return SharedContent(shared, _number_formats(_format_codes(root), epoch), _struck_styles(root), has_pictures)


def _sheets(
    package: BoundedArchive,
    listed: Sequence[etree._Element],
    relationships: Sequence[Relationship],
    shared: SharedContent,
    file: Place,
    findings: list[Finding],
) -> Iterator[Sheet]:
    by_id = {relationship.id: relationship for relationship in relationships}
    for element in listed:
        relationship = by_id.get(relationship_id(element))
        place = replace(file, sheet=element.get("name", ""))
        if relationship is not None and relationship.kind != "worksheet":
            continue  # a chart, a dialogue or a sheet of old macros: it has no cells
        try:
            sheet, misplaced = _sheet(package, element, relationship, shared)
        except (UnsafeXmlError, PackageTooLargeError):
            raise
        except (PackageError, InvalidAddressError, NotReadable):
            findings.append(Finding(_SHEET_DAMAGED, place))
            continue
        findings += [Finding("row-number-wrong", replace(place, cell=f"A{row}")) for row in misplaced[:_MOST_TOLD]]
        yield sheet


def _sheet(
    package: BoundedArchive, element: etree._Element, relationship: Relationship | None, shared: SharedContent
) -> SheetAsRead:
    """Read a sheet that the workbook lists. Raises PackageError, InvalidAddressError and NotReadable."""
    if relationship is None:
        raise NotReadable
    part = relationship.target
    to_parts = package.relationships(part)
    targets = {to_part.id: to_part.target for to_part in to_parts}
    hidden = element.get("state", "visible") != "visible"
    sheet, misplaced = read_sheet(package, part, element.get("name", ""), shared, targets, hidden=hidden)
    objects = sheet_objects(package, to_parts)
    return SheetAsRead(replace(sheet, objects=objects) if objects else sheet, misplaced)


# --- Styles ---------------------------------------------------------------------------------------


def _format_codes(styles: etree._Element) -> list[str]:
    """Return the number format of each cell style, by its number."""
    defined = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for group in children(styles, "numFmts")
        for element in children(group, "numFmt")
    }
    used = [style.get("numFmtId", "0") for group in children(styles, "cellXfs") for style in children(group, "xf")]
    return [defined[key] if key in defined else BUILT_IN.get(_number(key), "") for key in used[:_MOST_STYLES]]


def _struck_styles(styles: etree._Element) -> frozenset[str]:
    """Return the cell styles whose font is struck out."""
    fonts = [font for group in children(styles, "fonts") for font in children(group, "font")]
    struck = {str(number) for number, font in enumerate(fonts) if any(map(_is_switched_on, children(font, "strike")))}
    used = [style.get("fontId", "0") for group in children(styles, "cellXfs") for style in children(group, "xf")]
    return frozenset(str(number) for number, font in enumerate(used[:_MOST_STYLES]) if font in struck)


def _is_switched_on(element: etree._Element) -> bool:
    return is_on(element.get("val", "1"))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < len("10000") else 0


def _number_formats(codes: Sequence[str], epoch: datetime) -> list[NumberFormat | None]:
    """Return the format of each code; the same code is parsed once."""
    known = {code: number_format(code, epoch) if code else None for code in set(codes)}
    return [known[code] for code in codes]


# --- Names and properties -------------------------------------------------------------------------


def _names(book: etree._Element) -> Iterator[tuple[str, Area]]:
    """Yield the names that point to blocks of cells: those of the workbook, and then those of each sheet of its own."""
    defined = [name for group in children(book, "definedNames") for name in children(group, "definedName")]
    for name in sorted(defined[:_MOST_NAMES], key=_scope):
        for area in _areas(name.text or ""):
            yield name.get("name", ""), area


def _areas(text: str) -> Iterator[Area]:
    """Yield the blocks of cells that a name means, of those between commas."""
    for piece in _REFERENCE_IN_LIST.findall(text) if len(text) <= _LONGEST_NAME else ():
        reference = _REFERENCE.fullmatch(piece)
        cells = parse_range(reference[3]) if reference else None
        if reference and cells:
            yield Area((reference[1] or "").replace("''", "'") or reference[2], *cells)


def _scope(name: etree._Element) -> int:
    sheet = name.get("localSheetId")
    return -1 if sheet is None else _number(sheet)


def _custom_properties(package: BoundedArchive) -> Mapping[str, str]:
    if CUSTOM_PROPERTIES not in package:
        return {}
    return custom_properties({CUSTOM_PROPERTIES: package.read(CUSTOM_PROPERTIES)})


def _form_texts(properties: Mapping[str, str]) -> frozenset[str]:
    return frozenset(
        mark for name, marks in properties.items() if name.startswith(FORM_TEXTS) for mark in marks.split()
    )
