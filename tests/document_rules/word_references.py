"""WRD02: ids are unique and references resolve."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from document_rules.broken import Broken
from document_rules.markup import Element, attribute, child, children, path, q, val
from document_rules.word_document import Word

STYLE_USES = {"w:pStyle": "paragraph", "w:rStyle": "character", "w:tblStyle": "table"}
STYLE_LINKS = ("w:basedOn", "w:next", "w:link")
PARA_ID = re.compile(r"[0-9A-Fa-f]{8}")
NOTES = {
    "w:commentReference": ("comments", "w:comment"),
    "w:commentRangeStart": ("comments", "w:comment"),
    "w:footnoteReference": ("footnotes", "w:footnote"),
    "w:endnoteReference": ("endnotes", "w:endnote"),
}
BUILT_IN_ANCHORS = frozenset({"_top", "_Top", "_toc"})


def references(word: Word) -> Iterator[Broken]:
    """Check all of WRD02."""
    for rule in (_bookmarks, _anchors, _styles_used, _style_sheet, _numbers_used, _numbering, _ids, _notes):
        yield from rule(word)


def _twice(part: str, what: str, found: Iterable[str]) -> Iterator[Broken]:
    for key, times in Counter(found).items():
        if times > 1:
            yield Broken("WRD02", part, f"{what} {key!r} is there {times} times")


def _bookmarks(word: Word) -> Iterator[Broken]:
    bookmarks: list[str] = []
    for part, root in word.word_parts.items():
        starts = [attribute(e, "w:id") for e in root.iter(q("w:bookmarkStart"))]
        ends = [attribute(e, "w:id") for e in root.iter(q("w:bookmarkEnd"))]
        bookmarks += [attribute(e, "w:name").lower() for e in root.iter(q("w:bookmarkStart"))]
        yield from _twice(part, "bookmarkStart", starts)
        yield from _twice(part, "bookmarkEnd", ends)
        for key in sorted(set(starts) ^ set(ends)):
            yield Broken("WRD02", part, f"bookmark {key!r} lacks its start or its end")
    yield from _twice(word.package.main, "bookmark", bookmarks)


def _anchors(word: Word) -> Iterator[Broken]:
    known = {attribute(e, "w:name") for root in word.word_parts.values() for e in root.iter(q("w:bookmarkStart"))}
    for part, root in word.word_parts.items():
        for link in root.iter(q("w:hyperlink")):
            anchor = attribute(link, "w:anchor")
            outside = attribute(link, "r:id")
            if anchor and not outside and anchor not in known | BUILT_IN_ANCHORS:
                yield Broken("WRD02", part, f"link to {anchor!r}, which is no bookmark")


def _parts_with_styles(word: Word) -> Iterator[tuple[str, Element]]:
    yield from word.word_parts.items()
    if word.numbering is not None:
        yield word.part("numbering"), word.numbering


def _styles_used(word: Word) -> Iterator[Broken]:
    kinds = {attribute(style, "w:styleId"): attribute(style, "w:type", "paragraph") for style in word.styles.all}
    for part, root in _parts_with_styles(word):
        for name, kind in STYLE_USES.items():
            for used in {val(element) for element in root.iter(q(name))}:
                if kinds.get(used) != kind:
                    yield Broken("WRD02", part, f"no {kind} style {used!r}")


def _style_sheet(word: Word) -> Iterator[Broken]:
    part = word.part("styles")
    known = {attribute(style, "w:styleId") for style in word.styles.all}
    yield from _twice(part, "styleId", (attribute(style, "w:styleId") for style in word.styles.all))
    yield from _twice(part, "style", (val(child(style, "w:name")).lower() for style in word.styles.all))
    for style in word.styles.all:
        own = attribute(style, "w:styleId")
        for link in (val(child(style, name)) for name in STYLE_LINKS):
            if link and link not in known:
                yield Broken("WRD02", part, f"style {own!r} refers to {link!r}, which is not there")
        if val(child(word.styles.chain(own)[-1], "w:basedOn")) in known:
            yield Broken("WRD02", part, f"style {own!r} is based on itself")


def _numbers_used(word: Word) -> Iterator[Broken]:
    known = {attribute(n, "w:numId") for n in children(word.numbering, "w:num")} | {"0"}
    parts = dict(word.word_parts)
    if word.styles_root is not None:
        parts[word.part("styles")] = word.styles_root
    for part, root in parts.items():
        for used in {val(child(e, "w:numId"), "0") for e in root.iter(q("w:numPr"))} - known:
            yield Broken("WRD02", part, f"no w:num {used!r}")


def _numbering(word: Word) -> Iterator[Broken]:
    part = word.part("numbering")
    abstracts = [attribute(a, "w:abstractNumId") for a in children(word.numbering, "w:abstractNum")]
    yield from _twice(part, "w:num", (attribute(n, "w:numId") for n in children(word.numbering, "w:num")))
    yield from _twice(part, "w:abstractNum", abstracts)
    for num in children(word.numbering, "w:num"):
        if val(child(num, "w:abstractNumId")) not in abstracts:
            yield Broken("WRD02", part, f"w:num {attribute(num, 'w:numId')!r} has no w:abstractNum")


def _ids(word: Word) -> Iterator[Broken]:
    controls = [val(found) for _, e in _all(word, "w:sdtPr") if (found := child(e, "w:id")) is not None]
    yield from _twice(word.package.main, "w:sdt id", controls)
    for part, root in word.word_parts.items():
        paragraphs = [key for e in root.iter(q("w:p"), q("w:tr")) if (key := attribute(e, "w14:paraId"))]
        yield from _twice(part, "w14:paraId", paragraphs)
        yield from _twice(part, "wp:docPr id", (attribute(e, "id") for e in root.iter(q("wp:docPr"))))
        for key in paragraphs:
            if not PARA_ID.fullmatch(key) or not 0 < int(key, 16) < 0x80000000:
                yield Broken("WRD02", part, f"w14:paraId {key!r} is out of range")
    yield from _comment_paragraphs(word)


def _all(word: Word, name: str) -> Iterator[tuple[str, Element]]:
    for part, root in word.word_parts.items():
        yield from ((part, element) for element in root.iter(q(name)))


def _comment_paragraphs(word: Word) -> Iterator[Broken]:
    part = word.part("commentsExtended")
    root = word.package.tree(part)
    comments = word.package.tree(word.part("comments"))
    known = {attribute(e, "w14:paraId") for e in comments.iter(q("w:p"))} if comments is not None else set()
    for comment in children(root, "w15:commentEx"):
        if attribute(comment, "w15:paraId") not in known:
            yield Broken("WRD02", part, f"comment {attribute(comment, 'w15:paraId')!r} has no paragraph")


def _notes(word: Word) -> Iterator[Broken]:
    for name, (kind, note) in NOTES.items():
        root = word.package.tree(word.part(kind))
        own = [attribute(e, "w:id") for e in children(root, note)]
        if name != "w:commentRangeStart":
            yield from _twice(word.part(kind), note, own)
        for part, used in _all(word, name):
            if attribute(used, "w:id") not in own:
                yield Broken("WRD02", part, f"{name} {attribute(used, 'w:id')!r} has no {note}")
    for name in ("w:footnotePr", "w:endnotePr"):
        yield from _separators(word, name)


def _separators(word: Word, name: str) -> Iterator[Broken]:
    note = name.removesuffix("Pr")
    root = word.package.tree(word.part(note[2:] + "s"))
    own = {attribute(e, "w:id") for e in children(root, note)}
    for used in children(path(word.settings, name), note):
        if attribute(used, "w:id") not in own:
            yield Broken("WRD02", word.part("settings"), f"{note} {attribute(used, 'w:id')!r} is not there")
