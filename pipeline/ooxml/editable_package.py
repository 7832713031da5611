"""A package as parts that can be changed, added and removed, with their relationships and content types."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pipeline.ooxml.archive import PackageTooLargeError, pack, packed_part
from pipeline.ooxml.content_types import (
    CONTENT_TYPES,
    declare_extension,
    declare_part,
    declared_types,
    free_part_name,
    undeclare_part,
)
from pipeline.ooxml.properties import (
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_TYPE,
    CUSTOM_RELATIONSHIP_KIND,
    custom_properties_xml,
    find_custom_property,
    set_custom_property,
)
from pipeline.ooxml.relationships import (
    PACKAGE,
    Relationship,
    add_relationship,
    new_relationships,
    read_relationships,
    relationship_type,
    relationships_part,
    remove_relationships,
)
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

LARGEST_TREE = 48 * 1024 * 1024
"""Bytes of a part that is read as a tree, which takes some eight times as much: a sheet of half a million cells."""


class EditablePackage:
    """Parts by name. A part that is asked for as a tree is serialized again; all others stay the bytes they are."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Take the parts; `[Content_Types].xml` has to be among them."""
        self.parts = dict(parts)
        self._trees: dict[str, Element] = {}

    def tree(self, name: str) -> Element:
        """Return the root of a part, to look at or to change. Raises KeyError, XMLSyntaxError, PackageTooLargeError."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def look(self, name: str) -> Element:
        """Return the root of a part, only to look at: the part stays the bytes it is."""
        return self._trees[name] if name in self._trees else self._parsed(name)

    def packed(self) -> bytes:
        """Return the bytes of the file; parts keep their order."""
        for name, tree in self._trees.items():
            self.parts[name] = serialize_xml(tree)
        return pack(packed_part(name, content) for name, content in self.parts.items())

    def _parsed(self, name: str) -> Element:
        if len(self.parts[name]) > LARGEST_TREE:
            raise PackageTooLargeError(LARGEST_TREE)
        return parse_xml(self.parts[name])

    # --- Parts ------------------------------------------------------------------------------------

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part, also where one was declared and is missing."""
        self.parts[name] = content
        declare_part(self.tree(CONTENT_TYPES), name, content_type)

    def remove(self, name: str) -> None:
        """Remove a part, with its relationships and its content type."""
        for unwanted in (name, relationships_part(name)):
            self.parts.pop(unwanted, None)
            self._trees.pop(unwanted, None)
        undeclare_part(self.tree(CONTENT_TYPES), name)

    def content_type(self, name: str) -> str:
        """Return the content type that is declared for this very part; empty where there is none."""
        return declared_types(self.look(CONTENT_TYPES)).get(name, "")

    def declare_extension(self, extension: str, content_type: str) -> None:
        """Declare the content type of all parts with this extension."""
        declare_extension(self.tree(CONTENT_TYPES), extension, content_type)

    def free_name(self, pattern: str) -> str:
        """Return the first name after this pattern, such as `xl/comments{}.xml`, that no part has or should have."""
        taken = {name.lower() for name in (*self.parts, *declared_types(self.look(CONTENT_TYPES)))}
        return free_part_name(pattern, lambda name: name.lower() in taken)

    # --- Relationships ----------------------------------------------------------------------------

    def related(self, source: str, kind: str) -> dict[str, str]:
        """Return the parts that a part (or the package) has a relationship of this kind with, by its id."""
        return {
            relationship.id: relationship.target
            for relationship in self._relationships(source)
            if relationship.type == relationship_type(kind)
        }

    def all_related(self, source: str) -> list[str]:
        """Return all parts that a part has a relationship with."""
        return [relationship.target for relationship in self._relationships(source)]

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship with a part; return its id."""
        name = relationships_part(source)
        if name not in self.parts:
            self.parts[name] = serialize_xml(new_relationships())
        relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
        return add_relationship(self.tree(name), relationship_type(kind), relative)

    def unrelate(self, source: str, target: str) -> None:
        """Remove every relationship of a part with another."""
        root = self.tree(relationships_part(source))
        remove_relationships(
            source, root, lambda relationship: not relationship.is_external and relationship.target == target
        )

    def _relationships(self, source: str) -> list[Relationship]:
        """Return the relationships of a part with other parts of the package."""
        name = relationships_part(source)
        if name not in self.parts:
            return []
        every = read_relationships(source, self.look(name))
        return [relationship for relationship in every if not relationship.is_external]

    # --- Custom properties ------------------------------------------------------------------------

    def custom_property(self, name: str) -> str | None:
        """Return a custom property that is a text, or None where there is none."""
        part = self._custom_properties_part()
        return find_custom_property(self.look(part), name) if part in self.parts else None

    def set_custom_property(self, name: str, value: str) -> None:
        """Set a custom property; the others stay."""
        part = self._custom_properties_part()
        if part in self.parts:
            set_custom_property(self.tree(part), name, value)
            return
        if part:
            self.unrelate(PACKAGE, part)
        self.add(CUSTOM_PROPERTIES, custom_properties_xml({name: value}), CUSTOM_PROPERTIES_TYPE)
        self.relate(PACKAGE, CUSTOM_RELATIONSHIP_KIND, CUSTOM_PROPERTIES)

    def _custom_properties_part(self) -> str:
        """Return the name of the part with custom properties; empty where the package names none."""
        return next(iter(self.related(PACKAGE, CUSTOM_RELATIONSHIP_KIND).values()), "")
