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
from pipeline.render.field_values import enclosed
from pipeline.render.limits import LimitExceededError
from pipeline.render.markup import (
    Formatting,
    apply_formatting,
    keep_with_next,
    paragraph_style,
    run_xml,
    simple_paragraph_xml,
    simple_run_xml,
    with_page_break,
)
from pipeline.render.pictures import Picture, drawing
from pipeline.render.repeated_ids import RepeatedIds
from pipeline.render.value_text import (
    Paragraphs,
    TextParagraph,
    as_list,
    as_text,
    is_address,
    spans_of,
    split_paragraphs,
    web_address,
)
from pipeline.render.vertical_merges import VerticalMerges
from pipeline.render.weight import weight
from pipeline.rich_text import Span

MOST_STEPS = 1_000_000
"""How often the loops and macros of a template may go round for one report."""
MOST_TEXT = 64 * 1024 * 1024
"""Characters that one report may hold, markup included."""
MOST_WORK = 1024 * 1024 * 1024
"""Characters and items that the expressions of a template may go over for one report."""
LONGEST = 8.0
"""Seconds that one report may take, whatever its template does: more is a mistake in the template."""

_BLOCKS = frozenset(f"{W}{name}" for name in ("p", "tbl", "tr", "tc"))
_PREFIXES = {
    "w": WORD_URI,
    "r": RELATIONSHIPS_URI,
    "wp": WORD_DRAWING_URI,
    "a": DRAWING_URI,
    "pic": PICTURE_URI,
    "mc": COMPATIBILITY_URI,
}
_DECLARED = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items())


class MisplacedMarkupError(ValueError):
    """A macro or a block produced whole paragraphs where only a part of a paragraph can be."""


