"""Which tags of a part belong together: what opens, branches and closes; and what is wrong in the tags alone. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from pipeline.render.mistakes import Code
from pipeline.render.sandbox import CLOSE, OPEN
from pipeline.template.name_check import Names, Reader, statement_suggestion
from pipeline.template.tags import Tag

if TYPE_CHECKING:
    from jinja2 import Environment

OPENERS = frozenset({"for", "if", "macro", "call", "set", "with"})
CELL_STATEMENTS = frozenset({"cellbg", "colspan", "hm", "vm"})
"""Statements of docxtpl about the cell that they stand in."""
REPEATS = frozenset({"for", "macro", "call", "set"})
"""Blocks of which the content may be in a report more than once."""
_BRANCHES = {"elif": frozenset({"if"}), "else": frozenset({"if", "for"})}
_KNOWN = OPENERS | CELL_STATEMENTS | {f"end{word}" for word in OPENERS} | set(_BRANCHES) | {"raw"}
_FOR = re.compile(r"for\s+([A-Za-z]\w*(?:\s*,\s*[A-Za-z]\w*)*)\s+in\b")
_NEAR = re.compile(r"(?:got|unexpected(?: char)?) '([^']*)'")


@dataclass(slots=True)
class Block:
    """A block: the numbers of the tags that open, branch and close it."""

    word: str
    tags: list[int]


@dataclass(frozen=True, slots=True)
class WrongTag:
    """What is wrong in one tag."""

    code: Code
    tag: int
    subject: str = ""
    suggestion: str | None = None


@dataclass(slots=True)
class Blocks:
    """The blocks of a part, and what is wrong in how they open and close."""

    whole: list[Block] = field(default_factory=list)
    wrong: list[WrongTag] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    """Tags that have no place in any block, or that nobody knows."""
    closed_before: dict[int, list[str]] = field(default_factory=dict)
    """Blocks that should have been closed before this tag (or, at -1, at the end)."""
    crossed: list[str] = field(default_factory=list)
    """The words of blocks that another closed over, and that were not closed since."""
    words: dict[int, str] = field(default_factory=dict)
    """The word of each closing tag that closes nothing."""

    def unopened(self, word: str) -> list[int]:
        """Return the closing tags of this word that close nothing."""
        return [number for number, own in self.words.items() if own == word]

    def close_by(self, block: Block, number: int) -> None:
        """Let a tag that closed nothing close this block; the one that closed it is told instead."""
        wrong = block.tags[-1]
        block.tags[-1] = number
        self.left_out = (self.left_out - {number}) | {wrong}
        self.words[wrong] = self.words.pop(number)
        self.wrong = [replace(one, tag=wrong) if one.tag == number else one for one in self.wrong]


def opens(tag: Tag) -> bool:
    """Whether a statement opens a block; `set` does where it has no equals sign."""
    return tag.word in OPENERS and (tag.word != "set" or "=" not in tag.body)


def read_blocks(tags: Sequence[Tag]) -> Blocks:
    """Return which tags belong together."""
    blocks = Blocks()
    stack: list[Block] = []
    for number, tag in enumerate(tags):
        if tag.kind != "statement":
            continue
        word = tag.word
        if word not in _KNOWN:
            blocks.left_out.add(number)
            if not any(f"end{one.subject}" == word for one in blocks.wrong):  # its opening was told, and goes with it
                code, suggestion = statement_suggestion(word, _KNOWN)
                blocks.wrong.append(WrongTag(code, number, word, suggestion))
        elif opens(tag):
            stack.append(Block(word, [number]))
        elif word in _BRANCHES:
            if stack and stack[-1].word in _BRANCHES[word]:
                stack[-1].tags.append(number)
            else:
                _has_no_place(blocks, number, word)
        elif word.startswith("end"):
            _close(blocks, stack, number, tags)
    for block in reversed(stack):
        blocks.wrong.append(WrongTag("template-block-unclosed", block.tags[0], f"end{block.word}"))
        blocks.closed_before.setdefault(-1, []).append(block.word)
    blocks.wrong.sort(key=lambda wrong: wrong.tag)
    return blocks


def _has_no_place(blocks: Blocks, number: int, word: str) -> None:
    blocks.words[number] = word
    blocks.wrong.append(WrongTag("template-block-unopened", number))
    blocks.left_out.add(number)


def _close(blocks: Blocks, stack: list[Block], number: int, tags: Sequence[Tag]) -> None:
    word = tags[number].word.removeprefix("end")
    if word not in (block.word for block in stack):
        if word in blocks.crossed:  # the block that was told to close earlier
            blocks.crossed.remove(word)
            blocks.left_out.add(number)
            return
        _has_no_place(blocks, number, tags[number].word)
        return
    while stack[-1].word != word:
        crossed = stack.pop()
        opened = tags[crossed.tags[0]].source
        blocks.wrong.append(WrongTag("template-block-crossed", number, opened, f"{{% end{crossed.word} %}}"))
        blocks.closed_before.setdefault(number, []).append(crossed.word)
        blocks.crossed.append(crossed.word)
    block = stack.pop()
    block.tags.append(number)
    blocks.whole.append(block)


# --- All that is wrong in the tags ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the tags of a part."""

    wrong: list[WrongTag]
    used: frozenset[str]


