"""A template of one line of plain text, such as a file's name or a property -> compiled line, with its mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import TemplateSyntaxError

from pipeline.render.mistakes import TemplateLocation, TemplateMistake
from pipeline.render.sandbox import CLOSE, OPEN, PLAIN, WRITER, CompiledSource, environment_for
from pipeline.render.templated_part import CompiledLine
from pipeline.template.blocks import read_blocks
from pipeline.template.tag_check import check_tags, unexpected_token
from pipeline.template.tags import find_tags, stray_braces

if TYPE_CHECKING:
    from pipeline.template.name_check import Names


class CheckedLine(NamedTuple):
    """A compiled line, what is wrong in it, and which values it uses."""

    line: CompiledLine
    mistakes: list[TemplateMistake]
    used: frozenset[str]


def check_line(text: str, location: TemplateLocation, names: Names | None, language: str) -> CheckedLine:
    """Compile a line of plain text; where it has mistakes, the line is empty."""
    tags = find_tags(text)
    mistakes = [TemplateMistake("template-brace-alone", location, brace) for brace in stray_braces(text)]
    blocks = read_blocks(tags)
    check = check_tags(tags, range(len(tags)), blocks, environment_for(language), names)
    for problem in (*blocks.problems, *check.problems):
        tag = tags[problem.tag].source
        mistakes.append(TemplateMistake(problem.code, location, tag, problem.subject, problem.suggestion))
    source = "" if mistakes else "".join(_source(text))
    try:
        compiled = CompiledSource(source, location.file, language)
    except TemplateSyntaxError as error:
        mistakes.append(TemplateMistake("template-syntax", location, text, unexpected_token(error)))
        compiled = CompiledSource("", location.file, language)
    return CheckedLine(CompiledLine(compiled, text, location), mistakes, check.used)


def _source(text: str) -> Iterator[str]:
    position = 0
    for tag in find_tags(text):
        yield text[position : tag.start]
        if tag.kind == "value":
            yield f"{OPEN}= {WRITER}|{PLAIN}(({tag.body})) ={CLOSE}"
        elif tag.kind == "statement":
            yield f"{OPEN}% {tag.body} %{CLOSE}"
        position = tag.end
    yield text[position:]
