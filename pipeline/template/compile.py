"""Template -> compiled template, once for a run; every template mistake that can be found, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from pipeline.ooxml.archive import BEST, PackageError, packed_part, read_parts
from pipeline.ooxml.content_types import CONTENT_TYPES
from pipeline.ooxml.properties import APP_PROPERTIES, CORE_PROPERTIES, CUSTOM_PROPERTIES
from pipeline.ooxml.relationships import PACKAGE, relationships_part
from pipeline.render.compiled_template import CompiledTemplate
from pipeline.render.mistakes import WARNINGS, BrokenTemplateError, TemplateLocation, TemplateMistake
from pipeline.render.pictures import Picture, PictureError, read_picture
from pipeline.render.sandbox import CLOSE, OPEN, PLAIN, WRITER, CompiledSource, environment_for
from pipeline.render.template_properties import TemplateProperties, property_texts
from pipeline.render.templated_part import CompiledLine, TemplatedPart
from pipeline.template.blocks import check_tags, near, read_blocks
from pipeline.template.paragraphs import Part
from pipeline.template.part_source import read_part
from pipeline.template.tags import find_tags, stray_marks
from pipeline.template.template_package import (
    HeaderFooterLocation,
    add_pictures,
    ensure_required_parts,
    find_unsafe_content,
    first_free_id,
    header_footer_locations,
    remove_attached_template,
)
from pipeline.template.word_styles import Styles

if TYPE_CHECKING:
    from pipeline.render.markup import Frame
    from pipeline.render.sandbox import Sandbox
    from pipeline.template.name_check import Names

_TEXT_PART = re.compile(r"\.(?:document|template)(?:\.main)\+xml$|\.(header|footer|footnotes|endnotes|comments)\+xml$")
_CONTAINERS = re.compile("<w:tbl|<w:txbxContent|<w:(?:hdr|ftr|footnote|endnote|comment)[ >]")
_STATEMENT = f"{OPEN}%"


def compile_template(path: Path, names: Names | None = None, *, language: str = "nl-BE") -> CompiledTemplate:
    """Compile a Word template for as many reports as wanted.

    `names` are the names that values will have; with them, a tag that uses another name is a mistake. Where they are a
    mapping, it tells what each value holds: a dict its fields, a tuple of one what each value of a list holds, None
    anything. `language` is how dates and numbers are written. Raises BrokenTemplateError with all mistakes at once, and
    OSError where the file can't be read.
    """
    file = path.read_bytes()
    try:
        parts = read_parts(file)
        types = ensure_required_parts(parts)
        return _Compiler(path.parent, environment_for(language), names, language).compile(file, parts, types)
    except (PackageError, etree.XMLSyntaxError, KeyError) as error:
        raise BrokenTemplateError([]) from error


def compile_line(source: str, names: Names | None = None, *, language: str = "nl-BE") -> CompiledLine:
    """Compile a template of one line of plain text, such as a file's name. Raises BrokenTemplateError."""
    compiler = _Compiler(Path(), environment_for(language), names, language)
    line = compiler.line(source, TemplateLocation("line"))
    if compiler.mistakes:
        raise BrokenTemplateError(compiler.mistakes)
    return line


