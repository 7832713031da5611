"""How values become Word: values -> runs and paragraphs of one report. Answers are text, never markup."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic

from lxml import etree
from markupsafe import Markup

from pipeline.ooxml.namespaces import (
    COMPATIBILITY_URI,
    DRAWING_URI,
    PICTURE_URI,
    RELATIONSHIPS_URI,
    WORD_DRAWING_URI,
    WORD_URI,
    W,
)
from pipeline.render.limits import LimitExceededError
from pipeline.render.markup import (
    Frame,
    dressed,
    kept_with_next,
    run,
    simple_paragraph,
    simple_run,
    styled,
)
from pipeline.render.pictures import Picture, drawing
from pipeline.render.value_text import Paragraphs, Piece, as_list, as_text, is_address, pieces, spans_of
from pipeline.text import Span

MOST_STEPS = 1_000_000
"""How often the loops and macros of a template may go round for one report."""
MOST_TEXT = 64 * 1024 * 1024
"""Characters that one report may hold, markup included."""
LONGEST = 8.0
"""Seconds that one report may take, whatever its template does: more is a mistake in the template."""

_BLOCK_TAGS = frozenset(f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PREFIXES = {
    "w": WORD_URI,
    "r": RELATIONSHIPS_URI,
    "wp": WORD_DRAWING_URI,
    "a": DRAWING_URI,
    "pic": PICTURE_URI,
    "mc": COMPATIBILITY_URI,
}


class MisplacedMarkupError(ValueError):
    """Whole paragraphs, made by a macro or a block, stand where only a part of a paragraph can stand."""


@dataclass(frozen=True, slots=True)
class ListStyles:
    """The template's own styles for what answers bring; without them a list stays as it was typed."""

    bullet: str | None = None
    number: str | None = None
    number_definition: str = ""
    """The `w:abstractNumId` that the numbered style counts by."""
    first_free_number: int = 1
    """The first `w:numId` that the template doesn't use."""
    link: str | None = None
    """The character style of links."""


