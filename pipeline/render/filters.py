"""The filters that template writers have beside those of Jinja, in the language of the layout. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from jinja2 import UndefinedError

from pipeline.locale_data import locale_of
from pipeline.percentage import Percentage
from pipeline.render.date_formats import NAMED_LOOKS, moment_in_look, pattern_of
from pipeline.render.given import GivenDay, GivenNumber, Nothing
from pipeline.render.given.days import day_of_text
from pipeline.render.given.numbers import Exact, exact, number_of_text, rounded
from pipeline.render.limits import check_size
from pipeline.render.value_text import Paragraphs, PercentageNumber, as_text

MOST_DECIMALS = 10

FILTERS: dict[str, tuple[str, str]] = {
    "paragraphs": (
        "{{ impact|paragraphs }}",
        "The paragraphs of a text, lists as typed; `{% for one in impact|paragraphs %}` goes over them.",
    ),
    "date": (
        '{{ datum|date("short") }}',
        'A day: `"full"`, `"long"` (if not said), `"medium"`, `"short"`, or as in Excel and Word: `"d mmmm jjjj"`.',
    ),
    "number": (
        "{{ aantal|number(2) }}",
        "A number with this many decimals (without: as many as it has), and its thousands parted.",
    ),
    "percent": ("{{ aandeel|percent(1) }}", "A share as a percentage: 0.5 is 50%."),
    "join": (
        '{{ respondents|join(", ", " en ") }}',
        "The texts of a list in one line; the second text stands before the last.",
    ),
    "initials": ("{{ contactpersoon|initials }}", "The first letter of each word: An De Wolf is A.D.W."),
    "default": (
        '{{ sector|default("onbekend", true) }}',
        "What to show for a name that has no value; with `true`, also for an answer that was not given.",
    ),
    "image": (
        '{{ "logo.png"|image(width="4 cm", alt="Het logo van de stad") }}',
        "A PNG, JPEG or GIF from the template's folder: its width, height or both, and a text for who can't see it.",
    ),
    "e, escape, forceescape": (
        "{{ naam|e }}",
        "Nothing: every value is escaped already. They are there for templates that come from docxtpl.",
    ),
}
"""What the reference says of each filter: an example, and what it does."""


def user_filters(language: str) -> dict[str, Callable[..., Any]]:
    """Return the filters by their name; dates, numbers and lists are written in this language."""
    localized = LocalizedFilters(language)
    return {
        "date": localized.date,
        "number": localized.number,
        "percent": localized.percent,
        "join": localized.join,
        "initials": localized.initials,
        "paragraphs": localized.paragraphs,
        **dict.fromkeys(("e", "escape", "forceescape"), unchanged),
    }


def unchanged(value: object) -> object:
    """Return the value as it is."""
    return value


@dataclass(frozen=True, slots=True)
class LocalizedFilters:
    """The filters that depend on the language."""

    language: str

    def date(self, value: object, look: str = "long") -> object:
        """Return a day, or a text that is one (2026-03-05), in this look; any other text as it is.

        Raises DateFormatError where the look can't be understood, and TypeError for what is no day and no text.
        """
        if isinstance(value, GivenDay):
            moment_in_look(date.min, look, self.language)  # also where nobody answered
            return value.written(lambda day: moment_in_look(day, look, self.language))
        moment = day_of_text(value, self.language) if isinstance(value, str) else value
        if isinstance(moment, date | time):
            return moment_in_look(moment, look, self.language)
        if look not in NAMED_LOOKS:
            pattern_of(look, self.language)
        return _as_typed(value)

    def number(self, value: object, decimals: int | None = None) -> object:
        """Return a number with its thousands grouped; another text as it is. Raises DoubtfulNumberError."""
        from babel.numbers import format_decimal

        def write(number: Exact) -> str:
            shown = _rounded(number, decimals)
            return str(format_decimal(shown, format=_pattern(decimals), locale=locale_of(self.language)))

        return _with_number(value, lambda number: write(_exactly(number)))

    def percent(self, value: object, decimals: int | None = None) -> object:
        """Return a share as a percentage; another text as it is. Raises DoubtfulNumberError."""
        from babel.numbers import format_percent

        def write(number: object) -> str:
            is_share = not isinstance(number, Percentage | PercentageNumber)
            hundredths = _exactly(number) * 100 if is_share else _exactly(number)
            share = Decimal(_rounded(hundredths, decimals)) / 100
            return str(format_percent(share, format=f"{_pattern(decimals)}%", locale=locale_of(self.language)))

        return _with_number(value, write)

    def join(
        self, values: Iterable[object], between: str = "", last: str | None = None, attribute: str | None = None
    ) -> str:
        """Return the texts of a list in one line; `last` is what goes before the last."""
        texts = [as_text(_field(value, attribute), self.language) for value in values]
        check_size(sum(map(len, texts)) + len(texts) * len(between))
        if last is None or len(texts) < 2:  # noqa: PLR2004 - a single text has nothing before it
            return between.join(texts)
        return f"{between.join(texts[:-1])}{last}{texts[-1]}"

    def initials(self, value: object) -> str:
        """Return the first letter of each word, each with a full stop."""
        words = re.findall(r"[^\W\d_][\w’']*", as_text(value, self.language))
        return "".join(f"{word[0].upper()}." for word in words)

    def paragraphs(self, value: object) -> Paragraphs:
        """Return the paragraphs of a text, as blank lines part them."""
        return Paragraphs(re.split(r"\n\s*\n", as_text(value, self.language).strip("\n")))


def _field(value: object, attribute: str | None) -> object:
    if attribute is None:
        return value
    for name in attribute.split("."):
        if not isinstance(value, dict) or name not in value:
            raise UndefinedError(f"there is no '{name}'")
        value = value[name]
    return value


def _with_number(value: object, write: Callable[[object], str]) -> object:
    """Return what is written of a number, or of each that was given; what is no number as it is."""
    if isinstance(value, GivenNumber):
        return value.written(write)
    number = number_of_text(value) if isinstance(value, str) else value
    return _as_typed(value) if exact(number) is None else write(number)


def _as_typed(value: object) -> object:
    """Return a text, or nothing, as it is: it was typed where a day or a number was asked. Raises TypeError."""
    if value is None or isinstance(value, str | Nothing):
        return value
    raise TypeError


def _exactly(number: object) -> Exact:
    """Return a number that `_with_number` found to be one."""
    return exact(number) or 0


def _rounded(number: Exact, decimals: int | None) -> Exact:
    return number if decimals is None else rounded(number, min(max(int(decimals), 0), MOST_DECIMALS))


def _pattern(decimals: int | None) -> str:
    if decimals is None:
        return "#,##0.##########"
    return f"#,##0.{'0' * min(max(int(decimals), 0), MOST_DECIMALS)}".rstrip(".")
