"""The catalogue is whole: every code has its words, and every code used is in it."""

from __future__ import annotations

import re

import pytest
from conftest import PROJECT

from pipeline.messages import CATALOGUE, LANGUAGES, Entry, Language, fix, message, shorten

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
"""What a message about templates may show: a whole tag."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_every_code_says_what_is_wrong_and_how_to_mend_it(entry: Entry, language: Language) -> None:
    """Each example gives whole sentences in every language, without a gap where a fact should be."""
    assert entry.example.code == entry.code
    for words in (message(entry.example, language), fix(entry.example, language)):
        assert re.search(r"[.?…]$|: \S+$", words), words
        assert "““" not in words
        assert "“”" not in words
        assert "{" not in _TAG.sub("", words.replace(entry.example.value or "-", ""))


def test_every_code_in_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    """No message without words, and no words that are never said."""
    package = PROJECT / "pipeline"
    sources = [
        path.read_text(encoding="utf-8")
        for path in package.rglob("*.py")
        if not path.is_relative_to(package / "messages")
    ]
    used = {code for source in sources for code in re.findall(r'"([a-z]+(?:-[a-z0-9]+)+|fault|interrupted)"', source)}
    assert used & set(CATALOGUE) == set(CATALOGUE)
    made = {
        code for source in sources for code in re.findall(r'(?:Finding|_Doubt|_finding)\(\s*"([a-z0-9-]+)"', source)
    }
    assert made <= set(CATALOGUE)


def test_an_offending_value_is_shown_on_one_line_of_at_most_eighty_characters() -> None:
    """Answers are personal data: a message shows no more than is needed to find the cell."""
    assert shorten("een\ntwee") == "een twee"
    assert len(shorten("x" * 500)) == 80
