"""Addresses of mailboxes and web pages. Only checked; the answer stays as typed. Pure."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Hashable

from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.answers.types.limits import Doubt
from pipeline.model import Cell, Question, Value

_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]{2,}")
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_URL = re.compile(r"(https?://)?[\w-]+(\.[\w-]+)+([/?#]\S*)?", re.IGNORECASE)


class _AddressType(AnswerType):
    """An address that has a form."""

    xlsform = "text"

    @property
    @abstractmethod
    def pattern(self) -> re.Pattern[str]:
        """The form of an address."""

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - an address is the same whatever is asked
        """Return the address as typed, with a doubt where it does not have the form of one."""
        text = plain_cell_text(cell)
        return text, None if self.pattern.fullmatch(text) else Doubt(self.codes[0])


class EmailType(_AddressType):
    """The address of a mailbox."""

    name = "email"
    meaning = "One e-mail address: `an@voorbeeld.be`."
    sample = "an@voorbeeld.be"
    names_respondent = True
    codes = ("answer-not-an-email",)
    pattern = _EMAIL


class UrlType(_AddressType):
    """The address of a web page."""

    name = "url"
    meaning = "One web address: `https://www.voorbeeld.be`, `voorbeeld.be/agenda`."
    sample = "https://voorbeeld.be"
    codes = ("answer-not-a-url",)
    pattern = _URL

    def comparable(self, value: Value) -> Hashable:
        """Return the address without what leads to the same page: the scheme, the case of the host, a last slash."""
        if not isinstance(value, str) or not _URL.fullmatch(value):
            return super().comparable(value)
        host, slash, path = _SCHEME.sub("", value).partition("/")
        return host.lower() + (slash + path).rstrip("/")
