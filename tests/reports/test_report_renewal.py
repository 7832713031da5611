"""A report is made anew exactly when what we would write differs from what we wrote."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from docx import Document

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.ooxml.properties import CUSTOM_PROPERTIES, custom_properties, custom_properties_xml
from pipeline.reports.report_job import CONTENT_DIGEST, PARTS_DIGEST

HEADERS = ["Initiatief", "Contactpersoon", "Datum", "Contacten verduurzamen"]
ROWS = [["Dans mee!", "An", "3/2/2026", "Elke maand."], ["De Fietsbende", "Jef", "3/2/2026", "Samen."]]
REPORT = "Dans mee! - Binding.docx"


@pytest.fixture
def layout(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a layout of the desk's own, with the reports of two initiatives made."""
    shutil.copytree(PROJECT / "templates", desk.folder / "templates")
    monkeypatch.setenv("BINDING_TEMPLATES", str(desk.folder / "templates"))
    desk.table([HEADERS, *ROWS])
    assert counts(desk) == (2, 0, 0)
    return desk.folder / "templates/binding"


def counts(desk: Desk) -> tuple[int, int, int]:
    """Run, and return how many reports were written, unchanged and kept."""
    whole = desk.binding("run", "--json").json["counts"]
    return whole["written"], whole["unchanged"], whole["kept"]


def replaced(file: Path, old: str, new: str) -> None:
    """Replace a text in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def with_parts(report: Path, changed: Mapping[str, bytes]) -> None:
    """Write a report again with some of its parts changed or added, as another program does."""
    parts = {**read_parts(report.read_bytes()), **changed}
    report.write_bytes(pack(packed_part(name, content, 9) for name, content in sorted(parts.items())))


def with_properties(report: Path, change: Callable[[dict[str, str]], None]) -> None:
    """Write a report again with its custom properties changed."""
    properties = custom_properties(read_parts(report.read_bytes()))
    change(properties)
    with_parts(report, {CUSTOM_PROPERTIES: custom_properties_xml(properties)})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('author = "', 'author = "Stad Gent, '),
        ('title = "Binding"\nseries', 'title = "Verbinding"\nseries'),
        ('guiding_question = "', 'guiding_question = "Nu: '),
    ],
)
def test_a_change_in_the_layout_that_shows_in_reports_makes_them_anew(
    desk: Desk, layout: Path, old: str, new: str
) -> None:
    """Once, also where only a property of the document shows it; then they are unchanged again."""
    replaced(layout / "layout.toml", old, new)
    assert counts(desk)[0] == 2
    assert counts(desk) == (0, 2, 0)


def test_a_change_that_shows_in_no_report_makes_none_anew(desk: Desk, layout: Path) -> None:
    """A remark in the layout, another hint in the form, the template saved again as it was."""
    replaced(layout / "layout.toml", "[texts]", "# Nagekeken door An.\n[texts]")
    with_parts(layout / "report.docx", {})
    assert counts(desk) == (0, 2, 0)


def test_a_changed_template_makes_reports_anew(desk: Desk, layout: Path) -> None:
    """One sentence more in Word."""
    document = Document(str(layout / "report.docx"))
    document.add_paragraph("Een zin voor iedereen.")
    document.save(str(layout / "report.docx"))
    assert counts(desk) == (2, 0, 0)
    assert counts(desk) == (0, 2, 0)


def test_a_change_in_our_own_code_makes_reports_anew(desk: Desk, layout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the number of the version says: here the properties of documents are written otherwise."""
    assert layout.is_dir()
    monkeypatch.setattr("pipeline.ooxml.properties.XML_DECLARATION", '<?xml version="1.0" encoding="UTF-8"?>\n')
    assert counts(desk) == (2, 0, 0)
    assert counts(desk) == (0, 2, 0)


def test_what_sharepoint_rewrites_is_no_edit_and_no_reason_to_write_again(desk: Desk, layout: Path) -> None:
    """Properties and outer relationships of its own: the report stays as it is, run after run, until ours differs."""
    report = desk.outputs / REPORT
    parts = read_parts(report.read_bytes())
    more = b'<Relationship Id="rId77" Type="http://x/customXml" Target="../customXml/item1.xml"/></Relationships>'
    uploaded = {
        "docProps/core.xml": parts["docProps/core.xml"].replace(b"</dc:title>", b" (concept)</dc:title>"),
        "docProps/app.xml": b'<Properties xmlns="http://x"/>',
        "customXml/item1.xml": b"<y/>",
        "_rels/.rels": parts["_rels/.rels"].replace(b"</Relationships>", more.replace(b"../", b"")),
        "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(b"</Relationships>", more),
    }
    with_parts(report, uploaded)
    with_properties(report, lambda properties: properties.update(ContentTypeId="0x0101"))
    on_disk = report.read_bytes()
    for _ in range(2):
        assert counts(desk) == (0, 2, 0)
        assert report.read_bytes() == on_disk
    replaced(layout / "layout.toml", 'author = "', 'author = "Stad Gent, ')
    assert counts(desk) == (2, 0, 0)
    assert b"concept" not in read_parts(report.read_bytes())["docProps/core.xml"]


def test_a_report_of_the_first_version_is_made_anew_once_and_kept_where_it_was_edited(desk: Desk, layout: Path) -> None:
    """It tells what it was made of, and no digest of its content; an edit in it is still seen."""
    assert layout.is_dir()
    for name in desk.reports():
        with_properties(desk.outputs / name, as_in_the_first_version)
    assert counts(desk) == (2, 0, 0)
    assert counts(desk) == (0, 2, 0)
    path = desk.outputs / REPORT
    with_properties(path, as_in_the_first_version)
    document = Document(str(path))
    document.add_paragraph("Van de dienst.")
    document.save(str(path))
    ended = desk.binding("run", "--json")
    assert (ended.code, "report-edited" in ended.codes()) == (1, True)
    assert {report["path"]: report["status"] for report in ended.json["reports"]}[REPORT] == "kept"


def as_in_the_first_version(properties: dict[str, str]) -> None:
    """Change the properties of a report to those that version 0.1.0 gave it."""
    del properties[CONTENT_DIGEST]
    properties["binding.made_of"] = "0" * 64


def test_a_report_carries_two_digests_and_what_it_is_about(desk: Desk, layout: Path) -> None:
    """And nothing of what it was made from."""
    assert layout.is_dir()
    properties = custom_properties(read_parts((desk.outputs / REPORT).read_bytes()))
    assert set(properties) == {"binding.layout", "binding.initiative", PARTS_DIGEST, CONTENT_DIGEST}
    title = Document(BytesIO((desk.outputs / REPORT).read_bytes())).core_properties.title
    assert title == "Binding – Dans mee!"
