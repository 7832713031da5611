"""The texts that fields show in one report, worked out from what was rendered: Word does so only when it is asked.

What nobody can know before Word lays out the pages, their numbers, is left empty; `layout check` says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.ooxml.xml_parts import parse_rendered
from pipeline.render.contents_table import ContentsLook, write_entries
from pipeline.render.document_text import DocumentText, StyleNames, fragment, sequences_in, style_of, text_in
from pipeline.render.field_text import cased_text, chosen_text, is_comparison, number_text
from pipeline.render.field_values import arguments_of, drop, field_at, holds_value, unlink
from pipeline.render.markup import escape
from pipeline.render.word_fields import Instruction

_TARGET = "field"
_LOWEST_LEVEL = 9
PROPERTY_FIELDS = {
    "TITLE": "title", "SUBJECT": "subject", "AUTHOR": "creator", "KEYWORDS": "keywords", "COMMENTS": "description",
    "CATEGORY": "category",
}  # fmt: skip
"""Fields that show a property of the document, and the name of that property."""
_ORDER = (("SEQ", *PROPERTY_FIELDS, "DOCPROPERTY", "PAGEREF"), ("REF", "STYLEREF"), ("IF", "HYPERLINK"), ("TOC",))
"""Which fields are filled in first: those that others can show."""


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """A field of which the text is worked out for each report."""

    instruction: Instruction
    look: str = ""
    """The properties of the run that shows its text."""
    contents: ContentsLook = field(default_factory=ContentsLook)
    """How the entries look, where it is a table of contents."""


def result_place(number: int) -> str:
    """Return what a source holds where the text of the field with this number goes."""
    return f"<?{_TARGET} {number}?>"


def fill_results(
    parts: Mapping[str, str], main: str, plans: Sequence[FieldPlan], styles: StyleNames, properties: Mapping[str, str]
) -> dict[str, str]:
    """Return rendered parts with a text in each field; `main` is the name of the part with the document's text."""
    trees = {name: parse_rendered(xml) for name, xml in parts.items()}
    results = _Results(DocumentText(trees[main], styles), properties)
    places = [
        (place, plans[int(place.text or "")], name == main)
        for name, tree in trees.items()
        for place in tree.iter(etree.ProcessingInstruction)
        if getattr(place, "target", "") == _TARGET
    ]
    for names in _ORDER:
        for place, plan, is_main in places:
            if plan.instruction.name in names:
                results.fill(place, plan, is_main=is_main)
    return {name: etree.tostring(tree, encoding="unicode") for name, tree in trees.items()}


@dataclass
class _Results:
    """The fields of one report, while they are filled in."""

    text: DocumentText
    properties: Mapping[str, str]
    counts: dict[str, int] = field(default_factory=dict)
    """How far each sequence was counted."""
    headings_before: dict[str, int] = field(default_factory=dict)
    """How many headings came before a sequence was counted last."""

    def fill(self, place: Element, plan: FieldPlan, *, is_main: bool) -> None:
        """Put the text of a field in its place."""
        name = plan.instruction.name
        if name == "TOC":
            write_entries(place, list(_entries(self.text, plan.instruction)), plan.contents)
        elif name == "HYPERLINK":
            _finish_link(place)
        elif name == "IF":
            _fill_condition(place, plan.look)
        elif name == "SEQ":
            _replace(place, self._sequence(place, plan.instruction, is_main=is_main), plan.look)
        elif name == "STYLEREF":
            _replace(place, self._text_of_style(place, plan.instruction, is_main=is_main), plan.look)
        elif name == "REF":
            _replace(place, cased_text(self.text.bookmark(plan.instruction.arguments[0]), plan.instruction), plan.look)
        else:
            _replace(place, self._property(plan.instruction), plan.look)

    def _sequence(self, place: Element, instruction: Instruction, *, is_main: bool) -> str:
        name = instruction.arguments[0].lower()
        level, number = instruction.switch("s"), instruction.switch("r")
        if level and is_main:
            before = sum(1 for at, of in self.text.headings if at <= self.text.position_of(place) and of <= int(level))
            if self.headings_before.get(name, 0) != before:
                self.counts[name] = 0
            self.headings_before[name] = before
        if number:
            self.counts[name] = int(number)
        elif instruction.switch("c") is None:
            self.counts[name] = self.counts.get(name, 0) + 1
        is_hidden = instruction.switch("h") is not None and instruction.switch("*") is None
        return "" if is_hidden else number_text(self.counts.get(name, 0), instruction)

    def _text_of_style(self, place: Element, instruction: Instruction, *, is_main: bool) -> str:
        """Return the text in this style that comes before a place; the first one in a header, or where none does."""
        style = self.text.styles.id_of(instruction.arguments[0])
        texts = [(at, text_in(each)) for at, each in enumerate(self.text.paragraphs) if style_of(each) == style]
        shown = [(at, text) for at, text in texts if text]
        before = [text for at, text in shown if is_main and at <= self.text.position_of(place)]
        return cased_text((before[-1:] or [text for _, text in shown[:1]] or [""])[0], instruction)

    def _property(self, instruction: Instruction) -> str:
        name = instruction.arguments[0] if instruction.name == "DOCPROPERTY" else instruction.name
        return cased_text(self.properties.get(PROPERTY_FIELDS.get(name.upper(), name), ""), instruction)


