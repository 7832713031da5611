"""Who gave which answers, and what they agree on. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias, TypeVar

from pipeline.render.value_text import as_text
from pipeline.rich_text import AnyText, RichText, join_texts

_Outcome = TypeVar("_Outcome")

Reason: TypeAlias = Literal["differ", "unread", "doubtful", "zero", "range"]
"""Why answers don't fit: they differ, one is not of the type of its question or may be two numbers, one is nought and
divided by, or what is calculated of them is no number."""


class UnfitAnswersError(Exception):
    """The template asks something that these answers can't tell, though others could."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        self.reason: Reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Given:
    """Who gave which answers to a question, and how these are put together where they differ."""

    answers: tuple[tuple[str, Any], ...]
    """Each answer, after who gave it; a single answer where all agree, none where nobody gave one."""
    language: str
    beside: bool = False
    """Whether who gave an answer is said behind it on its line, and not above it."""

    @property
    def values(self) -> tuple[Any, ...]:
        """The answers alone."""
        return tuple(value for _, value in self.answers)

    @property
    def differ(self) -> bool:
        """Whether there are answers that differ."""
        return len(self.answers) > 1

    def text(self, value: object) -> AnyText:
        """Return an answer as a text; the items of a list each on a line with a dash."""
        if isinstance(value, tuple):
            return "\n".join(f"- {item}" for item in value)
        return value if isinstance(value, str | RichText) else as_text(value, self.language)

    def shown(self, write: Callable[[Any], AnyText]) -> AnyText:
        """Return the text that a report shows, with each answer as `write` writes it."""
        if not self.differ:
            return write(self.answers[0][1]) if self.answers else ""
        if self.beside:
            lines = ((who, write(value)) for who, value in self.answers)
            return join_texts("\n", (join_texts("", (text, f" ({who})")) if who else text for who, text in lines))
        return join_texts("\n\n", (text for who, value in self.answers for text in (who, write(value))))

    def agreed(self, ask: Callable[[Any], _Outcome], nobody: _Outcome) -> _Outcome:
        """Return what `ask` says of every answer; `nobody` where there is none. Raises UnfitAnswersError."""
        outcomes = [ask(value) for value in self.values]
        if any(outcome != outcomes[0] for outcome in outcomes):
            raise UnfitAnswersError("differ")
        return outcomes[0] if outcomes else nobody

    def each(self, make: Callable[[Any], object]) -> Given:
        """Return what `make` makes of each answer, given by the same people."""
        return Given(tuple((who, make(value)) for who, value in self.answers), self.language, self.beside)


def single(value: object, language: str) -> Given:
    """Return a value that was worked out of answers, as given by nobody in particular."""
    return Given((("", value),), language)
