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
SHORT = ["Dans mee!", None, None, None, None, None, None]
FULL = ["Lerend netwerk Gent", "vzw Openluik", "sport;jeugd;cultuur;welzijn;andere", "Gent", "Aïcha Bouzidi",
        "aicha.bouzidi@voorbeeld.be", "3/2/2026"]  # fmt: skip
LONG_NAME = ["Netwerk van buurtsportclubs en jeugdhuizen " * 6, *FULL[1:]]


def pages(report: Path) -> list[str]:
    """Return the text of each page of a report."""
    profile = (report.parent / "profiel").as_uri()
    command = [str(SOFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run([*command, str(report.parent), str(report)], check=True, capture_output=True, timeout=120)  # noqa: S603 - our own file
    text = [str(PDFTOTEXT), "-layout", str(report.with_suffix(".pdf")), "-"]
    out = subprocess.run(text, check=True, capture_output=True, timeout=60)  # noqa: S603 - as above
    return out.stdout.decode().split("\f")[:-1]


@pytest.mark.parametrize("row", [SHORT, FULL, LONG_NAME], ids=["short", "full", "long name"])
def test_the_blank_worksheet_fits_on_two_pages_with_its_lines_together_on_the_last(
    desk: Desk, row: list[str | None]
) -> None:
    """Whatever the particulars: the questions and the ten lines to write on stand together on the second page."""
    desk.table([PARTICULARS, row])
    assert desk.binding("run").code == 0
    (report,) = desk.outputs.glob("*.docx")
    first, last = pages(report)
    assert "GOEDE VOORBEELDEN" in first
    assert "DENK NA OVER DEZE VRAGEN" in last
    assert len(re.findall(r"\.{100,}", last)) == 10
    assert not re.search(r"\.{100,}", first)
    assert re.search(r"B's van toegankelijkheid\s+Pagina 2 van 2", last)
