"""The texts of a workbook: shared and inline ones, with their formatting. Pure."""

from __future__ import annotations

import re

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import CellDetails
from pipeline.ooxml.bounded_archive import BoundedArchive, local_name
from pipeline.read.cell_content import STRUCK_OUT, CellContent
from pipeline.read.stored_text import LONGEST_TEXT, cut, without_apostrophe
from pipeline.rich_text import Look, Span

_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_|_x005F_(x[0-9A-Fa-f]{4}_)")
_LOOKS: dict[str, Look] = {"b": "bold", "i": "italic", "strike": "strike", "u": "underline"}
_OFF = frozenset({"0", "false", "none", "off"})


def shared_texts(package: BoundedArchive, name: str) -> list[str | CellContent]:
    """Return the texts that cells refer to by number."""
    return [text_of(element) for element in package.elements(name, "si")]


def text_of(element: etree._Element) -> str | CellContent:
    """Return the text of a `si` or `is`, with its formatting; how it is pronounced (`rPh`) is left out."""
    if len(element) == 1 and element[0].tag[-2:] == "}t":
        return stored_text(element[0].text or "")
    pieces: list[tuple[str, tuple[Look, ...]]] = []
    for child in element:
        name = local_name(child)
        if name == "t":
            pieces.append((child.text or "", ()))
        elif name == "r":
            pieces.append(_run(child))
    return _joined(pieces)


def _run(run: etree._Element) -> tuple[str, tuple[Look, ...]]:
    text = ""
    looks: list[Look] = []
    for child in run:
        name = local_name(child)
        if name == "t":
            text += child.text or ""
        elif name == "rPr":
            looks = _looks(child)
    return text, tuple(sorted(set(looks)))


def _looks(properties: etree._Element) -> list[Look]:
    """Return the looks that the properties of a run switch on."""
    named = ((local_name(element), element.get("val")) for element in properties)
    return [_LOOKS[name] for name, value in named if name in _LOOKS and value not in _OFF]


def _joined(pieces: list[tuple[str, tuple[Look, ...]]]) -> str | CellContent:
    text, spans = "", list[Span]()
    for piece, looks in pieces:
        begin = len(text)
        text = cut(text + unescape(piece))
        if begin == LONGEST_TEXT:
            break
        if looks and len(text) > begin:
            spans.append(Span(begin, len(text), looks))
    if not spans:
        return text
    doubts = (STRUCK_OUT,) if any("strike" in span.looks for span in spans) else ()
    return CellContent(text, CellDetails(spans=tuple(spans), doubts=doubts))


def stored_text(text: str) -> str:
    """Return the text of a cell as it was typed, from how the file stores it."""
    return without_apostrophe(cut(unescape(text)))


def unescape(text: str) -> str:
    """Undo `_x000D_`, as which Excel stores a control character, and give every line end one form.

    Only of control characters, and of an underscore that was typed before such a code: programs other than Excel write
    `_x0041_` as it was typed.
    """
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)) if match[1] else f"_{match[2]}", text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
