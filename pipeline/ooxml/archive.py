"""A .docx as what it is, a zip of parts: read its parts, tell whether they changed, pack them. No Word in here.

Packing is ours because a report is mostly parts that never change: they are compressed once, when the template is
compiled, and copied as bytes into every report. Dates and order are fixed, so the same parts give the same file.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from io import BytesIO
from typing import NamedTuple

from deflate import crc32, deflate_compress
from lxml import etree

CUSTOM_PROPERTIES = "docProps/custom.xml"
LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes that the parts of a document may take together."""

BROKEN_ZIP = (
    zipfile.BadZipFile,  # no zip, a wrong checksum, an entry beside its place
    zlib.error,  # a stream that is no deflate
    EOFError,  # cut off
    ValueError,  # a name or a number that can't be
    NotImplementedError,  # another way of compressing
    RuntimeError,  # encrypted
)
"""What Python's zipfile raises for bytes that are no whole, plain zip; nothing else in it is caught."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5HL")
_OFFSET = struct.Struct("<L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8 = 0x800
_DEFLATED = 8
_FIRST_DAY = 0x21  # 1980-01-01, the first that a zip can tell; a report's bytes must not depend on the day
_SEEN = "word/"
_LEVEL = 6
BEST = 9
"""The level of a part that goes into every report: beyond it, much time saves few bytes."""
STORED = 0
"""The level of a part that is too small to be worth compressing."""
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VARIANT_NS = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"

SAFE_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True)
"""Reads XML that we did not write: no entities, no network, no outside files."""


class NotAPackage(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no readable package."""


class PackedPart(NamedTuple):
    """A part, compressed: ready to be copied into any number of packages."""

    name: str
    content: bytes
    entry: bytes
    """All that a package holds of it."""
    listed: bytes
    """How the directory of a package lists it, but for the place where it begins."""
    digest: bytes
    """The SHA-256 of what it says, where people see and edit it: under `word/`."""


def packed_part(name: str, content: bytes, level: int = _LEVEL) -> PackedPart:
    """Compress a part. Its level is from 1, soon done, to 12, small; or STORED."""
    packed = deflate_compress(content, level) if level else content
    method = _DEFLATED if level else 0
    path = name.encode()
    flags = 0 if name.isascii() else _UTF8
    facts = (_VERSION, flags, method, 0, _FIRST_DAY, crc32(content), len(packed), len(content), len(path))
    entry = b"".join((_LOCAL.pack(b"PK\x03\x04", *facts, 0), path, packed))
    listed = _CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, 0, 0, 0, 0, 0)
    return PackedPart(name, content, entry, listed, _digest(name, content))


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return every part by its name. Raises NotAPackage, also where they would unpack without end."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise NotAPackage
            return {part.filename: archive.read(part) for part in archive.infolist() if not part.is_dir()}
    except BROKEN_ZIP as error:
        raise NotAPackage from error


def pack(parts: Iterable[PackedPart]) -> bytes:
    """Pack the parts, in the order given, into the bytes of a file."""
    entries: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for part in parts:
        entries.append(part.entry)
        directory += (part.listed, _OFFSET.pack(at), part.name.encode())
        at += len(part.entry)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), size, at, 0)
    return b"".join((*entries, *directory, end))


# --- Has somebody changed it? ---------------------------------------------------------------------


def document_digest(digests: Mapping[str, bytes]) -> str:
    """Return one digest over the digests of the parts that make up what people see and edit.

    Those are the parts under `word/`. Properties and the outer relationships don't count: SharePoint rewrites them when
    a file is uploaded, and nobody's work is in them.
    """
    whole = sha256()
    for name in sorted(digests):
        if name.startswith(_SEEN):
            whole.update(name.encode() + b"\0" + digests[name])
    return whole.hexdigest()


def digest_of(parts: Mapping[str, bytes]) -> str:
    """Return the `document_digest` of unpacked parts."""
    return document_digest({name: _digest(name, content) for name, content in parts.items()})


def _digest(name: str, content: bytes) -> bytes:
    return sha256(_what_it_says(name, content)).digest() if name.startswith(_SEEN) else b""


def _what_it_says(name: str, content: bytes) -> bytes:
    """Return what has to stay the same: for relationships their meaning, without what SharePoint adds."""
    if not name.endswith(".rels"):
        return content
    try:
        root = etree.fromstring(content, SAFE_PARSER)
    except etree.XMLSyntaxError:
        return content
    says = sorted(
        tuple(child.get(key, "") for key in ("Id", "Type", "Target", "TargetMode"))
        for child in root.iterchildren(etree.Element)
        if not child.get("Type", "").endswith("/customXml")
    )
    return repr(says).encode()


# --- Custom properties ----------------------------------------------------------------------------


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties that are texts; none where there are none or they can't be read."""
    try:
        root = etree.fromstring(parts.get(CUSTOM_PROPERTIES, b""), SAFE_PARSER)
    except etree.XMLSyntaxError:
        return {}
    return {
        child.get("name", ""): child.findtext(f"{{{_VARIANT_NS}}}lpwstr") or ""
        for child in root.iterchildren(f"{{{_CUSTOM_NS}}}property")
    }


def custom_properties_part(properties: Mapping[str, str]) -> PackedPart:
    """Return `docProps/custom.xml` with these texts, in their order."""
    lines = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)  # 0 and 1 are reserved
    )
    content = f'{_XML}<Properties xmlns="{_CUSTOM_NS}" xmlns:vt="{_VARIANT_NS}">{lines}</Properties>'
    return packed_part(CUSTOM_PROPERTIES, content.encode(), STORED)
