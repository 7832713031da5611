"""What a template's package has to hold, and must not hold, for its reports to open without a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import unquote

from pipeline.ooxml.archive import DamagedPackageError
from pipeline.ooxml.content_types import CONTENT_TYPES, declare_extension, declare_part, declared_types, replace_type
from pipeline.ooxml.namespaces import RELATIONSHIP_ID, W
from pipeline.ooxml.properties import (
    CORE_PROPERTIES,
    CORE_PROPERTIES_TYPE,
    CORE_RELATIONSHIP_TYPE,
    CUSTOM_PROPERTIES,
    CUSTOM_PROPERTIES_TYPE,
    CUSTOM_RELATIONSHIP_KIND,
)
from pipeline.ooxml.relationships import (
    PACKAGE,
    add_relationship,
    is_relationships_part,
    new_relationships,
    read_relationships,
    relationship_type,
    relationships_part,
    remove_relationships,
    source_part,
)
from pipeline.ooxml.xml_parts import parse_optional, parse_xml, serialize_xml
from pipeline.render.mistakes import Code, TemplateLocation, TemplateMistake
from pipeline.render.pictures import Picture
from pipeline.render.repeated_ids import NOTES
from pipeline.template.tags import find_tags

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MAIN = re.compile(r"word.*\.main\+xml$")
_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData")
_MACRO_PARTS = ("vbaProject.bin", "vbaData.xml")
_SETTINGS = "word/settings.xml"
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_ID = re.compile(rb'\b(?:w:id|id)="(\d{1,9})"')
Pages: TypeAlias = Literal["", "first", "even"]
"""On which pages of a section a header or footer is shown: on all others where it is empty."""


class HeaderFooterLocation(NamedTuple):
    """Where a header or footer is shown, as in `TemplateLocation`."""

    section: int = 0
    """From 1; 0 where the document has but one section."""
    pages: Pages = ""


class _PropertyPart(NamedTuple):
    name: str
    content_type: str
    relationship_type: str


_PROPERTY_PARTS = (
    _PropertyPart(CORE_PROPERTIES, CORE_PROPERTIES_TYPE, CORE_RELATIONSHIP_TYPE),
    _PropertyPart(CUSTOM_PROPERTIES, CUSTOM_PROPERTIES_TYPE, relationship_type(CUSTOM_RELATIONSHIP_KIND)),
)


def ensure_required_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """Declare the properties that every report gets, and let a Word template be a document. Returns the types.

    Raises DamagedPackageError where it is no Word document, KeyError and XMLSyntaxError where a part is missing or
    broken.
    """
    root_relationships = relationships_part(PACKAGE)
    types, relationships = parse_xml(parts[CONTENT_TYPES]), parse_xml(parts[root_relationships])
    replace_type(types, _TEMPLATE, _DOCUMENT)
    declared = declared_types(types)
    known_types = {relationship.type for relationship in read_relationships(PACKAGE, relationships)}
    for part in _PROPERTY_PARTS:
        if part.name not in declared:
            declare_part(types, part.name, part.content_type)
        if part.relationship_type not in known_types:
            add_relationship(relationships, part.relationship_type, part.name)
    parts[CONTENT_TYPES], parts[root_relationships] = serialize_xml(types), serialize_xml(relationships)
    declared = declared_types(types)
    if main_part(parts, declared) is None:
        raise DamagedPackageError
    return declared


def main_part(parts: Mapping[str, bytes], types: Mapping[str, str]) -> str | None:
    """Return the part that holds the text of a Word document."""
    return next((name for name, content_type in types.items() if _MAIN.search(content_type) and name in parts), None)


def header_footer_locations(parts: Mapping[str, bytes], types: Mapping[str, str]) -> dict[str, HeaderFooterLocation]:
    """Return of which section each header and footer is, and on which of its pages it is shown, by the part's name."""
    main = main_part(parts, types) or ""
    relationships = read_relationships(main, parse_optional(parts.get(relationships_part(main))))
    targets = {relationship.id: relationship.target for relationship in relationships}
    locations: dict[str, HeaderFooterLocation] = {}
    sections = list(parse_xml(parts[main]).iter(f"{W}sectPr"))
    for number, section in enumerate(sections, start=1):
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            pages: Pages = ""
            if reference.get(f"{W}type") == "first":
                pages = "first"
            elif reference.get(f"{W}type") == "even":
                pages = "even"
            name = targets.get(reference.get(RELATIONSHIP_ID, ""), "")
            locations.setdefault(name, HeaderFooterLocation(number if len(sections) > 1 else 0, pages))
    return locations


