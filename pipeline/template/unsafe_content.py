"""What in a template's package would run, fetch or ask something when a report is opened: found before it is used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from pipeline.ooxml.archive import read_parts
from pipeline.ooxml.content_types import CONTENT_TYPES, part_types
from pipeline.ooxml.namespaces import WORD_URI, Element
from pipeline.ooxml.relationships import (
    PACKAGE,
    Relationship,
    is_relationships_part,
    read_relationships,
    relationships_part,
    source_part,
)
from pipeline.ooxml.usual_names import MAIN
from pipeline.ooxml.xml_parts import parse_optional, parse_xml
from pipeline.render.mistakes import Code, TemplateLocation, TemplateMistake
from pipeline.render.word_fields import find_fields, parse_instruction
from pipeline.template.other_parts import DEEPEST_PACKAGE, is_package
from pipeline.template.report_settings import MERGE_KINDS
from pipeline.template.tags import find_tags

_RUNS = re.compile(r"macroEnabled|vbaProject|vbaData|activeX|macrosheet|intlmacrosheet|webextension", re.IGNORECASE)
_RUNS_BY_NAME = ("vbaproject.bin", "vbadata.xml")
_RUNS_BY_KIND = frozenset({
    "vbaProject", "wordVbaData", "control", "activeXControlBinary", "xlMacrosheet", "xlIntlMacrosheet",
    "webextension", "webextensiontaskpanes",
})  # fmt: skip
_FETCHES_BY_KIND = frozenset({"externalLink", "externalLinkPath", "connections"})
"""What fetches from elsewhere, though the relationship is with a part of the package."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_MACROS = ("_VBA_PROJECT".encode("utf-16-le"), "_VBA_PROJECT_CUR".encode("utf-16-le"))
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML_START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<")
_FETCHING_FIELDS = frozenset({
    "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DDE", "DDEAUTO", "DATABASE", "RD",
})  # fmt: skip
_ATTACHED = "attachedTemplate"
_PICTURES = frozenset({"imagedata", "fill", "stroke", "image"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_LINKED_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f\xa0\u200b-\u200f\ufeff]")


def find_unsafe_content(parts: Mapping[str, bytes], types: Mapping[str, str]) -> Iterator[TemplateMistake]:
    """Yield what would run or reach outside a report, and what Word would ask about."""
    yield from _unsafe_parts(parts, types, "", 0)


def _unsafe_parts(
    parts: Mapping[str, bytes], types: Mapping[str, str], holder: str, depth: int
) -> Iterator[TemplateMistake]:
    """Yield what is unsafe in a package, and in those inside it; `holder` is the part that a package is in."""
    for name in sorted(set(parts) | set(types)):
        if _RUNS.search(types.get(name, "")) or name.lower().endswith(_RUNS_BY_NAME) or _holds_macros(parts, name):
            yield TemplateMistake("template-macros", TemplateLocation(file=holder or name), "")
            break
    for name, content in parts.items():
        file = holder or name
        if is_package(content) and depth < DEEPEST_PACKAGE:
            inner = read_parts(content)
            inner_types = part_types(parse_optional(inner.get(CONTENT_TYPES)), inner)
            yield from _unsafe_parts(inner, inner_types, file, depth + 1)
        elif _XML_START.match(content):
            if any(doctype in content for doctype in _DOCTYPES):
                yield TemplateMistake("template-unsafe-part", TemplateLocation(file=file), name)
                continue
            if is_relationships_part(name):
                yield from _unsafe_relationships(name, content, holder)
            elif b"href" in content or b"src=" in content:
                yield from _unsafe_attributes(file, content)
            if b"instr" in content and WORD_URI.encode() in content:
                yield from _unsafe_fields(file, content)


def _holds_macros(parts: Mapping[str, bytes], name: str) -> bool:
    """Whether a part is an old kind of file with macros in it."""
    content = parts.get(name, b"")
    return content.startswith(_OLE) and any(mark in content for mark in _OLE_MACROS)


# --- Relationships --------------------------------------------------------------------------------


def _unsafe_relationships(name: str, content: bytes, holder: str) -> Iterator[TemplateMistake]:
    source = source_part(name)
    location = TemplateLocation(file=holder or source or relationships_part(PACKAGE))
    for relationship in read_relationships(source, parse_xml(content)):
        code = _relationship_code(relationship, is_nested=bool(holder))
        if code:
            yield TemplateMistake(code, location, relationship.target, relationship.kind)
        elif tags := find_tags(unquote(relationship.target)):  # Word writes {{ as %7B%7B
            yield TemplateMistake("template-tag-in-link", location, tags[0].source)


def _relationship_code(relationship: Relationship, *, is_nested: bool) -> Code | None:
    """Return what is wrong with a relationship, or None."""
    kind, target = relationship.kind, relationship.target
    if kind in _RUNS_BY_KIND:
        return "template-macros"
    if kind == _ATTACHED:
        return "template-attached"
    if kind in MERGE_KINDS:
        return None  # told with the settings that it belongs to
    if kind == "aFChunk":
        return "template-points-outside" if relationship.is_external else "template-embedded-document"
    if kind == "hyperlink" and relationship.is_external:
        return None if leads_to_web(target) or find_tags(unquote(target)) else "template-unsafe-link"
    is_outside = relationship.is_external or ":" in target
    return "template-points-outside" if is_outside or (is_nested and kind in _FETCHES_BY_KIND) else None


def leads_to_web(address: str) -> bool:
    """Whether a link leads to the web, a mailbox or a telephone, or to a place in the document itself."""
    bare = _UNSEEN.sub("", unquote(address))
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return not bare.startswith(("\\\\", "//", "/"))
    return scheme[1].lower() in _LINKED_SCHEMES


# --- What is in the XML ---------------------------------------------------------------------------


def _unsafe_attributes(file: str, content: bytes) -> Iterator[TemplateMistake]:
    """Yield pictures that old drawings take from the web, and links in drawings that lead elsewhere."""
    for element in parse_xml(content).iter("*"):
        for name, value in element.attrib.items():
            local, text = str(name).rpartition("}")[2], str(value)
            if local in ("src", "href") and text and not find_tags(text):
                if _is_picture(element, local):
                    yield TemplateMistake("template-points-outside", TemplateLocation(file=file), text, local)
                elif not leads_to_web(text):
                    yield TemplateMistake("template-unsafe-link", TemplateLocation(file=file), text)


def _is_picture(element: Element, attribute: str) -> bool:
    """Whether an attribute names a picture that is taken from elsewhere."""
    return attribute == "src" or str(element.tag).rpartition("}")[2] in _PICTURES


def _unsafe_fields(file: str, content: bytes) -> Iterator[TemplateMistake]:
    """Yield fields that fetch something, or of which other fields make the name; and links in fields."""
    fields = find_fields(parse_xml(content))
    with_fields_inside = {id(field.parent) for field in fields if field.parent}
    for field in fields:
        text = " ".join(field.instruction.split())
        instruction = parse_instruction(text)
        if instruction.name in _FETCHING_FIELDS or (not instruction.name and id(field) in with_fields_inside):
            yield TemplateMistake(
                "template-fetches", TemplateLocation("body" if file == MAIN else "data", file=file), text
            )
        elif instruction.name == "HYPERLINK" and "{" not in text:
            for address in instruction.arguments[:1]:
                if not leads_to_web(address):
                    yield TemplateMistake("template-unsafe-link", TemplateLocation(file=file), address)
