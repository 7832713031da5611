"""What a cell style does to what is in the cell, for the readers of old and other workbooks. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import CellDetails, CellError
from pipeline.read.cell_content import FIRST_DOUBTFUL, STRUCK_OUT, CellContent, Content, as_stored, struck_out
from pipeline.read.number_formats import NumberFormat
from pipeline.read.shared_strings import stored_text, unescape
from pipeline.read.stored_text import LONGEST_TEXT, cut
from pipeline.rich_text import Look, Span


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell shows a number, and whether it strikes out what it holds."""

    number_format: NumberFormat | None = None
    is_struck_out: bool = False

    def content(self, value: str | float | CellContent | CellError) -> Content | None:
        """Return the content of a cell with this style; None where it is empty."""
        content: Content
        if isinstance(value, str):
            content = stored_text(value)
        elif isinstance(value, bool | CellContent | CellError):
            content = value
        else:
            content = self._number(value)
        if content == "":
            return None
        return struck_out(content) if self.is_struck_out else content

    def _number(self, value: float) -> Content:
        number = (
            int(value) if isinstance(value, float) and value.is_integer() and abs(value) < _LONGEST_WHOLE else value
        )
        content = self.number_format(number) if self.number_format else number
        return content if -FIRST_DOUBTFUL < number < FIRST_DOUBTFUL else as_stored(content, str(number))


_LONGEST_WHOLE = 10**18
PLAIN = CellStyle()


def formatted_runs(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Sequence[Look]]) -> str | CellContent:
    """Return a text of which runs begin at a character, and have a font, by its number in these looks.

    Excel counts characters in sixteen bits: an emoji is two.
    """
    wide = text.encode("utf-16-le", "surrogatepass")
    starts = [0, *(min(2 * start, len(wide)) for start, _ in runs), len(wide)]
    looks: list[Sequence[Look]] = [(), *(fonts[font] if font < len(fonts) else () for _, font in runs)]
    pieces = (wide[start:end].decode("utf-16-le", "ignore") for start, end in pairwise(starts))
    return formatted_text([(unescape(piece), look) for piece, look in zip(pieces, looks, strict=True)])


def formatted_text(pieces: Sequence[tuple[str, Sequence[Look]]]) -> str | CellContent:
    """Return a text of pieces, each with its looks."""
    text, spans = "", list[Span]()
    for piece, looks in pieces:
        start, text = len(text), cut(text + piece)
        if start == LONGEST_TEXT:
            break
        if looks and piece:
            spans.append(Span(start, len(text), tuple(sorted(set(looks)))))
    if not spans:
        return text
    doubts = (STRUCK_OUT,) if any("strike" in span.looks for span in spans) else ()
    return CellContent(text, CellDetails(spans=tuple(spans), doubts=doubts))
