"""Every type of question, by the name that `layout.toml` gives it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pipeline.answers.types.answer_type import AnswerType
from pipeline.answers.types.belgian import (
    enterprise_with_zero,
    is_enterprise_number,
    is_phone,
    is_postcode,
    phone_with_zero,
)
from pipeline.answers.types.readers import (
    EMAIL,
    URL,
    belgian_number,
    choice_items,
    line_items,
    matching,
    read_choice,
    read_date,
    read_integer,
    read_number,
    read_text,
    read_yes_no,
)
from pipeline.model import Question

_TYPES = (
    AnswerType("text", read_text, "text"),
    AnswerType("long_text", read_text, "text", control="long_text"),
    AnswerType("list", read_choice, "text", control="lines", sample=("een", "twee"), split=line_items),
    AnswerType("choice", read_choice, "select_one", control="options", needs_choices=True),
    AnswerType(
        "choices",
        read_choice,
        "select_multiple",
        control="ticks",
        sample=("een", "twee"),
        split=choice_items,
        needs_choices=True,
    ),
    AnswerType("number", read_number, "decimal", sample=Decimal("12.5")),
    AnswerType("integer", read_integer, "integer", sample=12),
    AnswerType("date", read_date, "date", control="date", sample=date(2026, 3, 5), is_day=True),
    AnswerType(
        "email", matching(EMAIL, "answer-not-an-email"), "text", sample="an@voorbeeld.be", names_respondent=True
    ),
    AnswerType("url", matching(URL, "answer-not-a-url"), "text", sample="https://voorbeeld.be"),
    AnswerType("phone", belgian_number(is_phone, phone_with_zero, "answer-not-a-phone-number"), "text"),
    AnswerType("postcode", belgian_number(is_postcode, lambda _: None, "answer-not-a-postcode"), "text"),
    AnswerType(
        "enterprise_number",
        belgian_number(is_enterprise_number, enterprise_with_zero, "answer-not-an-enterprise-number"),
        "text",
    ),
    AnswerType("yes_no", read_yes_no, "select_one", control="yes_no", sample=True),
    AnswerType("scale", read_integer, "range", sample=3),
)
TYPES: Mapping[str, AnswerType] = {answer_type.name: answer_type for answer_type in _TYPES}


def type_of(question: Question) -> AnswerType:
    """Return the type of a question."""
    return TYPES[question.type]
