"""A number format of Excel, parsed: its sections, and what each of them writes (ECMA-376, part 1, 18.8.31). Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from operator import eq, ge, gt, le, lt, ne
from typing import NamedTuple

LONGEST_FORMAT = 255
"""Characters of a format that is read; Excel allows no more."""
_MOST_SECTIONS = 4


class FormatError(ValueError):
    """A number format is no format of Excel, or says something that is not known here."""


class Kind(Enum):
    """What a piece of a format stands for."""

    LITERAL = auto()
    DIGIT = auto()
    POINT = auto()
    COMMA = auto()
    PERCENT = auto()
    EXPONENT = auto()
    SLASH = auto()
    GENERAL = auto()
    TEXT = auto()
    """`@`: the text of the cell, or its number as Excel writes numbers without a format."""
    MOMENT = auto()
    """Letters of a day or a time, such as `yyyy` or `hh`."""
    ELAPSED = auto()
    """All hours, minutes or seconds of a duration, such as `[h]`."""
    HALF_DAY = auto()
    """`AM/PM` or `A/P`."""


class Token(NamedTuple):
    """A piece of a format."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Which numbers a section is for."""

    operator: str
    limit: float

    def holds(self, number: float) -> bool:
        """Whether the section is for this number."""
        return _OPERATORS[self.operator](number, self.limit)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a format, between semicolons."""

    tokens: tuple[Token, ...]
    condition: Condition | None = None
    language: str = ""
    """The language of names of days and months, where the format says one: `en`."""
    is_system_date: bool = False
    """Whether it is the format in which the computer writes a long date or a time."""

    def has(self, *kinds: Kind) -> bool:
        """Whether it has a piece of one of these kinds."""
        return any(token.kind in kinds for token in self.tokens)

    @property
    def is_moment(self) -> bool:
        """Whether it writes a day, a time or a duration."""
        return self.is_system_date or self.has(Kind.MOMENT, Kind.ELAPSED, Kind.HALF_DAY)


_OPERATORS: Mapping[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge, "=": eq, "<>": ne}
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*([+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,3})?)")
_COLOUR = re.compile(r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d{1,2}", re.IGNORECASE)
_ELAPSED = re.compile(r"h{1,9}|m{1,9}|s{1,9}", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^\]-]*)(?:-([0-9A-Fa-f]{1,8}|[A-Za-z]{2,3}(?:-[\w-]{0,20})?)?(?:,\w{0,9})?)?")
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half_day>am/pm|a/p)|(?P<general>general|standaard)|(?P<exponent>e[+-])"
    r"|(?P<moment>y+|m+|d+|h+|s+|b+|g+|e+)|(?P<digit>[0#?])|(?P<sign>[.,%/@])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNS = {".": Kind.POINT, ",": Kind.COMMA, "%": Kind.PERCENT, "/": Kind.SLASH, "@": Kind.TEXT}
_KINDS = {
    "half_day": Kind.HALF_DAY,
    "general": Kind.GENERAL,
    "exponent": Kind.EXPONENT,
    "moment": Kind.MOMENT,
    "digit": Kind.DIGIT,
}
_LANGUAGES = {0x13: "nl", 0x09: "en", 0x0C: "fr", 0x07: "de"}
"""By the lowest ten bits of a Windows language code."""
_SYSTEM_DATE, _SYSTEM_TIME = 0xF800, 0xF400


def parse_format(code: str) -> tuple[Section, ...]:
    """Return the sections of a format. Raises FormatError."""
    if len(code) > LONGEST_FORMAT:
        raise FormatError(code)
    sections: list[Section] = []
    reader = _SectionReader()
    for piece in _PIECE.finditer(code):
        if piece[0] == ";":
            sections.append(reader.section())
            reader = _SectionReader()
        else:
            reader.take(piece)
    sections.append(reader.section())
    if len(sections) > _MOST_SECTIONS:
        raise FormatError(code)
    return tuple(sections)


class _SectionReader:
    """Collects the pieces of one section."""

    def __init__(self) -> None:
        self._tokens: list[Token] = []
        self._condition: Condition | None = None
        self._language = ""
        self._is_system_date = False

    def take(self, piece: re.Match[str]) -> None:
        """Take the next piece. Raises FormatError for one that is not known."""
        name, text = piece.lastgroup or "", piece[piece.lastgroup or 0]
        if name == "bracket":
            self._take_bracket(text)
        elif name in _KINDS:
            self._tokens.append(Token(_KINDS[name], text))
        elif name == "sign":
            self._tokens.append(Token(_SIGNS[text], text))
        elif name == "other" and text in '"\\[]':
            raise FormatError(piece.string)  # it is opened and never closed
        elif name == "blank" or (name == "fill" and text == " "):
            self._tokens.append(Token(Kind.LITERAL, " "))
        elif name != "fill":
            self._tokens.append(Token(Kind.LITERAL, text))

    def _take_bracket(self, text: str) -> None:
        condition, currency = _CONDITION.fullmatch(text), _CURRENCY.fullmatch(text)
        if condition:
            self._condition = Condition(condition[1], float(condition[2]))
        elif _ELAPSED.fullmatch(text):
            self._tokens.append(Token(Kind.ELAPSED, text.lower()))
        elif currency:
            self._tokens.append(Token(Kind.LITERAL, currency[1]))
            self._take_language(currency[2] or "")
        elif not _COLOUR.fullmatch(text):
            raise FormatError(text)

    def _take_language(self, code: str) -> None:
        try:
            number = int(code, 16)
        except ValueError:
            self._language = code[:2].lower()
            return
        self._language = _LANGUAGES.get(number & 0x3FF, "")
        self._is_system_date = self._is_system_date or number in (_SYSTEM_DATE, _SYSTEM_TIME)

    def section(self) -> Section:
        """Return what was taken. Raises FormatError where it makes no sense together."""
        section = Section(tuple(self._tokens), self._condition, self._language, self._is_system_date)
        return replace(section, tokens=tuple(_moment_tokens(section.tokens))) if section.is_moment else section


def _moment_tokens(tokens: Sequence[Token]) -> list[Token]:
    """Return the pieces of a day or a time: what parts them is literal, and digits stand for parts of a second only."""
    made: list[Token] = []
    for token in tokens:
        before = made[-1] if made else None
        if token.kind is Kind.DIGIT and token.text == "0" and before and before.kind is Kind.POINT:
            made[-1] = Token(Kind.POINT, before.text + "0")
        elif token.kind in (Kind.DIGIT, Kind.PERCENT, Kind.EXPONENT, Kind.GENERAL, Kind.TEXT):
            raise FormatError(token.text)
        elif token.kind in (Kind.SLASH, Kind.COMMA):
            made.append(Token(Kind.LITERAL, token.text))
        elif token.kind in (Kind.MOMENT, Kind.ELAPSED):
            made.append(Token(token.kind, token.text.lower()))
        else:
            made.append(token)
    return [Token(Kind.LITERAL, ".") if token == Token(Kind.POINT, ".") else token for token in made]


_GENERAL = Section((Token(Kind.GENERAL, "General"),))
"""What writes numbers where all that a format says is for texts."""


def section_for(sections: Sequence[Section], number: float) -> tuple[Section, bool] | None:
    """Return the section that writes a number, and whether the minus sign is its own matter.

    A section that only negative numbers come to says by itself that they are negative. None where no section is for
    this number: Excel then shows a cell full of #.
    """
    numeric = [section for section in sections[: _MOST_SECTIONS - 1] if not section.has(Kind.TEXT)]
    if not numeric:
        return _GENERAL, False
    if not any(section.condition for section in numeric):
        at = 0 if number > 0 else (1 if number < 0 else 2)
        section = numeric[at] if at < len(numeric) else numeric[0]
        return section, at == 1 and len(numeric) > 1
    return _by_condition(numeric, number)


def _by_condition(sections: Sequence[Section], number: float) -> tuple[Section, bool] | None:
    earlier: list[Condition] = []
    for place, section in enumerate(sections):
        condition = section.condition or _default(place, sections)
        if condition is None:
            # What is left when zero and more are taken: only negative numbers.
            return section, any(taken.operator in (">", ">=") and taken.limit == 0 for taken in earlier)
        if condition.holds(number):
            return section, condition.operator in ("<", "<=") and condition.limit <= 0
        earlier.append(condition)
    return None


def _default(place: int, sections: Sequence[Section]) -> Condition | None:
    """Return the condition of a section without one, beside sections that have one: the last takes what is left."""
    if place == 0 and len(sections) > 1:
        return Condition(">", 0)
    if place == 1 and len(sections) > 2:  # noqa: PLR2004 - of three sections, the last is for what is left
        return Condition("<", 0)
    return None
