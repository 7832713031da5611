"""How places and headers are said in findings: as Excel says them, and no longer than helps. Pure."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from pipeline.model import Place, Sheet

_LONGEST_SHOWN = 48
_MOST_SHOWN = 20


def column_letters(column: int) -> str:
    """Return a column's letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_of(file: str, sheet: Sheet, row: int, column: int) -> Place:
    """Return the place of a cell."""
    return Place(file, sheet.name, f"{column_letters(column)}{row}")


def listed(texts: Sequence[str]) -> str:
    """Return questions or headers as a list, each cut to what is needed to know it by."""
    shown = [textwrap.shorten(text, _LONGEST_SHOWN, placeholder=" …") for text in texts[:_MOST_SHOWN]]
    return "; ".join([*shown, *(["…"] if len(texts) > _MOST_SHOWN else [])])
