"""Compiled template + values -> .docx bytes, as often as wanted. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateError
from lxml import etree

from pipeline.merge.values import Frame, ListStyles, Writer
from pipeline.opc import PackedPart, custom_properties_part, document_digest, pack

if TYPE_CHECKING:
    from jinja2 import Template

WRITER = "_writer"
"""What compiled tags call our own `Writer`."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBERING = "word/numbering.xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_EMPTY_ROW = re.compile(r"<w:tr(?:\s[^>]*)?>(?:(?!<w:tc[\s>]|<w:sdt[\s>]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl(?:\s[^>]*)?>(?:(?!<w:tr[\s>]|<w:sdt[\s>]|</w:tbl>).)*</w:tbl>", re.DOTALL)
_CONTAINER_ENDS = ("</w:tc>", "</w:hdr>", "</w:ftr>", "</w:txbxContent>", "</w:footnote>", "</w:endnote>")
_LAST_IN_CONTAINER = re.compile(rf"(</w:p>|<w:p(?:\s[^<>]*)?/>|)({'|'.join(_CONTAINER_ENDS)})")
_CORE = ("title", "creator", "language")
"""The document properties that are Dublin Core; every other property is one of our own."""


class NotMade(Exception):  # noqa: N818 - it says what became of the report
    """The template can't make a report of these values."""


@contextmanager
def template_errors_told() -> Iterator[None]:
    """Tell what goes wrong inside a template as `NotMade`: it may divide by zero, call a number, miss a name."""
    try:
        yield
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise NotMade(f"{type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class LivePart:
    """A part with tags in it."""

    name: str
    template: Template


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A Word template, ready to make any number of reports."""

    parts: tuple[PackedPart | LivePart, ...]
    frames: tuple[Frame, ...]
    lists: ListStyles
    language: str
    digest: str
    """SHA-256 of the template as it was read."""

    @property
    def has_tags(self) -> bool:
        """Whether any part shows values: without tags every report would be the same."""
        return any(isinstance(part, LivePart) for part in self.parts)

    def render(
        self,
        values: Mapping[str, object],
        properties: Mapping[str, str] | None = None,
        *,
        digest_as: str | None = None,
    ) -> bytes:
        """Return a document in which every tag shows its value.

        `properties` are document properties: title, creator and language, and any other as a custom property. With
        `digest_as`, a custom property of that name tells the digest of the document's parts (`opc.document_digest`).
        Raises NotMade where the template and the values don't fit.
        """
        writer = Writer(self.language, self.frames, self.lists)
        parts = [self._render_part(part, values, writer) for part in self.parts]
        if writer.numberings:
            parts = [_with_numberings(part, writer) if part.name == _NUMBERING else part for part in parts]
        given = dict(properties or {})
        if digest_as:
            given[digest_as] = document_digest({part.name: part.digest for part in parts})
        core = {name: given.pop(name) for name in _CORE if name in given}
        return pack([*parts, _core_properties_part(core), custom_properties_part(given)])

    def _render_part(self, part: PackedPart | LivePart, values: Mapping[str, object], writer: Writer) -> PackedPart:
        if isinstance(part, PackedPart):
            return part
        with template_errors_told():
            xml = part.template.render({**values, WRITER: writer})
        return PackedPart(part.name, (_XML + _whole(xml)).encode())


def _whole(xml: str) -> str:
    """Return the part as Word wants it, also where a loop or a condition left nothing.

    Word refuses a table without rows, and a cell, header or text box that does not end with a paragraph.
    """
    if "</w:tbl>" in xml:
        xml = _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", xml))
    if any(end in xml for end in _CONTAINER_ENDS):
        xml = _LAST_IN_CONTAINER.sub(lambda found: found[0] if found[1] else f"<w:p/>{found[0]}", xml)
    return xml


def _with_numberings(part: PackedPart, writer: Writer) -> PackedPart:
    at = part.content.find(b"<w:numIdMacAtCleanup")
    at = part.content.rindex(b"</w:numbering>") if at < 0 else at
    return PackedPart(part.name, part.content[:at] + "".join(writer.numberings).encode() + part.content[at:])


def _core_properties_part(properties: Mapping[str, str]) -> PackedPart:
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC})
    for name, value in properties.items():
        etree.SubElement(root, f"{{{_DC}}}{name}").text = value
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return PackedPart("docProps/core.xml", content)
