"""What is known of plain texts: when two are spellings of one, and which characters mark items of lists. Pure."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = "\u200b\u2060\ufeff"
"""Characters without a width, which `str.strip` keeps."""
_BLANKS = re.compile(rf"[\s{_UNSEEN}]+")
_MAY_COMBINE = re.compile("[\u0300-\U0010ffff]+")
"""Where combining characters can be: none comes before U+0300."""

NOT_IN_WORD = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 can't hold (production Char), and so neither Word; but for a vertical tab, which is a line break."""
BULLET = re.compile(r"^\s*[-*•–—·▪◦‣]\s+(?=\S)")
"""How an item of a list begins: a mark and a blank, so that `-5 graden` is none."""
NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
"""How an item of a numbered list begins."""


def cut(text: str, length: int) -> str:
    """Return a text of at most this many characters: the last is an ellipsis where something is left out."""
    return text if len(text) <= length else text[: length - 1] + "…"


def fold(text: str) -> str:
    """Fold case, accents and blanks, so that two spellings of one name become equal."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Compatible forms first, for a bold 𝐀 has no case; and again, for folding can make composed letters.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return _BLANKS.sub(" ", _MAY_COMBINE.sub(_without_combining, decomposed)).strip()


def is_blank(text: str) -> bool:
    """Whether nothing in a text can be seen. An accent alone can: somebody typed it."""
    bare = text.strip()
    return not bare or (bare[0] in _UNSEEN and not bare.strip(_UNSEEN).strip())


def _without_combining(run: re.Match[str]) -> str:
    return "".join(character for character in run[0] if not unicodedata.combining(character))
