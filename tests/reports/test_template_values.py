"""The values of a report are ready for templates, with the formatting of answers, in any process."""

from __future__ import annotations

import pickle

import pytest

from pipeline.model import Answer, Contribution, Initiative, Layout, Place, Respondent
from pipeline.render.value_text import FormattedText, TemplateValues
from pipeline.reports.template_values import view
from pipeline.rich_text import RichText, Span

PLACE = Place("enquete.xlsx", "Sheet1", "B2")
BOLD = RichText("heel graag", (Span(0, 4, ("bold",)),))


def values_of(layout: Layout, *names: str) -> TemplateValues:
    """Return the values of a report to which these respondents gave formatted answers, a list among them."""
    answers = {
        "gemeente": Answer("gemeente", BOLD, PLACE),
        "impact": Answer("impact", BOLD, PLACE),
        "ideeen": Answer("ideeen", (BOLD, "gewoon"), PLACE),
    }
    assert answers.keys() <= {question.name for question in layout.questions}
    contributions = tuple(Contribution(Respondent(name=name), answers) for name in names)
    return view(Initiative(layout.name, "kamp", "Kamp", contributions), layout)


def spans(value: object) -> object:
    """Return the formatting of a value, wherever it is in it."""
    if isinstance(value, FormattedText):
        return str(value), value.spans
    if isinstance(value, dict):
        return {name: spans(part) for name, part in value.items()}
    return [spans(part) for part in value] if isinstance(value, list | tuple) else value


def unconverted(value: object) -> bool:
    """Whether a formatted text is left in a value that no template can work with."""
    if isinstance(value, dict):
        return any(map(unconverted, value.values()))
    return any(map(unconverted, value)) if isinstance(value, list | tuple) else isinstance(value, RichText)


@pytest.mark.parametrize("names", [("An",), ("An", "Jef"), ("",), ()])
def test_no_formatted_text_is_left_unconverted(binding: Layout, names: tuple[str, ...]) -> None:
    """`TemplateValues` are taken as they are: a formatted text in them would be shown as Python's own words."""
    values = values_of(binding, *names)
    assert not unconverted(values)
    assert TemplateValues.of(values) is values


def test_formatting_is_there_for_one_respondent_and_for_several(binding: Layout) -> None:
    """In a particular, in an answer, in the items of a list, and where answers are put together."""
    alone = values_of(binding, "An")
    assert spans(alone["gemeente"]) == spans(alone["impact"]) == ("heel graag", BOLD.spans)
    assert spans(alone["ideeen"]) == [("heel graag", BOLD.spans), "gewoon"]
    assert spans(values_of(binding, "An", "Jef")["impact"]) == ("heel graag", BOLD.spans), "what both say is said once"
    differing = [Contribution(Respondent(name="An"), {"impact": Answer("impact", BOLD, PLACE)})]
    differing += [Contribution(Respondent(name="Jef"), {"impact": Answer("impact", "heel graag", PLACE)})]
    several = view(Initiative(binding.name, "kamp", "Kamp", tuple(differing)), binding)
    assert spans(several["impact"]) == ("An\n\nheel graag\n\nJef\n\nheel graag", (Span(4, 8, ("bold",)),))


def test_formatting_crosses_to_another_process(binding: Layout) -> None:
    """A job is pickled: what arrives has the same texts, with the same formatting."""
    values = values_of(binding, "An", "Jef")
    arrived = pickle.loads(pickle.dumps(values))  # noqa: S301 - our own bytes
    assert type(arrived) is TemplateValues
    assert spans(arrived) == spans(values)
