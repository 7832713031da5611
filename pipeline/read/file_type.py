"""What a file really is, by its bytes and never by its name alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from pipeline.ooxml.archive import PackageError
from pipeline.ooxml.bounded_archive import BoundedArchive, local_name
from pipeline.ooxml.relationships import PACKAGE
from pipeline.read.delimited_text import decode, has_many_tabs, looks_like_a_table
from pipeline.read.not_readable import NotReadable, refused
from pipeline.read.ole_streams import root_streams

SPREADSHEETS = frozenset(
    {".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".xlsb", ".ods", ".ots", ".csv", ".tsv", ".tab", ".numbers",
     ".gsheet"}
)  # fmt: skip
"""Endings of names that promise a spreadsheet: when something else is in it, that is told as an error."""
TEXT_TABLES = frozenset({".csv", ".tsv", ".tab"})


class Kind(Enum):
    """What we can read, and by which reader."""

    XLSX = auto()
    """Open XML: .xlsx, .xlsm, .xltx, ordinary or strict."""
    XLS = auto()
    """Excel 5 to 2003."""
    XLSB = auto()
    """The binary format of Excel 2007 and later."""
    ODS = auto()
    """OpenDocument, of LibreOffice and others."""
    ENCRYPTED = auto()
    """A workbook with a password, which may be the one that Excel itself gives."""
    TEXT = auto()
    """A table in plain text: .csv, .tsv."""


_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (b"\x09\x08\x08\x00\x00\x05", b"\x09\x08\x10\x00\x00\x06")
"""How Excel 5 to 2003 begins where it stands by itself: some programs leave the OLE around it out."""
_STARTS: Mapping[bytes, str] = {
    b"%PDF": "file-is-pdf",
    b"\x89PNG": "file-is-picture",
    b"\xff\xd8\xff": "file-is-picture",
    b"GIF8": "file-is-picture",
    b"BM": "file-is-picture",
    b"II*\x00": "file-is-picture",
    b"MM\x00*": "file-is-picture",
    b"7z\xbc\xaf\x27\x1c": "file-is-archive",
    b"Rar!": "file-is-archive",
    b"\x1f\x8b": "file-is-archive",
    b"{\\rtf": "file-is-word",
    b"\x09\x00\x04\x00": "file-is-oldest-excel",
    b"\x09\x02\x06\x00": "file-is-oldest-excel",
    b"\x09\x04\x06\x00": "file-is-oldest-excel",
    b"L\x00\x00\x00\x01\x14\x02\x00": "file-is-shortcut",
    b"[InternetShortcut]": "file-is-shortcut",
}
_OLE_STREAMS: Mapping[str, str] = {
    "WordDocument": "file-is-word",
    "PowerPoint Document": "file-is-presentation",
    "__properties_version1.0": "file-is-mail",
}
_OPEN_DOCUMENTS: Mapping[bytes, str] = {
    b"application/vnd.oasis.opendocument.text": "file-is-word",
    b"application/vnd.oasis.opendocument.presentation": "file-is-presentation",
}
_FOLDERS: Mapping[str, str] = {"word/": "file-is-word", "ppt/": "file-is-presentation", "index/": "file-is-numbers"}
_HTML = re.compile(
    r"\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<(?:!doctype\s+html|html|head|body|table|meta|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_DECLARATION = re.compile(r"\s*+<\?xml[^>]*+>")
_FLAT_ODS = re.compile(r"\s*+<.{0,3000}opendocument\.spreadsheet", re.DOTALL)
_OLD_XML = re.compile(r"\s*<\?xml.{0,500}(?:urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet)", re.DOTALL)
_MAIL = re.compile(r"(?:Received|Return-Path|MIME-Version|Delivered-To|From|Message-ID): ", re.IGNORECASE)
_CLOUD = re.compile(r'\s*\{.{0,500}"(?:url|doc_id)"\s*:', re.DOTALL)
_USUAL_MAIN_PARTS: Mapping[str, Kind] = {"xl/workbook.bin": Kind.XLSB, "xl/workbook.xml": Kind.XLSX}
"""The main part of nearly every workbook, which need not be looked for."""
_MANIFEST = "meta-inf/manifest.xml"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_BY_NAME: Mapping[str, str] = {
    **dict.fromkeys((".doc", ".docx", ".docm", ".dotx", ".odt", ".ott", ".rtf", ".pages", ".wps"), "file-is-word"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), "file-is-presentation"),
    **dict.fromkeys((".eml", ".emlx", ".msg", ".mbox"), "file-is-mail"),
    **dict.fromkeys((".url", ".lnk", ".webloc", ".website", ".desktop", ".gdoc", ".gform"), "file-is-shortcut"),
    **dict.fromkeys((".htm", ".html", ".xhtml", ".mht", ".mhtml"), "file-is-web-page"),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".heic"), "file-is-picture"),
    ".pdf": "file-is-pdf",
    ".fods": "file-is-flat-ods",
}
"""What a file is by the ending of its name, where that promises no spreadsheet and its bytes say nothing clearer."""
_SMALLEST_ZIP = 22
_LOOKED_AT = 4_000


def sniff(content: bytes, suffix: str) -> tuple[Kind, BoundedArchive | None]:
    """Return how to read a file, and its parts where it has some.

    `suffix` is the ending of its name, in small letters. Raises NotReadable with what it is instead.
    """
    try:
        return _sniff(content, suffix)
    except NotReadable as error:
        if suffix in SPREADSHEETS or error.code in ("file-empty", "file-only-zeros"):
            raise
        code = _honest(error.code, suffix, is_container=content.startswith((_ZIP, _OLE)))
        raise NotReadable(code, **error.details) from error


def _honest(code: str, suffix: str, *, is_container: bool) -> str:
    """Return the code of a file whose name promises no spreadsheet.

    What may be a form that somebody filled in is told as what it is: those answers would be in no report.
    """
    named = _BY_NAME.get(suffix)
    if code in ("file-is-archive", "file-is-numbers", "workbook-unreadable", "workbook-cut-off") and named:
        code = named
    if code == "file-is-picture":
        return "file-picture"
    if code.startswith("file-is-") or is_container:
        return code
    return named or "file-not-a-workbook"


def _sniff(content: bytes, suffix: str) -> tuple[Kind, BoundedArchive | None]:
    if not content:
        raise NotReadable("file-empty")
    if not content.strip(b"\x00"):
        raise NotReadable("file-only-zeros")
    if content.startswith((_ZIP, _ZIP_END)):
        return _in_zip(content)
    if content.startswith(_OLE):
        return _in_ole(content), None
    if content.startswith(_BIFF):
        return Kind.XLS, None
    for start, code in _STARTS.items():
        if content.startswith(start):
            raise NotReadable(code)
    return _in_text(content, suffix), None


def _in_zip(content: bytes) -> tuple[Kind, BoundedArchive]:
    # The list of what is in a zip stands at its end: without it, the end did not come along.
    if _ZIP_END not in content[-(_SMALLEST_ZIP + 0xFFFF) :]:
        raise NotReadable("workbook-cut-off")
    try:
        package = BoundedArchive(content)
        return _kind_of_package(package), package
    except PackageError as error:
        raise refused(error) from error


def _kind_of_package(package: BoundedArchive) -> Kind:
    kind = _kind_of_main_part(package) if "[content_types].xml" in package else None
    if kind:
        return kind
    if _says_spreadsheet(package):
        if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
            raise NotReadable("workbook-protected")
        return Kind.ODS
    if "mimetype" in package:
        mime = package.read("mimetype").strip()
        raise NotReadable(
            next((code for start, code in _OPEN_DOCUMENTS.items() if mime.startswith(start)), "file-is-archive")
        )
    names = package.names()
    for folder, code in _FOLDERS.items():
        if any(name.startswith(folder) for name in names):
            raise NotReadable(code)
    raise NotReadable("workbook-unreadable" if "[content_types].xml" in package else "file-is-archive")


def _kind_of_main_part(package: BoundedArchive) -> Kind | None:
    """Return the kind of an Open XML workbook, wherever its main part is; None for what is no workbook."""
    for name, kind in _USUAL_MAIN_PARTS.items():
        if name in package:
            return kind
    main = main_part(package)
    if main.endswith(".bin"):
        return Kind.XLSB
    if main and (main.startswith("xl/") or local_name(package.tree(main)) == "workbook"):
        return Kind.XLSX
    return Kind.XLSX if any(name.startswith("xl/") for name in package.names()) else None


def main_part(package: BoundedArchive) -> str:
    """Return the name of the main part of a document: a workbook, say; nothing where it is not there."""
    for relationship in package.relationships(PACKAGE):
        if relationship.kind == "officeDocument" and relationship.target in package:
            return relationship.target
    return next((part for part in _USUAL_MAIN_PARTS if part in package), "")


def _says_spreadsheet(package: BoundedArchive) -> bool:
    """Whether an OpenDocument is a spreadsheet: by its type, its manifest, or where neither is there, its content."""
    if "mimetype" in package:
        return package.read("mimetype").strip().startswith(_SPREADSHEET)
    if _MANIFEST in package and _OPEN_DOCUMENT in package.read(_MANIFEST):
        return _SPREADSHEET in package.read(_MANIFEST)
    return "content.xml" in package and b"spreadsheet>" in package.read("content.xml")


def _in_ole(content: bytes) -> Kind:
    """Return what an OLE file holds, by the names of the streams that stand in no folder of it."""
    streams = root_streams(content)
    if "encryptedpackage" in streams:
        return Kind.ENCRYPTED
    if "workbook" in streams or "book" in streams:
        return Kind.XLS
    for name, code in _OLE_STREAMS.items():
        if name.lower() in streams:
            raise NotReadable(code)
    raise NotReadable


def _in_text(content: bytes, suffix: str) -> Kind:
    text = decode(content[:_LOOKED_AT], cut=len(content) > _LOOKED_AT)
    if text is None:
        raise NotReadable
    if _FLAT_ODS.match(text.text):
        raise NotReadable("file-is-flat-ods")
    if _OLD_XML.match(text.text):
        raise NotReadable("file-is-old-xml")
    if _HTML.match(text.text, declared.end() if (declared := _DECLARATION.match(text.text)) else 0):
        raise NotReadable("file-is-web-page")
    if _CLOUD.match(text.text):
        raise NotReadable("file-is-shortcut")
    is_table = looks_like_a_table(text.text) or (suffix in SPREADSHEETS and has_many_tabs(text.text))
    if suffix in TEXT_TABLES or (is_table and suffix in (SPREADSHEETS | {".txt", ""})):
        return Kind.TEXT
    raise NotReadable("file-is-mail" if _MAIL.match(text.text) else "workbook-unreadable")
