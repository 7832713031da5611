"""Ids that a loop would repeat: Word wants each of them once in a document."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from pipeline.ooxml.namespaces import VML_URI, WORD_2010_URI, WORD_DRAWING_URI, Element, W
from pipeline.render.sandbox import AGAIN, CLOSE, OPEN, SAME, WRITER
from pipeline.template.table_cells import Codes
from pipeline.template.tags import mark_of

_W14 = f"{{{WORD_2010_URI}}}"
_WP = f"{{{WORD_DRAWING_URI}}}"
_V = f"{{{VML_URI}}}"
# Element, attribute, kind of id, and whether the element begins or ends what has the id.
_IDS = (
    (f"{_WP}docPr", "id", "drawing", AGAIN),
    (f"{W}bookmarkStart", f"{W}id", "bookmark", AGAIN),
    (f"{W}bookmarkStart", f"{W}name", "name", AGAIN),
    (f"{W}footnoteReference", f"{W}id", "footnotes", AGAIN),
    (f"{W}endnoteReference", f"{W}id", "endnotes", AGAIN),
    (f"{W}commentRangeStart", f"{W}id", "comments", AGAIN),
    (f"{W}commentRangeEnd", f"{W}id", "comments", SAME),
    (f"{W}commentReference", f"{W}id", "comments", SAME),
    (f"{_V}shape", "id", "name", AGAIN),
)


def renew_ids(root: Element, codes: Codes, repeated: AbstractSet[Element]) -> None:
    """Let every id that may be repeated be made anew each time; what Word can do without goes."""
    bookmarks = set()
    ranged = {element.get(f"{W}id") for element in repeated if element.tag == f"{W}commentRangeStart"}
    for element in repeated:
        _drop_what_word_can_make(element)
        for tag, attribute, kind, how in _IDS:
            value = element.get(attribute) if element.tag == tag else None
            if value is not None:
                begins = element.tag == f"{W}commentReference" and value not in ranged  # a comment on no text
                element.set(attribute, _code(codes, AGAIN if begins else how, kind, value))
                if kind == "bookmark":
                    bookmarks.add(value)
    for end in root.iter(f"{W}bookmarkEnd"):
        if end.get(f"{W}id") in bookmarks:
            end.set(f"{W}id", _code(codes, SAME, "bookmark", end.get(f"{W}id", "")))
    for content in root.iter(f"{W}sdt"):
        _unbind(content)


def _drop_what_word_can_make(element: Element) -> None:
    for name in ("paraId", "textId"):
        element.attrib.pop(f"{_W14}{name}", "")
    for own in element.findall(f"{W}id") if element.tag == f"{W}sdtPr" else ():
        element.remove(own)


def _unbind(control: Element) -> None:
    """Let a content control with a tag in it show its text: not what it is bound to, nor as if it were still empty."""
    properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
    if properties is None or content is None or all(mark_of(one) is None for one in content.iter()):
        return
    for name in ("dataBinding", "showingPlcHdr"):
        for one in properties.findall(f"{W}{name}"):
            properties.remove(one)


def _code(codes: Codes, how: str, kind: str, value: str) -> str:
    own = value.replace("\\", "").replace('"', "")
    code = f'{OPEN}= {WRITER}|{how}("{kind}", "{own}") ={CLOSE}'
    return f"\ue002{codes.add(code)}\ue003"
