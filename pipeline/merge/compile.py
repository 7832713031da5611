"""Template -> compiled template, once for a run; every template mistake that can be found, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment as _Sandbox
from lxml import etree

from pipeline.merge.source import CLOSE, OPEN, TemplateMistake, read_part
from pipeline.merge.stamp import WRITER, CompiledTemplate, LivePart, template_errors_told
from pipeline.merge.styles import Styles
from pipeline.merge.values import Frame, as_text
from pipeline.opc import CUSTOM_PROPERTIES, SAFE_PARSER, NotAPackage, PackedPart, read_parts
from pipeline.text import nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

CORE_PROPERTIES = "docProps/core.xml"
_TEXT_PARTS = re.compile(r"\.(document\.main|header|footer|footnotes|endnotes)\+xml$")
_MAIN = ".document.main+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_ROOT_RELATIONSHIPS = "_rels/.rels"
_TYPES_NS = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS_NS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_PROPERTY_PARTS = (
    (
        CORE_PROPERTIES,
        "application/vnd.openxmlformats-package.core-properties+xml",
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    ),
    (
        CUSTOM_PROPERTIES,
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties",
    ),
)


class BrokenTemplate(Exception):  # noqa: N818 - it says what the template is
    """The template can't be used. Carries every mistake found; none where it is no Word document at all."""

    def __init__(self, mistakes: Iterable[TemplateMistake]) -> None:
        """Keep the mistakes."""
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{one.where}: {one.tag}: {one.reason}" for one in self.mistakes))


def compile_template(path: Path, names: AbstractSet[str] | None = None, *, language: str = "nl-BE") -> CompiledTemplate:
    """Compile a Word template for as many reports as wanted.

    `names` are the names that values will have; with them, a tag that uses another name is a mistake. `language` is
    how dates and numbers are written. Raises BrokenTemplate with all mistakes at once, and OSError where the file can't
    be read.
    """
    file = path.read_bytes()
    try:
        return _compile(file, names, language)
    except (NotAPackage, etree.XMLSyntaxError, KeyError) as error:
        raise BrokenTemplate([]) from error


def _compile(file: bytes, names: AbstractSet[str] | None, language: str) -> CompiledTemplate:
    """Compile the bytes of a template. Raises NotAPackage, XMLSyntaxError or KeyError where it is no Word document."""
    parts = read_parts(file)
    types = _content_types(parts)
    if not any(types.get(f"/{name}", "").endswith(_MAIN) for name in parts):
        raise NotAPackage
    styles = Styles.read(parts)
    environment = _environment()
    _with_property_parts(parts)
    frames: list[Frame] = []
    mistakes: list[TemplateMistake] = []
    compiled: list[PackedPart | LivePart] = []
    for name in sorted(parts, key=_order):
        content = parts[name]
        live = None
        if _TEXT_PARTS.search(types.get(f"/{name}", "")):
            live, found = _compile_part(name, content, environment, frames, styles, names)
            mistakes.extend(found)
        if name not in (CORE_PROPERTIES, CUSTOM_PROPERTIES):
            compiled.append(live or PackedPart(name, content))
    if mistakes:
        raise BrokenTemplate(mistakes)
    return CompiledTemplate(tuple(compiled), tuple(frames), styles.lists, language, hashlib.sha256(file).hexdigest())


def _environment() -> _Sandbox:
    return _Sandbox(
        block_start_string=f"{OPEN}%",
        block_end_string=f"%{CLOSE}",
        variable_start_string=f"{OPEN}=",
        variable_end_string=f"={CLOSE}",
        comment_start_string=f"{OPEN}#",
        comment_end_string=f"#{CLOSE}",
        keep_trailing_newline=True,
        autoescape=True,
        undefined=StrictUndefined,
    )


def compile_line(
    source: str, names: AbstractSet[str] | None = None, *, language: str = "nl-BE"
) -> Callable[[Mapping[str, object]], str]:
    """Compile a template of one line of plain text, such as a file's name. Raises BrokenTemplate with its mistakes."""
    sandbox = _Sandbox(undefined=StrictUndefined, finalize=lambda value: " ".join(as_text(value, language).split()))
    try:
        unknown = _unknown_names(sandbox.parse(source), sandbox, names)
        template = sandbox.from_string(source)
    except TemplateError as error:
        raise BrokenTemplate([TemplateMistake("file_name", source, error.message or "?")]) from error
    if unknown:
        raise BrokenTemplate(TemplateMistake("file_name", name, suggestion=near) for name, near in unknown)

    def render(values: Mapping[str, object]) -> str:
        with template_errors_told():
            return template.render(values)

    return render


def _unknown_names(
    tree: nodes.Template, sandbox: Environment, names: AbstractSet[str] | None
) -> list[tuple[str, str | None]]:
    """Return the names that no value will have, each with the known name most like it."""
    if names is None:
        return []
    used = meta.find_undeclared_variables(tree) - {WRITER} - set(sandbox.globals)
    return [(name, nearest(name, names, at_least=0.6)) for name in sorted(used - names)]


def _order(name: str) -> tuple[bool, bool, str]:
    """Put the parts that a reader needs first at the front."""
    return name != _CONTENT_TYPES, name != _ROOT_RELATIONSHIPS, name


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    root = etree.fromstring(parts[_CONTENT_TYPES], SAFE_PARSER)
    return {one.get("PartName", ""): one.get("ContentType", "") for one in root.iter(f"{_TYPES_NS}Override")}


def _with_property_parts(parts: dict[str, bytes]) -> None:
    """Declare the properties that every report gets, where the template doesn't declare them yet."""
    types = etree.fromstring(parts[_CONTENT_TYPES], SAFE_PARSER)
    relationships = etree.fromstring(parts[_ROOT_RELATIONSHIPS], SAFE_PARSER)
    for name, content_type, relationship in _PROPERTY_PARTS:
        if not any(one.get("PartName") == f"/{name}" for one in types):
            etree.SubElement(types, f"{_TYPES_NS}Override", PartName=f"/{name}", ContentType=content_type)
        if not any(one.get("Type") == relationship for one in relationships):
            taken = {one.get("Id") for one in relationships}
            free = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
            etree.SubElement(relationships, f"{_RELS_NS}Relationship", Id=free, Type=relationship, Target=name)
    for name, root in ((_CONTENT_TYPES, types), (_ROOT_RELATIONSHIPS, relationships)):
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _compile_part(
    name: str,
    content: bytes,
    environment: Environment,
    frames: list[Frame],
    styles: Styles,
    names: AbstractSet[str] | None,
) -> tuple[LivePart | None, list[TemplateMistake]]:
    """Compile a part that holds text; None where no tag stands in it."""
    where = name.removeprefix("word/").removesuffix(".xml").replace("document", "body")
    part = read_part(where, content, styles.list_styles, frames)
    if not part.tags:
        return None, part.mistakes
    try:
        part.mistakes.extend(
            TemplateMistake(where, name, suggestion=near)
            for name, near in _unknown_names(environment.parse(part.source), environment, names)
        )
        template = environment.from_string(part.source)
    except TemplateSyntaxError as error:
        tag = part.lines.get(error.lineno) or part.tags[-1]
        part.mistakes.append(TemplateMistake(where, tag.source, error.message or ""))
        return None, part.mistakes
    return LivePart(name, template), part.mistakes
