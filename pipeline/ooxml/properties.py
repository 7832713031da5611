"""The properties of a document or a workbook: core ones, such as its title, and custom ones."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.namespaces import CORE_PROPERTIES_URI, CUSTOM_PROPERTIES_URI, DUBLIN_CORE_URI, VARIANT_TYPES_URI
from pipeline.ooxml.xml_parts import XML_DECLARATION, parse_xml

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

CORE_PROPERTIES = "docProps/core.xml"
APP_PROPERTIES = "docProps/app.xml"
CUSTOM_PROPERTIES = "docProps/custom.xml"
CORE_PROPERTIES_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CUSTOM_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CORE_RELATIONSHIP_TYPE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
CUSTOM_RELATIONSHIP_KIND = "custom-properties"
CORE_NAMES: Mapping[str, str] = {
    "title": "dc", "subject": "dc", "creator": "dc", "keywords": "cp", "description": "dc", "category": "cp",
    "contentStatus": "cp", "language": "dc",
}  # fmt: skip
"""The properties that every document can have, in their order, and the prefix of each; any other is a custom one."""
_PREFIXES = {"dc": DUBLIN_CORE_URI, "cp": CORE_PROPERTIES_URI}
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The one format of custom properties."""
_PROPERTY = f"{{{CUSTOM_PROPERTIES_URI}}}property"
_TEXT = f"{{{VARIANT_TYPES_URI}}}lpwstr"
_CLOSED = "</Properties>"
_FIRST_ID = 2
"""The number of the first custom property: 0 and 1 are reserved."""


def core_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the core properties that are filled in; none where there are none or they can't be read."""
    root = _parsed(parts.get(CORE_PROPERTIES, b""))
    if root is None:
        return {}
    texts = {name: root.findtext(f"{{{_PREFIXES[prefix]}}}{name}") for name, prefix in CORE_NAMES.items()}
    return {name: text for name, text in texts.items() if text}


def core_properties_xml(texts: Mapping[str, str]) -> bytes:
    """Return the part with these core properties, in the order of `CORE_NAMES`."""
    lines = "".join(
        f"<{prefix}:{name}>{escape(texts[name], quote=False)}</{prefix}:{name}>"
        for name, prefix in CORE_NAMES.items()
        if name in texts
    )
    opened = f'<cp:coreProperties xmlns:cp="{CORE_PROPERTIES_URI}" xmlns:dc="{DUBLIN_CORE_URI}">'
    return f"{XML_DECLARATION}{opened}{lines}</cp:coreProperties>".encode()


def custom_properties(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the custom properties that are texts; none where there are none or they can't be read."""
    root = _parsed(parts.get(CUSTOM_PROPERTIES, b""))
    if root is None:
        return {}
    return {element.get("name", ""): element.findtext(_TEXT) or "" for element in root.iterchildren(_PROPERTY)}


def custom_properties_xml(texts: Mapping[str, str]) -> bytes:
    """Return the part with these custom properties, in their order."""
    lines = "".join(
        _custom_property(number, name, value) for number, (name, value) in enumerate(texts.items(), start=_FIRST_ID)
    )
    opened = f'<Properties xmlns="{CUSTOM_PROPERTIES_URI}" xmlns:vt="{VARIANT_TYPES_URI}">'
    return f"{XML_DECLARATION}{opened}{lines}{_CLOSED}".encode()


def with_custom_property(part: bytes, count: int, name: str, value: str) -> bytes:
    """Return a part that `custom_properties_xml` made of so many properties, with one more at its end."""
    added = _custom_property(_FIRST_ID + count, name, value)
    return part.removesuffix(_CLOSED.encode()) + f"{added}{_CLOSED}".encode()


def _custom_property(number: int, name: str, value: str) -> str:
    return (
        f'<property fmtid="{_FORMAT}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value, quote=False)}</vt:lpwstr></property>"
    )


def find_custom_property(root: Element, name: str) -> str | None:
    """Return the text of a custom property, or None where there is none of this name."""
    for element in root.findall(_PROPERTY):
        if element.get("name") == name:
            return element.findtext(_TEXT)
    return None


def set_custom_property(root: Element, name: str, value: str) -> None:
    """Set a custom property; the others stay."""
    for element in root.findall(_PROPERTY):
        if element.get("name") == name:
            root.remove(element)
    (new,) = parse_xml(custom_properties_xml({name: value}))
    highest = max([_FIRST_ID - 1, *(int(element.get("pid", "1")) for element in root)])
    new.set("pid", str(highest + 1))
    root.append(new)


def _parsed(content: bytes) -> Element | None:
    try:
        return parse_xml(content)
    except etree.XMLSyntaxError:
        return None
