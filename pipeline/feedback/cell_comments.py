"""Comments on cells, beside the existing comments: their texts, and the drawing that says where each one pops up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from lxml import etree

from pipeline.feedback.sheet_xml import AnnotationError, excel_text, insert_before
from pipeline.ooxml.addresses import LAST_COLUMN, parse_cell
from pipeline.ooxml.editable_package import EditablePackage
from pipeline.ooxml.namespaces import (
    RELATIONSHIP_ID,
    SHEET_URI,
    SPACE,
    VML_EXCEL_URI,
    VML_OFFICE_URI,
    VML_URI,
    Element,
    S,
)

AUTHOR = "Binding"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_DRAWING = "legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst"
_LONGEST = 32_000
"""Characters of a comment, under the 32,767 that Excel keeps."""
_CONVERSATION = "tc="
"""How Excel names the author of a comment that only represents a conversation, which has a part of its own."""
_WIDE = 4
"""Columns over which a comment pops up."""
_BLOCK = 1024
"""Numbers of shapes that a drawing takes at a time."""
_LETTERS_A_LINE, _FEWEST_LINES, _MOST_LINES = 38, 4, 30

_EMPTY_COMMENTS = f'<comments xmlns="{SHEET_URI}"><authors/><commentList/></comments>'.encode()
_KIND = (
    '<v:shapetype{declared} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY_DRAWING = (
    f'<xml xmlns:v="{VML_URI}" xmlns:o="{VML_OFFICE_URI}" xmlns:x="{VML_EXCEL_URI}"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout></xml>'
)
_SHAPE = (
    '<v:shape{declared} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
    'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
    '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SHAPE_BEGINS, _SHAPE_ENDS = re.compile(r"<v:shape\s"), "</v:shape>"
_IS_NOTE = 'ObjectType="Note"'
_CELL_OF_NOTE = re.compile(r"<x:Row>\s*+(\d++)\s*+</x:Row>\s*+<x:Column>\s*+(\d++)\s*+</x:Column>")
_NAMESPACES = {
    "v": VML_URI,
    "o": VML_OFFICE_URI,
    "x": VML_EXCEL_URI,
}


def add_comments(package: EditablePackage, sheet: str, texts: Mapping[str, str], mark: str) -> None:
    """Add a comment to each cell; ours comes below the words of an existing comment. `mark` begins ours."""
    part = next(iter(package.related(sheet, "comments").values()), "")
    if part not in package.parts:
        part = package.free_name("xl/comments{}.xml")
        package.add(part, _EMPTY_COMMENTS, _COMMENTS_TYPE)
        package.relate(sheet, "comments", part)
    root = package.tree(part)
    authors, comments = root.find(f"{S}authors"), root.find(f"{S}commentList")
    if authors is None or comments is None:
        raise AnnotationError(AnnotationError.OTHER_FORMAT)
    existing = {comment.get("ref", ""): comment for comment in comments}
    names = [author.text or "" for author in authors]
    new: dict[str, str] = {}
    for cell, text in texts.items():
        kept = excel_text(text)[:_LONGEST]
        if cell not in existing:
            new[cell] = kept
        elif not names[int(existing[cell].get("authorId", "0"))].startswith(_CONVERSATION):
            _add_words(existing[cell], f"\n\n{kept}", mark)
    if new:
        etree.SubElement(authors, f"{S}author").text = AUTHOR
        for cell, text in new.items():
            comment = etree.SubElement(comments, f"{S}comment", ref=cell, authorId=str(len(names)))
            etree.SubElement(comment, f"{S}text")
            _add_words(comment, text, mark)
        _draw(package, sheet, new)


def _add_words(comment: Element, text: str, mark: str) -> None:
    """Add our words as runs of their own, with what begins them in bold."""
    holder = comment.find(f"{S}text")
    if holder is None:
        holder = etree.SubElement(comment, f"{S}text")
    for plain in holder.findall(f"{S}t"):  # a text without runs can't have runs beside it
        run = etree.Element(f"{S}r")
        holder.replace(plain, run)
        run.append(plain)
    for piece in re.split(rf"({re.escape(mark)}.*)", text):
        if piece:
            _add_run(holder, piece, bold=piece.startswith(mark))


def _add_run(holder: Element, text: str, *, bold: bool) -> None:
    run = etree.SubElement(holder, f"{S}r")
    looks = etree.SubElement(run, f"{S}rPr")
    if bold:
        etree.SubElement(looks, f"{S}b")
    etree.SubElement(looks, f"{S}sz", val="10")
    etree.SubElement(looks, f"{S}color", indexed="81")
    etree.SubElement(looks, f"{S}rFont", val="Tahoma")
    etree.SubElement(run, f"{S}t", {SPACE: "preserve"}).text = text


# --- Where they pop up ----------------------------------------------------------------------------


def _draw(package: EditablePackage, sheet: str, texts: Mapping[str, str]) -> None:
    """Add a shape for each comment. As text: Excel itself writes drawings that are no sound XML."""
    part = _drawing(package, sheet, len(texts))
    drawing = package.parts[part].decode("utf-8", "surrogateescape")
    head, closing, tail = drawing.rpartition("</xml>")
    if not closing:
        raise AnnotationError(AnnotationError.OTHER_FORMAT)
    # Excel declares the names on the root; other programs on each shape.
    root = head[: head.find(">", max(head.find("<xml"), 0)) + 1]
    missing = (f' xmlns:{short}="{long}"' for short, long in _NAMESPACES.items() if long not in root)
    declared = "".join(missing)
    number = max([_BLOCK, *map(int, re.findall(r"_x0000_s(\d+)", head))])
    pieces = [head] if "_x0000_t202" in head else [head, _KIND.format(declared=declared)]
    for number, (cell, text) in enumerate(texts.items(), start=number + 1):  # noqa: B020 - it goes on from there
        row, column = (position - 1 for position in parse_cell(cell))
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
        last = row + min(max(lines, _FEWEST_LINES), _MOST_LINES)
        left = min(column + 1, LAST_COLUMN - _WIDE - 1)
        anchor = f"{left}, 15, {max(row - 1, 0)}, 10, {left + _WIDE}, 15, {last}, 4"
        pieces.append(_SHAPE.format(declared=declared, number=number, anchor=anchor, row=row, column=column))
    package.parts[part] = "".join([*pieces, closing, tail]).encode("utf-8", "surrogateescape")


def _drawing(package: EditablePackage, sheet: str, count: int) -> str:
    """Return the part that draws the comments of a sheet; a new one where the sheet has none."""
    root = package.tree(sheet)
    named = root.find(f"{S}legacyDrawing")
    drawings = package.related(sheet, "vmlDrawing")
    if named is not None:
        return drawings[named.get(RELATIONSHIP_ID, "")]
    part = package.free_name("xl/drawings/vmlDrawing{}.vml")
    package.declare_extension("vml", _DRAWING_TYPE)
    blocks = ",".join(str(block) for block in range(1, count // _BLOCK + 2))
    package.parts[part] = _EMPTY_DRAWING.format(blocks=blocks).encode()
    attributes = {RELATIONSHIP_ID: package.relate(sheet, "vmlDrawing", part)}
    insert_before(root, etree.Element(f"{S}legacyDrawing", attributes), _AFTER_DRAWING)
    return part


# --- Taken away -----------------------------------------------------------------------------------


def remove_comments(package: EditablePackage, sheet: str, mark: str) -> None:
    """Take our words out of the comments of a sheet; a comment that held nothing else goes."""
    part = next(iter(package.related(sheet, "comments").values()), "")
    if part not in package.parts:
        return
    comments = package.tree(part).find(f"{S}commentList")
    removed: set[tuple[int, int]] = set()
    for comment in list(comments) if comments is not None else ():
        if not _cut_at(comment, mark) and comments is not None:
            comments.remove(comment)
            row, column = parse_cell(comment.get("ref", ""))
            removed.add((row - 1, column - 1))
    for drawing in package.related(sheet, "vmlDrawing").values():
        text = package.parts[drawing].decode("utf-8", "surrogateescape")
        package.parts[drawing] = without_shapes(text, removed).encode("utf-8", "surrogateescape")


def without_shapes(drawing: str, cells: AbstractSet[tuple[int, int]]) -> str:
    """Return a drawing without the shapes of these cells. Each character is passed once, whatever is not closed."""
    pieces: list[str] = []
    done = 0
    while begins := _SHAPE_BEGINS.search(drawing, done):
        end = drawing.find(_SHAPE_ENDS, begins.end())
        if end < 0:
            break
        end += len(_SHAPE_ENDS)
        pieces.append(drawing[done : begins.start()])
        shape = drawing[begins.start() : end]
        if _cell_of(shape) not in cells:
            pieces.append(shape)
        done = end
    return "".join([*pieces, drawing[done:]])


def _cut_at(comment: Element, mark: str) -> bool:
    """Cut a comment where our words begin; return whether anything is left."""
    texts = list(comment.iter(f"{S}t"))
    ours = False
    for text in texts:
        words = text.text or ""
        text.text = "" if ours else words.partition(mark)[0]
        ours = ours or mark in words
    left = [text for text in texts if text.text]
    if ours and left:
        left[-1].text = (left[-1].text or "").rstrip("\n")
    for run in list(comment.iter(f"{S}r")):
        parent = run.getparent()
        if ours and parent is not None and not "".join(text.text or "" for text in run.iter(f"{S}t")):
            parent.remove(run)
    return not ours or any((text.text or "").strip() for text in comment.iter(f"{S}t"))


def _cell_of(shape: str) -> tuple[int, int] | None:
    kind = shape.find(_IS_NOTE)
    note = _CELL_OF_NOTE.search(shape, kind) if kind >= 0 else None
    return (int(note[1]), int(note[2])) if note else None
