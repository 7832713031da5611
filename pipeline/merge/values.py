"""How a value becomes Word: plain Python values -> runs and paragraphs. Answers are text, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from markupsafe import Markup

from pipeline.text import BULLET, NOT_IN_WORD, NUMBER

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x85\u2028]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")
_YES_NO = {"nl": ("ja", "nee"), "en": ("yes", "no"), "fr": ("oui", "non"), "de": ("ja", "nein")}


@dataclass(frozen=True, slots=True)
class Frame:
    """The formatting that a tag gives to its value: properties of its paragraph and of its first character."""

    paragraph: str = ""
    run: str = ""
    is_list: bool = False
    """Whether the paragraph's own style makes it a list item."""


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The template's own styles for lists in answers; without them a list stays as it was typed."""

    bullet: str | None = None
    number: str | None = None
    number_definition: str = ""
    """The `w:abstractNumId` that the numbered style counts by."""
    first_free_number: int = 1
    """The first `w:numId` that the template doesn't use."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph of an answer: plain, or an item of a list."""

    kind: Literal["plain", "bullet", "number"]
    lines: list[str]
    number: int = 0


@dataclass(slots=True)
class Writer:
    """Turns the values of one report into Word's XML; templates call it through their tags."""

    language: str
    frames: Sequence[Frame]
    lists: ListStyles
    numberings: list[str] = field(default_factory=list)
    """A `w:num` for each numbered list, so that every list counts from its own first number."""

    def runs(self, value: object, frame: int) -> Markup:
        """Return the value as a run among other text: line ends are line breaks."""
        return Markup(_run(self.frames[frame].run, as_text(value, self.language)))  # noqa: S704 - escaped in _run

    def block(self, value: object, frame: int) -> Markup:
        """Return the value as paragraphs of its own: a blank line parts paragraphs, marked lines are a list."""
        framed = self.frames[frame]
        if isinstance(value, list | tuple):
            texts = [as_text(item, self.language) for item in value]
            as_item = framed.is_list or self.lists.bullet is None
            made = [
                _paragraph(framed.paragraph if as_item else _styled(self.lists.bullet), framed.run, text)
                for text in texts
                if text
            ]
        else:
            made = list(self._paragraphs(pieces(as_text(value, self.language)), framed))
        return Markup("".join(made) or f"<w:p>{framed.paragraph}</w:p>")  # noqa: S704 - escaped in _run

    def _paragraphs(self, parts: Sequence[_Piece], frame: Frame) -> Iterator[str]:
        expected = None
        for index, piece in enumerate(parts):
            text = "\n".join(piece.lines)
            item_follows = index + 1 < len(parts) and parts[index + 1].kind != "plain"
            first = index == 0 or parts[index - 1].kind == "plain"
            if piece.kind == "plain" or frame.is_list:
                number = f"{piece.number}. " if piece.kind == "number" else ""
                properties = _kept_with_next(frame.paragraph) if item_follows else frame.paragraph
                yield _paragraph(properties, frame.run, number + text)
            elif piece.kind == "bullet":
                yield self._item(self.lists.bullet, frame, text, typed=f"- {text}", kept=first and item_follows)
            else:
                if self.lists.number and piece.number != expected:
                    self._start_numbering(piece.number)
                typed = f"{piece.number}. {text}"
                yield self._item(self.lists.number, frame, text, typed=typed, kept=first and item_follows, counted=True)
            expected = piece.number + 1 if piece.kind == "number" else None

    def _start_numbering(self, start: int) -> None:
        number = self.lists.first_free_number + len(self.numberings)
        self.numberings.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.lists.number_definition}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )

    def _item(
        self, style: str | None, frame: Frame, text: str, *, typed: str, kept: bool, counted: bool = False
    ) -> str:
        if style is None:
            return _paragraph(frame.paragraph, frame.run, typed)
        number = self.lists.first_free_number + len(self.numberings) - 1
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if counted else ""
        return _paragraph(_styled(style, ("<w:keepNext/>" if kept else "") + numbering), frame.run, text)


def pieces(text: str) -> list[_Piece]:
    """Part a text into paragraphs and list items.

    A blank line parts paragraphs. A line that begins with a mark and a blank is an item; indented lines after it belong
    to it. `-5 graden` is no item: no blank follows the dash.
    """
    found: list[_Piece] = []
    for paragraph in _PARAGRAPH_END.split(text.strip("\n")):
        before = len(found)
        for line in paragraph.split("\n"):
            last = found[-1] if len(found) > before else None
            if bullet := BULLET.match(line):
                found.append(_Piece("bullet", [line[bullet.end() :].rstrip()]))
            elif number := NUMBER.match(line):
                found.append(_Piece("number", [line[number.end() :].rstrip()], int(number[1])))
            elif last and last.kind == "plain":
                last.lines.append(line.rstrip())
            elif last and line.startswith(("  ", "\t")):
                last.lines.append(line.strip())
            elif line.strip():
                found.append(_Piece("plain", [line.rstrip()]))
    return found


def as_text(value: object, language: str) -> str:  # noqa: PLR0911 - one answer for each kind of value
    """Return any value as people of that language write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO.get(language[:2], _YES_NO["en"])[0 if value else 1]
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        from babel.numbers import format_decimal  # noqa: PLC0415 - most reports have no number in them

        return format_decimal(value, format="#,##0.##########", locale=_locale(language), group_separator=False)
    if isinstance(value, datetime | date | time):
        return _moment_text(value, _locale(language))
    if isinstance(value, list | tuple):
        return ", ".join(as_text(item, language) for item in value)
    return NOT_IN_WORD.sub("", _LINE_ENDS.sub("\n", str(value)).replace("\u2029", "\n\n"))


@lru_cache(maxsize=1024)
def _moment_text(value: datetime | date | time, locale: str) -> str:
    from babel.dates import format_date, format_datetime, format_time  # noqa: PLC0415 - as above

    if isinstance(value, time):
        return str(format_time(value, "short", locale=locale))
    if isinstance(value, datetime) and value.time() != time():
        return str(format_datetime(value, "d MMMM y HH:mm", locale=locale))
    return str(format_date(value, "d MMMM y", locale=locale))


def _locale(language: str) -> str:
    return language.replace("-", "_")


def _styled(style: str | None, more: str = "") -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>'


def _kept_with_next(properties: str) -> str:
    """Return paragraph properties that keep it with the list it introduces, not alone at the foot of a page."""
    if "<w:keepNext" in properties or "<w:pStyle" not in properties:
        return properties
    return re.sub(r"(<w:pStyle [^>]*/>)", r"\1<w:keepNext/>", properties, count=1)


def _paragraph(properties: str, run_properties: str, text: str) -> str:
    return f"<w:p>{properties}{_run(run_properties, text)}</w:p>"


def _run(properties: str, text: str) -> str:
    if not text:
        return ""
    lines = ("<w:tab/>".join(map(_text, line.split("\t"))) for line in text.split("\n"))
    return f"<w:r>{properties}{'<w:br/>'.join(lines)}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>' if text else ""
