"""One part of a template -> source for Jinja: every tag in its place between runs, everything else as it was."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from lxml import etree

from pipeline.merge.stamp import WRITER
from pipeline.merge.tags import MARK, Element, Tag, W, find_tags, isolate, mark, stray_marks, text_nodes, text_of
from pipeline.merge.values import Frame
from pipeline.opc import SAFE_PARSER

# Private-use characters as Jinja's delimiters: no text of a template can be taken for a tag.
OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(rf"<\?{MARK} (\d+)\?>")
_NAMESPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')
# What a paragraph may hold beside one tag for the tag to stand for all of it.
_PLAIN = frozenset(f"{W}{name}" for name in ("pPr", "r", "proofErr", "bookmarkStart", "bookmarkEnd"))
# What must not vanish with the paragraph, row or cell that a tag stands for.
_NOT_LEFT_OUT = ("sectPr", "drawing", "pict", "object")
_PLAIN_IN_RUN = frozenset(f"{W}{name}" for name in ("rPr", "t", "lastRenderedPageBreak"))


@dataclass(frozen=True, slots=True)
class TemplateMistake:
    """One mistake in a template."""

    where: str
    """The part: body, header1, footer2 ..."""
    tag: str
    """The tag as typed, or the name in it."""
    reason: str = ""
    """What is wrong, in the words of Jinja; empty for an unknown name."""
    suggestion: str | None = None


@dataclass(slots=True)
class Part:
    """A part of a template: its source for Jinja, and what is wrong in it."""

    where: str
    list_styles: AbstractSet[str]
    frames: list[Frame]
    tags: list[Tag] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    mistakes: list[TemplateMistake] = field(default_factory=list)
    source: str = ""
    lines: dict[int, Tag] = field(default_factory=dict)
    """Which tag stands on which line of the source."""

    def number(self, tags: list[Tag]) -> list[tuple[int, Tag]]:
        """Take in the tags of a paragraph, and return each with its number."""
        numbered = list(enumerate(tags, start=len(self.tags)))
        self.tags.extend(tags)
        self.codes.update((number, _code(tag)) for number, tag in numbered)
        return numbered


def read_part(where: str, content: bytes, list_styles: AbstractSet[str], frames: list[Frame]) -> Part:
    """Read a part and make its source; the frames of its values are added to `frames`. Raises XMLSyntaxError."""
    part = Part(where, list_styles, frames)
    root = etree.fromstring(content, SAFE_PARSER)
    _mark_tags(root, part)
    part.source, part.lines = _source(root, part)
    return part


def _mark_tags(root: Element, part: Part) -> None:
    """Replace every tag by a mark; what a tag stands for besides itself goes with it."""
    replaced: dict[Element, list[int]] = {}
    for paragraph in list(root.iter(f"{W}p")):
        text = text_of(paragraph)
        part.mistakes.extend(
            TemplateMistake(part.where, stray, f"“{' '.join(text.split())[:60]}”") for stray in stray_marks(text)
        )
        numbered = part.number(find_tags(text))
        scoped = [(number, tag) for number, tag in numbered if tag.scope in ("p", "tr", "tc")]
        for number, tag in scoped:
            _stand_for(paragraph, number, tag, part, replaced)
        if scoped:
            continue
        if _stands_alone(paragraph, text, numbered):
            part.frames.append(_frame(paragraph, _first_run_properties(paragraph), part.list_styles))
            ((number, tag),) = numbered
            part.codes[number] = _call("block", tag, len(part.frames) - 1)
            replaced[paragraph] = [number]
        else:
            _mark_between_runs(paragraph, numbered, part)
    for element, numbers in replaced.items():
        _tell_what_goes_with(element, [part.tags[number] for number in numbers], part)
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = [mark(number) for number in numbers]


def _mark_between_runs(paragraph: Element, numbered: list[tuple[int, Tag]], part: Part) -> None:
    for number, properties in isolate(paragraph, numbered):
        if part.tags[number].kind == "value":
            part.frames.append(Frame(run=_xml(properties)))
            part.codes[number] = _call("runs", part.tags[number], len(part.frames) - 1)


def _stand_for(paragraph: Element, number: int, tag: Tag, part: Part, replaced: dict[Element, list[int]]) -> None:
    """Let a tag take the place of its paragraph, row or cell; `{{p x}}` is a value with a paragraph to itself."""
    element = paragraph if tag.scope == "p" else next(paragraph.iterancestors(f"{W}{tag.scope}"), None)
    if element is None:
        part.mistakes.append(TemplateMistake(part.where, tag.source, "not in a table"))
        return
    if tag.kind == "value":
        if tag.scope != "p":
            part.mistakes.append(TemplateMistake(part.where, tag.source, f"{tag.scope} takes no value"))
        part.frames.append(_frame(paragraph, _first_run_properties(paragraph), part.list_styles))
        part.codes[number] = _call("block", tag, len(part.frames) - 1)
    replaced.setdefault(element, []).append(number)


def _tell_what_goes_with(element: Element, tags: list[Tag], part: Part) -> None:
    """Tell of text, tags, pictures and breaks that would be left out with what a tag stands for."""
    beside = "".join(text_of(paragraph) for paragraph in element.iter(f"{W}p"))
    for tag in tags:
        beside = beside.replace(tag.source, "", 1)
    lost = [name for name in _NOT_LEFT_OUT if next(element.iter(f"{W}{name}"), None) is not None]
    if beside.strip() or lost:
        what = " ".join(beside.split())[:60] or ", ".join(lost)
        part.mistakes.append(TemplateMistake(part.where, tags[0].source, f"would leave out “{what}”"))


def _stands_alone(paragraph: Element, text: str, numbered: list[tuple[int, Tag]]) -> bool:
    """Whether one value has the paragraph to itself, so that it may become any number of paragraphs."""
    if len(numbered) != 1 or numbered[0][1].kind != "value" or text.strip() != numbered[0][1].source:
        return False
    plain = all(child.tag in _PLAIN for child in paragraph)
    return (
        plain
        and all(child.tag in _PLAIN_IN_RUN for run in paragraph.iterchildren(f"{W}r") for child in run)
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
    )


def _first_run_properties(paragraph: Element) -> Element | None:
    first = next((node for node in text_nodes(paragraph) if (node.text or "").strip()), None)
    run = None if first is None else first.getparent()
    return None if run is None else run.find(f"{W}rPr")


def _frame(paragraph: Element, run_properties: Element | None, list_styles: AbstractSet[str]) -> Frame:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    own = paragraph.find(f"{W}pPr/{W}numPr")
    is_list = own is not None or (style is not None and style.get(f"{W}val") in list_styles)
    return Frame(_xml(paragraph.find(f"{W}pPr")), _xml(run_properties), is_list)


def _xml(element: Element | None) -> str:
    """Return an element's XML without the namespaces that the part declares at its root."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


# --- The source for Jinja -------------------------------------------------------------------------


def _code(tag: Tag) -> str:
    """Return a statement or comment for Jinja. The line end inside it lets Jinja's line numbers count the tags."""
    return f"{OPEN}%\n{tag.body}%{CLOSE}" if tag.kind == "statement" else ""


def _call(method: str, tag: Tag, frame: int) -> str:
    return f"{OPEN}=\n{WRITER}.{method}(({tag.body}), {frame})={CLOSE}"


def _source(root: Element, part: Part) -> tuple[str, dict[int, Tag]]:
    """Return the part's XML with a Jinja tag for each mark, and which tag stands on which line."""
    xml = etree.tostring(root, encoding="unicode").replace(OPEN, "&#xE000;").replace(CLOSE, "&#xE001;")
    lines: dict[int, Tag] = {}
    made: list[str] = []
    line = 1
    for index, piece in enumerate(_MARKS.split(xml)):
        text = part.codes[int(piece)] if index % 2 else piece
        made.append(text)
        line += text.count("\n")
        if index % 2:
            lines[line] = part.tags[int(piece)]
    return "".join(made), lines
