"""What a template's package has to hold, and must not hold, for its reports to open without a question. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from pipeline.ooxml.archive import DamagedPackageError, EncryptedPackageError, read_parts
from pipeline.ooxml.content_types import (
    CONTENT_TYPES,
    declare_extension,
    declare_part,
    declared_types,
    part_types,
    replace_type,
)
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
    new_relationships,
    read_relationships,
    relationship_type,
    relationships_part,
)
from pipeline.ooxml.usual_names import MAIN, with_usual_names
from pipeline.ooxml.xml_parts import parse_optional, parse_xml, serialize_xml
from pipeline.render.mistakes import BrokenTemplateError, Code, TemplateLocation, TemplateMistake
from pipeline.render.pictures import Picture
from pipeline.render.repeated_ids import NOTES
from pipeline.template.usual_prefixes import with_usual_prefixes

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MAIN = re.compile(r"word.*\.main\+xml$")
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
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


def open_template(content: bytes) -> dict[str, bytes]:
    """Return the parts of a template under the names, and with the prefixes, that Word gives them.

    Raises BrokenTemplateError for Strict Open XML and for a file with a password, PackageError and XMLSyntaxError where
    it is no Word document.
    """
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise _refused("template-protected")
    try:
        parts = with_usual_names(read_parts(content))
    except EncryptedPackageError as error:
        raise _refused("template-protected") from error
    if _STRICT in parts[MAIN]:
        raise _refused("template-strict")
    return {name: with_usual_prefixes(part) for name, part in parts.items()}


def _refused(code: Code) -> BrokenTemplateError:
    return BrokenTemplateError([TemplateMistake(code, TemplateLocation(file=MAIN), "")])


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
    known = part_types(types, parts)
    if not _MAIN.search(known.get(MAIN, "")):
        raise DamagedPackageError
    return known


def header_footer_locations(parts: Mapping[str, bytes]) -> dict[str, HeaderFooterLocation]:
    """Return of which section each header and footer is, and on which of its pages it is shown, by the part's name."""
    relationships = read_relationships(MAIN, parse_optional(parts.get(relationships_part(MAIN))))
    targets = {relationship.id: relationship.target for relationship in relationships}
    locations: dict[str, HeaderFooterLocation] = {}
    sections = list(parse_xml(parts[MAIN]).iter(f"{W}sectPr"))
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


def note_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the parts with the notes and comments that the text refers to, by kind: `footnotes`, `comments` ..."""
    relationships = read_relationships(MAIN, parse_optional(parts.get(relationships_part(MAIN))))
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
