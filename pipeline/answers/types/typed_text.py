"""A text that means a value of a type is read as a whole, or not at all. Pure.

Readers say in which forms a value may be written; a form is matched with the whole text, from its first character to
its last. What a text may have around its value without meaning anything is in `typed_text`, and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

_Result = TypeVar("_Result")
_BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]+")
"""Blanks, and what nobody sees."""
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "„": "”", "‘": "’", "’": "’", "«": "»", "‹": "›"}
"""Quotes that a whole text may stand between: the first, and the last that goes with it."""
_ENDS = ".!"


def typed_text(text: str) -> str:
    """Return a text without what carries no meaning.

    That is: blanks around it and more than one between words, quotes around the whole of it, full stops and exclamation
    marks at its end. Its case is left to the forms, which don't look at it.
    """
    bare = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    while True:
        shorter = without_quotes(bare).strip()
        shorter = shorter[:-1].rstrip() if len(shorter) > 1 and shorter[-1] in _ENDS else shorter
        if shorter == bare:
            return bare
        bare = shorter


def without_quotes(text: str) -> str:
    """Return a text without the quotes that it stands between as a whole."""
    inner = text[1:-1]
    return inner if len(text) > 2 and _QUOTES.get(text[0]) == text[-1] and text[0] not in inner else text  # noqa: PLR2004 - two quotes


def same_text(text: str) -> str:
    """Return what is the same for two texts that differ in nothing but blanks, case and how letters are encoded."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())).strip()


@dataclass(frozen=True, slots=True)
class Form(Generic[_Result]):
    """A way to write a value: its pattern, and what the parts of it mean.

    The pattern says all that may be written: every character that it allows is in a part, or parts two of them.
    """

    pattern: str
    value: Callable[..., _Result]
    """From the groups of the pattern, or all of the text where it has none."""
    compiled: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compile the pattern, whatever the case of letters."""
        object.__setattr__(self, "compiled", re.compile(self.pattern, re.IGNORECASE))


def read_whole(text: str, forms: Iterable[Form[_Result]]) -> _Result | None:
    """Return the value of the first form that the whole text has; None where it has none."""
    for form in forms:
        if match := form.compiled.fullmatch(text):
            return form.value(*(match.groups() if form.compiled.groups else (match[0],)))
    return None
