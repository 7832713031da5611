"""What is wrong with one setting of a `layout.toml`, as a finding that says which setting of which question it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.layout.schema import LayoutFile, LayoutSettings, QuestionSettings
from pipeline.messages import shorten
from pipeline.model import Finding, Place
from pipeline.similarity import nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

_EXPECTED_BY_SETTING = {
    "name": "name",
    "language": "language",
    "template": "template",
    "file_name": "file_name",
    "minimum": "number",
    "maximum": "number",
    "max_length": "whole_number",
}
_EXPECTED_BY_ERROR = (
    ("tuple", "list"),
    ("bool", "true_false"),
    ("model", "table"),
    ("mapping", "table"),
    ("dict", "table"),
)
"""What is expected where pydantic tells an error whose type begins so."""


def setting_key(written: Mapping[str, object], *location: int | str) -> str:
    """Return how messages name a setting: `questions › 10 (gemeente) › type`. Steps into lists count from 0."""
    steps = [str(step + 1) if isinstance(step, int) else step for step in location]
    name = _question_name(written, location)
    if name:
        steps[1] += f" ({name})"
    return " › ".join(steps)


def _question_name(written: Mapping[str, object], location: Sequence[int | str]) -> str:
    """Return the name of the question that a setting belongs to, else its label, as far as it has one."""
    questions = written.get("questions")
    if location[:1] != ("questions",) or not isinstance(questions, list) or len(location) == 1:
        return ""
    question = questions[location[1]] if isinstance(location[1], int) else None
    names = [question.get("name"), question.get("label")] if isinstance(question, dict) else []
    return next((shorten(name) for name in names if isinstance(name, str) and name.strip()), "")


def value_wrong(place: Place, key: str, value: object, expected: str) -> Finding:
    """Return a finding about a value that a setting can't have; `expected` is a name of `field_texts.py`, or a list."""
    return Finding("layout-value-wrong", place, value=shorten(str(value)), details={"key": key, "expected": expected})


def schema_findings(place: Place, written: Mapping[str, object], error: ValidationError) -> list[Finding]:
    """Turn the errors of pydantic into findings, one for each setting: its types are stable, its sentences English."""
    by_key: dict[str, Finding] = {}
    for details in error.errors():
        finding = _schema_finding(place, written, details)
        by_key.setdefault(str(finding.details["key"]), finding)
    return list(by_key.values())


def _schema_finding(place: Place, written: Mapping[str, object], error: ErrorDetails) -> Finding:
    location = error["loc"]
    if location[0] == "texts":
        location = location[:2]  # pydantic goes on with what a text might have been
    key = setting_key(written, *location)
    if error["type"] == "missing":
        return Finding("layout-key-missing", place, details={"key": key})
    if error["type"] == "extra_forbidden":
        suggestion = nearest(str(location[-1]), _settings_beside(location), at_least=0.6)
        return Finding("layout-key-unknown", place, suggestion=suggestion, details={"key": key})
    return value_wrong(place, key, error["input"], _expected(location, error))


def _expected(location: Sequence[int | str], error: ErrorDetails) -> str:
    """Say what a setting expects: the choices it has, else the name of an expectation of the catalogue."""
    if error["type"] == "literal_error":
        return str(error.get("ctx", {})["expected"]).replace("' or '", "', '").replace("'", "")
    if location[0] == "texts":
        return "text_or_list"
    kind = next((kind for start, kind in _EXPECTED_BY_ERROR if error["type"].startswith(start)), "text")
    return _EXPECTED_BY_SETTING.get(str(location[-1]), kind)


def _settings_beside(location: Sequence[int | str]) -> Iterable[str]:
    models: dict[int | str, type[BaseModel]] = {"layout": LayoutSettings, "questions": QuestionSettings}
    return models[location[0]].model_fields if len(location) > 1 else LayoutFile.model_fields
