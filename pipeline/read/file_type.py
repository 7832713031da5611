"""What a file really is, by its bytes and never by its name alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from pipeline.ooxml.archive import PackageError
from pipeline.ooxml.bounded_archive import BoundedArchive
from pipeline.read.delimited_text import decode, looks_like_a_table
from pipeline.read.not_readable import NotReadable, refused

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
    OLD_OR_OTHER = auto()
    """What calamine reads: .xls, .xlsb and .ods."""
    TEXT = auto()
    """A table in plain text: .csv, .tsv."""


_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    b"L\x00\x00\x00\x01\x14\x02\x00": "file-is-shortcut",
    b"[InternetShortcut]": "file-is-shortcut",
}
_OLE_STREAMS: Mapping[str, str] = {
    "EncryptedPackage": "workbook-protected",
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
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div)\b", re.IGNORECASE | re.DOTALL
)
_OLD_XML = re.compile(r"\s*<\?xml.{0,500}(?:urn:schemas-microsoft-com:office:spreadsheet|Excel\.Sheet)", re.DOTALL)
_MAIL = re.compile(r"(?:Received|Return-Path|MIME-Version|Delivered-To|From|Message-ID): ", re.IGNORECASE)
_CLOUD = re.compile(r'\s*\{.{0,500}"(?:url|doc_id)"\s*:', re.DOTALL)
_SMALLEST_ZIP = 22
_LOOKED_AT = 4_000


def sniff(content: bytes, suffix: str) -> tuple[Kind, BoundedArchive | None]:
    """Return how to read a file, and its parts where it has some.

    `suffix` is the ending of its name, in small letters. Raises NotReadable with what it is instead.
    """
    try:
        return _sniff(content, suffix)
    except NotReadable as error:
        # Somebody's letter among the answers is no mistake; a letter that is called a workbook is one.
        honest = suffix not in SPREADSHEETS and error.code not in ("file-is-archive", "file-empty", "file-only-zeros")
        if honest and (error.code.startswith("file-is-") or not content.startswith((_ZIP, _OLE))):
            raise NotReadable("file-not-a-workbook") from error
        raise


def _sniff(content: bytes, suffix: str) -> tuple[Kind, BoundedArchive | None]:
    if not content:
        raise NotReadable("file-empty")
    if not content.strip(b"\x00"):
        raise NotReadable("file-only-zeros")
    if content.startswith((_ZIP, _ZIP_END)):
        return _in_zip(content)
    if content.startswith(_OLE):
        return _in_ole(content), None
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
    names = package.names()
    if "xl/workbook.bin" in package:
        return Kind.OLD_OR_OTHER
    if "[content_types].xml" in package and any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if "mimetype" in package:
        mime = package.read("mimetype").strip()
        if mime.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            if "meta-inf/manifest.xml" in package and b"encryption-data" in package.read("meta-inf/manifest.xml"):
                raise NotReadable("workbook-protected")
            return Kind.OLD_OR_OTHER
        raise NotReadable(
            next((code for kind, code in _OPEN_DOCUMENTS.items() if mime.startswith(kind)), "file-is-archive")
        )
    for folder, code in _FOLDERS.items():
        if any(name.startswith(folder) for name in names):
            raise NotReadable(code)
    raise NotReadable("workbook-unreadable" if "[content_types].xml" in package else "file-is-archive")


def _in_ole(content: bytes) -> Kind:
    """Look for the names of streams in an OLE file: entries of 128 bytes, with the name and its length in front."""
    for name, code in _OLE_STREAMS.items():
        if _has_stream(content, name):
            raise NotReadable(code)
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return Kind.OLD_OR_OTHER
    raise NotReadable


def _has_stream(content: bytes, name: str) -> bool:
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    at = content.find(wanted)
    while at >= 0:
        if at % 128 == 0 and content[at + 64 : at + 66] == len(wanted).to_bytes(2, "little"):
            return True
        at = content.find(wanted, at + 2)
    return False


def _in_text(content: bytes, suffix: str) -> Kind:
    text = decode(content[:_LOOKED_AT], cut=len(content) > _LOOKED_AT)
    if text is None:
        raise NotReadable
    if _OLD_XML.match(text.text):
        raise NotReadable("file-is-old-xml")
    if _HTML.match(re.sub(r"\s*<\?xml[^>]*>", "", text.text, count=1)):
        raise NotReadable("file-is-web-page")
    if _CLOUD.match(text.text):
        raise NotReadable("file-is-shortcut")
    if suffix in TEXT_TABLES or (looks_like_a_table(text.text) and suffix in (SPREADSHEETS | {".txt", ""})):
        return Kind.TEXT
    raise NotReadable("file-is-mail" if _MAIL.match(text.text) else "workbook-unreadable")
