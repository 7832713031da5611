"""What a value says, as people of a language write it, and which paragraphs and list items a text consists of. Pure."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, Self
from urllib.parse import quote

from markupsafe import Markup

from pipeline.locale_data import locale_data, locale_of
from pipeline.percentage import Percentage
from pipeline.rich_text import RichText, Span
from pipeline.text import BULLET, NOT_IN_WORD, NUMBER

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_LINK = re.compile(
    r"(?<![\w@./])(?:(?P<web>https?://[^\s<>\"“”]+|www\.[^\s<>\"“”]+\.[^\s<>\"“”]+)"
    r"|(?P<mail>[\w.%+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-zA-Z]{2,24}\b))",
)
_CLOSES_SENTENCE = ".,;:!?'’…"
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`]+", re.IGNORECASE)

_KEPT_IN_ADDRESS = "/:@!$'()*,;~"


_DECIMALS = 10
"""How many decimals of a number are shown: more of them are what dividing leaves."""


class NoTextError(TypeError):
    """The value says nothing to a reader: a group of values, or an object of Python's."""


class ShownValue:
    """A value that knows what a report shows of it."""

    __slots__ = ()

    @abstractmethod
    def shown(self) -> object:
        """Return a text, or a tuple of items."""


class Paragraphs(tuple[str, ...]):
    """Texts that are paragraphs of their own, not items of a list."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph of an answer: plain, or an item of a list."""

    kind: Literal["plain", "bullet", "number"]
    lines: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    """Where in the text each line begins."""
    number: int = 0

    def add(self, line: str, start: int) -> None:
        """Add a line, without the blanks at its end."""
        self.lines.append(line.rstrip())
        self.starts.append(start)


def split_paragraphs(text: str) -> list[TextParagraph]:
    """Part a text into paragraphs and list items.

    A blank line parts paragraphs. A line that begins with a mark and a blank is an item; indented lines after it belong
    to it. `-5 graden` is no item: no blank follows the dash.
    """
    paragraphs: list[TextParagraph] = []
    for begin, end in _paragraph_bounds(text):
        _add_lines(paragraphs, text[begin:end].split("\n"), begin)
    return paragraphs


def _add_lines(paragraphs: list[TextParagraph], lines: list[str], start: int) -> None:
    """Add the lines between two blank lines; `start` is where the first of them begins in the text."""
    before = len(paragraphs)
    for line in lines:
        last = paragraphs[-1] if len(paragraphs) > before else None
        if bullet := BULLET.match(line):
            paragraphs.append(TextParagraph("bullet"))
            paragraphs[-1].add(line[bullet.end() :], start + bullet.end())
        elif number := NUMBER.match(line):
            paragraphs.append(TextParagraph("number", number=int(number[1])))
            paragraphs[-1].add(line[number.end() :], start + number.end())
        elif last and last.kind == "plain":
            last.add(line, start)
        elif last and line.startswith(("  ", "\t")):
            bare = line.lstrip()
            last.add(bare, start + len(line) - len(bare))
        elif line.strip():
            paragraphs.append(TextParagraph("plain"))
            paragraphs[-1].add(line, start)
        start += len(line) + 1


