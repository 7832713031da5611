"""Template -> compiled template, once for a run; every template mistake that can be found, with its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment as _Sandbox
from lxml import etree

from pipeline.merge.stamp import WRITER, CompiledTemplate, LivePart, template_errors_told
from pipeline.merge.styles import Styles
from pipeline.merge.tags import MARK, Element, Tag, W, find_tags, isolate, mark, stray_marks, text_nodes, text_of
from pipeline.merge.values import Frame, as_text
from pipeline.opc import CUSTOM_PROPERTIES, SAFE_PARSER, NotAPackage, PackedPart, read_parts
from pipeline.text import nearest

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

CORE_PROPERTIES = "docProps/core.xml"
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(rf"<\?{MARK} (\d+)\?>")
_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
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
# What a paragraph may hold beside one tag for the tag to stand for all of it.
_PLAIN = frozenset(f"{W}{name}" for name in ("pPr", "r", "proofErr", "bookmarkStart", "bookmarkEnd"))
_PLAIN_IN_RUN = frozenset(f"{W}{name}" for name in ("rPr", "t", "lastRenderedPageBreak"))


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One mistake in a template."""

    where: str
    """The part: body, header1, footer2 ..."""
    tag: str
    """The tag as typed, or the name in it."""
    reason: str = ""
    """What is wrong, in the words of Jinja; empty for an unknown name."""
    suggestion: str | None = None


class BrokenTemplate(Exception):  # noqa: N818 - it says what the template is
    """The template can't be used. Carries every mistake found; none where it is no Word document at all."""

    def __init__(self, mistakes: Iterable[TemplateMistake]) -> None:
        """Keep the mistakes."""
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(f"{one.where}: {one.tag}: {one.reason}" for one in self.mistakes))


@dataclass(slots=True)
class _Part:
    """A part of the template while it is compiled."""

    where: str
    list_styles: AbstractSet[str]
    frames: list[Frame]
    tags: list[Tag] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    mistakes: list[TemplateMistake] = field(default_factory=list)

    def number(self, tags: list[Tag]) -> list[tuple[int, Tag]]:
        """Take in the tags of a paragraph, and return each with its number."""
        numbered = list(enumerate(tags, start=len(self.tags)))
        self.tags.extend(tags)
        self.codes.update((number, _code(tag)) for number, tag in numbered)
        return numbered


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
        block_start_string=f"{_OPEN}%",
        block_end_string=f"%{_CLOSE}",
        variable_start_string=f"{_OPEN}=",
        variable_end_string=f"={_CLOSE}",
        comment_start_string=f"{_OPEN}#",
        comment_end_string=f"#{_CLOSE}",
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


# --- One part -------------------------------------------------------------------------------------


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
    part = _Part(where, styles.list_styles, frames)
    root = etree.fromstring(content, SAFE_PARSER)
    _mark_tags(root, part)
    if not part.tags:
        return None, part.mistakes
    source, lines = _source(root, part)
    try:
        part.mistakes.extend(
            TemplateMistake(where, name, suggestion=near)
            for name, near in _unknown_names(environment.parse(source), environment, names)
        )
        template = environment.from_string(source)
    except TemplateSyntaxError as error:
        tag = lines.get(error.lineno) or part.tags[-1]
        part.mistakes.append(TemplateMistake(where, tag.source, error.message or ""))
        return None, part.mistakes
    return LivePart(name, template), part.mistakes


def _mark_tags(root: Element, part: _Part) -> None:
    """Replace every tag by a mark; what a tag stands for besides itself goes with it."""
    replaced: dict[Element, list[int]] = {}
    for paragraph in list(root.iter(f"{W}p")):
        text = text_of(paragraph)
        part.mistakes.extend(
            TemplateMistake(part.where, stray, f"“{' '.join(text.split())[:60]}”") for stray in stray_marks(text)
        )
        numbered = part.number(find_tags(text))
        scoped = [(number, tag) for number, tag in numbered if tag.scope in ("p", "tr", "tc")]
        for number, tag in scoped:
            _stand_for(paragraph, number, tag, part, replaced)
        if scoped:
            _tell_what_stands_beside(text, [tag for _, tag in numbered], part)
            continue
        if _stands_alone(paragraph, text, numbered):
            part.frames.append(_frame(paragraph, _first_run_properties(paragraph), part.list_styles))
            ((number, tag),) = numbered
            part.codes[number] = _call("block", tag, len(part.frames) - 1)
            replaced[paragraph] = [number]
        else:
            _mark_between_runs(paragraph, numbered, part)
    for element, numbers in replaced.items():
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [mark(number) for number in numbers]


