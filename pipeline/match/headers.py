"""When a text above a column means a question. Pure."""

from __future__ import annotations

import re

from pipeline.model import Question
from pipeline.text import fold

LONGEST_HEADER = 1_000
"""Characters; a longer text above a column is no question, and comparing it would only cost time."""
_MARKS = " .:;?!*,…"
_QUOTES = str.maketrans("", "", "'\"’‘‚‛“”„‟«»‹›`´′")
_NUMBERING = re.compile(r"^(?:\(?(?:vraag |question )?[a-z]{0,2}\d{1,3}[a-z]?(?:\.\d{1,2})*[.):] )+(?=\S)")
_REMARK = re.compile(r"\s*\((?:verplicht|optioneel|facultatief|niet verplicht|required|optional|obligatoire)\)$")
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
