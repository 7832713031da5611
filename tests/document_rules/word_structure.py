"""D03-D06, D17: headings, lists and blanks."""

import re
from collections.abc import Iterator

from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.markup import Element, child, local, path, q, val
from document_rules.word_document import Word, has_content, runs, text
from document_rules.word_table import cell_of

LONG_DOCUMENT = 15
SHORT = 100
NOT_A_HEADING = re.compile(
    r"^(heading \d|title|subtitle|caption|quote|intense quote|toc( heading| \d)?|header|footer)$"
)
TYPED_ITEM = re.compile(
    r"^[ \u00a0]*(?:[\u2022\u00b7\u25aa\u25e6\u25cf\u25cb\u25a0\u25a1\u2023\u27a2\u2713\uf0b7\uf0a7*\u2013\u2014-]"
    r"[ \t\u00a0]+|o\t|\(?\d{1,2}[.)][ \t\u00a0]+|\(?[a-zA-Z]\)[ \t\u00a0]+)\S"
)
BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u3000]{3,}")
UNSEEN = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd"})
NOT_EMPTY = frozenset({"sectPr", "br", "lastRenderedPageBreak", "instrText"})


def headings(word: Word) -> Iterator[Broken]:
    """D03: headings start at 1, skip no level, are not empty or in a table."""
    before, part = 0, word.package.main
    for paragraph in (p for p in word.body.iter(q("w:p")) if word.levels[p]):
        level, shown = word.levels[paragraph], excerpt(text(paragraph))
        if level > before + 1:
            why = f"skips from {before} to {level}" if before else f"the first heading has level {level}"
            yield Broken("D03", part, f"{why}: {shown}")
        if not has_content(paragraph):
            yield Broken("D03", part, f"an empty heading of level {level}")
        if cell_of(paragraph) is not None:
            yield Broken("D03", part, f"a heading in a table: {shown}")
        before = level
    filled = sum(1 for p in word.body.iter(q("w:p")) if text(p).strip() and cell_of(p) is None)
    if not before and filled > LONG_DOCUMENT:
        yield Broken("D03", part, f"{filled} paragraphs and no heading")


def _plain(word: Word, paragraph: Element) -> bool:
    named = any(NOT_A_HEADING.match(name) for name in word.styles.names(paragraph))
    return not (named or word.levels[paragraph] or cell_of(paragraph) is not None or word.numbered(paragraph)[0])


def bold_headings(word: Word) -> Iterator[Broken]:
    """D04: no bold paragraph that plays heading."""
    for paragraph in word.body.iter(q("w:p")):
        shown = text(paragraph).strip()
        if not shown or len(shown) > SHORT or not any(map(str.isalpha, shown)) or not _plain(word, paragraph):
            continue
        if all(word.styles.toggled(run, "w:b") for run in runs(paragraph)) and not word.answers.brought(shown):
            yield Broken("D04", word.package.main, f"bold, not a heading: {excerpt(shown)}")


def typed_lists(word: Word) -> Iterator[Broken]:
    """D05: lists are real lists."""
    for story, paragraph in word.paragraphs:
        shown = text(paragraph)
        if not TYPED_ITEM.match(shown) or word.levels[paragraph] or word.numbered(paragraph)[0]:
            continue
        if not word.answers.brought(shown) and not _contents_entry(word, paragraph):
            yield Broken("D05", story.part, f"typed list: {excerpt(shown)}")


def _contents_entry(word: Word, paragraph: Element) -> bool:
    return any(name.startswith("toc ") for name in word.styles.names(paragraph))


def list_numbering(word: Word) -> Iterator[Broken]:
    """D06: list numbering resolves and restarts."""
    for story, paragraph in word.paragraphs:
        number_id, level = word.numbered(paragraph)
        if number_id and word.list_level(number_id, level) is None:
            yield Broken("D06", story.part, f"no level {level} of list {number_id}: {excerpt(text(paragraph))}")
    yield from _continued(word)


def _continued(word: Word) -> Iterator[Broken]:
    section, last_seen = 0, dict[str, int]()
    for paragraph in word.body.iter(q("w:p")):
        if word.levels[paragraph]:
            section += 1
            continue
        number_id, level = word.numbered(paragraph)
        kind = val(child(word.list_level(number_id, level), "w:numFmt"), "decimal") if number_id else "none"
        if kind in ("bullet", "none"):
            continue
        if last_seen.get(number_id, section) != section:
            yield Broken(
                "D06", word.package.main, f"list {number_id} runs on after a heading: {excerpt(text(paragraph))}"
            )
        last_seen[number_id] = section


def blanks(word: Word) -> Iterator[Broken]:
    """D17: no blanks for layout."""
    for story, paragraph in word.paragraphs:
        if _empty(paragraph) and _second(paragraph):
            yield Broken("D17", story.part, "two or more empty paragraphs in a row")
        found = BLANKS.search(word.answers.without(text(paragraph)))
        if found and not (word.answers.brought(text(paragraph)) and text(paragraph).strip()):
            yield Broken("D17", story.part, f"{len(found[0])} blanks in a row: {excerpt(text(paragraph))}")


def _empty(paragraph: Element) -> bool:
    if has_content(paragraph) or any(local(kid) in NOT_EMPTY for kid in paragraph.iter()):
        return False
    return path(paragraph, "w:pPr", "w:sectPr") is None


def _before(element: Element) -> Element | None:
    found = element.getprevious()
    while found is not None and local(found) in UNSEEN:
        found = found.getprevious()
    return found


def _second(paragraph: Element) -> bool:
    first = _before(paragraph)
    if first is None or first.tag != q("w:p") or not _empty(first):
        return False
    earlier = _before(first)
    return earlier is None or earlier.tag != q("w:p") or not _empty(earlier)


RULES = (headings, bold_headings, typed_lists, list_numbering, blanks)
