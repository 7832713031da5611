"""Which choices a text names, whatever parts them. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.text import fold


def choice_of(choices: Sequence[str], text: str) -> str | None:
    """Return the choice that is meant, whatever its case, blanks and underscores; None where it is none, or two."""
    folded = fold(text).rstrip("; ")
    for choice in choices:
        if fold(choice) == folded:
            return choice
    similar = [choice for choice in choices if _bare(choice) == _bare(folded)]
    return similar[0] if len(similar) == 1 and _bare(folded) else None


@lru_cache(maxsize=1024)
def _bare(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def split_choices(choices: Sequence[str], text: str) -> list[str]:
    """Split a text into choices: by line or semicolon, and by comma or blank where that can't be part of a choice."""
    if choice_of(choices, text) is not None:
        return [text]
    separators = r"[;\n]|,(?=\s)" if not any("," in choice for choice in choices) else r"[;\n]"
    items = [item.strip() for item in re.split(separators, text) if item.strip()]
    return [part for item in items for part in _by_blanks(choices, item)]


def _by_blanks(choices: Sequence[str], item: str) -> list[str]:
    """Part choices that only blanks part, as KoboToolbox and ODK write them, where all of them are choices."""
    words = item.split()
    if choice_of(choices, item) is None and all(choice_of(choices, word) is not None for word in words):
        return words
    return [item]
