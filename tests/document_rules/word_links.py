"""The links of a Word document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from document_rules.markup import Element, attribute, local, q
from document_rules.opened import Package
from document_rules.word_document import Story, text

PICTURES = frozenset({"drawing", "pict", "object"})
HYPERLINK = re.compile(r"^\s*HYPERLINK\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
QUOTED = re.compile(r'(\\l\s+)?"([^"]*)"')


@dataclass
class Link:
    """One link: where it goes, and what is shown for it."""

    target: str
    text: str = ""
    picture: bool = False
    elements: list[Element] = field(default_factory=list)

    def take(self, element: Element) -> None:
        """Add what an element shows."""
        self.text += text(element) if element.tag != q("w:t") else element.text or ""
        self.picture = self.picture or any(local(kid) in PICTURES for kid in element.iter())
        self.elements.append(element)


def links(story: Story, package: Package) -> Iterator[Link]:
    """Give every link of a story."""
    yield from _elements(story, package)
    for simple in story.root.iter(q("w:fldSimple")):
        target = target_of(attribute(simple, "w:instr"))
        if target is not None:
            link = Link(target)
            link.take(simple)
            yield link
    yield from _complex(story.root)


def linked_runs(found: list[Link]) -> set[Element]:
    """Give the runs that stand in a link."""
    runs = {run for link in found for e in link.elements for run in e.iter(q("w:r"))}
    return runs | {run for link in found for e in link.elements for run in e.iterancestors(q("w:r"))}


def target_of(code: str) -> str | None:
    """Give where a HYPERLINK field goes, None for another field."""
    match = HYPERLINK.match(code)
    if match is None:
        return None
    quoted = [("#" if mark else "") + target for mark, target in QUOTED.findall(match["rest"])]
    return "".join(quoted) or match["rest"].strip()


def _elements(story: Story, package: Package) -> Iterator[Link]:
    relationships = package.relationships(story.part)
    before: Link | None = None
    for element in story.root.iter(q("w:hyperlink")):
        relationship = relationships.get(attribute(element, "r:id"))
        anchor = attribute(element, "w:anchor")
        target = (relationship.target if relationship else "") + (f"#{anchor}" if anchor else "")
        if before is not None and before.target == target and element.getprevious() is before.elements[-1]:
            before.take(element)
            continue
        if before is not None:
            yield before
        before = Link(target)
        before.take(element)
    if before is not None:
        yield before


@dataclass
class _Field:
    code: str = ""
    shows: bool = False
    shown: list[Element] = field(default_factory=list)


def _complex(root: Element) -> Iterator[Link]:
    stack: list[_Field] = []
    for element in root.iter(q("w:fldChar"), q("w:instrText"), q("w:t"), q("w:drawing"), q("w:pict")):
        if element.tag == q("w:fldChar"):
            closed = _step(stack, attribute(element, "w:fldCharType"))
            yield from _closed(closed)
        elif stack and element.tag == q("w:instrText") and not stack[-1].shows:
            stack[-1].code += element.text or ""
        else:
            for around in stack:
                around.shown += [element] if around.shows else []


def _step(stack: list[_Field], kind: str) -> _Field | None:
    if kind == "begin":
        stack.append(_Field())
    elif kind == "separate" and stack:
        stack[-1].shows = True
    elif kind == "end" and stack:
        return stack.pop()
    return None


def _closed(ended: _Field | None) -> Iterator[Link]:
    target = target_of(ended.code) if ended is not None else None
    if ended is not None and target is not None:
        link = Link(target)
        for element in ended.shown:
            link.take(element)
        yield link
