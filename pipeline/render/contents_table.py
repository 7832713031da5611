"""The entries of a table of contents in one report: links to the headings that were rendered, without page numbers."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.document_text import fragment
from pipeline.render.field_values import drop
from pipeline.render.markup import escape

_PREFIX = "_Toc"
"""How Word names the bookmarks that its own tables of contents lead to."""
_FIRST = 900_000_001


@dataclass(frozen=True, slots=True)
class ContentsLook:
    """How the entries of a table of contents look: properties of paragraph and run, for each level."""

    paragraphs: Mapping[int, str] = field(default_factory=dict)
    runs: Mapping[int, str] = field(default_factory=dict)


def write_entries(place: Element, entries: Sequence[tuple[int, Element, str]], look: ContentsLook) -> None:
    """Put an entry for each heading (its level, its paragraph, its text) in the place of a table's result."""
    first = next(place.iterancestors(f"{W}p"), None)
    if first is None or not entries:
        drop(place)
        return
    after = list(place.itersiblings())
    names = _bookmark_names(first.getroottree().getroot())
    links = [
        fragment(_link(text, _bookmark(paragraph, names), look.runs.get(level, "")), place)
        for level, paragraph, text in entries
    ]
    place.addprevious(links[0])
    _set_properties(first, look.paragraphs.get(entries[0][0]), first)
    last = first
    for (level, _, _), link in zip(entries[1:], links[1:], strict=True):
        paragraph = etree.Element(f"{W}p")
        _set_properties(paragraph, look.paragraphs.get(level), first)
        paragraph.append(link)
        last.addnext(paragraph)
        last = paragraph
    if last is not first:
        last.extend(after)  # what ends the table
    drop(place)


def _link(text: str, anchor: str, look: str) -> str:
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{html.escape(anchor)}" w:history="1">{run}</w:hyperlink>'


def _set_properties(paragraph: Element, properties: str | None, first: Element) -> None:
    if properties is None:
        return
    for old in paragraph.findall(f"{W}pPr"):
        paragraph.remove(old)
    if properties:
        paragraph.insert(0, fragment(properties, first))


def _bookmark_names(root: Element) -> Iterator[tuple[str, str]]:
    """Yield names and ids for new bookmarks, which no bookmark of the part has."""
    starts = list(root.iter(f"{W}bookmarkStart"))
    names = {start.get(f"{W}name", "") for start in starts}
    ids = {start.get(f"{W}id", "") for start in starts}
    number = _FIRST
    while True:
        if f"{_PREFIX}{number}" not in names and str(number) not in ids:
            yield f"{_PREFIX}{number}", str(number)
        number += 1


def _bookmark(paragraph: Element, names: Iterator[tuple[str, str]]) -> str:
    """Return the name of the bookmark on a heading; a new one where it has none."""
    for start in paragraph.iter(f"{W}bookmarkStart"):
        name = start.get(f"{W}name", "")
        if name.startswith(_PREFIX):
            return name
    name, number = next(names)
    properties = paragraph.find(f"{W}pPr")
    start = etree.Element(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": name})
    paragraph.insert(0 if properties is None else 1, start)
    etree.SubElement(paragraph, f"{W}bookmarkEnd", {f"{W}id": number})
    return name
