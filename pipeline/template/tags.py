"""Find the tags in Word's XML, whatever runs they are split over, and give each a place of its own between runs."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from pipeline.ooxml.namespaces import Element, W

MARK = "binding"
"""The target of the processing instruction that stands where a tag was: `<?binding 3?>`."""

SEAM = "\ue004"
"""What stands for a while where two paragraphs were joined, so that no tag trims over it."""

Kind = Literal["value", "statement", "comment"]
Scope = Literal["", "p", "tr", "tc", "r"]

_IN_QUOTES = r""""[^"]*"|'[^']*'"""
_TAG = re.compile(
    rf"""(?P<value>\{{\{{(?:{_IN_QUOTES}|(?!\}}\}}).)*\}}\}})"""
    rf"""|(?P<statement>\{{%(?:{_IN_QUOTES}|(?!%\}}).)*%\}})"""
    r"""|(?P<comment>\{#.*?#\})""",
    re.DOTALL,
)
_STRAY = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WORD = re.compile(r"\w+")
_LITERAL = re.compile(r"\{(_)[{%]|[}%](_)\}")
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_SCOPE = re.compile(r"(tr|tc|p|r)\s")
# What Word makes of straight quotes, blanks and dashes while one types.
_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " "}
    | {"–": "-", "—": "-"}
)
_KINDS: tuple[Kind, ...] = ("value", "statement", "comment")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it stands in a template."""

    kind: Kind
    scope: Scope
    """What the tag stands for besides itself: its whole paragraph, row, cell or run."""
    body: str
    """What stands between the marks, as Jinja reads it."""
    source: str
    """The tag as typed."""
    start: int
    end: int
    """Where it stands in its paragraph's text, with the blanks that it trims."""
    trims_before: bool = False
    """`{%-`: the blanks before it go, and where nothing stands before it, so does the end of the paragraph above."""
    trims_after: bool = False

    @property
    def word(self) -> str:
        """The first word of a statement: for, endif, set ...; empty for a value."""
        found = _WORD.match(self.body) if self.kind == "statement" else None
        return found[0] if found else ""


def text_nodes(paragraph: Element) -> list[Element]:
    """Return the paragraph's own text nodes: not those of a text box inside it."""
    return [node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph]


def text_of(paragraph: Element) -> str:
    """Return the paragraph's own text."""
    return "".join(node.text or "" for node in text_nodes(paragraph))


def find_tags(text: str) -> list[Tag]:
    """Return the tags of a paragraph's text, in order. What stands between `raw` and `endraw` is no tag."""
    raw = [(found.start(), found.start(1), found.end(1), found.end()) for found in _RAW.finditer(text)]
    tags: list[Tag] = []
    for found in _TAG.finditer(text):
        inside = next((one for one in raw if one[0] <= found.start() < one[3]), None)
        if inside is None:
            tags.append(_tag(found))
        elif found.start() < inside[1] or found.start() >= inside[2]:
            tags.append(Tag("comment", "", "", found[0], found.start(), found.end()))
    return tags


def stray_marks(text: str) -> list[str]:
    """Return what looks like the begin or the end of a tag and is neither: a tag that was not closed."""
    return _STRAY.findall(_TAG.sub("", _RAW.sub("", text)))


def without_literals(text: str) -> str:
    """Return a text without `{_{`, `}_}`, `{_%` and `%_}`: they are marks of tags to be shown as such."""
    return _LITERAL.sub(" ", text)


def show_literals(root: Element) -> bool:
    """Let `{_{ name }_}` be shown as `{{ name }}`, as docxtpl does, once every tag has its mark.

    Returns whether there was any.
    """
    shown = False
    for paragraph in root.iter(f"{W}p"):
        nodes = text_nodes(paragraph)
        text = "".join(node.text or "" for node in nodes)
        found = {match.start(match.lastindex or 0) for match in _LITERAL.finditer(text)}
        shown = shown or bool(found)
        begin = 0
        for node in nodes if found else ():
            own = node.text or ""
            node.text = "".join(one for at, one in enumerate(own, begin) if at not in found)
            begin += len(own)
    return shown


def _tag(found: re.Match[str]) -> Tag:
    kind = next(kind for kind in _KINDS if found[kind])
    inside = found[0][2:-2].translate(_TYPOGRAPHY)
    scope = _SCOPE.match(inside)
    body = inside[scope.end() :] if scope else inside
    before, after = body.startswith("-"), body.endswith("-")
    trimmed = " ".join(body.removeprefix("-").removesuffix("-").split("\n")).strip()
    text, start, end = found.string, found.start(), found.end()
    if before:
        start = len(text[:start].rstrip())
    if after:
        end = len(text) - len(text[end:].lstrip())
    named = scope[1] if scope else ""
    return Tag(kind, named, trimmed, found[0], start, end, before, after)  # type: ignore[arg-type] # the pattern names scopes only


