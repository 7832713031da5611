"""Rows that say how to answer, below the headers or beside them, and are no submission. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.match.columns import Header
from pipeline.messages import shorten
from pipeline.text import fold

_FEWEST_HINTS = 2
_SAYS_HOW = re.compile(
    r"\(.*\)|[dmjya]{1,4}([-/.])[dmjya]{1,4}\1[dmjya]{1,4}|"
    r"(bv|bijv|bijvoorbeeld|vb|voorbeeld|vul|kies|schrijf|geef|typ|noteer|max|maximum|maximaal|verplicht|optioneel|"
    r"een of meer|één of meer|example|fill in|choose|write|exemple|choisir|ecrire|obligatoire)\b.*",
    re.DOTALL,
)
"""How a text begins that says how to answer, folded."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class HelpRow:
    """A row that is help."""

    is_own: bool
    """Whether its words are those of the layout."""
    column: int
    text: str


def is_help(header: Header, row: int) -> HelpRow | None:
    """Return what makes a row help; None where it may be a submission.

    The hints of the layout are known right below the headers, and in any column beside them. Other words are help only
    right by the headers, where the cell of the initiative and half of all cells say how to answer.
    """
    values = header.grid.rows[row]
    column = min(values)
    is_first = row == header.first_row
    if (is_first or header.grid.sideways) and _has_hints(header, row):
        return HelpRow(is_own=True, column=column, text="")
    if not is_first:
        return None
    texts = {column: str(values[column]) for column in header.answered if column in values}
    saying_how = {column for column, text in texts.items() if _says_how(text)}
    names = [column for column in header.whole(header.layout.initiative.name) if column in saying_how]
    if not names or 2 * len(saying_how) < len(texts) or len(texts) < _FEWEST_HINTS:
        return None
    return HelpRow(is_own=False, column=names[0], text=shorten(texts[names[0]]))


def _has_hints(header: Header, row: int) -> bool:
    values = header.grid.rows[row]
    hints = [
        question
        for question in header.layout.questions
        for column in header.whole(question.name)
        if question.hint and column in values and fold(str(values[column])) == fold(question.hint)
    ]
    return len(hints) >= _FEWEST_HINTS


def _says_how(text: str) -> bool:
    return _SAYS_HOW.fullmatch(fold(text[:_LONGEST])) is not None