# --- Tables of contents ---------------------------------------------------------------------------


def _entries(text: DocumentText, instruction: Instruction) -> Iterator[tuple[int, Element, str]]:
    """Yield what a table of contents lists: the level, the paragraph and its text."""
    level_of = _level_function(instruction, text.styles)
    for paragraph in text.paragraphs:
        level = level_of(paragraph)
        if level and (shown := text_in(paragraph)):
            yield level, paragraph, shown


def _level_function(instruction: Instruction, styles: StyleNames) -> Callable[[Element], int]:
    """Return what says on which level a table of contents lists a paragraph: 0 where it does not."""
    caption = instruction.switch("c")
    if caption is not None:
        return lambda paragraph: 1 if caption.lower() in sequences_in(paragraph) else 0
    named = _named_styles(instruction.switch("t") or "", styles)
    levels = _levels_shown(instruction)
    by_outline = instruction.switch("u") is not None

    def level_of(paragraph: Element) -> int:
        style = style_of(paragraph)
        if style in named:
            return named[style]
        level = styles.levels.get(style, 0)
        outline = paragraph.find(f"{W}pPr/{W}outlineLvl") if by_outline else None
        if outline is not None:
            level = int(outline.get(f"{W}val", str(_LOWEST_LEVEL))) + 1
        return level if level in levels else 0

    return level_of


def _levels_shown(instruction: Instruction) -> range:
    numbers = [int(number) for number in re.findall(r"\d", instruction.switch("o") or "")]
    if numbers:
        return range(numbers[0], numbers[-1] + 1)
    is_styles_only = instruction.switch("t") is not None and instruction.switch("o") is None
    return range(0) if is_styles_only and instruction.switch("u") is None else range(1, _LOWEST_LEVEL + 1)


def _named_styles(listed: str, styles: StyleNames) -> dict[str, int]:
    """Return the level of each style that a table of contents names: `Kop A;1;Kop B;2`."""
    words = [word.strip() for word in re.split("[;,]", listed)]
    pairs = zip(words[::2], words[1::2], strict=False)
    return {styles.id_of(name): int(level) for name, level in pairs if level.isdigit() and styles.id_of(name)}


# --- Results --------------------------------------------------------------------------------------


def _replace(place: Element, text: str, look: str) -> None:
    if text:
        place.addprevious(fragment(f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>', place))
    drop(place)


def _fill_condition(place: Element, look: str) -> None:
    """Show which text an IF field chooses; one with an answer in it is no field any more."""
    condition = field_at(place)
    arguments = [] if condition is None else arguments_of(condition)
    _replace(place, chosen_text(arguments) if is_comparison(arguments) else "", look)
    if condition is not None and holds_value(condition):
        unlink(condition)


def _finish_link(place: Element) -> None:
    """Leave a link where it leads somewhere, else only its text."""
    link = field_at(place)
    drop(place)
    if link is not None and not any(arguments_of(link)):
        unlink(link)