@dataclass(slots=True)
class _Compiler:
    """Compiles one template, part by part, and keeps what they share."""

    folder: Path
    sandbox: Sandbox
    names: Names | None
    language: str
    frames: list[Frame] = field(default_factory=list)
    mistakes: list[TemplateMistake] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    pictures: dict[str, Picture] = field(default_factory=dict)
    locations: Mapping[str, HeaderFooterLocation] = field(default_factory=dict)
    """Where each header and footer stands."""

    def compile(self, file: bytes, parts: dict[str, bytes], types: Mapping[str, str]) -> CompiledTemplate:
        """Compile all parts. Raises BrokenTemplateError."""
        styles = Styles.read(parts)
        self.mistakes.extend(find_unsafe_content(parts, types))
        self.locations = header_footer_locations(parts, types)
        remove_attached_template(parts)
        live: dict[str, TemplatedPart] = {}
        for name in sorted(parts, key=_order):
            kind = _TEXT_PART.search(types.get(name, ""))
            if kind or name == APP_PROPERTIES:
                label = (kind[1] or "body") if kind else "properties"
                compiled = self._part(name, label, parts[name], styles)
                live |= {name: compiled} if compiled else {}
        properties = self._properties(parts)
        warnings = tuple(one for one in self.mistakes if one.code in WARNINGS)
        if len(warnings) < len(self.mistakes):
            raise BrokenTemplateError([one for one in self.mistakes if one.code not in WARNINGS], warnings)
        add_pictures(parts, self.pictures.values(), live)
        compiled_parts = tuple(
            live.get(name) or packed_part(name, parts[name], BEST)
            for name in sorted(parts, key=_order)
            if name not in (CORE_PROPERTIES, CUSTOM_PROPERTIES)
        )
        digest = hashlib.sha256(file)
        for picture in self.pictures.values():
            digest.update(picture.content)
        return CompiledTemplate(
            compiled_parts,
            tuple(self.frames),
            styles.lists,
            self.language,
            digest.hexdigest(),
            properties,
            self.pictures,
            first_free_id(parts[name] for name in live),
            frozenset(self.used),
            warnings,
        )

    def _part(self, name: str, label: str, content: bytes, styles: Styles) -> TemplatedPart | None:
        """Compile a part that holds text; None where no tag stands in it."""
        part = Part(name, label, self.locations.get(name, HeaderFooterLocation()), styles, self.frames)
        read_part(part, content, self.sandbox, self.names)
        self.used |= part.used
        self._find_pictures(part)
        self.mistakes.extend(part.mistakes)
        if not part.source:
            return None
        source = CompiledSource(part.source, name, self.language)
        tags = {line: (part.tags[number].source, part.locations[number]) for line, number in part.lines.items()}
        leaves_out = _STATEMENT in part.source or any(tag.kind == "comment" for tag in part.tags)
        may_be_emptied = leaves_out and _CONTAINERS.search(part.source) is not None
        return TemplatedPart(name, source, tags, part.has_cells, may_be_emptied)

    # --- Pictures ---------------------------------------------------------------------------------

    def _find_pictures(self, part: Part) -> None:
        """Read the pictures that the tags of a part name."""
        for number, tag in enumerate(part.tags):
            if "image" not in tag.body or tag.kind == "comment":
                continue
            try:
                tree = self.sandbox.parse(f"{OPEN}= {tag.body} ={CLOSE}")
            except TemplateSyntaxError:
                continue
            for one in tree.find_all(nodes.Filter):
                problem = self._picture(one) if one.name == "image" else ""
                if problem:
                    subject = str(one.node.value) if isinstance(one.node, nodes.Const) else ""
                    part.tell("template-picture", number, subject, problem=problem)

    def _picture(self, node: nodes.Filter) -> str:
        """Read one picture. Returns what is wrong with it, or nothing."""
        alt = next((pair.value for pair in node.kwargs if pair.key == "alt"), None)
        if alt is None or (isinstance(alt, nodes.Const) and not str(alt.value).strip()):
            return "no_alt"
        if not isinstance(node.node, nodes.Const):
            return "no_name"
        name = str(node.node.value)
        if Path(name).name != name or name in ("", ".", ".."):
            return "outside"
        if name not in self.pictures:
            try:
                self.pictures[name] = read_picture(self.folder / name, len(self.pictures) + 1)
            except OSError:
                return "not_there"
            except PictureError:
                return "not_a_picture"
        return ""

    # --- Lines of plain text ----------------------------------------------------------------------

    def _properties(self, parts: Mapping[str, bytes]) -> TemplateProperties:
        core: list[tuple[str, str | CompiledLine]] = []
        custom: list[tuple[str, str | CompiledLine]] = []
        for part, name, text in property_texts(parts):
            location = TemplateLocation("properties", text=f"{name}: {text}"[:60], file=part)
            shown = self.line(text, location) if "{" in text else text
            (core if part == CORE_PROPERTIES else custom).append((name, shown))
        return TemplateProperties(tuple(core), tuple(custom))

    def line(self, text: str, location: TemplateLocation) -> CompiledLine:
        """Compile a line of plain text; what is wrong in it is added to the mistakes."""
        tags = find_tags(text)
        found = [TemplateMistake("template-brace-alone", location, stray) for stray in stray_marks(text)]
        blocks = read_blocks(tags)
        checked = check_tags(tags, range(len(tags)), blocks, self.sandbox, self.names)
        found += [
            TemplateMistake(one.code, location, tags[one.tag].source, one.subject, one.suggestion)
            for one in (*blocks.wrong, *checked.wrong)
        ]
        self.used |= checked.used
        source = "".join(_line_source(text))
        try:
            compiled = CompiledSource("" if found else source, location.file, self.language)
        except TemplateSyntaxError as error:
            found.append(TemplateMistake("template-syntax", location, text, near(error)))
            compiled = CompiledSource("", location.file, self.language)
        self.mistakes.extend(found)
        return CompiledLine(compiled, text, location)


def _line_source(text: str) -> Iterator[str]:
    position = 0
    for tag in find_tags(text):
        yield text[position : tag.start]
        if tag.kind == "value":
            yield f"{OPEN}= {WRITER}|{PLAIN}(({tag.body})) ={CLOSE}"
        elif tag.kind == "statement":
            yield f"{OPEN}% {tag.body} %{CLOSE}"
        position = tag.end
    yield text[position:]


def _order(name: str) -> tuple[bool, bool, str]:
    """Put the parts that a reader needs first at the front."""
    return name != CONTENT_TYPES, name != relationships_part(PACKAGE), name