def _paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph begins and ends."""
    begin = len(text) - len(text.lstrip("\n"))
    last = len(text.rstrip("\n"))
    for blank in _PARAGRAPH_END.finditer(text, begin, max(begin, last)):
        yield begin, blank.start()
        begin = blank.end()
    yield begin, max(begin, last)


# --- Any value as text ----------------------------------------------------------------------------


def as_text(value: object, language: str) -> str:  # noqa: PLR0911 - an answer for each kind of value
    """Return any value as people of that language write it. Raises NoTextError where nobody would write it."""
    if isinstance(value, str):
        return plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        locale = locale_data(language)
        return locale.yes if value else locale.no
    if isinstance(value, int | float | Decimal | Percentage):
        return number_text(value, language)
    if isinstance(value, datetime | date | time):
        return moment_text(value, locale_of(language))
    if isinstance(value, Paragraphs):
        return "\n\n".join(as_text(item, language) for item in value)
    value = as_list(value)
    if isinstance(value, list | tuple):
        return ", ".join(as_text(item, language) for item in value)
    if isinstance(value, bytes) or type(value).__str__ is object.__str__:
        raise NoTextError(type(value).__name__)
    return plain(str(value))


def number_text(value: float | Decimal | Percentage, language: str) -> str:
    """Return a number with the decimal mark of the language, and no marks between thousands; `12,5 %` as such."""
    if isinstance(value, int):
        return str(value)
    text = _decimal_text(value.number if isinstance(value, Percentage) else value, language)
    if isinstance(value, Percentage | PercentageNumber):
        return f"{text}%" if language[:2] == "en" else f"{text} %"
    return text


def _decimal_text(number: float | Decimal, language: str) -> str:
    from babel.numbers import format_decimal

    exact = Decimal(str(number or 0))  # nobody writes -0
    size = exact.adjusted() if exact.is_finite() else 0
    decimals = _DECIMALS if size > -_DECIMALS // 2 else 14 - size  # of a tiny number as many as Excel keeps
    with localcontext() as context:
        context.prec = max(context.prec, size + decimals + 2)
        pattern = f"#,##0.{'#' * decimals}"
        return format_decimal(exact, format=pattern, locale=locale_of(language), group_separator=False)


def as_list(value: object) -> object:
    """Return what a report shows of a value; what a filter such as `map` goes over as a list; any other as it is."""
    if isinstance(value, ShownValue):
        return value.shown()
    return list(value) if isinstance(value, Iterator | range | KeysView | ValuesView | ItemsView) else value


def plain(text: str) -> str:
    """Return a text with one kind of line end, and without what XML can't hold."""
    return NOT_IN_WORD.sub("", _LINE_ENDS.sub("\n", str(text)).replace("\u2029", "\n\n"))


@lru_cache(maxsize=1024)
def moment_text(value: datetime | date | time, locale: str) -> str:
    """Return a day, with the hour where there is one, or an hour alone."""
    from babel.dates import format_date, format_datetime, format_time

    if isinstance(value, time):
        return str(format_time(value, "short", locale=locale))
    if isinstance(value, datetime) and value.time() != time():
        return str(format_datetime(value, "d MMMM y HH:mm", locale=locale))
    return str(format_date(value, "d MMMM y", locale=locale))


# --- Links and looks ------------------------------------------------------------------------------


class FormattedText(str):
    """A formatted text as templates see it: to filters, tests and comparisons it is its text alone.

    Jinja works on `str` only. What a template makes of it (a part, a replacement) is a plain `str` without formatting.
    """

    __slots__ = ("spans",)
    spans: tuple[Span, ...]

    def __new__(cls, rich: RichText) -> Self:
        """Make what templates see of a formatted text."""
        text = super().__new__(cls, rich.text)
        text.spans = rich.spans
        return text

    def __reduce__(self) -> tuple[type[FormattedText], tuple[RichText]]:
        """Cross to another process with the formatting."""
        return FormattedText, (RichText(str(self), self.spans),)


class PercentageNumber(Decimal):
    """A percentage as templates see it: 12.5 to calculate with, and `12,5 %` where it is shown."""

    __slots__ = ()

    @classmethod
    def of(cls, percentage: Percentage) -> Self:
        """Make what templates see of a percentage."""
        return cls(percentage.number)


class TemplateValues(dict[str, object]):
    """Values as templates see them: every formatted text in them is a `FormattedText`, Jinja's markup is text."""

    __slots__ = ()

    @classmethod
    def of(cls, values: Mapping[str, object]) -> TemplateValues:
        """Return the values as templates see them; values that are so already are returned as they are."""
        if isinstance(values, cls):
            return values
        texts = {name: str(value) if isinstance(value, Markup) else value for name, value in values.items()}
        return cls(_converted_dict(texts))


