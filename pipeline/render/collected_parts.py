"""What the values of a report bring along outside their own part: numberings, copies of notes, addresses of links."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.ooxml.archive import PackedPart, packed_part
from pipeline.ooxml.relationships import NO_RELATIONSHIPS, relationships_part
from pipeline.render.markup import relationship_xml
from pipeline.render.writer import Writer

_NUMBERING = "word/numbering.xml"
_RELATIONSHIPS_END = b"</Relationships>"
_PARAGRAPH_IDS = re.compile(rb' w14:(?:paraId|textId)="[^"]*"')


def add_collected(
    parts: Sequence[PackedPart],
    writer: Writer,
    links: Mapping[str, Mapping[str, str]],
    note_parts: Mapping[str, str],
) -> list[PackedPart]:
    """Return the parts with what the writer collected.

    `links` holds the relationship of each address, by part; `note_parts` the part of each kind of notes.
    """
    if not (writer.numberings or writer.ids.copies or links):
        return list(parts)
    by_name = {part.name: part for part in parts}
    if writer.numberings:
        by_name[_NUMBERING] = _with_numberings(by_name[_NUMBERING], writer.numberings)
    for kind, original, copy in writer.ids.copies:
        name = note_parts.get(kind, "")
        if name in by_name:
            by_name[name] = _with_copy(by_name[name], kind.removesuffix("s"), original, copy)
    for name, addresses in links.items():
        target = relationships_part(name)
        content = by_name[target].content if target in by_name else NO_RELATIONSHIPS
        by_name[target] = packed_part(target, _with_links(content, addresses))
    return list(by_name.values())


def _with_numberings(part: PackedPart, numberings: Sequence[str]) -> PackedPart:
    at = part.content.find(b"<w:numIdMacAtCleanup")
    if at < 0:
        at = part.content.rindex(b"</w:numbering>")
    return packed_part(part.name, part.content[:at] + "".join(numberings).encode() + part.content[at:])


def _with_copy(part: PackedPart, element: str, original: str, copy: str) -> PackedPart:
    """Add a copy of a note under a new id: every reference in a text has a note of its own."""
    pattern = rf'<w:{element}\b(?=[^>]*\bw:id="{re.escape(original)}")[^>]*>.*?</w:{element}>'
    note = re.search(pattern.encode(), part.content, re.DOTALL)
    if note is None:
        return part
    head, body = note[0].split(b">", 1)
    added = head.replace(f'w:id="{original}"'.encode(), f'w:id="{copy}"'.encode()) + b">" + body
    added = _PARAGRAPH_IDS.sub(b"", added)
    at = part.content.rindex(f"</w:{element}s>".encode())
    return packed_part(part.name, part.content[:at] + added + part.content[at:])


def _with_links(content: bytes, addresses: Mapping[str, str]) -> bytes:
    """Add a relationship for each address, as text: the part was checked when the template was compiled."""
    if _RELATIONSHIPS_END not in content:
        content = content.rstrip().removesuffix(b"/>") + b">" + _RELATIONSHIPS_END
    at = content.rindex(_RELATIONSHIPS_END)
    added = "".join(relationship_xml(name, address) for address, name in addresses.items())
    return content[:at] + added.encode() + content[at:]
