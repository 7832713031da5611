"""Rows that hold nothing but plain cells are read as the parser of XML reads them."""

from __future__ import annotations

from itertools import accumulate
from typing import IO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from raw_books import MAIN, book_parts, sheet_xml, styles_xml
from read_cases import book_of

from pipeline.read.plain_rows import PlainCells, Take, WithoutPlainRows

_ROWS = (
    '<row r="{n}"><c r="A{n}"><v>3</v></c><c r="B{n}"/><c r="C{n}" s="1"><v>0.5</v></c></row>',
    '<row r="{n}" spans="1:2"><c r="A{n}" t="inlineStr"><is><t xml:space="preserve"> één\r\n</t></is></c></row>',
    '<row r="{n}"><c r="B{n}" t="s"><v>0</v></c><c r="C{n}" t="e"><v>#N/A</v></c><c r="D{n}" t="str"><v></v></c></row>',
    '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>een</t></is></c><c r="B{n}" t="inlineStr"><is><t/></is></c></row>',
    '<row r="{n}"><c r="A{n}"><v> </v></c><c r="B{n}" t="n" s="1"><v>1E-2</v></c></row>',
    '<row r="{n}" s="1"><c r="A{n}" s="1"/><c r="B{n}"></c></row>',
    '<row r="{n}" hidden="1"><c r="B{n}" t="b"><v>1</v></c></row>',
    '<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>a &lt;row r="9"/&gt;</t></is></c></row>',
    '<row r="{n}"><c r="A{n}"><f>1+1</f></c><c r="B{n}"><f>1+1</f><v>2</v></c></row>',
    '<row r="{n}"><c r="A{n}" t="inlineStr"><v>x</v></c><c r="B{n}"><is><t>y</t></is></c></row>',
    '<row r="{n}"/>',
)
"""Rows as programs write them, the plain ones first; `{n}` is the number of the row."""


_PLAIN = 5


_SIZES = (7, 90, 350, 480, 620, 770, 910, 1_300, 1 << 20)
"""How many bytes are read at once: of two rows and more in one piece, the plain ones can be taken."""


_ODD = (
    "<row><c/></row>",
    "<row><c><v>9</v></c></row>",
    '<!-- <row r="{n}"><c r="A{n}"><v>8</v></c></row> -->',
    '<row r="{n}"><c r="A{n}" t="str"><v><![CDATA[<row r="7"><c r="A7"><v>8</v></c></row>]]></v></c></row>',
    '<row r="{n}"><c r="A99"><v>10</v></c></row>',
    '<row r="{n}"><c r="A{n}"><v>again</v></c></row>',
    '<row r="{n}"><c r="A{n}"><f>1+1</f><v>7</v></c></row>',
)
"""Rows that come again, without a number or among marks: where one stands, bytes may not mean what they seem to."""


@st.composite
def _rows_of_a_sheet(draw: st.DrawFn) -> str:
    """Return rows in the order of their numbers, as nearly every sheet has them; now and then an odd one among them."""
    numbers = list(accumulate(draw(st.lists(st.integers(1, 3), min_size=6, max_size=14))))
    kinds = [_ROWS[:_PLAIN]] * 3 + [_ROWS] * len(numbers)
    rows = [draw(st.sampled_from(kind)).format(n=number) for kind, number in zip(kinds, numbers, strict=False)]
    if draw(st.booleans()):
        odd = draw(st.sampled_from(_ODD)).format(n=draw(st.sampled_from(numbers)))
        rows.insert(draw(st.integers(0, len(rows))), odd)
    return "".join(rows)


def _among_plain(row: str) -> str:
    """Return a row between the plain rows 1, 2, 5, 6 and 7."""
    plain = [_ROWS[0].format(n=number) for number in (1, 2, 5, 6, 7)]
    return "".join([*plain[:2], row, *plain[2:]])


def test_plain_rows_are_read_as_the_parser_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the stream is cut; and in most examples there are such rows, so that this compares something."""
    taken: list[int] = []
    size = 0

    class Counted(WithoutPlainRows):
        def __init__(self, stream: IO[bytes], take: Take) -> None:
            def count(number: int, cells: PlainCells) -> None:
                taken.append(number)
                take(number, cells)

            super().__init__(stream, count, size)

    monkeypatch.setattr("pipeline.read.worksheet.WithoutPlainRows", Counted)
    styles, texts = styles_xml("0%"), f'<sst xmlns="{MAIN}"><si><t>gedeeld</t></si></sst>'
    counts: list[int] = []

    @settings(max_examples=100, deadline=None)
    @given(_rows_of_a_sheet())
    @example(_among_plain('<!-- <row r="3"><c r="A3"><v>8</v></c></row> -->'))
    @example(
        _among_plain(
            '<row r="3"><c r="A3" t="str"><v><![CDATA[<row r="4"><c r="A4"><v>8</v></c></row>]]></v></c></row>'
        )
    )
    @example(_among_plain('<row r="5"><c r="A5"><f>1+1</f><v>7</v></c></row>'))
    @example(_among_plain('<row r="2"><c r="A2"><f>1+1</f><v>7</v></c></row>'))
    @example(_among_plain("<row><c><v>9</v></c></row>"))
    def same(rows: str) -> None:
        nonlocal size
        taken.clear()
        parts = {**book_parts(sheet_xml(rows, before=" ")), "xl/styles.xml": styles, "xl/sharedStrings.xml": texts}
        monkeypatch.setattr("pipeline.ooxml.bounded_archive.SMALL_TREE", 1 << 20)
        whole = book_of(parts).sheets[0]
        monkeypatch.setattr("pipeline.ooxml.bounded_archive.SMALL_TREE", 0)
        for size in _SIZES:
            fast = book_of(parts).sheets[0]
            assert (fast, repr(fast.rows)) == (whole, repr(whole.rows)), size
        counts.append(len(taken))

    same()
    assert sum(map(bool, counts)) > len(counts) / 2
