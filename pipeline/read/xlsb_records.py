"""The records of a binary workbook of Excel 2007 (BIFF12): their numbers, and the values in them (MS-XLSB). Pure."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.read.not_readable import NotReadable

_LONGEST_NUMBER = 2
"""Bytes of the number of a record."""
_LONGEST_SIZE = 4
"""Bytes of the size of a record."""


def records(content: bytes) -> Iterator[tuple[int, Record]]:
    """Yield each record of a part: its number, and its bytes. Raises NotReadable where they are cut off."""
    at = 0
    while at < len(content):
        kind, at = _packed(content, at, _LONGEST_NUMBER)
        size, at = _packed(content, at, _LONGEST_SIZE)
        if at + size > len(content):
            raise NotReadable
        yield kind, Record(content[at : at + size])
        at += size


def _packed(content: bytes, at: int, longest: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, and where it ends: the eighth bit says that another byte follows."""
    number = 0
    for place in range(longest):
        if at >= len(content):
            raise NotReadable
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return number, at
    return number, at


@dataclass(slots=True)
class Record:
    """The bytes of a record, read from the front. Every method raises NotReadable where they end too soon."""

    content: bytes
    at: int = 0

    def skip(self, size: int) -> None:
        """Leave bytes out."""
        self.at += size

    def take(self, layout: str) -> tuple[int, ...]:
        """Return numbers, in the notation of `struct`, small end first."""
        try:
            numbers = struct.unpack_from(f"<{layout}", self.content, self.at)
        except struct.error as error:
            raise NotReadable from error
        self.at += struct.calcsize(f"<{layout}")
        return numbers

    def number(self) -> float:
        """Return a number of eight bytes."""
        return float(self.take("d")[0])

    def text(self) -> str:
        """Return a text; an empty one where the file says that there is none."""
        (length,) = self.take("I")
        if length == 0xFFFFFFFF:  # noqa: PLR2004 - no text
            return ""
        end = self.at + 2 * length
        if end > len(self.content):
            raise NotReadable
        text = self.content[self.at : end].decode("utf-16-le", "replace")
        self.at = end
        return text

    def short_number(self) -> float:
        """Return a number of four bytes: whole or the front of a long one, and perhaps a hundredfold."""
        (stored,) = self.take("I")
        if stored & 2:
            whole = (stored >> 2) - (1 << 30 if stored & 0x80000000 else 0)
            return whole / 100 if stored & 1 else whole
        number = float(struct.unpack("<d", struct.pack("<II", 0, stored & 0xFFFFFFFC))[0])
        return number / 100 if stored & 1 else number
