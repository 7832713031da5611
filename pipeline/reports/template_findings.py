"""What is wrong in a template, as findings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from pipeline.messages import shorten
from pipeline.model import DetailValue, Finding, Place
from pipeline.template import TemplateLocation, TemplateMistake

LocatedFinding: TypeAlias = tuple[Finding, TemplateLocation | None]
"""A finding, and where in the template it is, if it is at one location."""
_PARTS = ("body", "header", "footer", "footnotes", "endnotes", "comments", "chart", "diagram", "data", "properties",
          "line")  # fmt: skip
"""The parts of a document, in the order in which their mistakes are told."""
_WHOLE_FILE = frozenset({"template-strict", "template-protected", "template-unsafe-part"})
"""Codes of what keeps a whole file from being read, so that no copy of it can be made either."""
_CUT = 60
"""Characters after which the engine cuts the text of a location."""
_SCOPE = re.compile(r"\{%-?(p|tr|tc|r)\s")


def mistake_findings(mistakes: Iterable[TemplateMistake], place: Place) -> list[LocatedFinding]:
    """Return the mistakes as findings, in the order of the document: its text first, then headers and footers."""
    return [
        (_mistake_finding(mistake, place), None if mistake.code in _WHOLE_FILE else mistake.location)
        for mistake in sorted(mistakes, key=_reading_order)
    ]


def _mistake_finding(mistake: TemplateMistake, place: Place) -> Finding:
    value, details = shorten(mistake.tag), template_details(mistake)
    return Finding(mistake.code, place, value=value, suggestion=mistake.suggestion, details=details)


def template_details(mistake: TemplateMistake) -> dict[str, DetailValue]:
    """Return the fields that the messages about a template's mistake show."""
    location = mistake.location
    in_heading = bool(location.heading) and location.heading == location.text
    near = "" if location.text == mistake.tag else location.text
    scope = _SCOPE.match(mistake.tag)
    return {
        **mistake.details,
        "what": mistake.subject,
        "closing": f"{{%{scope[1] if scope else ''} {mistake.subject} %}}",
        "part": location.part,
        "section": location.section or 0,
        "first": location.pages == "first",
        "even": location.pages == "even",
        "heading": "" if in_heading else location.heading,
        "in_heading": in_heading,
        "near": f"{near}…" if len(near) >= _CUT else near,
        **dict(zip(("table", "row", "column"), location.cell or (), strict=False)),
    }


def _reading_order(mistake: TemplateMistake) -> tuple[int, str, int, int]:
    location = mistake.location
    position = location.text.find(mistake.tag)
    return _PARTS.index(location.part), location.file, location.paragraph, position if position >= 0 else _CUT
