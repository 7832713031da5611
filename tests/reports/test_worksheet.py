"""The blank report is the worksheet as its owners wrote it, line for line."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from conftest import GOLDEN, PROJECT, Desk
from content import report_texts
from docx import Document
from docx.shared import Length

WORKSHEET = (GOLDEN / "worksheet.txt").read_text(encoding="utf-8")
PARTICULARS = ["Initiatief", "Organisatie", "Sector", "Gemeente", "Contactpersoon", "E-mailadres", "Datum"]
GIVEN = ["Lerend netwerk Gent", "vzw Openluik", "sport;jeugd;", "Gent", "Aïcha Bouzidi", "a.b@voorbeeld.be", "3/2/2026"]


def worksheet_lines() -> list[str]:
    """Return the worksheet's lines, folded; its footer, the series name, is the last."""
    return [folded for line in WORKSHEET.splitlines() if (folded := fold(line))]


def fold(line: str) -> str:
    """Fold what may differ: case, blanks, list marks and the number of dots in a line."""
    text = " ".join(line.split()).casefold()
    return re.sub(r"^\.+$", "…", text.removeprefix("- "))


@pytest.fixture
def blank(desk: Desk) -> bytes:
    """Return the report of an initiative that gave its particulars and answered nothing."""
    desk.table([PARTICULARS, GIVEN])
    assert desk.binding("run").code == 0
    (name,) = desk.reports()
    return (desk.outputs / name).read_bytes()


def test_a_blank_report_is_the_worksheet_line_for_line_and_nothing_more(blank: bytes) -> None:
    """Between the title and the rest stand the initiative's particulars; everything else is the worksheet, in order."""
    texts = [fold(text) for text in report_texts(blank)]
    title, particulars, rest = texts[0], texts[1 : 1 + len(PARTICULARS)], texts[1 + len(PARTICULARS) :]
    *lines, series = worksheet_lines()
    assert [title, *rest] == lines
    assert [line.split(" ")[0] for line in particulars] == [name.casefold() for name in PARTICULARS]
    footer = [paragraph.text for paragraph in Document(BytesIO(blank)).sections[0].footer.paragraphs]
    assert fold(footer[0]).startswith(series)
    assert footer[1:] == ["Lerend netwerk Gent"]


def test_a_blank_report_has_ten_dotted_lines_eight_millimetres_apart(blank: bytes) -> None:
    """Each line to write on is a paragraph of full stops, with an exact height of 8 mm or more."""
    dotted = [paragraph for paragraph in Document(BytesIO(blank)).paragraphs if set(paragraph.text) == {"."}]
    assert len(dotted) == 10
    for paragraph in dotted:
        assert paragraph.style is not None
        height = paragraph.style.paragraph_format.line_spacing
        assert isinstance(height, Length)
        assert height.mm >= 8


def test_the_layout_holds_every_text_of_the_worksheet_word_for_word() -> None:
    """Each line stands in layout.toml, and none of them in capitals."""
    layout = (PROJECT / "templates/binding/layout.toml").read_text(encoding="utf-8").replace('\\"', '"')
    for line in worksheet_lines():
        assert line in layout.casefold() or line == "…"
    for text in re.findall(r'"([^"]{12,})"', layout):
        assert text != text.upper() or set(text) == {"."}


def test_the_template_holds_no_text_of_the_worksheet() -> None:
    """The Word file has tags and styles only, so that the next worksheet of the series can use it as it is."""
    for part in ("word/document.xml", "word/footer1.xml"):
        with zipfile.ZipFile(PROJECT / "templates/binding/report.docx") as template:
            xml = template.read(part).decode()
        texts = "".join(re.findall(r"<w:t[ >][^<]*</w:t>", xml))
        left = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", "", texts)
        assert re.sub(r"[\s\d]", "", left) == "", part


def test_no_generator_stands_beside_the_template() -> None:
    """The template is the source, and is changed in Word."""
    assert {path.name for path in Path(PROJECT / "templates/binding").iterdir()} == {"layout.toml", "report.docx"}
