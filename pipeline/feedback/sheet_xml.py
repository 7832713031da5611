"""What every part of an annotated copy needs: its own exception, the order of the schema, texts as Excel keeps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ooxml.namespaces import S
from pipeline.text import NOT_IN_WORD

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class AnnotationError(Exception):
    """There can be no annotated copy; `code` is the finding that says why."""

    OTHER_FORMAT = "copy-not-made"
    SHEET_EXISTS = "copy-sheet-there"

    def __init__(self, code: str) -> None:
        """Keep the code."""
        self.code = code
        super().__init__(code)


def insert_before(root: Element, child: Element, later: str) -> None:
    """Insert a child where the schema wants it: before the first of the children named, blanks between them."""
    names = {f"{S}{name}" for name in later.split()}
    for at, element in enumerate(root):
        if element.tag in names:
            root.insert(at, child)
            return
    root.append(child)


def excel_text(text: str) -> str:
    """Return a text as a cell or a comment can hold it: no control characters, and `_x0041_` as it was typed."""
    return _ESCAPE.sub("_x005F_", NOT_IN_WORD.sub("\N{REPLACEMENT CHARACTER}", text.replace("\v", "\n")))
