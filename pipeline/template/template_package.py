"""What a template's package has to hold, and must not hold, for its reports to open without a question. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias
from urllib.parse import unquote

from lxml import etree

from pipeline.ooxml.archive import CUSTOM_PROPERTIES, SAFE_PARSER, NotAPackage
from pipeline.ooxml.namespaces import W
from pipeline.render.doc_properties import CORE_PROPERTIES
from pipeline.render.mistakes import Code, Spot, TemplateMistake
from pipeline.render.pictures import Picture
from pipeline.template.tags import find_tags

CONTENT_TYPES = "[Content_Types].xml"
ROOT_RELATIONSHIPS = "_rels/.rels"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MAIN = re.compile(r"word.*\.main\+xml$")
_MACROS = re.compile(r"macroEnabled|vbaProject|vbaData")
_SETTINGS_RELATIONSHIPS = "word/_rels/settings.xml.rels"
_ATTACHED = re.compile(rb"<w:attachedTemplate\b[^>]*/>")
_ID = re.compile(rb'\b(?:w:id|id)="(\d{1,9})"')
Margin: TypeAlias = tuple[int, Literal["", "first", "even"]]
"""Of which section a header or footer is, and on which of its pages it stands, as in `Spot`."""
_PROPERTY_PARTS = (
    (
        CORE_PROPERTIES,
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    (
        CUSTOM_PROPERTIES,
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        f"{_OFFICE}/custom-properties",
    ),
)


def content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the type of each part that the package names. Raises KeyError and XMLSyntaxError."""
    root = etree.fromstring(parts[CONTENT_TYPES], SAFE_PARSER)
    return {one.get("PartName", "").lstrip("/"): one.get("ContentType", "") for one in root.iter(f"{_TYPES}Override")}


def made_whole(parts: dict[str, bytes]) -> dict[str, str]:
    """Declare the properties that every report gets, and let a Word template be a document. Returns the types.

    Raises NotAPackage where it is no Word document, KeyError and XMLSyntaxError where a part is missing or broken.
    """
    types = etree.fromstring(parts[CONTENT_TYPES], SAFE_PARSER)
    relationships = etree.fromstring(parts[ROOT_RELATIONSHIPS], SAFE_PARSER)
    for one in types:
        if one.get("ContentType") == _TEMPLATE:
            one.set("ContentType", _DOCUMENT)
    for name, content_type, relationship in _PROPERTY_PARTS:
        if not any(one.get("PartName") == f"/{name}" for one in types):
            etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        if not any(one.get("Type") == relationship for one in relationships):
            taken = {one.get("Id") for one in relationships}
            free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
            etree.SubElement(relationships, f"{_RELATIONSHIPS}Relationship", Id=free, Type=relationship, Target=name)
    parts[CONTENT_TYPES], parts[ROOT_RELATIONSHIPS] = _written(types), _written(relationships)
    named = content_types(parts)
    if not any(name in parts for name, content_type in named.items() if _MAIN.search(content_type)):
        raise NotAPackage
    return named


def margins(parts: Mapping[str, bytes], types: Mapping[str, str]) -> dict[str, Margin]:
    """Return of which section each header and footer is, and on which of its pages it stands."""
    main = next((name for name, kind in types.items() if _MAIN.search(kind) and name in parts), "")
    folder, _, file = main.rpartition("/")
    targets = {
        one.get("Id"): posixpath.normpath(posixpath.join(f"/{folder}", one.get("Target", ""))).lstrip("/")
        for one in etree.fromstring(parts.get(f"{folder}/_rels/{file}.rels", b"<none/>"), SAFE_PARSER)
    }
    found: dict[str, Margin] = {}
    sections = list(etree.fromstring(parts[main], SAFE_PARSER).iter(f"{W}sectPr"))
    for number, section in enumerate(sections, start=1):
        for reference in section.iter(f"{W}headerReference", f"{W}footerReference"):
            pages: Literal["", "first", "even"] = ""
            if reference.get(f"{W}type") == "first":
                pages = "first"
            elif reference.get(f"{W}type") == "even":
                pages = "even"
            name = targets.get(reference.get(f"{{{_OFFICE}}}id"), "")
            found.setdefault(name, (number if len(sections) > 1 else 0, pages))
    return found


