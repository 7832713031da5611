"""Workbooks of old and other programs, written byte by byte: .xls (BIFF8 in OLE), .xlsb (BIFF12 in a zip), .ods."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from raw_books import relationships, zipped

Rows = Sequence[Sequence[str | float | bool | bytes | None]]
"""The rows of a sheet: what is in each cell; bytes are the code of an error, such as 42 for #N/A."""
_SECTOR = 512
_SMALLEST_STREAM = 4_096  # smaller ones would stand in a stream of small streams
_END, _FREE, _IS_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


# --- .xls -----------------------------------------------------------------------------------------


def xls_book(  # noqa: PLR0913 - what such a book may say
    sheets: Mapping[str, Rows],
    *,
    hidden: str = "",
    charts: Sequence[str] = (),
    password: bool = False,
    number_format: int = 0,
    code: str = "",
    globals_: bytes = b"",
    cells: bytes = b"",
    in_ole: bool = True,
) -> bytes:
    """Return an Excel 97 workbook; sheets that are called in `charts` have no cells, but say that they are charts.

    Numbers are shown in one of Excel's own formats, such as 14 for a day or 46 for a number of hours, or in that of the
    code, which gets this number. More records may be given, of the workbook and of each sheet.
    """
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    if password:
        begin += _record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
    if code:
        begin += _record(0x041E, struct.pack("<HHB", number_format, len(code), 0) + code.encode("cp1252"))
    begin += globals_ + _record(0x00E0, struct.pack("<HH", 0, number_format) + bytes(16))
    end = _record(0x000A, b"")
    bodies = [_xls_sheet(rows, cells) for rows in sheets.values()]
    position = len(begin + end) + sum(len(_sheet_record(name, 0, 0, 0)) for name in sheets)
    listed: list[bytes] = []
    for name, body in zip(sheets, bodies, strict=True):
        listed.append(_sheet_record(name, position, int(name == hidden), 2 if name in charts else 0))
        position += len(body)
    content = b"".join([begin, *listed, end, *bodies])
    return in_ole_file("Workbook", content) if in_ole else content


def excel_5_book(text: str, number: float, code: str) -> bytes:
    """Return a workbook of Excel 5, its stream in capitals: one sheet with a text, and a number in this format."""
    begin = _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0005, 0, 0)) + _record(0x0042, struct.pack("<H", 1252))
    begin += _record(0x041E, struct.pack("<HB", 164, len(code)) + code.encode("cp1252"))
    begin += b"".join(_record(0x00E0, struct.pack("<HH", 0, shown) + bytes(12)) for shown in (0, 164))
    end = _record(0x000A, b"")
    name = b"Blad1"
    listed = struct.pack("<IHB", len(begin + end) + 4 + 7 + len(name), 0, len(name)) + name
    written = text.encode("cp1252")
    body = _record(0x0809, struct.pack("<HHHH", 0x0500, 0x0010, 0, 0))
    body += _record(0x0204, struct.pack("<HHHH", 0, 0, 0, len(written)) + written)
    body += _record(0x0203, struct.pack("<HHHd", 0, 1, 1, number)) + end
    return in_ole_file("BOOK", begin + _record(0x0085, listed) + end + body)


def xls_record(kind: int, data: bytes) -> bytes:
    """Return a record of .xls."""
    return _record(kind, data)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _sheet_record(name: str, position: int, state: int, kind: int) -> bytes:
    head = struct.pack("<IBBBB", position, state, kind, len(name), 1)
    return _record(0x0085, head + name.encode("utf-16-le"))


