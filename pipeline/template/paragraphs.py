"""The paragraphs of a part: their tags, where each is, and what in them only looks like a tag."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.mistakes import TemplateLocation, TemplateMistake
from pipeline.template.markers import statement_source
from pipeline.template.name_check import Names
from pipeline.template.range_marks import is_range_mark
from pipeline.template.tag_runs import text_of
from pipeline.template.tags import Tag, find_tags, stray_braces, without_literals
from pipeline.template.template_part import TemplatePart, shown_text

# What a paragraph may hold beside tags for these to take all of it.
_PLAIN = frozenset(f"{W}{name}" for name in ("pPr", "r", "proofErr", "lastRenderedPageBreak"))
_PLAIN_IN_RUN = frozenset(f"{W}{name}" for name in ("rPr", "t", "lastRenderedPageBreak", "commentReference"))
_LOOKS_LIKE = re.compile(r"(?<!\{)\{\s*+(?:%\s*+)?(\w++)[^{}]*+\}(?!\})|«\s*+(\w++)\s*+»|<<\s*+(\w++)\s*+>>")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a template, and the numbers of its tags."""

    element: Element
    text: str
    location: TemplateLocation
    tags: list[int]


def read_paragraphs(root: Element, part: TemplatePart, names: Names | None) -> Iterator[Paragraph]:
    """Yield every paragraph of a part; its tags, and what only looks like one, are added to the part."""
    heading = ""
    tables = number_tables(root)
    for index, element in enumerate(list(root.iter(f"{W}p"))):
        text = text_of(element)
        style = element.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") in part.styles.headings and text.strip():
            heading = shown_text(text)
        location = part.location(heading, shown_text(text), index)
        if any(bracket in text for bracket in "{}«<"):
            location = replace(location, cell=find_cell(element, tables))
            part.mistakes.extend(_stray_mistakes(text, location, names))
        first = len(part.tags)
        part.tags.extend(find_tags(text) if "{" in text else ())
        numbers = list(range(first, len(part.tags)))
        part.locations.extend(location for _ in numbers)
        part.order.extend(numbers)
        for number in numbers:
            part.sources.set_tag(number, statement_source(part.tags[number]))
        yield Paragraph(element, text, location, numbers)


def number_tables(root: Element) -> dict[Element, int]:
    """Return the number of each table of a part, from 1."""
    return {table: number for number, table in enumerate(root.iter(f"{W}tbl"), start=1)}


def find_cell(element: Element, tables: Mapping[Element, int]) -> tuple[int, int, int] | None:
    """Return the table, the row and the column in which an element is, from 1; None outside tables."""
    cell = next(element.iterancestors(f"{W}tc"), None)
    row = next(element.iterancestors(f"{W}tr"), None)
    table = next(element.iterancestors(f"{W}tbl"), None)
    if cell is None or row is None or table is None:
        return None
    rows, cells = list(table.iter(f"{W}tr")), list(row.iter(f"{W}tc"))
    return tables[table], rows.index(row) + 1, cells.index(cell) + 1


def _stray_mistakes(text: str, location: TemplateLocation, names: Names | None) -> Iterator[TemplateMistake]:
    """Yield what in a text is a piece of a tag, or a field of another program."""
    strays = stray_braces(text)
    for stray in strays:
        yield TemplateMistake("template-brace-alone", location, stray)
    if strays or names is None:
        return
    bare = text
    for tag in find_tags(text):
        bare = bare.replace(tag.source, " ", 1)
    for match in _LOOKS_LIKE.finditer(without_literals(bare)):
        word = next(group for group in match.groups() if group)
        if word in names:
            yield TemplateMistake("template-looks-like-a-tag", location, match[0], suggestion=f"{{{{ {word} }}}}")
        elif match[0].startswith("{%"):
            yield TemplateMistake("template-looks-like-a-tag", location, match[0])


def text_between_tags(text: str, tags: Sequence[Tag]) -> Iterator[str]:
    """Yield the text between the tags."""
    position = 0
    for tag in tags:
        yield text[position : tag.start]
        position = max(position, tag.end)
    yield text[position:]


def is_plain(paragraph: Element) -> bool:
    """Whether a paragraph holds text, and beside it at most marks of ranges: no picture, field, link or section."""
    return (
        all(child.tag in _PLAIN or is_range_mark(child) for child in paragraph)
        and all(child.tag in _PLAIN_IN_RUN for run in paragraph.iterchildren(f"{W}r") for child in run)
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
    )
