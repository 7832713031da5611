"""How reports fall on paper, seen through LibreOffice: the worksheet fits on the two sides of a sheet."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import Desk

SOFFICE = shutil.which("soffice")
PDFTOTEXT = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(not (SOFFICE and PDFTOTEXT), reason="LibreOffice or poppler is not on this machine")

PARTICULARS = ["Initiatief", "Organisatie", "Sector", "Gemeente", "Contactpersoon", "E-mailadres", "Datum"]
FULL = ["Lerend netwerk Gent", "vzw Openluik", "sport;jeugd;cultuur;welzijn;andere", "Gent", "Aïcha Bouzidi",
        "aicha.bouzidi@voorbeeld.be", "3/2/2026"]  # fmt: skip
SHORT = ["Dans mee!", *[None] * 6]
LONG_NAME = ["Netwerk van buurtsportclubs en jeugdhuizen " * 6, *FULL[1:]]


def pages(reports: list[Path]) -> list[list[str]]:
    """Return the texts of the pages of each report. LibreOffice takes long to start, so it sees them together."""
    folder = reports[0].parent
    command = [str(SOFFICE), f"-env:UserInstallation={(folder / 'profiel').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(  # noqa: S603 - our own files
        [*command, "pdf", "--outdir", str(folder), *map(str, reports)], check=True, capture_output=True, timeout=120
    )
    return [_texts(report.with_suffix(".pdf")) for report in reports]


def _texts(paper: Path) -> list[str]:
    command = [str(PDFTOTEXT), "-layout", str(paper), "-"]
    out = subprocess.run(command, check=True, capture_output=True, timeout=60)  # noqa: S603 - our own file
    return out.stdout.decode().split("\f")[:-1]


def test_the_blank_worksheet_fits_on_two_pages_with_its_lines_together_on_the_last(desk: Desk) -> None:
    """Whatever the particulars: the questions and the ten lines to write on stand together on the second page."""
    desk.table([PARTICULARS, SHORT, FULL, LONG_NAME])
    assert desk.binding("run").code == 0
    reports = list(desk.outputs.glob("*.docx"))
    assert len(reports) == 3
    for first, last in pages(reports):
        assert "GOEDE VOORBEELDEN" in first
        assert "DENK NA OVER DEZE VRAGEN" in last
        assert len(re.findall(r"\.{100,}", last)) == 10
        assert not re.search(r"\.{100,}", first)
        assert re.search(r"B's van toegankelijkheid\s+Pagina 2 van 2", last)
