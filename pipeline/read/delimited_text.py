"""A table in plain text (.csv, .tsv) -> Workbook: encoding and delimiter are recognised. Pure."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import PurePosixPath
from typing import NamedTuple, cast

from pipeline.model import CellValue, Finding, Place, Sheet, Workbook
from pipeline.read.cell_content import Content, separate_details
from pipeline.read.not_readable import NotReadable
from pipeline.read.stored_text import text_field

DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 64 * 1024
_MOST_LOOKED_AT = 100
_LONGEST_FIELD = 1 << 30
_LONGEST_SHEET_NAME = 31
_SEPARATOR_LINE = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


_MAC_LETTERS = frozenset(b"\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x93\x94\x95\x98\x99\x9a\x9d\x9e\x9f")
"""The letters with accents of a Mac of old, such as é and ë; in Windows these are signs that hardly anybody types."""


class Text(NamedTuple):
    """A text, and its encoding where that was guessed."""

    text: str
    guessed: str


def decode(content: bytes, *, cut: bool = False) -> Text | None:
    """Return the text of a file; None where it is no text. With `cut`, its last character may be cut through."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _text(content.decode(encoding, "ignore" if cut else "replace"))
    zeros = content.count(b"\x00")
    if zeros:
        # Text without accents in UTF-16 has a zero in every other byte.
        if zeros < len(content) // 3:
            return None
        return _text(content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", "ignore"))
    for length in range(len(content), max(len(content) - (4 if cut else 1), -1), -1):
        try:
            return _text(content[:length].decode("utf-8"))
        except UnicodeDecodeError:
            continue
    return _guessed(content)


def _guessed(content: bytes) -> Text | None:
    """Return a text that does not say how its letters are stored."""
    name, encoding = ("Mac Roman", "mac_roman") if _looks_like_old_mac(content) else ("Windows-1252", "cp1252")
    try:
        return _text(content.decode(encoding), guessed=name)
    except UnicodeDecodeError:
        return None


def _looks_like_old_mac(content: bytes) -> bool:
    """Whether most bytes beyond ASCII are letters of the Mac of old, and hardly any the letters of Windows."""
    high = [byte for byte in content[:_SAMPLE] if byte > 0x7F]  # noqa: PLR2004 - the last of ASCII
    windows = sum(byte >= 0xC0 for byte in high)  # noqa: PLR2004 - where its letters with accents begin
    mac = sum(byte in _MAC_LETTERS for byte in high)
    return mac > windows


def _text(text: str, *, guessed: str = "") -> Text | None:
    return None if _BINARY.search(text) else Text(text, guessed)


def looks_like_a_table(text: str) -> bool:
    """Whether a text of which the name promises no table is one: two rows or more, of as many columns each."""
    records = [record for record in _records(text[:_SAMPLE], _delimiter(text)) if record][:_MOST_LOOKED_AT]
    widths = Counter(len(record) for record in records[:-1] or records)
    return len(records) > 1 and len(widths) == 1 and min(widths) > 1


def has_many_tabs(text: str) -> bool:
    """Whether most lines of a text have a tab: some websites call such a table .xls, and its rows may be ragged."""
    lines = [line for line in text[:_SAMPLE].splitlines() if line.strip()][:_MOST_LOOKED_AT]
    return len(lines) > 1 and sum("\t" in line for line in lines) > len(lines) / 2


def read_text(content: bytes, file: str) -> Workbook:
    """Read a table in plain text. Raises NotReadable for what is no text."""
    text = decode(content)
    if text is None:
        raise NotReadable
    place = Place(file, PurePosixPath(file).stem[:_LONGEST_SHEET_NAME])
    findings = (
        [Finding("text-encoding-guessed", Place(file), details={"encoding": text.guessed})] if text.guessed else []
    )
    stated = _SEPARATOR_LINE.match(text.text)
    body = text.text[stated.end() :] if stated else text.text
    delimiter = stated[1] if stated else _delimiter(body)
    rows: dict[int, dict[int, Content]] = {}
    number = 0
    for number, record in enumerate(_records(body, delimiter), start=1):
        fields = ((column, text_field(field)) for column, field in enumerate(record, start=1) if field)
        values = {column: content for column, content in fields if content != ""}
        if values:
            rows[number] = values
    if _ends_in_quotes(body, delimiter):
        findings.append(Finding("text-quote-open", place, details={"row": str(number)}))
    details = separate_details(rows)
    sheet = Sheet(place.sheet or "", cast("dict[int, dict[int, CellValue]]", rows), details=details)
    return Workbook(file, (sheet,), findings=tuple(findings))


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    # `newline=""` keeps the line ends inside quotes as they are.
    return csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)


def _ends_in_quotes(text: str, delimiter: str) -> bool:
    """Whether a quotation mark that was opened is never closed, so that rows ran together."""
    if text.count('"') % 2 == 0:
        return False
    try:
        for _ in csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _delimiter(text: str) -> str:
    """Return the delimiter with which the most rows have the same number of columns, two at least."""
    sample = text[:_SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _likeness([len(record) for record in _first(sample, delimiter)]))


def _first(sample: str, delimiter: str) -> Sequence[list[str]]:
    kept: list[list[str]] = []
    for record in _records(sample, delimiter):
        if record:
            kept.append(record)
        if len(kept) == _MOST_LOOKED_AT:
            break
    return kept


def _likeness(widths: Sequence[int]) -> tuple[float, int]:
    """Return how alike the rows are (0 to 1), and how wide; rows of one column say nothing."""
    usual, times = (
        Counter(width for width in widths if width > 1).most_common(1)[0] if max(widths, default=0) > 1 else (0, 0)
    )
    return times / max(len(widths), 1), usual
