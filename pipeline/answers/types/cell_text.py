"""What a cell says to people, in Dutch notation: what they saw, with its formatting. Pure."""

from __future__ import annotations

from datetime import date, datetime, time

from pipeline.locale_data import locale_data
from pipeline.model import Cell, CellError, CellValue
from pipeline.rich_text import AnyText, RichText

_DUTCH = locale_data("nl")


def cell_text(cell: Cell) -> AnyText:
    """Return the text of a cell as people saw it, without line feeds before it and blanks after it."""
    if cell.shown:
        return cell.shown
    if not isinstance(cell.value, str) or not (cell.spans or cell.link):
        return value_text(cell.value)
    text = RichText(cell.value, cell.spans)
    if cell.link:
        text = text.with_link(cell.link)
    return text[len(text) - len(cell.value.lstrip("\n")) : len(cell.value.rstrip())]


def plain_cell_text(cell: Cell) -> str:
    """Return the text of a cell as people saw it, without formatting and without blanks around it."""
    return str(cell_text(cell)).strip()


def value_text(value: CellValue) -> str:
    """Return a value in Dutch notation; a text without line feeds before it and blanks after it."""
    if isinstance(value, bool):
        return _DUTCH.yes if value else _DUTCH.no
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, date | time):
        return _moment_text(value)
    if isinstance(value, CellError):
        return value.code
    return value.lstrip("\n").rstrip()


def number_text(number: float) -> str:
    """Return a number with a decimal comma, and no more digits than Excel keeps."""
    if isinstance(number, int):
        return str(number)
    if number.is_integer():
        return f"{number:.0f}"
    # 15 digits is what Excel shows and keeps; more only shows how binary fractions are stored.
    return f"{number:.15g}".replace(".", ",")


def _moment_text(moment: date | time) -> str:
    if isinstance(moment, time):
        return f"{moment:%H:%M}"
    day = f"{moment:%d/%m/%Y}"
    return f"{day} {moment:%H:%M}" if isinstance(moment, datetime) and moment.time() != time() else day
