"""Names and small readers for the XML inside Office files."""

from collections.abc import Iterator
from functools import cache, lru_cache
from math import isfinite

from lxml import etree
from lxml.etree import _Element as Element

__all__ = [
    "Element",
    "as_read",
    "as_written",
    "attribute",
    "byte",
    "child",
    "children",
    "decimal",
    "is_decorative",
    "local",
    "number",
    "on",
    "parse",
    "path",
    "q",
    "val",
]

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "xm": "http://schemas.microsoft.com/office/excel/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "x14": "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
OFF = frozenset({"0", "false", "off"})


@cache
def q(name: str) -> str:
    """Give the full name of a prefixed name."""
    prefix, _, plain = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{plain}" if prefix else plain


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def parse(data: bytes) -> Element:
    """Parse XML without comments, network or entities; raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    return etree.fromstring(data, parser)


@lru_cache(maxsize=100)
def as_written(data: bytes) -> Element:
    """Parse a part, once for all documents that share it; nobody may change it. Raises XMLSyntaxError."""
    return parse(data)


@lru_cache(maxsize=100)
def as_read(data: bytes) -> Element:
    """Parse a part as Office reads it, once for all documents that share it; nobody may change it."""
    return _resolved(parse(data))


def _resolved(root: Element) -> Element:
    """Put what Office reads in the place of each mc:AlternateContent."""
    for alternate in list(root.iter(q("mc:AlternateContent"))):
        parent = alternate.getparent()
        if parent is None:
            continue
        chosen = child(alternate, "mc:Choice")
        if chosen is None:
            chosen = child(alternate, "mc:Fallback")
        place = parent.index(alternate)
        for offset, kept in enumerate(list(chosen) if chosen is not None else []):
            parent.insert(place + offset, kept)
        parent.remove(alternate)
    return root


def child(element: Element | None, name: str) -> Element | None:
    """Give the first child of this name."""
    return element.find(q(name)) if element is not None else None


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Give the children of this name."""
    if element is not None:
        yield from element.iterchildren(q(name))


def path(element: Element | None, *names: str) -> Element | None:
    """Follow first children down."""
    for name in names:
        element = child(element, name)
    return element


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """Give an attribute's text."""
    return str(element.get(q(name), default)) if element is not None else default


def val(element: Element | None, default: str = "") -> str:
    """Give w:val."""
    return attribute(element, "w:val", default)


def on(element: Element | None) -> bool:
    """Tell whether an on/off element is there and on."""
    return element is not None and val(element, "1").lower() not in OFF


def decimal(text: str, default: float = 0) -> float:
    """Read a number, or give the default."""
    try:
        return float(text)
    except ValueError:
        return default


def number(text: str, default: int = 0) -> int:
    """Read a whole number, or give the default."""
    found = decimal(text, default)
    return round(found) if isfinite(found) else default


def byte(text: str) -> int:
    """Read two hexadecimal digits, 255 when they are none."""
    try:
        return int(text, 16) & 0xFF
    except ValueError:
        return 255


def is_decorative(properties: Element | None) -> bool:
    """Tell whether a picture is marked as decorative."""
    marks = properties.iter(q("adec:decorative")) if properties is not None else iter(())
    return any(mark.get("val", "0").lower() in ("1", "true") for mark in marks)
