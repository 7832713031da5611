"""What is on a sheet besides its cells: notes, comments, text boxes, pictures, ticked controls, embedded files. Pure.

None of it can go into a report, so it has to be known to be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree  # noqa: TC002 - it is loaded here anyway

from pipeline.model import SheetObject
from pipeline.ooxml.addresses import cell_address, try_parse_cell
from pipeline.ooxml.archive import PackageError, PackageTooLargeError
from pipeline.ooxml.bounded_archive import BoundedArchive, UnsafeXmlError, children, local_name
from pipeline.ooxml.relationships import Relationship

_MOST_OBJECTS = 10_000
_LONGEST_TEXT = 200
_MOST_TEXTS = 200
"""Pieces of text of one note or box that are looked at for its beginning."""
_CONVERSATION = "tc="
"""How Excel names the author of a note that only stands in for a conversation, which has a part of its own."""
_ANCHORS = ("twoCellAnchor", "oneCellAnchor", "absoluteAnchor")


def sheet_objects(package: BoundedArchive, relationships: Iterable[Relationship]) -> tuple[SheetObject, ...]:
    """Return the objects of the sheet that has these relationships.

    A part that is damaged costs itself only. Raises PackageError where one is hostile.
    """
    objects: list[SheetObject] = []
    parts = [(to_part.kind, to_part.target) for to_part in relationships if to_part.target in package]
    kinds = {kind for kind, _ in parts}
    for kind, part in parts:
        if kind == "comments":
            in_part = _notes(package, part, has_conversations="threadedComment" in kinds)
        elif kind in _READERS:
            in_part = _READERS[kind](package, part)
        else:
            continue
        try:
            objects.extend(islice(in_part, _MOST_OBJECTS - len(objects)))
        except (UnsafeXmlError, PackageTooLargeError):
            raise
        except PackageError:
            objects.append(SheetObject("damaged"))
    return tuple(objects)


def _notes(package: BoundedArchive, part: str, *, has_conversations: bool) -> Iterator[SheetObject]:
    """Yield notes, but for those that stand in for conversations."""
    authors: list[str] = []
    for element in package.elements(part, "author", "comment"):
        if local_name(element) == "author":
            authors.append(element.text or "")
            continue
        number = element.get("authorId", "")
        author = authors[int(number)] if number.isdecimal() and int(number) < len(authors) else ""
        text = _beginning(element, "t").strip()
        if text and not (has_conversations and author.startswith(_CONVERSATION)):
            yield SheetObject("note", _address(element.get("ref", "")), text)


def _conversations(package: BoundedArchive, part: str) -> Iterator[SheetObject]:
    for comment in package.elements(part, "threadedComment"):
        text = _beginning(comment, "text").strip()
        if text:
            yield SheetObject("note", _address(comment.get("ref", "")), text)


def _drawn(package: BoundedArchive, part: str) -> Iterator[SheetObject]:
    """Yield text boxes and pictures, those in groups too. Charts show cells, and are none."""
    for anchor in package.elements(part, *_ANCHORS):
        cell = _begins_at(anchor)
        for element in _shown(anchor):
            name = local_name(element)
            if name == "pic":
                yield SheetObject("picture", cell)
            elif name == "sp" and (text := _beginning(element, "t").strip()):
                yield SheetObject("text_box", cell, text)


def _shown(anchor: etree._Element) -> Iterator[etree._Element]:
    """Yield what is drawn; what older programs show instead of it (mc:Fallback) is the program's own."""
    for element in anchor.iter("{*}sp", "{*}pic"):
        if not any(local_name(parent) == "Fallback" for parent in element.iterancestors()):
            yield element


def _begins_at(anchor: etree._Element) -> str:
    begin = next(children(anchor, "from"), None)
    if begin is None:
        return ""
    numbers = {local_name(child): (child.text or "").strip() for child in begin}
    row, column = numbers.get("row", ""), numbers.get("col", "")
    if not (row.isdecimal() and column.isdecimal() and len(row + column) < len("123456789012")):
        return ""
    return _address(cell_address(int(row) + 1, int(column) + 1))


def _ticked(package: BoundedArchive, part: str) -> Iterator[SheetObject]:
    """Yield a ticked box or a chosen button whose answer is in no cell."""
    control = package.tree(part)
    if control.get("checked") == "Checked" and not control.get("fmlaLink"):
        yield SheetObject("control")


def _embedded(package: BoundedArchive, part: str) -> Iterator[SheetObject]:  # noqa: ARG001 - as the other readers
    """Yield a file that is inside the sheet; what is in it is not looked at."""
    yield SheetObject("embedded_file")


_READERS: Mapping[str, Callable[[BoundedArchive, str], Iterator[SheetObject]]] = {
    "threadedComment": _conversations,
    "drawing": _drawn,
    "ctrlProp": _ticked,
    "oleObject": _embedded,
    "package": _embedded,
}
"""What reads a part, by the kind of its relationship with the sheet."""


def _beginning(element: etree._Element, name: str) -> str:
    """Return the first texts in an element, as much of them as helps to know it by."""
    texts = islice(element.iter(f"{{*}}{name}"), _MOST_TEXTS)
    return "".join((text.text or "")[:_LONGEST_TEXT] for text in texts)[:_LONGEST_TEXT]


def _address(reference: str) -> str:
    """Return an address where it is one; what is none stays out of findings."""
    return reference if try_parse_cell(reference) else ""