def template_value(value: object) -> object:
    """Return one value as templates see it; for who makes `TemplateValues` of values that need no other conversion."""
    convert = _CONVERTERS.get(type(value))
    return convert(value) if convert else value


def _converted_dict(values: dict[str, object]) -> dict[str, object]:
    # Looked up by type and not called for each value: every value of every report passes here.
    return {
        name: convert(value) if (convert := _CONVERTERS.get(type(value))) else value for name, value in values.items()
    }


def _converted_list(values: Iterable[object]) -> list[object]:
    return [convert(value) if (convert := _CONVERTERS.get(type(value))) else value for value in values]


def _converted_tuple(values: Iterable[object]) -> tuple[object, ...]:
    return tuple(_converted_list(values))


_CONVERTERS: Mapping[type, Callable[[Any], object]] = {
    RichText: FormattedText,
    Percentage: PercentageNumber.of,
    Markup: str,
    dict: _converted_dict,
    list: _converted_list,
    tuple: _converted_tuple,
}
"""How values of exactly these types are converted; every other value is given to templates as it is."""


def spans_of(value: str, text: str, *, links: bool) -> tuple[Span, ...]:
    """Return the stretches of a text that look different or are links, in order.

    `text` is what `plain` returned for the value. Addresses that were typed become links too, unless `links` is false.
    """
    given = value.spans if isinstance(value, FormattedText) and str.__eq__(value, text) else ()
    typed = list(_typed_links(text)) if links else []
    if not typed:
        return given if links else tuple(span._replace(link="") for span in given)
    if not given:
        return tuple(typed)
    return tuple(_merged(given, typed))


def _typed_links(text: str) -> Iterator[Span]:
    if "@" not in text and "://" not in text and "www." not in text:
        return
    for match in _LINK.finditer(text):
        shown = match[0].rstrip(_CLOSES_SENTENCE)
        if shown.endswith(")") and "(" not in shown:
            shown = shown.rstrip(")").rstrip(_CLOSES_SENTENCE)
        address = f"mailto:{shown}" if match["mail"] else shown if "://" in shown else f"https://{shown}"
        if is_address(address):
            yield Span(match.start(), match.start() + len(shown), link=address)


def is_address(address: str) -> bool:
    """Whether a link may lead there: the web or a mailbox, and nothing that ends the attribute it is in."""
    return _SAFE_ADDRESS.fullmatch(address) is not None


def web_address(pieces: Sequence[str]) -> str:
    """Return the address that pieces make together, every second one of them a value; empty where it is none.

    A value that begins the address may be one as people type it; after other text it can't end or change that text.
    """
    first, rest = pieces[0] + pieces[1], pieces[2:]
    if pieces[0].strip():
        first = pieces[0] + quote(pieces[1], safe=_KEPT_IN_ADDRESS)
    else:
        links = list(_typed_links(first))
        first = links[0].link if len(links) == 1 and links[0].end - links[0].start == len(first) else ""
    ends = [quote(piece, safe=_KEPT_IN_ADDRESS) if number % 2 else piece for number, piece in enumerate(rest)]
    address = "".join((first, *ends)).strip() if first else ""
    return address if is_address(address) else ""


def _merged(given: tuple[Span, ...], typed: list[Span]) -> Iterator[Span]:
    """Yield spans with the looks of the given ones, and the links of both; a link that was given goes first."""
    edges = sorted({edge for span in (*given, *typed) for edge in (span.start, span.end)})
    for start, end in pairwise(edges):
        look = next((span for span in given if span.start <= start < span.end), None)
        link = next((span.link for span in typed if span.start <= start < span.end), "")
        if look or link:
            yield Span(start, end, look.looks if look else (), look.link if look and look.link else link)
