"""When a text above a column means a question. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.model import CellValue, Question
from pipeline.text import fold

LONGEST_HEADER = 1_000
"""Characters; a longer text above a column is no question, and comparing it would only cost time."""
_LONGEST_NAME = 100
"""Characters of a header that names the initiative."""
_ASCII_QUOTES = frozenset("'\"`")
_MARKS = " .:;?!*,…"
_QUOTES = str.maketrans("", "", "'\"’‘‚‛“”„‟«»‹›`´′")
_NUMBERING = re.compile(r"^(?:\(?(?:vraag |question )?[a-z]{0,2}\d{1,3}[a-z]?(?:\.\d{1,2})*[.):] )+(?=\S)")
_REMARK = re.compile(r"(?<!\s)\s*\((?:verplicht|optioneel|facultatief|niet verplicht|required|optional|obligatoire)\)$")
"""What forms put behind a question: our own, and those of others."""


def fold_header(text: str) -> str:
    """Fold a column header: as `fold`, and without quotes, numbering, end marks and a remark that it is required."""
    folded = fold(text[:LONGEST_HEADER].translate(_QUOTES))
    while True:
        unquoted = " ".join(folded.translate(_QUOTES).split())
        bare = _REMARK.sub("", _NUMBERING.sub("", unquoted).strip(_MARKS))
        if bare == folded:
            return folded
        folded = bare


def headers_of(question: Question) -> set[str]:
    """Return the folded column headers that mean this question: its name, its label and its aliases."""
    return {fold_header(header) for header in (question.name, question.label, *question.aliases)}


class HeaderMatcher:
    """Tells which cells are a header that means one question: for a great many cells, nearly all of which are none."""

    def __init__(self, question: Question) -> None:
        """Look for this question."""
        self._headers = headers_of(question)
        self._words = frozenset(max(header.split(), key=len, default="") for header in self._headers)

    def matches(self, value: CellValue) -> bool:
        """Whether a cell says, as a header, that answers to the question are below it."""
        if not isinstance(value, str) or len(value) > _LONGEST_NAME:
            return False
        # Folding costs time. A text that folds to a header has its longest word in it, quotes and accents aside.
        if value.isascii() and not _ASCII_QUOTES.intersection(value):
            lower = value.lower()
            if not any(word in lower for word in self._words):
                return False
        return fold_header(value) in self._headers


@lru_cache(maxsize=64)
def header_matcher(question: Question) -> HeaderMatcher:
    """Return what looks for the headers of a question."""
    return HeaderMatcher(question)
