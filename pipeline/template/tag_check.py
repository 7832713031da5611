"""What the tags of a part say, read by Jinja without the document: syntax, names, fields and filters. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from pipeline.render.mistakes import Code
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.template.blocks import BRANCHES, CELL_STATEMENTS, Blocks, TagProblem, opens
from pipeline.template.name_check import NameChecker, Names
from pipeline.template.tags import Tag

if TYPE_CHECKING:
    from jinja2 import Environment

_FOR = re.compile(r"for\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s+in\b")
_UNEXPECTED = re.compile(r"(?:got|unexpected(?: char)?) '([^']*)'")
_OPENINGS: Mapping[str, str] = {
    "for": "for x in []",
    "macro": "macro x()",
    "call": "call x()",
    "set": "set x",
    "with": "with",
}
"""A statement that opens each block, and in which nothing can be wrong."""
_OTHER_OPENING = "if 1"


@dataclass(frozen=True, slots=True)
class TagCheck:
    """What is wrong in the tags of a part, and which values they use."""

    problems: list[TagProblem]
    used: frozenset[str]


def check_tags(
    tags: Sequence[Tag], order: Sequence[int], blocks: Blocks, environment: Environment, names: Names | None
) -> TagCheck:
    """Read what the tags say, in this order, and return all that is wrong in it."""
    problems: list[TagProblem] = []
    lines = {number: _jinja_line(tags[number]) for number in order if number not in blocks.skipped}
    try:
        tree = environment.parse(_source(order, lines, blocks))
    except TemplateSyntaxError:
        problems = _replace_wrong_lines(tags, lines, environment)
        try:
            tree = environment.parse(_source(order, lines, blocks))
        except TemplateSyntaxError as error:
            number = order[min((error.lineno or 1), len(order)) - 1]
            unexpected = TagProblem("template-syntax", number, unexpected_token(error))
            return TagCheck(problems or [unexpected], frozenset())
    checker = NameChecker(environment, names)
    checker.check(tree)
    seen: set[tuple[Code, int, str]] = set()
    for problem in checker.problems:
        number = order[min(problem.line, len(order)) - 1]
        if (problem.code, number, problem.subject) not in seen:
            seen.add((problem.code, number, problem.subject))
            problems.append(TagProblem(problem.code, number, problem.subject, problem.suggestion))
    return TagCheck(problems, frozenset(checker.used))


def unexpected_token(error: TemplateSyntaxError) -> str:
    """Return where in a tag Jinja lost its way; empty at its end."""
    match = _UNEXPECTED.search(error.message or "")
    return "" if match is None or match[1].startswith("end of") else match[1]


def _statement(text: str) -> str:
    return f"{OPEN}% {text} %{CLOSE}"


def _jinja_line(tag: Tag) -> str:
    """Return a tag for Jinja, without the document that it is in."""
    body = tag.body.replace("\n", " ")
    if tag.kind == "value":
        return f"{OPEN}= {body} ={CLOSE}"
    if tag.kind == "comment" or tag.word in ("hm", "vm", "raw"):
        return ""
    if tag.word in CELL_STATEMENTS:
        return f"{OPEN}= {body.removeprefix(tag.word)} ={CLOSE}"
    return _statement(body)


def _source(order: Sequence[int], lines: Mapping[int, str], blocks: Blocks) -> str:
    """Return the tags alone, one on each line, with every block closed."""

    def closings(number: int) -> str:
        return "".join(_statement(f"end{word}") for word in blocks.closed_before.get(number, ()))

    return "\n".join(closings(number) + lines.get(number, "") for number in order) + closings(-1)


def _replace_wrong_lines(tags: Sequence[Tag], lines: dict[int, str], environment: Environment) -> list[TagProblem]:
    """Try each tag by itself; what can't be read is a problem, and is replaced by what keeps its block closed."""
    problems = []
    for number, line in lines.items():
        tag = tags[number]
        try:
            environment.parse(_source_of_tag(tag, line))
        except TemplateSyntaxError as error:
            problems.append(TagProblem("template-syntax", number, unexpected_token(error)))
            lines[number] = _replacement(tag)
    return problems


def _source_of_tag(tag: Tag, line: str) -> str:
    """Return a source in which this tag is the only one that can be wrong."""
    word = tag.word
    if tag.kind != "statement" or word in CELL_STATEMENTS:
        return line
    if word in BRANCHES:
        return f"{_statement('if 1')}{line}{_statement('endif')}"
    if opens(tag):
        return f"{line}{_statement(f'end{word}')}"
    if word.startswith("end"):
        opening = _OPENINGS.get(word.removeprefix("end"), _OTHER_OPENING)
        return f"{_statement(opening)}{line}"
    return line


def _replacement(tag: Tag) -> str:
    """Return what can be read in the place of a tag that can't."""
    if not opens(tag):
        return _statement(tag.word) if tag.word.startswith("end") else ""
    targets = _FOR.match(tag.body)
    if tag.word == "for" and targets:
        return _statement(f"for {targets[1]} in []")
    return _statement(_OPENINGS.get(tag.word, _OTHER_OPENING))
