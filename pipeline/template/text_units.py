"""Text outside of Word's paragraphs: attributes, drawings, charts, equations, cells, and instructions of fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lxml import etree

from pipeline.ooxml.namespaces import (
    CHART_URI,
    DRAWING_URI,
    MATH_URI,
    RELATIONSHIPS_URI,
    SHEET_URI,
    Element,
    W,
)
from pipeline.render.word_fields import INSTRUCTION, WordField, find_fields

Purpose = Literal["text", "code", "field"]
_A, _M, _S, _C = (f"{{{uri}}}" for uri in (DRAWING_URI, MATH_URI, SHEET_URI, CHART_URI))
_LINES: dict[str, tuple[str, ...]] = {
    f"{_A}t": (f"{_A}p",),
    f"{_M}t": (f"{_M}oMath",),
    f"{_S}t": (f"{_S}si", f"{_S}is"),
    f"{W}t": (f"{W}p",),
    f"{W}delText": (f"{W}p",),
}
"""The elements over which a text is split, and those that hold one line of it."""
_CODE_ELEMENTS = frozenset({
    "f", "formula", "formula1", "formula2", "definedName", "script", "instrText", "delInstrText", "command",
    "calculatedColumnFormula", "totalsRowFormula",
})  # fmt: skip
"""Elements, whatever their namespace, in which a program looks for something to work out, to run or to fetch."""
_CODE_ATTRIBUTES = frozenset({"href", "src", "instr", "action", "xpath", "prefixMappings", "macro", "textlink",
                              "connectString", "query"})  # fmt: skip
_NUMBERS = (f"{_C}numCache", f"{_C}numLit")


class TextSlot(NamedTuple):
    """One place that holds a piece of a text: an attribute, the text of the element, or the text after it."""

    element: Element
    attribute: str = ""
    is_tail: bool = False

    @property
    def text(self) -> str:
        """The text in it."""
        if self.is_tail:
            return self.element.tail or ""
        return str(self.element.get(self.attribute, "") if self.attribute else self.element.text or "")

    def set(self, text: str) -> None:
        """Put a text into it."""
        if self.is_tail:
            self.element.tail = text
        elif self.attribute:
            self.element.set(self.attribute, text)
        else:
            self.element.text = text


@dataclass(frozen=True, slots=True)
class TextUnit:
    """A text that is read as one, whatever elements it is split over."""

    slots: tuple[TextSlot, ...]
    purpose: Purpose = "text"
    """What reads it: people, a program, or (a field) Word, of which the instruction is known."""
    field: WordField | None = None

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(slot.text for slot in self.slots)

    @property
    def element(self) -> Element:
        """Where it begins."""
        return self.slots[0].element


def text_units(root: Element, *, with_paragraphs: bool) -> Iterator[TextUnit]:
    """Yield every text with a brace in it. `with_paragraphs`: also that of Word's own paragraphs."""
    fields = {unit.element: unit for unit in _field_units(root)}
    codes = {slot.element for unit in fields.values() for slot in unit.slots}
    lines: set[Element] = set()
    for element in root.iter():
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if "{" in str(value) and not (name == INSTRUCTION and element in codes):
                yield TextUnit((TextSlot(element, str(name)),), _attribute_purpose(str(name)))
        if element in fields:
            yield fields[element]
        elif isinstance(element.tag, str) and "{" in (element.text or "") and element not in codes:
            line = _line_of(element)
            if line not in lines and (with_paragraphs or element.tag != f"{W}t" or line is element):
                lines.add(line)
                yield _line_unit(element, line)
        if "{" in (element.tail or ""):
            yield TextUnit((TextSlot(element, is_tail=True),))


def _field_units(root: Element) -> Iterator[TextUnit]:
    for field in find_fields(root):
        if "{" in field.instruction:
            slots = [TextSlot(code) for code in field.codes] or [TextSlot(field.begin, INSTRUCTION)]
            yield TextUnit(tuple(slots), "field", field)


def _line_of(element: Element) -> Element:
    """Return the element that holds the line that a text is in: itself where no line is split over elements."""
    return next(element.iterancestors(*_LINES.get(str(element.tag), ("-",))), element)


def _line_unit(element: Element, line: Element) -> TextUnit:
    if line is element:
        return TextUnit((TextSlot(element),), _element_purpose(element))
    texts = [text for text in line.iter(element.tag) if _line_of(text) is line]
    return TextUnit(tuple(TextSlot(text) for text in texts))


def _element_purpose(element: Element) -> Purpose:
    if etree.QName(element).localname in _CODE_ELEMENTS:
        return "code"
    is_number = next(element.iterancestors(*_NUMBERS), None) is not None or element.tag == f"{_S}v"
    return "code" if is_number else "text"


def _attribute_purpose(name: str) -> Purpose:
    qualified = etree.QName(name)
    is_relationship = qualified.namespace == RELATIONSHIPS_URI
    return "code" if is_relationship or qualified.localname in _CODE_ATTRIBUTES else "text"
