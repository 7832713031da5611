"""What was beside a tag, in its place again: paragraphs of their own, or at the border of the next."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.beside_tags import WITHOUT_WIDTH
from pipeline.template.range_marks import is_range_mark

_ROWS_AND_CELLS = (f"{W}tr", f"{W}tc")


def kept_elements(items: Sequence[Element]) -> list[Element]:
    """Return what is kept as it is between paragraphs: a paragraph where anything in it needs a run."""
    if all(is_range_mark(item) for item in items):
        return list(items)
    paragraph = etree.Element(f"{W}p")
    paragraph.extend(kept_runs(items))
    return [paragraph]


def kept_runs(items: Sequence[Element]) -> list[Element]:
    """Return what is kept as it is inside a paragraph."""
    return [item if is_range_mark(item) else _run_of(item) for item in items]


def _run_of(item: Element) -> Element:
    """Return a run that holds this item, in the look of the run that it was in."""
    run = etree.Element(f"{W}r")
    old = item.getparent()
    if old is not None and old.tag == f"{W}r":
        run.extend(copy.deepcopy(old.findall(f"{W}rPr")))
    run.append(item)
    return run


def join_what_has_no_width(paragraph: Element) -> bool:
    """Move what shows nothing from a paragraph of its own into the nearest one. Returns False where it can't stay."""
    if not all(child.tag in WITHOUT_WIDTH for run in paragraph.iter(f"{W}r") for child in run if not _is_look(child)):
        return True
    before, after = (_nearest_paragraph(paragraph, preceding=preceding) for preceding in (True, False))
    if before is not None:
        before.extend(list(paragraph))
    elif after is not None:
        at = 1 if after.find(f"{W}pPr") is not None else 0
        after[at:at] = list(paragraph)
    else:
        return not _is_among_rows(paragraph)
    _drop(paragraph)
    return True


def _nearest_paragraph(paragraph: Element, *, preceding: bool) -> Element | None:
    """Return the paragraph right before or after this one; among rows or cells, one in the nearest of those."""
    among_rows = _is_among_rows(paragraph)
    for sibling in paragraph.itersiblings(preceding=preceding):
        if sibling.tag == f"{W}p":
            return sibling
        if sibling.tag in _ROWS_AND_CELLS:
            paragraphs = list(sibling.iter(f"{W}p"))
            return paragraphs[-1 if preceding else 0] if paragraphs else None
        if not is_range_mark(sibling) and not among_rows:
            return None
    return None


def _is_look(child: Element) -> bool:
    return child.tag == f"{W}rPr"


def _is_among_rows(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and parent.tag in (f"{W}tbl", f"{W}tr")


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
