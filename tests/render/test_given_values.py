"""A value that people gave has one type and one meaning, whether nobody, one or several gave it, alike or not."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.percentage import Percentage
from pipeline.render.given import (
    NOTHING,
    Given,
    GivenChoice,
    GivenDay,
    GivenList,
    GivenNumber,
    GivenText,
    GivenYesNo,
    UnfitAnswersError,
)
from pipeline.render.sandbox import CLOSE, OPEN, PLAIN, WRITER, environment_for
from pipeline.render.writer import ListStyles, Writer

LANGUAGE = "nl-BE"
DAY = date(2026, 3, 15)
MAKERS: dict[str, Callable[[Given], object]] = {
    "getal": GivenNumber,
    "dag": GivenDay,
    "akkoord": GivenYesNo,
    "keuze": GivenChoice,
    "keuzes": GivenList,
    "tekst": GivenText,
}


def made(name: str, *answers: object) -> Any:  # noqa: ANN401 - of any type
    """Return a value that An, Jef and others gave; where they all agree, they gave one."""
    people = zip(("An", "Jef", "Mia"), answers, strict=False)
    distinct = tuple(people)[: 1 if len(set(answers)) == 1 else None]
    if name in ("tekst", "keuze") and not answers:
        return ""
    return str(answers[0]) if name == "tekst" and len(distinct) == 1 else MAKERS[name](Given(distinct, LANGUAGE))


def shown(expression: str, **values: object) -> str:
    """Return what a tag with this expression shows."""
    template = environment_for(LANGUAGE).compiled(f"{OPEN}= {WRITER}|{PLAIN}(({expression})) ={CLOSE}", "x")
    return template.render({**values, WRITER: Writer(LANGUAGE, (), ListStyles())})


ANSWERS = {
    "getal": (Decimal("2.5"), 7),
    "dag": (DAY, date(2025, 1, 1)),
    "akkoord": (True, False),
    "keuze": ("klein", "groot"),
    "keuzes": (("sport", "jeugd"), ("zorg",)),
    "tekst": ("Hallo", "Dag"),
}
EQUAL = {
    "getal": ["2.5", '"2,5"', '"2.5"', "[2.5][0]"],
    "dag": ['"15/03/2026"', '"15-3-2026"', '"2026-03-15"', '"15 maart 2026"', '"15 Maart 2026"'],
    "akkoord": ["true", '"ja"', '"Ja"', '"yes"'],
    "keuze": ['"klein"', '"Klein"'],
    "keuzes": ['["sport", "jeugd"]', '["jeugd", "sport"]', '"sport, jeugd"'],
    "tekst": ['"Hallo"'],
}
UNEQUAL = {
    "getal": ["2", "true", '"ja"', '"twee"', "[]", "none", '""'],
    "dag": ['"16/03/2026"', '"maart"', "2026", "none", '""'],
    "akkoord": ["false", '"nee"', "1", '"1"', '"x"', "none", '""'],
    "keuze": ['"kleiner"', '"klei"', "1", "none", '""'],
    "keuzes": ['"sport"', '["sport"]', '"spo"', "1", "none", '""', "[]"],
    "tekst": ['"hallo"', '"Hal"', "1", "none", '""'],
}


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("name", ANSWERS)
def test_a_value_is_equal_to_what_a_report_shows_however_many_gave_it(name: str, times: int) -> None:
    """In either order, and in a list; and to nothing else."""
    value = made(name, *ANSWERS[name][:1] * times)
    for other in EQUAL[name]:
        assert shown(f"x == {other}, {other} == x, x in [{other}], x != {other}", x=value) == "ja, ja, ja, nee", other
    for other in UNEQUAL[name]:
        assert shown(f"x == {other}, {other} == x, x in [{other}], x != {other}", x=value) == "nee, nee, nee, ja", other


@pytest.mark.parametrize("name", ANSWERS)
def test_a_value_that_nobody_gave_is_nothing(name: str) -> None:
    """It is empty and false, equal to nothing but nothing, and shows nothing."""
    value = made(name)
    assert shown("x, x ~ '', x|string, x == '', x != '', not x", x=value) == ", , , ja, nee, ja"
    assert shown("[x]|join, x is defined, x|default('-', true), '%s'|format(x)", x=value) == ", ja, -,"
    for other in EQUAL[name]:
        assert shown(f"x == {other}, {other} == x", x=value) == "nee, nee"


@pytest.mark.parametrize("name", ANSWERS)
def test_what_holds_for_one_and_not_for_another_is_told(name: str) -> None:
    """Neither answer would be right."""
    value = made(name, *ANSWERS[name])
    for other in EQUAL[name]:
        for question in (f"x == {other}", f"x != {other}", f"{other} == x"):
            with pytest.raises(UnfitAnswersError):
                shown(question, x=value)


@pytest.mark.parametrize(
    ("question", "name", "answer"),
    [
        ("x > 2", "getal", "ja"),
        ("x < 100 and x >= 2.5", "getal", "ja"),
        ("x == 3", "getal", "nee"),
        ("x > 100", "getal", "nee"),
        ("x > '2024-12-31'", "dag", "ja"),
        ("x == 'maart'", "dag", "nee"),
        ("x == 'middel'", "keuze", "nee"),
        ("'a' in x", "tekst", "ja"),
        ("x == 'Iets'", "tekst", "nee"),
        ("x.startswith('Iets')", "tekst", "nee"),
        ("'sport' in x and 'zorg' in x", "keuzes", "ja"),
        ("'spo' in x", "keuzes", "nee"),
        ("x|length", "keuzes", "3"),
        ("x|join('+')", "keuzes", "sport+jeugd+zorg"),
    ],
)
def test_what_holds_for_all_who_differ_is_no_trouble(question: str, name: str, answer: str) -> None:
    """It is asked of each; of lists, whether anybody gave an item."""
    assert shown(question, x=made(name, *ANSWERS[name])) == answer


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("x > 5", "getal"),
        ("x + 1", "getal"),
        ("x|round", "getal"),
        ("x|int", "getal"),
        ("'x' * x", "getal"),
        ("x < '2025-06-01'", "dag"),
        ("x - x", "dag"),
        ("1 if x else 0", "akkoord"),
        ("x is true", "akkoord"),
        ("x|length", "tekst"),
        ("x.startswith('H')", "tekst"),
        ("'lo' in x", "tekst"),
        ("x < 'E'", "tekst"),
    ],
)
def test_one_answer_is_never_chosen_of_several(question: str, name: str) -> None:
    """Who asks for one number, day, yes or no of people who differ, gets none."""
    with pytest.raises(UnfitAnswersError):
        shown(question, x=made(name, *ANSWERS[name]))


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("x * 1.5", "3,75"),
        ("1.5 * x", "3,75"),
        ("x * 1.1 == 2.75", "ja"),
        ("0.1 + 0.2 + x - x == 0.3", "ja"),
        ("x + x, x - 1, 1 - x, -x, +x, (-x)|abs", "5, 1,5, -1,5, -2,5, 2,5, 2,5"),
        ("x / 2, 5 / x, x // 2, x % 2, x ** 2, 2 ** (x * 2)", "1,25, 2, 1, 0,5, 6,25, 32"),
        ("x|round, x|round(1), (x / 3)|round(2), x|round(0, 'floor'), x|round(0, 'ceil')", "3, 2,5, 0,83, 2, 3"),
        ("x|int, x|float, x|string, x|number(2), x|percent", "2, 2,5, 2,5, 2,50, 250%"),
        ("[x, x * 2, niemand]|sum", "7,5"),
        ("[x, 1, niemand]|max, [x, 1, niemand]|min", "2,5, 1"),
        ("x is number, x is integer, niemand is number, x is string, niemand is none", "ja, nee, nee, nee, ja"),
        ("'%s, %d, %.2f, %5.1f%%' % (x, x, x, x)", "2,5, 2, 2,50, 2,5%"),
        ("niemand * 2, niemand + x, niemand|round, niemand > 1, niemand < 1, niemand|int", ", , , nee, nee, 0"),
        ("range(niemand)|list|length, 'ab' * (x * 2)|int", "0, ababababab"),
    ],
)
def test_numbers_calculate(expression: str, text: str) -> None:
    """Exactly, with numbers of the template, and nothing comes out of what nobody gave."""
    assert shown(expression, x=made("getal", Decimal("2.5")), niemand=made("getal")) == text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("x, x ~ '.', x|string|upper, x|upper, x|title",
         "15 maart 2026, 15 maart 2026., 15 MAART 2026, 15 MAART 2026, 15 Maart 2026"),
        ("x.year, x.month, x.day, x.weekday()", "2026, 3, 15, 6"),
        ("x.year == 2026, x.month in [3, 4]", "ja, ja"),
        ("x|date('dd/mm/jjjj'), x|date('short'), x.strftime('%d %B %Y'), x.isoformat()",
         "15/03/2026, 15/03/2026, 15 maart 2026, 2026-03-15"),
        ("x > '01/01/2026', x <= '2026-03-15', x < y, y - x, (y - x).days, x < niemand", "ja, ja, ja, 10, 10, nee"),
        ("niemand.year, niemand|date('d mmmm'), niemand > x, niemand - x", ", , nee,"),
    ],
)  # fmt: skip
def test_days_are_days(expression: str, text: str) -> None:
    """Written in words where they become text, compared as days."""
    assert shown(expression, x=made("dag", DAY), y=made("dag", date(2026, 3, 25)), niemand=made("dag")) == text


def test_filters_write_each_answer_of_those_who_differ() -> None:
    """Under who gave it."""
    number, day = made("getal", Decimal("1234.5"), 2), made("dag", *ANSWERS["dag"])
    assert shown("x|number(2)", x=number) == "An 1.234,50 Jef 2,00"
    assert shown("x|date('dd/mm/jjjj'), x.year", x=day) == "An 15/03/2026 Jef 01/01/2025, An 2026 Jef 2025"
    assert shown("x", x=number) == "An 1234,5 Jef 2"


@pytest.mark.parametrize(
    ("name", "typed", "told", "fine"),
    [
        ("getal", "veel", ["x > 1", "x + 1", "x == 1", "x|int"], ["x == 'veel'", "x == 'Veel'", "x ~ '' == 'veel'"]),
        ("dag", "binnenkort", ["x > '2026-01-01'", "x.year", "x == y"],
         ["x == 'binnenkort'", "x|date('dd/mm') == 'binnenkort'"]),
        ("akkoord", "misschien", ["1 if x else 0", "x == true", "x is true"], ["x == 'misschien'", "x != 'ja'"]),
    ],
)  # fmt: skip
def test_an_answer_that_could_not_be_read_shows_as_typed_and_is_asked_nothing_else(
    name: str, typed: str, told: list[str], fine: list[str]
) -> None:
    """It is no number, day, yes or no, so a condition on it can't be told."""
    value = made(name, typed)
    assert shown("x", x=value) == typed
    for question in told:
        with pytest.raises(UnfitAnswersError):
            shown(question, x=value, y=DAY)
    for question in fine:
        assert shown(question, x=value) == "ja"


