"""Which blocks are open at each place of a part: what is in a block may be left out of a report, or be in it again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from pipeline.ooxml.namespaces import Element
from pipeline.template.blocks import BRANCHES, Blocks, opens
from pipeline.template.markers import marker_name
from pipeline.template.template_part import TemplatePart


class OpenBlock(NamedTuple):
    """A block that is open, and which of its branches."""

    opening: int
    """The number of the tag that opens it."""
    branch: int


Context: TypeAlias = tuple[OpenBlock, ...]
"""The blocks that are open at a place, from the outermost."""


class BlockTags(NamedTuple):
    """The markers at the two ends of a block."""

    opening: Element
    closing: Element


def with_contexts(root: Element, part: TemplatePart) -> Iterator[tuple[Element, Context]]:
    """Yield every element of a part with the blocks that it is in."""
    context: Context = ()
    for element in root.iter():
        name = marker_name(element)
        if name is None:
            yield element, context
            continue
        tag = part.tags[int(name)] if name.isdigit() else None
        if tag is None or tag.kind != "statement":
            continue
        if opens(tag):
            context = (*context, OpenBlock(int(name), 0))
        elif tag.word in BRANCHES and context:
            context = (*context[:-1], OpenBlock(context[-1].opening, context[-1].branch + 1))
        elif tag.word.startswith("end"):
            context = context[:-1]


def shared_context(contexts: list[Context]) -> Context:
    """Return the blocks that all of these are in, in the same branch."""
    shared = 0
    for blocks in zip(*contexts, strict=False):
        if any(block != blocks[0] for block in blocks):
            break
        shared += 1
    return contexts[0][:shared]


def block_tags(root: Element, blocks: Blocks) -> dict[int, BlockTags]:
    """Return the markers of each block that has them in the text, by the number of the tag that opens it."""
    markers = {int(name): element for element in root.iter() if (name := marker_name(element) or "").isdigit()}
    return {
        block.tags[0]: BlockTags(markers[block.tags[0]], markers[block.tags[-1]])
        for block in blocks.closed
        if block.tags[0] in markers and block.tags[-1] in markers
    }