def note_parts(parts: Mapping[str, bytes], types: Mapping[str, str]) -> dict[str, str]:
    """Return the parts with the notes and comments that the text refers to, by kind: `footnotes`, `comments` ..."""
    main = main_part(parts, types) or ""
    relationships = read_relationships(main, parse_optional(parts.get(relationships_part(main))))
    return {relationship.kind: relationship.target for relationship in relationships if relationship.kind in NOTES}


def add_pictures(parts: dict[str, bytes], pictures: Iterable[Picture], sources: Iterable[str]) -> None:
    """Add pictures, once each, with their type and a relationship from every part that may show them."""
    pictures = tuple(pictures)
    if not pictures:
        return
    types = parse_xml(parts[CONTENT_TYPES])
    for picture in pictures:
        parts[picture.part] = picture.content
        declare_extension(types, picture.kind, picture.content_type)
    parts[CONTENT_TYPES] = serialize_xml(types)
    for source in sources:
        name = relationships_part(source)
        root = parse_xml(parts[name]) if name in parts else new_relationships()
        folder = source.rpartition("/")[0]
        for picture in pictures:
            target = picture.part.removeprefix(f"{folder}/")
            add_relationship(root, relationship_type("image"), target, picture.relationship)
        parts[name] = serialize_xml(root)


def first_free_id(parts: Iterable[bytes]) -> int:
    """Return a number above every id that the parts use."""
    return max((int(number) for part in parts for number in _ID.findall(part)), default=0) + 1


def find_unsafe_content(parts: Mapping[str, bytes], types: Mapping[str, str]) -> Iterator[TemplateMistake]:
    """Yield what would make Word ask a question, or let a report reach outside itself: macros and outside parts."""
    for name in sorted(set(parts) | set(types)):
        if _MACROS.search(types.get(name, "")) or name.endswith(_MACRO_PARTS):
            yield TemplateMistake("template-macros", TemplateLocation(file=name), "")
            break
    for name, content in parts.items():
        if is_relationships_part(name):
            yield from _unsafe_relationships(source_part(name), content)


def _unsafe_relationships(source: str, content: bytes) -> Iterator[TemplateMistake]:
    location = TemplateLocation(file=source or relationships_part(PACKAGE))
    for relationship in read_relationships(source, parse_xml(content)):
        if relationship.is_external and relationship.kind != "hyperlink":
            is_attached = relationship.kind == "attachedTemplate"
            code: Code = "template-attached" if is_attached else "template-points-outside"
            yield TemplateMistake(code, location, relationship.target, relationship.kind)
        elif tags := find_tags(unquote(relationship.target)):  # Word writes {{ as %7B%7B
            yield TemplateMistake("template-tag-in-link", location, tags[0].source)


def remove_attached_template(parts: dict[str, bytes]) -> None:
    """Remove the reference to the Word template that a document came from: Word would look for it on the network."""
    name = relationships_part(_SETTINGS)
    if name not in parts:
        return
    root = parse_xml(parts[name])
    remove_relationships(_SETTINGS, root, lambda relationship: relationship.kind == "attachedTemplate")
    parts[name] = serialize_xml(root)
    parts[_SETTINGS] = _ATTACHED.sub(b"", parts.get(_SETTINGS, b""))
