"""The press of each layout: its template, compiled and tried out, and all that is wrong or doubtful in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.layout.loader import load_layouts
from pipeline.messages import Language, SetupError, fix, message, shorten, system_reason
from pipeline.model import DetailValue, Finding, Initiative, Layout, Place
from pipeline.reports.template_values import names_in, sample, unshown, view
from pipeline.template import (
    BrokenTemplate,
    CompiledLine,
    CompiledTemplate,
    NotMade,
    Spot,
    TemplateMistake,
    compile_line,
    compile_template,
)

_OPEN_ENDED = "-"
_PARTS = ("body", "header", "footer", "footnotes", "endnotes", "comments", "properties", "line")
"""The parts of a document, in the order in which their mistakes are told."""
_CUT = 60
"""Characters after which the engine cuts the text of a place."""
_SCOPE = re.compile(r"\{%-?(p|tr|tc|r)\s")
_Found: TypeAlias = tuple[Finding, Spot | None]


@dataclass(frozen=True, slots=True)
class Press:
    """All that is needed to make the reports of one layout."""

    layout: Layout
    template: CompiledTemplate
    file_name: CompiledLine
    findings: tuple[Finding, ...] = ()
    """What is doubtful in the template."""


@dataclass(frozen=True, slots=True)
class CheckedLayout:
    """A layout, what was found in its template, and where in the template each of these stands."""

    layout: Layout
    findings: tuple[Finding, ...]
    spots: tuple[Spot | None, ...]


def set_up_presses(layouts: Iterable[Layout]) -> dict[str, Press]:
    """Compile the templates of all these layouts. Raises SetupError with all that is wrong in all of them."""
    presses: dict[str, Press] = {}
    findings: list[Finding] = []
    for layout in layouts:
        try:
            presses[layout.name] = set_up_press(layout)
        except SetupError as error:
            findings.extend(error.findings)
    if findings:
        raise SetupError(findings)
    return presses


def set_up_press(layout: Layout) -> Press:
    """Compile the layout's template and try it out. Raises SetupError with its mistakes."""
    found, template = _compiled(layout)
    findings = [finding for finding, _ in found]
    names = names_in(layout)
    try:
        file_name = compile_line(layout.file_name, names, language=layout.language)
        file_name.render(view(_nobody(layout), layout))
    except (BrokenTemplate, NotMade) as error:
        mistakes = error.mistakes if isinstance(error, BrokenTemplate) else (error.mistake,)
        place = Place(layout.file.as_posix())
        findings += [
            Finding("file-name-wrong", place, value=shorten(one.tag), suggestion=one.suggestion) for one in mistakes
        ]
        raise SetupError(findings) from error
    if template is None:
        raise SetupError(findings)
    return Press(layout, template, file_name, tuple(findings))


def check_layouts(templates: Path, name: str | None) -> list[CheckedLayout]:
    """Check the layout of that name, or all. Raises SetupError where a `layout.toml` itself is wrong."""
    layouts = load_layouts(templates, name)
    checked = []
    for layout in [layouts[name]] if name else layouts.values():
        found, _ = _compiled(layout)
        findings = [finding for finding, _ in found]
        spots = [spot for _, spot in found]
        try:
            set_up_press(layout)
        except SetupError as error:
            more = [one for one in error.findings if one not in findings]
            findings += more
            spots += [None for _ in more]
        checked.append(CheckedLayout(layout, tuple(findings), tuple(spots)))
    return checked


def annotated_templates(checked: Iterable[CheckedLayout], language: Language) -> dict[str, bytes]:
    """Return a copy of each template that has mistakes, with a comment at each, by the name of the copy.

    Raises SetupError where a template can't be read.
    """
    from pipeline.template.template_comments import annotated

    copies: dict[str, bytes] = {}
    for one in checked:
        notes = [
            (spot, f"{message(finding, language)} → {fix(finding, language)}")
            for finding, spot in zip(one.findings, one.spots, strict=True)
            if spot is not None
        ]
        template = one.layout.template
        try:
            if notes:
                copies[f"{one.layout.name} - {template.name}"] = annotated(template.read_bytes(), notes)
        except OSError as error:
            place = Place(template.as_posix())
            raise SetupError([Finding("file-not-reachable", place, details=system_reason(error))]) from error
    return copies


# --- One template ---------------------------------------------------------------------------------


def _compiled(layout: Layout) -> tuple[list[_Found], CompiledTemplate | None]:
    """Compile and try a template. Returns all that was found, and the template where it can be used."""
    place = Place(layout.template.as_posix())
    try:
        template = compile_template(layout.template, names_in(layout), language=layout.language)
    except OSError as error:
        return [(Finding("file-not-reachable", place, details=system_reason(error)), None)], None
    except BrokenTemplate as error:
        found = [_found(mistake, place) for mistake in _in_order((*error.mistakes, *error.warnings))]
        return found or [(Finding("template-unreadable", place), None)], None
    found = [_found(mistake, place) for mistake in _in_order(template.warnings)]
    if not template.has_tags:
        return [*found, (Finding("template-without-tags", place), None)], None
    for values in (_nobody(layout), sample(layout)):
        try:
            template.render(view(values, layout))
        except NotMade as error:
            return [*found, _found(error.mistake, place)], None
    for question in unshown(layout, template.used):
        details = {"name": question.name}
        found.append((Finding("template-question-not-shown", place, question=question.label, details=details), None))
    return found, template


def _nobody(layout: Layout) -> Initiative:
    """Return an initiative that answered nothing."""
    return Initiative(layout.name, _OPEN_ENDED, _OPEN_ENDED, ())


def _found(mistake: TemplateMistake, place: Place) -> _Found:
    finding = Finding(
        mistake.code,
        place,
        value=shorten(mistake.tag),
        suggestion=mistake.suggestion,
        details=template_details(mistake),
    )
    return finding, mistake.spot


def template_details(mistake: TemplateMistake) -> dict[str, DetailValue]:
    """Return what the words of a template's mistake speak of."""
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


def _in_order(mistakes: Iterable[TemplateMistake]) -> list[TemplateMistake]:
    """Return the mistakes as somebody meets them who reads the document: its text first, then headers and footers."""

    def key(mistake: TemplateMistake) -> tuple[int, str, int, int]:
        spot = mistake.spot
        at = spot.text.find(mistake.tag)
        return _PARTS.index(spot.part), spot.file, spot.paragraph, at if at >= 0 else _CUT

    return sorted(mistakes, key=key)
