"""What is read from a cell: nearly always a value alone, else a value with its formatting, link or shown text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeAlias

from pipeline.model import CellDetails, CellError, CellValue
from pipeline.read.number_format_text import exact, plain_text
from pipeline.rich_text import Span

STRUCK_OUT, DIGITS_LOST = "answer-struck-out", "answer-digits-lost"
"""What is doubted of a cell; the codes of findings."""
FIRST_DOUBTFUL = 10**15
"""The first number of 16 digits: Excel keeps no more than 15 of them."""
_LONGEST_NUMBER = 40
_LONGEST_SCHEME = 16
"""More characters than a scheme in front of an address and blanks around it have."""
_SCHEME = re.compile(r"^(mailto:|https?://)")


class CellContent(NamedTuple):
    """A value with what the cell holds beside it."""

    value: CellValue
    details: CellDetails


Content: TypeAlias = CellValue | CellContent


def with_link(content: Content, address: str) -> Content:
    """Return the content of a cell with a link; as it is where the address says no more than the text does."""
    value, details = content if isinstance(content, CellContent) else (content, CellDetails())
    if not isinstance(value, str):
        return content
    # A text that is longer than its address says something else; it is not copied to compare it.
    if len(value) < len(address) + _LONGEST_SCHEME and _without_scheme(address) == _without_scheme(value):
        return content
    return CellContent(value, replace(details, link=address))


def with_doubt(content: Content, code: str) -> CellContent:
    """Return the content of a cell of which something is doubted."""
    value, details = content if isinstance(content, CellContent) else (content, CellDetails())
    return CellContent(value, replace(details, doubts=(*details.doubts, code)))


def as_stored(content: Content, stored: str) -> CellContent:
    """Return the content of a cell with a number that is too long for Excel, shown with all digits that are stored."""
    value, details = with_doubt(content, DIGITS_LOST)
    if not details.shown or isinstance(value, float):
        details = replace(details, shown=_all_digits(stored))
    return CellContent(value, details)


def _all_digits(stored: str) -> str:
    try:
        number = Decimal(stored)
    except InvalidOperation:
        return stored
    return f"{number:f}" if number.is_finite() and abs(number.adjusted()) < _LONGEST_NUMBER else stored.strip()


def struck_out(content: Content) -> Content:
    """Return the content of a cell that is struck out as a whole; its text, or what people see of its number, too."""
    value, details = content if isinstance(content, CellContent) else (content, CellDetails())
    if isinstance(value, CellError):
        return content
    if isinstance(value, int | float) and not isinstance(value, bool) and not details.shown:
        details = replace(details, shown=plain_text(exact(value)))
    text = value if isinstance(value, str) else details.shown
    doubts = details.doubts if STRUCK_OUT in details.doubts else (*details.doubts, STRUCK_OUT)
    return CellContent(value, replace(details, spans=tuple(_struck(text, details.spans)), doubts=doubts))


def _struck(text: str, spans: tuple[Span, ...]) -> Iterator[Span]:
    end = 0
    for span in spans:
        if span.start > end:
            yield Span(end, span.start, ("strike",))
        yield span._replace(looks=tuple(sorted({*span.looks, "strike"})))
        end = span.end
    if end < len(text):
        yield Span(end, len(text), ("strike",))


def _without_scheme(address: str) -> str:
    return _SCHEME.sub("", address.strip().casefold()).rstrip("/")


def separate_details(rows: dict[int, dict[int, Content]]) -> dict[tuple[int, int], CellDetails]:
    """Leave only values in the rows of a sheet; return what its cells hold beside them, by row and column."""
    details: dict[tuple[int, int], CellDetails] = {}
    for row, contents in rows.items():
        for column, content in contents.items():
            if type(content) is CellContent:
                contents[column], details[row, column] = content
    return details
