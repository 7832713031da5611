"""WRD01-WRD05: Word opens the document whole, without a question."""

import re
from collections.abc import Iterator

from document_rules import order
from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.markup import Element, attribute, child, children, local, number, on, path, q, val
from document_rules.word_document import Word, text
from document_rules.word_references import references
from document_rules.word_table import Grid, inner, span

MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HOLDERS = ("w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:comment", "w:txbxContent")
ASKING_FIELDS = re.compile(r"^\s*(INCLUDETEXT|DDEAUTO|DDE|LINK|IMPORT|ASK|FILLIN)\b", re.IGNORECASE)
ASKING_SETTINGS = ("w:attachedTemplate", "w:mailMerge")
TRACKED = ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:trPrChange")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
LEFT_WORDS = frozenset({"None", "nan", "NaN"})
OFFICE_URI = "http://schemas.microsoft.com/office/word"


def check(word: Word) -> Iterator[Broken]:
    """Check all rules of this module."""
    for rule in (whole, references, fields, opening, leftovers, ordered):
        yield from rule(word)


def ordered(word: Word) -> Iterator[Broken]:
    """ORD01: children stand in the order of the schema."""
    others = {word.part(kind): word.package.tree(word.part(kind)) for kind in ("settings", "styles", "numbering")}
    for part, root in {**word.word_parts, **others}.items():
        if root is not None:
            yield from order.check(part, root, order.WORD)


def whole(word: Word) -> Iterator[Broken]:
    """WRD01: tables, headers and notes are whole."""
    for part, root in word.word_parts.items():
        for holder in (e for name in HOLDERS for e in root.iter(q(name))):
            if next(inner(holder, "w:p"), None) is None:
                yield Broken("WRD01", part, f"{local(holder)} without a paragraph")
        for table in root.iter(q("w:tbl")):
            yield from (Broken("WRD01", part, problem) for problem in _table_problems(Grid(table)))


def _table_problems(grid: Grid) -> Iterator[str]:
    if not grid.rows:
        yield "table without rows"
    if not grid.width:
        yield "table without w:tblGrid columns"
    for at, row in enumerate(grid.rows, 1):
        cells = list(inner(row, "w:tc"))
        if not cells:
            yield f"row {at} without cells"
        elif grid.width and grid.covered(row) != grid.width:
            yield f"row {at} covers {grid.covered(row)} of {grid.width} grid columns"
        if not all(map(_ends_well, cells)):
            yield f"row {at}: a cell does not end with a paragraph"
    yield from _vertical_merges(grid)


def _ends_well(cell: Element) -> bool:
    blocks = [kid for kid in cell if local(kid) in ("p", "tbl", "sdt", "customXml", "altChunk")]
    while blocks and local(blocks[-1]) in ("sdt", "customXml"):
        content = child(blocks[-1], "w:sdtContent")
        blocks = list(content if content is not None else blocks[-1])
    return bool(blocks) and local(blocks[-1]) == "p"


def _vertical_merges(grid: Grid) -> Iterator[str]:
    above: dict[int, int] = {}
    for at, row in enumerate(grid.cells, 1):
        here: dict[int, int] = {}
        for column, cell in row:
            merge = path(cell, "w:tcPr", "w:vMerge")
            if merge is None:
                continue
            here[column] = span(cell)
            if val(merge, "continue") == "continue" and above.get(column) != span(cell):
                yield f"row {at}: a vMerge continues nothing"
        above = here


def fields(word: Word) -> Iterator[Broken]:
    """WRD03: fields are balanced."""
    for part, root in word.word_parts.items():
        open_fields: list[str] = []
        for mark in root.iter(q("w:fldChar")):
            problem = _field_step(open_fields, attribute(mark, "w:fldCharType"))
            if problem:
                yield Broken("WRD03", part, problem)
        if open_fields:
            yield Broken("WRD03", part, f"{len(open_fields)} field(s) without an end")


