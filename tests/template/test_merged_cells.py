"""A cell over several rows, of which a report leaves out the first: what is in it is shown with the next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_rules import check_docx
from template.test_programs import run, template

from pipeline.ooxml.archive import read_parts


def row(label: str | None, text: str, merge: str = "") -> str:
    """Return a row of two cells; without a label the first goes on with the cell above it."""
    setting = {"begin": '<w:vMerge w:val="restart"/>', "": ""}[merge] if label is not None else "<w:vMerge/>"
    return (
        f"<w:tr><w:tc><w:tcPr>{setting}</w:tcPr><w:p>{run(label) if label else ''}</w:p></w:tc>"
        f"<w:tc><w:p>{run(text)}</w:p></w:tc></w:tr>"
    )


def tag(text: str) -> str:
    """Return the row of a tag."""
    return row(f"{{%tr {text} %}}", "")


def cells(folder: Path, *rows: str, **values: object) -> list[tuple[str, str, str]]:
    """Return of each row whether its first cell begins or goes on, its text, and the text of the second."""
    grid = "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    body = f"<w:tbl>{grid}{''.join(rows)}</w:tbl><w:p/>"
    content = template(folder, body).render({"xs": [], "a": False, "b": False, "v": "v", **values})
    assert [one for one in check_docx(content) if one.code == "WRD01"] == []
    xml = read_parts(content)["word/document.xml"].decode()
    found = []
    for line in re.findall(r"<w:tr>.*?</w:tr>", xml):
        first, second = re.findall(r"<w:tc>.*?</w:tc>", line)
        setting = re.findall(r"<w:vMerge(?: w:val=\"(\w+)\")?/>", first)
        label, text = ("".join(re.findall(r"<w:t [^>]*>([^<]*)", one)) for one in (first, second))
        found.append(({"restart": "begin", "continue": "on", "": "on"}[setting[0]] if setting else "", label, text))
    return found


IF_FIRST = (tag("if a"), row("Over {{ v }}", "een", "begin"), tag("endif"), row(None, "twee"), row(None, "drie"))


def test_the_next_row_begins_what_was_merged(tmp_path: Path) -> None:
    """With all that is in the first cell, tags included."""
    assert cells(tmp_path, *IF_FIRST, a=True) == [("begin", "Over v", "een"), ("on", "", "twee"), ("on", "", "drie")]
    assert cells(tmp_path, *IF_FIRST, a=False) == [("begin", "Over v", "twee"), ("on", "", "drie")]


def test_every_round_of_a_loop_begins_its_own(tmp_path: Path) -> None:
    """Where only some rounds have the first row, the others don't go on with the round before."""
    rows = (tag("for x in xs"), tag("if x"), row("Groep {{ x }}", "een", "begin"), tag("endif"), row(None, "twee"))
    assert cells(tmp_path, *rows, tag("endfor"), xs=[1, 0, 2]) == [
        ("begin", "Groep 1", "een"),
        ("on", "", "twee"),
        ("begin", "Groep 0", "twee"),
        ("begin", "Groep 2", "een"),
        ("on", "", "twee"),
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"a": True}, [("begin", "A", "1"), ("on", "", "3")]),
        ({"a": False}, [("begin", "B", "2"), ("on", "", "3")]),
    ],
)
def test_a_first_row_in_each_branch(
    tmp_path: Path, values: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    """Whichever is shown is the first."""
    rows = (tag("if a"), row("A", "1", "begin"), tag("else"), row("B", "2", "begin"), tag("endif"), row(None, "3"))
    assert cells(tmp_path, *rows, **values) == expected


def test_a_first_row_of_a_loop_without_rounds(tmp_path: Path) -> None:
    """A label without tags goes on to the row after; one that needs the loop has nothing to show."""
    for label, shown in (("Groep", "Groep"), ("Groep {{ x }}", "")):
        rows = (tag("for x in xs"), row(label, "{{ x }}", "begin"), tag("endfor"), row(None, "slot"))
        assert cells(tmp_path, *rows) == [("begin", shown, "slot")]
        assert [one[0] for one in cells(tmp_path, *rows, xs=[1, 2])] == ["begin", "begin", "on"]


def test_a_merge_that_began_in_the_row_of_a_tag_begins_in_the_next(tmp_path: Path) -> None:
    """The row of the tag is in no report."""
    first = row("", "{%tr for x in xs %}", "begin")
    rows = (first, row(None, "{{ x }}"), row(None, "{%tr endfor %}"))
    assert cells(tmp_path, *rows, xs=[1, 2]) == [("begin", "", "1"), ("on", "", "2")]


def test_a_row_between_that_is_not_merged_ends_it(tmp_path: Path) -> None:
    """Whether it is shown or not."""
    rows = (
        tag("if a"),
        row("A", "1", "begin"),
        tag("endif"),
        tag("if b"),
        row("los", "2"),
        tag("endif"),
        row(None, "3"),
    )
    assert cells(tmp_path, *rows, a=True) == [("begin", "A", "1"), ("on", "", "3")]
    assert cells(tmp_path, *rows, a=True, b=True)[-1] == ("begin", "A", "3")
    assert cells(tmp_path, *rows) == [("begin", "A", "3")]


def test_what_has_an_id_in_a_cell_that_is_there_twice_keeps_one(tmp_path: Path) -> None:
    """A bookmark in the label is in the report once, whichever row shows it."""
    marked = row("LABEL", "een", "begin").replace(
        run("LABEL"), f'<w:bookmarkStart w:id="3" w:name="plek"/>{run("Over")}<w:bookmarkEnd w:id="3"/>'
    )
    body = "".join((tag("if a"), marked, tag("endif"), row(None, "twee")))
    compiled = template(
        tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{body}</w:tbl><w:p/>"
    )
    for a in (True, False):
        xml = read_parts(compiled.render({"a": a}))["word/document.xml"].decode()
        assert re.findall(r'<w:bookmark\w+ w:id="(\d+)"', xml) == ["3", "3"]
        assert xml.count('w:name="plek"') == 1


def test_merges_that_no_tag_parts_are_left_as_they_are(tmp_path: Path) -> None:
    """A template without such conditions gives its own XML."""
    rows = (row("kop", "een", "begin"), tag("for x in xs"), row(None, "{{ x }}"), tag("endfor"))
    compiled = template(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl><w:p/>")
    assert "<w:vMerge/>" in read_parts(compiled.render({"xs": [1]}))["word/document.xml"].decode()
