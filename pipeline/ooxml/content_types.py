"""The part that says of which type each part of a package is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.namespaces import CONTENT_TYPES_URI

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

CONTENT_TYPES = "[Content_Types].xml"
"""The name of that part."""
_OVERRIDE = f"{{{CONTENT_TYPES_URI}}}Override"
_DEFAULT = f"{{{CONTENT_TYPES_URI}}}Default"


def declared_types(root: Element) -> dict[str, str]:
    """Return the content type of each part that is declared by its own name."""
    return {_part_name(element): element.get("ContentType", "") for element in root.iter(_OVERRIDE)}


def part_types(root: Element, names: Iterable[str]) -> dict[str, str]:
    """Return the content type of each of these parts: declared by its own name, else by its extension."""
    own = {name.lower(): content_type for name, content_type in declared_types(root).items()}
    by_extension = {
        element.get("Extension", "").lower(): element.get("ContentType", "") for element in root.iter(_DEFAULT)
    }
    return {name: own.get(name.lower()) or by_extension.get(name.rpartition(".")[2].lower(), "") for name in names}


def declare_part(root: Element, name: str, content_type: str) -> None:
    """Declare the content type of a part, once: two declarations make a package unreadable."""
    undeclare_part(root, name)
    etree.SubElement(root, _OVERRIDE, PartName=f"/{name}", ContentType=content_type)


def undeclare_part(root: Element, name: str) -> None:
    """Remove what is declared of a part."""
    for element in root.findall(_OVERRIDE):
        if _part_name(element) == name:
            root.remove(element)


def declare_extension(root: Element, extension: str, content_type: str) -> None:
    """Declare the content type of all parts with this extension, unless it is declared already."""
    if not any(element.get("Extension", "").lower() == extension for element in root.iter(_DEFAULT)):
        root.insert(0, etree.Element(_DEFAULT, Extension=extension, ContentType=content_type))


def replace_type(root: Element, old: str, new: str) -> None:
    """Declare every part of one type as of another."""
    for element in root:
        if element.get("ContentType") == old:
            element.set("ContentType", new)


def rename_parts(root: Element, names: Mapping[str, str]) -> None:
    """Declare the types of parts under their new names; `names` has these by the old names in small letters."""
    for element in root.iter(_OVERRIDE):
        name = _part_name(element)
        element.set("PartName", f"/{names.get(name.lower(), name)}")


def free_part_name(pattern: str, is_taken: Callable[[str], bool]) -> str:
    """Return the first name after a pattern such as `xl/comments{}.xml` that is not taken, counting from 1."""
    number = 1
    while is_taken(pattern.format(number)):
        number += 1
    return pattern.format(number)


def _part_name(override: Element) -> str:
    return override.get("PartName", "").lstrip("/")
