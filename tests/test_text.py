"""When two texts count as the same."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.types.typed_text import same_text
from pipeline.match.headers import fold_header
from pipeline.similarity import nearest, nearly_same
from pipeline.text import fold, is_blank


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lerend netwerk Gent", "Lerend Netwerk  gent"),
        ("Café Zuid", "cafe zuid"),
        ("Cafe\u0301 Zuid", "Café Zuid"),
        ("Speelplein\N{NO-BREAK SPACE}De Vlieger", " speelplein\nde vlieger "),
    ],
)
def test_case_blanks_and_accents_make_no_difference(one: str, other: str) -> None:
    """Two spellings that a person reads as one name are one initiative."""
    assert fold(one) == fold(other)


def test_other_names_stay_apart() -> None:
    """A typing mistake is not a spelling: it stays apart."""
    assert fold("Lerend netwerk Gnet") != fold("Lerend netwerk Gent")
    assert fold("A/B") != fold("A:B")


@pytest.mark.parametrize(
    "header", ["Gemeente", " gemeente: ", "GEMEENTE\N{NO-BREAK SPACE}?\n", "Gemeente *", "gemeente."]
)
def test_blanks_and_end_marks_of_a_header_make_no_difference(header: str) -> None:
    """Forms put stars, colons and line ends behind questions."""
    assert fold_header(header) == "gemeente"


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """The key of a key is that key."""
    assert fold(fold(text)) == fold(text)
    assert fold_header(fold_header(text)) == fold_header(text)


def test_no_character_before_the_first_accent_combines() -> None:
    """Folding looks for accents from U+0300 on only, and misses none."""
    combining = (code for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code)))
    assert next(combining) == 0x300


@given(st.text(st.characters() | st.sampled_from(" \t\x1c\u0301\u200b\u00b4\u1d400")))
def test_a_text_is_blank_where_nothing_in_it_can_be_seen(text: str) -> None:
    """An accent alone is no blank: folding leaves nothing of it, but somebody typed it."""
    assert is_blank(text) == (not re.sub(r"[\s\u200b\u2060\ufeff]", "", text))


@given(st.text(st.characters(max_codepoint=127)))
def test_a_text_without_accents_is_compared_as_any_other(text: str) -> None:
    """The quick way for plain texts gives what the general way gives."""
    assert same_text(text) == re.sub(r"\s+", " ", text.casefold()).strip() == same_text(text + "\ufeff")


def test_the_nearest_is_told_only_when_it_is_near() -> None:
    """A suggestion that is far off confuses more than none."""
    assert nearest("sprot", ["sport", "jeugd"]) == "sport"
    assert nearest("natuur", ["sport", "jeugd"]) is None
    assert nearest("sport", []) is None


def test_a_text_of_dots_costs_no_time() -> None:
    """Folding a header looks at each character a few times, not at each pair of them."""
    assert fold_header("." * 1_000_000 + "x") == ""


def test_names_that_differ_by_a_typing_mistake_are_found() -> None:
    """Letters swapped, left out or added; words in another order; `&` for `en`; an article."""
    slips = {
        "lerend netwerk gnet": "lerend netwerk gent",
        "sport en spel": "sport & spel",
        "fietsbende": "de fietsbende",
        "kempen sport": "sport kempen",
        "de speelkofer": "de speelkoffer",
    }
    for one, other in slips.items():
        assert nearly_same([other, one]) == {one: other}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("groep 1", "groep 2"),
        ("groep 1", "groep 11"),
        ("kamp 2025", "kamp 2026"),
        ("groep a", "groep b"),
        ("team i", "team ii"),
        ("gent noord", "gent zuid"),
        ("jan", "jon"),
    ],
)
def test_names_that_differ_in_a_number_or_a_short_word_are_other_names(one: str, other: str) -> None:
    """They get no warning: `Groep 1` and `Groep 2` are meant so."""
    assert nearly_same([one, other]) == {}


@given(st.lists(st.text(max_size=30), max_size=20))
def test_no_name_is_nearly_itself(names: list[str]) -> None:
    """Each is told at most once, with another one that came before it."""
    keys = list(dict.fromkeys(fold(name) for name in names))
    for one, other in nearly_same(keys).items():
        assert keys.index(other) < keys.index(one)
