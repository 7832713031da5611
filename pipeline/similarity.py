"""How alike two texts are, and which names differ only by a typing mistake. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from pipeline.text import fold


def likeness(first: str, second: str, *, at_least: float = 0.5) -> float:
    """Return how alike two folded texts are, from 0 to 1; 0 where that is less than `at_least`, which costs less."""
    matcher = SequenceMatcher(None, first, second)
    if matcher.real_quick_ratio() < at_least or matcher.quick_ratio() < at_least:
        return 0.0
    return matcher.ratio()


def nearest(text: str, candidates: Iterable[str], *, at_least: float = 0.75) -> str | None:
    """Return the candidate most like the text, or None where none is alike enough (0 to 1)."""
    folded = fold(text)
    scored = [(likeness(folded, fold(candidate), at_least=at_least), candidate) for candidate in candidates]
    best, candidate = max(scored, default=(0.0, ""))
    return candidate if best >= at_least else None


_LONGEST_COMPARED = 120
_MOST_SHARED = 5
_SHORTEST_WORD = 4
_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W_]+")
_SMALL_WORDS = frozenset({"de", "het", "een", "en", "the", "and", "vzw"})


def nearly_same(keys: Iterable[str]) -> dict[str, str]:
    """Return for folded names one other that differs from it by a typing mistake; each pair once, the later first.

    Names share what is left of them without one letter, so that no name is compared with all others. Names that only
    differ in a number, a letter or a short word (`Groep 1` and `Groep 2`) are other names.
    """
    matches: dict[str, str] = {}
    by_part: dict[str, list[str]] = {}
    for key in keys:
        if len(key) > _LONGEST_COMPARED:
            continue
        words = _distinctive_words(key)
        if not words:
            continue  # signs, or small words only: they tell nothing
        joined, bare = "".join(sorted(words)), "".join(words)
        parts = {f"*{joined}", bare, *(bare[:place] + bare[place + 1 :] for place in range(len(bare)))}
        for part in parts:
            others = by_part.setdefault(part, [])
            if key not in matches:
                same = next((other for other in others if _is_typing_mistake(key, other)), None)
                if same is not None:
                    matches[key] = same
            if len(others) < _MOST_SHARED:
                others.append(key)
    return matches


def _distinctive_words(key: str) -> list[str]:
    return [word for word in _WORDS.findall(key) if word not in _SMALL_WORDS]


def _is_typing_mistake(first: str, second: str) -> bool:
    """Whether two folded names differ as by a typing mistake, and not in a number or a short word."""
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    words, others = _distinctive_words(first), _distinctive_words(second)
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        return max(len(first), len(second)) > 2 * _SHORTEST_WORD
    pairs = [(word, same) for word, same in zip(words, others, strict=True) if word != same]
    return all(min(len(word), len(same)) >= _SHORTEST_WORD for word, same in pairs)
