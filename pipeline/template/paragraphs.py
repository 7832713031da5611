"""The paragraphs of a part: their tags, where each stands, and what in them only looks like a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.mistakes import Code, TemplateLocation, TemplateMistake
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.template.name_check import Names
from pipeline.template.table_cells import Codes
from pipeline.template.tags import Tag, find_tags, stray_marks, text_of, without_literals
from pipeline.template.template_package import HeaderFooterLocation

if TYPE_CHECKING:
    from pipeline.render.markup import Frame
    from pipeline.template.word_styles import Styles

# What a paragraph may hold beside one tag for the tag to stand for all of it.
_PLAIN = frozenset(
    f"{W}{name}" for name in ("pPr", "r", "proofErr", "bookmarkStart", "bookmarkEnd", "lastRenderedPageBreak")
)
_PLAIN_IN_RUN = frozenset(f"{W}{name}" for name in ("rPr", "t", "lastRenderedPageBreak"))
_LOOKS_LIKE = re.compile(r"(?<!\{)\{\s*%?\s*(\w+)[^{}]*\}(?!\})|«\s*(\w+)\s*»|<<\s*(\w+)\s*>>")
SHOWN = 60
"""Characters of a paragraph by which people find it."""


@dataclass(slots=True)
class Part:
    """A part of a template: its source for Jinja, and what is wrong in it."""

    name: str
    label: str
    section: HeaderFooterLocation
    styles: Styles
    frames: list[Frame]
    tags: list[Tag] = field(default_factory=list)
    locations: list[TemplateLocation] = field(default_factory=list)
    """Where each tag stands."""
    codes: Codes = field(default_factory=Codes)
    order: list[int] = field(default_factory=list)
    """The tags in the order of the document."""
    mistakes: list[TemplateMistake] = field(default_factory=list)
    used: frozenset[str] = frozenset()
    source: str = ""
    lines: dict[int, int] = field(default_factory=dict)
    """Which tag stands on which line of the source."""
    has_cells: bool = False
    """Whether tags change how many cells a row has."""

    def location(self, heading: str = "", text: str = "", paragraph: int = -1) -> TemplateLocation:
        """Return a place in this part."""
        return TemplateLocation(self.label, *self.section, heading, None, text, self.name, paragraph)

    def tell(self, code: Code, number: int, subject: str = "", suggestion: str | None = None, **details: str) -> None:
        """Add a mistake in a tag."""
        tag = self.tags[number].source
        self.mistakes.append(TemplateMistake(code, self.locations[number], tag, subject, suggestion, details))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a template, and the numbers of its tags."""

    element: Element
    text: str
    location: TemplateLocation
    tags: list[int]


def read_paragraphs(root: Element, part: Part, names: Names | None) -> Iterator[Paragraph]:
    """Yield every paragraph of a part; its tags, and what only looks like one, are added to the part."""
    heading = ""
    tables = tables_of(root)
    for index, element in enumerate(list(root.iter(f"{W}p"))):
        text = text_of(element)
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in part.styles.headings and text.strip():
            heading = " ".join(text.split())[:SHOWN]
        location = part.location(heading, " ".join(text.split())[:SHOWN], index)
        if any(bracket in text for bracket in "{}«<"):
            location = replace(location, cell=cell_of(element, tables))
            part.mistakes.extend(_strays(text, location, names))
        first = len(part.tags)
        part.tags.extend(find_tags(text) if "{" in text else ())
        numbers = list(range(first, len(part.tags)))
        part.locations.extend(location for _ in numbers)
        part.order.extend(numbers)
        for number in numbers:
            part.codes[number] = code_of(part.tags[number])
        yield Paragraph(element, text, location, numbers)


def tables_of(root: Element) -> dict[Element, int]:
    """Return the number of each table of a part, from 1."""
    return {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}


def _strays(text: str, location: TemplateLocation, names: Names | None) -> Iterator[TemplateMistake]:
    strays = stray_marks(text)
    yield from (TemplateMistake("template-brace-alone", location, stray) for stray in strays)
    bare = text
    for tag in find_tags(text):
        bare = bare.replace(tag.source, " ", 1)
    for found in _LOOKS_LIKE.finditer("" if strays else without_literals(bare)):
        word = next(group for group in found.groups() if group)
        if names is not None and (word in names or found[0].startswith("{%")):
            meant = f"{{{{ {word} }}}}" if word in names else None
            yield TemplateMistake("template-looks-like-a-tag", location, found[0], suggestion=meant)


def cell_of(element: Element, tables: Mapping[Element, int]) -> tuple[int, int, int] | None:
    """Return the table, the row and the column in which an element stands, from 1; None outside tables."""
    cell = next(element.iterancestors(f"{W}tc"), None)
    row = next(element.iterancestors(f"{W}tr"), None)
    table = next(element.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return None
    rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
    return tables[table], rows.index(row) + 1, cells.index(cell) + 1


def without_tags(text: str, tags: Sequence[Tag]) -> Iterator[str]:
    """Yield the text between the tags."""
    position = 0
    for tag in tags:
        yield text[position : tag.start]
        position = max(position, tag.end)
    yield text[position:]


def is_plain(paragraph: Element) -> bool:
    """Whether a paragraph holds text and nothing else: no picture, field, link or section."""
    return (
        all(child.tag in _PLAIN for child in paragraph)
        and all(child.tag in _PLAIN_IN_RUN for run in paragraph.iterchildren(f"{W}r") for child in run)
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
    )


def code_of(tag: Tag) -> str:
    """Return a statement or comment for Jinja. The line end inside it lets Jinja's line numbers count the tags."""
    return f"{OPEN}%\n{tag.body}%{CLOSE}" if tag.kind == "statement" else ""
