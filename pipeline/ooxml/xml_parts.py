"""XML of parts: read as what strangers wrote, written with its declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from lxml import etree

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class ParserOptions(TypedDict):
    """What a parser of XML that we did not write may not do."""

    resolve_entities: bool
    load_dtd: bool
    no_network: bool
    remove_pis: bool


SAFE_OPTIONS: ParserOptions = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "remove_pis": True,
}
"""No entities, no network, no outside files."""
_PARSER = etree.XMLParser(**SAFE_OPTIONS)
_PARSER_WITH_INSTRUCTIONS = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
_PARSER_WITHOUT_COMMENTS = etree.XMLParser(remove_comments=True, **SAFE_OPTIONS)


def parse_xml(content: bytes, *, comments: bool = True) -> Element:
    """Return the root of a part's XML; without its comments where they are not asked for. Raises XMLSyntaxError."""
    return etree.fromstring(content, _PARSER if comments else _PARSER_WITHOUT_COMMENTS)


def parse_rendered(xml: str) -> Element:
    """Return the root of XML that we made ourselves, with its processing instructions. Raises XMLSyntaxError."""
    return etree.fromstring(xml.encode(), _PARSER_WITH_INSTRUCTIONS)


def parse_optional(content: bytes | None) -> Element:
    """Return the root of a part that may be missing: then an element without anything in it. Raises XMLSyntaxError."""
    return etree.Element("missing") if content is None else parse_xml(content)


def serialize_xml(root: Element) -> bytes:
    """Return the bytes of a part: its XML, with the declaration that Office writes."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def new_root(uri: str, name: str) -> Element:
    """Return a new root element in a namespace that needs no prefix."""
    return etree.Element(f"{{{uri}}}{name}", nsmap={None: uri})  # type: ignore[dict-item] # the stubs forget the default namespace
