"""The expressions of `constraint` and `relevant`: a small, safe part of those of XLSForm. Pure.

`.` is the answer itself and `${name}` the answer to another question; `=`, `!=`, `<`, `<=`, `>`, `>=`, `and`, `or`,
`not()`, numbers, texts in quotes, `string-length()`, `count-selected()`, `selected(answer, 'choice')`,
`regex(answer, 'pattern')`, `date('2026-03-15')` and `today()`. Source: the XLSForm specification; what is not named
here is not in it.

What depends on an answer that was not given is neither true nor false, and breaks no rule: only comparing with `''`
asks whether there is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from pipeline.locale_data import LOCALES
from pipeline.model import PlainValue
from pipeline.text import fold

Result: TypeAlias = PlainValue | None
"""What a part of an expression evaluates to; None where that is not known."""
Evaluator: TypeAlias = "Callable[[EvaluationContext], Result]"

LONGEST: Final = 1_000
"""Characters that an expression may have."""
_DEEPEST: Final = 30
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<name>\$\{[^}]*\})|(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<word>[a-z][a-z-]*)|(?P<mark><=|>=|!=|[=<>(),.-]))"
)


@dataclass(frozen=True, slots=True)
class EvaluationContext:
    """What an expression is about: the answer, the other answers by name, and the day it is."""

    answer: Result
    answers: Mapping[str, Result]
    today: date | None = None


class Expression(NamedTuple):
    """A parsed expression."""

    holds: Callable[[EvaluationContext], bool | None]
    """Whether it is true; None where an answer that it needs is not there."""
    names: tuple[str, ...]
    """The questions that it speaks of."""


class WrongExpressionError(Exception):
    """A text is no expression. Carries the place in it, counted from 1, and the words there."""

    def __init__(self, place: int, words: str) -> None:
        """Keep the place and what stands there."""
        super().__init__(f"{place}: {words}")
        self.place = place
        self.words = words


@lru_cache(maxsize=256)
def parse(text: str) -> Expression:
    """Parse an expression. Raises WrongExpressionError where it is none."""
    return _Parser(text).whole()


class _Token(NamedTuple):
    kind: str
    text: str
    place: int


class _Parser:
    """Reads from left to right: or, and, comparison, then what stands by itself."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._next = 0
        self._names: list[str] = []
        self._depth = 0

    def whole(self) -> Expression:
        part = self._or()
        if self._peek().kind != "end":
            raise self._wrong()
        return Expression(lambda context: _truth(part(context)), tuple(dict.fromkeys(self._names)))

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> bool:
        """Step over the next token where it is among these."""
        token = self._peek()
        if token.kind in ("word", "mark") and token.text in texts:
            self._next += 1
            return True
        return False

    def _require(self, text: str) -> None:
        if not self._take(text):
            raise self._wrong()

    def _wrong(self) -> WrongExpressionError:
        token = self._peek()
        return WrongExpressionError(token.place, token.text)

    def _or(self) -> Evaluator:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise self._wrong()
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else lambda context: _any(parts, context)

    def _and(self) -> Evaluator:
        parts = [self._comparison()]
        while self._take("and"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else lambda context: _all(parts, context)

    def _comparison(self) -> Evaluator:
        left = self._single()
        token = self._peek()
        if token.text not in _COMPARISONS or token.kind != "mark":
            return left
        self._next += 1
        right, compare = self._single(), _COMPARISONS[token.text]
        return lambda context: _compared(left(context), right(context), compare, token.text)

    def _single(self) -> Evaluator:
        token = self._peek()
        self._next += token.kind != "end"
        if token.kind == "name":
            name = token.text[2:-1].strip()
            self._names.append(name)
            return lambda context: context.answers.get(name)
        if token.kind in ("number", "text"):
            return self._constant(token)
        if token.kind == "word":
            return self._call(token)
        if token.text == "." and token.kind == "mark":
            return lambda context: context.answer
        if token.text == "-" and self._peek().kind == "number":
            return self._negative()
        if token.text == "(" and token.kind == "mark":
            inner = self._or()
            self._require(")")
            return inner
        raise WrongExpressionError(token.place, token.text)

    def _negative(self) -> Evaluator:
        number = -Decimal(self._peek().text)
        self._next += 1
        return lambda _: number

    @staticmethod
    def _constant(token: _Token) -> Evaluator:
        value: Result = Decimal(token.text) if token.kind == "number" else token.text[1:-1]
        return lambda _: value

    def _call(self, token: _Token) -> Evaluator:
        self._require("(")
        arguments: list[Evaluator] = []
        start = self._peek()
        while not self._take(")"):
            if arguments:
                self._require(",")
            arguments.append(self._or())
        function = _FUNCTIONS.get((token.text, len(arguments)))
        if function is None:
            raise WrongExpressionError(token.place, token.text)
        if token.text == "regex":
            _must_be_pattern(self._tokens[self._next - 2])
        if token.text == "date":
            _must_be_day(start)
        return lambda context: function(context, [argument(context) for argument in arguments])


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    place, end = 0, len(text.rstrip())
    if not end or end > LONGEST:
        raise WrongExpressionError(1, text.strip()[:20])
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            rest = text[place:].lstrip()
            raise WrongExpressionError(len(text) - len(rest) + 1, rest[:20])
        tokens.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup) + 1))
        place = match.end()
    return [*tokens, _Token("end", "", end + 1)]


