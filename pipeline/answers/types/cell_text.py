"""What a cell or a value says to people, in Dutch notation: what they saw, with its formatting. Pure."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from pipeline.locale_data import locale_data
from pipeline.model import Cell, CellError, CellValue
from pipeline.percentage import Percentage
from pipeline.rich_text import AnyText, RichText

_DUTCH = locale_data("nl")


def cell_text(cell: Cell) -> AnyText:
    """Return the text of a cell as people saw it, without line feeds before it and blanks after it."""
    if cell.shown:
        return RichText(cell.shown, cell.spans) if cell.spans else cell.shown
    if not isinstance(cell.value, str) or not (cell.spans or cell.link):
        return text_of(cell.value)
    text = RichText(cell.value, cell.spans)
    if cell.link:
        text = text.with_link(cell.link)
    return text[len(text) - len(cell.value.lstrip("\n")) : len(cell.value.rstrip())]


def plain_cell_text(cell: Cell) -> str:
    """Return the text of a cell as people saw it, without formatting and without blanks around it."""
    return str(cell_text(cell)).strip()


def text_of(value: CellValue | Decimal | Percentage) -> str:
    """Return a value in Dutch notation; a text without line feeds before it and blanks after it."""
    if isinstance(value, str):
        return value.lstrip("\n").rstrip()
    if isinstance(value, bool):
        return _DUTCH.yes if value else _DUTCH.no
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    if isinstance(value, Percentage):
        return f"{number_text(value.number)} %"
    return value.code if isinstance(value, CellError) else _moment_text(value)


def number_text(number: float | Decimal) -> str:
    """Return a number with a decimal comma, and no more digits than Excel keeps."""
    if isinstance(number, int):
        return str(number)
    if isinstance(number, Decimal):
        return f"{number:f}".replace(".", ",")
    if number.is_integer():
        return f"{number:.0f}"
    # 15 digits is what Excel shows and keeps; more only shows how binary fractions are stored.
    return f"{number:.15g}".replace(".", ",")


def _moment_text(moment: date | time) -> str:
    if isinstance(moment, time):
        return _clock_text(moment)
    day = f"{moment:%d/%m/%Y}"
    return f"{day} {_clock_text(moment.time())}" if isinstance(moment, datetime) and moment.time() != time() else day


def _clock_text(moment: time) -> str:
    return f"{moment:%H:%M:%S}" if moment.second or moment.microsecond else f"{moment:%H:%M}"
