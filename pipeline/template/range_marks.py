"""Marks that begin and end a stretch of a document, such as bookmarks; and how breaks and settings are written."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ooxml.namespaces import Element, W

PAGE_BREAKS = ("page", "column")
"""The types of breaks that are more than the end of a line."""
OFF = ("0", "false", "off")
"""How a setting says that it is off."""
_MARK = re.compile(rf"{re.escape(W)}(?:(bookmark|perm)|(\w+)Range)(Start|End)$")
_COMMENT_REFERENCE = f"{W}commentReference"


class RangeMark(NamedTuple):
    """What a mark begins or ends."""

    kind: str
    """bookmark, perm, comment, moveFrom ..."""
    id: str
    is_start: bool


def range_mark(element: Element) -> RangeMark | None:
    """Return what an element begins or ends; None where it is no such mark. A comment ends where its number is."""
    if not isinstance(element.tag, str) or not element.tag.startswith(W):
        return None
    id_ = element.get(f"{W}id", "")
    if element.tag == _COMMENT_REFERENCE:
        return RangeMark("comment", id_, is_start=False)
    match = _MARK.match(element.tag)
    return RangeMark(match[1] or match[2], id_, match[3] == "Start") if match else None


def is_range_mark(element: Element) -> bool:
    """Whether an element begins or ends a stretch, and may be between paragraphs, rows and cells too."""
    return range_mark(element) is not None and element.tag != _COMMENT_REFERENCE
