"""The plain rows of a sheet, read from its bytes; every other row is passed on to the XML parser. Pure.

A row is plain where all of it is what Excel and most exports write: numbers and unformatted texts, or only formatting.
Reading those takes half the time; a million rows with nothing but formatting cost next to nothing. Where it is not
certain that bytes mean what they seem to (comments, CDATA, other encodings, rows without a number), nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import IO, TypeAlias

Take: TypeAlias = Callable[[int, list[tuple[str, str, str, str, str]]], None]
"""Told of each plain row: its number, and of each filled cell its letters, style, kind, value and inline text."""

_AT_ONCE = 1024 * 1024
_LONGEST_CUT = 16
_ATTRIBUTES = r'(?: [\w:]+="[^"<&]*")*'
_EMPTY_CELL = rf'<c r="[A-Z]+\1"{_ATTRIBUTES}(?:/>|></c>)'
_INSIDE = r'(?: s="(\d+)")?(?: t="(\w+)")?>(?:<v>([^<&]*)</v>|<is><t(?: xml:space="preserve")?>([^<&]*)</t></is>)</c>'
_CELL = re.compile(rf'<c r="([A-Z]+)\d+"{_INSIDE}')
_ROW = re.compile(
    rf'<row r="(\d{{1,7}})"({_ATTRIBUTES})(?:/>|>((?:{_EMPTY_CELL}|<c r="[A-Z]+\1"{_INSIDE})*)</row>)'.encode()
)
_UNCERTAIN = re.compile(rb"""<!|<row(?! r="\d|(?: (?:r(?:="?)?)?)?\Z)|encoding=["'](?!(?i:utf-8)["'])""")


class WithoutPlainRows:
    """A stream to read from: what another gives, but for the plain rows, of which `take` is told."""

    def __init__(self, stream: IO[bytes], take: Take, at_once: int = _AT_ONCE) -> None:
        """Read from this stream, so many bytes at once."""
        self._stream, self._take, self._at_once = stream, take, at_once
        self._certain = True
        self._kept = b""
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Return the next bytes: some, unless there are no more. Raises UnicodeDecodeError for what is no UTF-8."""
        while len(self._ready) < size:
            more = self._stream.read(self._at_once)
            whole = self._kept + more
            self._certain = self._certain and not _UNCERTAIN.search(whole)
            # The last row, or the last mark, may go on in what comes.
            end = whole.rfind(b"<row ")
            end = end if end > 0 else max(len(whole) - _LONGEST_CUT, 0)
            end = end if more else len(whole)
            now, self._kept = whole[:end], whole[end:]
            self._ready += _ROW.sub(self._without, now) if self._certain else now
            if not more:
                break
        given = bytes(self._ready[:size])
        del self._ready[:size]
        return given

    def _without(self, found: re.Match[bytes]) -> bytes:
        number, attributes, cells = found[1], found[2], found[3]
        if cells and (b"<v>" in cells or b"<t" in cells):
            if b"hidden" in attributes:
                return found[0]
            self._take(int(number), _CELL.findall(cells.decode()))
        return b""
