"""When a text above a column means a question. Pure."""

from __future__ import annotations

from pipeline.model import Question
from pipeline.text import fold

LONGEST_HEADER = 1_000
"""Characters; a longer text above a column is no question, and comparing it would only cost time."""
_END_MARKS = " .:;?!*,…"


def fold_header(text: str) -> str:
    """Fold a column header: as `fold`, and without punctuation at its end."""
    return fold(text[:LONGEST_HEADER]).rstrip(_END_MARKS)


def headers_of(question: Question) -> set[str]:
    """Return the folded column headers that mean this question: its name, its label and its aliases."""
    return {fold_header(header) for header in (question.name, question.label, *question.aliases)}
