"""Tags in text become markers; what a tag replaces besides itself (its paragraph, row or cell) goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.markup import Formatting
from pipeline.render.sandbox import RUNS
from pipeline.template.block_formatting import breaks_page, look_xml, may_link
from pipeline.template.blocks import CELL_STATEMENTS, Block, Blocks
from pipeline.template.markers import value_source
from pipeline.template.paragraphs import Paragraph, is_plain, text_between_tags
from pipeline.template.table_cells import cell_source, note_columns
from pipeline.template.tag_runs import isolate_tags
from pipeline.template.taken_elements import replace_taken
from pipeline.template.template_part import TemplatePart

_ELEMENT_SCOPES = ("p", "tr", "tc")


def mark_text(part: TemplatePart, paragraphs: Sequence[Paragraph], blocks: Blocks) -> None:
    """Replace every tag in the text of a part by a marker."""
    replaced: dict[Element, list[int]] = {}
    of_statements = _paragraphs_of_statements(part, paragraphs, blocks)
    for index, paragraph in enumerate(paragraphs):
        scoped = [number for number in paragraph.tags if part.tags[number].scope in _ELEMENT_SCOPES]
        for number in scoped:
            _replace_scope(paragraph.element, number, part, replaced)
        if scoped or not paragraph.tags:
            continue
        if index in of_statements or _is_only_a_value(paragraph, part):
            replaced[paragraph.element] = list(paragraph.tags)
        else:
            _mark_between_runs(paragraph, part)
    paragraph_of = {number: paragraph.element for paragraph in paragraphs for number in paragraph.tags}
    note_columns(part.tags, blocks.closed, paragraph_of)
    replace_taken(replaced, part, paragraph_of)


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
    if "".join(text_between_tags(paragraph.text, tags)).strip() or not is_plain(paragraph.element):
        return False
    properties = paragraph.element.find(f"{W}pPr")
    return properties is None or not breaks_page(properties)


def _replace_scope(paragraph: Element, number: int, part: TemplatePart, replaced: dict[Element, list[int]]) -> None:
    """Let a tag take the place of its paragraph, row or cell; `{{p x}}` is a value with a paragraph to itself."""
    tag = part.tags[number]
    element = paragraph if tag.scope == "p" else next(paragraph.iterancestors(f"{W}{tag.scope}"), None)
    if element is None:
        part.add_mistake("template-not-in-a-table", number)
        return
    if tag.kind == "value" and tag.scope != "p":
        part.add_mistake("template-tag-takes-no-value", number)
    replaced.setdefault(element, []).append(number)


def _is_only_a_value(paragraph: Paragraph, part: TemplatePart) -> bool:
    """Whether a value has the paragraph to itself, so that it may become any number of paragraphs."""
    if len(paragraph.tags) != 1:
        return False
    tag = part.tags[paragraph.tags[0]]
    return tag.kind == "value" and paragraph.text.strip() == tag.source and is_plain(paragraph.element)


# --- Tags among text ------------------------------------------------------------------------------


def _mark_between_runs(paragraph: Paragraph, part: TemplatePart) -> None:
    numbered = [(number, part.tags[number]) for number in paragraph.tags]
    link_names = (f"{W}hyperlink", f"{W}fldSimple")
    links = {element for name in link_names for element in paragraph.element.iter(name)}
    for number, run in isolate_tags(paragraph.element, numbered):
        tag = part.tags[number]
        if tag.kind == "value":
            links_here = may_link(part) and not links.intersection(run.iterancestors())
            formatting = part.add_formatting(Formatting(run=look_xml(run.find(f"{W}rPr")), links=links_here))
            part.sources.set_tag(number, value_source(tag, RUNS, formatting))
        elif tag.word in CELL_STATEMENTS:
            part.sources.set_tag(number, cell_source(tag))
            if next(paragraph.element.iterancestors(f"{W}tc"), None) is None:
                part.add_mistake("template-not-in-a-table", number)
