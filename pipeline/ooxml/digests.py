"""Digests of parts and of whole documents: was it changed, by whom and in what? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from lxml import etree

from pipeline.ooxml.relationships import is_relationships_part
from pipeline.ooxml.xml_parts import parse_xml

_EDITED = "word/"
"""The folder of the parts that people see and edit in Word."""


def part_digest(name: str, content: bytes) -> bytes:
    """Return the SHA-256 of what a part says: of relationships their meaning, without what SharePoint adds."""
    return sha256(_meaning(name, content)).digest()


def document_digest(digests: Mapping[str, bytes]) -> str:
    """Return one digest over the digests of the parts that make up what people see and edit.

    Those are the parts under `word/`. Properties and the outer relationships don't count: SharePoint rewrites them when
    a file is uploaded, and nobody edits them.
    """
    whole = sha256()
    for name in sorted(digests):
        if name.startswith(_EDITED):
            whole.update(name.encode() + b"\0" + digests[name])
    return whole.hexdigest()


def digest_of(parts: Mapping[str, bytes]) -> str:
    """Return the `document_digest` of unpacked parts."""
    edited = {name: content for name, content in parts.items() if name.startswith(_EDITED)}
    return document_digest({name: part_digest(name, content) for name, content in edited.items()})


def content_digest(digests: Mapping[str, bytes]) -> str:
    """Return one digest over the digests of the bytes of all parts, whatever their order: any change gives another."""
    return sha256(b"".join([name.encode() + b"\0" + digests[name] for name in sorted(digests)])).hexdigest()


def _meaning(name: str, content: bytes) -> bytes:
    """Return what has to stay the same for a part to count as unchanged."""
    if not is_relationships_part(name):
        return content
    try:
        root = parse_xml(content)
    except etree.XMLSyntaxError:
        return content
    relationships = sorted(
        tuple(child.get(key, "") for key in ("Id", "Type", "Target", "TargetMode"))
        for child in root.iterchildren(etree.Element)
        if not child.get("Type", "").endswith("/customXml")
    )
    return repr(relationships).encode()
