"""Which tags of a part belong together: what opens, branches and closes, and what has no place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.render.mistakes import Code
from pipeline.template.name_check import suggest_statement
from pipeline.template.tags import Tag

OPENERS = frozenset({"for", "if", "macro", "call", "set", "with"})
CELL_STATEMENTS = frozenset({"cellbg", "colspan", "hm", "vm"})
"""Statements of docxtpl about the cell that they are in."""
REPEATS = frozenset({"for", "macro", "call", "set"})
"""Blocks of which the content may be in a report more than once."""
BRANCHES = {"elif": frozenset({"if"}), "else": frozenset({"if", "for"})}
"""Statements that branch a block, and the blocks that they can branch."""
_KNOWN = OPENERS | CELL_STATEMENTS | {f"end{word}" for word in OPENERS} | set(BRANCHES) | {"raw"}


@dataclass(slots=True)
class Block:
    """A block: the numbers of the tags that open, branch and close it."""

    word: str
    tags: list[int]


@dataclass(frozen=True, slots=True)
class TagProblem:
    """What is wrong in a tag."""

    code: Code
    tag: int
    """The number of the tag."""
    subject: str = ""
    suggestion: str | None = None


@dataclass(slots=True)
class Blocks:
    """The blocks of a part, and what is wrong in how they open and close."""

    closed: list[Block] = field(default_factory=list)
    problems: list[TagProblem] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    """Tags that have no place in any block, or that are unknown."""
    closed_before: dict[int, list[str]] = field(default_factory=dict)
    """Blocks that should have been closed before this tag (or, at -1, at the end)."""
    crossed: list[str] = field(default_factory=list)
    """The words of blocks that another closed over, and that were not closed since."""
    unopened_words: dict[int, str] = field(default_factory=dict)
    """The word of each closing tag that closes nothing."""

    def unopened(self, word: str) -> list[int]:
        """Return the closing tags of this word that close nothing."""
        return [number for number, unopened in self.unopened_words.items() if unopened == word]

    def close_by(self, block: Block, number: int) -> None:
        """Let a tag that closed nothing close this block; the one that closed it is the mistake instead."""
        unneeded = block.tags[-1]
        block.tags[-1] = number
        self.skipped = (self.skipped - {number}) | {unneeded}
        self.unopened_words[unneeded] = self.unopened_words.pop(number)
        self.problems = [
            replace(problem, tag=unneeded) if problem.tag == number else problem for problem in self.problems
        ]


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
        if tag.word not in _KNOWN:
            _add_unknown(blocks, number, tag.word)
        elif opens(tag):
            stack.append(Block(tag.word, [number]))
        elif tag.word in BRANCHES:
            if stack and stack[-1].word in BRANCHES[tag.word]:
                stack[-1].tags.append(number)
            else:
                _add_unopened(blocks, number, tag.word)
        elif tag.word.startswith("end"):
            _close(blocks, stack, number, tags)
    for block in reversed(stack):
        blocks.problems.append(TagProblem("template-block-unclosed", block.tags[0], f"end{block.word}"))
        blocks.closed_before.setdefault(-1, []).append(block.word)
    blocks.problems.sort(key=lambda problem: problem.tag)
    return blocks


def _add_unknown(blocks: Blocks, number: int, word: str) -> None:
    blocks.skipped.add(number)
    if any(f"end{problem.subject}" == word for problem in blocks.problems):
        return  # its opening is a mistake already, and both go together
    code, suggestion = suggest_statement(word, _KNOWN)
    blocks.problems.append(TagProblem(code, number, word, suggestion))


def _add_unopened(blocks: Blocks, number: int, word: str) -> None:
    blocks.unopened_words[number] = word
    blocks.problems.append(TagProblem("template-block-unopened", number))
    blocks.skipped.add(number)


def _close(blocks: Blocks, stack: list[Block], number: int, tags: Sequence[Tag]) -> None:
    word = tags[number].word.removeprefix("end")
    if word not in (block.word for block in stack):
        if word in blocks.crossed:  # the block that should have closed earlier
            blocks.crossed.remove(word)
            blocks.skipped.add(number)
            return
        _add_unopened(blocks, number, tags[number].word)
        return
    while stack[-1].word != word:
        crossed = stack.pop()
        opening = tags[crossed.tags[0]].source
        blocks.problems.append(TagProblem("template-block-crossed", number, opening, f"{{% end{crossed.word} %}}"))
        blocks.closed_before.setdefault(number, []).append(crossed.word)
        blocks.crossed.append(crossed.word)
    block = stack.pop()
    block.tags.append(number)
    blocks.closed.append(block)
