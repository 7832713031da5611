"""Find the tags in Word's XML, whatever runs they are split over, and give each a place of its own between runs."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MARK = "binding"
"""The target of the processing instruction that stands where a tag was: `<?binding 3?>`."""

Element: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no public name for it
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
_SCOPE = re.compile(r"(tr|tc|p|r)\s")
# What Word makes of straight quotes, blanks and dashes while one types.
_TYPOGRAPHY = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\N{NO-BREAK SPACE}": " ", "–": "-", "—": "-"}
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
    """Where it stands in its paragraph's text."""


def text_nodes(paragraph: Element) -> list[Element]:
    """Return the paragraph's own text nodes: not those of a text box inside it."""
    return [node for node in paragraph.iter(f"{W}t") if next(node.iterancestors(f"{W}p")) is paragraph]


def text_of(paragraph: Element) -> str:
    """Return the paragraph's own text."""
    return "".join(node.text or "" for node in text_nodes(paragraph))


def find_tags(text: str) -> list[Tag]:
    """Return the tags of a paragraph's text, in order."""
    return [_tag(found) for found in _TAG.finditer(text)]


def stray_marks(text: str) -> list[str]:
    """Return what looks like the begin or the end of a tag and is neither: a tag that was not closed."""
    return _STRAY.findall(_TAG.sub("", text))


def _tag(found: re.Match[str]) -> Tag:
    kind = next(kind for kind in _KINDS if found[kind])
    inside = found[0][2:-2].translate(_TYPOGRAPHY)
    scope = _SCOPE.match(inside) if kind != "comment" else None
    body = inside[scope.end() :] if scope else inside
    trimmed = body.removeprefix("-").removesuffix("-").strip()
    return Tag(kind, scope[1] if scope else "", trimmed, found[0], found.start(), found.end())  # type: ignore[arg-type] # the pattern names scopes only


def mark(number: int) -> Element:
    """Return what stands in the XML for tag `number` until the source for Jinja is made."""
    return etree.ProcessingInstruction(MARK, str(number))


def isolate(paragraph: Element, tags: list[tuple[int, Tag]]) -> Iterator[tuple[int, Element | None]]:
    """Put a mark for each numbered tag between runs; the text around it keeps its run's formatting.

    Yields for each tag its number and the `w:rPr` of its first character, which is the formatting of its value.
    """
    offset = 0
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
                yield number, run.find(f"{W}rPr")
            position = min(tag.end, offset)
        pieces.append(text[position - begin :])
        _split(run, node, pieces)


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
