"""Every type of question says all that the rest of Binding asks of it."""

from __future__ import annotations

import re

import pytest
from conftest import PROJECT

from pipeline.answers.types.registry import TYPES, type_of
from pipeline.model import Cell, Place, Question


@pytest.mark.parametrize("name", TYPES)
def test_a_type_is_known_by_its_name_and_splits_its_own_sample(name: str) -> None:
    """The sample on which templates are tried has the items that the type itself splits it into."""
    answer_type = TYPES[name]
    choices = ("een", "twee") if answer_type.needs_choices else ()
    question = Question("vraag", "Vraag", name, "questions", choices=choices)
    assert type_of(question) is answer_type
    items = tuple(map(str, answer_type.sample)) if isinstance(answer_type.sample, tuple) else ()
    if answer_type.split:
        assert tuple(answer_type.split(question, Cell("\n".join(items), Place("f.xlsx")))) == items


def test_no_other_module_asks_for_a_type_by_its_name() -> None:
    """A new type is one entry of the registry: nothing else has to be told."""
    asks = re.compile(r"question\.type (?:==|!=|in|not in) ")
    modules = [path for path in (PROJECT / "pipeline").rglob("*.py") if "answers/types" not in path.as_posix()]
    asking = {path.name: asks.findall(path.read_text(encoding="utf-8")) for path in modules}
    # A role asks for one type: `layout/loader.py` compares the two, whatever they are.
    assert {name: count for name, count in asking.items() if count} == {"loader.py": ["question.type != "]}
