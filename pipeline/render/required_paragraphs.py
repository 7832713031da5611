"""Paragraphs where Word requires one, and no empty tables, whatever a loop or a condition left out. Pure."""

from __future__ import annotations

import re

_EMPTY_ROW = re.compile(r"<w:tr(?:\s[^>]*)?>(?:(?!<w:tc[\s>]|<w:sdt[\s>]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl(?:\s[^>]*)?>(?:(?!<w:tr[\s>]|<w:sdt[\s>]|</w:tbl>).)*</w:tbl>", re.DOTALL)
_CONTAINER_END = re.compile(r"</w:(?:tc|hdr|ftr|txbxContent|footnote|endnote|comment)>")
_EMPTY_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*)?/>")


def with_required_paragraphs(xml: str) -> str:
    """Return a part's XML without empty tables, and with a paragraph at the end of each container.

    Word refuses a table without rows, and a cell, header or text box that does not end with a paragraph.
    """
    if "</w:tbl>" in xml:
        xml = _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", xml))
    return _CONTAINER_END.sub(_with_paragraph_before, xml)


def _with_paragraph_before(end: re.Match[str]) -> str:
    """Return the end of a container, after a paragraph."""
    if end.string.endswith("</w:p>", 0, end.start()):
        return end[0]
    previous_tag = end.string.rfind("<", 0, end.start())
    if previous_tag >= 0 and _EMPTY_PARAGRAPH.fullmatch(end.string, previous_tag, end.start()):
        return end[0]
    return f"<w:p/>{end[0]}"
