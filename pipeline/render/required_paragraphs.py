"""Paragraphs where Word requires one, and no empty tables, whatever loops and conditions left out or repeated. Pure."""

from __future__ import annotations

import re

_EMPTY_ROW = re.compile(r"<w:tr(?:\s[^>]*)?>(?:(?!<w:tc[\s>]|<w:sdt[\s>]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl(?:\s[^>]*)?>(?:(?!<w:tr[\s>]|<w:sdt[\s>]|</w:tbl>).)*</w:tbl>", re.DOTALL)
_CONTAINER_END = re.compile(r"</w:(?:tc|hdr|ftr|txbxContent|footnote|endnote|comment)>")
_RANGE_MARK = r"<w:(?:bookmark|perm|\w+Range)(?:Start|End)\b[^<>]*/>"
TOGETHER = "\t \t"
"""What is between two tables that are right after each other in the template itself."""
_MELTING = re.compile(rf"</w:tbl>(?!{TOGETHER})(?=(?:\s|{_RANGE_MARK})*<w:tbl[ >])")
_EMPTY_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*)?/>")


def with_required_paragraphs(xml: str) -> str:
    """Return a part's XML without empty tables, with a paragraph at the end of each container and between two tables.

    Word refuses a table without rows, and a cell, header or text box that does not end with a paragraph; of two tables
    with nothing between them it makes one.
    """
    if "</w:tbl>" in xml:
        xml = _EMPTY_TABLE.sub(_range_marks, _EMPTY_ROW.sub(_range_marks, xml))
        xml = _MELTING.sub("</w:tbl><w:p/>", xml)
    return _CONTAINER_END.sub(_with_paragraph_before, xml)


def _range_marks(left_out: re.Match[str]) -> str:
    """Return the marks of ranges in what is left out: the other end may be elsewhere."""
    return "".join(re.findall(_RANGE_MARK, left_out[0]))


def _with_paragraph_before(end: re.Match[str]) -> str:
    """Return the end of a container, after a paragraph."""
    if end.string.endswith("</w:p>", 0, end.start()):
        return end[0]
    previous_tag = end.string.rfind("<", 0, end.start())
    if previous_tag >= 0 and _EMPTY_PARAGRAPH.fullmatch(end.string, previous_tag, end.start()):
        return end[0]
    return f"<w:p/>{end[0]}"
