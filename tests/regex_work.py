"""How much work a regular expression makes of a text, counted in steps and not in seconds.

`re` says nothing of how often it goes back, so this matches as it does, from left to right and back to the last choice,
over the tree that Python's own parser makes of a pattern, and counts every character that is looked at.
"""

# ruff: noqa: ANN401 - the tree of Python's parser has no types

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]
Nodes = tuple[Node, ...]
Pattern = re.Pattern[str] | re.Pattern[bytes]


class TooMuchWorkError(Exception):
    """A pattern goes back so often that counting was given up."""


@dataclass
class _Match:
    """One text, at which a pattern is tried."""

    text: str
    flags: int
    most: int
    steps: int = 0
    groups: dict[int, tuple[int, int]] = field(default_factory=dict)

    def step(self) -> None:
        """Count a character that is looked at."""
        self.steps += 1
        if self.steps > self.most:
            raise TooMuchWorkError


def work(pattern: Pattern, method: str, text: str, most: int = 300_000) -> int:
    """Return how many steps a method of a pattern (match, fullmatch, search or all that find) makes of a text.

    Raises TooMuchWorkError beyond `most`.
    """
    tree = nodes_of(pattern)
    match = _Match(text, pattern.flags, most)
    if method in ("match", "fullmatch"):
        end = next((end for end in _ends(match, tree, 0) if method == "match" or end == len(text)), None)
        _check(pattern, method, text, end)
        return match.steps
    start = 0
    while start <= len(text):
        match.groups.clear()
        end = next(_ends(match, tree, start), None)
        if end is not None and method == "search":
            break
        start = max(end, start + 1) if end is not None else start + 1
    return match.steps


def _check(pattern: Pattern, method: str, text: str, end: int | None) -> None:
    """See that the count follows what `re` itself does."""
    subject: Any = text.encode("latin-1") if isinstance(pattern.pattern, bytes) else text
    found = getattr(pattern, method)(subject)
    assert (found.end() if found else None) == end, (pattern.pattern, method, text, end)


def nodes_of(pattern: Pattern) -> Nodes:
    """Return the parsed pattern."""
    source: Any = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    flags = pattern.flags & ~re.ASCII & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    return tuple(_parser.parse(source, flags & ~re.DEBUG))


def _ends(match: _Match, nodes: Nodes, at: int) -> Iterator[int]:
    """Yield where a sequence can end that begins here, in the order in which `re` tries."""
    if not nodes:
        yield at
        return
    (kind, argument), rest = nodes[0], nodes[1:]
    if is_single(kind):
        match.step()
        if at < len(match.text) and accepts(kind, argument, match.text[at], match.flags):
            yield from _ends(match, rest, at + 1)
        return
    for end in _TRIES[kind](match, argument, at):
        yield from _ends(match, rest, end)


def is_single(kind: Any) -> bool:
    """Whether a node takes one character."""
    return kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN)


def accepts(kind: Any, argument: Any, character: str, flags: int) -> bool:
    """Whether a node that takes one character takes this one."""
    if kind is op.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if kind is op.IN:
        return _in(argument, character, flags)
    same = character == chr(argument) or bool(flags & re.IGNORECASE and character.lower() == chr(argument).lower())
    return same == (kind is op.LITERAL)


def _in(items: list[Node], character: str, flags: int) -> bool:
    spellings = {character, character.lower(), character.upper()} if flags & re.IGNORECASE else {character}
    negated = items[0][0] is op.NEGATE
    for kind, argument in items[negated:]:
        if kind is op.LITERAL and chr(argument) in spellings:
            return not negated
        if kind is op.RANGE and any(len(one) == 1 and argument[0] <= ord(one) <= argument[1] for one in spellings):
            return not negated
        if kind is op.CATEGORY and _CATEGORIES[argument](character):
            return not negated
    return negated


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda character: not character.isspace(),
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda character: not character.isdecimal(),
    op.CATEGORY_WORD: _is_word,
    op.CATEGORY_NOT_WORD: lambda character: not _is_word(character),
}


# --- What takes no or many characters -------------------------------------------------------------


def _group(match: _Match, argument: Any, at: int) -> Iterator[int]:
    number, _, _, nodes = argument
    for end in _ends(match, tuple(nodes), at):
        if number is not None:
            match.groups[number] = (at, end)
        yield end


