"""The parts of a template that are no text of Word's: charts, drawings, data, and packages inside the package."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ooxml.content_types import CONTENT_TYPES
from pipeline.ooxml.properties import APP_PROPERTIES
from pipeline.ooxml.relationships import is_relationships_part
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml
from pipeline.template.tags import Tag, find_tags
from pipeline.template.text_units import text_units

DEEPEST_PACKAGE = 3
"""How many packages may be inside one another: a document in a workbook in a document."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*\x00?<")
_PACKAGE = b"PK\x03\x04"
_LABELS = (("chart", "chart"), ("diagram", "diagram"))
_DERIVED = ("TitlesOfParts", "HeadingPairs", "HLinks")
"""What Word writes of a document's own headings and links into its properties."""


class OtherPart(NamedTuple):
    """What people call a part, and whether they read what is in it."""

    label: str
    is_read: bool
    is_bound: bool
    """Whether it holds what content controls show: they show their own text in a report."""


def kind_of(name: str, content_type: str) -> OtherPart:
    """Return what kind of part this is."""
    label = next((label for word, label in _LABELS if word in content_type or f"/{word}" in name), "data")
    return OtherPart(label, label != "data", name.startswith("customXml/"))


def is_package(content: bytes) -> bool:
    """Whether a part is itself a package of parts."""
    return content.startswith(_PACKAGE)


def may_have_tags(name: str, content: bytes) -> bool:
    """Whether a part is XML in which there may be a tag, and lists no other parts."""
    has_brace = b"{" in content or b"&#" in content
    return has_brace and not is_listing(name) and _XML.match(content) is not None


def without_derived(name: str, content: bytes) -> bytes:
    """Return the properties that Word writes itself, without its copies of the document's headings and links."""
    if name != APP_PROPERTIES:
        return content
    root = parse_xml(content)
    for element in [child for word in _DERIVED for child in root.findall(f"{{*}}{word}")]:
        root.remove(element)
    return serialize_xml(root)


def without_tags(content: bytes) -> bytes:
    """Return a part without its tags: what is bound to them shows a text of its own."""
    root = parse_xml(content)
    for unit in list(text_units(root, with_paragraphs=True)):
        if find_tags(unit.text):
            for slot in unit.slots:
                slot.set("")
    return serialize_xml(root)


def is_listing(name: str) -> bool:
    """Whether a part lists other parts, or addresses: no text of it is shown."""
    return name == CONTENT_TYPES or is_relationships_part(name)


def tags_in(content: bytes) -> list[Tag]:
    """Return the tags that are in a part as they are, but for those in the addresses of its relationships."""
    if b"{" not in content and b"&#" not in content:
        return []
    units = text_units(parse_xml(content), with_paragraphs=True)
    return [tag for unit in units if unit.slots[0].attribute != "Target" for tag in find_tags(unit.text)]
