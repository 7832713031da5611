"""Tables where tags change cells: the others keep their place and their width, and Word can open what comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from document_rules import check_docx
from template.test_programs import run, template

from pipeline.ooxml.archive import read_parts
from pipeline.template import RenderError


def cell(text: str, width: int = 0, more: str = "", kind: str = "dxa") -> str:
    """Return a cell of a table."""
    own = f'<w:tcW w:w="{width}" w:type="{kind}"/>' if width else ""
    return f"<w:tc><w:tcPr>{own}{more}</w:tcPr><w:p>{run(text) if text else ''}</w:p></w:tc>"


def row(*cells: str) -> str:
    """Return a row of a table."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(widths: list[int], *rows: str) -> str:
    """Return a table with a paragraph after it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"


def made(folder: Path, body: str, **values: object) -> str:
    """Return the body of a report, which Word can open."""
    content = template(folder, body).render(values)
    assert [one for one in check_docx(content) if one.code == "WRD01"] == []
    return read_parts(content)["word/document.xml"].decode().split("<w:body>")[1]


def grid(xml: str) -> list[int]:
    """Return the widths of the columns of the first table."""
    return [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', xml.partition("</w:tblGrid>")[0])]


def cells(xml: str) -> list[list[tuple[str, str, str]]]:
    """Return of each cell the width, the columns that it spans, and the text."""
    return [
        [
            (
                "".join(re.findall(r'<w:tcW w:w="(\d+)"', one)),
                "".join(re.findall(r'<w:gridSpan w:val="(\d+)"', one)) or "1",
                "".join(re.findall(r"<w:t [^>]*>([^<]*)", one)),
            )
            for one in re.findall(r"<w:tc>.*?</w:tc>", line)
        ]
        for line in re.findall(r"<w:tr>.*?</w:tr>", xml)
    ]


LOOP = ("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")


@pytest.mark.parametrize("rounds", [0, 1, 2, 5, 61])
def test_a_loop_over_columns_leaves_the_others_their_width(tmp_path: Path, rounds: int) -> None:
    """What the tags had is shared by the rounds; a row of one cell spans all of them."""
    body = table(
        [3000, 500, 2000, 500, 1000],
        row(cell("titel", 7000, '<w:gridSpan w:val="5"/>')),
        row(cell("kop", 3000), *(cell(one, 1000) for one in LOOP), cell("som", 1000)),
        row(cell("rij", 3000), *(cell(one, 1000) for one in LOOP), cell("0", 1000)),
    )
    xml = made(tmp_path, body, xs=list(range(rounds)))
    widths = grid(xml)
    assert (widths[0], widths[-1], len(widths)) == (3000, 1000, 2 + max(rounds, 0))
    if rounds:
        assert sum(widths) == 7000
        assert max(widths[1:-1]) - min(widths[1:-1]) < rounds
    first, second, third = cells(xml)
    assert [one[1] for one in first] == [str(2 + rounds)]
    assert [one[0] for one in second] == [str(width) for width in widths]
    assert [one[2] for one in third] == ["rij", *map(str, range(rounds)), "0"]


@pytest.mark.parametrize(("a", "expected"), [(True, [1000, 3000, 1000]), (False, [1000, 1000])])
def test_a_column_that_a_condition_leaves_out_leaves_the_others_alone(
    tmp_path: Path, expected: list[int], *, a: bool
) -> None:
    """In a table of which every row has the condition."""
    line = row(cell("l", 1000), *(cell(one, 1000) for one in ("{%tc if a %}", "m", "{%tc endif %}")), cell("r", 1000))
    assert grid(made(tmp_path, table([1000] * 5, line, line), a=a)) == expected


def test_rows_without_the_loop_keep_their_cells(tmp_path: Path) -> None:
    """A cell over the whole loop spans it; separate cells there stay separate."""
    body = table(
        [1000] * 4,
        row(cell("a", 1000), cell("over", 3000, '<w:gridSpan w:val="3"/>')),
        row(cell("b", 1000), cell("p", 1000), cell("q", 1000), cell("r", 1000)),
        row(cell("c", 1000), *(cell(one, 1000) for one in LOOP)),
    )
    for rounds, spans in ((5, [["1", "5"], ["1", "1", "1", "3"], ["1"] * 6]), (1, [["1", "3"], ["1"] * 4, ["1"] * 2])):
        assert [[one[1] for one in line] for line in cells(made(tmp_path, body, xs=list(range(rounds))))] == spans


def test_tables_without_such_tags_are_left_alone(tmp_path: Path) -> None:
    """Also where they are in a cell of a table that has them, or beside it."""
    inner = table([111, 222], row(cell("x", 111), cell("y", 222)))
    nested = f"<w:tc><w:tcPr><w:tcW w:w='1000' w:type='dxa'/></w:tcPr>{inner}</w:tc>"
    odd = table([50, 60], row(cell("een", 999), cell("twee")))
    body = table([1000] * 4, row(nested, *(cell(one, 1000) for one in LOOP))) + odd
    xml = made(tmp_path, body, xs=[1, 2])
    assert '<w:gridCol w:w="111"/><w:gridCol w:w="222"/>' in xml
    assert '<w:gridCol w:w="50"/><w:gridCol w:w="60"/>' in xml
    assert {"111", "222", "999"} <= set(re.findall(r'<w:tcW w:w="(\d+)"', xml))
    assert not re.search(r"columns|cell-", xml)


def test_widths_in_percentages_follow(tmp_path: Path) -> None:
    """Fiftieths of a percent of the table, as Word writes them."""
    line = row(cell("l", 2000, kind="pct"), *(cell(one, 1000, kind="pct") for one in LOOP))
    xml = made(tmp_path, table([2000, 1000, 1000, 1000], line), xs=[1, 2])
    assert [one[0] for one in cells(xml)[0]] == ["2000", "1500", "1500"]


@pytest.mark.parametrize("columns", [63, 64, 80])
def test_a_table_wider_than_word_takes_is_told(tmp_path: Path, columns: int) -> None:
    """With the tag that makes the columns; 63 is what Word takes."""
    compiled = template(tmp_path, table([100] * 3, row(*map(cell, LOOP))))
    if columns == 63:
        assert compiled.render({"xs": list(range(columns))})
        return
    with pytest.raises(RenderError) as error:
        compiled.render({"xs": list(range(columns))})
    mistake = error.value.mistake
    assert (mistake.code, mistake.tag, mistake.subject) == ("template-too-wide", LOOP[0], str(columns))
    assert mistake.location.cell == (1, 1, 1)


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("{% if a %}{% cellbg 'red' %}{% else %}{% cellbg 'green' %}{% endif %}x", "FF0000"),
        ("{% if not a %}{% cellbg 'red' %}{% else %}{% cellbg 'green' %}{% endif %}x", "008000"),
        ("{% if not a %}{% cellbg 'red' %}{% endif %}x", "ABCDEF"),
        ("{% set c = 'blue' %}{% cellbg c %}x", "0000FF"),
        ("{% for c in ['red', 'blue'] %}{% if c == 'blue' %}{% cellbg c %}{% endif %}{% endfor %}x", "0000FF"),
    ],
)
def test_a_cell_has_the_colour_of_the_branch_that_is_shown(tmp_path: Path, text: str, colour: str) -> None:
    """And of what was set before the tag; its own colour where no tag is reached."""
    xml = made(tmp_path, table([1000], row(cell(text, 1000, '<w:shd w:val="clear" w:fill="ABCDEF"/>'))), a=True)
    assert re.findall(r'w:fill="(\w+)"', xml) == [colour]
    assert "cell-mark" not in xml


def test_a_colour_in_a_table_in_a_cell_is_of_the_inner_cell(tmp_path: Path) -> None:
    """Of the nearest, whatever cell that is in."""
    inner = table([500], row(cell("{% cellbg 'red' %}x", 500)))
    xml = made(tmp_path, table([1000], row(f"<w:tc><w:tcPr/>{inner}</w:tc>")))
    assert xml.index('w:fill="FF0000"') > xml.index("<w:tbl>", xml.index("<w:tbl>") + 1)
    assert xml.count("<w:shd ") == 1


@pytest.mark.parametrize(("a", "spans"), [(True, ["2", "1"]), (False, ["1", "1"])])
def test_a_cell_spans_what_the_branch_that_is_shown_asks(tmp_path: Path, spans: list[str], *, a: bool) -> None:
    """The grid of the table stays as it is where that fits."""
    wide = row(cell("{% if a %}{% colspan 2 %}{% endif %}breed", 1000), cell("b", 1000))
    xml = made(tmp_path, table([1000, 1500, 2000], wide, row(*(cell(one, 9) for one in "pqr"))), a=a)
    assert [one[1] for one in cells(xml)[0]] == spans
    assert grid(xml) == [1000, 1500, 2000]


def test_a_cell_wider_than_its_table_takes_its_columns_from_the_last(tmp_path: Path) -> None:
    """The whole table stays as wide as it was."""
    xml = made(tmp_path, table([1000, 2000], row(cell("{% colspan 3 %}x", 1000), cell("y", 2000))))
    assert [one[1] for one in cells(xml)[0]] == ["3", "1"]
    assert grid(xml)[0] == 1000
    assert (len(grid(xml)), sum(grid(xml))) == (4, 3000)


def test_merging_in_a_branch_that_is_not_shown_does_nothing(tmp_path: Path) -> None:
    """`vm` and `hm` in a condition."""
    tags = ("{%tr for x in xs %}", "{% if a %}{% vm %}{% endif %}g{{ x }}", "{%tr endfor %}")
    rows = [row(cell(tag)) for tag in tags]
    assert "vMerge" not in made(tmp_path, table([1000], *rows), xs=[1, 2], a=False)
    merged = made(tmp_path, table([1000], *rows), xs=[1, 2], a=True)
    assert re.findall(r'<w:vMerge w:val="(\w+)"', merged) == ["restart", "continue"]
    assert [line[0][2] for line in cells(merged)] == ["g1", ""]
    across = row(*(cell(one) for one in (LOOP[0], "{% if a %}{% hm %}{% endif %}g{{ x }}", LOOP[2])))
    assert [one[2] for one in cells(made(tmp_path, table([100] * 3, across), xs=[1, 2], a=False))[0]] == ["g1", "g2"]
    assert cells(made(tmp_path, table([100] * 3, across), xs=[1, 2], a=True))[0] == [("", "2", "g1")]