def mark(number: int | str) -> Element:
    """Return what stands in the XML for tag `number` until the source for Jinja is made."""
    return etree.ProcessingInstruction(MARK, str(number))


def mark_of(element: Element) -> str | None:
    """Return the name of the mark that this is, or None where it is an element."""
    return (element.text or "").strip() if isinstance(element, etree._ProcessingInstruction) else None  # noqa: SLF001 - as above


def isolate(paragraph: Element, tags: list[tuple[int, Tag]]) -> Iterator[tuple[int, Element]]:
    """Put a mark for each numbered tag between runs; the text around it keeps its run's formatting.

    Yields for each tag its number and the run of its first character, of which its value has the formatting.
    """
    offset = 0
    drop_breaks(paragraph, [tag for _, tag in tags])
    for node in text_nodes(paragraph):
        text = node.text or ""
        begin, offset = offset, offset + len(text)
        here = [(number, tag) for number, tag in tags if tag.start < offset and tag.end > begin]
        if not here:
            continue
        run = node.getparent()
        assert run is not None, "a text node stands in a run"  # noqa: S101 - the schema has it so
        pieces: list[str | int] = []
        position = begin
        for number, tag in here:
            pieces.append(text[position - begin : max(tag.start, begin) - begin])
            if tag.start >= begin:
                pieces.append(number)
                yield number, run
            position = min(tag.end, offset)
        pieces.append(text[position - begin :])
        _split(run, node, pieces)


def drop_breaks(paragraph: Element, tags: list[Tag]) -> None:
    """Drop the line breaks and tabs that a trimming tag stands against."""
    trimmed_before = {tag.start for tag in tags if tag.trims_before}
    trimmed_after = {tag.end for tag in tags if tag.trims_after}
    if not trimmed_before and not trimmed_after:
        return
    offset = 0
    for element in list(paragraph.iter(f"{W}t", f"{W}br", f"{W}tab", f"{W}cr")):
        parent = element.getparent()
        if element.tag == f"{W}t":
            offset += len(element.text or "")
        elif parent is not None and parent.tag == f"{W}r" and (offset in trimmed_before or offset in trimmed_after):
            parent.remove(element)


def join_trimmed(root: Element) -> None:
    """Join paragraphs where a tag that trims stands at their border: `{%- if x -%}` on a line of its own joins both."""
    for paragraph in list(root.iter(f"{W}p")):
        text = text_of(paragraph) if paragraph.getparent() is not None else ""
        tags = [tag for tag in find_tags(text) if not tag.scope] if "{" in text else []
        if tags and tags[-1].trims_after and tags[-1].end == len(text):
            following = paragraph.getnext()
            if following is not None and following.tag == f"{W}p":
                following[:] = list(_joined(paragraph, following))
                _drop(paragraph)
                paragraph, text = following, text_of(following)  # noqa: PLW2901 - it is one paragraph now
        if tags and tags[0].trims_before and tags[0].start == 0:
            above = paragraph.getprevious()
            if above is not None and above.tag == f"{W}p":
                paragraph[:] = list(_joined(above, paragraph))
                _drop(above)


def _joined(first: Element, second: Element) -> Iterator[Element]:
    """Yield what both hold, with the properties of the first. Blanks at the seam stay: only the border goes."""
    yield from list(first)
    seam = etree.Element(f"{W}r")
    etree.SubElement(seam, f"{W}t").text = SEAM
    yield seam
    yield from [child for child in second if child.tag != f"{W}pPr"]


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _split(run: Element, node: Element, pieces: list[str | int]) -> None:
    """Split a run at one of its text nodes: a run for each piece of text, a mark for each number."""
    parent = run.getparent()
    assert parent is not None, "a run stands in a paragraph"  # noqa: S101 - the schema has it so
    rest = [child for child in run if child.tag != f"{W}rPr"]
    at = rest.index(node)
    before, after = rest[:at], rest[at + 1 :]
    new: list[Element] = [_run_like(run, before)] if before else []
    for piece in pieces:
        if isinstance(piece, int):
            new.append(mark(piece))
        elif piece:
            text = etree.Element(f"{W}t")
            text.text = piece
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            new.append(_run_like(run, [text]))
    place = parent.index(run)
    parent[place:place] = new
    if after:
        run[:] = [*run.findall(f"{W}rPr"), *after]
    else:
        parent.remove(run)


def _run_like(run: Element, children: list[Element]) -> Element:
    new = etree.Element(f"{W}r")
    new.extend(copy.deepcopy(run.findall(f"{W}rPr")))
    new.extend(children)
    return new
