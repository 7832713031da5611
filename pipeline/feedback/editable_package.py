"""A workbook's zip as parts that can be changed and added: relationships, content types, custom properties."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from pipeline.ooxml.archive import (
    CUSTOM_PROPERTIES,
    SAFE_PARSER,
    custom_properties_part,
    pack,
    packed_part,
)
from pipeline.text import NOT_IN_WORD

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}lpwstr"
_LARGEST_TREE = 48 * 1024 * 1024
"""Bytes of a part that is read as a tree, which takes some eight times as much: a sheet of half a million cells."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class NotAnnotated(Exception):  # noqa: N818 - it says what became of the copy
    """There can be no annotated copy; `code` is the finding that says why."""

    OTHER_FORMAT = "copy-not-made"
    SHEET_IS_THERE = "copy-sheet-there"

    def __init__(self, code: str) -> None:
        """Keep the code."""
        self.code = code
        super().__init__(code)


class Package:
    """Parts by name. A part that is asked for as a tree is written anew; all others stay the bytes they are."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        """Take the parts; `[Content_Types].xml` has to be among them."""
        self.parts = parts
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        """Return the root of a part, to look at or to change. Raises KeyError or XMLSyntaxError."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def look(self, name: str) -> etree._Element:
        """Return the root of a part, only to look at: the part stays the bytes it is."""
        return self._trees[name] if name in self._trees else self._parsed(name)

    def _parsed(self, name: str) -> etree._Element:
        if len(self.parts[name]) > _LARGEST_TREE:
            raise NotAnnotated(NotAnnotated.OTHER_FORMAT)
        return etree.fromstring(self.parts[name], SAFE_PARSER)

    def packed(self) -> bytes:
        """Return the bytes of the file; parts keep their order."""
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        return pack(packed_part(name, content) for name, content in self.parts.items())

    # --- Parts ------------------------------------------------------------------------------------

    def add(self, name: str, content: bytes, content_type: str) -> None:
        """Add a part, also where one was declared and is missing: two declarations make the file unreadable."""
        self._undeclare(name)
        self.parts[name] = content
        etree.SubElement(self.tree(_CONTENT_TYPES), f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)

    def remove(self, name: str) -> None:
        """Remove a part, with its relationships and its content type."""
        for gone in (name, _rels_of(name)):
            self.parts.pop(gone, None)
            self._trees.pop(gone, None)
        self._undeclare(name)

    def _undeclare(self, name: str) -> None:
        types = self.tree(_CONTENT_TYPES)
        for entry in types.findall(f"{_TYPES}Override"):
            if entry.get("PartName", "").lstrip("/") == name:
                types.remove(entry)

    def content_type(self, name: str) -> str:
        """Return the content type that is declared for this very part; empty where there is none."""
        entries = self.look(_CONTENT_TYPES).findall(f"{_TYPES}Override")
        return next((one.get("ContentType", "") for one in entries if one.get("PartName", "").lstrip("/") == name), "")

    def declare_ending(self, ending: str, content_type: str) -> None:
        """Declare the content type of all parts with this ending."""
        types = self.tree(_CONTENT_TYPES)
        if not any(one.get("Extension", "").lower() == ending for one in types.findall(f"{_TYPES}Default")):
            types.insert(0, etree.Element(f"{_TYPES}Default", Extension=ending, ContentType=content_type))

    def free_name(self, pattern: str) -> str:
        """Return the first name after this pattern, such as `xl/comments{}.xml`, that no part has or should have."""
        declared = self.look(_CONTENT_TYPES).findall(f"{_TYPES}Override")
        taken = {name.lower() for name in (*self.parts, *(one.get("PartName", "").lstrip("/") for one in declared))}
        number = 1
        while pattern.format(number).lower() in taken:
            number += 1
        return pattern.format(number)

    # --- Relationships ----------------------------------------------------------------------------

    def related(self, source: str, kind: str) -> dict[str, str]:
        """Return the parts that a part (the package itself: "") has a relationship of this kind with, by its id."""
        return {one.get("Id", ""): _target(source, one) for one in self._relationships(source) if _is(one, kind)}

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relationship with a part; return its id."""
        name = _rels_of(source)
        if name not in self.parts:
            namespace = _RELATIONSHIP[1:].partition("}")[0]
            self.parts[name] = f'<Relationships xmlns="{namespace}"/>'.encode()
        ids = {one.get("Id", "") for one in self._relationships(source)}
        number = len(ids) + 1
        while f"rId{number}" in ids:
            number += 1
        relative = posixpath.relpath(target, posixpath.dirname(source) or ".")
        attributes = {"Id": f"rId{number}", "Type": f"{RELATION}/{kind}", "Target": relative}
        etree.SubElement(self.tree(name), _RELATIONSHIP, attributes)
        return f"rId{number}"

    def unrelate(self, source: str, target: str) -> None:
        """Remove every relationship of a part with another."""
        root = self.tree(_rels_of(source))
        for one in root.findall(_RELATIONSHIP):
            if one.get("TargetMode") != "External" and _target(source, one) == target:
                root.remove(one)

    def all_related(self, source: str) -> Sequence[str]:
        """Return all parts that a part has a relationship with."""
        return [_target(source, one) for one in self._relationships(source) if one.get("TargetMode") != "External"]

    def _relationships(self, source: str) -> Iterator[etree._Element]:
        name = _rels_of(source)
        if name in self.parts:
            yield from self.look(name).findall(_RELATIONSHIP)

    # --- Custom properties ------------------------------------------------------------------------

    def custom_property(self, name: str) -> str | None:
        """Return a custom property that is a text, or None where there is none."""
        part = next(iter(self.related("", "custom-properties").values()), "")
        if part not in self.parts:
            return None
        found = (one for one in self.look(part).findall(_PROPERTY) if one.get("name") == name)
        return next((one.findtext(_TEXT) for one in found), None)

    def set_custom_property(self, name: str, value: str) -> None:
        """Set a custom property; the others stay."""
        there = custom_properties_part({name: value})
        part = next(iter(self.related("", "custom-properties").values()), "")
        if part not in self.parts:
            if part:
                self.unrelate("", part)
            self.add(CUSTOM_PROPERTIES, there.content, _CUSTOM_TYPE)
            self.relate("", "custom-properties", CUSTOM_PROPERTIES)
            return
        root = self.tree(part)
        for one in root.findall(_PROPERTY):
            if one.get("name") == name:
                root.remove(one)
        (new,) = etree.fromstring(there.content, SAFE_PARSER)
        new.set("pid", str(max([1, *(int(one.get("pid", "1")) for one in root)]) + 1))
        root.append(new)


def insert_before(root: etree._Element, child: etree._Element, later: str) -> None:
    """Insert a child where the schema wants it: before the first of the children named, blanks between them."""
    names = {f"{MAIN}{name}" for name in later.split()}
    at = next((at for at, one in enumerate(root) if one.tag in names), len(root))
    root.insert(at, child)


def as_excel_keeps_it(text: str) -> str:
    """Return a text as a cell or a comment can hold it: no control characters, and `_x0041_` as it was typed."""
    return _ESCAPE.sub("_x005F_", NOT_IN_WORD.sub("\N{REPLACEMENT CHARACTER}", text.replace("\v", "\n")))


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(source: str, relationship: etree._Element) -> str:
    target = relationship.get("Target", "")
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def _is(relationship: etree._Element, kind: str) -> bool:
    return relationship.get("Type", "") == f"{RELATION}/{kind}" and relationship.get("TargetMode") != "External"
