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
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from pipeline.answers.expression_values import (
    COMPARISONS,
    FUNCTIONS,
    EvaluationContext,
    Evaluator,
    Result,
    all_true,
    any_true,
    compare,
    truth,
)
from pipeline.answers.patterns import PatternError, compile_pattern

LONGEST: Final = 1_000
"""Characters that an expression may have."""
_DEEPEST: Final = 30
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<name>\$\{[^}]*\})|(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<word>[a-z][a-z-]*)|(?P<mark><=|>=|!=|[=<>(),.-]))"
)


class Expression(NamedTuple):
    """A parsed expression."""

    holds: Callable[[EvaluationContext], bool | None]
    """Whether it is true; None where an answer that it needs is not there."""
    names: tuple[str, ...]
    """The questions that it speaks of."""
    choices: tuple[tuple[str, str], ...]
    """The texts that it compares answers with: the question, empty for its own, and the text."""


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
        names = tuple(dict.fromkeys(self._names))
        return Expression(lambda context: truth(part(context)), names, _choices(self._tokens))

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
        return parts[0] if len(parts) == 1 else lambda context: any_true(parts, context)

    def _and(self) -> Evaluator:
        parts = [self._comparison()]
        while self._take("and"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else lambda context: all_true(parts, context)

    def _comparison(self) -> Evaluator:
        left = self._single()
        token = self._peek()
        if token.text not in COMPARISONS or token.kind != "mark":
            return left
        self._next += 1
        right = self._single()
        return lambda context: compare(left(context), right(context), token.text)

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
        function = FUNCTIONS.get((token.text, len(arguments)))
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


def _choices(tokens: Sequence[_Token]) -> tuple[tuple[str, str], ...]:
    """Return the texts that answers are compared with: `${a} = 'b'`, `'b' != .`, `selected(${a}, 'b')`."""
    choices: list[tuple[str, str]] = []
    for index, mark in enumerate(tokens[1:-1], start=1):
        chosen = mark.text == "," and [token.text for token in tokens[max(index - 3, 0) : index - 1]] == [
            "selected",
            "(",
        ]
        if mark.kind != "mark" or not (chosen or mark.text in ("=", "!=")):
            continue
        answer, text = tokens[index - 1], tokens[index + 1]
        if answer.kind == "text" and not chosen:
            answer, text = text, answer
        if text.kind == "text" and (answer.kind == "name" or answer.text == "."):
            choices.append((answer.text[2:-1].strip(), text.text[1:-1]))
    return tuple(choices)


def _must_be_pattern(token: _Token) -> None:
    try:
        compile_pattern(token.text[1:-1] if token.kind == "text" else "(")
    except PatternError as error:
        raise WrongExpressionError(token.place, token.text) from error


def _must_be_day(token: _Token) -> None:
    try:
        date.fromisoformat(token.text[1:-1])
    except ValueError as error:
        raise WrongExpressionError(token.place, token.text) from error
