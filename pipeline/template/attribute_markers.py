"""Tags elsewhere than in Word's paragraphs become markers: in attributes, drawings, charts, equations and fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.field_text import is_comparison
from pipeline.render.mistakes import Code, TemplateLocation, TemplateMistake
from pipeline.render.word_fields import parse_instruction
from pipeline.template.blocks import CELL_STATEMENTS, read_blocks
from pipeline.template.markers import (
    address_source,
    attribute_marker,
    attribute_source,
    field_value_source,
    marker_name,
)
from pipeline.template.paragraphs import find_cell, number_tables
from pipeline.template.tags import Tag, find_tags, stray_braces
from pipeline.template.template_part import TemplatePart, shown_text
from pipeline.template.text_units import TextUnit, text_units

_HIDDEN = "\ue00c"
"""Takes the place of every character of a tag while the text around it is read."""
_LINK = re.compile(r'\s*HYPERLINK\s*["“”„]([^"“”„]*)["“”„]', re.IGNORECASE)


def mark_units(
    root: Element, part: TemplatePart, locations: Mapping[Element, TemplateLocation], *, with_paragraphs: bool = False
) -> None:
    """Mark tags outside of paragraphs; `with_paragraphs`, also in these. `locations` are those of the paragraphs."""
    units = [unit for unit in text_units(root, with_paragraphs=with_paragraphs) if part.is_read or find_tags(unit.text)]
    tables = number_tables(root) if units else {}
    for unit, position in _with_positions(root, units, part):
        paragraphs = unit.element.iterancestors(f"{W}p")
        nearest = next((locations[each] for each in paragraphs if each in locations), part.location())
        location = replace(nearest, cell=find_cell(unit.element, tables), text=shown_text(unit.text))
        _mark_unit(unit, part, position, location)


def _with_positions(root: Element, units: Sequence[TextUnit], part: TemplatePart) -> Iterator[tuple[TextUnit, int]]:
    """Yield each unit with the position in the part's order at which its tags come."""
    by_element: dict[Element, list[TextUnit]] = {}
    for unit in units:
        by_element.setdefault(unit.element, []).append(unit)
    positions = {number: position for position, number in enumerate(part.order)}
    before, position = len(part.order), 0
    for element in root.iter() if units else ():
        name = marker_name(element)
        if name is not None and name.isdigit() and int(name) in positions:
            position = positions[int(name)] + 1
        for unit in by_element.get(element, ()):
            yield unit, position + len(part.order) - before


def _mark_unit(unit: TextUnit, part: TemplatePart, position: int, location: TemplateLocation) -> None:
    """Put markers for the tags of a text into it, or say why they can't be filled in."""
    tags = find_tags(unit.text)
    if unit.purpose == "text" and part.is_read:
        braces = stray_braces(unit.text)
        part.mistakes.extend(TemplateMistake("template-brace-alone", location, brace) for brace in braces)
    if not tags:
        return
    if unit.purpose == "code" or (unit.purpose == "field" and not _can_be_filled(unit, tags)):
        code: Code = "template-tag-in-field" if unit.purpose == "field" else "template-tag-in-code"
        part.mistakes.append(TemplateMistake(code, location, tags[0].source, shown_text(unit.text)))
        return
    first = len(part.tags)
    part.tags.extend(tags)
    part.locations.extend(location for _ in tags)
    if _has_wrong_blocks(tags, first, part):
        return
    numbers = range(first, len(part.tags))
    part.order[position:position] = numbers
    if _is_link(unit):
        _mark_link(unit, tags, first, part)
        return
    for number, tag in zip(numbers, tags, strict=True):
        source = field_value_source(tag) if unit.purpose == "field" else attribute_source(tag)
        part.sources.set_tag(number, source)
    _put_markers(unit, tags, first)


def _has_wrong_blocks(tags: Sequence[Tag], first: int, part: TemplatePart) -> bool:
    """Whether a block does not begin and end in the same text; that is told."""
    problems = read_blocks(tags).problems
    for problem in problems:
        part.add_mistake(problem.code, first + problem.tag, problem.subject, problem.suggestion)
    cells = [number for number, tag in enumerate(tags, first) if tag.word in CELL_STATEMENTS]
    for number in cells:
        part.add_mistake("template-not-in-a-table", number)
    return bool(problems or cells)


def _put_markers(unit: TextUnit, tags: Sequence[Tag], first: int) -> None:
    """Put a marker into the element in which each tag begins; the text around it stays in its own."""
    begin = 0
    for slot in unit.slots:
        text = slot.text
        end = begin + len(text)
        pieces: list[str] = []
        position = begin
        for number, tag in enumerate(tags, first):
            if tag.start >= end or tag.end <= position:
                continue
            pieces.append(text[position - begin : max(tag.start - begin, 0)])
            if tag.start >= begin:
                pieces.append(attribute_marker(number))
            position = min(tag.end, end)
        slot.set("".join((*pieces, text[position - begin :])))
        begin = end


# --- Instructions of fields -----------------------------------------------------------------------


def _can_be_filled(unit: TextUnit, tags: Sequence[Tag]) -> bool:
    """Whether the tags in an instruction are values in the address of a link, or in a condition that we work out."""
    if _is_link(unit):
        address = _LINK.match(_without_tags(unit.text, tags))
        return address is not None and all(
            tag.kind == "value" and address.start(1) <= tag.start and tag.end <= address.end(1) for tag in tags
        )
    instruction = parse_instruction(_without_tags(unit.text, tags))
    return instruction.name == "IF" and is_comparison(instruction.arguments)


def _is_link(unit: TextUnit) -> bool:
    return unit.purpose == "field" and parse_instruction(unit.text).name == "HYPERLINK"


def _without_tags(text: str, tags: Sequence[Tag]) -> str:
    """Return a text of the same length in which no tag has quotes or blanks."""
    for tag in tags:
        text = text[: tag.start] + _HIDDEN * (tag.end - tag.start) + text[tag.end :]
    return text


def _mark_link(unit: TextUnit, tags: Sequence[Tag], first: int, part: TemplatePart) -> None:
    """Let a link lead to the address that its literal text and its values make together."""
    text = unit.text
    address = _LINK.match(_without_tags(text, tags))
    if address is None:
        return
    pieces: list[Tag | str] = []
    position = address.start(1)
    for tag in tags:
        pieces += (text[position : tag.start], tag)
        position = tag.end
    pieces.append(text[position : address.end(1)])
    part.sources.set_tag(first, address_source(pieces))
    filled = text[: address.start(1)] + attribute_marker(first) + text[address.end(1) :]
    for number, slot in enumerate(unit.slots):
        slot.set("" if number else filled)
