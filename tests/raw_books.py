"""Workbooks written byte by byte: what no library would write, and what strangers send."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SECTOR = 512


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """Return a zip of these parts: the same bytes whenever it is made, as the names of tests may hold them."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def relationships(*targets: tuple[str, str], external: bool = False) -> str:
    """Return a part of relationships: rId1, rId2 ... of these kinds, to these targets."""
    mode = ' TargetMode="External"' if external else ""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'


def sheet_xml(rows: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a sheet with these row elements, and what stands before and after them."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}" xmlns:r="{_OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def book_parts(sheet: str, *, in_book: str = "", state: str = "visible", main: str = MAIN) -> dict[str, bytes | str]:
    """Return the parts of a workbook of one sheet, `Blad1`."""
    book = (
        f'<workbook xmlns="{main}" xmlns:r="{_OFFICE}">{in_book}<sheets>'
        f'<sheet name="Blad1" sheetId="1" state="{state}" r:id="rId1"/></sheets></workbook>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        "xl/worksheets/sheet1.xml": sheet,
    }


def styles_xml(*formats: str) -> str:
    """Return styles of which style 1, 2 ... show numbers in these formats."""
    defined = "".join(f'<numFmt numFmtId="{200 + i}" formatCode="{_escaped(code)}"/>' for i, code in enumerate(formats))
    used = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(formats)))
    return f'<styleSheet xmlns="{MAIN}"><numFmts>{defined}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def inline(cell: str, text: str) -> str:
    """Return a cell with a text in it."""
    return f'<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>'


def ole(*streams: str) -> bytes:
    """Return an OLE file (.xls, .doc, .msg, a workbook with a password) with streams of these names, empty."""
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
        0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0,
    )  # fmt: skip
    table = struct.pack("<2I", 0xFFFFFFFD, 0xFFFFFFFE)
    entries = b"".join(
        struct.pack(
            "<64sHBBIII", name.encode("utf-16-le"), 2 * len(name) + 2, 5 if name == "Root Entry" else 2, 1,
            0xFFFFFFFF, number + 1 if 0 < number < len(streams) else 0xFFFFFFFF, 0xFFFFFFFF if number else 1,
        ).ljust(128, b"\x00")
        for number, name in enumerate(("Root Entry", *streams))
    )  # fmt: skip
    sectors = (header.ljust(_SECTOR, b"\xff"), table.ljust(_SECTOR, b"\xff"), entries.ljust(2 * _SECTOR, b"\x00"))
    return b"".join(sectors)
