"""The filters that template writers have beside those of Jinja, in the language of the layout. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pipeline.render.value_text import Paragraphs, as_text, locale_of
from pipeline.render.writer import TooMuch

MOST_DECIMALS = 10
MOST_JOINED = 1_000_000
"""Characters that the texts of a list may make together."""

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
    locale = locale_of(language)

    def as_date(value: object, look: str = "long") -> object:
        from babel.dates import format_date

        if isinstance(value, str):
            value = _day(value)
        return format_date(value, look, locale=locale) if isinstance(value, date) else value

    def number(value: object, decimals: int | None = None) -> object:
        from babel.numbers import format_decimal

        given = _number(value)
        return value if given is None else format_decimal(given, format=_pattern(decimals), locale=locale)

    def percent(value: object, decimals: int | None = None) -> object:
        from babel.numbers import format_percent

        given = _number(value)
        return value if given is None else format_percent(given, format=f"{_pattern(decimals)}%", locale=locale)

    def join(values: Iterable[object], between: str = "", last: str | None = None, attribute: str | None = None) -> str:
        texts = [as_text(_field(value, attribute), language) for value in values]
        _bound_joined(texts, between)
        if last is None or len(texts) < 2:  # noqa: PLR2004 - one text has nothing before it
            return between.join(texts)
        return f"{between.join(texts[:-1])}{last}{texts[-1]}"

    def initials(value: object) -> str:
        return "".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_][\w’']*", as_text(value, language)))

    def paragraphs(value: object) -> Paragraphs:
        return Paragraphs(re.split(r"\n\s*\n", as_text(value, language).strip("\n")))

    def as_it_is(value: object) -> object:
        return value

    return {
        "date": as_date,
        "number": number,
        "percent": percent,
        "join": join,
        "initials": initials,
        "paragraphs": paragraphs,
        **dict.fromkeys(("e", "escape", "forceescape"), as_it_is),
    }


def _bound_joined(texts: list[str], between: str) -> None:
    if sum(map(len, texts)) + len(texts) * len(between) > MOST_JOINED:
        raise TooMuch


def _field(value: object, attribute: str | None) -> object:
    if attribute is None:
        return value
    return value.get(attribute, "") if isinstance(value, dict) else ""


def _pattern(decimals: int | None) -> str:
    if decimals is None:
        return "#,##0.##########"
    return f"#,##0.{'0' * min(max(int(decimals), 0), MOST_DECIMALS)}".rstrip(".")


def _number(value: object) -> int | float | Decimal | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float | Decimal):
        return value
    try:
        return Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None


def _day(text: str) -> object:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return text
