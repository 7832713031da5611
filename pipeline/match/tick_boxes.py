"""What stands in the box or the column of one choice. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.locale_data import COURTESIES, NO, NO_ANSWER, YES
from pipeline.model import CellError, CellValue
from pipeline.text import fold


def ticked(value: CellValue, choice: str) -> CellValue | None:
    """Return the choice where yes stands there, None where no does; what is neither goes with its choice, as typed."""
    is_ticked = _yes_or_no(value, choice)
    if is_ticked is not None:
        return choice if is_ticked else None
    return value if isinstance(value, CellError) else f"{choice}: {value}"


def _yes_or_no(value: CellValue, choice: str) -> bool | None:
    """Read a bare yes or no; None for anything more, whose words have to be kept."""
    written = f"{value:g}" if isinstance(value, float) else str(value)
    text = fold(written).rstrip(".!")
    words = text.replace(",", " ").split()
    if text == fold(choice) or (words and words[0] in YES and set(words[1:]) <= COURTESIES):
        return True
    return False if text in NO or text in NO_ANSWER else None


def beyond_choices(summary: str, choices: Iterable[str]) -> str:
    """Return a text that says more than these choices, in any order; empty where it says no more.

    Some exports write beside the columns of the choices one with all that were chosen, with blanks between them.
    """
    rest = f" {fold(summary)} "
    for choice in sorted({fold(choice) for choice in choices}, key=len, reverse=True):
        for spelling in (choice, choice.replace(" ", "_")):
            found = re.search(rf"(?<=[\s,;|]){re.escape(spelling)}(?=[\s,;|])", rest)
            if found:
                rest = f"{rest[: found.start()]} {rest[found.end() :]}"
                break
        else:
            return summary
    return rest.strip(" ,;|") and summary
