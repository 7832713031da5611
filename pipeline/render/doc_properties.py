"""The properties of a document: those of the template, with their tags, and those that a report is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from lxml import etree

from pipeline.ooxml.archive import (
    CUSTOM_PROPERTIES,
    SAFE_PARSER,
    STORED,
    PackedPart,
    custom_properties,
    custom_properties_part,
    packed_part,
)
from pipeline.render.templated_part import CompiledLine
from pipeline.render.value_text import plain

CORE_PROPERTIES = "docProps/core.xml"
APP_PROPERTIES = "docProps/app.xml"
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = {
    "title": "dc", "subject": "dc", "creator": "dc", "keywords": "cp", "description": "dc", "category": "cp",
    "contentStatus": "cp", "language": "dc",
}  # fmt: skip
"""The properties that every document can have, and the prefix of each; any other is a custom one."""
_NAMESPACES = {"dc": _DC, "cp": _CP}


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a template: each a text, or a text with tags in it."""

    core: tuple[tuple[str, str | CompiledLine], ...] = ()
    custom: tuple[tuple[str, str | CompiledLine], ...] = ()

    @property
    def have_tags(self) -> bool:
        """Whether any of them shows a value."""
        return any(isinstance(text, CompiledLine) for _, text in (*self.core, *self.custom))

    def parts(self, values: Mapping[str, object], given: Mapping[str, str]) -> list[PackedPart]:
        """Return the parts of a report's properties; what is given goes before what the template says."""
        told = {name: text if text.isprintable() else " ".join(plain(text).split()) for name, text in given.items()}
        core = _shown(self.core, values, given) | {name: text for name, text in told.items() if name in _CORE}
        custom = _shown(self.custom, values, given) | {name: text for name, text in told.items() if name not in _CORE}
        lines = "".join(
            f"<{prefix}:{name}>{escape(core[name], quote=False)}</{prefix}:{name}>"
            for name, prefix in _CORE.items()
            if name in core
        )
        content = f'{_XML}<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}">{lines}</cp:coreProperties>'
        return [packed_part(CORE_PROPERTIES, content.encode(), STORED), custom_properties_part(custom)]


def _shown(
    properties: tuple[tuple[str, str | CompiledLine], ...], values: Mapping[str, object], given: Mapping[str, str]
) -> dict[str, str]:
    """Return what the template's own properties say, but for those that are given."""
    return {
        name: text.render(values) if isinstance(text, CompiledLine) else text
        for name, text in properties
        if name not in given
    }


def property_texts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield what a template says of itself: the part, the name and the text of each property that is a text."""
    try:
        root = etree.fromstring(parts.get(CORE_PROPERTIES, b"<none/>"), SAFE_PARSER)
    except etree.XMLSyntaxError:
        root = etree.Element("none")
    for name, prefix in _CORE.items():
        if text := root.findtext(f"{{{_NAMESPACES[prefix]}}}{name}"):
            yield CORE_PROPERTIES, name, text
    for name, text in custom_properties(parts).items():
        yield CUSTOM_PROPERTIES, name, text