def check_tags(
    tags: Sequence[Tag], order: Sequence[int], blocks: Blocks, environment: Environment, names: Names | None
) -> Checked:
    """Read what the tags say, in this order, and return all that is wrong in it."""
    wrong: list[WrongTag] = []
    lines = {number: _line(tags[number]) for number in order if number not in blocks.left_out}
    source = _source(order, lines, blocks)
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError:
        wrong = _syntax(tags, lines, environment)
        try:
            tree = environment.parse(_source(order, lines, blocks))
        except TemplateSyntaxError as error:
            number = order[min((error.lineno or 1), len(order)) - 1]
            return Checked(wrong or [WrongTag("template-syntax", number, near(error))], frozenset())
    reader = Reader(environment, names)
    reader.read(tree)
    seen: set[tuple[Code, int, str]] = set()
    for one in reader.wrong:
        number = order[min(one.line, len(order)) - 1]
        if (one.code, number, one.subject) not in seen:
            seen.add((one.code, number, one.subject))
            wrong.append(WrongTag(one.code, number, one.subject, one.suggestion))
    return Checked(wrong, frozenset(reader.used))


def near(error: TemplateSyntaxError) -> str:
    """Return where in a tag Jinja lost its way; empty at its end."""
    found = _NEAR.search(error.message or "")
    return "" if found is None or found[1].startswith("end of") else found[1]


def _line(tag: Tag) -> str:
    """Return a tag for Jinja, without anything around it."""
    body = tag.body.replace("\n", " ")
    if tag.kind == "value":
        return f"{OPEN}= {body} ={CLOSE}"
    if tag.kind == "comment" or tag.word in ("hm", "vm", "raw"):
        return ""
    if tag.word in CELL_STATEMENTS:
        return f"{OPEN}= {body.removeprefix(tag.word)} ={CLOSE}"
    return f"{OPEN}% {body} %{CLOSE}"


def _source(order: Sequence[int], lines: dict[int, str], blocks: Blocks) -> str:
    """Return the tags alone, one on each line, with every block closed."""
    made = [
        "".join(f"{OPEN}% end{word} %{CLOSE}" for word in blocks.closed_before.get(number, ())) + lines.get(number, "")
        for number in order
    ]
    closing = "".join(f"{OPEN}% end{word} %{CLOSE}" for word in blocks.closed_before.get(-1, ()))
    return "\n".join(made) + closing


def _syntax(tags: Sequence[Tag], lines: dict[int, str], environment: Environment) -> list[WrongTag]:
    """Try each tag by itself; what can't be read is told, and replaced in `lines` by what keeps its block whole."""
    wrong = []
    for number, line in lines.items():
        tag = tags[number]
        try:
            environment.parse(_alone(tag, line))
        except TemplateSyntaxError as error:
            wrong.append(WrongTag("template-syntax", number, near(error)))
            lines[number] = _stand_in(tag)
    return wrong


def _alone(tag: Tag, line: str) -> str:
    """Return a source in which this tag is the only one that can be wrong."""
    word = tag.word
    if tag.kind != "statement" or word in CELL_STATEMENTS:
        return line
    if word in _BRANCHES:
        return f"{OPEN}% if 1 %{CLOSE}{line}{OPEN}% endif %{CLOSE}"
    if opens(tag):
        return f"{line}{OPEN}% end{word} %{CLOSE}"
    if word.startswith("end"):
        opening = {"for": "for x in []", "macro": "macro x()", "call": "call x()", "set": "set x", "with": "with"}
        first = opening.get(word.removeprefix("end"), "if 1")
        return f"{OPEN}% {first} %{CLOSE}{line}"
    return line


def _stand_in(tag: Tag) -> str:
    if not opens(tag):
        return f"{OPEN}% {tag.word} %{CLOSE}" if tag.word.startswith("end") else ""
    targets = _FOR.match(tag.body)
    opening = {
        "for": f"for {targets[1] if targets else 'x'} in []",
        "macro": "macro x()",
        "call": "call x()",
        "set": "set x",
        "with": "with",
    }
    return f"{OPEN}% {opening.get(tag.word, 'if 1')} %{CLOSE}"
