"""Each rule finds the small document that breaks it, and nothing in a clean one."""

from collections.abc import Callable

import pytest
from document_rules import Broken, check_docx, check_xlsx
from document_rules.broken_docx import BROKEN_DOCX, CONTROL, HEAD, STYLED, paragraph, row, run, styled, table
from document_rules.broken_xlsx import BROKEN_XLSX, FORM, sheet
from document_rules.documents import (
    clean_docx,
    clean_xlsx,
    with_body,
    with_picture,
)


def codes(found: list[Broken]) -> set[str]:
    """Give the codes of findings."""
    return {broken.code for broken in found}


def test_clean_docx() -> None:
    """A clean document gives nothing."""
    assert check_docx(clean_docx()) == []


def test_clean_xlsx() -> None:
    """A clean workbook gives nothing."""
    assert check_xlsx(clean_xlsx()) == []


@pytest.mark.parametrize(
    ("code", "made"), BROKEN_DOCX, ids=[f"{code}-{at}" for at, (code, _) in enumerate(BROKEN_DOCX)]
)
def test_broken_docx(code: str, made: Callable[[], bytes]) -> None:
    """The rule finds the document that breaks it."""
    assert code in codes(check_docx(made()))


@pytest.mark.parametrize(
    ("code", "made"), BROKEN_XLSX, ids=[f"{code}-{at}" for at, (code, _) in enumerate(BROKEN_XLSX)]
)
def test_broken_xlsx(code: str, made: Callable[[], bytes]) -> None:
    """The rule finds the workbook that breaks it."""
    assert code in codes(check_xlsx(made()))


@pytest.mark.parametrize("text", ["Beste {{ naam }}", "None", "Zie www.example.org/a", "naam      datum", "- een punt"])
def test_answers_are_not_counted(text: str) -> None:
    """What an answer brings is not counted."""
    data = with_body(paragraph(run(text)))
    assert check_docx(data) != []
    assert check_docx(data, answers=[text]) == []


HARMLESS = [
    paragraph(run("Kopje in hoofdletters"), STYLED.format("Heading2")),
    paragraph(run("witte letters", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
    paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>een</w:t></mc:Choice><mc:Fallback><w:t>None</w:t>'
        "</mc:Fallback></mc:AlternateContent></w:r>"
    ),
    paragraph('<w:r><w:rPr><w14:ligatures w14:val="none"/></w:rPr><w:t>tekst</w:t></w:r>'),
    paragraph(run("Naam:", "<w:b/>") + run(" de buurt")),
    paragraph(run("alleen eastAsia", '<w:lang w:eastAsia="fr-FR"/>')),
    "<w:p/>",
    table(HEAD, row(CONTROL.format('<w:alias w:val="Keuze"/>').join(("<w:tc>", "</w:tc>")), "b")),
    paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("1") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ),
]


@pytest.mark.parametrize("added", HARMLESS, ids=range(len(HARMLESS)))
def test_no_false_alarm(added: str) -> None:
    """What is allowed gives nothing."""
    assert check_docx(with_body(added)) == []


def test_capitals_by_paragraph_style_are_allowed() -> None:
    """w:caps in a paragraph style is allowed."""
    assert check_docx(styled("Leidvraag", "<w:rPr><w:caps/></w:rPr>")()) == []


def test_sheets_limit_the_accessibility_rules() -> None:
    """In annotated copies the X rules bind only the sheet that we add."""
    data = sheet(FORM, 'paperSize="9"', 'paperSize="1"')()
    assert "X10" not in codes(check_xlsx(data, sheets=["Overzicht"]))
    assert "X10" in codes(check_xlsx(data, sheets=["Formulier"]))


@pytest.mark.parametrize("description", ["Een kaart van de buurt"])
def test_described_picture(description: str) -> None:
    """A picture with alternative text gives nothing."""
    assert check_docx(with_picture(description)) == []
