"""Template -> compiled template, once for a run; every template mistake that can be found, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.ooxml.archive import BEST, DamagedPackageError, PackageError, PackedPart, packed_part, read_parts
from pipeline.ooxml.content_types import CONTENT_TYPES, part_types
from pipeline.ooxml.properties import APP_PROPERTIES, CORE_PROPERTIES, CUSTOM_PROPERTIES, custom_properties
from pipeline.ooxml.relationships import PACKAGE, relationships_part
from pipeline.ooxml.usual_names import MAIN
from pipeline.ooxml.xml_parts import parse_optional
from pipeline.render.compiled_template import CompiledTemplate
from pipeline.render.document_text import StyleNames
from pipeline.render.mistakes import WARNINGS, BrokenTemplateError, TemplateLocation, TemplateMistake
from pipeline.render.nested_package import NestedPackage
from pipeline.render.sandbox import OPEN, CompiledSource, environment_for
from pipeline.render.template_properties import TemplateProperties, property_texts
from pipeline.render.templated_part import CompiledLine, TemplatedPart
from pipeline.template.fields import TemplateFields
from pipeline.template.line_template import check_line
from pipeline.template.other_parts import (
    DEEPEST_PACKAGE,
    is_listing,
    is_package,
    kind_of,
    may_have_tags,
    tags_in,
    without_derived,
    without_tags,
)
from pipeline.template.part_source import plain_source, read_other_part, read_part
from pipeline.template.report_settings import find_mail_merge, remove_questions
from pipeline.template.tags import find_tags
from pipeline.template.template_package import (
    HeaderFooterLocation,
    add_pictures,
    ensure_required_parts,
    first_free_id,
    header_footer_locations,
    note_parts,
    open_template,
)
from pipeline.template.template_part import SHOWN_CHARACTERS, TemplatePart
from pipeline.template.template_pictures import TemplatePictures
from pipeline.template.unsafe_content import find_unsafe_content
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
        parts = open_template(content)
        types = ensure_required_parts(parts)
        pictures = TemplatePictures(path.parent, environment_for(language))
        compiler = _Compiler(names, language, pictures, header_footer_locations(parts))
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
    fields: TemplateFields = field(default_factory=lambda: TemplateFields(StyleNames()))

    def compile(self, content: bytes, parts: dict[str, bytes], types: Mapping[str, str]) -> CompiledTemplate:
        """Compile all parts. Raises BrokenTemplateError."""
        styles = TemplateStyles.read(parts)
        known = {*custom_properties(parts), "title", "subject", "creator", "keywords", "description", "category"}
        self.fields = TemplateFields(styles.names, frozenset(known))
        self.mistakes.extend(find_unsafe_content(parts, types))
        self.mistakes.extend(find_mail_merge(parts))
        remove_questions(parts)
        templated = self._templated_parts(parts, types, styles)
        properties = self._properties(parts)
        warnings = self._warnings()
        pictures = self.pictures.pictures
        notes = note_parts(parts)
        add_pictures(parts, pictures.values(), [name for name in templated if _TEXT_PART.search(types.get(name, ""))])
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
            tuple(self.fields.plans),
            styles.names,
            MAIN,
        )

    def _warnings(self) -> tuple[TemplateMistake, ...]:
        """Return what is doubtful. Raises BrokenTemplateError where there is more than that."""
        warnings = tuple(mistake for mistake in self.mistakes if mistake.code in WARNINGS)
        if len(warnings) < len(self.mistakes):
            raise BrokenTemplateError([mistake for mistake in self.mistakes if mistake.code not in WARNINGS], warnings)
        return warnings

    def _templated_parts(
        self, parts: dict[str, bytes], types: Mapping[str, str], styles: TemplateStyles
    ) -> dict[str, TemplatedPart | NestedPackage]:
        """Compile every part that may hold a text; return those with tags."""
        templated: dict[str, TemplatedPart | NestedPackage] = {}
        for name in sorted(parts, key=_reading_order):
            kind = _TEXT_PART.search(types.get(name, ""))
            compiled = (
                self._text_part(self._part(name, kind[1] or "body", styles), parts[name])
                if kind
                else self._other_part(name, types.get(name, ""), parts, styles)
            )
            if compiled:
                templated[name] = compiled
            self._check_listing(name, parts[name], name)
        if self.fields.plans and MAIN not in templated:  # fields in a header show what the text says
            part = self._part(MAIN, "body", styles)
            part.source = plain_source(parts[MAIN])
            templated[MAIN] = _compiled(part, self.language)
        return templated

    def _part(self, name: str, label: str, styles: TemplateStyles) -> TemplatePart:
        location = self.locations.get(name, HeaderFooterLocation())
        return TemplatePart(name, label, location, styles, self.formattings, self.fields)

    def _text_part(self, part: TemplatePart, content: bytes) -> TemplatedPart | None:
        """Compile a part with paragraphs of Word; None where it has no tag."""
        read_part(part, content, environment_for(self.language), self.names)
        self.pictures.find(part)
        return self._finished(part)

    def _other_part(
        self, name: str, content_type: str, parts: dict[str, bytes], styles: TemplateStyles, depth: int = 0
    ) -> TemplatedPart | NestedPackage | None:
        """Compile any other part, of the package or of one inside it; None where it has no tag."""
        content = parts[name]
        if is_package(content):
            return self._nested(name, content, styles, depth + 1)
        is_read_elsewhere = depth == 0 and name in (CORE_PROPERTIES, CUSTOM_PROPERTIES)
        if is_read_elsewhere or not may_have_tags(name, content):
            return None
        kind = kind_of(name, content_type)
        part = self._part(name, kind.label, styles)
        part.is_read = kind.is_read
        read_other_part(part, without_derived(name, content), environment_for(self.language), self.names)
        if kind.is_bound and part.has_errors:
            parts[name] = without_tags(content)
            return None
        if name == APP_PROPERTIES and not part.source:
            parts[name] = without_derived(name, content)
        return self._finished(part)

    def _nested(self, name: str, content: bytes, styles: TemplateStyles, depth: int) -> NestedPackage | None:
        """Compile a package inside the package; None where it has no tag. Raises DamagedPackageError."""
        if depth > DEEPEST_PACKAGE:
            raise DamagedPackageError
        parts = read_parts(content)
        types = part_types(parse_optional(parts.get(CONTENT_TYPES)), parts)
        compiled: list[PackedPart | TemplatedPart | NestedPackage] = []
        for inner in list(parts):
            templated = self._other_part(inner, types.get(inner, ""), parts, styles, depth)
            compiled.append(templated or packed_part(inner, parts[inner], BEST))
            self._check_listing(inner, parts[inner], name)
        return (
            NestedPackage(name, tuple(compiled)) if any(not isinstance(part, PackedPart) for part in compiled) else None
        )

    def _check_listing(self, name: str, content: bytes, file: str) -> None:
        """Tell a tag in a part that lists other parts."""
        if is_listing(name) and (tags := tags_in(content)):
            self._add_tag_in_code(file, tags[0].source)

    def _finished(self, part: TemplatePart) -> TemplatedPart | None:
        """Keep what is wrong in a part; return it compiled, None where it has no tag."""
        self.used |= part.used
        self.mistakes.extend(part.mistakes)
        return _compiled(part, self.language) if part.source else None

    def _properties(self, parts: Mapping[str, bytes]) -> TemplateProperties:
        core: list[tuple[str, str | CompiledLine]] = []
        custom: list[tuple[str, str | CompiledLine]] = []
        for part, name, text in property_texts(parts):
            if tags := find_tags(name):
                self._add_tag_in_code(part, tags[0].source)
            properties = core if part == CORE_PROPERTIES else custom
            properties.append((name, self._property(part, name, text) if "{" in text else text))
        return TemplateProperties(tuple(core), tuple(custom))

    def _add_tag_in_code(self, name: str, tag: str) -> None:
        location = TemplateLocation("data", file=name)
        self.mistakes.append(TemplateMistake("template-tag-in-code", location, tag, tag))

    def _property(self, part: str, name: str, text: str) -> CompiledLine:
        location = TemplateLocation("properties", text=f"{name}: {text}"[:SHOWN_CHARACTERS], file=part)
        checked = check_line(text, location, self.names, self.language)
        self.mistakes.extend(checked.mistakes)
        self.used |= checked.used
        return checked.line


def _compiled(part: TemplatePart, language: str) -> TemplatedPart:
    source = CompiledSource(part.source, part.name, language)
    tags = {line: (part.tags[number].source, part.locations[number]) for line, number in part.lines.items()}
    leaves_out = _STATEMENT in part.source or any(tag.kind == "comment" for tag in part.tags)
    may_be_emptied = leaves_out and _CONTAINERS.search(part.source) is not None
    return TemplatedPart(part.name, source, tags, part.cell_tags, may_be_emptied)


def _reading_order(name: str) -> tuple[bool, bool, str]:
    """Put the parts that a reader needs first at the front."""
    return name != CONTENT_TYPES, name != relationships_part(PACKAGE), name
