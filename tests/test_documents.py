"""Every document that we make opens without a question and is accessible, whatever was answered."""

from __future__ import annotations

import shutil
from io import BytesIO

import pytest
from conftest import PROJECT, Desk
from document_rules import check_docx
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Answer, Contribution, Initiative, Layout, Place, Respondent
from pipeline.reports.template_values import names_in, view
from pipeline.template import CompiledTemplate, compile_template

HEADERS = ["Initiatief", "Naam contactpersoon", "Contacten verduurzamen", "Impact in beeld", "Ideeën"]
BARE_ADDRESS = "https://www.voorbeeld.be/materiaal-kempen."


@pytest.mark.parametrize("folder", ["inputs", "examples/with-mistakes"])
def test_every_report_of_the_examples_keeps_every_rule(desk: Desk, folder: str) -> None:
    """Validity and accessibility, of reports with all kinds of answers; bare addresses are the answerer's own."""
    shutil.copytree(PROJECT / folder, desk.inputs, dirs_exist_ok=True)
    desk.binding("run")
    assert desk.reports()
    for name in desk.reports():
        assert check_docx((desk.outputs / name).read_bytes(), answers=[BARE_ADDRESS]) == [], name


def test_a_report_has_title_author_language_and_headings(desk: Desk) -> None:
    """What a screen reader and a document library ask first."""
    desk.table([HEADERS, ["Café Zuid & co", "An", "Elke maand.", None, "- Een\n- Twee"]])
    desk.binding("run")
    document = Document(str(desk.outputs / "Café Zuid & co - Binding.docx"))
    assert document.core_properties.title == "Binding – Café Zuid & co"
    assert document.core_properties.author == "B's van toegankelijkheid"
    assert document.core_properties.language == "nl-BE"
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style and one.style.name]
    found = [(style, text) for style, text in headings if style.startswith("Heading")]
    assert found[0] == ("Heading 1", "Binding")
    assert [text for style, text in found if style == "Heading 2"] == [
        "Goede voorbeelden",
        "Voorbeelden van drempels",
        "Denk na over deze vragen.",
        "Schrijf hier je antwoorden en ideeën.",
    ]
    assert len([text for style, text in found if style == "Heading 3"]) == 6


def test_an_unanswered_question_has_three_dotted_lines_and_an_answered_one_none(desk: Desk) -> None:
    """In a report with answers every question stands as a heading, with its answer or room to write."""
    desk.table([HEADERS, ["Dans mee!", "An", "Elke maand.", "Veel.", None]])
    desk.binding("run")
    texts = [one.text for one in Document(str(desk.outputs / "Dans mee! - Binding.docx")).paragraphs]
    assert sum(set(text) == {"."} for text in texts) == 3 * 3


def test_answers_of_several_respondents_stand_under_their_names(desk: Desk) -> None:
    """Each answer of each question, in order; a respondent without a name is told as such."""
    rows = [["Dans mee!", "An", "Van An.", None, "Idee van An"], ["dans  mee!", None, "Van niemand.", None, None]]
    desk.table([HEADERS, *rows])
    assert desk.binding("run").code == 0
    document = Document(str(desk.outputs / "Dans mee! - Binding.docx"))
    under = [(one.style.name if one.style else "", one.text) for one in document.paragraphs]
    start = under.index(("Heading 3", "Hoe kan je nieuwe of bestaande contacten met partners verduurzamen?"))
    assert under[start + 1 : start + 5] == [
        ("Heading 4", "An"),
        ("Antwoord", "Van An."),
        ("Heading 4", "Zonder naam"),
        ("Antwoord", "Van niemand."),
    ]


LINES = st.lists(
    st.sampled_from(
        ["- een", "1. twee", "3. vier", "• vijf", "", "tekst", "R&D <w:p/>", "{{ x }}", "\t", "😀 שלום", "  - dieper"]
    ),
    min_size=1,
    max_size=8,
).map("\n".join)

_template: list[CompiledTemplate] = []


@settings(max_examples=40, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_whatever_is_answered_the_report_keeps_every_rule(binding: Layout, answers: list[str]) -> None:
    """Lists, blank lines, code, right-to-left and emoji, of one to three respondents."""
    if not _template:
        _template.append(compile_template(binding.template, names_in(binding)))
    contributions = tuple(
        Contribution(Respondent(name=f"Invuller {number}"), {"impact": Answer("impact", answer, Place("x.xlsx"))})
        for number, answer in enumerate(answers)
    )
    values = view(Initiative("binding", "k", "Dans mee!", contributions), binding)
    content = _template[0].render(values, {"title": "Binding – Dans mee!", "creator": "A", "language": "nl-BE"})
    lines = [line for answer in answers for line in answer.split("\n") if line.strip()]
    assert check_docx(content, answers=lines) == []
    Document(BytesIO(content))
