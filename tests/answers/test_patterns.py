"""A pattern of a layout can't hang a run: it is matched in linear time, with Python's meaning of its signs."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.patterns import PatternError, compile_pattern

TEXTS = (
    *("9000", "900", "Zoë", "zoë-1", "a b", "a\u00a0b", "AB12", "ab12", "٣٤", "", "\n", "_", "-", "a]b", "[", "^a"),
    *("x{,3}", "Straße", "é", "a\nb", "0470/12.34.56", "BE 0403.170.701", "a" * 40, "\\", "a^", "€", "a\t", "😀", "½"),
)
PATTERNS = (
    *(r"\d{4}", r"[1-9]\d{3}", r"\w+", r"[\w-]+", r"[^\W\d]+", r"[\W]+", r"\s", r"a\sb", r"[\s\S]*", r"[^\S]", r"\S+"),
    *(r"\D*", r"\W", r"[A-Z]{2}\d{2}", r"(?i)ab\d+", r"[]a]+b?", r"[^]]*", r"a{,40}", r"x\{,3\}", r"\u00e9"),
    *(r"[\u00e9a]+", r"(?P<zone>0\d{3})/[\d.]+", r"BE 0\d{3}\.\d{3}\.\d{3}", r".*", r"(?s).*", r"^a+$", r"a+\Z"),
    *(r"ja|nee|", r"\\", r"\^a", r"a\^", r"[\^a]+", r"[a^]+", r"\[", r"[^\w\s]+"),
)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_means_what_it_means_in_python(pattern: str) -> None:
    """Also of letters that are not ASCII; what a report was told yesterday it is told today."""
    ours = compile_pattern(pattern)
    for text in TEXTS:
        assert ours.matches(text) == (re.fullmatch(pattern, text) is not None), (pattern, text)


@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(a|a)*$", r"(\w+\s?)*!", r"(.*)*x", r"([a-z]+)*=", r"(a?){200}a{200}"]
)
def test_a_pattern_that_blows_up_elsewhere_is_matched_at_once(pattern: str) -> None:
    """Thirty letters took hours; thirty thousand take no time now."""
    assert not compile_pattern(pattern).matches("a" * 30_000 + "!?")


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "a{2,1}", "*", r"(?=a)b", r"(?<!a)b", r"(a)\1", r"a{5000}", r"\q", "\ud800"]
)
def test_what_can_not_be_compiled_is_an_error(pattern: str) -> None:
    """No regular expression, or one that looks ahead or back, or repeats too much."""
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_pattern_or_an_error(pattern: str, text: str) -> None:
    """Nothing else happens, whatever is in the pattern or in the answer."""
    try:
        compiled = compile_pattern(pattern)
    except PatternError:
        return
    assert compiled.matches(text) in (True, False)


@given(st.text(max_size=30).filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text)))
def test_a_text_that_is_escaped_matches_itself(text: str) -> None:
    """As Python escapes it."""
    assert compile_pattern(re.escape(text)).matches(text)


def test_an_answer_with_half_a_character_is_no_fault() -> None:
    """A lone surrogate can't be encoded: it has no form."""
    assert compile_pattern(r".*").matches("a\ud800")


def test_a_letter_and_its_accent_apart_are_a_letter() -> None:
    """As macOS writes them; and a bracket between brackets is a bracket."""
    assert compile_pattern(r"\w+").matches("Zoe\u0308")
    assert compile_pattern("[[a]+").matches("[a")
