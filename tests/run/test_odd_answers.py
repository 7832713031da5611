"""Odd values in every type of question: no run ends in a fault, and every answer is in its report."""

from __future__ import annotations

import random
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from conftest import Desk
from docx import Document
from lxml import etree
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from pipeline.answers.types.registry import TYPES
from pipeline.answers.validate import validate
from pipeline.layout.loader import load_layout
from pipeline.match import match
from pipeline.model import Layout
from pipeline.model import Workbook as Read
from pipeline.ooxml.namespaces import W
from pipeline.read import read
from pipeline.render.value_text import as_text
from pipeline.storage.local_folder import local_file

ROWS = 400
SCRIPTS = (
    *("Ελληνικά", "日本語テキスト", "العربية ١٢٣", "עברית", "हिन्दी", "👩‍👩‍👧‍👦", "𝐀𝐁𝐂", "ﬁets", "Straße", "İstanbul"),
    *(
        "e\u0301e\u0301",
        "Z\u0310\u0311\u0312a\u0313l",
        "\u202egnurd",
        "a\u200bb\u00adc",
        "\ufeff12",
        "_x0007_bel",
        "a\vb",
    ),
)
MARKUP = (
    "{{ naam }}",
    "{% if x %}",
    "<w:p/>",
    "]]>",
    "&amp;",
    "'=1+1",
    "=HYPERLINK()",
    "@SUM(1)",
    "\\1",
    "%s %d",
    "${x}",
)
LAYOUTS = (
    "- a\n- b\n\n\n1. c",
    "\n\n\n x",
    "a\r\nb",
    "a\tb",
    "   ",
    "-",
    "- ",
    "1)",
    "•",
    "a" * 32_767,
    "a\n" * 500,
    "; ; ;",
    ",,,",
)
TYPED = (
    *("31/12/9999", "01/01/0001", "00/00/0000", "29/02/1900", "9999-12-31T23:59:59Z", "32/13/20261", "15/03/2026 (?)"),
    *("9" * 19, "9" * 5000, "-0", "1e400", "1E-400", "0,000001", "∞", "½", "٣,٥", "١٢/٣/٢٠٢٦", "1.2.3.4", "€" * 50),
    *("1e5%", "٥٠ %", "-0,0 %", "9" * 26 + "%", "100.000 %", "NaN", "inf", "ja" * 99, "☑☑", "☒ ja ☐", "n.v.t.", "[x"),
    *("a@b.c", "a" * 99 + "@x.be", "http://" + "a." * 99, "+32" + "0" * 40, "BE" + "1" * 99, "9000" + " a" * 99),
)
NUMBERS = (
    *(
        1e300,
        -1e300,
        5e-324,
        1e25,
        9_999_999_999_999_999_999,
        123_456_789_012_345_678,
        1e15,
        -0.0,
        0.1 + 0.2,
        2**53 + 1,
    ),
    *(0.5, -0.125, 1 / 3, 43831, 2_958_465.99, 60, -1, 0),
)
MOMENTS = (
    *(datetime(1900, 1, 1), datetime(1900, 2, 28), datetime(9999, 12, 31, 23, 59, 59), date(1904, 1, 2), time(0)),
    *(time(23, 59, 59, 999_000), datetime(2026, 3, 15, 12, 30, 0, 500_000)),
)
FORMATS = (
    *("General", "0%", "0.00E+00", "[h]:mm:ss", "d-mmm", "mmm-yy", '0.0,,"M"', '"ja";;"nee"', "# ?/?", "@"),
    *("[<1]0.0;0", ";;;"),
)
ODDITIES: tuple[tuple[object, ...], ...] = (SCRIPTS, MARKUP, LAYOUTS, TYPED, NUMBERS, MOMENTS, (True, False, None))
BLOCKS = ((0x20, 0x250), (0x300, 0x370), (0x600, 0x700), (0x2000, 0x2070), (0x4E00, 0x4E80), (0x1F600, 0x1F650))
"""Of characters: Latin, combining, Arabic, punctuation and directions, Chinese, emoji."""
CHOICES = ("sport", "Ja, soms", "A-", "A+", "> 25", "andere")


