"""Answers that nobody sees are used, and a note says so."""

from __future__ import annotations

from conftest import Desk
from openpyxl import Workbook as Book

HEADERS = ["Initiatief", "Gemeente", "Contacten verduurzamen"]


def test_hidden_rows_columns_and_sheets_that_held_answers_are_told(desk: Desk) -> None:
    """Once a sheet, with the rows as people write them; what is hidden and holds no answer is not told."""
    book = Book()
    page = book.worksheets[0]
    page.append(HEADERS)
    for number in range(2, 8):
        page.append([f"Initiatief {number}", "Lommel", "Elke maand."])
    for row in (3, 4, 6, 99):
        page.row_dimensions[row].hidden = True
    for column in "BZ":
        page.column_dimensions[column].hidden = True
    extra = book.create_sheet("Later")
    for values in (HEADERS, ["Dans mee!", "Geel", "Samen."]):
        extra.append(values)
    extra.sheet_state = "hidden"
    book.save(desk.inputs / "enquete.xlsx")
    ended = desk.binding("check", "--json")
    notes = {finding["code"]: finding for finding in ended.json["findings"] if "hidden" in finding["code"]}
    assert {code: (finding["sheet"], finding["cell"]) for code, finding in notes.items()} == {
        "rows-hidden": ("Sheet", "A3"),
        "columns-hidden": ("Sheet", "B2"),
        "sheet-hidden": ("Later", None),
    }
    assert "3-4, 6." in notes["rows-hidden"]["message"]
    assert ended.json["counts"]["submissions"] == 7


def test_an_export_in_plain_text_becomes_reports(desk: Desk) -> None:
    """As Dutch Excel saves it: semicolons, Windows-1252."""
    text = "Initiatief;Gemeente;Contacten verduurzamen\r\nDans mee!;Lommel;Eén keer per maand.\r\n"
    (desk.inputs / "export.csv").write_bytes(text.encode("cp1252"))
    assert desk.binding("run").code == 0
    assert desk.reports() == ["Dans mee! - Binding.docx"]
