"""What a rendered document says: the texts of its paragraphs, headings and bookmarks, by which fields are filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.word_fields import find_fields, parse_instruction

_BLANKS = frozenset({f"{W}tab", f"{W}br", f"{W}cr"})
_SHOWN = frozenset({f"{W}t", f"{W}noBreakHyphen"}) | _BLANKS
_HEADING = re.compile(r"(?:heading |kop |titre )?([1-9])")


@dataclass(frozen=True, slots=True)
class StyleNames:
    """What fields have to know of a template's styles."""

    ids: Mapping[str, str] = field(default_factory=dict)
    """The id of each style, by its name in small letters."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """The level of each style that is a heading, from 1, by its id."""

    def id_of(self, name: str) -> str:
        """Return the id of the style that a field names: as Word shows it in any of our languages, or by its level."""
        lowered = name.strip().lower()
        heading = _HEADING.fullmatch(lowered)
        return self.ids.get(f"heading {heading[1]}" if heading else lowered, "")


@dataclass
class DocumentText:
    """The text of one report, as it was rendered."""

    body: Element
    styles: StyleNames

    @cached_property
    def paragraphs(self) -> list[Element]:
        """All paragraphs, in their order."""
        return list(self.body.iter(f"{W}p"))

    @cached_property
    def positions(self) -> dict[Element, int]:
        """Where in that order each paragraph is."""
        return {paragraph: number for number, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def headings(self) -> list[tuple[int, int]]:
        """The position and the level of each heading."""
        levels = (self.styles.levels.get(style_of(paragraph), 0) for paragraph in self.paragraphs)
        return [(position, level) for position, level in enumerate(levels) if level]

    def position_of(self, element: Element) -> int:
        """Return the position of the paragraph that an element is in; -1 where it is in none of them."""
        paragraph = next(element.iterancestors(f"{W}p"), None)
        return -1 if paragraph is None else self.positions.get(paragraph, -1)

    def bookmark(self, name: str) -> str:
        """Return the text of a bookmark; empty where there is none of this name."""
        start = next((mark for mark in self.body.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == name), None)
        pieces: list[str] = []
        for element in () if start is None else following(start):
            if element.tag == f"{W}bookmarkEnd" and start is not None and element.get(f"{W}id") == start.get(f"{W}id"):
                break
            pieces.append(" " if element.tag == f"{W}p" else _shown(element))
        return " ".join("".join(pieces).split())


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style; empty where it has none."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def text_in(paragraph: Element) -> str:
    """Return the text that a paragraph shows, on one line; not that of a text box in it."""
    elements = (element for element in paragraph.iter(*_SHOWN) if next(element.iterancestors(f"{W}p")) is paragraph)
    return " ".join("".join(map(_shown, elements)).split())


def sequences_in(paragraph: Element) -> set[str]:
    """Return the names, in small letters, of the sequences that are counted in a paragraph."""
    instructions = [parse_instruction(field_.instruction) for field_ in find_fields(paragraph)]
    return {each.arguments[0].lower() for each in instructions if each.name == "SEQ" and each.arguments}


def following(element: Element) -> Iterator[Element]:
    """Yield every element that begins after this one ends, in the order of the document."""
    node: Element | None = element
    while node is not None:
        for sibling in node.itersiblings():
            yield from sibling.iter()
        node = node.getparent()


def fragment(xml: str, near: Element) -> Element:
    """Return the element that a piece of XML is, with the prefixes that the part of another element declares."""
    declared = near.getroottree().getroot().nsmap
    prefixes = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in declared.items() if prefix)
    (element,) = etree.fromstring(f"<fragment{prefixes}>{xml}</fragment>")
    return element


def _shown(element: Element) -> str:
    parent = element.getparent()
    if element.tag == f"{W}t":
        return element.text or ""
    if element.tag in _BLANKS and parent is not None and parent.tag == f"{W}r":
        return " "
    return "-" if element.tag == f"{W}noBreakHyphen" else ""
