"""The streams of an OLE file (.xls, .doc, .msg, a workbook with a password), by their names (MS-CFB). Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_HEADER = 512
_ENTRY = 128
_MOST_SECTORS = 20_000
_LAST_SECTOR = 0xFFFFFFFA
"""The numbers from here on are no sectors."""
_IN_HEADER = 109
"""Sectors of the table that the header lists itself."""


def root_streams(content: bytes) -> frozenset[str]:
    """Return the names, in small letters, of the streams and folders that stand in no folder.

    A letter within a workbook has its streams in a folder of it. A damaged directory is read as far as it goes.
    """
    if len(content) < _HEADER:
        return frozenset()
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    (first,) = struct.unpack_from("<I", content, 48)
    directory = b"".join(_chain(content, first, max(size, _HEADER)))
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    return frozenset(_children(entries))


def _children(entries: list[bytes]) -> Iterator[str]:
    """Yield the names of the entries in the tree that the first one, the root, points to."""
    waiting = [_pointer(entries[0], 76)] if entries else []
    seen: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in seen or number >= len(entries):
            continue
        seen.add(number)
        entry = entries[number]
        (length,) = struct.unpack_from("<H", entry, 64)
        yield entry[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()
        waiting += [_pointer(entry, 68), _pointer(entry, 72)]


def _pointer(entry: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", entry, at)[0])


def _chain(content: bytes, first: int, size: int) -> Iterator[bytes]:
    """Yield the sectors of a stream, one after another."""
    sector = first
    for _ in range(_MOST_SECTORS):
        if sector >= _LAST_SECTOR:
            return
        start = (sector + 1) * size
        yield content[start : start + size]
        sector = _next(content, sector, size)


def _next(content: bytes, sector: int, size: int) -> int:
    """Return the sector that follows, by the table of sectors; none where the header does not list that table."""
    per_sector = size // 4
    table = sector // per_sector
    if table >= _IN_HEADER:
        return _LAST_SECTOR
    (at,) = struct.unpack_from("<I", content, 76 + 4 * table)
    place = (at + 1) * size + 4 * (sector % per_sector)
    return int(struct.unpack_from("<I", content, place)[0]) if place + 4 <= len(content) else _LAST_SECTOR
