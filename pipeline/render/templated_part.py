"""A part or a line with tags, compiled: rendered with values, and what goes wrong then as the tag's mistake."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from jinja2 import Template, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from pipeline.ooxml.archive import STORED, PackedPart, packed_part
from pipeline.ooxml.xml_parts import XML_DECLARATION
from pipeline.render.date_formats import DateFormatError
from pipeline.render.given.answers import UnfitAnswersError
from pipeline.render.given.numbers import DoubtfulNumberError
from pipeline.render.limits import LimitExceededError
from pipeline.render.mistakes import NOT_EVERY_REPORT, Code, RenderError, TemplateLocation, TemplateMistake
from pipeline.render.pictures import PictureError
from pipeline.render.required_paragraphs import with_required_paragraphs
from pipeline.render.sandbox import WRITER, CompiledSource
from pipeline.render.table_grid import TooManyColumnsError, finish_tables
from pipeline.render.value_text import NoTextError, TemplateValues
from pipeline.render.writer import ListStyles, Writer

TEMPLATED_LEVEL = 1
"""How hard a part is compressed that goes into one report only: more takes longer than it saves."""
SMALL = 2000
"""Bytes up to which a part that goes into one report only is stored: compressing it takes longer than it saves."""
_DECLARATION = XML_DECLARATION.encode()
_QUOTED = re.compile(r"'([^']*)'")
_ENDLESS = (LimitExceededError, RecursionError, MemoryError, OverflowError)
RENDERING_ERRORS = (
    TemplateError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError,
    UnfitAnswersError, *_ENDLESS,
)  # fmt: skip
"""What a template can raise: it may divide by zero, call a number, miss a name, or go round without end."""
_CODES: tuple[tuple[type[Exception], Code], ...] = (
    (SecurityError, "template-not-allowed"),
    (NoTextError, "template-no-text"),
    (PictureError, "template-picture"),
    (UnfitAnswersError, NOT_EVERY_REPORT),
)


@dataclass(frozen=True, slots=True)
class TemplatedPart:
    """A part with tags in it."""

    name: str
    source: CompiledSource
    tags: Mapping[int, tuple[str, TemplateLocation]]
    """The tag on each line of the source, and its location."""
    cell_tags: Mapping[str, tuple[str, TemplateLocation]] = field(default_factory=dict)
    """The tags that change cells or how many a row has, and their locations, by their number."""
    may_be_emptied: bool = True
    """Whether it has tables, boxes or notes, and statements or comments that may leave them empty."""

    @property
    def has_tags(self) -> bool:
        """Whether it shows values."""
        return bool(self.tags)

    def render(self, values: dict[str, object]) -> PackedPart:
        """Return the part of one report; the values hold its writer. Raises RenderError."""
        return templated_part(self.name, self.render_xml(values))

    def render_xml(self, values: dict[str, object]) -> str:
        """Return the XML of the part of one report, without its declaration. Raises RenderError."""
        template = self.source.template
        try:
            xml = "".join(template.root_render_func(template.new_context(values)))
        except RENDERING_ERRORS as error:
            raise render_error(error, template, self.tags) from error
        if self.may_be_emptied:
            xml = with_required_paragraphs(xml)
        if self.cell_tags:
            xml = self._with_finished_tables(xml)
        return xml

    def _with_finished_tables(self, xml: str) -> str:
        """Return the part's XML with tables as their tags want them. Raises RenderError."""
        try:
            return finish_tables(xml)
        except TooManyColumnsError as error:
            tag, location = self.cell_tags[error.tag]
            mistake = TemplateMistake("template-too-wide", location, tag, str(error.columns))
            raise RenderError(mistake, f"{type(error).__name__}: {error}") from error


def templated_part(name: str, xml: str) -> PackedPart:
    """Return a rendered part, packed."""
    content = _DECLARATION + xml.encode()
    return packed_part(name, content, TEMPLATED_LEVEL if len(content) > SMALL else STORED)


@dataclass(frozen=True, slots=True)
class CompiledLine:
    """A template of one line of plain text, such as a file's name or a property, ready to be rendered."""

    source: CompiledSource
    text: str
    """The line as typed."""
    location: TemplateLocation

    @property
    def tags(self) -> Mapping[int, tuple[str, TemplateLocation]]:
        """The line and its location, as those of the tags of a part."""
        return {1: (self.text, self.location)}

    def render(self, values: Mapping[str, object]) -> str:
        """Return the line with every tag replaced by its value, on one line. Raises RenderError."""
        writer = Writer(self.source.language, (), ListStyles())
        try:
            return " ".join(self.source.template.render({**self._context(values), WRITER: writer}).split())
        except RENDERING_ERRORS as error:
            raise render_error(error, self.source.template, self.tags) from error

    def _context(self, values: Mapping[str, object]) -> Mapping[str, object]:
        """Return the values as templates see them; of those that the line does not name, nothing is converted."""
        if isinstance(values, TemplateValues):
            return values
        named = {name: value for name, value in values.items() if name in self.text}
        return {**values, **TemplateValues.of(named)}


def render_error(error: Exception, template: Template, tags: Mapping[int, tuple[str, TemplateLocation]]) -> RenderError:
    """Say which tag could not do what it asks."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    tag, location = "", TemplateLocation(file=template.name or "")
    for number in range(line, 0, -1):
        if number in tags:
            tag, location = tags[number]
            break
    code, subject = _code_of(error)
    details = {"reason": str(error.reason)} if isinstance(error, UnfitAnswersError) else {}
    return RenderError(TemplateMistake(code, location, tag, subject, None, details), f"{type(error).__name__}: {error}")


def _code_of(error: Exception) -> tuple[Code, str]:
    if isinstance(error, _ENDLESS):
        return "template-endless", ""
    if isinstance(error, UndefinedError):
        quoted = _QUOTED.findall(error.message or "")
        return ("template-field-unknown", quoted[-1]) if quoted else ("template-fails", "")
    if isinstance(error, DateFormatError):
        return "template-date-format", str(error)
    if isinstance(error, DoubtfulNumberError):
        return "template-number-doubtful", error.text
    return next((code for kind, code in _CODES if isinstance(error, kind)), "template-fails"), ""