def _branch(match: _Match, argument: Any, at: int) -> Iterator[int]:
    for nodes in argument[1]:
        yield from _ends(match, tuple(nodes), at)


def _greedy(match: _Match, argument: Any, at: int) -> Iterator[int]:
    least, most, nodes = argument
    if len(nodes) == 1 and is_single(nodes[0][0]):
        ends = [at, *_run(match, nodes[0], at, most)]
        yield from reversed(ends[least:])
        return
    yield from _rounds(match, (least, most, tuple(nodes)), at, 0)


def _run(match: _Match, node: Node, at: int, most: int) -> Iterator[int]:
    while most and at < len(match.text):
        match.step()
        if not accepts(*node, match.text[at], match.flags):
            return
        at += 1
        most -= 1
        yield at


def _rounds(match: _Match, repeat: tuple[int, int, Nodes], at: int, done: int) -> Iterator[int]:
    least, most, nodes = repeat
    if done < most:
        for end in _ends(match, nodes, at):
            if end > at or done < least:
                yield from _rounds(match, repeat, end, done + 1)
    if done >= least:
        yield at


def _lazy(match: _Match, argument: Any, at: int) -> Iterator[int]:
    least, most, nodes = argument
    waiting = [(at, 0)]
    while waiting:
        here, done = waiting.pop()
        if done >= least:
            yield here
        if done < most:
            ends = list(_ends(match, tuple(nodes), here))
            waiting += [(end, done + 1) for end in reversed(ends) if end > here or done < least]


def _first(ends: Iterator[int]) -> Iterator[int]:
    end = next(ends, None)
    if end is not None:
        yield end


def _possessive(match: _Match, argument: Any, at: int) -> Iterator[int]:
    least, most, nodes = argument
    done = 0
    while done < most:
        end = next(_ends(match, tuple(nodes), at), None)
        if end is None or (end == at and done >= least):
            break
        at, done = end, done + 1
    if done >= least:
        yield at


def _atomic(match: _Match, argument: Any, at: int) -> Iterator[int]:
    return _first(_ends(match, tuple(argument), at))


def _assert(match: _Match, argument: Any, at: int) -> Iterator[int]:
    if _looks(match, argument, at):
        yield at


def _assert_not(match: _Match, argument: Any, at: int) -> Iterator[int]:
    if not _looks(match, argument, at):
        yield at


def _looks(match: _Match, argument: Any, at: int) -> bool:
    direction, nodes = argument
    start = at - (nodes.getwidth()[1] if direction < 0 else 0)
    return start >= 0 and next(_ends(match, tuple(nodes), start), None) is not None


def _at(match: _Match, argument: Any, at: int) -> Iterator[int]:
    match.step()
    if _ANCHORS[argument](match.text, at, match.flags):
        yield at


def _at_border(text: str, at: int, _: int) -> bool:
    return (at > 0 and _is_word(text[at - 1])) != (at < len(text) and _is_word(text[at]))


def _at_start(text: str, at: int, flags: int) -> bool:
    return at == 0 or bool(flags & re.MULTILINE and text[at - 1] == "\n")


def _at_end(text: str, at: int, flags: int) -> bool:
    return at == len(text) or (text[at] == "\n" and (at + 1 == len(text) or bool(flags & re.MULTILINE)))


_ANCHORS: dict[Any, Callable[[str, int, int], bool]] = {
    op.AT_BEGINNING: _at_start,
    op.AT_BEGINNING_STRING: lambda _, at, __: at == 0,
    op.AT_END: _at_end,
    op.AT_END_STRING: lambda text, at, _: at == len(text),
    op.AT_BOUNDARY: _at_border,
    op.AT_NON_BOUNDARY: lambda text, at, flags: not _at_border(text, at, flags),
}


def _reference(match: _Match, argument: Any, at: int) -> Iterator[int]:
    start, end = match.groups.get(argument, (0, -1))
    if end >= start:
        said = match.text[start:end]
        match.steps += len(said)
        if match.text.startswith(said, at):
            yield at + len(said)


_TRIES: dict[Any, Callable[[_Match, Any, int], Iterator[int]]] = {
    op.SUBPATTERN: _group,
    op.BRANCH: _branch,
    op.MAX_REPEAT: _greedy,
    op.MIN_REPEAT: _lazy,
    op.POSSESSIVE_REPEAT: _possessive,
    op.ATOMIC_GROUP: _atomic,
    op.ASSERT: _assert,
    op.ASSERT_NOT: _assert_not,
    op.AT: _at,
    op.GROUPREF: _reference,
}


