"""What we know of texts: when two count as the same, which is nearest, and what marks look like. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, Self, SupportsIndex

_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")

NOT_IN_WORD = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 can't hold (production Char), and so neither Word; but for a vertical tab, which is a line break."""
BULLET = re.compile(r"^\s*[-*•–—·▪◦‣]\s+(?=\S)")
"""How an item of a list begins: a mark and a blank, so that `-5 graden` is none."""
NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")
"""How an item of a numbered list begins."""


Look = Literal["bold", "italic", "strike", "underline"]


class Span(NamedTuple):
    """A stretch of a text that looks different, or that is a link."""

    start: int
    end: int
    """The first character after it."""
    looks: tuple[Look, ...] = ()
    """In the order of the alphabet."""
    link: str = ""
    """A web or mail address."""


class RichText(str):
    """A text with stretches in bold, italics, underlined or struck through, or that are links.

    To everything that doesn't ask for its spans, it is the text alone. What is made from it (a part, a replacement) is
    a plain `str`: whoever changes the text and wants to keep its spans makes a new one.
    """

    __slots__ = ("spans",)
    spans: tuple[Span, ...]

    def __new__(cls, text: str, spans: Iterable[Span] = ()) -> Self:
        """Make a rich text. Spans are in order and don't overlap."""
        made = super().__new__(cls, text)
        made.spans = tuple(spans)
        return made

    def __reduce__(self) -> tuple[type[RichText], tuple[str, tuple[Span, ...]]]:
        """Cross a process border whole."""
        return RichText, (str(self), self.spans)


def part_of(text: str, start: int, end: int) -> str:
    """Return a part of a text, with its spans where it is a rich text."""
    if not isinstance(text, RichText):
        return text[start:end]
    spans = (
        one._replace(start=max(one.start, start) - start, end=min(one.end, end) - start)
        for one in text.spans
        if one.start < end and one.end > start
    )
    return RichText(text[start:end], spans)


def stripped(text: str) -> str:
    """Return a text without the blanks around it, with its spans where it is a rich text."""
    return part_of(text, len(text) - len(text.lstrip()), len(text.rstrip())) if text.strip() else ""


def joined(between: str, texts: Iterable[str]) -> str:
    """Join texts; the spans of rich texts stay with their words."""
    made, spans = "", list[Span]()
    for count, text in enumerate(texts):
        made += between if count else ""
        if isinstance(text, RichText):
            spans += (one._replace(start=one.start + len(made), end=one.end + len(made)) for one in text.spans)
        made += text
    return RichText(made, spans) if spans else made


class SeenNumber(float):
    """A number that Excel shows otherwise than it keeps it: `50%` for 0.5, `€ 12,50` for 12.5, `09000` for 9000.

    To everything that doesn't ask what was seen, it is the number alone.
    """

    __slots__ = ("seen",)
    seen: str

    def __new__(cls, value: float, seen: str) -> Self:
        """Make a number with the text that people saw."""
        made = super().__new__(cls, value)
        made.seen = seen
        return made

    def __reduce__(self) -> tuple[type[SeenNumber], tuple[float, str]]:
        """Cross a process border whole."""
        return SeenNumber, (float(self), self.seen)


class SeenMoment(datetime):
    """A day of which people saw only a part: `maart 2026`, `15 maart`, `2026`."""

    __slots__ = ("seen",)
    seen: str

    @classmethod
    def of(cls, moment: datetime, seen: str) -> Self:
        """Make a moment with the text that people saw."""
        made = cls.combine(moment.date(), moment.time())
        made.seen = seen
        return made

    def __reduce_ex__(self, _: SupportsIndex) -> tuple[object, tuple[datetime, str]]:
        """Cross a process border whole."""
        return SeenMoment.of, (datetime.combine(self.date(), self.time()), self.seen)


def cut(text: str, length: int) -> str:
    """Return a text of at most this many characters: the last is an ellipsis where something is left out."""
    return text if len(text) <= length else text[: length - 1] + "…"


def fold(text: str) -> str:
    """Fold case, accents and blanks, so that two spellings of one name become equal."""
    if text.isascii():
        return " ".join(text.lower().split())
    # Compatible forms first, for a bold 𝐀 has no case; and again, for folding can make composed letters.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(character for character in decomposed if not unicodedata.combining(character))
    return _BLANKS.sub(" ", bare).strip()


def alike(value: object) -> object:
    """Return what is the same for two values that people read as one, whatever their spelling or order."""
    if isinstance(value, tuple):
        return frozenset(fold(str(item)) for item in value)
    return fold(value) if isinstance(value, str) else value


def likeness(one: str, other: str, *, at_least: float = 0.5) -> float:
    """Return how alike two folded texts are, from 0 to 1; 0 where that is less than is asked, for that is soon seen."""
    matcher = SequenceMatcher(None, one, other)
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
    found: dict[str, str] = {}
    by_part: dict[str, list[str]] = {}
    for key in keys:
        if len(key) > _LONGEST_COMPARED:
            continue
        words = _telling_words(key)
        joined, bare = "".join(sorted(words)), "".join(words)
        parts = {f"*{joined}", bare, *(bare[:place] + bare[place + 1 :] for place in range(len(bare)))}
        for part in parts:
            others = by_part.setdefault(part, [])
            if key not in found:
                same = next((other for other in others if _is_slip(key, other)), None)
                if same is not None:
                    found[key] = same
            if len(others) < _MOST_SHARED:
                others.append(key)
    return found


def _telling_words(key: str) -> list[str]:
    return [word for word in _WORDS.findall(key) if word not in _SMALL_WORDS]


def _is_slip(one: str, other: str) -> bool:
    """Whether two folded names differ as by a typing mistake, and not in a number or a short word."""
    if _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    words, others = _telling_words(one), _telling_words(other)
    if sorted(words) == sorted(others) or "".join(words) == "".join(others):
        return True
    if len(words) != len(others):
        return max(len(one), len(other)) > 2 * _SHORTEST_WORD
    pairs = [(word, same) for word, same in zip(words, others, strict=True) if word != same]
    return all(min(len(word), len(same)) >= _SHORTEST_WORD for word, same in pairs)
