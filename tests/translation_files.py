"""The files of translators: all that the code says, as gettext's .po, and compiled to the .mo that Binding reads."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from conftest import PROJECT

from pipeline.messages import CATALOGUE, LANGUAGES, Language
from pipeline.messages.localized_text import DOMAIN, SOURCE_LANGUAGE

LOCALES = PROJECT / "pipeline/messages/locale"
TRANSLATED: tuple[Language, ...] = tuple(language for language in LANGUAGES if language != SOURCE_LANGUAGE)
_KEYWORDS: dict[str, Any] = {"LocalizedText": {1: (1,), 2: ((2, "c"), 1)}, "LocalizedPlural": (1, 2)}
"""How Babel finds texts in the code: which argument is the text, its plural, its context (c)."""
_MEANING = {
    "heading": "What is wrong: a sentence that can be read by itself.",
    "consequence": "What follows from it, or what else has to be known.",
    "fix": "How to mend it.",
}


class _Catalog(Catalog):
    """A catalogue whose header says nothing of days and versions: the same texts give the same bytes."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """What the header of a file says."""
        return [
            ("Project-Id-Version", DOMAIN),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def po_file(language: Language) -> Path:
    """Return where the translations into a language are kept."""
    return LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def all_texts() -> Catalog:
    """Return every text that people read, from the code: those of codes first, then those of the rest."""
    catalog = Catalog()
    for code, entry in CATALOGUE.items():
        for part, text in entry.texts().items():
            if text.text:
                catalog.add(text.text, auto_comments=[_MEANING[part]], context=code)
    for folder, words, comments, context in _in_code():
        catalog.add(words, locations=[(folder, 0)], auto_comments=comments, context=context)
    return catalog


@cache
def _in_code() -> list[tuple[str, str | tuple[str, ...], list[str], str | None]]:
    """Return the texts marked in the code: the folder, the text with its plural, remarks for translators, the context.

    The folder and not the file: a file may get another name without any text having changed.
    """
    files = [("**.py", "python")]
    marked = extract_from_dir(PROJECT / "pipeline", files, keywords=_KEYWORDS, comment_tags=("i18n:",))
    texts = [
        (f"pipeline/{Path(file).parent.as_posix()}", words, comments, context)
        for file, _, words, comments, context in marked
    ]
    return sorted(texts, key=str)


def translated(language: Language) -> Catalog:
    """Return the translations as they are in the file."""
    with po_file(language).open("rb") as content:
        return read_po(content, locale=language)


def renewed(language: Language) -> Catalog:
    """Return the translations brought up to date with the code: what the code no longer says is gone."""
    current = translated(language) if po_file(language).exists() else Catalog(locale=language)
    current.update(all_texts())
    catalog = _Catalog(locale=language, header_comment="# The texts of Binding, for translators.", fuzzy=False)
    for message in messages_of(current):
        added = catalog.add(
            message.id,
            message.string,
            locations=message.locations,
            flags=message.flags,
            auto_comments=message.auto_comments,
            user_comments=message.user_comments,
            context=message.context,
        )
        # A tag in a text, as {%p for %}, is no place for a value of Python's old formatting.
        added.flags -= {"python-format", "c-format"}
    return catalog


def messages_of(catalog: Catalog) -> list[Message]:
    """Return the messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def as_po(catalog: Catalog) -> str:
    """Return a catalogue as the text of a .po file, a line for each text so that differences can be read."""
    content = BytesIO()
    write_po(content, catalog, width=0, include_lineno=False)
    return content.getvalue().decode()


def as_mo(catalog: Catalog) -> bytes:
    """Return a catalogue compiled for the program."""
    content = BytesIO()
    write_mo(content, catalog)
    return content.getvalue()
