"""What is between the marks of a field in a part: found, and taken away without what ends elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.word_fields import WordField

_STATEMENT = re.compile(r"\s*\{%-?p\s(?:(?!%\}).)*%\}\s*", re.DOTALL)
_MARKS = tuple(
    f"{W}{name}{end}" for name in ("bookmark", "commentRange", "perm", "moveFromRange") for end in ("Start", "End")
)
"""What marks a range that may begin or end outside of what is taken away."""


def empty_range(word_field: WordField, *, keeps_result: bool = False) -> Element:
    """Take away what a field shows. Returns the element after which, or (a simple field) in which, its result goes."""
    if word_field.is_simple:
        if not keeps_result:
            word_field.begin[:] = [child for child in word_field.begin if child.tag in _MARKS]
        return word_field.begin
    end = word_field.end
    assert end is not None, "a field that never ends is left out"  # noqa: S101 - as find_fields says
    if word_field.separate is None:
        word_field.separate = etree.Element(f"{W}r")
        etree.SubElement(word_field.separate, f"{W}fldChar", {f"{W}fldCharType": "separate"})
        end.addprevious(word_field.separate)
    elif not keeps_result:
        _remove_between(word_field.separate, end)
    return word_field.separate


def leave_last_tag(word_field: WordField) -> None:
    """Let a field end before a statement that has its last paragraph to itself: that is no entry of Word's."""
    separate, end = word_field.separate, word_field.end
    paragraph = None if end is None else next(end.iterancestors(f"{W}p"), None)
    if separate is None or end is None or paragraph is None or paragraph in separate.iterancestors():
        return
    runs = [child for child in paragraph if child.tag != f"{W}pPr"]
    if end in runs and _STATEMENT.fullmatch("".join(text.text or "" for text in paragraph.iter(f"{W}t"))):
        runs[0].addprevious(end)


def _remove_between(first: Element, last: Element) -> None:
    taken = list(elements_between(first, last))
    end = next(last.iterancestors(f"{W}p"), None)
    has_entry = end is not None and any(element.getparent() is end for element in taken)
    for element in taken:
        for mark in [element] if element.tag in _MARKS else list(element.iter(*_MARKS)):
            last.addprevious(mark)
        parent = element.getparent()
        if parent is not None and element.tag not in _MARKS:
            parent.remove(element)
    if has_entry and end is not None:
        _join_emptied(first, end)


def _join_emptied(separate: Element, last: Element) -> None:
    """Let the paragraph in which a field ends go, where it held an entry and nothing but the end is left in it."""
    first = next(separate.iterancestors(f"{W}p"), None)
    content = [child for child in last if child.tag != f"{W}pPr"]
    is_end = all(child.tag in _MARKS or child.find(f"{W}fldChar") is not None for child in content)
    parent = last.getparent()
    if first is None or first is last or parent is None or first.getparent() is not parent:
        return
    if is_end and last.find(f"{W}pPr/{W}sectPr") is None and separate.getparent() is first:
        first.extend(content)
        parent.remove(last)


def elements_between(first: Element, last: Element) -> Iterator[Element]:
    """Yield the outermost elements that lie between two others, in their order, but for properties."""
    above_last = [last, *last.iterancestors()]
    node = first
    while (parent := node.getparent()) is not None and parent not in above_last:
        yield from node.itersiblings()
        node = parent
    below = above_last[: above_last.index(parent)] if parent is not None else []
    for sibling in node.itersiblings():
        if below and sibling is below[-1]:
            break
        yield sibling
    for level in range(len(below) - 1, 0, -1):
        for child in below[level]:
            if child is below[level - 1]:
                break
            if not str(child.tag).endswith("Pr"):
                yield child
