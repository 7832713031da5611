"""One part of a template -> source for Jinja: every tag in its place between runs, everything else as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_xml
from pipeline.render.mistakes import TemplateLocation, TemplateMistake
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.template.attribute_markers import mark_units
from pipeline.template.block_borders import check_borders, repeated_elements
from pipeline.template.blocks import Blocks, read_blocks
from pipeline.template.fields import FieldNotice
from pipeline.template.google_controls import unwrap_google_controls
from pipeline.template.markers import MARKERS
from pipeline.template.merged_cells import keep_merged_cells
from pipeline.template.name_check import Names
from pipeline.template.paired_elements import keep_pairs_together
from pipeline.template.paragraphs import read_paragraphs
from pipeline.template.parted_tags import join_parted_tags
from pipeline.template.section_headers import keep_headers
from pipeline.template.table_cells import keep_tables_apart
from pipeline.template.tag_check import check_tags
from pipeline.template.tag_runs import join_trimmed, show_literals, without_seams
from pipeline.template.template_part import TemplatePart
from pipeline.template.text_markers import mark_text
from pipeline.template.tracked_deletions import accept_deleted_tags, drop_what_was_deleted
from pipeline.template.unique_ids import renew_ids
from pipeline.template.wrappers import lift_tags

if TYPE_CHECKING:
    from pipeline.render.sandbox import Sandbox


def read_part(part: TemplatePart, content: bytes, sandbox: Sandbox, names: Names | None) -> None:
    """Read a part and make its source; the formattings of its values are added. Raises XMLSyntaxError."""
    root = parse_xml(content, comments=False)
    unwrap_google_controls(root)
    notices = part.fields.prepare(root, part.sources)
    join_parted_tags(root)
    join_trimmed(root)
    with_deletions = accept_deleted_tags(root)
    paragraphs = list(read_paragraphs(root, part, names))
    blocks = read_blocks(part.tags)
    mark_text(part, paragraphs, blocks)
    has_literals = show_literals(root)
    locations = {paragraph.element: paragraph.location for paragraph in paragraphs}
    mark_units(root, part, locations)
    split = lift_tags(root, blocks)
    check_borders(root, part, blocks)
    _check(part, blocks, sandbox, names)
    if not part.has_errors:
        keep_pairs_together(root, part, blocks)
    part.mistakes.extend(_notice_mistake(notice, part, locations) for notice in notices)
    part.mistakes.sort(key=lambda mistake: mistake.location.paragraph)
    if (part.sources or has_literals or with_deletions) and not part.has_errors:
        drop_what_was_deleted(with_deletions)
        keep_headers(root, part)
        repeated = repeated_elements(root, part) | split | keep_merged_cells(root, part, blocks)
        renew_ids(root, part.sources, repeated)
        keep_tables_apart(root)
        _set_source(root, part)


def read_other_part(part: TemplatePart, content: bytes, sandbox: Sandbox, names: Names | None) -> None:
    """Read a part that is no text of Word's, such as a chart, and make its source. Raises XMLSyntaxError."""
    root = parse_xml(content, comments=False)
    mark_units(root, part, {}, with_paragraphs=True)
    _check(part, Blocks(), sandbox, names)
    if part.tags and not part.has_errors:
        _set_source(root, part)


def _check(part: TemplatePart, blocks: Blocks, sandbox: Sandbox, names: Names | None) -> None:
    """Add what is wrong in the tags themselves to the part's mistakes."""
    check = check_tags(part.tags, part.order, blocks, sandbox, names)
    for problem in (*blocks.problems, *check.problems):
        part.add_mistake(problem.code, problem.tag, problem.subject, problem.suggestion)
    part.used = check.used


def _notice_mistake(
    notice: FieldNotice, part: TemplatePart, locations: Mapping[Element, TemplateLocation]
) -> TemplateMistake:
    """Return what has to be told of a field, with its place."""
    paragraphs = notice.element.iterancestors(f"{W}p")
    location = next((locations[each] for each in paragraphs if each in locations), part.location())
    return TemplateMistake(notice.code, location, notice.instruction)


def _set_source(root: Element, part: TemplatePart) -> None:
    """Set the part's XML with a Jinja tag for each marker, and remember which tag is on which line."""
    _drop_delimiters_in_attributes(root)
    xml = without_seams(_escaped(etree.tostring(root, encoding="unicode")))
    pieces: list[str] = []
    line, position = 1, 0
    for match in MARKERS.finditer(xml):
        name = match[1] or match[2]
        before = xml[position : match.start()]
        source = part.sources.get(name, match[0])  # what is no marker is the template's own private-use characters
        position = match.end()
        pieces += (before, source)
        line += before.count("\n") + source.count("\n")
        if name.isdigit():
            part.lines[line] = int(name)
    pieces.append(xml[position:])
    part.source = "".join(pieces)


def plain_source(content: bytes) -> str:
    """Return the source of a part without tags. Raises XMLSyntaxError."""
    root = parse_xml(content, comments=False)
    _drop_delimiters_in_attributes(root)
    return _escaped(etree.tostring(root, encoding="unicode"))


def _escaped(xml: str) -> str:
    """Return XML in which no text is taken for a delimiter of Jinja."""
    return xml.replace(OPEN, "&#xE000;").replace(CLOSE, "&#xE001;")


def _drop_delimiters_in_attributes(root: Element) -> None:
    """Drop the private-use characters that Jinja takes for its delimiters from the attributes of a part."""
    for element in root.iter():
        for key, value in element.attrib.items() if isinstance(element.tag, str) else ():
            text = str(value)
            if OPEN in text or CLOSE in text:
                element.set(key, text.replace(OPEN, "").replace(CLOSE, ""))
