"""The plain rows of a sheet, read from its bytes; every other row is passed on to the XML parser. Pure.

A row is plain where all of it is what Excel and most exports write: numbers and unformatted texts, or only formatting.
Reading those takes half the time; a million rows with nothing but formatting cost next to nothing. Where it is not
certain that bytes mean what they seem to (comments, CDATA, other encodings, rows without a number), nothing is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import lt
from typing import IO, TypeAlias

PlainCells: TypeAlias = Sequence[tuple[str, ...]]
"""The cells of a row, filled or not, by field: letters, numbers of the row, styles, kinds, values, inline texts."""
Take: TypeAlias = Callable[[int, PlainCells], None]
"""Told of each plain row: its number and its cells."""

_AT_ONCE = 1024 * 1024
_LONGEST_CUT = 16
_DECLARATION = 256
_ATTRIBUTES = r'(?: [\w:]+="[^"<&]*")*+'
_ROW = re.compile(rf'<row r="(\d{{1,7}})"({_ATTRIBUTES})(?:/>|>([^<]*+(?:<(?!/?row)[^<]*+)*+)</row>)'.encode())
_CELL = re.compile(
    r'<c r="([A-Z]++)(\d++)"(?: s="(\d++)")?+(?: t="(\w++)")?+'
    r'(?:>(?:<v>([^<&]*+)</v>|<is><t(?: xml:space="preserve")?+>([^<&]*+)</t></is>)</c>|/>|></c>)'
    r"|(.[^<]*+)",  # what is no plain cell
    re.DOTALL,
)
_ONLY_FORMATTED = re.compile(rf'(?:<c r="[A-Z]+\d+"{_ATTRIBUTES}(?:/>|></c>))*+'.encode())
_NUMBERED = re.compile(rb'<row r="(\d{1,7})"')
_UNNUMBERED = re.compile(rb"""<row(?! r="\d|(?: (?:r(?:="?)?)?)?\Z)""")
_OTHER_ENCODING = re.compile(rb"""encoding=["'](?!(?i:utf-8)["'])""")


class WithoutPlainRows:
    """A stream to read from: what another gives, but for the plain rows, of which `take` is told."""

    def __init__(self, stream: IO[bytes], take: Take, at_once: int = _AT_ONCE) -> None:
        """Read from this stream, so many bytes at once."""
        self._stream, self._take, self._at_once = stream, take, at_once
        self._begins = self._certain = True
        self._last = 0
        self._kept = b""
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Return the next bytes: some, unless there are no more. Raises UnicodeDecodeError for what is no UTF-8."""
        while len(self._ready) < size:
            more = self._stream.read(self._at_once)
            whole = self._kept + more
            # The last row, or the last mark, may go on in what comes.
            end = whole.rfind(b"<row ")
            end = end if end > 0 else max(len(whole) - _LONGEST_CUT, 0)
            end = end if more else len(whole)
            now, self._kept = whole[:end], whole[end:]
            self._certain = self._certain and self._is_certain(whole, now)
            # The last row stays, so that a row without a number knows which one it follows.
            last = max(now.rfind(b"<row "), 0) if self._certain else 0
            self._ready += _ROW.sub(self._without, now[:last])
            self._ready += now[last:]
            if not more:
                break
        given = bytes(self._ready[:size])
        del self._ready[:size]
        return given

    def _is_certain(self, whole: bytes, now: bytes) -> bool:
        """Whether bytes mean what they seem to: `now` is what of them can be told already."""
        if self._begins:
            self._begins = False
            if _OTHER_ENCODING.search(whole, 0, _DECLARATION):
                return False
        numbers = [int(digits) for digits in _NUMBERED.findall(now)]
        climbing = all(map(lt, [self._last, *numbers], numbers))  # of a row that comes twice, the last goes first
        self._last = numbers[-1] if numbers else self._last
        numbered = now.count(b"<row") == len(numbers) and not _UNNUMBERED.search(whole, max(len(now) - _LONGEST_CUT, 0))
        return climbing and numbered and b"<!" not in whole

    def _without(self, row: re.Match[bytes]) -> bytes:
        number, attributes, cells = row[1], row[2], row[3]
        if not cells:
            return b""
        if b"<v>" not in cells and b"<t" not in cells:
            return b"" if _ONLY_FORMATTED.fullmatch(cells) else row[0]
        if b"hidden" in attributes:
            return row[0]
        *plain, other = zip(*_CELL.findall(cells.decode()), strict=True)
        if any(other) or set(plain[1]) != {number.decode()}:
            return row[0]
        self._take(int(number), plain)
        return b""