def odd_value(chance: random.Random) -> object:
    """Return a value that nobody thought of."""
    kind = chance.randrange(7)
    if kind == 0:
        text = "".join(chr(chance.randrange(*chance.choice(BLOCKS))) for _ in range(chance.randrange(1, 30)))
        return ILLEGAL_CHARACTERS_RE.sub("", text)
    if kind == 1:
        return chance.choice(CHOICES) + chance.choice(("", "!", " ", ";", ", ", "?", "\n")) + chance.choice(CHOICES)
    return chance.choice(chance.choice(ODDITIES))


def make_layout(desk: Desk) -> Layout:
    """Make a layout that asks a question of every type, and shows each answer in a paragraph of its own."""
    folder = desk.folder / "templates/alles"
    folder.mkdir(parents=True)
    head = 'name = "alles"\ntitle = "Alles"\nseries = "Proef"\nlanguage = "nl-BE"\nauthor = "Proef"'
    questions = ['name = "initiatief"\nlabel = "Initiatief"\ntype = "text"\nrole = "initiative"\npart = "about"']
    choices = ", ".join(f'"{choice}"' for choice in CHOICES)
    for name, answer_type in TYPES.items():
        more = f"\nchoices = [{choices}]" if answer_type.needs_choices else ""
        questions.append(f'name = "v_{name}"\nlabel = "Vraag {name}"\ntype = "{name}"\npart = "questions"{more}')
    content = "\n\n".join((f"[layout]\n{head}", *(f"[[questions]]\n{question}" for question in questions)))
    (folder / "layout.toml").write_text(content, encoding="utf-8")
    document = Document()
    document.add_paragraph("{{ initiatief }}")
    for name in TYPES:
        document.add_paragraph(f"{{{{ v_{name} }}}}")
    document.save(str(folder / "report.docx"))
    return load_layout(folder / "layout.toml")


def make_table(path: Path, chance: random.Random) -> None:
    """Make a table of odd values, one initiative a row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Initiatief", *(f"Vraag {name}" for name in TYPES)])
    for row in range(2, ROWS + 2):
        sheet.cell(row, 1, ILLEGAL_CHARACTERS_RE.sub("", f"Rij {row} {chance.choice(SCRIPTS)}"))
        for column in range(2, len(TYPES) + 2):
            value = odd_value(chance)
            cell = sheet.cell(row, column)
            if isinstance(value, str):
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
            elif value is not None:
                cell.value = value  # type: ignore[assignment] # all that Excel has
                if isinstance(value, int | float):
                    cell.number_format = chance.choice(FORMATS)
    book.save(path)


def report_text(path: Path) -> str:
    """Return the text of a report: paragraphs and line breaks as line feeds."""
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    pieces = (
        element.text or "" if element.tag == f"{W}t" else "\n" for element in body.iter(f"{W}t", f"{W}p", f"{W}br")
    )
    return "".join(pieces)


def bare(text: str) -> str:
    """Return a text without blanks, and without what marks items of a list."""
    lines = (
        re.sub(r"^\s*([-*•–—·▪◦‣]|\d{1,3}[.)])\s+(?=\S)", "", line) for line in re.split(r"[\n\v\u2028\x85]", text)
    )
    return re.sub(r"\s+", "", "".join(lines))


@pytest.mark.parametrize("seed", range(2))
def test_odd_answers_end_no_run_in_a_fault_and_none_is_missing(desk: Desk, seed: int) -> None:
    """Four hundred rows through every type: what could be read is in the report, what could not is there as typed."""
    layout = make_layout(desk)
    path = desk.inputs / "lijst.xlsx"
    make_table(path, random.Random(seed))  # noqa: S311 - the same oddities every time
    ended = desk.binding("run", "--templates", "templates", "--json")
    assert ended.code in (0, 1), ended.out[-3000:] + ended.err
    counts = ended.json["counts"]
    assert (counts["failed"], counts["initiatives"]) == (0, ROWS), counts
    reports = {}
    for report in desk.outputs.glob("*.docx"):
        text = report_text(report)
        reports[text.split()[1]] = bare(text)
    workbook = read(local_file(path))
    assert isinstance(workbook, Read)
    submissions = match(workbook, {layout.name: layout}).submissions
    assert len(submissions) == ROWS
    for submission in submissions:
        checked, _ = validate(submission, layout)
        shown = reports[checked.initiative.split()[1]]
        for answer in checked.answers.values():
            for item in answer.value if isinstance(answer.value, tuple) else (answer.value,):
                assert bare(as_text(item, "nl-BE")) in shown, answer
