"""Formatted text: a text with the stretches of it that look different or are links. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

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


@dataclass(frozen=True, slots=True)
class RichText:
    """A text and its formatting. Spans are in order and do not overlap."""

    text: str
    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        """Return the text alone."""
        return self.text

    def __len__(self) -> int:
        """Return the number of characters of the text."""
        return len(self.text)

    def __getitem__(self, part: slice) -> AnyText:
        """Return a slice of the text with the spans in it; a plain `str` where none are. Steps are not supported."""
        start, end, _ = part.indices(len(self.text))
        spans = tuple(
            span._replace(start=max(span.start, start) - start, end=min(span.end, end) - start)
            for span in self.spans
            if span.start < end and span.end > start
        )
        return RichText(self.text[start:end], spans) if spans else self.text[start:end]

    def strip(self) -> AnyText:
        """Return the text without white space at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def split_lines(self) -> Iterator[AnyText]:
        """Yield the text between line feeds."""
        start = 0
        for line in self.text.split("\n"):
            yield self[start : start + len(line)]
            start += len(line) + 1

    def with_link(self, address: str) -> RichText:
        """Return the text with a link over its whole length; spans keep their looks."""
        spans: list[Span] = []
        end = 0
        for span in self.spans:
            if span.start > end:
                spans.append(Span(end, span.start, (), address))
            spans.append(span._replace(link=address))
            end = span.end
        if end < len(self.text):
            spans.append(Span(end, len(self.text), (), address))
        return RichText(self.text, tuple(spans))


AnyText: TypeAlias = str | RichText
"""A text with or without formatting."""


def split_lines(text: AnyText) -> Iterator[AnyText]:
    """Yield the lines of a text, each with its formatting."""
    yield from text.split("\n") if isinstance(text, str) else text.split_lines()


def join_texts(separator: str, texts: Iterable[AnyText]) -> AnyText:
    """Join texts; each keeps its formatting. The result is a plain `str` where none of them has any."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for text in texts:
        if pieces:
            pieces.append(separator)
            length += len(separator)
        if isinstance(text, RichText):
            spans += (span._replace(start=span.start + length, end=span.end + length) for span in text.spans)
        pieces.append(str(text))
        length += len(text)
    joined = "".join(pieces)
    return RichText(joined, tuple(spans)) if spans else joined
