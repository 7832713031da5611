"""Where blocks begin and end in the document: over the borders of cells they can't, and loops repeat what they hold."""

from __future__ import annotations

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.blocks import REPEATS, Blocks, opens
from pipeline.template.markers import marker_name
from pipeline.template.template_part import TemplatePart

_BESIDE_EACH_OTHER: tuple[list[str], ...] = ([], [f"{W}p"])


def check_borders(root: Element, part: TemplatePart, blocks: Blocks) -> None:
    """Add mistakes for blocks that open in one cell, box or line of text and close in another.

    Where another closing tag further on is beside the opening, the first was unneeded: that is the mistake instead.
    """
    markers = {int(name): element for element in root.iter() if (name := marker_name(element) or "").isdigit()}
    for block in blocks.closed:
        first, *others = block.tags
        if first not in markers:
            continue
        marked = [number for number in others if number in markers]
        across = [number for number in marked if not _are_side_by_side(markers[first], markers[number])]
        if across == [block.tags[-1]]:
            better = [
                number
                for number in blocks.unopened(part.tags[across[0]].word)
                if number in markers and _share_container(markers[first], markers[number])
            ]
            if better:
                blocks.close_by(block, better[0])
                continue
        if across:
            part.add_mistake("template-block-across", across[0], part.tags[first].source)


def _are_side_by_side(first: Element, second: Element) -> bool:
    """Whether the content between two markers can be left out or repeated: they share a paragraph or are beside it."""
    paths = _paths_from_shared_ancestor(first, second)
    return paths[0] == paths[1] and paths[0] in _BESIDE_EACH_OTHER


def _share_container(first: Element, second: Element) -> bool:
    """Whether two markers are in the same cell, box or text, in paragraphs or in their place."""
    return all(path in _BESIDE_EACH_OTHER for path in _paths_from_shared_ancestor(first, second))


def _paths_from_shared_ancestor(first: Element, second: Element) -> list[list[str]]:
    """Return the tags of the elements that hold each, up to the first that holds both."""
    paths = [list(element.iterancestors()) for element in (first, second)]
    while paths[0] and paths[1] and paths[0][-1] is paths[1][-1]:
        for path in paths:
            path.pop()
    return [[str(element.tag) for element in path] for path in paths]


def repeated_elements(root: Element, part: TemplatePart) -> set[Element]:
    """Return the elements that may be in a report more than once."""
    depth = 0
    repeated = set()
    for element in root.iter():
        name = marker_name(element)
        if name is None:
            if depth:
                repeated.add(element)
            continue
        tag = part.tags[int(name)] if name.isdigit() else None
        if tag is None or tag.kind != "statement":
            continue
        if tag.word in REPEATS and opens(tag):
            depth += 1
        elif tag.word.startswith("end") and tag.word.removeprefix("end") in REPEATS:
            depth -= 1
    return repeated
