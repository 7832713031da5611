"""What a field shows, from what is known: numbers in the way it asks for, a comparison, a text in capitals. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from pipeline.render.word_fields import Instruction

KEPT_FORMATS = frozenset({"mergeformat", "charformat", "mergeformatinet"})
"""What a field may ask of its look, which says nothing of its text."""
_NUMBER_FORMATS = frozenset({"arabic", "alphabetic", "roman"})
_TEXT_FORMATS = frozenset({"upper", "lower", "firstcap", "caps"})
_COMPARISON = re.compile(r"<>|<=|>=|=|<|>")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST_ROMAN = 4000
_ALPHABET = 26


def formats_of(instruction: Instruction) -> list[str]:
    """Return what a field asks of its text after an asterisk, as typed."""
    asked = [value or "" for name, value in instruction.switches if name == "*"]
    return [name for name in asked if name.lower() not in KEPT_FORMATS]


def has_number_format(instruction: Instruction) -> bool:
    """Whether `number_text` knows how to write its number."""
    return all(name.lower() in _NUMBER_FORMATS for name in formats_of(instruction))


def has_text_format(instruction: Instruction) -> bool:
    """Whether `cased_text` knows how to write its text."""
    return all(name.lower() in _TEXT_FORMATS for name in formats_of(instruction))


def number_text(number: int, instruction: Instruction) -> str:
    """Return a number as a field asks for it: 3, iii, III, c or C."""
    asked = next(iter(formats_of(instruction)), "arabic")
    name = asked.lower()
    if name == "roman" and 0 < number < _LARGEST_ROMAN:
        text = _roman(number)
    elif name == "alphabetic" and number > 0:
        text = chr(ord("a") + (number - 1) % _ALPHABET) * ((number - 1) // _ALPHABET + 1)
    else:
        return str(number)
    return text.upper() if asked[0].isupper() else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def cased_text(text: str, instruction: Instruction) -> str:
    """Return a text in the capitals or small letters that a field asks for."""
    asked = next(iter(formats_of(instruction)), "").lower()
    if asked == "upper":
        return text.upper()
    if asked == "lower":
        return text.lower()
    if asked == "firstcap":
        return text[:1].upper() + text[1:]
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" ")) if asked == "caps" else text


# --- IF -------------------------------------------------------------------------------------------


def is_comparison(arguments: Sequence[str]) -> bool:
    """Whether `chosen_text` can work an IF field with these arguments out: two values, and one or two texts."""
    return len(arguments) in (4, 5) and _COMPARISON.fullmatch(arguments[1]) is not None


def chosen_text(arguments: Sequence[str]) -> str:
    """Return which of its texts an IF field shows."""
    first, sign, second, yes, no = (*arguments, "")[:5]
    return yes if _holds(first, sign, second) else no


def _holds(first: str, sign: str, second: str) -> bool:
    numbers = [_number(text) for text in (first, second)]
    if numbers[0] is not None and numbers[1] is not None:
        order = (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    elif sign in ("=", "<>"):
        order = 0 if _is_like(first, second) else 1
    else:
        order = (first > second) - (first < second)
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_like(text: str, pattern: str) -> bool:
    """Whether a text is a pattern in which `?` is any character and `*` any characters, as Word compares."""
    at, place, star, tried = 0, 0, -1, 0
    while at < len(text):
        if place < len(pattern) and pattern[place] == "*":
            star, tried = place, at
            place += 1
        elif place < len(pattern) and pattern[place] in ("?", text[at]):
            at, place = at + 1, place + 1
        elif star >= 0:
            tried += 1
            at, place = tried, star + 1
        else:
            return False
    return not pattern[place:].strip("*")
