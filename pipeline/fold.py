"""When two texts count as the same: folding of case, blanks, accents and end marks, and likeness. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from pipeline.model import Question

_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")
_END_MARKS = " .:;?!*,…"
LONGEST_HEADER = 1_000
"""Characters; a longer text above a column is no question, and comparing it would only cost time."""


def fold(text: str) -> str:
    """Fold case, accents and blanks, so that two spellings of one name become equal."""
    # Compatible forms first, for a bold 𝐀 has no case; and again, for folding can make composed letters.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _BLANKS.sub(" ", bare).strip()


def fold_header(text: str) -> str:
    """Fold a column header: as `fold`, and without punctuation at its end."""
    return fold(text[:LONGEST_HEADER]).rstrip(_END_MARKS)


def nearest(text: str, candidates: Iterable[str], *, at_least: float = 0.75) -> str | None:
    """Return the candidate most like the text, or None where none is alike enough (0 to 1)."""
    folded = fold(text)
    scored = [(SequenceMatcher(None, folded, fold(candidate)).ratio(), candidate) for candidate in candidates]
    likeness, candidate = max(scored, default=(0.0, ""))
    return candidate if likeness >= at_least else None


def headers_of(question: Question) -> set[str]:
    """Return the folded column headers that mean this question: its name, its label and its aliases."""
    return {fold_header(header) for header in (question.name, question.label, *question.aliases)}
