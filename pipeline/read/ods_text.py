"""The text of a cell of an .ods: its paragraphs, with their formatting and their link. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.ooxml.bounded_archive import local_name
from pipeline.read.cell_content import CellContent
from pipeline.read.cell_style import formatted_text
from pipeline.read.ods_styles import attribute, whole_number
from pipeline.rich_text import Look

_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
_BLANK, _LINE_END, _LAYOUT = "\0", "\v", "\1"
"""Blanks and line ends that the file names as such, and white space that only lays its XML out: no text has these."""
_MOST_BLANKS = 32_767
_DEEPEST = 50
"""Stretches of text within stretches that are looked into."""
_NO_TEXT = frozenset({"annotation", "annotation-end", "note", "frame", "ruby-text"})

Piece = tuple[str, Sequence[Look]]


def text_of_cell(cell: etree._Element, looks: Mapping[str, Sequence[Look]]) -> tuple[str | CellContent, str]:
    """Return the text of a cell, and the address of the one link in it, or nothing."""
    if len(cell) == 1 and len(cell[0]) == 0 and cell[0].tag[-2:] == "}p":
        return _marked(cell[0].text or "").strip(_LAYOUT).replace(_LAYOUT, " "), ""
    links: set[str] = set()
    pieces: list[Piece] = []
    for number, paragraph in enumerate(cell.iterchildren("{*}p")):
        if number:
            pieces.append(("\n", ()))
        pieces.extend(_collapsed(list(_pieces(paragraph, (), looks, links))))
    return formatted_text(pieces), links.pop() if len(links) == 1 else ""


def _pieces(
    element: etree._Element, look: Sequence[Look], looks: Mapping[str, Sequence[Look]], links: set[str], depth: int = 0
) -> Iterator[Piece]:
    """Yield the text in an element: what stands there itself, in white space of any kind, and what is said to."""
    if element.text:
        yield _marked(element.text), look
    for child in element:
        kind = local_name(child)
        if kind == "s":
            yield _BLANK * whole_number(attribute(child, "c"), 1, at_most=_MOST_BLANKS), look
        elif kind in ("tab", "line-break"):
            yield "\t" if kind == "tab" else _LINE_END, look
        elif kind not in _NO_TEXT and depth < _DEEPEST:
            if kind == "a":
                links.add(attribute(child, "href"))
            own = looks.get(attribute(child, "style-name"), ()) if kind == "span" else ()
            yield from _pieces(child, (*look, *own), looks, links, depth + 1)
        if child.tail:
            yield _marked(child.tail), look


def _marked(text: str) -> str:
    """Return a text with the white space marked that lays out the XML: what holds a line end or a tab."""
    if not ("\n" in text or "\t" in text or "\r" in text):
        return text
    return _WHITE_SPACE.sub(lambda blanks: blanks[0] if blanks[0].strip(" ") == "" else _LAYOUT, text)


def _collapsed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield a paragraph with one blank where the XML is laid out, and none at its ends."""
    first = next((number for number, (text, _) in enumerate(pieces) if text.strip(_LAYOUT)), len(pieces))
    last = max((number for number, (text, _) in enumerate(pieces) if text.strip(_LAYOUT)), default=-1)
    for number, (text, look) in enumerate(pieces[first : last + 1], start=first):
        kept = text.lstrip(_LAYOUT) if number == first else text
        kept = kept.rstrip(_LAYOUT) if number == last else kept
        yield kept.replace(_LAYOUT, " ").replace(_BLANK, " ").replace(_LINE_END, "\n"), look