# --- Hostile texts --------------------------------------------------------------------------------


def example(nodes: Nodes, flags: int = 0) -> str:
    """Return a short text that a sequence takes, as far as that can be told without trying."""
    return "".join(_example(kind, argument, flags) for kind, argument in nodes)


def _example(kind: Any, argument: Any, flags: int) -> str:
    if is_single(kind):
        candidates: list[str] | str = [chr(argument)] if kind is op.LITERAL else _CANDIDATES
        if kind is op.IN:
            candidates = [chr(value) for item, value in argument if item is op.LITERAL] + list(_CANDIDATES)
        return next((one for one in candidates if accepts(kind, argument, one, flags)), "\N{SNOWMAN}")
    if kind is op.SUBPATTERN:
        return example(tuple(argument[3]), flags)
    if kind is op.ATOMIC_GROUP:
        return example(tuple(argument), flags)
    if kind is op.BRANCH:
        return example(tuple(argument[1][0]), flags)
    if kind in _REPEATS:
        return example(tuple(argument[2]), flags) * int(argument[0])
    return ""


_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_CANDIDATES = "a0 .-,;:<>'\"/_x\nA&\x01"


def repeats(nodes: Nodes, flags: int, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield for each part that repeats without a small bound: what may stand before it, and what it takes once."""
    for kind, argument in nodes:
        if kind in _REPEATS:
            inner = tuple(argument[2])
            yield from repeats(inner, flags, before)
            if argument[1] > 9:
                yield before, example(inner, flags)
        elif kind in _HOLDERS:
            yield from repeats(_inner(kind, argument), flags, before)
        elif kind is op.BRANCH:
            for branch in argument[1]:
                yield from repeats(tuple(branch), flags, before)
        before += _example(kind, argument, flags)


def largest_count(nodes: Any) -> int:
    """Return the largest bound that a pattern sets itself to what it repeats, such as 64 in `a{1,64}`."""
    largest = 0
    for kind, argument in nodes:
        if kind in _REPEATS:
            bound = argument[1] if argument[1] != op.MAXREPEAT else 0
            largest = max(largest, bound, largest_count(argument[2]))
        elif kind is op.BRANCH:
            largest = max([largest, *map(largest_count, argument[1])])
        elif kind in _HOLDERS:
            largest = max(largest, largest_count(_inner(kind, argument)))
    return largest


_HOLDERS = (op.SUBPATTERN, op.ATOMIC_GROUP, op.ASSERT, op.ASSERT_NOT)


def _inner(kind: Any, argument: Any) -> Nodes:
    """Return the sequence that a group or an assertion holds."""
    return tuple(
        {op.SUBPATTERN: lambda: argument[3], op.ATOMIC_GROUP: lambda: argument}.get(kind, lambda: argument[1])()
    )


def characters(nodes: Any) -> set[str]:
    """Return the characters that a pattern speaks of, and one of each range."""
    found: set[str] = set()
    for kind, argument in nodes:
        if kind in (op.LITERAL, op.NOT_LITERAL):
            found.add(chr(argument))
        elif kind is op.RANGE:
            found.add(chr(argument[0]))
        elif kind is op.IN:
            found |= characters(argument)
        elif kind in _REPEATS:
            found |= characters(argument[2])
        elif kind in _HOLDERS:
            found |= characters(_inner(kind, argument))
        elif kind is op.BRANCH:
            for branch in argument[1]:
                found |= characters(branch)
        elif kind is op.CATEGORY:
            found.add(next(one for one in _CANDIDATES if _CATEGORIES[argument](one)))
    return found


def hostile_texts(pattern: Pattern, n: int) -> Iterator[str]:
    """Yield texts of a size that make most work of a pattern: what it repeats, often, and something else at the end."""
    nodes = nodes_of(pattern)
    alphabet = sorted(characters(nodes))
    alphabet = alphabet[:: max(1, len(alphabet) // 4)][:4]
    for before, once in dict.fromkeys([("", ""), *repeats(nodes, pattern.flags)]):
        for token in dict.fromkeys([once, *(once + one for one in alphabet[:2]), *alphabet]):
            if token:
                yield f"{before}{token * n}\x01"
