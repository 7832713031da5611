"""Open XML workbook (.xlsx, .xlsm, .xltx, ordinary and strict) -> Workbook. Pure.

Our own reader, and the only one for these files: openpyxl takes five times as long, needs a second look to tell an
empty cell from a formula without a value, and walks over every cell of a merged block.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import FINDINGS_SHEET, FOLLOWS, Area, Sheet, Workbook
from pipeline.ooxml.addresses import parse_range
from pipeline.ooxml.archive import CUSTOM_PROPERTIES, custom_properties
from pipeline.read.bounded_package import NotReadable, Package, children, is_on, relationship_of
from pipeline.read.number_formats import BUILT_IN, EPOCH_1900, EPOCH_1904, Shown, shown_by
from pipeline.read.shared_strings import shared_texts
from pipeline.read.worksheet import Surroundings, read_sheet

_MOST_SHEETS = 1_000
_MOST_STYLES = 100_000
_MOST_NAMES = 100_000
_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^\s'!,]+))!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?:,|$)")


@dataclass(frozen=True, slots=True)
class _Link:
    """A relationship between parts: its kind and where it leads to."""

    kind: str
    target: str


def read_xlsx(package: Package, file: str) -> Workbook:
    """Read a workbook. Raises NotReadable where it is damaged or hostile."""
    main = _main_part(package)
    links = _links(package, main)
    book = package.tree(main)
    by_kind = {link.kind: link.target for link in links.values()}
    dates = next(iter(children(book, "workbookPr")), None)
    epoch = EPOCH_1904 if dates is not None and is_on(dates.get("date1904")) else EPOCH_1900
    texts = by_kind.get("sharedStrings", "")
    styles = by_kind.get("styles", "")
    around = Surroundings(
        shared_texts(package, texts) if texts in package else (),
        _showers(_formats(package.tree(styles)), epoch) if styles in package else (),
    )
    listed = [sheet for group in children(book, "sheets") for sheet in children(group, "sheet")]
    if len(listed) > _MOST_SHEETS:
        raise NotReadable("workbook-takes-too-much")
    follows = _follows(package)
    sheets = tuple(
        sheet for sheet in _sheets(package, listed, links, around) if not (follows and sheet.name == FINDINGS_SHEET)
    )
    titles = {sheet.name for sheet in sheets}
    names = tuple((name, area) for name, area in _names(book) if area.sheet in titles)
    return Workbook(file, sheets, names, follows=follows)


def _sheets(
    package: Package, listed: Sequence[etree._Element], links: Mapping[str, _Link], around: Surroundings
) -> Iterator[Sheet]:
    for sheet in listed:
        link = links.get(relationship_of(sheet))
        if link is None or link.kind != "worksheet":
            continue  # a chart, a dialogue or a sheet of old macros: it has no cells
        targets = {key: one.target for key, one in _links(package, link.target).items()}
        hidden = sheet.get("state", "visible") != "visible"
        yield read_sheet(package, link.target, sheet.get("name", ""), around, targets, hidden=hidden)


def _main_part(package: Package) -> str:
    for link in _links(package, "").values():
        if link.kind == "officeDocument" and link.target in package:
            return link.target
    if "xl/workbook.xml" in package:
        return "xl/workbook.xml"
    raise NotReadable


def _links(package: Package, part: str) -> dict[str, _Link]:
    """Return where a part leads to, by the number of the relationship; inner targets as the names of parts."""
    folder, name = posixpath.split(part)
    relationships = posixpath.join(folder, "_rels", f"{name}.rels")
    links: dict[str, _Link] = {}
    for one in children(package.tree(relationships), "Relationship") if relationships in package else ():
        target = one.get("Target", "")
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        links[one.get("Id", "")] = _Link(one.get("Type", "").rpartition("/")[2], target)
    return links


# --- Styles ---------------------------------------------------------------------------------------


def _formats(styles: etree._Element) -> list[str]:
    """Return the number format of each cell style, by its number."""
    own = {
        one.get("numFmtId", ""): one.get("formatCode", "")
        for group in children(styles, "numFmts")
        for one in children(group, "numFmt")
    }
    used = [one.get("numFmtId", "0") for group in children(styles, "cellXfs") for one in children(group, "xf")]
    return [own[key] if key in own else BUILT_IN.get(_number(key), "") for key in used[:_MOST_STYLES]]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < len("10000") else 0


def _showers(codes: Sequence[str], epoch: datetime) -> list[Shown | None]:
    """Return how each format shows a number; the same one is looked into once."""
    known = {code: shown_by(code, epoch) if code else None for code in set(codes)}
    return [known[code] for code in codes]


# --- Names and properties -------------------------------------------------------------------------


def _names(book: etree._Element) -> Iterator[tuple[str, Area]]:
    """Yield the names that point to blocks of cells: those of the workbook, and then those of each sheet of its own."""
    defined = [one for group in children(book, "definedNames") for one in children(group, "definedName")]
    for one in sorted(defined[:_MOST_NAMES], key=_scope):
        for quoted, plain, reference in _REFERENCE.findall(one.text or ""):
            cells = parse_range(reference)
            if cells:
                yield one.get("name", ""), Area(quoted.replace("''", "'") or plain, *cells)


def _scope(name: etree._Element) -> int:
    own = name.get("localSheetId")
    return -1 if own is None else _number(own)


def _follows(package: Package) -> tuple[str, ...]:
    if CUSTOM_PROPERTIES not in package:
        return ()
    content = package.read(CUSTOM_PROPERTIES)
    return tuple(custom_properties({CUSTOM_PROPERTIES: content}).get(FOLLOWS, "").split())
