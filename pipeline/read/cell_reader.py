"""The cells of a sheet: from their XML, or from a plain row, to their values with formatting and links. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import TypeAlias, TypeVar

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import NOT_CALCULATED, PICTURE, CellDetails, CellError, CellValue
from pipeline.ooxml.addresses import column_number, is_row_number, row_number
from pipeline.ooxml.bounded_archive import is_on, local_name
from pipeline.read.cell_content import FIRST_DOUBTFUL, CellContent, Content, as_stored, struck_out, with_link
from pipeline.read.not_readable import NotReadable
from pipeline.read.number_formats import NumberFormat
from pipeline.read.plain_rows import PlainCells
from pipeline.read.shared_strings import stored_text, text_of
from pipeline.read.stored_text import LONGEST_TEXT, WEB_OR_MAIL

_LINK_FORMULA = re.compile(r'^HYPERLINK\(\s*"([^"]+)"\s*[,)]', re.IGNORECASE)
_STORED_OTHERWISE = re.compile("_x|\r|'")
"""What texts hold that may not be stored as they were typed."""
_LETTERS = re.compile("[A-Za-z]{1,3}")
_IMAGE_FORMULA = re.compile(r"(?:_xlfn\.)?IMAGE\(", re.IGNORECASE)
_ADDS_UP = re.compile(
    r"(?:_xlfn\.)?(?:SUM|SUBTOTAL|AGGREGATE|COUNTA?|AVERAGE)\((?:\d{1,3},){0,2}"
    r"(?:\$?([A-Z]{1,3})\$?\d{1,7}:\$?\1\$?\d{1,7}\b|\w{1,100}\[)",
    re.IGNORECASE,
)
"""How the formula begins of what adds up a column; in a file, functions have their English names."""
_LONGEST_WHOLE = 18
"""Digits of a whole number that is read as one; Excel itself keeps 15."""

Rows: TypeAlias = dict[int, dict[int, Content]]
"""What cells hold, by row and column."""
_Text = TypeVar("_Text", str, "str | CellContent")


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What the cells of every sheet refer to."""

    texts: Sequence[str | CellContent]
    formats: Sequence[NumberFormat | None]
    """The number format of each cell style."""
    struck: frozenset[str] = frozenset()
    """The cell styles that strike out what is in the cell, by their numbers as cells write them."""
    has_pictures: bool = False
    """Whether cells that hold more than a value hold pictures and the like, and not errors of newer versions alone."""


