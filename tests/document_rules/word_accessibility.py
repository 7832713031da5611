"""D01-D22: the document is accessible."""

from collections.abc import Iterator

from document_rules import word_look, word_objects, word_structure, word_tables
from document_rules.answers import excerpt
from document_rules.broken import Broken
from document_rules.markup import attribute, child, children, number, q
from document_rules.word_document import Word, text
from document_rules.wording import poor_title

A4 = (11906, 16838)
LOCKING = frozenset({"readOnly", "comments", "trackedChanges"})


def check(word: Word) -> Iterator[Broken]:
    """Check all rules."""
    rules = (
        *(title, language, assistive_technology, paper),
        *word_structure.RULES,
        *word_tables.RULES,
        *word_objects.RULES,
        *word_look.RULES,
    )
    for rule in rules:
        yield from rule(word)


def title(word: Word) -> Iterator[Broken]:
    """D01: the document has a title."""
    problem = poor_title(word.package.core_text("dc:title"))
    if problem:
        yield Broken("D01", word.package.core or "docProps/core.xml", problem)


def language(word: Word) -> Iterator[Broken]:
    """D02: the language is set, and is the expected one for all text."""
    expected = word.language.lower()
    default = attribute(child(word.styles.run_defaults, "w:lang"), "w:val")
    theme = attribute(child(word.settings, "w:themeFontLang"), "w:val")
    core = word.package.core_text("dc:language")
    if default.lower() != expected:
        yield Broken("D02", word.part("styles"), f"default language is {default or 'not set'}")
    if theme and theme.lower() != expected:
        yield Broken("D02", word.part("settings"), f"themeFontLang is {theme}")
    if core and core.lower() != expected:
        yield Broken("D02", word.package.core, f"dc:language is {core}")
    for story, run in word.text_runs:
        spoken = attribute(word.styles.on_run(run, "w:lang", "w:val"), "w:val")
        if spoken and spoken.lower() not in (expected, default.lower()) and any(map(str.isalpha, text(run))):
            yield Broken("D02", story.part, f"{spoken}: {excerpt(text(run))}")


def assistive_technology(word: Word) -> Iterator[Broken]:
    """D18: assistive technology is not locked out."""
    protection = child(word.settings, "w:documentProtection")
    enforced = attribute(protection, "w:enforcement") in ("1", "true", "on")
    if enforced and attribute(protection, "w:edit") in LOCKING:
        yield Broken("D18", word.part("settings"), f"protected as {attribute(protection, 'w:edit')}")


def paper(word: Word) -> Iterator[Broken]:
    """D22: A4."""
    sections = [section for section in word.body.iter(q("w:sectPr")) if section.getparent() is not None]
    for section in sections:
        size = child(section, "w:pgSz")
        sides = sorted((number(attribute(size, "w:w")), number(attribute(size, "w:h"))))
        if any(abs(side - wanted) > 2 for side, wanted in zip(sides, A4, strict=True)):
            yield Broken("D22", word.package.main, f"a page of {sides[0]} x {sides[1]}")
    if next(children(word.body, "w:sectPr"), None) is None:
        yield Broken("D22", word.package.main, "the last section has no page size")
