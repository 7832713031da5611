"""Tags in what only wraps text, such as an insertion or a link: read as if the text had no wrapper."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.blocks import Blocks
from pipeline.template.markers import marker_name

_WRAPPERS = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "hyperlink"))
"""What may be split: each half does what the whole did."""
_CONTROL, _CONTROL_CONTENT = f"{W}sdt", f"{W}sdtContent"
_PROPERTIES = frozenset(f"{W}{name}" for name in ("smartTagPr", "customXmlPr"))


def lift_tags(root: Element, blocks: Blocks) -> set[Element]:
    """Move tags out of wrappers that hold only some of the tags of their block.

    What stands on both sides of such a tag stays in a wrapper of its own. Returns the elements that are there more than
    once now. A tag in the middle of a content control stays where it is: half a control is none.
    """
    markers = {int(name): element for element in root.iter() if (name := marker_name(element) or "").isdigit()}
    split: set[Element] = set()
    for block in blocks.closed:
        tags = [markers[number] for number in block.tags if number in markers]
        shared = set.intersection(*({*tag.iterancestors()} for tag in tags)) if tags else set()
        for tag in tags:
            split.update(_lift(tag, shared))
    return split


def _lift(tag: Element, shared: set[Element]) -> Iterator[Element]:
    """Move a tag out of all wrappers that don't hold its whole block; yield the wrappers that are split."""
    while True:
        parent = tag.getparent()
        if parent is None or parent in shared:
            return
        if parent.tag in _WRAPPERS:
            yield from _split(parent, tag)
        elif parent.tag != _CONTROL_CONTENT or not _leave_control(parent, tag):
            return


def _split(wrapper: Element, tag: Element) -> Iterator[Element]:
    """Put a tag after its wrapper, and what comes after it in a wrapper like that."""
    after = list(tag.itersiblings())
    wrapper.addnext(tag)
    if after:
        attributes = {str(name): str(value) for name, value in wrapper.attrib.items()}
        other = etree.Element(wrapper.tag, attributes, nsmap=wrapper.nsmap)  # type: ignore[arg-type] # the stubs forget the default namespace
        other.extend(copy.deepcopy([child for child in wrapper if child.tag in _PROPERTIES]))
        other.extend(after)
        tag.addnext(other)
        yield from (wrapper, other)
    if all(child.tag in _PROPERTIES for child in wrapper):
        _drop(wrapper)


def _leave_control(content: Element, tag: Element) -> bool:
    """Put a tag that is at the begin or the end of a content control beside it. Returns whether it was there."""
    control = content.getparent()
    if control is None or control.tag != _CONTROL:
        return False
    if len(content) == 1:
        control.addprevious(tag)
        _drop(control)
    elif tag.getprevious() is None:
        control.addprevious(tag)
    elif tag.getnext() is None:
        control.addnext(tag)
    else:
        return False
    return True


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
