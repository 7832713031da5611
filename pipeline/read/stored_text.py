"""What was typed, where a program keeps it with marks around it that are not part of the answer. Pure."""

from __future__ import annotations

import re

from pipeline.locale_data import excel_error_of
from pipeline.model import NOT_CALCULATED, CellError
from pipeline.read.cell_content import DIGITS_LOST, Content, with_doubt, with_link

WEB_OR_MAIL = re.compile(r"(https?://|mailto:)\S+", re.IGNORECASE)
"""The addresses of links that are kept."""
_APOSTROPHE = re.compile(r"'(?=[\d+=@-])(?:[\d+./() -]{1,40}|[=+@-].*)", re.DOTALL)
"""An apostrophe that says that a number or what begins like a formula is a text; not that of `'s morgens`."""
_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_LINK = re.compile(r'=HYPERLINK\(\s*"([^"]+)"\s*[;,]\s*"((?:[^"]|"")*)"\s*\)', re.IGNORECASE)
_FORMULA = re.compile(r"=\s*[+-]?(?:[A-Za-z][\w.]*\(|\$?[A-Za-z]{1,3}\$?\d|[\d(]).*", re.DOTALL)
_SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?E[+-]?\d{1,3}")
_ZEROS_AT_THE_END = re.compile(r"[1-9]\d{14}0+")
"""A number of 16 digits or more of which nothing but zeros comes after the 15 that Excel keeps."""


LONGEST_TEXT = 32_767
"""Characters that a cell of Excel can hold: what is longer is cut there, and told where it is an answer."""


def cut(text: str) -> str:
    """Return a text without what Excel could not hold of it."""
    return text[:LONGEST_TEXT] if len(text) > LONGEST_TEXT else text


def without_apostrophe(text: str) -> str:
    """Return a text without the apostrophe in front that says that it is a text."""
    return text[1:] if text.startswith("'") and _APOSTROPHE.fullmatch(text) else text


def text_field(field: str) -> Content:
    """Return what a field of a text file means: `="00123"` is 00123, `#NAAM?` an error, `=1+1` was never calculated."""
    text = cut(field.removeprefix("\t").replace("\r\n", "\n").replace("\r", "\n"))
    code = excel_error_of(text.strip())
    if code:
        return CellError(code)
    if text.startswith("="):
        return _formula(text)
    text = without_apostrophe(text)
    bare = text.strip()
    if _SHORTENED.fullmatch(bare) or _ZEROS_AT_THE_END.fullmatch(bare):
        return with_doubt(text, DIGITS_LOST)
    return text


def _formula(text: str) -> Content:
    as_text, link = _AS_TEXT.fullmatch(text.strip()), _LINK.fullmatch(text.strip())
    if as_text:
        return as_text[1].replace('""', '"')
    if link:
        shown = link[2].replace('""', '"')
        return with_link(shown, link[1]) if WEB_OR_MAIL.match(link[1]) else shown
    return CellError(NOT_CALCULATED) if _FORMULA.fullmatch(text) else text
