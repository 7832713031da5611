"""Translations are whole: what the code says is in the files of every language, and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from babel.messages import Message
from conftest import PROJECT
from translation_files import TRANSLATED, all_texts, as_mo, as_po, messages_of, po_file, renewed, translated

from pipeline.messages import CATALOGUE, Language, LocalizedPlural, LocalizedText
from pipeline.messages.entry import fields_of
from pipeline.messages.localized_text import SOURCE_LANGUAGE, language_for


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return a text with all its plural forms."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def name_of(message: Message) -> str:
    """Return what to call a text where a test fails."""
    return f"{message.context or ''}: {forms(message.id)[0]}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_file_of_a_language_has_exactly_the_texts_of_the_code(
    language: Language, same_as_golden: Callable[[Path, str], None]
) -> None:
    """A text that changed has to be translated anew, and one that went is no work for anybody."""
    same_as_golden(po_file(language), as_po(renewed(language)))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_file_is_the_file_of_translators_compiled(
    language: Language, request: pytest.FixtureRequest
) -> None:
    """What the program reads is what translators wrote."""
    compiled = po_file(language).with_suffix(".mo")
    if request.config.getoption("--renew"):
        compiled.write_bytes(as_mo(renewed(language)))
    assert compiled.read_bytes() == as_mo(renewed(language))


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(language: Language) -> None:
    """No text is empty in any of its plural forms, and none is a guess of a tool."""
    catalog = translated(language)
    assert not catalog.obsolete
    for message in messages_of(catalog):
        wanted = 1 if isinstance(message.id, str) else catalog.num_plurals
        assert len(forms(message.string)) == wanted, name_of(message)
        assert all(forms(message.string)), name_of(message)
        assert not message.fuzzy, name_of(message)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_fields_of_its_text(language: Language) -> None:
    """No fact is left out of a message in one language, and none is asked for that a finding does not have."""
    for message in messages_of(translated(language)):
        for form in forms(message.string):
            assert fields_of(form) == fields_of(forms(message.id)[0]), name_of(message)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_begins_and_ends_with_the_blanks_of_its_text(language: Language) -> None:
    """Pieces that are put together, such as places in a template, keep the blanks between them."""
    for message in messages_of(translated(language)):
        for form in forms(message.string):
            assert form[:1].isspace() == forms(message.id)[0][:1].isspace(), name_of(message)
            assert form[-1:].isspace() == forms(message.id)[0][-1:].isspace(), name_of(message)


def test_each_code_has_its_own_context_so_that_one_text_may_differ_by_code() -> None:
    """The same English words under two codes are two texts for a translator."""
    contexts = {message.context for message in messages_of(all_texts())}
    assert set(CATALOGUE) <= contexts


def test_the_bytes_of_a_file_depend_on_its_texts_alone() -> None:
    """No day, no version of a library: renewing twice changes nothing."""
    language = TRANSLATED[0]
    assert as_po(renewed(language)) == as_po(renewed(language))
    assert b"Creation-Date" not in as_mo(renewed(language))
    assert "Generated-By" not in as_po(renewed(language))


def test_a_text_without_translation_is_shown_in_english() -> None:
    """A program that is newer than its translations still speaks."""
    assert LocalizedText("A text that nobody wrote").of("nl") == "A text that nobody wrote"
    assert LocalizedPlural("{count} thing", "{count} things").of("nl", 2) == "{count} things"
    assert LocalizedText("").of("nl") == ""
    assert LocalizedText("", "fault").of("nl") == ""


def test_a_plural_follows_the_rule_of_the_language() -> None:
    """Of none there are several in Dutch and English; English needs no file."""
    errors = LocalizedPlural("error", "errors")
    assert [errors.of("nl", count) for count in (0, 1, 2)] == ["fouten", "fout", "fouten"]
    assert [errors.of(SOURCE_LANGUAGE, count) for count in (0, 1, 2)] == ["errors", "error", "errors"]


def test_the_language_of_a_layout_is_known_by_its_tag() -> None:
    """Whatever its country or case; what Binding does not speak is answered in English."""
    assert [language_for(tag) for tag in ("nl-BE", "NL", "en-GB", "de-BE", "")] == ["nl", "nl", "en", "en", "en"]


def test_a_text_of_the_code_is_written_out_where_it_is_marked() -> None:
    """Babel reads the code and runs none of it: a text that is put together would be in no file, and stay English."""
    package = PROJECT / "pipeline"
    for file in package.rglob("*.py"):
        if file.parent == package / "messages" and file.name in ("entry.py", "finding_text.py"):
            continue  # the texts of codes come from the catalogue itself
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("LocalizedText", "LocalizedPlural"):
                arguments = [*node.args, *node.keywords]
                assert all(isinstance(argument, ast.Constant) for argument in arguments), f"{file.name}:{node.lineno}"


def test_two_arguments_of_a_marked_text_are_its_context() -> None:
    """`warning` before a message and `warning` after a count are other words in Dutch."""
    texts = {(message.context, message.id) for message in messages_of(all_texts())}
    assert ("severity", "warning") in texts
    assert (None, ("warning", "warnings")) in texts
    assert LocalizedText("warning", "severity").of("nl") == "let op"
