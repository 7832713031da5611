"""Tags elsewhere than in text become markers: in attributes, such as a picture's alternative text, and in fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.mistakes import TemplateLocation
from pipeline.template.markers import attribute_marker, attribute_source, marker_name
from pipeline.template.paragraphs import find_cell, number_tables
from pipeline.template.tags import Tag, find_tags
from pipeline.template.template_part import TemplatePart, shown_text

_FIELD = f"{W}instrText"


def mark_attributes(root: Element, part: TemplatePart, locations: Mapping[Element, TemplateLocation]) -> None:
    """Mark tags in attributes and in what a field does. `locations` are those of the paragraphs."""
    position = -1  # in the part's order, of the tag that comes before
    tables = number_tables(root)
    for element in root.iter():
        name = marker_name(element)
        if name is not None and name.isdigit() and int(name) in part.order:
            position = part.order.index(int(name))
        for key, value in _values_with_braces(element).items():
            paragraphs = element.iterancestors(f"{W}p")
            nearest = next(
                (locations[paragraph] for paragraph in paragraphs if paragraph in locations), part.location()
            )
            location = replace(nearest, cell=find_cell(element, tables), text=shown_text(value))
            tags = find_tags(value)
            marked = _marked_value(value, tags, part, position, location)
            position += len(tags)
            if key is None:
                element.text = marked
            else:
                element.set(key, marked)


def _values_with_braces(element: Element) -> dict[str | None, str]:
    """Return the attributes of an element that may hold tags; under None, its text where it is a field."""
    values: dict[str | None, str] = {}
    for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
        if "{" in str(value):
            values[str(key)] = str(value)
    if element.tag == _FIELD and "{" in (element.text or ""):
        values[None] = element.text or ""
    return values


def _marked_value(
    value: str, tags: Sequence[Tag], part: TemplatePart, position: int, location: TemplateLocation
) -> str:
    """Return a value with markers for its tags, which are added to the part after the tag at this position."""
    pieces: list[str] = []
    end = 0
    for tag in tags:
        number = len(part.tags)
        part.tags.append(tag)
        part.locations.append(location)
        position += 1
        part.order.insert(position, number)
        part.sources.set_tag(number, attribute_source(tag))
        pieces += (value[end : tag.start], attribute_marker(number))
        end = tag.end
    return "".join((*pieces, value[end:]))
