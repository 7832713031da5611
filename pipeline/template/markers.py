"""Markers: placeholders in the XML for tags, until they become source for Jinja; and that source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.render.sandbox import ADDRESS, ATTRIBUTE, CLOSE, FIELD_VALUE, OPEN, WRITER

if TYPE_CHECKING:
    from pipeline.ooxml.namespaces import Element
    from pipeline.template.tags import Tag

_TARGET = "binding"
"""The target of the processing instruction that replaces a tag: `<?binding 3?>`."""
_BEGIN, _END = "\ue002", "\ue003"
"""What encloses the name of a marker in an attribute, where there are no processing instructions."""
MARKERS = re.compile(rf"<\?{_TARGET} ([x\d]+)\?>|{_BEGIN}([x\d]+){_END}")
"""A marker in XML, in either form."""


class MarkerSources(dict[str, str]):
    """The source for Jinja of each marker, by its name: the number of a tag, or a name of our own."""

    def set_tag(self, number: int, source: str) -> None:
        """Set the source of a tag's marker."""
        self[str(number)] = source

    def add(self, source: str) -> str:
        """Add a source that comes from no tag of the template; return the name of its marker."""
        name = f"x{len(self)}"
        self[name] = source
        return name

    def add_in_attribute(self, expression: str) -> str:
        """Add an expression; return the marker that shows it in an attribute."""
        return attribute_marker(self.add(f"{OPEN}= {expression} ={CLOSE}"))


def marker(name: int | str) -> Element:
    """Return the marker of this name, for use among elements."""
    return etree.ProcessingInstruction(_TARGET, str(name))


def attribute_marker(name: int | str) -> str:
    """Return the marker of this name, for use in an attribute."""
    return f"{_BEGIN}{name}{_END}"


def marker_name(element: Element) -> str | None:
    """Return the name of the marker that this is, or None where it is an element."""
    if isinstance(element, etree._ProcessingInstruction):  # noqa: SLF001 - lxml has no public name for it
        return (element.text or "").strip()
    return None


# --- Sources for Jinja ----------------------------------------------------------------------------


def statement_source(tag: Tag) -> str:
    """Return a statement or comment for Jinja. The line end inside it lets Jinja's line numbers count the tags."""
    return f"{OPEN}%\n{tag.body}%{CLOSE}" if tag.kind == "statement" else ""


def value_source(tag: Tag, writer_filter: str, formatting: int, filters: str = "") -> str:
    """Return a value for Jinja: what a filter of the writer makes of it, in the formatting of this number."""
    return f"{OPEN}=\n{WRITER}|{writer_filter}(({tag.body}), {formatting}){filters}={CLOSE}"


def attribute_source(tag: Tag) -> str:
    """Return a tag in an attribute for Jinja."""
    if tag.kind == "value":
        return f"{OPEN}=\n{WRITER}|{ATTRIBUTE}(({tag.body}))={CLOSE}"
    return statement_source(tag)


def field_value_source(tag: Tag) -> str:
    """Return a tag in the instruction of a field for Jinja: a value is enclosed, whatever characters it has."""
    if tag.kind == "value":
        return f"{OPEN}=\n{WRITER}|{FIELD_VALUE}(({tag.body}))={CLOSE}"
    return statement_source(tag)


def address_source(pieces: Sequence[Tag | str]) -> str:
    """Return the address of a link for Jinja, made of texts and of values."""
    listed = ", ".join(_literal(piece) if isinstance(piece, str) else f"({piece.body})" for piece in pieces)
    return f"{OPEN}=\n{WRITER}|{ADDRESS}([{listed}])={CLOSE}"


def _literal(text: str) -> str:
    """Return a text as a literal of Jinja, in which no character has a meaning."""
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'