def _field_step(open_fields: list[str], kind: str) -> str:
    if kind == "begin":
        open_fields.append(kind)
    elif kind == "separate" and open_fields[-1:] == ["begin"]:
        open_fields[-1] = kind
    elif kind == "end" and open_fields:
        open_fields.pop()
    else:
        return f"field {kind} where none is open"
    return ""


def opening(word: Word) -> Iterator[Broken]:
    """WRD04: opens without a question or Compatibility Mode."""
    part = word.part("settings")
    if on(child(word.settings, "w:updateFields")):
        yield Broken("WRD04", part, "updateFields makes Word ask")
    if attribute(child(word.settings, "w:writeProtection"), "w:recommended") in ("1", "true", "on"):
        yield Broken("WRD04", part, "writeProtection makes Word ask")
    for name in ASKING_SETTINGS:
        if child(word.settings, name) is not None:
            yield Broken("WRD04", part, f"{name} makes Word ask")
    if _compatibility(word.settings) < 15:
        yield Broken("WRD04", part, "opens in Compatibility Mode")
    if word.package.content_type(word.package.main) != MAIN_TYPE:
        yield Broken("WRD04", word.package.main, "not the content type of a document")
    yield from _asking_fields(word)


def _compatibility(settings: Element | None) -> int:
    for setting in children(child(settings, "w:compat"), "w:compatSetting"):
        if attribute(setting, "w:name") == "compatibilityMode" and attribute(setting, "w:uri") == OFFICE_URI:
            return number(val(setting))
    return 0


def _asking_fields(word: Word) -> Iterator[Broken]:
    for part, root in word.word_parts.items():
        fields = root.iter(q("w:fldChar"), q("w:fldSimple"))
        if any(attribute(field, "w:dirty") in ("1", "true", "on") for field in fields):
            yield Broken("WRD04", part, "a field that is dirty makes Word ask")
        for code in field_codes(root):
            if ASKING_FIELDS.match(code):
                yield Broken("WRD04", part, f"field {excerpt(code)} makes Word ask")


def field_codes(root: Element) -> Iterator[str]:
    """Give the instruction of each field."""
    yield from (attribute(simple, "w:instr") for simple in root.iter(q("w:fldSimple")))
    codes: list[str] = []
    for element in root.iter(q("w:fldChar"), q("w:instrText")):
        if element.tag == q("w:instrText"):
            codes[-1:] = [(codes[-1] if codes else "") + (element.text or "")]
        elif attribute(element, "w:fldCharType") == "begin":
            codes.append("")
        elif attribute(element, "w:fldCharType") == "end" and codes:
            yield codes.pop()


def leftovers(word: Word) -> Iterator[Broken]:
    """WRD05: no leftovers."""
    for part, root in word.word_parts.items():
        yield from _left_text(word, part, root)
        yield from (Broken("WRD05", part, f"w:{local(e)}") for name in TRACKED for e in root.iter(q(name)))
        yield from (Broken("WRD05", part, "a comment") for _ in root.iter(q("w:comment"), q("w:commentReference")))
    for story, paragraph in word.paragraphs:
        for run in paragraph.iter(q("w:r")):
            if text(run).strip() and word.styles.toggled(run, "w:vanish"):
                yield Broken("WRD05", story.part, f"hidden text: {excerpt(text(run))}")
    for name in ("dc:description", "dc:creator", "cp:lastModifiedBy", "dc:title", "cp:keywords"):
        if "python-docx" in word.package.core_text(name).lower():
            yield Broken("WRD05", word.package.core, f"{name} is python-docx's")


def _left_text(word: Word, part: str, root: Element) -> Iterator[Broken]:
    for paragraph in root.iter(q("w:p")):
        found = text(paragraph)
        if BRACES.search(word.answers.without(found)):
            yield Broken("WRD05", part, f"a template's braces: {excerpt(found)}")
        if found.strip() in LEFT_WORDS and found.strip() not in word.answers.lines:
            yield Broken("WRD05", part, f"{found.strip()} alone in a paragraph")
    for piece in root.iter(q("w:t")):
        if re.search(r"[\n\r\t]", piece.text or ""):
            yield Broken("WRD05", part, f"newline or tab in w:t: {excerpt(piece.text or '')}")
