"""Answers in the instruction of a field: each is one argument, whatever is in it, and none of them stays there."""

from __future__ import annotations

import re

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.document_text import following
from pipeline.render.word_fields import CODES, INSTRUCTION, WordField, find_fields, parse_instruction

VALUE_START, VALUE_END = "\ue005", "\ue006"
"""What encloses a value in an instruction."""
_VALUE = re.compile(f"{VALUE_START}([^{VALUE_START}{VALUE_END}]*+){VALUE_END}")
_PROTECTED = str.maketrans({'"': "\ue007", "“": "\ue009", "”": "\ue00a", "„": "\ue00b", "\\": "\ue008"})
_UNPROTECTED = {number: chr(letter) for letter, text in _PROTECTED.items() for number in [ord(str(text))]}
_MARKS = dict.fromkeys(map(ord, (VALUE_START, VALUE_END)))


def enclosed(value: str) -> str:
    """Return a value as it is put into an instruction until that is worked out."""
    return f"{VALUE_START}{value.translate(_MARKS)}{VALUE_END}"


def field_at(place: Element) -> WordField | None:
    """Return the field whose result begins at this place."""
    before, parent = place.getprevious(), place.getparent()
    for field in find_fields(place.getroottree().getroot()):
        if (field.is_simple and field.begin is parent) or (before is not None and field.separate is before):
            return field
    return None


def arguments_of(field: WordField) -> list[str]:
    """Return the arguments of a field, with what the fields and the values in its instruction show."""
    text = field.instruction if field.is_simple else "".join(_pieces(field))
    return [argument.translate(_UNPROTECTED) for argument in parse_instruction(_protected(text)).arguments]


def _pieces(field: WordField) -> list[str]:
    """Return what is in an instruction: its own codes, and what the fields in it show, enclosed as values."""
    pieces: list[str] = []
    in_result: list[bool] = []
    for element in following(field.begin):
        if element is field.separate:
            break
        if element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                in_result.append(False)
            elif kind == "separate" and in_result:
                in_result[-1] = True
            elif kind == "end" and in_result:
                in_result.pop()
        elif element.tag in CODES and not in_result:
            pieces.append(element.text or "")
        elif element.tag == f"{W}t" and all(in_result):
            pieces.append(enclosed(element.text or ""))
    return pieces


def _protected(text: str) -> str:
    """Return an instruction in which no value can end the argument that it is in."""
    pieces: list[str] = []
    position, is_quoted = 0, False
    for match in _VALUE.finditer(text):
        before = text[position : match.start()]
        is_quoted ^= sum(before.count(quote) for quote in '"“”„') % 2 == 1
        value = match[1].translate(_PROTECTED)
        pieces += (before, value if is_quoted else f'"{value}"')
        position = match.end()
    return "".join((*pieces, text[position:]))


def holds_value(field: WordField) -> bool:
    """Whether an answer is in the instruction of a field."""
    texts = [field.begin.get(INSTRUCTION, ""), *(code.text or "" for code in field.codes)]
    return any(VALUE_START in text for text in texts)


def unlink(field: WordField) -> None:
    """Leave of a field only its result."""
    if field.is_simple:
        for child in list(field.begin):
            field.begin.addprevious(child)
    else:
        for element in list(following(field.begin)):
            if element is field.separate:
                break
            if element.tag == f"{W}r":
                drop(element)
    for run in {field.begin, field.separate, field.end} - {None}:
        if run is not None:
            drop(run)


def drop(element: Element) -> None:
    """Remove an element from its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
