"""Tags in text whose deletion was tracked: they count as deleted, and no report holds them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.ooxml.namespaces import Element, W
from pipeline.template.tags import find_tags, stray_braces

_DELETED_TEXT = (f"{W}delText", f"{W}delInstrText")


def accept_deleted_tags(root: Element) -> set[Element]:
    """Accept the deletions of a paragraph where a tag is in its deleted or moved text.

    Returns the paragraphs where that was done. Moved text that only shows values is as good as any other text.
    """
    deletions: dict[Element, list[Element]] = {}
    for deletion in root.iter(f"{W}del", f"{W}moveFrom"):
        paragraph = next(deletion.iterancestors(f"{W}p"), None)
        if paragraph is not None and len(deletion):  # without content it is the mark of a paragraph
            deletions.setdefault(paragraph, []).append(deletion)
    changed = {paragraph for paragraph, elements in deletions.items() if _holds_tags(elements)}
    for paragraph in changed:
        for element in deletions[paragraph]:
            _drop(element)
    return changed


def _holds_tags(deletions: Iterable[Element]) -> bool:
    deleted = "".join(text.text or "" for element in deletions for text in element.iter(*_DELETED_TEXT))
    moved = "".join(text.text or "" for element in deletions for text in element.iter(f"{W}t"))
    tags = find_tags(moved)
    has_statement = any(tag.kind != "value" or tag.scope not in ("", "r") for tag in tags)
    return bool(find_tags(deleted) or stray_braces(deleted) or has_statement or stray_braces(moved))


def drop_what_was_deleted(paragraphs: Iterable[Element]) -> None:
    """Drop paragraphs and rows that hold nothing after their tags were deleted, and that were deleted with them."""
    for paragraph in paragraphs:
        if not _is_deleted(paragraph, "pPr/rPr") or paragraph.find(f".//{W}r") is not None:
            continue
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row is not None and _is_deleted(row, "trPr") and row.find(f".//{W}r") is None:
            _drop(row)
        elif any(sibling.tag == f"{W}p" for sibling in paragraph.itersiblings()):
            _drop(paragraph)


def _is_deleted(element: Element, properties: str) -> bool:
    """Whether the paragraph or row itself was deleted."""
    path = "/".join(f"{W}{name}" for name in properties.split("/"))
    return any(element.find(f"{path}/{W}{name}") is not None for name in ("del", "moveFrom"))


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
