"""A zip of parts: read them within bounds, pack them. No Word or Excel in here.

Packing is ours because a report is mostly parts that never change: they are compressed once, when the template is
compiled, and copied as bytes into every report. Dates and order are fixed, so the same parts give the same file.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import NamedTuple

from deflate import crc32, deflate_compress

from pipeline.ooxml.digests import EDITED, content_line, edited_line
from pipeline.ooxml.relationships import is_relationships_part

LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes that all parts may take together: some twenty times a table of 10,000 rows by 15 columns."""
MOST_PARTS = 10_000
HIGHEST_RATIO = 400
"""How many times a large package may be larger unpacked; what people type stays under a hundred."""
_ALWAYS_ALLOWED = 16 * 1024 * 1024

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
_ENCRYPTED = 1
_FIRST_DAY = 0x21  # 1980-01-01, the first that a zip can hold; a report's bytes must not depend on the day
_LEVEL = 6
BEST = 9
"""The level of a part that goes into every report: beyond it, much time saves few bytes."""
STORED = 0
"""The level of a part that is too small to be worth compressing."""


class PackageError(Exception):
    """The bytes are no package that can be used; each kind says why."""


class DamagedPackageError(PackageError):
    """The bytes are no whole, plain zip, or a part that is needed is missing or no sound XML."""


class EncryptedPackageError(PackageError):
    """The parts are encrypted."""


class PackageTooLargeError(PackageError):
    """The parts would take more memory than they may."""

    def __init__(self, limit: int) -> None:
        """Keep the limit, in bytes."""
        super().__init__(limit)
        self.limit = limit


class PackedPart(NamedTuple):
    """A part, compressed: ready to be copied into any number of packages."""

    name: str
    content: bytes
    entry: bytes
    """All that a package holds of it."""
    listed: bytes
    """How the directory of a package lists it, but for the place where it begins."""
    edited_line: bytes
    """What it adds to the digest of what people edit (`digests.edited_line`)."""
    content_line: bytes
    """What it adds to the digest of everything. Both are kept, for most parts of a report never change."""


def packed_part(name: str, content: bytes, level: int = _LEVEL) -> PackedPart:
    """Compress a part. Its level is from 1, soon done, to 12, small; or STORED."""
    packed = deflate_compress(content, level) if level else content
    method = _DEFLATED if level else 0
    path = name.encode()
    flags = 0 if name.isascii() else _UTF8
    facts = (_VERSION, flags, method, 0, _FIRST_DAY, crc32(content), len(packed), len(content), len(path))
    entry = b"".join((_LOCAL.pack(b"PK\x03\x04", *facts, 0), path, packed))
    listed = _CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, 0, 0, 0, 0, 0)
    line = content_line(name, content)
    # Of most parts both lines are the same: their bytes are hashed once.
    edited = line if name.startswith(EDITED) and not is_relationships_part(name) else edited_line(name, content)
    return PackedPart(name, content, entry, listed, edited, line)


def open_archive(content: bytes) -> zipfile.ZipFile:
    """Open a zip of parts, and refuse it where it would unpack without end. Nothing is unpacked yet.

    There is a bound on their number, on their size together and on how much they were compressed. Raises PackageError.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except BROKEN_ZIP as error:
        raise DamagedPackageError from error
    parts = archive.infolist()
    # `read_entry` stops at the size that an entry declares, so the declared sizes bound what can come out.
    unpacked = sum(part.file_size for part in parts)
    most = min(LARGEST_UNPACKED, max(_ALWAYS_ALLOWED, HIGHEST_RATIO * len(content)))
    if unpacked > most or len(parts) > MOST_PARTS:
        raise PackageTooLargeError(LARGEST_UNPACKED)
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise EncryptedPackageError
    return archive


def read_entry(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Return a part, and unpack no more than its size says. Raises one of `BROKEN_ZIP` where that is not true."""
    with archive.open(part) as stream:
        return stream.read(part.file_size + 1)  # without a size, zipfile unpacks all that there is and cuts it then


def read_parts(content: bytes) -> dict[str, bytes]:
    """Return every part by its name. Raises PackageError, also where they would unpack without end."""
    try:
        with open_archive(content) as archive:
            return {part.filename: read_entry(archive, part) for part in archive.infolist() if not part.is_dir()}
    except BROKEN_ZIP as error:
        raise DamagedPackageError from error


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
