"""Template -> compiled template, once for a run; every template mistake that can be found, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.archive import BEST, PackageError, packed_part, read_parts
from pipeline.ooxml.content_types import CONTENT_TYPES
from pipeline.ooxml.properties import APP_PROPERTIES, CORE_PROPERTIES, CUSTOM_PROPERTIES
from pipeline.ooxml.relationships import PACKAGE, relationships_part
from pipeline.render.compiled_template import CompiledTemplate
from pipeline.render.mistakes import WARNINGS, BrokenTemplateError, TemplateLocation, TemplateMistake
from pipeline.render.sandbox import OPEN, CompiledSource, environment_for
from pipeline.render.template_properties import TemplateProperties, property_texts
from pipeline.render.templated_part import CompiledLine, TemplatedPart
from pipeline.template.line_template import check_line
from pipeline.template.part_source import read_part
from pipeline.template.template_package import (
    HeaderFooterLocation,
    add_pictures,
    ensure_required_parts,
    find_unsafe_content,
    first_free_id,
    header_footer_locations,
    note_parts,
    remove_attached_template,
)
from pipeline.template.template_part import SHOWN_CHARACTERS, TemplatePart
from pipeline.template.template_pictures import TemplatePictures
from pipeline.template.word_styles import TemplateStyles

if TYPE_CHECKING:
    from pipeline.render.markup import Formatting
    from pipeline.template.name_check import Names

_TEXT_PART = re.compile(r"\.(?:document|template)(?:\.main)\+xml$|\.(header|footer|footnotes|endnotes|comments)\+xml$")
_CONTAINERS = re.compile("<w:tbl|<w:txbxContent|<w:(?:hdr|ftr|footnote|endnote|comment)[ >]")
_STATEMENT = f"{OPEN}%"


def compile_template(path: Path, names: Names | None = None, *, language: str = "nl-BE") -> CompiledTemplate:
    """Compile a Word template for as many reports as wanted.

    `names` are the names that values will have; with them, a tag that uses another name is a mistake. Where they are a
    mapping, it says what each value holds: a dict its fields, a tuple of one what each value of a list holds, None
    anything. `language` is how dates and numbers are written. Raises BrokenTemplateError with all mistakes at once, and
    OSError where the file can't be read.
    """
    content = path.read_bytes()
    try:
        parts = read_parts(content)
        types = ensure_required_parts(parts)
        pictures = TemplatePictures(path.parent, environment_for(language))
        compiler = _Compiler(names, language, pictures, header_footer_locations(parts, types))
        return compiler.compile(content, parts, types)
    except (PackageError, etree.XMLSyntaxError, KeyError) as error:
        raise BrokenTemplateError([]) from error


def compile_line(source: str, names: Names | None = None, *, language: str = "nl-BE") -> CompiledLine:
    """Compile a template of one line of plain text, such as a file's name. Raises BrokenTemplateError."""
    checked = check_line(source, TemplateLocation("line"), names, language)
    if checked.mistakes:
        raise BrokenTemplateError(checked.mistakes)
    return checked.line


@dataclass(slots=True)
class _Compiler:
    """Compiles one template, part by part, and keeps what they share."""

    names: Names | None
    language: str
    pictures: TemplatePictures
    locations: Mapping[str, HeaderFooterLocation]
    """Where each header and footer is shown."""
    formattings: list[Formatting] = field(default_factory=list)
    mistakes: list[TemplateMistake] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def compile(self, content: bytes, parts: dict[str, bytes], types: Mapping[str, str]) -> CompiledTemplate:
        """Compile all parts. Raises BrokenTemplateError."""
        styles = TemplateStyles.read(parts)
        self.mistakes.extend(find_unsafe_content(parts, types))
        remove_attached_template(parts)
        templated = self._templated_parts(parts, types, styles)
        properties = self._properties(parts)
        warnings = self._warnings()
        pictures = self.pictures.pictures
        notes = note_parts(parts, types)
        add_pictures(parts, pictures.values(), templated)
        compiled_parts = tuple(
            templated.get(name) or packed_part(name, parts[name], BEST)
            for name in sorted(parts, key=_reading_order)
            if name not in (CORE_PROPERTIES, CUSTOM_PROPERTIES)
        )
        digest = hashlib.sha256(content)
        for picture in pictures.values():
            digest.update(picture.content)
        return CompiledTemplate(
            compiled_parts,
            tuple(self.formattings),
            styles.lists,
            self.language,
            digest.hexdigest(),
            properties,
            pictures,
            first_free_id(parts[name] for name in {*templated, *notes.values()} & set(parts)),
            frozenset(self.used),
            warnings,
            notes,
        )

    def _warnings(self) -> tuple[TemplateMistake, ...]:
        """Return what is doubtful. Raises BrokenTemplateError where there is more than that."""
        warnings = tuple(mistake for mistake in self.mistakes if mistake.code in WARNINGS)
        if len(warnings) < len(self.mistakes):
            raise BrokenTemplateError([mistake for mistake in self.mistakes if mistake.code not in WARNINGS], warnings)
        return warnings

    def _templated_parts(
        self, parts: Mapping[str, bytes], types: Mapping[str, str], styles: TemplateStyles
    ) -> dict[str, TemplatedPart]:
        """Compile every part that holds text; return those with tags."""
        templated: dict[str, TemplatedPart] = {}
        for name in sorted(parts, key=_reading_order):
            kind = _TEXT_PART.search(types.get(name, ""))
            if kind or name == APP_PROPERTIES:
                label = (kind[1] or "body") if kind else "properties"
                compiled = self._templated_part(name, label, parts[name], styles)
                if compiled:
                    templated[name] = compiled
        return templated

    def _templated_part(self, name: str, label: str, content: bytes, styles: TemplateStyles) -> TemplatedPart | None:
        """Compile a part that holds text; None where it has no tag."""
        location = self.locations.get(name, HeaderFooterLocation())
        part = TemplatePart(name, label, location, styles, self.formattings)
        read_part(part, content, environment_for(self.language), self.names)
        self.used |= part.used
        self.pictures.find(part)
        self.mistakes.extend(part.mistakes)
        if not part.source:
            return None
        source = CompiledSource(part.source, name, self.language)
        tags = {line: (part.tags[number].source, part.locations[number]) for line, number in part.lines.items()}
        leaves_out = _STATEMENT in part.source or any(tag.kind == "comment" for tag in part.tags)
        may_be_emptied = leaves_out and _CONTAINERS.search(part.source) is not None
        return TemplatedPart(name, source, tags, part.cell_tags, may_be_emptied)

    def _properties(self, parts: Mapping[str, bytes]) -> TemplateProperties:
        core: list[tuple[str, str | CompiledLine]] = []
        custom: list[tuple[str, str | CompiledLine]] = []
        for part, name, text in property_texts(parts):
            properties = core if part == CORE_PROPERTIES else custom
            properties.append((name, self._property(part, name, text) if "{" in text else text))
        return TemplateProperties(tuple(core), tuple(custom))

    def _property(self, part: str, name: str, text: str) -> CompiledLine:
        location = TemplateLocation("properties", text=f"{name}: {text}"[:SHOWN_CHARACTERS], file=part)
        checked = check_line(text, location, self.names, self.language)
        self.mistakes.extend(checked.mistakes)
        self.used |= checked.used
        return checked.line


def _reading_order(name: str) -> tuple[bool, bool, str]:
    """Put the parts that a reader needs first at the front."""
    return name != CONTENT_TYPES, name != relationships_part(PACKAGE), name
