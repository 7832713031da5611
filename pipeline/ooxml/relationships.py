"""Relationships between the parts of a package: the part that lists them, where each leads, adding and removing."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from pipeline.ooxml.namespaces import PACKAGE_RELATIONSHIPS_URI, RELATIONSHIPS_URI
from pipeline.ooxml.xml_parts import XML_DECLARATION, new_root

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

PACKAGE = ""
"""The source of the package's own relationships, such as that to the main part."""
NO_RELATIONSHIPS = f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONSHIPS_URI}"></Relationships>'.encode()
"""A part without any relationship in it."""
_RELATIONSHIP = f"{{{PACKAGE_RELATIONSHIPS_URI}}}Relationship"
_FOLDER, _ENDING = "_rels", ".rels"


class Relationship(NamedTuple):
    """A relationship of a part with another, or with an address outside the package."""

    id: str
    type: str
    """The URI of what the target is to the source."""
    target: str
    """The name of the part; an address where it is external."""
    is_external: bool

    @property
    def kind(self) -> str:
        """The last piece of its type, which the strict and the ordinary dialect share: `worksheet`, `image` ..."""
        return self.type.rpartition("/")[2]


def relationships_part(source: str) -> str:
    """Return the name of the part that lists the relationships of a part, or of the package (`PACKAGE`)."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, _FOLDER, f"{name}{_ENDING}")


def is_relationships_part(name: str) -> bool:
    """Whether a part lists relationships."""
    return name.lower().endswith(_ENDING)


def source_part(relationships: str) -> str:
    """Return the name of the part whose relationships this part lists."""
    return relationships.replace(f"{_FOLDER}/", "").removesuffix(_ENDING)


def resolve_target(source: str, target: str) -> str:
    """Return the name of the part that an inner target means, as seen from its source."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def read_relationships(source: str, root: Element) -> list[Relationship]:
    """Return the relationships that a part of them lists, in its order, whichever dialect it is written in."""
    relationships = []
    for element in root.iterchildren("{*}Relationship"):
        target = element.get("Target", "")
        is_external = element.get("TargetMode", "").strip().lower() == "external"
        relationships.append(
            Relationship(
                element.get("Id", ""),
                element.get("Type", ""),
                target if is_external else resolve_target(source, target),
                is_external,
            )
        )
    return relationships


def new_relationships() -> Element:
    """Return the root of a part that lists no relationship yet."""
    return new_root(PACKAGE_RELATIONSHIPS_URI, "Relationships")


def relationship_type(kind: str) -> str:
    """Return the type of an ordinary relationship: `image`, `worksheet`, `comments` ..."""
    return f"{RELATIONSHIPS_URI}/{kind}"


def add_relationship(root: Element, type_: str, target: str, relationship_id: str = "") -> str:
    """Add a relationship, its target as written in the part; return its id, a free one where none is given."""
    if not relationship_id:
        taken = {element.get("Id") for element in root}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        relationship_id = f"rId{number}"
    etree.SubElement(root, _RELATIONSHIP, {"Id": relationship_id, "Type": type_, "Target": target})
    return relationship_id


def remove_relationships(source: str, root: Element, unwanted: Callable[[Relationship], bool]) -> None:
    """Remove the relationships that are unwanted."""
    elements = list(root.iterchildren("{*}Relationship"))
    for element, relationship in zip(elements, read_relationships(source, root), strict=True):
        if unwanted(relationship):
            root.remove(element)
