"""Fields of Word: where each begins and ends in a part, and what its instruction says. Pure."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ooxml.namespaces import Element, W

_CHARACTER, _SIMPLE, _RUN = f"{W}fldChar", f"{W}fldSimple", f"{W}r"
CODES = frozenset({f"{W}instrText", f"{W}delInstrText"})
"""The elements that hold an instruction."""
INSTRUCTION = f"{W}instr"
"""The attribute that holds the instruction of a simple field."""
_TOKEN = re.compile(r'\\(?P<switch>[^\s"\\])|"(?P<quoted>(?:[^"\\]|\\.)*+)"?|(?P<word>[^\s"\\]+)', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUOTES = str.maketrans("“”„", '"""')


@dataclass(slots=True)
class WordField:
    """A field in a part. A simple field begins, separates and ends in the same element."""

    begin: Element
    """The run that begins it, or the simple field itself."""
    separate: Element | None = None
    """The run after which its result comes."""
    end: Element | None = None
    codes: list[Element] = field(default_factory=list)
    """The elements that hold its own instruction, not that of a field inside it."""
    parent: WordField | None = None

    @property
    def is_simple(self) -> bool:
        """Whether it is one element with its result inside."""
        return self.begin.tag == _SIMPLE

    @property
    def instruction(self) -> str:
        """What it does, as typed."""
        if self.is_simple:
            return self.begin.get(INSTRUCTION, "")
        return "".join(code.text or "" for code in self.codes)


@dataclass(frozen=True, slots=True)
class Instruction:
    """What a field does: its name in capitals, its arguments, and its switches with what follows each."""

    name: str
    arguments: tuple[str, ...] = ()
    switches: tuple[tuple[str, str | None], ...] = ()

    def switch(self, name: str) -> str | None:
        """Return what follows a switch; empty where nothing does, None where the field has no such switch."""
        return next((value or "" for switch, value in self.switches if switch == name), None)

    def has_only(self, switches: AbstractSet[str]) -> bool:
        """Whether it has none but these switches."""
        return all(name in switches for name, _ in self.switches)


def find_fields(root: Element) -> list[WordField]:
    """Return the fields of a part, in the order in which they begin; one that never ends is left out."""
    fields: list[WordField] = []
    stack: list[WordField] = []
    for element in root.iter(_CHARACTER, _SIMPLE, *CODES):
        if element.tag == _SIMPLE:
            fields.append(WordField(element, element, element, parent=_nearest(stack)))
        elif element.tag != _CHARACTER:
            if stack and stack[-1].separate is None:
                stack[-1].codes.append(element)
        else:
            _step(element, fields, stack)
    return [word_field for word_field in fields if word_field.end is not None]


def _step(character: Element, fields: list[WordField], stack: list[WordField]) -> None:
    """Go on at a mark that begins, parts or ends a field."""
    run, kind = character.getparent(), character.get(f"{W}fldCharType")
    if run is None:
        return
    if kind == "begin":
        stack.append(WordField(run, parent=_nearest(stack)))
        fields.append(stack[-1])
    elif stack and kind == "separate":
        stack[-1].separate = run
    elif stack and kind == "end":
        stack.pop().end = run


def _nearest(stack: list[WordField]) -> WordField | None:
    return stack[-1] if stack else None


def give_marks_own_runs(root: Element) -> None:
    """Give each mark of a field a run of its own, as Word writes it; other programs put several into one."""
    for run in {character.getparent() for character in root.iter(_CHARACTER)}:
        content = [] if run is None else [child for child in run if child.tag != f"{W}rPr"]
        if run is None or len(content) < 2 or run.getparent() is None:  # noqa: PLR2004 - nothing to part
            continue
        for child in content[:-1]:
            new = etree.Element(_RUN)
            new.extend(copy.deepcopy(run.findall(f"{W}rPr")))
            new.append(child)
            run.addprevious(new)


def parse_instruction(text: str, with_argument: str = "*#@") -> Instruction:
    """Return what an instruction says. `with_argument` are the switches that something follows."""
    tokens = list(_tokens(text.translate(_QUOTES)))
    name = tokens[0][1].upper() if tokens and tokens[0][0] == "word" else ""
    arguments: list[str] = []
    switches: list[tuple[str, str | None]] = []
    for kind, value in tokens[1:] if name else tokens:
        if kind == "switch":
            switches.append((value.lower(), None))
        elif switches and switches[-1][1] is None and switches[-1][0] in with_argument:
            switches[-1] = (switches[-1][0], value)
        else:
            arguments.append(value)
    return Instruction(name, tuple(arguments), tuple(switches))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        value = match[kind]
        yield kind, _ESCAPED.sub(r"\1", value) if kind == "quoted" else value
