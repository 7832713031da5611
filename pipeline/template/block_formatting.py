"""The formatting that a paragraph or a run of a template gives to the values in it."""

from __future__ import annotations

import copy

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.markup import Formatting
from pipeline.template.formatting_xml import properties_xml
from pipeline.template.range_marks import OFF
from pipeline.template.tag_runs import text_nodes
from pipeline.template.template_part import TemplatePart

_ONCE = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPr", "pageBreakBefore")
)
"""What a look doesn't hold: sections end and pages begin once, and a change that was tracked has an id of its own."""


def paragraph_formatting(paragraph: Element, part: TemplatePart) -> Formatting:
    """Return the formatting of a value that takes a paragraph."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    numbering = paragraph.find(f"{W}pPr/{W}numPr")
    has_list_style = style is not None and style.get(f"{W}val") in part.styles.list_styles
    first = next((node for node in text_nodes(paragraph) if (node.text or "").strip()), None)
    run = None if first is None else first.getparent()
    properties = paragraph.find(f"{W}pPr")
    return Formatting(
        look_xml(properties),
        "" if run is None else look_xml(run.find(f"{W}rPr")),
        is_list=numbering is not None or has_list_style,
        links=may_link(part),
        breaks_page=properties is not None and breaks_page(properties),
    )


def breaks_page(properties: Element) -> bool:
    """Whether the properties of a paragraph let it begin a page."""
    setting = properties.find(f"{W}pageBreakBefore")
    return setting is not None and setting.get(f"{W}val") not in OFF


def may_link(part: TemplatePart) -> bool:
    """Whether values of a part may have links."""
    return part.label != "comments"


def look_xml(properties: Element | None) -> str:
    """Return the XML of the properties of a paragraph or a run, without the namespaces that the part declares."""
    if properties is None:
        return ""
    declared = properties.getroottree().getroot().nsmap
    if next(properties.iter(*_ONCE), None) is not None:
        properties = copy.deepcopy(properties)
        for once in list(properties.iter(*_ONCE)):
            parent = once.getparent()
            if parent is not None:
                parent.remove(once)
    return properties_xml(properties, declared)
