"""Numbers with a Belgian form: telephone, enterprise, postcode. Only checked; the answer stays as typed. Pure."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Hashable

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.answers.types.typed_text import Form, read_whole, typed_text
from pipeline.model import Cell, Question, Value

_PHONE_MARKS = re.compile(r"[\s./()-]")
_PHONE = Form(r"(?:(?:\+ ?|00)\d{1,4}(?: ?\(0\) ?)?|\(0\d{1,3}\)|0)?\d*(?:(?: ?[./-] ?| )\d+)*", str)
"""Digits in groups; the zero that is left out behind +32, or the code of a zone, may be in brackets."""
_LONGEST = 40
"""Characters that a number can have with all its marks."""
_MARKS = re.compile(r"[\s.-]")
_ENTERPRISE = Form(r"(?:BE[ .-]?)?\d(?:[ .-]?\d){8,9}", str)
_POSTCODE = Form(r"(?:B-?)?[1-9]\d{3}(?:[ -]{1,3}[^\W\d_](?:[^\W\d_]|[ '’./()-])*)?", str)
_MODULUS = 97


class _BelgianNumberType(AnswerType):
    """A number of which Excel may take away the zero at its start, as it does with what it thinks is an amount."""

    xlsform = "text"

    @abstractmethod
    def is_valid(self, text: str) -> bool:
        """Whether a text is such a number."""

    def with_zero(self, text: str) -> str | None:  # noqa: ARG002 - for subclasses
        """Return the number with the zero that it lost, where that makes it one."""
        return None

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - the same whatever is asked
        """Return the number as typed, with a doubt where it is none."""
        text = plain_cell_text(cell)
        number = typed_text(text)
        if self.is_valid(number):
            return number, None
        longer = self.with_zero(number)
        return text, Doubt("answer-zero-lost", longer) if longer else Doubt(self.codes[0])


class PhoneType(_BelgianNumberType):
    """A telephone number."""

    name = "phone"
    meaning = "A telephone number, Belgian or with the code of its country: `09 123 45 67`, `+32 470 12 34 56`."
    codes = ("answer-not-a-phone-number", "answer-zero-lost")

    def is_valid(self, text: str) -> bool:
        """Whether a text is a Belgian number (8 or 9 digits after the zero or +32) or a number of another country."""
        if len(text) > _LONGEST or not read_whole(text, (_PHONE,)):
            return False
        digits = _PHONE_MARKS.sub("", text if text.startswith("(0") else text.replace("(0)", ""))
        if re.fullmatch(r"(\+32|0032)[1-9]\d{7,8}", digits) or re.fullmatch(r"0[1-9]\d{7,8}", digits):
            return True
        return bool(re.fullmatch(r"(\+|00)(?!32)[1-9]\d{6,14}", digits))

    def comparable(self, value: Value) -> Hashable:
        """Return the digits of a number, Belgian ones without the code of the country."""
        if not isinstance(value, str) or not self.is_valid(value):
            return super().comparable(value)
        digits = re.sub(r"^(?:\+|00)", "+", _PHONE_MARKS.sub("", value.replace("(0)", "")))
        return re.sub(r"^\+32", "0", digits)

    def with_zero(self, text: str) -> str | None:
        """Return the number with a zero in front, where that makes it Belgian."""
        digits = _PHONE_MARKS.sub("", text)
        return f"0{digits}" if re.fullmatch(r"[1-9]\d{7,8}", digits) and not digits.startswith("32") else None


class EnterpriseNumberType(_BelgianNumberType):
    """The number of an enterprise or an association in the Belgian register."""

    name = "enterprise_number"
    meaning = "A Belgian enterprise number: `0403.019.261`, with or without `BE`. Its check digits have to be right."
    codes = ("answer-not-an-enterprise-number", "answer-zero-lost")

    def is_valid(self, text: str) -> bool:
        """Whether its last two digits are 97 less the first eight modulo 97."""
        digits = _MARKS.sub("", text).upper().removeprefix("BE") if read_whole(text, (_ENTERPRISE,)) else ""
        return len(digits) == 10 and _MODULUS - int(digits[:8]) % _MODULUS == int(digits[8:])  # noqa: PLR2004 - as the law has it

    def comparable(self, value: Value) -> Hashable:
        """Return the digits of a number."""
        if not isinstance(value, str) or not self.is_valid(value):
            return super().comparable(value)
        return _MARKS.sub("", value).upper().removeprefix("BE")

    def with_zero(self, text: str) -> str | None:
        """Return the number with a zero in front, as the register writes it, where that makes it right."""
        digits = f"0{_MARKS.sub('', text).upper().removeprefix('BE')}"
        return f"{digits[:4]}.{digits[4:7]}.{digits[7:]}" if digits.isdigit() and self.is_valid(digits) else None


class PostcodeType(_BelgianNumberType):
    """A postcode."""

    name = "postcode"
    meaning = "A Belgian postcode, with or without the municipality behind it: `9000`, `9000 Gent`."
    codes = ("answer-not-a-postcode",)

    def is_valid(self, text: str) -> bool:
        """Whether a text is a number from 1000 to 9999, with or without a name behind it."""
        return read_whole(text, (_POSTCODE,)) is not None
