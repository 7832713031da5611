"""What is beside a tag that takes its paragraph, row or cell: what can be kept, and what can't.

Decided by accounting: everything in the element is looked at, and what is neither the tag's text nor its look, and
can't be kept, is a mistake, also where it is something that nobody thought of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.block_formatting import breaks_page
from pipeline.template.range_marks import PAGE_BREAKS, is_range_mark


def _names(*names: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names)


_IGNORED = _names(
    "rPr", "tcPr", "trPr", "tblPrEx", "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "proofErr",
    "lastRenderedPageBreak", "del",
)  # fmt: skip
"""How something looks, with all that is in it; what checks and screens left behind; text that was deleted."""
_CONTAINERS = _names(
    "p", "r", "tr", "tc", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "hyperlink", "sdtContent"
)
"""What has no content of its own: what is in it is looked at."""
_FIELD_PARTS = _names("fldChar", "instrText")
WITHOUT_WIDTH = _FIELD_PARTS | _names("commentReference")
"""What shows nothing in its place: it may be at the border of another paragraph as well."""


@dataclass(frozen=True, slots=True)
class BesideTags:
    """What else an element holds than the tags that take it."""

    places: tuple[list[Element], ...]
    """What can be kept: before the first tag, between two tags, and after the last."""
    lost: str = ""
    """The name of what can't be kept, without its namespace; empty where there is none."""


def beside_tags(
    element: Element, tags: int, starts_of: Callable[[Element], list[int]], *, keeps_look: bool = False
) -> BesideTags:
    """Return what an element holds beside a number of tags; `starts_of` says where in a paragraph's text they begin.

    With `keeps_look`, what comes in its place has the properties of its paragraph.
    """
    places: tuple[list[Element], ...] = tuple([] for _ in range(tags + 1))
    lost = ""
    passed = offset = 0
    starts: list[int] = []
    for item in _content(element):
        if keeps_look and item.tag == f"{W}pageBreakBefore":
            continue
        if item.tag == f"{W}p":
            passed, offset, starts = passed + len(starts), 0, starts_of(item)
        elif item.tag == f"{W}t":
            offset += len(item.text or "")
        elif _can_be_kept(item, element):
            places[passed + sum(1 for start in starts if start < offset)].append(item)
        else:
            lost = lost or _name(item)
    return BesideTags(places, lost or _whole_field(places))


def _content(element: Element) -> Iterator[Element]:
    """Yield paragraphs, texts, and everything that is more than a container or a look, in their order."""
    if not isinstance(element.tag, str) or element.tag in _IGNORED:
        return
    if element.tag == f"{W}pPr":
        yield from _effects(element)
    elif element.tag in _CONTAINERS or (element.tag == f"{W}sdt" and _has_text(element)):
        if element.tag == f"{W}p":
            yield element
        for child in element:
            yield from _content(child)
    else:
        yield element


def _effects(properties: Element) -> Iterator[Element]:
    """Yield what the properties of a paragraph do besides giving it a look."""
    yield from properties.findall(f"{W}sectPr")
    if breaks_page(properties):
        yield from properties.findall(f"{W}pageBreakBefore")


def _has_text(control: Element) -> bool:
    """Whether a content control holds text: that of the tag, for other text is a mistake already."""
    return any((text.text or "").strip() for text in control.iter(f"{W}t"))


def _can_be_kept(item: Element, element: Element) -> bool:
    if is_range_mark(item) or item.tag == f"{W}commentReference":
        return True
    if element.tag != f"{W}p":
        return False
    return item.tag in _FIELD_PARTS or (item.tag == f"{W}br" and item.get(f"{W}type") in PAGE_BREAKS)


def _name(item: Element) -> str:
    """Return the name of an element, without its namespace; breaks by their kind."""
    name = etree.QName(item).localname
    return f"{item.get(f'{W}type')}Break" if name == "br" and item.get(f"{W}type") in PAGE_BREAKS else name


def _whole_field(places: Iterable[Iterable[Element]]) -> str:
    """Return that there is a whole field: unlike the end of a field that began earlier, it shows something itself."""
    open_fields = 0
    for item in (item for place in places for item in place):
        kind = item.get(f"{W}fldCharType")
        open_fields += kind == "begin"
        if kind == "end" and open_fields:
            return "field"
    return ""
