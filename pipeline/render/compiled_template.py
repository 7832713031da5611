"""Compiled template + values -> .docx bytes, as often as wanted. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from pipeline.ooxml.archive import STORED, PackedPart, document_digest, pack, packed_part
from pipeline.render.doc_properties import Properties
from pipeline.render.markup import Frame, relationship
from pipeline.render.mistakes import Code, NotMade, Spot, TemplateMistake
from pipeline.render.pictures import NotAPicture, Picture
from pipeline.render.sandbox import WRITER
from pipeline.render.table_grid import fit_grids
from pipeline.render.value_text import NoText
from pipeline.render.writer import ListStyles, TooMuch, Writer

if TYPE_CHECKING:
    from jinja2 import Template

LIVE = 1
"""How hard a part is compressed that goes into one report only: more takes longer than it saves."""
SMALL = 2000
"""Bytes up to which a part that goes into one report only is stored: compressing it takes longer than it saves."""
_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBERING = "word/numbering.xml"
_EMPTY_ROW = re.compile(r"<w:tr(?:\s[^>]*)?>(?:(?!<w:tc[\s>]|<w:sdt[\s>]|</w:tr>).)*</w:tr>", re.DOTALL)
_EMPTY_TABLE = re.compile(r"<w:tbl(?:\s[^>]*)?>(?:(?!<w:tr[\s>]|<w:sdt[\s>]|</w:tbl>).)*</w:tbl>", re.DOTALL)
_CONTAINER_END = re.compile(r"</w:(?:tc|hdr|ftr|txbxContent|footnote|endnote|comment)>")
_EMPTY_PARAGRAPH = re.compile(r"<w:p(?:\s[^<>]*)?/>")
_QUOTED = re.compile(r"'([^']*)'")
_ENDLESS = (TooMuch, RecursionError, MemoryError, OverflowError)
_WRONG = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, *_ENDLESS)
"""What a template can raise: it may divide by zero, call a number, miss a name, or go round without end."""


@dataclass(frozen=True, slots=True)
class LivePart:
    """A part with tags in it."""

    name: str
    template: Template
    tags: Mapping[int, tuple[str, Spot]]
    """The tag on each line of the source, and where it stands."""
    has_cells: bool = False
    """Whether its tags change how many cells a row has."""
    may_be_emptied: bool = True
    """Whether it has tables, boxes or notes, and statements or comments that may leave them empty."""


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A Word template, ready to make any number of reports."""

    parts: tuple[PackedPart | LivePart, ...]
    frames: tuple[Frame, ...]
    lists: ListStyles
    language: str
    digest: str
    """SHA-256 of the template as it was read, and of its pictures."""
    properties: Properties = field(default_factory=Properties)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    first_free_id: int = 1
    used: frozenset[str] = frozenset()
    """The names of values that its tags use."""
    warnings: tuple[TemplateMistake, ...] = ()
    """What is doubtful in it."""

    @property
    def has_tags(self) -> bool:
        """Whether any part shows values: without tags every report would be the same."""
        return any(isinstance(part, LivePart) and part.tags for part in self.parts) or self.properties.have_tags

    def render(
        self,
        values: Mapping[str, object],
        properties: Mapping[str, str] | None = None,
        *,
        digest_as: str | None = None,
    ) -> bytes:
        """Return a document in which every tag shows its value.

        Values are plain: texts, numbers, dates, yes and no, lists and dicts of these. Characters that XML can't hold
        (`pipeline.text.NOT_IN_WORD`) are left out of texts; look for them first to tell of them. `properties` are
        document properties: title, creator, subject, keywords, description, category and language, and any other as a
        custom property. With `digest_as`, a custom property of that name tells the digest of the document's parts
        (`opc.document_digest`). Raises NotMade where the template and the values don't fit.
        """
        writer = Writer(self.language, self.frames, self.lists, self.pictures, self.first_free_id)
        given: dict[str, object] = {
            name: str(value) if isinstance(value, Markup) else value for name, value in values.items()
        }
        given[WRITER] = writer
        links: dict[str, dict[str, str]] = {}
        parts = [part if isinstance(part, PackedPart) else _render(part, given, writer, links) for part in self.parts]
        if writer.numberings or writer.copies or links:
            parts = _completed(parts, writer, links)
        told = dict(properties or {})
        if digest_as:
            told[digest_as] = document_digest({part.name: part.digest for part in parts})
        return pack([*parts, *self.properties.parts(values, told)])


def _render(part: LivePart, values: dict[str, object], writer: Writer, links: dict[str, dict[str, str]]) -> PackedPart:
    writer.links = {}
    try:
        xml = "".join(part.template.root_render_func(part.template.new_context(values)))
    except _WRONG as error:
        raise _not_made(error, part) from error
    if part.has_cells:
        xml = fit_grids(xml)
    if part.may_be_emptied:
        xml = _whole(xml)
    if writer.links:
        links[part.name] = writer.links
    content = _XML + xml.encode()
    return packed_part(part.name, content, LIVE if len(content) > SMALL else STORED)


