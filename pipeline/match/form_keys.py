"""The names that a form gives to its cells, by which it is read back wherever the cells have moved to. Pure.

Letters, digits and underscores only: what Excel, LibreOffice and Google Sheets all keep as the name of a range.
"""

from __future__ import annotations

import hashlib

from pipeline.text import fold

_PREFIX = "binding"
_LONGEST_CHOICE = 40  # of the 255 characters that Excel allows a name


def form_key(layout: str, question: str, choice: str = "") -> str:
    """Return the name of an answer's cell; of questions with ticks, each choice has a cell of its own."""
    return "__".join((_PREFIX, layout, question, *([choice_key(choice)] if choice else [])))


def parse_form_key(name: str) -> tuple[str, str, str] | None:
    """Return layout, question and choice ("" where there is none), or None where the name is not one of ours."""
    prefix, *rest = name.lower().split("__")
    if prefix != _PREFIX or len(rest) not in (2, 3):
        return None
    layout, question, choice = (*rest, "")[:3]
    return layout, question, choice


def choice_key(choice: str) -> str:
    """Return a choice as it stands in a name; where its letters and digits don't tell all of it, with a mark of it."""
    folded = fold(choice)
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in folded).split()
    key = "_".join(words)[:_LONGEST_CHOICE]
    if " ".join(words) == folded and len(folded) <= _LONGEST_CHOICE:
        return key
    return "_".join(filter(None, (key.strip("_"), hashlib.sha256(folded.encode()).hexdigest()[:6])))
