"""What begins at one place and ends at another: both go with the same blocks, so that no report has only one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.blocks import Blocks
from pipeline.template.kept_content import join_what_has_no_width, kept_elements, kept_runs
from pipeline.template.open_blocks import BlockTags, Context, block_tags, shared_context, with_contexts
from pipeline.template.range_marks import is_range_mark, range_mark
from pipeline.template.template_part import TemplatePart

_FIELD = f"{W}fldChar"
_STORIES = frozenset(f"{W}{name}" for name in ("txbxContent", "footnote", "endnote", "comment"))
"""Texts of their own: a field doesn't go over their borders."""
_HOLDERS = frozenset(f"{W}{name}" for name in ("p", "tbl", "tr", "tc", "body", "hdr", "ftr")) | _STORIES
"""What holds tags: paragraphs among runs, the others among paragraphs, rows or cells."""


class _End(NamedTuple):
    """A beginning or an end, and the blocks that it is in."""

    element: Element
    context: Context
    is_start: bool


def keep_pairs_together(root: Element, part: TemplatePart, blocks: Blocks) -> None:
    """Move marks of ranges out of blocks that hold only one end of the range; fields that need it are mistakes."""
    tags = block_tags(root, blocks)
    ranges: dict[tuple[str, str], list[_End]] = {}
    fields: list[_End] = []
    for element, context in with_contexts(root, part):
        mark = range_mark(element)
        if mark is not None:
            ranges.setdefault((mark.kind, mark.id), []).append(_End(element, context, mark.is_start))
        elif element.tag == _FIELD:
            fields.append(_End(element, context, element.get(f"{W}fldCharType") == "begin"))
    pairs = [ends for ends in ranges.values() if len(ends) > 1 and sum(end.is_start for end in ends) == 1]
    for ends in pairs:
        _share_blocks(ends, tags)
    _put_starts_first(root, pairs)
    for ends in _fields(fields):
        _check_field(ends, tags, part)


def _share_blocks(ends: Sequence[_End], tags: Mapping[int, BlockTags]) -> None:
    """Move each end of a range out of the blocks that the other is not in."""
    shared = len(shared_context([end.context for end in ends]))
    for end in ends:
        if len(end.context) > shared and end.context[shared].opening in tags:
            block = tags[end.context[shared].opening]
            _put(end.element, block.opening if end.is_start else block.closing, before=end.is_start)


def _put_starts_first(root: Element, pairs: Sequence[Sequence[_End]]) -> None:
    """Let every range begin before it ends: its end may have been moved to a paragraph further up."""
    order = {element: at for at, element in enumerate(root.iter())} if pairs else {}
    for ends in pairs:
        first = min(ends, key=lambda end: order[end.element])
        for end in ends:
            if end.is_start and not first.is_start:
                _run_of(first.element).addprevious(end.element)


# --- Fields ---------------------------------------------------------------------------------------


def _fields(ends: Sequence[_End]) -> Iterator[list[_End]]:
    """Yield the parts of each field of runs: its beginning, where its result begins, and its end."""
    open_fields: dict[Element | None, list[list[_End]]] = {}
    for end in ends:
        stack = open_fields.setdefault(next(end.element.iterancestors(*_STORIES), None), [])
        if end.is_start:
            stack.append([])
        if not stack:
            continue
        stack[-1].append(end)
        if end.element.get(f"{W}fldCharType") == "end":
            yield stack.pop()


def _check_field(ends: Sequence[_End], tags: Mapping[int, BlockTags], part: TemplatePart) -> None:
    """Let all parts of a field be in the same blocks: its end may be moved over a tag, the rest can't be."""
    *others, last = ends
    context = others[0].context if others else last.context
    shared = len(shared_context([context, last.context]))
    is_one = all(end.context == context for end in others)
    if is_one and context == last.context:
        return
    deeper = last.context if len(last.context) > shared else context
    number = deeper[shared].opening if len(deeper) > shared else context[-1].opening
    if is_one and max(len(context), len(last.context)) == shared + 1 and number in tags:
        block = tags[number]
        is_inside = len(last.context) > shared
        if _move_over(last.element, block.opening if is_inside else block.closing):
            return
        if is_inside and _move_over(last.element, block.closing, forward=True):
            return
    part.add_mistake("template-block-in-field", number)


def _move_over(end: Element, tag: Element, *, forward: bool = False) -> bool:
    """Move the end of a field to the other side of a tag. Returns whether nothing was between the two."""
    place = _run_of(end)
    while True:
        siblings = place.itersiblings(preceding=not forward)
        beside = next((sibling for sibling in siblings if not _is_invisible(sibling)), None)
        if beside is tag:
            break
        parent = place.getparent()
        if beside is not None or parent is None or place.tag == f"{W}p":
            return False
        place = parent
    _put(end, tag, before=not forward)
    return True


def _is_invisible(element: Element) -> bool:
    return element.tag == f"{W}pPr" or is_range_mark(element)


# --- Moving ---------------------------------------------------------------------------------------


def _put(item: Element, place: Element, *, before: bool) -> None:
    """Put something that shows nothing right before or after a tag."""
    run = _run_of(item)
    is_among_runs = next(place.iterancestors(*_HOLDERS)).tag == f"{W}p"
    new = kept_runs([item]) if is_among_runs else kept_elements([item])
    parent = run.getparent()
    if run is not item and parent is not None and all(child.tag == f"{W}rPr" for child in run):
        parent.remove(run)
    for element in new:
        if before:
            place.addprevious(element)
        else:
            place.addnext(element)
        if element.tag == f"{W}p":
            join_what_has_no_width(element)


def _run_of(item: Element) -> Element:
    """Return the run that holds this item; the item itself where it is not in a run."""
    parent = item.getparent()
    return parent if parent is not None and parent.tag == f"{W}r" else item
