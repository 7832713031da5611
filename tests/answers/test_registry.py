"""Every type of question says all that the rest of Binding asks of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from conftest import PROJECT

from pipeline.answers.types.registry import TYPES, type_of
from pipeline.messages import CATALOGUE
from pipeline.model import Cell, CellValue, Place, Question, Value
from pipeline.percentage import Percentage


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_known_by_its_name_and_splits_its_own_sample(name: str) -> None:
    """The sample on which templates are tried has the items that the type itself splits it into."""
    answer_type = TYPES[name]
    choices = ("een", "twee") if answer_type.needs_choices else ()
    question = Question("vraag", "Vraag", name, "questions", choices=choices)
    assert type_of(question) is answer_type
    items = tuple(map(str, answer_type.sample)) if isinstance(answer_type.sample, tuple) else ()
    assert answer_type.takes_several == bool(items)
    if answer_type.takes_several:
        assert tuple(answer_type.split(question, Cell("\n".join(items), Place("f.xlsx")))) == items


ODD_CELLS: tuple[CellValue, ...] = (
    *("", "-", "?", "12.500", "12,500", "0,5", "12.5", "€ 3", "50%", "3/5", "01-02-2026", "3/15/2026", "maart 2026"),
    *("sprt", "470123456", "403170701", "a@b", "x" * 300),
    *(0.5, -3, 1e300, True, date(2026, 3, 5), datetime(2026, 3, 5, 10), time(9)),
)


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("language", ["", "en"])
def test_a_type_names_every_finding_that_its_reading_can_give(name: str, language: str) -> None:
    """So that all of a type is in one place; and each of them has its texts in the catalogue."""
    answer_type = TYPES[name]
    assert set(answer_type.codes) <= CATALOGUE.keys()
    question = Question("vraag", "Vraag", name, "questions", choices=("een", "sport", "3/5"))
    doubts = [answer_type.read(question, Cell(value, Place("f.xlsx")), language)[1] for value in ODD_CELLS]
    assert {doubt.code for doubt in doubts if doubt} <= set(answer_type.codes)


COMPARED: Mapping[str, tuple[Value, Value]] = {
    "text": ("Een  Fiets", "een fiets"),
    "choices": (("a", "B"), ("b", "a")),
    "phone": ("0470/12.34.56", "+32 (0)470 12 34 56"),
    "enterprise_number": ("BE 0403.170.701", "0403170701"),
    "url": ("https://www.Gent.be/", "www.gent.be"),
    "email": ("An@Gent.be", "an@gent.be"),
    "percentage": (Percentage(Decimal("50.0")), Percentage(Decimal(50))),
}


@pytest.mark.parametrize("name", COMPARED)
def test_a_type_says_when_two_answers_are_the_same(name: str) -> None:
    """However they are written; it is what `unique` and the warnings about differences go by."""
    first, second = COMPARED[name]
    assert TYPES[name].comparable(first) == TYPES[name].comparable(second)


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("number", Percentage(Decimal(50)), Decimal(50)),
        ("phone", "0470 12 34 56", "0470 12 34 57"),
        ("phone", "zie mail", "zie site"),
        ("enterprise_number", "?", "-"),
        ("url", "gent.be/a", "gent.be/A"),
    ],
)
def test_what_differs_in_meaning_is_not_the_same(name: str, first: Value, second: Value) -> None:
    """Fifty is no fifty percent; what could not be read is compared as a text."""
    assert TYPES[name].comparable(first) != TYPES[name].comparable(second)


def test_no_other_module_asks_for_a_type_by_its_name() -> None:
    """A new type is one entry of the registry: nothing else has to be told."""
    asks = re.compile(r"question\.type (?:==|!=|in|not in) ")
    modules = [path for path in (PROJECT / "pipeline").rglob("*.py") if "answers/types" not in path.as_posix()]
    asking = {path.name: asks.findall(path.read_text(encoding="utf-8")) for path in modules}
    # A role asks for one type: `layout/contradictions.py` compares the two, whatever they are.
    assert {name: count for name, count in asking.items() if count} == {"contradictions.py": ["question.type != "]}
