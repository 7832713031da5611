"""Addresses of mailboxes and web pages. Only checked; or taken from the link of a cell. Pure."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Hashable
from urllib.parse import unquote

from pipeline.answers.types.answer_limits import Doubt
from pipeline.answers.types.answer_type import AnswerType, Reading
from pipeline.answers.types.cell_text import plain_cell_text
from pipeline.answers.types.typed_text import Form, read_whole, typed_text
from pipeline.model import Cell, Question, Value

_EMAIL = Form(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}", str)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_URL = Form(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#]\S*)?", str)
_MAIL_LINK = re.compile(r"mailto:([^?]+).*", re.IGNORECASE | re.DOTALL)


class _AddressType(AnswerType):
    """An address that has a form; or a text with a link to one, such as `onze site`."""

    xlsform = "text"

    @property
    @abstractmethod
    def form(self) -> Form[str]:
        """The form of an address."""

    @abstractmethod
    def link_address(self, link: str) -> str:
        """Return the address that a link leads to; empty where it leads to something else."""

    def read(self, question: Question, cell: Cell, language: str) -> Reading:  # noqa: ARG002 - an address is the same whatever is asked
        """Return the address as typed, or that of the cell's link; a text that is none as it is, with a doubt."""
        text = plain_cell_text(cell)
        for address in (typed_text(text), self.link_address(cell.link)):
            if read_whole(address, (self.form,)):
                return address, None
        return text, Doubt(self.codes[0])


class EmailType(_AddressType):
    """The address of a mailbox."""

    name = "email"
    meaning = "One e-mail address: `an@voorbeeld.be`."
    sample = "an@voorbeeld.be"
    names_respondent = True
    codes = ("answer-not-an-email",)
    form = _EMAIL

    def link_address(self, link: str) -> str:
        """Return the address of a link that writes a mail."""
        match = _MAIL_LINK.fullmatch(link)
        return unquote(match[1]).strip() if match else ""


class UrlType(_AddressType):
    """The address of a web page."""

    name = "url"
    meaning = "One web address: `https://www.voorbeeld.be`, `voorbeeld.be/agenda`."
    sample = "https://voorbeeld.be"
    codes = ("answer-not-a-url",)
    form = _URL

    def link_address(self, link: str) -> str:
        """Return the address of a link that leads to a page."""
        return link if _SCHEME.match(link) else ""

    def comparable(self, value: Value) -> Hashable:
        """Return the address without what leads to the same page: the scheme, the case of the host, a last slash."""
        if not isinstance(value, str) or not read_whole(value, (_URL,)):
            return super().comparable(value)
        host, slash, path = _SCHEME.sub("", value).partition("/")
        return host.lower() + (slash + path).rstrip("/")
