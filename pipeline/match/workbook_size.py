"""How much text the cells of a workbook hold together: few bytes may put one text into a great many cells. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Sheet

_LONGEST_FREE = 1_000
"""Characters of a text that may be in any number of cells."""
_MOST_REPEATED = 2_000_000
"""Characters that cells may hold together of longer texts, each counted from its second cell on."""
_MOST_CHARACTERS = 100_000_000
"""Characters that cells may hold together."""


def holds_too_much(sheets: Iterable[Sheet]) -> bool:
    """Whether the cells hold more text than people type; who sends few bytes may mean to keep Binding busy."""
    characters = repeated = 0
    long_texts: set[int] = set()
    for sheet in sheets:
        for values in sheet.rows.values():
            for value in values.values():
                if not isinstance(value, str):
                    continue
                characters += len(value)
                if len(value) > _LONGEST_FREE:
                    # The reader keeps a text once, however many cells refer to it.
                    repeated += len(value) if id(value) in long_texts else 0
                    long_texts.add(id(value))
    return repeated > _MOST_REPEATED or characters > _MOST_CHARACTERS
