"""The filters that template writers have beside those of Jinja, in the language of the layout. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.render.limits import check_size
from pipeline.render.value_text import Paragraphs, as_text, locale_of

MOST_DECIMALS = 10

FILTERS: dict[str, tuple[str, str]] = {
    "paragraphs": (
        "{{ impact|paragraphs }}",
        "The paragraphs of a text, lists as typed; `{% for one in impact|paragraphs %}` goes over them.",
    ),
    "date": (
        '{{ datum|date("short") }}',
        'A day: `"full"`, `"long"` (unless said otherwise), `"medium"`, `"short"`, or letters such as `"d MMMM"`.',
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
        """Return a day, or a text that is one (2026-03-05), in this look; anything else as it is."""
        from babel.dates import format_date

        day = _parse_day(value) if isinstance(value, str) else value
        return format_date(day, look, locale=locale_of(self.language)) if isinstance(day, date) else day

    def number(self, value: object, decimals: int | None = None) -> object:
        """Return a number with its thousands grouped; what is no number as it is."""
        from babel.numbers import format_decimal

        number = _parse_number(value)
        if number is None:
            return value
        return format_decimal(number, format=_pattern(decimals), locale=locale_of(self.language))

    def percent(self, value: object, decimals: int | None = None) -> object:
        """Return a share as a percentage; what is no number as it is."""
        from babel.numbers import format_percent

        number = _parse_number(value)
        if number is None:
            return value
        return format_percent(number, format=f"{_pattern(decimals)}%", locale=locale_of(self.language))

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
    return value.get(attribute, "") if isinstance(value, dict) else ""


def _pattern(decimals: int | None) -> str:
    if decimals is None:
        return "#,##0.##########"
    return f"#,##0.{'0' * min(max(int(decimals), 0), MOST_DECIMALS)}".rstrip(".")


def _parse_number(value: object) -> int | float | Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return value
    try:
        return Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None


def _parse_day(text: str) -> object:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text
