"""The bytes of a `layout.toml` -> what it holds, or the line and the column where it goes wrong."""

from __future__ import annotations

import re
import tomllib
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import Final

_PLACE = re.compile(r"at line (\d+), column (\d+)\)")
_NUMBER = re.compile(r"[\d_]++")
_LONGEST_NUMBER: Final = 4_300
"""Digits of a whole number that Python still reads; of a longer one, tomllib says nothing of where it is."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A place in a text: its line and column, counted from 1, and what stands on that line."""

    line: int
    column: int
    text: str


class NotTomlError(Exception):
    """A file is no TOML. Carries the place where it goes wrong."""

    def __init__(self, place: TextPlace, *, is_utf8: bool = True) -> None:
        """Keep the place, and whether the file is UTF-8 at all."""
        super().__init__(f"{place.line}:{place.column}")
        self.place = place
        self.is_utf8 = is_utf8


def read_toml(content: bytes) -> dict[str, object]:
    """Return what a file holds. Raises NotTomlError where it is no TOML, or not in UTF-8."""
    content = content.removeprefix(BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = content.decode("utf-8", errors="replace")
        before = content[: error.start].decode("utf-8", errors="replace")
        raise NotTomlError(_place_at(readable, len(before)), is_utf8=False) from error
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotTomlError(_place_of(error, text)) from error


def _place_of(error: Exception, text: str) -> TextPlace:
    """Return where tomllib says that it goes wrong, or where it could go no further."""
    match = _PLACE.search(str(error))
    if match:
        line, column = int(match[1]), int(match[2])
        return TextPlace(line, column, _lines(text)[line - 1])
    if isinstance(error, RecursionError):
        return _place_at(text, _deepest(text))
    long = (number.start() for number in _NUMBER.finditer(text) if len(number[0]) > _LONGEST_NUMBER)
    return _place_at(text, next(long, len(text.rstrip())))


def _place_at(text: str, position: int) -> TextPlace:
    """Return the place of a character, by how many stand before it."""
    line = text.count("\n", 0, position)
    return TextPlace(line + 1, position - (text.rfind("\n", 0, position) + 1) + 1, _lines(text)[line])


def _lines(text: str) -> list[str]:
    """Return the lines as TOML counts them: a line end of another kind is part of a line."""
    return [*text.split("\n"), ""]


def _deepest(text: str) -> int:
    """Return where most brackets are open."""
    depth = deepest = position = 0
    for bracket in re.finditer(r"[\[\]{}]", text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > deepest:
            deepest, position = depth, bracket.start()
    return position
