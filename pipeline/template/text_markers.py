"""Tags in text become markers; what a tag replaces besides itself (its paragraph, row or cell) goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.markup import Formatting
from pipeline.render.sandbox import BLOCK, RUNS
from pipeline.template.blocks import CELL_STATEMENTS, Block, Blocks
from pipeline.template.markers import marker, value_source
from pipeline.template.paragraphs import Paragraph, is_plain, text_between_tags
from pipeline.template.table_cells import mark_cell
from pipeline.template.tag_runs import isolate_tags, text_nodes, text_of
from pipeline.template.template_part import TemplatePart, shown_text

_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
# What must not vanish with the paragraph, row or cell that a tag replaces.
_NOT_LEFT_OUT = ("sectPr", "drawing", "pict", "object")
_ELEMENT_SCOPES = ("p", "tr", "tc")
_Replaced = dict[Element, list[int]]
"""The elements that tags replace, with the numbers of those tags."""


def mark_text(part: TemplatePart, paragraphs: Sequence[Paragraph], blocks: Blocks) -> None:
    """Replace every tag in the text of a part by a marker."""
    replaced: _Replaced = {}
    of_statements = _paragraphs_of_statements(part, paragraphs, blocks)
    for index, paragraph in enumerate(paragraphs):
        scoped = [number for number in paragraph.tags if part.tags[number].scope in _ELEMENT_SCOPES]
        for number in scoped:
            _replace_scope(paragraph.element, number, part, replaced)
        if scoped or not paragraph.tags:
            continue
        if index in of_statements:
            replaced[paragraph.element] = list(paragraph.tags)
        elif _is_only_a_value(paragraph, part):
            (number,) = paragraph.tags
            _set_block_source(paragraph.element, number, part)
            replaced[paragraph.element] = [number]
        else:
            _mark_between_runs(paragraph, part)
    for element, numbers in replaced.items():
        _check_nothing_is_lost(element, numbers, part)
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [marker(number) for number in numbers]


# --- Tags that replace more than themselves -------------------------------------------------------


def _paragraphs_of_statements(part: TemplatePart, paragraphs: Sequence[Paragraph], blocks: Blocks) -> set[int]:
    """Return the paragraphs that hold nothing but statements, of which the blocks have all their tags in such ones.

    They would be left empty; they go, as if they were written `{%p ... %}`.
    """
    paragraph_of = {number: index for index, paragraph in enumerate(paragraphs) for number in paragraph.tags}
    candidates = {index for index, paragraph in enumerate(paragraphs) if _has_only_statements(paragraph, part)}
    scoped = {number for number, tag in enumerate(part.tags) if tag.scope == "p"}

    def is_all_in_candidates(block: Block) -> bool:
        """Whether every tag of a block replaces its paragraph, all within the same parent."""
        inside = [number for number in block.tags if number in paragraph_of]
        parents = {paragraphs[paragraph_of[number]].element.getparent() for number in inside}
        in_candidates = (paragraph_of.get(number) in candidates or number in scoped for number in block.tags)
        return len(parents) == 1 and all(in_candidates)

    while True:
        outside = {
            paragraph_of[number] for block in blocks.closed if not is_all_in_candidates(block) for number in block.tags
        }
        if not candidates & outside:
            return candidates
        candidates -= outside


def _has_only_statements(paragraph: Paragraph, part: TemplatePart) -> bool:
    tags = [part.tags[number] for number in paragraph.tags]
    if not tags or any(tag.kind == "value" or tag.word in CELL_STATEMENTS for tag in tags):
        return False
    return not "".join(text_between_tags(paragraph.text, tags)).strip() and is_plain(paragraph.element)


def _replace_scope(paragraph: Element, number: int, part: TemplatePart, replaced: _Replaced) -> None:
    """Let a tag take the place of its paragraph, row or cell; `{{p x}}` is a value with a paragraph to itself."""
    tag = part.tags[number]
    part.has_cells = part.has_cells or tag.scope == "tc"
    element = paragraph if tag.scope == "p" else next(paragraph.iterancestors(f"{W}{tag.scope}"), None)
    if element is None:
        part.add_mistake("template-not-in-a-table", number)
        return
    if tag.kind == "value":
        if tag.scope != "p":
            part.add_mistake("template-tag-takes-no-value", number)
        _set_block_source(paragraph, number, part)
    replaced.setdefault(element, []).append(number)


def _is_only_a_value(paragraph: Paragraph, part: TemplatePart) -> bool:
    """Whether a value has the paragraph to itself, so that it may become any number of paragraphs."""
    if len(paragraph.tags) != 1:
        return False
    tag = part.tags[paragraph.tags[0]]
    return tag.kind == "value" and paragraph.text.strip() == tag.source and is_plain(paragraph.element)


def _set_block_source(paragraph: Element, number: int, part: TemplatePart) -> None:
    formatting = part.add_formatting(_paragraph_formatting(paragraph, part))
    part.sources.set_tag(number, value_source(part.tags[number], BLOCK, formatting))


def _check_nothing_is_lost(element: Element, numbers: Sequence[int], part: TemplatePart) -> None:
    """Add mistakes for text, tags, pictures and breaks that would be left out with what a tag replaces."""
    beside = "".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    for number in numbers:
        beside = beside.replace(part.tags[number].source, "", 1)
    if beside.strip():
        part.add_mistake("template-leaves-out", numbers[0], shown_text(beside))
        return
    for name in _NOT_LEFT_OUT:
        if next(element.iter(f"{W}{name}"), None) is not None:
            part.add_mistake("template-leaves-out", numbers[0], object=name)
            return


# --- Tags among text ------------------------------------------------------------------------------


def _mark_between_runs(paragraph: Paragraph, part: TemplatePart) -> None:
    numbered = [(number, part.tags[number]) for number in paragraph.tags]
    link_names = (f"{W}hyperlink", f"{W}fldSimple")
    links = {element for name in link_names for element in paragraph.element.iter(name)}
    for number, run in isolate_tags(paragraph.element, numbered):
        tag = part.tags[number]
        if tag.kind == "value":
            may_link = _may_link(part) and not links.intersection(run.iterancestors())
            formatting = part.add_formatting(Formatting(run=_xml(run.find(f"{W}rPr")), links=may_link))
            part.sources.set_tag(number, value_source(tag, RUNS, formatting))
        elif tag.word in CELL_STATEMENTS:
            part.sources.set_tag(number, "")
            part.has_cells = True
            if not mark_cell(paragraph.element, tag, part.sources):
                part.add_mistake("template-not-in-a-table", number)


def _may_link(part: TemplatePart) -> bool:
    return part.label != "comments"


def _paragraph_formatting(paragraph: Element, part: TemplatePart) -> Formatting:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    has_list_style = style is not None and style.get(f"{W}val") in part.styles.list_styles
    return Formatting(
        _xml(paragraph.find(f"{W}pPr")),
        _xml(_first_run_properties(text_nodes(paragraph))),
        is_list=numbering is not None or has_list_style,
        links=_may_link(part),
    )


def _first_run_properties(nodes: Iterable[Element]) -> Element | None:
    """Return the properties of the first run that shows something."""
    first = next((node for node in nodes if (node.text or "").strip()), None)
    run = None if first is None else first.getparent()
    return None if run is None else run.find(f"{W}rPr")


def _xml(element: Element | None) -> str:
    """Return an element's XML without the namespaces that the part declares at its root."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
