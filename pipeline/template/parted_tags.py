"""Tags that a tab, a line end or the end of a paragraph parts: each becomes one, in the text of one paragraph.

Word has no such characters in its text: a tab is an element between two texts, and a paragraph ends with its element.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from pipeline.ooxml.namespaces import SPACE, Element, W
from pipeline.template.tag_runs import text_nodes, text_of
from pipeline.template.tags import end_of_tags, find_tags, raw_mark

_BLANKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}
_PLAIN = frozenset(f"{W}{name}" for name in ("t", "tab", "br", "cr", "rPr", "lastRenderedPageBreak", "proofErr"))
_OPENS_REMARK = re.compile(r"\{#(?:(?:tr|tc|p|r)\s)?")
_MARKS = re.compile(r"\{[{%#]|[}%#]\}")
"""The marks with which tags begin and end."""


def join_parted_tags(root: Element) -> None:
    """Make one of every parted tag, remark and raw text that can be read as one."""
    for paragraph in list(root.iter(f"{W}p")):
        if paragraph.getparent() is not None and "{" in text_of(paragraph):
            while _join_remark(paragraph):
                pass
            _put_blanks_into_tags(paragraph)
    _protect_raw(root)


# --- Tabs and line ends ---------------------------------------------------------------------------


def _put_blanks_into_tags(paragraph: Element) -> None:
    """Put each tab and line end that is inside a tag into the tag's text."""
    blanks: list[tuple[int, Element, Element]] = []
    pieces: list[str] = []
    position = 0
    for element in paragraph.iter(f"{W}t", *_BLANKS):
        run = element.getparent()
        if run is None or run.tag != f"{W}r" or next(element.iterancestors(f"{W}p")) is not paragraph:
            continue
        if element.tag != f"{W}t" and element.get(f"{W}type", "textWrapping") == "textWrapping":
            blanks.append((position, run, element))
            pieces.append(_BLANKS[str(element.tag)])
        elif element.tag == f"{W}t":
            pieces.append(element.text or "")
        else:
            continue
        position += len(pieces[-1])
    text = "".join(pieces)
    tags = find_tags(text) if blanks else []
    begins = [text.index(tag.source, tag.start) for tag in tags]
    for position, run, element in blanks:
        if any(begin < position < begin + len(tag.source) for begin, tag in zip(begins, tags, strict=True)):
            run.replace(element, _text(text[position]))


def _text(text: str) -> Element:
    node = etree.Element(f"{W}t")
    node.text = text
    node.set(SPACE, "preserve")
    return node


# --- Remarks --------------------------------------------------------------------------------------


def _join_remark(paragraph: Element) -> bool:
    """Join a paragraph in which a remark begins with the one in which it ends; return whether there was any.

    A remark that holds more than text is left as it is, and told as one that has no end.
    """
    text = text_of(paragraph)
    opening = _OPENS_REMARK.search(text, end_of_tags(text))
    if opening is None:
        return False
    between = list(_until_remark_ends(paragraph))
    if not between:
        return False
    last = between[-1]
    end = text_of(last).index("#}")
    begun, ended = _within(paragraph, opening.end(), len(text)), _within(last, 0, end)
    held = [*begun, *ended, *(part for middle in between[:-1] for part in _within(middle, 0, len(text_of(middle))))]
    if any(part.element.tag not in _PLAIN for part in held) or any(_has_section(one) for one in (paragraph, *between)):
        return False
    _drop(begun)
    _drop(ended)
    paragraph.extend([child for child in last if child.tag != f"{W}pPr"])
    for element in between:
        _remove(element)
    return True


def _until_remark_ends(paragraph: Element) -> Iterator[Element]:
    """Yield the paragraphs after this one up to the one in which a remark ends; nothing where none does."""
    found: list[Element] = []
    for following in paragraph.itersiblings():
        if following.tag != f"{W}p":
            return
        found.append(following)
        if "#}" in text_of(following):
            yield from found
            return


class _Part(NamedTuple):
    """Something in a paragraph: a text from one position to another, or an element that holds no text."""

    element: Element
    begin: int
    end: int


def _within(paragraph: Element, begin: int, end: int) -> list[_Part]:
    """Return what is in a paragraph between two positions of its text, of each text the positions that are."""
    parts: list[_Part] = []
    position = 0
    for child in paragraph:
        for element in child if child.tag == f"{W}r" else (child,):
            length = len(element.text or "") if element.tag == f"{W}t" else 0
            first, last = max(begin, position), min(end, position + length)
            if first < last or (not length and begin <= position <= end and element.tag not in (f"{W}pPr", f"{W}rPr")):
                parts.append(_Part(element, first - position, last - position))
            position += length
    return parts


def _drop(parts: list[_Part]) -> None:
    for element, begin, end in parts:
        if element.tag == f"{W}t":
            text = element.text or ""
            element.text = text[:begin] + text[end:]
            element.set(SPACE, "preserve")
        else:
            _remove(element)


def _has_section(paragraph: Element) -> bool:
    return paragraph.find(f"{W}pPr/{W}sectPr") is not None


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# --- Raw text -------------------------------------------------------------------------------------


def _protect_raw(root: Element) -> None:
    """Let what stands between `raw` and `endraw` in different paragraphs be shown as it is."""
    raw: list[tuple[Element, int, int]] = []
    for paragraph in root.iter(f"{W}p"):
        text = text_of(paragraph)
        begin = raw_mark(text, "raw") if "{" in text and not raw else None
        if begin:
            raw.append((paragraph, *begin))
        elif raw and (end := raw_mark(text, "endraw")):
            _show_as_typed(raw, (paragraph, *end))
            raw = []
        elif raw:
            raw.append((paragraph, 0, 0))


def _show_as_typed(raw: list[tuple[Element, int, int]], closing: tuple[Element, int, int]) -> None:
    """Make plain text of every mark of a tag between two tags, and remarks of these two."""
    last, end, _ = closing
    _protect_marks(last, 0, end)
    begin, end = raw_mark(text_of(last), "endraw") or (0, 0)
    _make_remark(last, begin, end)
    for paragraph, _, begin in raw:
        _protect_marks(paragraph, begin, len(text_of(paragraph)))
    first, begin, end = raw[0]
    _make_remark(first, begin, end)


def _protect_marks(paragraph: Element, begin: int, end: int) -> None:
    inside = {mark.start() + 1 for mark in _MARKS.finditer(text_of(paragraph), begin, end)}
    position = 0
    for node in text_nodes(paragraph) if inside else ():
        text = node.text or ""
        node.text = "".join(f"_{letter}" if at in inside else letter for at, letter in enumerate(text, position))
        position += len(text)


def _make_remark(paragraph: Element, begin: int, end: int) -> None:
    is_alone = not (text_of(paragraph)[:begin] + text_of(paragraph)[end:]).strip()
    _replace(paragraph, begin, end, "{#p raw #}" if is_alone else "{# raw #}")


def _replace(paragraph: Element, begin: int, end: int, replacement: str) -> None:
    """Replace a part of a paragraph's text; what is put there looks as what was before it."""
    position = 0
    for node in text_nodes(paragraph):
        text = node.text or ""
        first, last = max(begin - position, 0), min(end - position, len(text))
        position += len(text)
        if first <= len(text) and last >= 0 and (first < last or replacement):
            node.text = text[:first] + replacement + text[max(first, last) :]
            replacement = ""