def _mark_between_runs(paragraph: Element, numbered: list[tuple[int, Tag]], part: _Part) -> None:
    for number, properties in isolate(paragraph, numbered):
        if part.tags[number].kind == "value":
            part.frames.append(Frame(run=_xml(properties)))
            part.codes[number] = _call("runs", part.tags[number], len(part.frames) - 1)


def _stand_for(paragraph: Element, number: int, tag: Tag, part: _Part, replaced: dict[Element, list[int]]) -> None:
    """Let a tag take the place of its paragraph, row or cell; `{{p x}}` is a value with a paragraph to itself."""
    element = paragraph if tag.scope == "p" else next(paragraph.iterancestors(f"{W}{tag.scope}"), None)
    if element is None:
        part.mistakes.append(TemplateMistake(part.where, tag.source, "not in a table"))
        return
    if tag.kind == "value":
        if tag.scope != "p":
            part.mistakes.append(TemplateMistake(part.where, tag.source, f"{tag.scope} takes no value"))
        part.frames.append(_frame(paragraph, _first_run_properties(paragraph), part.list_styles))
        part.codes[number] = _call("block", tag, len(part.frames) - 1)
    replaced.setdefault(element, []).append(number)


def _tell_what_stands_beside(text: str, tags: list[Tag], part: _Part) -> None:
    """Tell of text and tags that would be left out with the paragraph that a tag stands for."""
    if any(tag.scope in ("tr", "tc") for tag in tags):
        return  # a row or a cell is left out on purpose, with what is in it
    beside = text
    for tag in tags:
        beside = beside.replace(tag.source, "") if tag.scope == "p" or tag.kind == "comment" else beside
    if beside.strip():
        tag = next(tag for tag in tags if tag.scope == "p")
        reason = f"would leave out “{' '.join(beside.split())[:60]}”"
        part.mistakes.append(TemplateMistake(part.where, tag.source, reason))


def _stands_alone(paragraph: Element, text: str, numbered: list[tuple[int, Tag]]) -> bool:
    """Whether one value has the paragraph to itself, so that it may become any number of paragraphs."""
    if len(numbered) != 1 or numbered[0][1].kind != "value" or text.strip() != numbered[0][1].source:
        return False
    plain = all(child.tag in _PLAIN for child in paragraph)
    return (
        plain
        and all(child.tag in _PLAIN_IN_RUN for run in paragraph.iterchildren(f"{W}r") for child in run)
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
    )


def _first_run_properties(paragraph: Element) -> Element | None:
    first = next((node for node in text_nodes(paragraph) if (node.text or "").strip()), None)
    run = None if first is None else first.getparent()
    return None if run is None else run.find(f"{W}rPr")


def _frame(paragraph: Element, run_properties: Element | None, list_styles: AbstractSet[str]) -> Frame:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    own = paragraph.find(f"{W}pPr/{W}numPr")
    is_list = own is not None or (style is not None and style.get(f"{W}val") in list_styles)
    return Frame(_xml(paragraph.find(f"{W}pPr")), _xml(run_properties), is_list)


def _xml(element: Element | None) -> str:
    """Return an element's XML without the namespaces that the part declares at its root."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


# --- The source for Jinja -------------------------------------------------------------------------


def _code(tag: Tag) -> str:
    """Return a statement or comment for Jinja. The line end inside it lets Jinja's line numbers count the tags."""
    return f"{_OPEN}%\n{tag.body}%{_CLOSE}" if tag.kind == "statement" else ""


def _call(method: str, tag: Tag, frame: int) -> str:
    return f"{_OPEN}=\n{WRITER}.{method}(({tag.body}), {frame})={_CLOSE}"


def _source(root: Element, part: _Part) -> tuple[str, dict[int, Tag]]:
    """Return the part's XML with a Jinja tag for each mark, and which tag stands on which line."""
    xml = etree.tostring(root, encoding="unicode").replace(_OPEN, "&#xE000;").replace(_CLOSE, "&#xE001;")
    lines: dict[int, Tag] = {}
    made: list[str] = []
    line = 1
    for index, piece in enumerate(_MARKS.split(xml)):
        text = part.codes[int(piece)] if index % 2 else piece
        made.append(text)
        line += text.count("\n")
        if index % 2:
            lines[line] = part.tags[int(piece)]
    return "".join(made), lines
