"""Tags in Word's XML, whatever runs they are split over: each gets a place of its own between runs."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from pipeline.ooxml.namespaces import SPACE, Element, W
from pipeline.template.markers import marker
from pipeline.template.range_marks import OFF, PAGE_BREAKS, is_range_mark
from pipeline.template.tags import Tag, find_tags, literal_underscores

SEAM = "\ue004"
"""Marks for a while where two paragraphs were joined, so that no tag trims over it."""


def text_nodes(paragraph: Element) -> list[Element]:
    """Return the paragraph's own text nodes: not those of a text box inside it."""
    return [node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph]


def text_of(paragraph: Element) -> str:
    """Return the paragraph's own text."""
    return "".join(node.text or "" for node in text_nodes(paragraph))


def show_literals(root: Element) -> bool:
    """Let `{_{ name }_}` be shown as `{{ name }}`, as docxtpl does, once every tag has its marker.

    Returns whether there was any.
    """
    any_shown = False
    for paragraph in root.iter(f"{W}p"):
        nodes = text_nodes(paragraph)
        underscores = literal_underscores("".join(node.text or "" for node in nodes))
        if not underscores:
            continue
        any_shown = True
        begin = 0
        for node in nodes:
            text = node.text or ""
            node.text = "".join(letter for at, letter in enumerate(text, begin) if at not in underscores)
            begin += len(text)
    return any_shown


def isolate_tags(paragraph: Element, tags: list[tuple[int, Tag]]) -> Iterator[tuple[int, Element]]:
    """Put a marker for each numbered tag between runs; the text beside it keeps its run's formatting.

    Yields for each tag its number and the run of its first character, of which its value has the formatting.
    """
    end = 0
    tags = _trimmed_at_breaks(paragraph, tags) if any(tag.trims_before or tag.trims_after for _, tag in tags) else tags
    for node in text_nodes(paragraph):
        text = node.text or ""
        begin, end = end, end + len(text)
        overlapping = [(number, tag) for number, tag in tags if tag.start < end and tag.end > begin]
        if not overlapping:
            continue
        run = node.getparent()
        assert run is not None, "a text node is in a run"  # noqa: S101 - the schema has it so
        pieces: list[str | int] = []
        position = begin
        for number, tag in overlapping:
            pieces.append(text[position - begin : max(tag.start, begin) - begin])
            if tag.start >= begin:
                pieces.append(number)
                yield number, run
            position = min(tag.end, end)
        pieces.append(text[position - begin :])
        _split_run(run, node, pieces)


def _trimmed_at_breaks(paragraph: Element, tags: list[tuple[int, Tag]]) -> list[tuple[int, Tag]]:
    """Drop the line breaks and tabs next to a trimming tag; return the tags, which trim no further than to these.

    A break of a page or a column is no blank.
    """
    breaks: dict[int, list[Element]] = {}
    offset = 0
    for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}cr"):
        parent = element.getparent()
        if element.tag == f"{W}t":
            offset += len(element.text or "")
        elif parent is not None and parent.tag == f"{W}r" and element.get(f"{W}type") not in PAGE_BREAKS:
            breaks.setdefault(offset, []).append(element)
    trimmed: list[tuple[int, Tag]] = []
    for number, tag in tags:
        before = [at for at in breaks if tag.trims_before and tag.start <= at <= tag.begin]
        after = [at for at in breaks if tag.trims_after and tag.stop <= at <= tag.end]
        first, last = max(before, default=tag.start), min(after, default=tag.end)
        dropped = breaks.pop(first, []) if tag.trims_before else []
        dropped += breaks.pop(last, []) if tag.trims_after else []
        for element in dropped:
            _drop(element)
        trimmed.append((number, replace(tag, start=first, end=last)))
    return trimmed


