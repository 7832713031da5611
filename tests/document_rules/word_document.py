"""A Word document as the rules look at it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from document_rules.answers import Answers
from document_rules.colours import Theme
from document_rules.markup import Element, attribute, child, children, local, number, path, q, val
from document_rules.opened import Package
from document_rules.word_styles import Styles

NOT_TEXT = frozenset({"pPr", "rPr", "sectPr", "txbxContent", "del", "moveFrom", "sdtPr", "fldData", "instrText"})
TYPED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
HEADING = re.compile(r"heading ([1-9])")
VISIBLE = frozenset({"drawing", "pict", "object", "sdt", "fldSimple", "fldChar", "oMath", "sym", "footnoteReference"})
KINDS = {
    "header": "header",
    "footer": "footer",
    "footnotes": "note",
    "endnotes": "note",
}


@dataclass(frozen=True)
class Story:
    """One stream of text: the body, a header, a footer, the notes."""

    part: str
    kind: str
    root: Element

    @property
    def paragraphs(self) -> Iterator[Element]:
        """Give the paragraphs in reading order."""
        return self.root.iter(q("w:p"))


def walk(element: Element) -> Iterator[Element]:
    """Give what shows in a paragraph, without what stands in a text box or was deleted."""
    for kid in element:
        if local(kid) not in NOT_TEXT:
            yield kid
            yield from walk(kid)


def text(element: Element) -> str:
    """Give the text that shows in a paragraph, run or cell."""
    return "".join(_typed(kid) for kid in walk(element))


def _typed(element: Element) -> str:
    if element.tag == q("w:t"):
        return element.text or ""
    return TYPED.get(local(element), "") if str(element.tag).startswith(q("w:")) else ""


def runs(paragraph: Element) -> list[Element]:
    """Give the runs of a paragraph that show text."""
    return [kid for kid in walk(paragraph) if kid.tag == q("w:r") and text(kid).strip()]


def has_content(element: Element) -> bool:
    """Tell whether there is text, a picture, a field or a form field."""
    return bool(text(element).strip()) or any(local(kid) in VISIBLE for kid in element.iter())


class Word:
    """The parts of a Word document, resolved."""

    def __init__(self, package: Package, language: str, answers: Collection[str]) -> None:
        self.package = package
        self.language = language
        self.answers = Answers(answers)
        main = package.tree(package.main)
        self.document = main if main is not None else _empty()
        body = child(self.document, "w:body")
        self.body = body if body is not None else _empty()
        self.settings = self._related("settings")
        self.styles_root = self._related("styles")
        self.numbering = self._related("numbering")
        self.theme = Theme(self._related("theme"))
        self.styles = Styles(self.styles_root, self.theme)
        self.stories = [Story(package.main, "body", self.body), *self._others()]

    def part(self, kind: str) -> str:
        """Give the name of the part of this kind."""
        return next(iter(self.package.related(self.package.main, kind)), "")

    def _related(self, kind: str) -> Element | None:
        return self.package.tree(self.part(kind))

    def _others(self) -> Iterator[Story]:
        for kind, name in KINDS.items():
            for part in self.package.related(self.package.main, kind):
                root = self.package.tree(part)
                if root is not None:
                    yield Story(part, name, root)

    @cached_property
    def word_parts(self) -> dict[str, Element]:
        """Give every part that holds text, comments among them."""
        found = {story.part: story.root for story in self.stories} | {self.package.main: self.document}
        comments = self._related("comments")
        return found | ({self.part("comments"): comments} if comments is not None else {})

    @cached_property
    def paragraphs(self) -> list[tuple[Story, Element]]:
        """Give every paragraph with its story."""
        return [(story, paragraph) for story in self.stories for paragraph in story.paragraphs]

    @cached_property
    def text_runs(self) -> list[tuple[Story, Element]]:
        """Give every run that shows text, with its story."""
        return [
            (story, run)
            for story, paragraph in self.paragraphs
            for run in runs(paragraph)
            if not self.styles.toggled(run, "w:vanish")
        ]

    @cached_property
    def tables(self) -> list[tuple[Story, Element]]:
        """Give every table with its story."""
        return [(story, table) for story in self.stories for table in story.root.iter(q("w:tbl"))]

    @cached_property
    def levels(self) -> dict[Element, int]:
        """Give the heading level of each paragraph, 0 for none."""
        return {paragraph: self._level(paragraph) for _, paragraph in self.paragraphs}

    def _level(self, paragraph: Element) -> int:
        direct = path(paragraph, "w:pPr", "w:outlineLvl")
        if direct is not None:
            return _outline(direct)
        for style in self.styles.paragraph_styles(paragraph):
            outline = path(style, "w:pPr", "w:outlineLvl")
            named = HEADING.fullmatch(val(child(style, "w:name")).lower())
            if outline is not None:
                return _outline(outline)
            if named:
                return int(named[1])
        return 0

    def numbered(self, paragraph: Element) -> tuple[str, int]:
        """Give the w:numId and level of a paragraph, an empty id for none."""
        properties = [child(paragraph, "w:pPr")]
        properties += [child(style, "w:pPr") for style in self.styles.paragraph_styles(paragraph)]
        found = [numbers for p in properties if (numbers := child(p, "w:numPr")) is not None]
        ids = [val(n) for numbers in found if (n := child(numbers, "w:numId")) is not None]
        levels = [val(n) for numbers in found if (n := child(numbers, "w:ilvl")) is not None]
        number_id = next(iter(ids), "")
        if number_id in ("", "0"):
            return "", 0
        return number_id, number(next(iter(levels), str(self._linked_level(number_id, paragraph))))

    def _linked_level(self, number_id: str, paragraph: Element) -> int:
        styles = [attribute(style, "w:styleId") for style in self.styles.paragraph_styles(paragraph)]
        for level in children(self.abstract(number_id), "w:lvl"):
            if val(child(level, "w:pStyle")) in styles[:1]:
                return number(attribute(level, "w:ilvl"))
        return 0

    def number(self, number_id: str) -> Element | None:
        """Give the w:num of an id."""
        return next((n for n in children(self.numbering, "w:num") if attribute(n, "w:numId") == number_id), None)

    def abstract(self, number_id: str) -> Element | None:
        """Give the w:abstractNum of a w:numId, through a numbering style."""
        found, seen = self._abstract(number_id), {number_id}
        while (link := val(child(found, "w:numStyleLink"))) and link not in seen:
            seen.add(link)
            style = self.styles.by_id.get(link)
            found = self._abstract(val(path(style, "w:pPr", "w:numPr", "w:numId")))
        return found

    def _abstract(self, number_id: str) -> Element | None:
        wanted = val(child(self.number(number_id), "w:abstractNumId"))
        found = children(self.numbering, "w:abstractNum")
        return next((a for a in found if attribute(a, "w:abstractNumId") == wanted), None)

    def list_level(self, number_id: str, level: int) -> Element | None:
        """Give the w:lvl in force for a level of a list."""
        for override in children(self.number(number_id), "w:lvlOverride"):
            own = child(override, "w:lvl")
            if own is not None and attribute(override, "w:ilvl") == str(level):
                return own
        found = children(self.abstract(number_id), "w:lvl")
        return next((lvl for lvl in found if attribute(lvl, "w:ilvl") == str(level)), None)


def _outline(element: Element) -> int:
    level = number(val(element, "9"), 9) + 1
    return level if level <= 9 else 0


def _empty() -> Element:
    from lxml import etree

    return etree.Element(q("w:body"))
