"""The settings of a document without what Word would ask about: where it came from, lists to merge, old fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.ooxml.content_types import CONTENT_TYPES, undeclare_part
from pipeline.ooxml.namespaces import W
from pipeline.ooxml.relationships import read_relationships, relationships_part, remove_relationships
from pipeline.ooxml.xml_parts import parse_optional, parse_xml, serialize_xml
from pipeline.render.mistakes import TemplateLocation, TemplateMistake

_SETTINGS = "word/settings.xml"
_ASKING = ("attachedTemplate", "mailMerge", "updateFields")
MERGE_KINDS = frozenset({"mailMergeSource", "mailMergeHeaderSource", "mailMergeRecipientData", "recipientData"})
"""The kinds of relationships with lists for mail merge."""
_ASKING_KINDS = MERGE_KINDS | {"attachedTemplate"}
_SOURCE = re.compile(r"Data Source=([^;]+)")


def find_mail_merge(parts: Mapping[str, bytes]) -> Iterator[TemplateMistake]:
    """Yield to which list for mail merge a template is tied."""
    merge = parse_optional(parts.get(_SETTINGS)).find(f"{W}mailMerge")
    if merge is None:
        return
    listed = read_relationships(_SETTINGS, parse_optional(parts.get(relationships_part(_SETTINGS))))
    connection = merge.find(f"{W}connectString")
    text = "" if connection is None else connection.get(f"{W}val", "")
    source = _SOURCE.search(text)
    lists = [relationship.target for relationship in listed if relationship.kind in MERGE_KINDS]
    value = next(iter(lists), source[1] if source else text)
    yield TemplateMistake("template-mail-merge", TemplateLocation(file=_SETTINGS), value)


def remove_questions(parts: dict[str, bytes]) -> None:
    """Remove the settings that Word would ask about, with the lists of people that come along."""
    settings = parts.get(_SETTINGS, b"")
    if any(name.encode() in settings for name in _ASKING):
        root = parse_xml(settings)
        for element in [child for name in _ASKING for child in root.findall(f"{W}{name}")]:
            root.remove(element)
        parts[_SETTINGS] = serialize_xml(root)
    listing = relationships_part(_SETTINGS)
    if listing not in parts:
        return
    relationships = parse_xml(parts[listing])
    unneeded = [each for each in read_relationships(_SETTINGS, relationships) if each.kind in _ASKING_KINDS]
    remove_relationships(_SETTINGS, relationships, lambda each: each.kind in _ASKING_KINDS)
    parts[listing] = serialize_xml(relationships)
    types = parse_xml(parts[CONTENT_TYPES])
    for relationship in unneeded:
        if not relationship.is_external and parts.pop(relationship.target, None) is not None:
            undeclare_part(types, relationship.target)
    parts[CONTENT_TYPES] = serialize_xml(types)