@dataclass(slots=True)
class Writer:
    """Turns the values of one report into Word's XML; the tags of a template call it."""

    language: str
    frames: Sequence[Frame]
    lists: ListStyles
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    first_free_id: int = 1
    numberings: list[str] = field(default_factory=list)
    """A `w:num` for each numbered list, so that every list counts from its own first number."""
    links: dict[str, str] = field(default_factory=dict)
    """The relationship of each address that the part being written leads to."""
    copies: list[tuple[str, str, str]] = field(default_factory=list)
    """Notes that a loop refers to again: which kind, its id, and the id of its copy."""
    _ids: dict[str, int] = field(default_factory=dict)
    _latest: dict[tuple[str, str], str] = field(default_factory=dict)
    _steps: int = 0
    _size: int = 0
    _until: float = field(default_factory=lambda: monotonic() + LONGEST)

    def take_links(self) -> dict[str, str]:
        """Return the relationships of the part that was written, and begin those of the next."""
        links, self.links = self.links, {}
        return links

    # --- Values -----------------------------------------------------------------------------------

    def runs(self, value: object, number: int) -> str:
        """Return the value as a run among other text: line ends are line breaks."""
        frame = self.frames[number]
        if type(value) is str and (made := simple_run(value, frame.opened)) is not None:
            self.charge(len(made))
            return made
        if isinstance(value, Markup):
            return self._made(value, None)
        return self._text(value, frame)

    def block(self, value: object, number: int) -> str:
        """Return the value as paragraphs of its own: a blank line parts paragraphs, marked lines are a list."""
        frame = self.frames[number]
        if type(value) is str and (simple := simple_paragraph(value, frame.paragraph_opened)) is not None:
            self.charge(len(simple))
            return simple
        if isinstance(value, Markup):
            return self._made(value, frame)
        value = as_list(value)
        if isinstance(value, Paragraphs):
            made = [f"<w:p>{frame.paragraph}{self._text(item, frame)}</w:p>" for item in value]
        elif isinstance(value, list | tuple):
            made = list(self._listed(value, frame))
        else:
            text = as_text(value, self.language)
            self.charge(len(text))
            spans = spans_of(value, text, links=frame.links) if isinstance(value, str) else ()
            made = list(self._paragraphs(pieces(text), frame, spans))
        return "".join(made) or f"<w:p>{frame.paragraph}</w:p>"

    def attribute(self, value: object) -> str:
        """Return the value inside an attribute, a field or a property: text without any formatting."""
        text = " ".join(as_text(value, self.language).split())
        self.charge(len(text))
        return html.escape(text)

    def plain(self, value: object) -> str:
        """Return the value in a line of plain text, such as a file's name."""
        text = " ".join(as_text(value, self.language).split())
        self.charge(len(text))
        return text

    def picture(self, name: str, width: object, height: object, alt: object) -> Markup:
        """Return a picture of the template. Raises PictureError where a size is none."""
        shown = drawing(self.pictures[name], self._new_number(), width, height, self.plain(alt))
        return Markup(shown)  # noqa: S704 - made of numbers and an escaped text

    def _text(self, value: object, frame: Frame) -> str:
        text = as_text(value, self.language)
        self.charge(len(text))
        spans = spans_of(value, text, links=frame.links) if isinstance(value, str) else ()
        return self._runs(text, 0, frame, spans)

    def _listed(self, values: Iterable[object], frame: Frame) -> Iterator[str]:
        as_item = frame.is_list or self.lists.bullet is None
        properties = frame.paragraph if as_item else styled(self.lists.bullet)
        for value in values:
            if runs := self._text(value, frame):
                yield f"<w:p>{properties}{runs}</w:p>"

    def _paragraphs(self, parts: Sequence[Piece], frame: Frame, spans: tuple[Span, ...]) -> Iterator[str]:
        expected = None
        for index, piece in enumerate(parts):
            item_follows = index + 1 < len(parts) and parts[index + 1].kind != "plain"
            first = index == 0 or parts[index - 1].kind == "plain"
            if piece.kind == "plain" or frame.is_list:
                properties = kept_with_next(frame.paragraph) if item_follows else frame.paragraph
                typed = f"{piece.number}. " if piece.kind == "number" else ""
            elif piece.kind == "bullet":
                properties = self._item(self.lists.bullet, frame, kept=first and item_follows)
                typed = "" if self.lists.bullet else "- "
            else:
                if self.lists.number and piece.number != expected:
                    self._start_numbering(piece.number)
                properties = self._item(self.lists.number, frame, kept=first and item_follows, counted=True)
                typed = "" if self.lists.number else f"{piece.number}. "
            if not spans:
                runs = run(frame.run, typed + "\n".join(piece.lines))
            else:
                lines = zip(piece.lines, piece.starts, strict=True)
                broken = f"<w:r>{frame.run}<w:br/></w:r>".join(self._runs(*line, frame, spans) for line in lines)
                runs = run(frame.run, typed) + broken
            yield f"<w:p>{properties}{runs}</w:p>"
            expected = piece.number + 1 if piece.kind == "number" else None

    def _start_numbering(self, start: int) -> None:
        number = self.lists.first_free_number + len(self.numberings)
        self.numberings.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.lists.number_definition}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )

    def _item(self, style: str | None, frame: Frame, *, kept: bool, counted: bool = False) -> str:
        if style is None:
            return frame.paragraph
        number = self.lists.first_free_number + len(self.numberings) - 1
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if counted else ""
        return styled(style, ("<w:keepNext/>" if kept else "") + numbering)

    # --- Runs -------------------------------------------------------------------------------------

    def _runs(self, text: str, start: int, frame: Frame, spans: tuple[Span, ...]) -> str:
        """Return a stretch of a text that begins at `start`, each span in its own look."""
        if not spans:
            return run(frame.run, text)
        made: list[str] = []
        position, end = start, start + len(text)
        for span in spans:
            first, last = max(span.start, position), min(span.end, end)
            if first >= last:
                continue
            made.append(run(frame.run, text[position - start : first - start]))
            shown = text[first - start : last - start]
            made.append(self._link(span, shown, frame) if span.link else run(dressed(frame.run, span.looks), shown))
            position = last
        made.append(run(frame.run, text[position - start :]))
        return "".join(made)

    def _link(self, span: Span, shown: str, frame: Frame) -> str:
        if not frame.links or not is_address(span.link):
            return run(dressed(frame.run, span.looks), shown)
        relationship = self.links.setdefault(span.link, f"rIdLink{len(self.links) + 1}")
        text = run(dressed(frame.run, span.looks, self.lists.link or "", is_link=True), shown)
        return f'<w:hyperlink xmlns:r="{RELATIONSHIPS_URI}" r:id="{relationship}" w:history="1">{text}</w:hyperlink>'

    def _made(self, made: Markup, frame: Frame | None) -> str:
        """Return what a macro, a block or a picture made: our own XML, in its place.

        Raises MisplacedMarkupError where paragraphs would stand in a paragraph, and where a filter changed the XML.
        """
        if not made:
            return "" if frame is None else f"<w:p>{frame.paragraph}</w:p>"
        self.charge(len(made))
        namespaces = "".join(f' xmlns:{prefix}="{name}"' for prefix, name in _PREFIXES.items())
        try:
            root = etree.fromstring(f"<made{namespaces}>{made}</made>")
        except etree.XMLSyntaxError as error:
            raise MisplacedMarkupError from error
        if (root.text or "").strip():
            raise MisplacedMarkupError
        of_blocks = any(child.tag in _BLOCK_TAGS for child in root)
        if frame is None:
            if of_blocks:
                raise MisplacedMarkupError
            return str(made)
        return str(made) if of_blocks else f"<w:p>{frame.paragraph}{made}</w:p>"

    # --- Ids that loops repeat --------------------------------------------------------------------

    def new_id(self, kind: str, own: str) -> str:
        """Return an id for one more element like that of the template: its own the first time, then a new one."""
        key = (kind, own)
        if key not in self._latest:
            self._latest[key] = own
        elif kind == "name":
            self._latest[key] = f"{own[:34]}_{self._next(own) + 1}"
        else:
            self._latest[key] = self._new_number()
            if kind.endswith("notes") or kind == "comments":
                self.copies.append((kind, own, self._latest[key]))
        return self._latest[key]

    def _new_number(self) -> str:
        return str(self.first_free_id + self._next("") - 1)

    def _next(self, kind: str) -> int:
        self._ids[kind] = self._ids.get(kind, 0) + 1
        return self._ids[kind]

    def current_id(self, kind: str, own: str) -> str:
        """Return the id that `new_id` gave last: for the end of what it began."""
        return self._latest.get((kind, own), own)

    # --- Bounds -----------------------------------------------------------------------------------

    def charge(self, characters: int) -> None:
        """Count text that is made. Raises LimitExceededError where it is more than a report can be."""
        self._size += characters
        if self._size > MOST_TEXT:
            raise LimitExceededError

    def step(self, steps: int = 1, weight: int = 0) -> None:
        """Count rounds of loops that make `weight` characters each. Raises LimitExceededError beyond the bounds."""
        self._steps += steps
        if self._steps > MOST_STEPS or monotonic() > self._until:
            raise LimitExceededError
        self.charge(steps * weight)
