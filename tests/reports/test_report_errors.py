"""What is told where a template can't make a report of the answers that there are."""

from __future__ import annotations

import pytest

from pipeline.model import Initiative, Place
from pipeline.render.mistakes import Code, RenderError, TemplateLocation, TemplateMistake
from pipeline.reports.report_plan import render_error_finding


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("template-too-wide", "report-too-wide"),
        ("template-unfit-answers", "report-unfit-answers"),
        ("template-fails", "report-not-made"),
    ],
)
def test_the_reason_of_a_report_that_is_not_made_is_told(code: Code, told: str) -> None:
    """A table that is too wide says how wide; what the answers can't tell is no mistake of the template."""
    mistake = TemplateMistake(code, TemplateLocation(cell=(1, 1, 2)), "{%tc for x in xs %}", "80")
    finding = render_error_finding(RenderError(mistake, "ValueError"), Place("x.docx"), Initiative("t", "an", "An", ()))
    assert (finding.code, finding.value, finding.initiative) == (told, "{%tc for x in xs %}", "An")
    assert finding.details["what"] == "80"