def with_pictures(parts: dict[str, bytes], pictures: Iterable[Picture], live: Iterable[str]) -> None:
    """Add pictures, once each, with their type and a relationship from every part that may show them."""
    pictures = tuple(pictures)
    if not pictures:
        return
    types = etree.fromstring(parts[CONTENT_TYPES], SAFE_PARSER)
    known = {one.get("Extension", "").lower() for one in types.iter(f"{_TYPES}Default")}
    for picture in pictures:
        parts[picture.part] = picture.content
        if picture.kind not in known:
            known.add(picture.kind)
            default = etree.Element(f"{_TYPES}Default", Extension=picture.kind, ContentType=picture.content_type)
            types.insert(0, default)
    parts[CONTENT_TYPES] = _written(types)
    for name in live:
        folder, _, file = name.rpartition("/")
        target = f"{folder}/_rels/{file}.rels"
        empty = etree.tostring(etree.Element(f"{_RELATIONSHIPS}Relationships", nsmap={None: _RELATIONSHIPS[1:-1]}))  # type: ignore[dict-item] # as opc.py
        root = etree.fromstring(parts.get(target, empty), SAFE_PARSER)
        for picture in pictures:
            to = picture.part.removeprefix(f"{folder}/")
            attributes = {"Id": picture.relationship, "Type": f"{_OFFICE}/image", "Target": to}
            etree.SubElement(root, f"{_RELATIONSHIPS}Relationship", attributes)
        parts[target] = _written(root)


def first_free_id(parts: Iterable[bytes]) -> int:
    """Return a number above every id that the parts use."""
    return max((int(found) for part in parts for found in _ID.findall(part)), default=0) + 1


def dangers(parts: Mapping[str, bytes], types: Mapping[str, str]) -> Iterator[TemplateMistake]:
    """Yield what would make Word ask a question, or let a report reach outside itself: macros and outside parts."""
    for name in sorted(set(parts) | set(types)):
        if _MACROS.search(types.get(name, "")) or name.endswith(("vbaProject.bin", "vbaData.xml")):
            yield TemplateMistake("template-macros", Spot(file=name), "")
            break
    for name, content in parts.items():
        if not name.endswith(".rels"):
            continue
        for one in etree.fromstring(content, SAFE_PARSER).iter(f"{_RELATIONSHIPS}Relationship"):
            kind = one.get("Type", "").rpartition("/")[2]
            spot = Spot(file=name.replace("_rels/", "").removesuffix(".rels"))
            if one.get("TargetMode") == "External" and kind != "hyperlink":
                code: Code = "template-attached" if kind == "attachedTemplate" else "template-points-outside"
                yield TemplateMistake(code, spot, one.get("Target", ""), kind)
            elif tags := find_tags(unquote(one.get("Target", ""))):  # Word writes {{ as %7B%7B
                yield TemplateMistake("template-tag-in-link", spot, tags[0].source)


def without_attached(parts: dict[str, bytes]) -> None:
    """Leave out the Word template that a document was once made from: Word would look for it on the network."""
    if _SETTINGS_RELATIONSHIPS not in parts:
        return
    root = etree.fromstring(parts[_SETTINGS_RELATIONSHIPS], SAFE_PARSER)
    for one in list(root):
        if one.get("Type", "").endswith("/attachedTemplate"):
            root.remove(one)
    parts[_SETTINGS_RELATIONSHIPS] = _written(root)
    parts["word/settings.xml"] = _ATTACHED.sub(b"", parts.get("word/settings.xml", b""))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