def _split_run(run: Element, node: Element, pieces: list[str | int]) -> None:
    """Split a run at one of its text nodes: a run for each piece of text, a marker for each number."""
    parent = run.getparent()
    assert parent is not None, "a run is in a paragraph"  # noqa: S101 - the schema has it so
    content = [child for child in run if child.tag != f"{W}rPr"]
    at = content.index(node)
    before, after = content[:at], content[at + 1 :]
    new: list[Element] = [_run_like(run, before)] if before else []
    for piece in pieces:
        if isinstance(piece, int):
            new.append(marker(piece))
        elif piece:
            text = etree.Element(f"{W}t")
            text.text = piece
            text.set(SPACE, "preserve")
            new.append(_run_like(run, [text]))
    place = parent.index(run)
    parent[place:place] = new
    if after:
        run[:] = [*run.findall(f"{W}rPr"), *after]
    else:
        parent.remove(run)


def _run_like(run: Element, children: list[Element]) -> Element:
    new = etree.Element(f"{W}r")
    new.extend(copy.deepcopy(run.findall(f"{W}rPr")))
    new.extend(children)
    return new


# --- Paragraphs that are joined -------------------------------------------------------------------


def join_trimmed(root: Element) -> None:
    """Join paragraphs where a tag that trims is at their border: `{%- if x -%}` on a separate line joins both."""
    for paragraph in list(root.iter(f"{W}p")):
        text = text_of(paragraph) if paragraph.getparent() is not None else ""
        tags = [tag for tag in find_tags(text) if not tag.scope] if "{" in text else []
        if tags and tags[-1].trims_after and tags[-1].end == len(text):
            *between, following = _up_to_paragraph(paragraph.itersiblings())
            if following is not None and _may_be_joined(paragraph, following):
                following[:] = list(_joined_content(paragraph, between, following))
                _drop(paragraph)
                paragraph, text = following, text_of(following)  # noqa: PLW2901 - it is one paragraph now
        if tags and tags[0].trims_before and tags[0].start == 0:
            *between, above = _up_to_paragraph(paragraph.itersiblings(preceding=True))
            if above is not None and _may_be_joined(above, paragraph):
                paragraph[:] = list(_joined_content(above, between[::-1], paragraph))
                _drop(above)


def _up_to_paragraph(siblings: Iterable[Element]) -> list[Element | None]:
    """Return the marks of ranges up to the next paragraph, and that; None where something else comes first."""
    passed: list[Element | None] = []
    for sibling in siblings:
        if sibling.tag == f"{W}p":
            return [*passed, sibling]
        if not is_range_mark(sibling):
            break
        passed.append(sibling)
    return [*passed, None]


def _may_be_joined(first: Element, second: Element) -> bool:
    """Whether nothing but the end of a paragraph is between two: no section ends there, and no page begins."""
    begins_page = second.find(f"{W}pPr/{W}pageBreakBefore")
    return first.find(f"{W}pPr/{W}sectPr") is None and (begins_page is None or begins_page.get(f"{W}val") in OFF)


def _joined_content(first: Element, between: Iterable[Element | None], second: Element) -> Iterator[Element]:
    """Yield what both hold, with the properties of the first. Blanks at the seam stay: only the border goes."""
    _move_section(second, first)
    yield from list(first)
    yield from (mark for mark in between if mark is not None)
    seam = etree.Element(f"{W}r")
    etree.SubElement(seam, f"{W}t").text = SEAM
    yield seam
    yield from [child for child in second if child.tag != f"{W}pPr"]


def _move_section(source: Element, target: Element) -> None:
    """Let the section that ends with one paragraph end with another."""
    section = source.find(f"{W}pPr/{W}sectPr")
    if section is None:
        return
    properties = target.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        target.insert(0, properties)
    change = properties.find(f"{W}pPrChange")
    if change is None:
        properties.append(section)
    else:
        change.addprevious(section)


def without_seams(xml: str) -> str:
    """Return XML without the marks of joined paragraphs."""
    return xml.replace(f"<w:r><w:t>{SEAM}</w:t></w:r>", "")


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
