"""The properties of a report: those of its template, with their tags, and those that it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.ooxml.archive import STORED, PackedPart, packed_part
from pipeline.ooxml.digests import content_line, digest_of_lines
from pipeline.ooxml.properties import (
    CORE_NAMES,
    CORE_PROPERTIES,
    CUSTOM_PROPERTIES,
    core_properties,
    core_properties_xml,
    custom_properties,
    custom_properties_xml,
    with_custom_property,
)
from pipeline.render.templated_part import CompiledLine
from pipeline.render.value_text import plain


@dataclass(frozen=True, slots=True)
class TemplateProperties:
    """The properties of a template: each a text, or a text with tags in it."""

    core: tuple[tuple[str, str | CompiledLine], ...] = ()
    custom: tuple[tuple[str, str | CompiledLine], ...] = ()

    @property
    def have_tags(self) -> bool:
        """Whether any of them shows a value."""
        return bool(self.lines)

    @property
    def lines(self) -> tuple[CompiledLine, ...]:
        """Those of them that have tags."""
        return tuple(text for _, text in (*self.core, *self.custom) if isinstance(text, CompiledLine))

    def texts(self, values: Mapping[str, object], given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Return a report's core and custom properties; what is given goes before what the template says."""
        texts = {name: _single_line(text) for name, text in given.items()}
        core = _rendered(self.core, values, given) | {name: text for name, text in texts.items() if name in CORE_NAMES}
        custom = _rendered(self.custom, values, given)
        custom |= {name: text for name, text in texts.items() if name not in CORE_NAMES}
        return core, custom


def core_properties_part(texts: Mapping[str, str]) -> PackedPart:
    """Return the part of a report with these core properties."""
    return packed_part(CORE_PROPERTIES, core_properties_xml(texts), STORED)


def custom_properties_part(
    texts: Mapping[str, str], parts: Iterable[PackedPart], content_digest_as: str | None
) -> PackedPart:
    """Return the part of a report with these custom properties, and last, under a name, the digest of all parts."""
    if content_digest_as in texts:
        texts = {name: text for name, text in texts.items() if name != content_digest_as}  # the template was a report
    content = custom_properties_xml(texts)
    if content_digest_as:
        lines = [part.content_line for part in parts]
        lines.append(content_line(CUSTOM_PROPERTIES, content))
        content = with_custom_property(content, len(texts), content_digest_as, digest_of_lines(lines))
    return packed_part(CUSTOM_PROPERTIES, content, STORED)


def _single_line(text: str) -> str:
    return text if text.isprintable() else " ".join(plain(text).split())


def _rendered(
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
    for name, text in core_properties(parts).items():
        yield CORE_PROPERTIES, name, text
    for name, text in custom_properties(parts).items():
        yield CUSTOM_PROPERTIES, name, text