def _must_be_pattern(token: _Token) -> None:
    try:
        re.compile(token.text[1:-1] if token.kind == "text" else "(")
    except re.error as error:
        raise WrongExpressionError(token.place, token.text) from error


def _must_be_day(token: _Token) -> None:
    try:
        date.fromisoformat(token.text[1:-1])
    except ValueError as error:
        raise WrongExpressionError(token.place, token.text) from error


# --- What it comes to -----------------------------------------------------------------------------


def _truth(value: Result) -> bool | None:
    return None if value is None else bool(value)


def _all(parts: Sequence[Evaluator], context: EvaluationContext) -> bool | None:
    truths = [_truth(part(context)) for part in parts]
    if False in truths:
        return False
    return None if None in truths else True


def _any(parts: Sequence[Evaluator], context: EvaluationContext) -> bool | None:
    truths = [_truth(part(context)) for part in parts]
    if True in truths:
        return True
    return None if None in truths else False


def _order(left: Result, right: Result) -> int | None:
    """Return -1, 0 or 1; None where the two can't be put in order."""
    if isinstance(left, date) and isinstance(right, date):
        first, second = (day.date() if isinstance(day, datetime) else day for day in (left, right))
        return (first > second) - (first < second)
    number, other = _number(left), _number(right)
    if number is None or other is None:
        return None
    return (number > other) - (number < other)


def _number(value: Result) -> Decimal | None:
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, str) and re.fullmatch(r"-?\d{1,30}([.,]\d{1,30})?", value.strip()):
        return Decimal(value.strip().replace(",", "."))
    return None


def _compared(left: Result, right: Result, compare: Callable[[int], bool], mark: str) -> bool | None:
    if "" in (left, right) and mark in ("=", "!="):
        # Asking whether there is an answer is the one thing that can be asked of no answer.
        return ((left or "") == (right or "")) == (mark == "=")
    if left is None or right is None:
        return None
    order = _order(left, right)
    if order is not None:
        return compare(order)
    if mark not in ("=", "!="):
        return None
    return (fold(_text(left)) == fold(_text(right))) == (mark == "=")


def _text(value: Result) -> str:
    if isinstance(value, bool):
        return LOCALES["nl"].yes if value else LOCALES["nl"].no
    return " ".join(value) if isinstance(value, tuple) else str(value)


_COMPARISONS: Final[Mapping[str, Callable[[int], bool]]] = {
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
    "<": lambda order: order < 0,
    "<=": lambda order: order <= 0,
    ">": lambda order: order > 0,
    ">=": lambda order: order >= 0,
}


def _selected(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    chosen, choice = arguments
    if chosen is None or choice is None:
        return None if choice is None else False
    several = chosen if isinstance(chosen, tuple) else (_text(chosen),)
    return fold(_text(choice)) in {fold(item) for item in several}


def _not(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    truth = _truth(arguments[0])
    return None if truth is None else not truth


def _matches(_: EvaluationContext, arguments: Sequence[Result]) -> bool | None:
    text, pattern = arguments
    return None if text is None else re.fullmatch(_text(pattern), _text(text)) is not None


_FUNCTIONS: Final[Mapping[tuple[str, int], Callable[[EvaluationContext, Sequence[Result]], Result]]] = {
    ("not", 1): _not,
    ("selected", 2): _selected,
    ("regex", 2): _matches,
    ("string-length", 1): lambda _, given: None if given[0] is None else len(_text(given[0])),
    ("count-selected", 1): lambda _, given: len(given[0]) if isinstance(given[0], tuple) else int(given[0] is not None),
    ("date", 1): lambda _, given: date.fromisoformat(str(given[0])),
    ("today", 0): lambda context, _: context.today,
    ("true", 0): lambda _, __: True,
    ("false", 0): lambda _, __: False,
}
"""The functions, by their name and how many arguments they take."""
