"""Fields of a template: those whose text follows from the report are worked out in each, the others are told.

What Word cached of such a field says nothing: it may hold the tags of a heading far away, and Word brings it back
whenever somebody updates the field. So it is emptied, and nothing in it is a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.ooxml.namespaces import Element, W
from pipeline.render.contents_table import ContentsLook
from pipeline.render.document_text import StyleNames, style_of
from pipeline.render.field_results import PROPERTY_FIELDS, FieldPlan, result_place
from pipeline.render.field_text import has_number_format, has_text_format, is_comparison
from pipeline.render.field_values import arguments_of
from pipeline.render.mistakes import Code
from pipeline.render.word_fields import (
    Instruction,
    WordField,
    find_fields,
    give_marks_own_runs,
    parse_instruction,
)
from pipeline.template.block_formatting import look_xml
from pipeline.template.field_ranges import elements_between, empty_range, leave_last_tag
from pipeline.template.markers import MarkerSources, marker

_LOOK_ONLY = frozenset("*")
_CONTENTS_SWITCHES = frozenset("cotubhnpzwxd*")
_WITH_ARGUMENT = {"TOC": "abcdflnopst*#@", "SEQ": "rs*#@"}
_FOLLOWS = frozenset({"TOC", "SEQ", "REF", "STYLEREF", "PAGEREF", "NOTEREF", "INDEX", "TOA", "IF", *PROPERTY_FIELDS})
"""Fields whose text is what the rest of the document says: a tag in it is that of another place."""
_LEFT_ALONE = frozenset({
    "PAGE", "SECTION", "SECTIONPAGES", "NUMPAGES", "DATE", "TIME", "HYPERLINK", "FORMTEXT", "FORMCHECKBOX",
    "FORMDROPDOWN", "MACROBUTTON", "GOTOBUTTON", "SYMBOL", "ADVANCE", "EQ", "QUOTE", "LISTNUM", "AUTONUM", "AUTONUMLGL",
    "AUTONUMOUT", "TC", "XE", "TA", "RD", "ADDIN", "CITATION", "BIBLIOGRAPHY", "CONTROL", "EMBED", "SHAPE", "PRIVATE",
    "DISPLAYBARCODE",
})  # fmt: skip
"""Fields that Word itself keeps up to date whenever it shows them, and fields whose text never changes."""
_TOC_STYLE_ID = re.compile(r"(?:TOC|Inhopg|TM)([1-9])")
"""The id that Word gives to such a style in its languages, also where the template does not hold the style itself."""
_TOC_STYLE = re.compile(r"toc ([1-9])|table of figures")


@dataclass(frozen=True, slots=True)
class FieldNotice:
    """What has to be told of a field: its code, where it is, and what it does."""

    code: Code
    element: Element
    instruction: str


@dataclass(slots=True)
class TemplateFields:
    """The fields of a whole template that are worked out in each report."""

    styles: StyleNames
    properties: frozenset[str] = frozenset()
    """The names of the properties that every report has."""
    plans: list[FieldPlan] = field(default_factory=list)

    def prepare(self, root: Element, sources: MarkerSources) -> list[FieldNotice]:
        """Empty what follows from the report, with a marker in its place; return what has to be told of the others."""
        if next(root.iter(f"{W}fldChar", f"{W}fldSimple"), None) is None:
            return []
        give_marks_own_runs(root)
        for mark in root.iter(f"{W}fldChar", f"{W}fldSimple"):
            mark.attrib.pop(f"{W}dirty", "")  # Word would ask about it
        notices: list[FieldNotice] = []
        for word_field in find_fields(root):
            leave_last_tag(word_field)
            if _is_inside(word_field, root):
                notices += self._prepare_field(word_field, sources)
        return notices

    def _prepare_field(self, word_field: WordField, sources: MarkerSources) -> Iterator[FieldNotice]:
        text = " ".join(word_field.instruction.split())
        name = parse_instruction(text).name
        instruction = parse_instruction(text, _WITH_ARGUMENT.get(name, "*#@"))
        if "{" in text:
            instruction = Instruction(name)  # what is in it is known in each report only
        if name in ("IF", "HYPERLINK") and "{" in text:
            self._plan(word_field, instruction, sources, keeps_result=name == "HYPERLINK")
        elif self._is_known(word_field, instruction):
            if name in ("TOC", "PAGEREF") and instruction.switch("n") is None and not _is_in_contents(word_field):
                yield FieldNotice("template-page-numbers", word_field.begin, text)
            self._plan(word_field, instruction, sources)
        elif name not in _LEFT_ALONE and not _is_in_contents(word_field):
            if name in _FOLLOWS and "{" in _cached_text(word_field):
                empty_range(word_field)
            yield FieldNotice("template-field-kept", word_field.begin, text)

    def _is_known(self, word_field: WordField, instruction: Instruction) -> bool:
        """Whether the text of a field follows from what a report says."""
        name, arguments = instruction.name, instruction.arguments
        if name == "TOC":
            return instruction.has_only(_CONTENTS_SWITCHES) and not arguments and instruction.switch("b") is None
        if name == "SEQ":
            numbers = (instruction.switch("r"), instruction.switch("s"))
            are_numbers = all(number is None or number.isdigit() for number in numbers)
            is_plain = instruction.has_only(frozenset("cnhrs*")) and has_number_format(instruction)
            return len(arguments) == 1 and are_numbers and is_plain
        if name in ("REF", "STYLEREF"):
            is_plain = instruction.has_only(frozenset("hl*")) and has_text_format(instruction)
            is_style = name == "REF" or bool(arguments and self.styles.id_of(arguments[0]))
            return len(arguments) == 1 and is_plain and is_style
        if name == "PAGEREF":
            return len(arguments) == 1
        if name == "IF":
            return is_comparison(arguments_of(word_field))
        return self._is_property(instruction) and has_text_format(instruction)

    def _is_property(self, instruction: Instruction) -> bool:
        if not instruction.has_only(_LOOK_ONLY):
            return False
        if instruction.name == "DOCPROPERTY" and len(instruction.arguments) == 1:
            (asked,) = instruction.arguments
            return asked.upper() in PROPERTY_FIELDS or asked in self.properties
        return instruction.name in PROPERTY_FIELDS and not instruction.arguments

    def _plan(
        self, word_field: WordField, instruction: Instruction, sources: MarkerSources, *, keeps_result: bool = False
    ) -> None:
        look = look_xml(_look_of(word_field))
        contents = self._contents_look(word_field) if instruction.name == "TOC" else ContentsLook()
        place = marker(sources.add(result_place(len(self.plans))))
        self.plans.append(FieldPlan(instruction, look, contents))
        start = empty_range(word_field, keeps_result=keeps_result)
        if word_field.is_simple:
            start.insert(0, place)
        else:
            start.addnext(place)

    def _contents_look(self, word_field: WordField) -> ContentsLook:
        """Return how the entries of a table of contents look, by those that Word left in it."""
        paragraphs: dict[int, str] = {}
        runs: dict[int, str] = {}
        levels = {style: _level_of(name) for name, style in self.styles.ids.items() if _TOC_STYLE.fullmatch(name)}
        for paragraph in _paragraphs_of(word_field):
            style = style_of(paragraph)
            by_id = _TOC_STYLE_ID.fullmatch(style)
            level = levels.get(style) or (int(by_id[1]) if by_id else 0)
            if level and level not in paragraphs:
                paragraphs[level] = look_xml(paragraph.find(f"{W}pPr"))
                text = next((text for text in paragraph.iter(f"{W}t") if (text.text or "").strip()), None)
                run = None if text is None else text.getparent()
                runs[level] = look_xml(None if run is None else run.find(f"{W}rPr"))
        for style, level in levels.items():
            paragraphs.setdefault(level, f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>')
        return ContentsLook(paragraphs, runs)


def _level_of(name: str) -> int:
    match = _TOC_STYLE.fullmatch(name)
    return int(match[1]) if match and match[1] else 1


def _is_inside(word_field: WordField, root: Element) -> bool:
    """Whether a field is still in the document: those in a text that was emptied are not."""
    return root in word_field.begin.iterancestors()


def _is_in_contents(word_field: WordField) -> bool:
    parent = word_field.parent
    return parent is not None and parse_instruction(parent.instruction).name in ("TOC", "INDEX", "TOA")


def _cached_elements(word_field: WordField) -> Iterator[Element]:
    if word_field.is_simple:
        yield from word_field.begin
    elif word_field.separate is not None and word_field.end is not None:
        yield from elements_between(word_field.separate, word_field.end)


def _cached_text(word_field: WordField) -> str:
    return "".join(str(text.text or "") for element in _cached_elements(word_field) for text in element.iter(f"{W}t"))


def _look_of(word_field: WordField) -> Element | None:
    """Return the properties of the first run of what a field shows, else those of the run that begins it."""
    for element in _cached_elements(word_field):
        for run in element.iter(f"{W}r"):
            if run.find(f"{W}t") is not None:
                return run.find(f"{W}rPr")
    return word_field.begin.find(f"{W}rPr")


def _paragraphs_of(word_field: WordField) -> Iterator[Element]:
    yield from word_field.begin.iterancestors(f"{W}p")
    for element in _cached_elements(word_field):
        yield from element.iter(f"{W}p")
        yield from element.iterancestors(f"{W}p")
