"""Ids that a loop would repeat: Word wants each of them once in a document."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from pipeline.ooxml.namespaces import (
    VML_OFFICE_URI,
    VML_URI,
    WORD_2010_URI,
    WORD_DRAWING_URI,
    WORD_SHAPE_URI,
    Element,
    W,
)
from pipeline.render.sandbox import COMING_ID, CURRENT_ID, NEW_ID, WRITER
from pipeline.template.markers import MarkerSources, marker_name
from pipeline.template.range_marks import range_mark

_W14 = f"{{{WORD_2010_URI}}}"
_WP = f"{{{WORD_DRAWING_URI}}}"
_WPS = f"{{{WORD_SHAPE_URI}}}"
_V = f"{{{VML_URI}}}"
_O = f"{{{VML_OFFICE_URI}}}"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_COMMENT_REFERENCE = f"{W}commentReference"


class _Id(NamedTuple):
    """An attribute that holds an id: of which kind, and what the writer does with it."""

    attribute: str
    kind: str
    writer_filter: str
    prefix: str = ""
    """What is before the id in it."""


_IDS: dict[str, tuple[_Id, ...]] = {
    f"{_WP}docPr": (_Id("id", "drawing", NEW_ID),),
    f"{W}bookmarkStart": (_Id(f"{W}name", "name", NEW_ID),),
    f"{W}moveFromRangeStart": (_Id(f"{W}name", "moveFrom name", NEW_ID),),
    f"{W}moveToRangeStart": (_Id(f"{W}name", "moveTo name", NEW_ID),),
    f"{W}control": (_Id(f"{W}shapeid", "name", CURRENT_ID),),
    f"{_O}OLEObject": (_Id("ObjectID", "object", NEW_ID, "_"), _Id("ShapeID", "name", CURRENT_ID)),
    f"{_WPS}txbx": (_Id("id", "text box", NEW_ID),),
    f"{_WPS}linkedTxbx": (_Id("id", "text box", CURRENT_ID),),
}
"""The ids of elements that have others than the `w:id` of Word's marks and changes, and than those of VML."""
_SHAPE_IDS = (_Id("id", "name", NEW_ID), _Id(f"{_O}spid", "name", NEW_ID), _Id("type", "name", CURRENT_ID, "#"))


def renew_ids(root: Element, sources: MarkerSources, repeated: AbstractSet[Element]) -> None:
    """Let every id that may be repeated be a new one each time; what Word can do without goes."""
    comments_on_text = {element.get(f"{W}id") for element in repeated if element.tag == f"{W}commentRangeStart"}
    bookmarks: set[str | None] = set()
    for element in root.iter() if repeated else ():
        if element not in repeated or not isinstance(element.tag, str):
            continue
        _drop_what_word_can_add(element)
        if element.tag == f"{W}hyperlink":
            _follow_bookmark(element, sources, repeated, bookmarks)
        if element.tag == f"{W}bookmarkStart":
            bookmarks.add(element.get(f"{W}name"))
        for id_ in _ids_of(element, comments_on_text):
            value = element.get(id_.attribute)
            if value is not None and value.startswith(id_.prefix):
                new = _id_marker(sources, id_.writer_filter, id_.kind, value.removeprefix(id_.prefix))
                element.set(id_.attribute, id_.prefix + new)
    for control in root.iter(f"{W}sdt"):
        _unbind(control)


def _ids_of(element: Element, comments_on_text: AbstractSet[str | None]) -> Iterator[_Id]:
    """Yield the attributes of an element that hold an id."""
    yield from _IDS.get(str(element.tag), ())
    if str(element.tag).startswith(_V):
        yield from _SHAPE_IDS
    mark = range_mark(element)
    if element.tag in _NOTES:
        yield _Id(f"{W}id", _NOTES[str(element.tag)], NEW_ID)
    elif mark is not None:
        is_comment_on_nothing = element.tag == _COMMENT_REFERENCE and mark.id not in comments_on_text
        is_new = mark.is_start or is_comment_on_nothing
        yield _Id(f"{W}id", "comments" if mark.kind == "comment" else mark.kind, NEW_ID if is_new else CURRENT_ID)
    elif str(element.tag).startswith(W):
        yield _Id(f"{W}id", "change", NEW_ID)


def _follow_bookmark(
    link: Element, sources: MarkerSources, repeated: AbstractSet[Element], bookmarks_before: AbstractSet[str | None]
) -> None:
    """Let a link to a bookmark that is repeated with it lead to that of the same round."""
    name = link.get(f"{W}anchor")
    if name is None:
        return
    if name in bookmarks_before:
        link.set(f"{W}anchor", _id_marker(sources, CURRENT_ID, "name", name))
    elif any(element.tag == f"{W}bookmarkStart" and element.get(f"{W}name") == name for element in repeated):
        link.set(f"{W}anchor", _id_marker(sources, COMING_ID, "name", name))


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
    for day in properties.findall(f"{W}date"):
        day.attrib.pop(f"{W}fullDate", "")  # the day of the template, not the one that is shown
    for name in ("dataBinding", "showingPlcHdr"):
        for element in properties.findall(f"{W}{name}"):
            properties.remove(element)


def _id_marker(sources: MarkerSources, writer_filter: str, kind: str, value: str) -> str:
    """Return the marker of an id that the writer gives to what had this one."""
    quoted = value.replace("\\", "").replace('"', "")
    return sources.add_in_attribute(f'{WRITER}|{writer_filter}("{kind}", "{quoted}")')
