"""A package as Word itself writes it: parts under their usual names, whatever program made it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from pipeline.ooxml.archive import DamagedPackageError
from pipeline.ooxml.content_types import CONTENT_TYPES, rename_parts
from pipeline.ooxml.namespaces import PACKAGE_RELATIONSHIPS_URI
from pipeline.ooxml.properties import APP_PROPERTIES, CORE_PROPERTIES, CUSTOM_PROPERTIES
from pipeline.ooxml.relationships import (
    PACKAGE,
    Relationship,
    is_relationships_part,
    new_relationships,
    read_relationships,
    relationships_part,
    source_part,
)
from pipeline.ooxml.xml_parts import parse_xml, serialize_xml

MAIN = "word/document.xml"
"""The part with the text of a document, as Word calls it."""
_MAIN_KIND = "officeDocument"
_USUAL = {"styles": "word/styles.xml", "numbering": "word/numbering.xml", "settings": "word/settings.xml"}
"""The parts that are read by name, by the kind of their relationship with the main part."""
_PROPERTIES = {
    "core-properties": CORE_PROPERTIES,
    "extended-properties": APP_PROPERTIES,
    "custom-properties": CUSTOM_PROPERTIES,
}
"""The parts with properties, by the kind of their relationship with the package."""
_OUTSIDE_WORD = ("docProps/", "customXml/")
_RELATIONSHIPS_START = b"<Relationships"


def with_usual_names(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word document under the names that Word gives them, and what refers to them with it.

    Raises DamagedPackageError where two parts differ only in capitals, or none is the main part; XMLSyntaxError.
    """
    plain = {_relationships_name(name): content for name, content in parts.items()}
    by_lower = {name.lower(): name for name in plain}
    if len(by_lower) < len(parts):
        raise DamagedPackageError
    relationships = {
        source_part(name): read_relationships(source_part(name), parse_xml(content))
        for name, content in plain.items()
        if is_relationships_part(name)
    }
    main = _main_part(relationships, by_lower)
    renamed = _renamed(main, relationships, by_lower)
    if not renamed and _are_plain(plain, relationships):
        return plain
    return _rewritten(plain, renamed, by_lower)


def _relationships_name(name: str) -> str:
    if not is_relationships_part(name):
        return name
    folder, base = posixpath.split(name)
    return f"{folder[: -len('_rels')]}_rels/{base[: -len('.rels')]}.rels" if folder.lower().endswith("_rels") else name


def _main_part(relationships: Mapping[str, list[Relationship]], by_lower: Mapping[str, str]) -> str:
    for relationship in relationships.get(PACKAGE, ()):
        if relationship.kind == _MAIN_KIND and relationship.target.lower() in by_lower:
            return by_lower[relationship.target.lower()]
    raise DamagedPackageError


def _are_plain(parts: Mapping[str, bytes], relationships: Mapping[str, list[Relationship]]) -> bool:
    """Whether every relationship leads to a part by its very name, in a part that is written as Word writes it."""
    targets = (each.target for listed in relationships.values() for each in listed if not each.is_external)
    listings = (content for name, content in parts.items() if is_relationships_part(name))
    return all(target in parts or target.lower() not in {name.lower() for name in parts} for target in targets) and all(
        _RELATIONSHIPS_START in content for content in listings
    )


def _renamed(main: str, relationships: Mapping[str, list[Relationship]], by_lower: Mapping[str, str]) -> dict[str, str]:
    """Return the new name of each part that has another than Word would give it."""
    wanted: dict[str, str] = {main: MAIN}
    for relationship in relationships.get(PACKAGE, ()):
        name = by_lower.get(relationship.target.lower(), "")
        if name and relationship.kind in _PROPERTIES:
            wanted[name] = _PROPERTIES[relationship.kind]
    for name, kind in _reached(main, relationships, by_lower):
        if name not in wanted:
            usual = _USUAL.get(kind) if name in _direct(main, relationships, by_lower) else None
            is_in_place = name.startswith(("word/", *_OUTSIDE_WORD))
            wanted[name] = usual or (name if is_in_place else f"word/{posixpath.basename(name)}")
    taken: set[str] = set()
    renamed: dict[str, str] = {}
    for old, new in wanted.items():
        free = _free_name(new, taken)
        taken.add(free.lower())
        renamed[old] = free
    for name in by_lower.values():  # what is in the way of a usual name
        if name not in renamed and name.lower() in taken and not is_relationships_part(name):
            renamed[name] = _free_name(name, taken | set(by_lower))
            taken.add(renamed[name].lower())
    return {old: new for old, new in renamed.items() if old != new}


def _direct(main: str, relationships: Mapping[str, list[Relationship]], by_lower: Mapping[str, str]) -> set[str]:
    listed = relationships.get(main, ())
    return {by_lower.get(each.target.lower(), "") for each in listed if not each.is_external}


def _reached(
    main: str, relationships: Mapping[str, list[Relationship]], by_lower: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each part that the main part leads to, directly or through others, and what it is to its source."""
    seen, waiting = {main}, [main]
    while waiting:
        for relationship in relationships.get(waiting.pop(), ()):
            name = by_lower.get(relationship.target.lower())
            if name is not None and not relationship.is_external and name not in seen:
                seen.add(name)
                waiting.append(name)
                yield name, relationship.kind


def _free_name(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, free = 1, name
    while free.lower() in taken:
        number += 1
        free = f"{stem}{number}{dot}{ending}"
    return free


def _rewritten(parts: Mapping[str, bytes], renamed: Mapping[str, str], by_lower: Mapping[str, str]) -> dict[str, bytes]:
    """Return the parts under their new names, with relationships and content types that say so."""
    rewritten: dict[str, bytes] = {}
    for name, content in parts.items():
        if is_relationships_part(name):
            source = source_part(name)
            listed = read_relationships(source, parse_xml(content))
            target = relationships_part(renamed.get(source, source))
            rewritten[target] = _relationships_xml(listed, renamed, by_lower)
        else:
            rewritten[renamed.get(name, name)] = content
    types = parse_xml(parts[CONTENT_TYPES])
    rename_parts(types, {old.lower(): new for old, new in renamed.items()})
    rewritten[CONTENT_TYPES] = serialize_xml(types)
    return rewritten


def _relationships_xml(listed: list[Relationship], renamed: Mapping[str, str], by_lower: Mapping[str, str]) -> bytes:
    root = new_relationships()
    for relationship in listed:
        name = by_lower.get(relationship.target.lower(), relationship.target)
        target = relationship.target if relationship.is_external else f"/{renamed.get(name, name)}"
        mode = {"TargetMode": "External"} if relationship.is_external else {}
        element = root.makeelement(
            f"{{{PACKAGE_RELATIONSHIPS_URI}}}Relationship",
            {"Id": relationship.id, "Type": relationship.type, "Target": target, **mode},
        )
        root.append(element)
    return serialize_xml(root)
