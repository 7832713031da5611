"""Paragraphs, rows and cells that tags take: markers in their place, and beside these what else was in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.sandbox import BLOCK, OPEN_END
from pipeline.template.beside_tags import BesideTags, beside_tags
from pipeline.template.block_formatting import paragraph_formatting
from pipeline.template.kept_content import join_what_has_no_width, kept_elements, kept_runs
from pipeline.template.markers import marker, value_source
from pipeline.template.tag_runs import text_of
from pipeline.template.template_part import TemplatePart, shown_text


def replace_taken(
    taken: Mapping[Element, Sequence[int]], part: TemplatePart, paragraph_of: Mapping[int, Element]
) -> None:
    """Replace each element by the markers of the tags that take it; `paragraph_of` gives the paragraph of a tag."""
    added: dict[Element, int] = {}
    for element, numbers in taken.items():
        parent = element.getparent()
        if parent is None:
            continue
        new = _replacement(element, numbers, part, paragraph_of)
        added.update({kept: numbers[0] for kept in new if kept.tag == f"{W}p"})
        at = parent.index(element)
        parent[at : at + 1] = new
    for kept, number in added.items():
        if not join_what_has_no_width(kept):
            part.add_mistake("template-leaves-out", number, object="commentReference")


def _replacement(
    element: Element, numbers: Sequence[int], part: TemplatePart, paragraph_of: Mapping[int, Element]
) -> list[Element]:
    """Return the markers that come in the place of an element, and what is kept of it between them."""
    *before, after = _beside(element, numbers, part, paragraph_of).places
    new: list[Element] = []
    for number, kept in zip(numbers, before, strict=True):
        new += (*kept_elements(kept), marker(number))
    if part.tags[numbers[-1]].kind != "value":
        return new + kept_elements(after)
    for number in numbers:
        if part.tags[number].kind == "value":
            _set_block_source(paragraph_of[number], number, part, is_open=number == numbers[-1] and bool(after))
    return [*new, *kept_runs(after), marker(part.sources.add("</w:p>"))] if after else new


def _set_block_source(paragraph: Element, number: int, part: TemplatePart, *, is_open: bool) -> None:
    """Let a value become paragraphs; the last is left open where something is kept at its end."""
    formatting = part.add_formatting(paragraph_formatting(paragraph, part))
    filters = f"|{OPEN_END}" if is_open else ""
    part.sources.set_tag(number, value_source(part.tags[number], BLOCK, formatting, filters))


def _beside(
    element: Element, numbers: Sequence[int], part: TemplatePart, paragraph_of: Mapping[int, Element]
) -> BesideTags:
    """Return what else an element holds than these tags; what would be lost with it is a mistake."""
    text = "".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    for number in numbers:
        text = text.replace(part.tags[number].source, "", 1)
    if text.strip():
        part.add_mistake("template-leaves-out", numbers[0], shown_text(text))
        return BesideTags(tuple([] for _ in range(len(numbers) + 1)))

    def starts_of(paragraph: Element) -> list[int]:
        return [part.tags[number].start for number in numbers if paragraph_of[number] is paragraph]

    beside = beside_tags(
        element, len(numbers), starts_of, keeps_look=any(part.tags[number].kind == "value" for number in numbers)
    )
    if beside.lost:
        part.add_mistake("template-leaves-out", numbers[0], object=beside.lost)
    return beside
