"""The conditions of a layout: a small part of XLSForm's language, that can do nothing but compare answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answers.expression import LONGEST, WrongExpressionError, parse
from pipeline.answers.expression_values import EvaluationContext
from pipeline.model import PlainValue

Answered: TypeAlias = PlainValue | None

ANSWERS: dict[str, Answered] = {
    "begin": date(2026, 3, 1),
    "deelnemers": 12,
    "sector": ("sport", "zorg en welzijn"),
    "samen": False,
    "postcode": "9000",
}


def holds(text: str, answer: Answered = None) -> bool | None:
    """Whether an expression holds for an answer among the others."""
    return parse(text).holds(EvaluationContext(answer, ANSWERS, date(2026, 3, 15)))


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        (". > 3", 4, True),
        (". > 3", Decimal("2.5"), False),
        (". <= ${deelnemers}", 12, True),
        (". >= ${begin}", date(2026, 2, 28), False),
        (". <= today()", date(2026, 3, 15), True),
        (". < date('2026-01-01')", date(2025, 12, 31), True),
        (". = 'Gent' or . = 'Aalst'", "gent", True),
        ("not(. = 'Gent') and string-length(.) < 6", "Aalst", True),
        ("selected(${sector}, 'Sport')", None, True),
        ("selected(${sector}, 'jeugd')", None, False),
        ("count-selected(.) <= 2", ("a", "b", "c"), False),
        ("regex(., '[0-9]{4}')", "9000", True),
        ("regex(., '[0-9]{4}')", "9000 Gent", False),
        ("${samen} = 'nee'", None, True),
        ("${postcode} >= 1000", None, True),
        ("(. = 1 or . = 2) and ${deelnemers} != 12", 1, False),
        (". = -1", -1, True),
    ],
)
def test_a_condition_compares_answers(text: str, answer: Answered, expected: bool) -> None:  # noqa: FBT001 - a table
    """Numbers, days, texts whatever their case, and choices."""
    assert holds(text, answer) is expected


@pytest.mark.parametrize("text", [". > 3", "${niets} = 'x'", "not(. > 3)", "${niets} = 1 and true()", ". > 'x'"])
def test_what_was_not_answered_breaks_no_rule(text: str) -> None:
    """A condition about an answer that is not there is neither true nor false."""
    assert holds(text) is None


_TRUTHS = {"true()": True, "false()": False, "${niets} > 3": None}
"""Expressions that are true, false, and neither: the answer that they need is not there."""
_WORST = {True: 2, None: 1, False: 0}


@pytest.mark.parametrize("right", _TRUTHS)
@pytest.mark.parametrize("left", _TRUTHS)
def test_and_or_and_not_know_what_is_neither_true_nor_false(left: str, right: str) -> None:
    """`false or unknown` is unknown, `true or unknown` is true, `false and unknown` is false: as in SQL."""
    truths = (_TRUTHS[left], _TRUTHS[right])
    assert holds(f"{left} and {right}") is min(truths, key=_WORST.__getitem__)
    assert holds(f"{left} or {right}") is max(truths, key=_WORST.__getitem__)
    assert holds(f"not({left})") is {True: False, False: True, None: None}[truths[0]]


def test_what_is_neither_true_nor_false_stays_so_whatever_stands_beside_it() -> None:
    """Where more than two conditions stand side by side, the order makes no difference."""
    assert holds("false() or ${niets} > 3 or false()") is None
    assert holds("${niets} > 3 or false() or true()") is True
    assert holds("true() and ${niets} > 3 and true()") is None
    assert holds("${niets} > 3 and true() and false()") is False
    assert holds("not(${niets} > 3 and true()) or false()") is None


def test_whether_there_is_an_answer_can_be_asked() -> None:
    """Comparing with an empty text is the one thing that can be asked of no answer."""
    assert holds("${niets} = ''") is True
    assert holds("${begin} != ''") is True
    assert holds("${niets} = '' or ${niets} > 3") is True


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", 1),
        (". > = 3", 5),
        (". > 3 en . < 5", 7),
        ("(. > 3", 7),
        ("__import__('os')", 1),
        ("open('x')", 1),
        (". > ", 4),
        ("regex(., '(')", 10),
        ("date('gisteren')", 6),
        ("'open", 1),
        ("(" * 100 + "1" + ")" * 100, 31),
        ("1" * (LONGEST + 1), 1),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, place: int) -> None:
    """Counted from 1, as people count; nothing but the functions of the language can be called."""
    with pytest.raises(WrongExpressionError) as wrong:
        parse(text)
    assert wrong.value.place == place


@given(st.text(alphabet="().,=<>!-${}'\" abcdeornt0123456789", max_size=60))
def test_any_text_is_an_expression_or_a_mistake(text: str) -> None:
    """And an expression can always be evaluated."""
    try:
        expression = parse(text)
    except WrongExpressionError:
        return
    assert expression.holds(EvaluationContext("9000", ANSWERS)) in (True, False, None)


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("selected(., 'sport')", "Sport", True),
        ("selected(., 'sport')", "jeugd", False),
        ("selected(., 'sport')", ("jeugd", "sport"), True),
        ("selected(., 'sport')", None, False),
        ("selected('sport', ${niets})", None, None),
        ("selected(., 'ja')", True, True),
        (". = 'sport jeugd'", ("sport", "jeugd"), True),
        ("string-length(.) = 11", ("sport", "jeugd"), True),
        ("count-selected(.) = 1", "sport", True),
        ("count-selected(.) = 0", None, True),
        ("regex(., 'ja')", True, True),
        (". = '12'", Decimal(12), True),
        (". = '12,5'", Decimal("12.5"), True),
        (". > ' -3 '", Decimal("-2.5"), True),
    ],
)
def test_choices_and_texts_compare_as_people_read_them(text: str, answer: Answered, *, expected: bool | None) -> None:
    """One choice and several; yes and no by their words; numbers that are written as texts."""
    assert holds(text, answer) is expected


@pytest.mark.parametrize(
    ("text", "words"),
    [(". > 3 en . < 5", "en"), ("open('x')", "open"), ("regex(., '(')", "'('"), ("date('gisteren')", "'gisteren'")],
)
def test_a_mistake_is_told_with_its_words(text: str, words: str) -> None:
    """So that it is found in a long condition."""
    with pytest.raises(WrongExpressionError) as wrong:
        parse(text)
    assert wrong.value.words.startswith(words)


def test_an_expression_tells_of_which_questions_it_speaks() -> None:
    """So that a misspelled name is told when the layout is loaded."""
    assert parse("${begin} < ${einde} and ${begin} != ''").names == ("begin", "einde")
