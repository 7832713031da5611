"""Every type of question, by the name that `layout.toml` gives it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.answers.types.answer_type import AnswerType
from pipeline.answers.types.belgian_types import EnterpriseNumberType, PhoneType, PostcodeType
from pipeline.answers.types.choice_types import ChoicesType, ChoiceType
from pipeline.answers.types.contact_types import EmailType, UrlType
from pipeline.answers.types.date_type import DateType
from pipeline.answers.types.number_types import IntegerType, NumberType, PercentageType, ScaleType
from pipeline.answers.types.text_types import ListType, LongTextType, TextType
from pipeline.answers.types.yes_no_type import YesNoType
from pipeline.model import Question

_TYPES: tuple[AnswerType, ...] = (
    TextType(),
    LongTextType(),
    ListType(),
    ChoiceType(),
    ChoicesType(),
    NumberType(),
    IntegerType(),
    PercentageType(),
    DateType(),
    EmailType(),
    UrlType(),
    PhoneType(),
    PostcodeType(),
    EnterpriseNumberType(),
    YesNoType(),
    ScaleType(),
)
TYPES: Mapping[str, AnswerType] = {answer_type.name: answer_type for answer_type in _TYPES}


def type_of(question: Question) -> AnswerType:
    """Return the type of a question."""
    return TYPES[question.type]
