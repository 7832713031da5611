"""Digests of parts and of whole documents: was it changed, by whom and in what? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from lxml import etree

from pipeline.ooxml.relationships import is_relationships_part
from pipeline.ooxml.xml_parts import parse_xml

EDITED = "word/"
"""The folder of the parts that people see and edit in Word."""


def content_line(name: str, content: bytes) -> bytes:
    """Return what the bytes of a part add to the digest of a document: its name and their SHA-256."""
    return name.encode() + b"\0" + sha256(content).digest()


def edited_line(name: str, content: bytes) -> bytes:
    """Return what a part adds to the digest of what people see and edit: its name, and the SHA-256 of what it says.

    Those are the parts under `word/`, and of relationships their meaning; the others add nothing. Properties and the
    outer relationships don't count: SharePoint rewrites them when a file is uploaded, and nobody edits them.
    """
    return content_line(name, _meaning(name, content)) if name.startswith(EDITED) else b""


def digest_of_lines(lines: Iterable[bytes]) -> str:
    """Return one digest of the lines of all parts, whatever their order: any change gives another."""
    return sha256(b"".join(sorted(lines))).hexdigest()


def digest_of(parts: Mapping[str, bytes]) -> str:
    """Return the digest of what people see and edit of unpacked parts."""
    return digest_of_lines(edited_line(name, content) for name, content in parts.items())


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
