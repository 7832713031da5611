"""What we know of texts: when two count as the same, which is nearest, and what marks look like. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
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