def test_a_percentage_calculates_and_stays_a_percentage_where_it_is_shown() -> None:
    """12,5 % is 12.5, rounded it is 13 %, and as a share 12,5%."""
    value = made("getal", Percentage(Decimal("12.5")))
    assert shown("x, x == 12.5, x > 12, x * 2, x|round, x|percent(1), x|number", x=value) == (
        "12,5 %, ja, ja, 25, 13 %, 12,5%, 12,5"
    )


def test_dividing_by_an_answer_that_is_nought_is_told() -> None:
    """And by nought of the template itself is a mistake of the template."""
    nought, value = made("getal", 0), made("getal", 3)
    for expression in ("1 / x", "y / x", "y // x", "y % x"):
        with pytest.raises(UnfitAnswersError):
            shown(expression, x=nought, y=value)
    with pytest.raises(ZeroDivisionError):
        shown("y / 0", y=value)


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_value_crosses_to_another_process(name: str, count: int) -> None:
    """With every answer."""
    value = made(name, *ANSWERS[name][:count])
    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes
    assert again == value
    assert (type(again), shown("x", x=again)) == (type(value), shown("x", x=value))


@pytest.mark.parametrize(
    "expression",
    [
        "x|first", "x|last", "x|max", "x|min", "x[0]", "x[0].label", "(x|first).label", "x|first|upper",
        "(x|first) + 1", "(x|first)()", "x[0] > 1", "(x|first)|default('')", "x[5][3].y",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", [[], (), "", GivenList(Given((), LANGUAGE))])
def test_the_first_of_nothing_is_nothing(expression: str, value: object) -> None:
    """And so is whatever is asked of it."""
    assert shown(expression, x=value) in ("", "nee")


def test_nothing_is_equal_to_nothing_alone() -> None:
    """Also in Python."""
    assert NOTHING == ""
    assert NOTHING != "x"
    assert hash(NOTHING) == hash("")
    assert not NOTHING
    assert [*NOTHING] == []


@given(st.lists(st.integers(-99, 99), min_size=1, max_size=3), st.integers(-99, 99))
def test_a_comparison_says_of_several_what_it_says_of_each(numbers: list[int], limit: int) -> None:
    """Or tells that it can't."""
    value = made("getal", *numbers)
    for question in ("x == n", "x != n", "x < n", "x >= n"):
        each = {shown(question, x=made("getal", number), n=limit) for number in numbers}
        if len(each) == 1:
            assert shown(question, x=value, n=limit) in each
        else:
            with pytest.raises(UnfitAnswersError):
                shown(question, x=value, n=limit)