def open_end(blocks: str) -> str:
    """Return paragraphs of which the last is open, so that more can be put at its end."""
    return blocks.removesuffix("</w:p>") if blocks.endswith("</w:p>") else f"{blocks}<w:p>"


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
    formattings: Sequence[Formatting]
    lists: ListStyles
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    ids: RepeatedIds = field(default_factory=RepeatedIds)
    merges: VerticalMerges = field(default_factory=VerticalMerges)
    numberings: list[str] = field(default_factory=list)
    """A `w:num` for each numbered list, so that every list counts from its own first number."""
    links: dict[str, str] = field(default_factory=dict)
    """The relationship of each address that the part being written leads to."""
    _steps: int = 0
    _work: int = 0
    _size: int = 0
    _until: float = field(default_factory=lambda: monotonic() + LONGEST)

    def take_links(self) -> dict[str, str]:
        """Return the relationships of the part that was written, and begin those of the next."""
        links, self.links = self.links, {}
        return links

    # --- Values -----------------------------------------------------------------------------------

    def runs(self, value: object, number: int) -> str:
        """Return the value as a run among other text: line ends are line breaks."""
        formatting = self.formattings[number]
        if type(value) is str and (simple := simple_run_xml(value, formatting.run_start)) is not None:
            self.charge(len(simple))
            return simple
        if isinstance(value, Markup):
            return self._inserted_markup(value, None)
        return self._text(value, formatting)

    def block(self, value: object, number: int) -> str:
        """Return the value as paragraphs of its own: a blank line parts paragraphs, marked lines are a list."""
        formatting = self.formattings[number]
        blocks = self._blocks(value, formatting)
        return with_page_break(blocks) if formatting.breaks_page else blocks

    def _blocks(self, value: object, formatting: Formatting) -> str:
        if type(value) is str and (simple := simple_paragraph_xml(value, formatting.paragraph_start)) is not None:
            self.charge(len(simple))
            return simple
        if isinstance(value, Markup):
            return self._inserted_markup(value, formatting)
        value = as_list(value)
        if isinstance(value, list | tuple):
            self.weigh(value)
        if isinstance(value, Paragraphs):
            paragraphs = [f"<w:p>{formatting.paragraph}{self._text(item, formatting)}</w:p>" for item in value]
        elif isinstance(value, list | tuple):
            paragraphs = list(self._items(value, formatting))
        else:
            text = as_text(value, self.language)
            self.charge(len(text))
            spans = spans_of(value, text, links=formatting.links) if isinstance(value, str) else ()
            paragraphs = list(self._paragraphs(split_paragraphs(text), formatting, spans))
        return "".join(paragraphs) or f"<w:p>{formatting.paragraph}</w:p>"

    def attribute(self, value: object) -> str:
        """Return the value inside an attribute, a field or a property: text without any formatting."""
        return html.escape(self.plain(value))

    def field_value(self, value: object) -> str:
        """Return the value inside the instruction of a field that is worked out: one argument, whatever is in it."""
        return html.escape(enclosed(self.plain(value)))

    def address(self, pieces: Sequence[object]) -> str:
        """Return the address that texts and values make together; nothing where a link may not lead there."""
        return html.escape(web_address([self.plain(piece) for piece in pieces]))

    def plain(self, value: object) -> str:
        """Return the value in a line of plain text, such as a file's name."""
        value = as_list(value)
        if isinstance(value, list | tuple):
            self.weigh(value)
        text = " ".join(as_text(value, self.language).split())
        self.charge(len(text))
        return text

    def picture(self, name: str, width: object, height: object, alt: object) -> Markup:
        """Return a picture of the template. Raises PictureError where a size is none."""
        run = drawing(self.pictures[name], self.ids.new_number(), width, height, self.plain(alt))
        return Markup(run)  # noqa: S704 - made of numbers and an escaped text

    def _text(self, value: object, formatting: Formatting) -> str:
        value = as_list(value)
        if isinstance(value, list | tuple):
            self.weigh(value)
        text = as_text(value, self.language)
        self.charge(len(text))
        spans = spans_of(value, text, links=formatting.links) if isinstance(value, str) else ()
        return self._runs(text, 0, formatting, spans)

    def _items(self, values: Iterable[object], formatting: Formatting) -> Iterator[str]:
        """Yield each value that is a text as a list item."""
        has_item_style = formatting.is_list or self.lists.bullet is None
        properties = formatting.paragraph if has_item_style else paragraph_style(self.lists.bullet)
        for value in values:
            if runs := self._text(value, formatting):
                yield f"<w:p>{properties}{runs}</w:p>"

    # --- Paragraphs and lists ---------------------------------------------------------------------

    def _paragraphs(
        self, paragraphs: Sequence[TextParagraph], formatting: Formatting, spans: tuple[Span, ...]
    ) -> Iterator[str]:
        next_number = None
        for index, paragraph in enumerate(paragraphs):
            item_follows = index + 1 < len(paragraphs) and paragraphs[index + 1].kind != "plain"
            begins_list = index == 0 or paragraphs[index - 1].kind == "plain"
            has_number_style = paragraph.kind == "number" and not formatting.is_list and self.lists.number
            if has_number_style and paragraph.number != next_number:
                self._start_numbering(paragraph.number)
            properties, typed = self._properties(
                paragraph, formatting, item_follows=item_follows, begins_list=begins_list
            )
            yield f"<w:p>{properties}{self._lines(paragraph, typed, formatting, spans)}</w:p>"
            next_number = paragraph.number + 1 if paragraph.kind == "number" else None

    def _properties(
        self, paragraph: TextParagraph, formatting: Formatting, *, item_follows: bool, begins_list: bool
    ) -> tuple[str, str]:
        """Return the properties of a paragraph, and the mark that is typed where the template has no style for it."""
        if paragraph.kind == "plain" or formatting.is_list:
            properties = keep_with_next(formatting.paragraph) if item_follows else formatting.paragraph
            return properties, f"{paragraph.number}. " if paragraph.kind == "number" else ""
        is_kept = begins_list and item_follows
        if paragraph.kind == "bullet":
            properties = self._item_properties(self.lists.bullet, formatting, is_kept=is_kept)
            return properties, "" if self.lists.bullet else "- "
        properties = self._item_properties(self.lists.number, formatting, is_kept=is_kept, is_numbered=True)
        return properties, "" if self.lists.number else f"{paragraph.number}. "

    def _item_properties(
        self, style: str | None, formatting: Formatting, *, is_kept: bool, is_numbered: bool = False
    ) -> str:
        if style is None:
            return formatting.paragraph
        number = self.lists.first_free_number + len(self.numberings) - 1
        numbering = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>' if is_numbered else ""
        return paragraph_style(style, ("<w:keepNext/>" if is_kept else "") + numbering)

    def _start_numbering(self, start: int) -> None:
        number = self.lists.first_free_number + len(self.numberings)
        self.numberings.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self.lists.number_definition}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )

    # --- Runs -------------------------------------------------------------------------------------

    def _lines(self, paragraph: TextParagraph, typed: str, formatting: Formatting, spans: tuple[Span, ...]) -> str:
        """Return the lines of a paragraph as runs, after a mark that is typed."""
        if not spans:
            return run_xml(formatting.run, typed + "\n".join(paragraph.lines))
        lines = zip(paragraph.lines, paragraph.starts, strict=True)
        line_break = f"<w:r>{formatting.run}<w:br/></w:r>"
        runs = line_break.join(self._runs(line, start, formatting, spans) for line, start in lines)
        return run_xml(formatting.run, typed) + runs

    def _runs(self, text: str, start: int, formatting: Formatting, spans: tuple[Span, ...]) -> str:
        """Return a stretch of a text that begins at `start`, each span in its own look."""
        if not spans:
            return run_xml(formatting.run, text)
        runs: list[str] = []
        position, end = start, start + len(text)
        for span in spans:
            first, last = max(span.start, position), min(span.end, end)
            if first >= last:
                continue
            runs.append(run_xml(formatting.run, text[position - start : first - start]))
            runs.append(self._span(span, text[first - start : last - start], formatting))
            position = last
        runs.append(run_xml(formatting.run, text[position - start :]))
        return "".join(runs)

    def _span(self, span: Span, text: str, formatting: Formatting) -> str:
        """Return a text in the look of a span, as a link where it leads somewhere."""
        if not span.link or not formatting.links or not is_address(span.link):
            return run_xml(apply_formatting(formatting.run, span.looks), text)
        relationship = self.links.setdefault(span.link, f"rIdLink{len(self.links) + 1}")
        run = run_xml(apply_formatting(formatting.run, span.looks, self.lists.link or "", is_link=True), text)
        return f'<w:hyperlink xmlns:r="{RELATIONSHIPS_URI}" r:id="{relationship}" w:history="1">{run}</w:hyperlink>'

    def _inserted_markup(self, markup: Markup, formatting: Formatting | None) -> str:
        """Return the result of a macro, a block or a picture: our own XML, in its place.

        Raises MisplacedMarkupError where paragraphs would be in a paragraph, and where a filter changed the XML.
        """
        if not markup:
            return "" if formatting is None else f"<w:p>{formatting.paragraph}</w:p>"
        self.charge(len(markup))
        try:
            root = etree.fromstring(f"<markup{_DECLARED}>{markup}</markup>")
        except etree.XMLSyntaxError as error:
            raise MisplacedMarkupError from error
        has_blocks = any(child.tag in _BLOCKS for child in root)
        if (root.text or "").strip() or (has_blocks and formatting is None):
            raise MisplacedMarkupError
        if formatting is None or has_blocks:
            return str(markup)
        return f"<w:p>{formatting.paragraph}{markup}</w:p>"

    # --- Bounds -----------------------------------------------------------------------------------

    def charge(self, characters: int) -> None:
        """Count text that is produced. Raises LimitExceededError where it is more than a report can be."""
        self._size += characters
        if self._size > MOST_TEXT:
            raise LimitExceededError

    def weigh(self, value: object) -> None:
        """Count the work of going over a value. Raises LimitExceededError beyond the bounds."""
        self.work(weight(value))

    def work(self, amount: int) -> None:
        """Count work that is done on values, whatever comes of it. Raises LimitExceededError beyond the bounds."""
        self._work += amount
        if self._work > MOST_WORK or monotonic() > self._until:
            raise LimitExceededError

    def step(self, steps: int = 1, weight: int = 0) -> None:
        """Count rounds of loops that make `weight` characters each. Raises LimitExceededError beyond the bounds."""
        self._steps += steps
        if self._steps > MOST_STEPS or monotonic() > self._until:
            raise LimitExceededError
        self.charge(steps * weight)
