"""Ids that a loop would repeat: Word wants each of them once in a document."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pipeline.ooxml.namespaces import VML_URI, WORD_2010_URI, WORD_DRAWING_URI, Element, W
from pipeline.render.sandbox import CURRENT_ID, NEW_ID, WRITER
from pipeline.template.markers import MarkerSources, marker_name

_W14 = f"{{{WORD_2010_URI}}}"
_WP = f"{{{WORD_DRAWING_URI}}}"
_V = f"{{{VML_URI}}}"


class _Id(NamedTuple):
    """An attribute that holds an id: of which kind, and whether its element begins or ends what has the id."""

    element: str
    attribute: str
    kind: str
    writer_filter: str


_IDS = (
    _Id(f"{_WP}docPr", "id", "drawing", NEW_ID),
    _Id(f"{W}bookmarkStart", f"{W}id", "bookmark", NEW_ID),
    _Id(f"{W}bookmarkStart", f"{W}name", "name", NEW_ID),
    _Id(f"{W}footnoteReference", f"{W}id", "footnotes", NEW_ID),
    _Id(f"{W}endnoteReference", f"{W}id", "endnotes", NEW_ID),
    _Id(f"{W}commentRangeStart", f"{W}id", "comments", NEW_ID),
    _Id(f"{W}commentRangeEnd", f"{W}id", "comments", CURRENT_ID),
    _Id(f"{W}commentReference", f"{W}id", "comments", CURRENT_ID),
    _Id(f"{_V}shape", "id", "name", NEW_ID),
)


def renew_ids(root: Element, sources: MarkerSources, repeated: AbstractSet[Element]) -> None:
    """Let every id that may be repeated be a new one each time; what Word can do without goes."""
    bookmarks = set()
    comments_on_text = {element.get(f"{W}id") for element in repeated if element.tag == f"{W}commentRangeStart"}
    for element in repeated:
        _drop_what_word_can_add(element)
        for id_ in _IDS:
            value = element.get(id_.attribute) if element.tag == id_.element else None
            if value is None:
                continue
            is_comment_on_nothing = element.tag == f"{W}commentReference" and value not in comments_on_text
            writer_filter = NEW_ID if is_comment_on_nothing else id_.writer_filter
            element.set(id_.attribute, _id_marker(sources, writer_filter, id_.kind, value))
            if id_.kind == "bookmark":
                bookmarks.add(value)
    for end in root.iter(f"{W}bookmarkEnd"):
        if end.get(f"{W}id") in bookmarks:
            end.set(f"{W}id", _id_marker(sources, CURRENT_ID, "bookmark", end.get(f"{W}id", "")))
    for control in root.iter(f"{W}sdt"):
        _unbind(control)


def _drop_what_word_can_add(element: Element) -> None:
    for name in ("paraId", "textId"):
        element.attrib.pop(f"{_W14}{name}", "")
    for control_id in element.findall(f"{W}id") if element.tag == f"{W}sdtPr" else ():
        element.remove(control_id)


def _unbind(control: Element) -> None:
    """Let a content control with a tag in it show its text: not what it is bound to, nor as if it were still empty."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if properties is None or content is None or all(marker_name(element) is None for element in content.iter()):
        return
    for name in ("dataBinding", "showingPlcHdr"):
        for element in properties.findall(f"{W}{name}"):
            properties.remove(element)


def _id_marker(sources: MarkerSources, writer_filter: str, kind: str, value: str) -> str:
    """Return the marker of an id that the writer gives to what had this one."""
    quoted = value.replace("\\", "").replace('"', "")
    return sources.add_in_attribute(f'{WRITER}|{writer_filter}("{kind}", "{quoted}")')
