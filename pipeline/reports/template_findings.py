"""What is wrong in a template, as findings. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from pipeline.messages import shorten
from pipeline.model import DetailValue, Finding, Place
from pipeline.template import Spot, TemplateMistake

LocatedFinding: TypeAlias = tuple[Finding, Spot | None]
"""A finding, and where in the template it is, if it is at one location."""
_PARTS = ("body", "header", "footer", "footnotes", "endnotes", "comments", "properties", "line")
"""The parts of a document, in the order in which their mistakes are told."""
_CUT = 60
"""Characters after which the engine cuts the text of a location."""
_SCOPE = re.compile(r"\{%-?(p|tr|tc|r)\s")


def mistake_findings(mistakes: Iterable[TemplateMistake], place: Place) -> list[LocatedFinding]:
    """Return the mistakes as findings, in the order of the document: its text first, then headers and footers."""
    return [(_mistake_finding(mistake, place), mistake.spot) for mistake in sorted(mistakes, key=_reading_order)]


def _mistake_finding(mistake: TemplateMistake, place: Place) -> Finding:
    value, details = shorten(mistake.tag), template_details(mistake)
    return Finding(mistake.code, place, value=value, suggestion=mistake.suggestion, details=details)


def template_details(mistake: TemplateMistake) -> dict[str, DetailValue]:
    """Return the fields that the messages about a template's mistake show."""
    spot = mistake.spot
    in_heading = bool(spot.heading) and spot.heading == spot.text
    near = "" if spot.text == mistake.tag else spot.text
    scope = _SCOPE.match(mistake.tag)
    return {
        **mistake.details,
        "what": mistake.what,
        "closing": f"{{%{scope[1] if scope else ''} {mistake.what} %}}",
        "part": spot.part,
        "section": spot.section or 0,
        "first": spot.pages == "first",
        "even": spot.pages == "even",
        "heading": "" if in_heading else spot.heading,
        "in_heading": in_heading,
        "near": f"{near}…" if len(near) >= _CUT else near,
        **dict(zip(("table", "row", "column"), spot.cell or (), strict=False)),
    }


def _reading_order(mistake: TemplateMistake) -> tuple[int, str, int, int]:
    spot = mistake.spot
    position = spot.text.find(mistake.tag)
    return _PARTS.index(spot.part), spot.file, spot.paragraph, position if position >= 0 else _CUT
