"""What a small file may cost: each is read or told in a process with limits, and the honest file beside it is read."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import PROJECT
from hostile import plain
from raw_books import MAIN, book_parts, inline, relationships, sheet_xml, zipped

from pipeline.model import Finding, Workbook
from pipeline.ooxml.archive import DamagedPackageError, read_parts
from pipeline.read.parse import parse
from pipeline.read.stored_text import LONGEST_TEXT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process")
MEMORY, SECONDS = 600 * 1024 * 1024, 10
"""What the process may use: bytes of memory that it has, and seconds of work."""
_HEAD = f'<row r="1">{inline("A1", "Initiatief")}{inline("B1", "Impact")}</row>'


def with_name(text: str) -> bytes:
    """Return a table with a name that means this."""
    name = f'<definedNames><definedName name="vak">{text}</definedName></definedNames>'
    return zipped(book_parts(sheet_xml(_HEAD), in_book=name))


def shared(length: int, rows: int, *, links: int = 0) -> bytes:
    """Return a table of which each row has the same long text, with links over all of them."""
    cells = "".join(
        f'<row r="{row}">{inline(f"A{row}", f"Initiatief {row}")}<c r="B{row}" t="s"><v>0</v></c></row>'
        for row in range(2, rows + 2)
    )
    link = '<hyperlink ref="B2:B1000" r:id="rId1"/>' * links
    parts = book_parts(sheet_xml(_HEAD + cells, after=f"<hyperlinks>{link}</hyperlinks>" if links else ""))
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si><t>{"a" * length}</t></si></sst>'
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships(("hyperlink", "https://dansmee.be"), external=True)
    return zipped(parts)


def lying(size: int, part: str = "xl/sharedStrings.xml") -> bytes:
    """Return a workbook of which a part says to be 100 bytes, and is of this size."""
    content = bytearray(zipped({part: bytes(size), **book_parts(sheet_xml(_HEAD))}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        entry = content.index(mark) + at
        content[entry : entry + 4] = struct.pack("<L", 100)
    return bytes(content)


COSTS: dict[str, Callable[[], bytes]] = {
    "opmerkingen.csv": lambda: b"<!---->" * 28 + b"x",
    "meer opmerkingen.csv": lambda: b"<!---->" * 570 + b"x",
    "blanco.csv": lambda: b" " * 4_000 + b"x",
    "aanhalingstekens.xlsx": lambda: with_name("'" * 3_901),
    "namen.xlsx": lambda: with_name("a!" * 4_000),
    "open naam.xlsx": lambda: with_name("'" + "a''" * 100_000),
    "bladen.xlsx": lambda: with_name("'a'a" * 2_000),
    "koppelingen.xlsx": lambda: shared(1_000_000, 999, links=500),
    "lange tekst.xlsx": lambda: shared(5_000_000, 500),
    "veel tekst.xlsx": lambda: shared(32_000, 3_000),
    "leugen.xlsx": lambda: lying(200_000_000),
    "leugen in een blad.xlsx": lambda: lying(200_000_000, "xl/theme/theme1.xml"),
}


def limit() -> None:
    """Bound what the process may use, and what it starts."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def test_a_small_file_costs_no_more_than_its_own_finding(tmp_path: Path) -> None:
    """All at once, with copies made: the check ends by itself, tells of each, and reads the honest file."""
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    for name, make in COSTS.items():
        (inputs / name).write_bytes(make())
    (inputs / "eerlijk.xlsx").write_bytes(plain())
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "check",
        "--annotate",
        "gemerkt",
        "--json",
        "--templates",
        str(PROJECT / "templates"),
    ]
    ended = subprocess.run(  # noqa: S603 - our own program, and no threads here
        [*command, str(inputs)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        check=False,
        preexec_fn=limit,
        timeout=300,
    )
    assert ended.returncode == 1, ended.stderr.decode()[-2_000:]
    outcome = json.loads(ended.stdout)
    read = {workbook["file"] for workbook in outcome["workbooks"]}
    told = {finding["file"] for finding in outcome["findings"]}
    assert "eerlijk.xlsx" in read
    assert set(COSTS) <= read | told


def test_a_part_that_is_longer_than_it_says_is_not_unpacked() -> None:
    """Neither by the reader nor where copies are made: a wrong checksum is all that is seen."""
    with pytest.raises(DamagedPackageError):
        read_parts(lying(50_000_000))
    outcome = parse(lying(50_000_000), "enquete.xlsx")
    assert isinstance(outcome, Finding)
    assert outcome.code == "workbook-unreadable"


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_text_that_excel_could_not_hold_is_cut(suffix: str) -> None:
    """It goes no further than the reader, and is told as an answer that may have lost its end."""
    text = "a" * (LONGEST_TEXT + 5)
    content = zipped(book_parts(sheet_xml(f'<row r="1">{inline("A1", text)}</row>')))
    workbook = parse(content if suffix == "xlsx" else f"{text};b\nc;d\n".encode(), f"enquete.{suffix}")
    assert isinstance(workbook, Workbook)
    assert workbook.sheets[0].rows[1][1] == "a" * LONGEST_TEXT


def test_a_name_still_means_each_block_between_its_commas() -> None:
    """Sheets with commas, quotes and blanks in their names too; what is no block is left out."""
    parts = book_parts(
        sheet_xml(""),
        in_book="<definedNames><definedName name='vak'>'a, ''b'!$A$1,Weg!$B$2,Weg!A:A</definedName></definedNames>",
    )
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace('Blad1" sheetId', "a, 'b\" sheetId")
    workbook = parse(zipped(parts), "enquete.xlsx")
    assert isinstance(workbook, Workbook)
    assert [(area.sheet, area.first_row, area.last_column) for _, area in workbook.names] == [("a, 'b", 1, 1)]