def compiled_line(template: Template, language: str, tag: str, spot: Spot) -> Callable[[Mapping[str, object]], str]:
    """Return what renders a compiled template of one line of plain text. It raises NotMade."""
    live = LivePart(spot.file, template, {1: (tag, spot)})

    def render(values: Mapping[str, object]) -> str:
        writer = Writer(language, (), ListStyles())
        try:
            return " ".join(template.render({**values, WRITER: writer}).split())
        except _WRONG as error:
            raise _not_made(error, live) from error

    return render


# --- What goes wrong in a template ----------------------------------------------------------------


def _not_made(error: Exception, part: LivePart) -> NotMade:
    """Say which tag could not do what it asks."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == part.template.filename:
            line = part.template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    tag, spot = next((part.tags[one] for one in range(line, 0, -1) if one in part.tags), ("", Spot(file=part.name)))
    code, what = _code_of(error)
    return NotMade(TemplateMistake(code, spot, tag, what), f"{type(error).__name__}: {error}")


def _code_of(error: Exception) -> tuple[Code, str]:
    if isinstance(error, _ENDLESS):
        return "template-endless", ""
    if isinstance(error, UndefinedError):
        quoted = _QUOTED.findall(error.message or "")
        return "template-field-unknown", quoted[-1] if quoted else ""
    if isinstance(error, SecurityError):
        return "template-not-allowed", ""
    if isinstance(error, NoText):
        return "template-no-text", ""
    return ("template-picture" if isinstance(error, NotAPicture) else "template-fails"), ""


# --- Parts as Word wants them ---------------------------------------------------------------------


def _whole(xml: str) -> str:
    """Return the part as Word wants it, also where a loop or a condition left nothing.

    Word refuses a table without rows, and a cell, header or text box that does not end with a paragraph.
    """
    if "</w:tbl>" in xml:
        xml = _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", xml))
    return _CONTAINER_END.sub(_with_paragraph, xml)


def _with_paragraph(end: re.Match[str]) -> str:
    """Return the end of a container, after a paragraph."""
    if end.string.endswith("</w:p>", 0, end.start()):
        return end[0]
    before = end.string.rfind("<", 0, end.start())
    ends_well = before >= 0 and _EMPTY_PARAGRAPH.fullmatch(end.string, before, end.start())
    return end[0] if ends_well else f"<w:p/>{end[0]}"


def _completed(parts: list[PackedPart], writer: Writer, links: Mapping[str, Mapping[str, str]]) -> list[PackedPart]:
    """Add what the values brought along: numberings of lists, copies of notes, addresses of links."""
    made = {part.name: part for part in parts}
    if writer.numberings:
        made[_NUMBERING] = _with_numberings(made[_NUMBERING], writer)
    for kind, own, new in writer.copies:
        name = f"word/{kind}.xml"
        if name in made:
            made[name] = _with_copy(made[name], kind.removesuffix("s"), own, new)
    for name, addresses in links.items():
        folder, _, file = name.rpartition("/")
        target = f"{folder}/_rels/{file}.rels"
        there = made[target].content if target in made else _NO_RELATIONSHIPS
        added = "".join(relationship(one, address) for address, one in addresses.items())
        if b"</Relationships>" not in there:
            there = there.rstrip().removesuffix(b"/>") + b"></Relationships>"
        at = there.rindex(b"</Relationships>")
        made[target] = packed_part(target, there[:at] + added.encode() + there[at:])
    return list(made.values())


_NO_RELATIONSHIPS = (
    _XML + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)


def _with_numberings(part: PackedPart, writer: Writer) -> PackedPart:
    at = part.content.find(b"<w:numIdMacAtCleanup")
    at = part.content.rindex(b"</w:numbering>") if at < 0 else at
    return packed_part(part.name, part.content[:at] + "".join(writer.numberings).encode() + part.content[at:])


def _with_copy(part: PackedPart, element: str, own: str, new: str) -> PackedPart:
    """Add a copy of a note under a new id: every reference in a text has a note of its own."""
    note = re.search(
        rf'<w:{element}\b(?=[^>]*\bw:id="{re.escape(own)}")[^>]*>.*?</w:{element}>'.encode(), part.content, re.DOTALL
    )
    if note is None:
        return part
    head, body = note[0].split(b">", 1)
    copy = head.replace(f'w:id="{own}"'.encode(), f'w:id="{new}"'.encode()) + b">" + body
    copy = re.sub(rb' w14:(?:paraId|textId)="[^"]*"', b"", copy)
    at = part.content.rindex(f"</w:{element}s>".encode())
    return packed_part(part.name, part.content[:at] + copy + part.content[at:])