def _xls_sheet(rows: Rows, cells: bytes) -> bytes:
    records = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, bool):
                records.append(_record(0x0205, place + bytes([value, 0])))
            elif isinstance(value, bytes):
                records.append(_record(0x0205, place + value + b"\x01"))
            elif isinstance(value, str):
                text = value.encode("utf-16-le")
                records.append(_record(0x0204, place + struct.pack("<HB", len(text) // 2, 1) + text))
            elif value is not None:
                records.append(_record(0x0203, place + struct.pack("<d", value)))
    return b"".join([*records, cells, _record(0x000A, b"")])


def in_ole_file(name: str, stream: bytes) -> bytes:
    """Return an OLE file with one stream: its header, its table of sectors, its directory, and the stream."""
    stream = stream.ljust(_SMALLEST_STREAM, b"\x00")
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0,
        _SMALLEST_STREAM, _END, 0, _END, 0, 0,
    )  # fmt: skip
    table = [_IS_TABLE, _END, *range(3, 2 + count), _END]
    sectors = struct.pack(f"<{len(table)}I", *table).ljust(_SECTOR, b"\xff")
    entries = _ole_entry("Root Entry", 5, 1, _END, 0) + _ole_entry(name, 2, _FREE, 2, len(stream))
    return b"".join([header.ljust(_SECTOR, b"\xff"), sectors, entries.ljust(_SECTOR, b"\x00"), stream])


def _ole_entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    head = struct.pack("<64sHBBIII", name.encode("utf-16-le"), 2 * len(name) + 2, kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


# --- .xlsb ----------------------------------------------------------------------------------------


def xlsb_book(sheets: Mapping[str, Rows], *, hidden: str = "", code: str = "", name: str = "") -> bytes:
    """Return a binary workbook of Excel 2007. Numbers are in the format of the code; the name is that of cell B3."""
    listed = [
        _long_record(0x9C, struct.pack("<II", int(name == hidden), number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, start=1)
    ]
    named = []
    if name:
        formula = struct.pack("<IBHIH", 9, 0x3A, 0, 2, 1)
        named = [
            _long_record(0x161), _long_record(0x165), _long_record(0x16A, struct.pack("<IIII", 1, 0, 0, 0)),
            _long_record(0x162),
            _long_record(0x27, struct.pack("<IBI", 0, 0, 0xFFFFFFFF) + _wide(name) + formula + bytes(4) + b"\xff" * 4),
        ]  # fmt: skip
    book = [_long_record(0x83), _long_record(0x8F), *listed, _long_record(0x90), *named, _long_record(0x84)]
    targets = [("worksheet", f"worksheets/sheet{number}.bin") for number in range(1, len(sheets) + 1)]
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _xlsb_types(len(sheets)),
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.bin")),
        "xl/workbook.bin": b"".join(book),
        "xl/_rels/workbook.bin.rels": relationships(*targets, ("styles", "styles.bin")),
        "xl/styles.bin": _xlsb_styles(code),
    }
    for (_, target), rows in zip(targets, sheets.values(), strict=True):
        parts[f"xl/{target}"] = _xlsb_sheet(rows)
    return zipped(parts)


def _long_record(kind: int, data: bytes = b"") -> bytes:
    kinds = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])  # seven bits a byte
    size, sizes = len(data), bytearray()
    while size >= 0x80:
        sizes.append(size & 0x7F | 0x80)
        size >>= 7
    return kinds + bytes([*sizes, size]) + data


def _xlsb_types(sheets: int) -> str:
    excel = "application/vnd.ms-excel"
    parts = {"xl/workbook.bin": "sheet.binary.macroEnabled.main", "xl/styles.bin": "styles"}
    parts |= {f"xl/worksheets/sheet{number}.bin": "worksheet" for number in range(1, sheets + 1)}
    listed = "".join(f'<Override PartName="/{part}" ContentType="{excel}.{kind}"/>' for part, kind in parts.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{listed}</Types>'


def _xlsb_styles(code: str) -> bytes:
    formats = [_long_record(0x267, struct.pack("<I", 1)), _long_record(0x2C, struct.pack("<H", 200) + _wide(code))]
    style = struct.pack("<HHHHHBBBBH", 0, 200 if code else 0, 0, 0, 0, 0, 0, 0, 0, 0)
    cells = [_long_record(0x269, struct.pack("<I", 1)), _long_record(0x2F, style), _long_record(0x26A)]
    return b"".join([_long_record(0x296), *(formats if code else []), _long_record(0x268), *cells, _long_record(0x297)])


def _wide(text: str) -> bytes:
    written = text.encode("utf-16-le")
    return struct.pack("<I", len(written) // 2) + written


def _xlsb_sheet(rows: Rows) -> bytes:
    width = max((len(values) for values in rows), default=1)
    size = struct.pack("<IIII", 0, max(len(rows) - 1, 0), 0, width - 1)
    records = [_long_record(0x81), _long_record(0x94, size), _long_record(0x91)]
    for row, values in enumerate(rows):
        records.append(_long_record(0x00, struct.pack("<I", row) + bytes(21)))
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if isinstance(value, bool):
                records.append(_long_record(0x04, place + bytes([value])))
            elif isinstance(value, bytes):
                records.append(_long_record(0x03, place + value))
            elif isinstance(value, str):
                records.append(_long_record(0x06, place + _wide(value)))
            elif value is not None and value == int(value):
                records.append(_long_record(0x02, place + struct.pack("<i", int(value) << 2 | 2)))
            elif value is not None:
                records.append(_long_record(0x05, place + struct.pack("<d", value)))
    return b"".join([*records, _long_record(0x92), _long_record(0x82)])


# --- .ods -----------------------------------------------------------------------------------------

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def ods_book(tables: str, *, names: Mapping[str, str] | None = None, styles: str = "") -> bytes:
    """Return a spreadsheet of LibreOffice with these tables, in XML, and names for addresses such as `$Blad1.$B$5`."""
    named = "".join(
        f'<table:named-range table:name="{name}" table:cell-range-address="{address}"/>'
        for name, address in (names or {}).items()
    )
    prefixes = " ".join(f'xmlns:{prefix}="{_ODF}:{prefix}:1.0"' for prefix in ("office", "table", "text", "style"))
    content = (
        f'<office:document-content {prefixes} office:version="1.3"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        f"<table:named-expressions>{named}</table:named-expressions></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0"/>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_table(name: str, *cells: str, style: str = "") -> str:
    """Return a table of one row of these cells."""
    styled = f' table:style-name="{style}"' if style else ""
    return f'<table:table table:name="{name}"{styled}><table:table-row>{"".join(cells)}</table:table-row></table:table>'


def ods_cell(kind: str, value: str, shown: str = "") -> str:
    """Return a cell: `string`, `float`, `percentage`, `currency`, `date`, `time` or `boolean`."""
    attribute = {"string": "string-value", "date": "date-value", "time": "time-value", "boolean": "boolean-value"}
    stored = f'office:value-type="{kind}" office:{attribute.get(kind, "value")}="{value}"'
    return f"<table:table-cell {stored}><text:p>{shown or value}</text:p></table:table-cell>"