class CellReader:
    """Reads one row after another; knows the columns by their letters, and which row came last."""

    def __init__(self, shared: SharedContent) -> None:
        """Read cells that refer to this content."""
        self.texts, self.formats = shared.texts, shared.formats
        self._struck, self._has_pictures = shared.struck, shared.has_pictures
        self.row = 0
        self.misplaced: list[dict[int, Content]] = []
        """Rows whose number is none of Excel: what they hold, in their order."""
        self._columns: dict[str, int] = {}
        self._letters: tuple[str, ...] = ()
        self._numbers: list[int] = []

    def of_row(self, row: etree._Element) -> Rows:
        """Return the filled cells of a row element: nearly always of one row, but each cell says its own address."""
        stated = row.get("r")
        if stated and not is_row_number(stated):
            self._take_misplaced(row)
            return {}
        self.row = row_number(stated) if stated else self.row + 1
        values: dict[int, Content] = {}
        rows: Rows = {}
        column = 0
        row_digits = str(self.row)
        for cell in row:
            address = cell.get("r")
            in_row = values
            if address is None:
                column += 1
            else:
                letters = address.rstrip("0123456789")
                column = self._columns.get(letters) or self._column(letters)
                if len(cell) == 0:
                    continue  # only formatting
                if address[len(letters) :] != row_digits:
                    in_row = rows.setdefault(row_number(address[len(letters) :]), {})
            value = self._content(cell)
            if value is not None:
                in_row[column] = value
        if values:
            rows[self.row] = values
        return {number: filled for number, filled in rows.items() if filled}

    def _take_misplaced(self, row: etree._Element) -> None:
        """Keep the cells of a row that says to be where no row can be: their columns are known."""
        values: dict[int, Content] = {}
        column = 0
        for cell in row:
            letters = _LETTERS.match(cell.get("r", ""))
            column = self._column(letters[0]) if letters else column + 1
            value = self._content(cell)
            if value is not None:
                values[column] = value
        if values:
            self.misplaced.append(values)

    def of_plain_row(self, number: int, cells: PlainCells) -> Rows:
        """Return the filled cells of a row that `plain_rows` read."""
        self.row = number
        letters, _, styles, kinds, stored, texts = cells
        if letters != self._letters:  # nearly every row has the columns of the row before
            self._letters = letters
            self._numbers = [self._columns.get(column) or self._column(column) for column in letters]
        values: Iterable[Content | None]
        kind = kinds[0] if len(set(kinds)) == 1 and not (self._struck and self._struck.intersection(styles)) else ""
        if kind == "inlineStr" and not any(stored):
            together = "".join(texts)
            is_as_typed = len(together) <= LONGEST_TEXT and not _STORED_OTHERWISE.search(together)
            values = texts if is_as_typed else map(stored_text, texts)
        elif kind == "s":
            values = (self._shared(index) if index else None for index in stored)
        else:
            values = map(self._plain_content, styles, kinds, stored, texts)
        filled = {
            column: value
            for column, value in zip(self._numbers, values, strict=True)
            if value is not None and value != ""
        }
        return {self.row: filled} if filled else {}

    def _plain_content(self, style: str, kind: str, stored: str, text: str) -> Content | None:
        content: Content | None
        if kind == "inlineStr":
            content = stored_text(text or stored)
        elif kind == "s":
            content = self._shared(stored) if stored else None
        elif not kind or kind == "n":
            content = self._number(stored, style or None)
        else:
            content = _value_of_type(kind, stored, None) if stored or kind == "str" else None
        return struck_out(content) if style in self._struck and content not in (None, "") else content

    def _column(self, letters: str) -> int:
        column = self._columns[letters] = column_number(letters)
        return column

    def _content(self, cell: etree._Element) -> Content | None:
        """Return what a cell holds, blanks alone too; None where it holds nothing."""
        content = self._unstyled(cell)
        return struck_out(content) if content is not None and cell.get("s") in self._struck else content

    def _unstyled(self, cell: etree._Element) -> Content | None:
        kind = cell.get("t")
        text: str | None = None
        formula: str | None = None
        for child in cell:
            tag = child.tag
            if tag[-2:] == "}v":
                text = child.text or ""
            elif tag[-2:] == "}f":
                formula = child.text or ""
        if kind == "inlineStr":
            return self._inline(cell) if not text else _filled(stored_text(text))
        if text is None or (text == "" and kind != "str"):
            return _with_formula(CellError(NOT_CALCULATED), formula) if formula is not None else None
        if kind == "s":
            return _filled(self._shared(text))
        if kind is None or kind == "n":
            return _with_formula(self._number(text, cell.get("s")), formula)
        if kind == "e" and self._is_picture(cell, formula):
            return CellError(PICTURE)
        return _value_of_type(kind, text, formula)

    def _is_picture(self, cell: etree._Element, formula: str | None) -> bool:
        return (self._has_pictures and "vm" in cell.attrib) or bool(formula and _IMAGE_FORMULA.match(formula))

    @staticmethod
    def _inline(cell: etree._Element) -> Content | None:
        return next((_filled(text_of(child)) for child in cell if local_name(child) == "is"), None)

    def _shared(self, index: str) -> str | CellContent:
        try:
            return self.texts[int(index)]
        except (ValueError, IndexError) as error:
            raise NotReadable from error

    def _number(self, text: str, style: str | None) -> Content | None:
        number = _number_of(text)
        if isinstance(number, str):
            return _filled(number)
        content = number if style is None else self._formatted(number, style)
        return content if -FIRST_DOUBTFUL < number < FIRST_DOUBTFUL else as_stored(content, text)

    def _formatted(self, number: float, style: str) -> Content:
        try:
            apply_format = self.formats[int(style)]
        except (ValueError, IndexError):
            return number  # an odd style says nothing of what was typed
        return apply_format(number) if apply_format else number


def _value_of_type(kind: str, text: str, formula: str | None) -> Content | None:
    if kind == "b":
        return is_on(text.strip())
    if kind == "e":
        return CellError(text.strip())
    if kind == "d":
        return _iso_moment(text)
    plain = _filled(stored_text(text))
    link = _LINK_FORMULA.match(formula) if formula else None
    if plain and link and WEB_OR_MAIL.match(link[1]):
        return with_link(plain, link[1])
    return plain


def _with_formula(content: Content | None, formula: str | None) -> Content | None:
    """Return what a cell holds, marked where its formula adds up a column."""
    if content is None or not formula or not _ADDS_UP.match(formula):
        return content
    value, details = content if isinstance(content, CellContent) else (content, CellDetails())
    return CellContent(value, replace(details, adds_up=True))


def _filled(text: _Text) -> _Text | None:
    return text or None


def _number_of(text: str) -> int | float | str:
    """Return the number; what is none, as its text."""
    if len(text) <= _LONGEST_WHOLE and text.isdecimal() and text.isascii():
        return int(text)
    try:
        number = float(text)
    except ValueError:
        return text
    if number != number or number in (float("inf"), float("-inf")):  # noqa: PLR0124 - only NaN differs from itself
        return text
    bare = text.strip().lstrip("+-")
    return int(text) if len(bare) <= _LONGEST_WHOLE and bare.isdecimal() else number


def _iso_moment(text: str) -> CellValue | None:
    """Read a day or a moment of the strict dialect (ISO 8601); what is none, as its text."""
    bare = text.strip().removesuffix("Z")
    for read in (time.fromisoformat, datetime.fromisoformat):
        try:
            return read(bare)
        except ValueError:
            continue
    return _filled(text)
