"""What is beside a tag that takes its paragraph, row or cell: kept where it was, or told with its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from template.test_programs import note, run, template

from pipeline.ooxml.archive import read_parts
from pipeline.ooxml.namespaces import W
from pipeline.ooxml.xml_parts import parse_xml
from pipeline.template import BrokenTemplateError

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_PAGE = "".join(
    f"<w:r>{one}</w:r>"
    for one in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> PAGE </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="end"/>',
    )
)
TOLD = {
    "line break": ("<w:r><w:br/></w:r>", "br"),
    "tab": ("<w:r><w:tab/></w:r>", "tab"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "sym"),
    "footnote": ('<w:r><w:footnoteReference w:id="2"/></w:r>', "footnoteReference"),
    "endnote": ('<w:r><w:endnoteReference w:id="2"/></w:r>', "endnoteReference"),
    "equation": (f"<m:oMath {_MATH}><m:r><m:t>x</m:t></m:r></m:oMath>", "oMath"),
    "page number": (_PAGE, "field"),
    "simple field": ('<w:fldSimple w:instr=" PAGE "/>', "fldSimple"),
    "content control": ("<w:sdt><w:sdtPr/><w:sdtContent><w:r/></w:sdtContent></w:sdt>", "sdt"),
    "what nobody knows": ("<w:r><w:nieuw/></w:r>", "nieuw"),
}
BREAKS = {kind: f'<w:r><w:br w:type="{kind}"/></w:r>' for kind in ("page", "column")}
RANGES = {
    "bookmark": ('<w:bookmarkStart w:id="7" w:name="plek"/>', '<w:bookmarkEnd w:id="7"/>'),
    "comment": (
        '<w:commentRangeStart w:id="2"/>',
        '<w:commentRangeEnd w:id="2"/><w:r><w:commentReference w:id="2"/></w:r>',
    ),
    "permission": ('<w:permStart w:id="7" w:edGrp="everyone"/>', '<w:permEnd w:id="7"/>'),
}
NOTES = {f"{kind}s": note(kind, "Bron") for kind in ("footnote", "endnote", "comment")}


def rendered(folder: Path, body: str, **values: object) -> str:
    """Return the body of the report of a template with this body."""
    content = template(folder, body, None, **NOTES).render({"a": True, "xs": [1, 2], "x": "x", **values})
    return read_parts(content)["word/document.xml"].decode().split("<w:body>")[1].split("<w:sectPr")[0]


def block(beside: str, *, first: bool, opening: str = "{%p if a %}", closing: str = "{%p endif %}") -> str:
    """Return a block around a paragraph, with something before or after its opening tag."""
    tag = run(opening)
    return (
        f"<w:p>{beside}{tag}</w:p>" * first
        + f"<w:p>{tag}{beside}</w:p>" * (not first)
        + (f"<w:p>{run('binnen')}</w:p><w:p>{run(closing)}</w:p><w:p>{run('na')}</w:p>")
    )


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("beside", TOLD)
def test_what_shows_something_beside_a_tag_is_told(tmp_path: Path, beside: str, *, first: bool) -> None:
    """It would vanish with the paragraph; so does what nobody thought of."""
    xml, name = TOLD[beside]
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, block(xml, first=first), None, **NOTES)
    assert [(one.code, one.details["object"]) for one in broken.value.mistakes] == [("template-leaves-out", name)]


@pytest.mark.parametrize("opening", ["{%p if a %}", "{%p for x in xs %}", "{%p set y = 1 %}"])
@pytest.mark.parametrize("kind", BREAKS)
def test_a_break_of_a_page_or_a_column_is_kept_on_its_side_of_the_tag(tmp_path: Path, kind: str, opening: str) -> None:
    """Before the tag it is in every report; after it, it goes with what the tag shows or repeats."""
    closing = f"{{%p end{opening.split()[1]} %}}" if "set" not in opening else "{#p #}"
    rounds = {"if": 1, "for": 2, "set": 1}[opening.split()[1]]
    before, after = (
        rendered(tmp_path, block(BREAKS[kind], first=first, opening=opening, closing=closing))
        for first in (True, False)
    )
    assert before.count(f'w:type="{kind}"') == 1
    assert before.index(f'w:type="{kind}"') < before.index("binnen")
    assert after.count(f'w:type="{kind}"') == rounds
    if "set" not in opening:
        none = rendered(tmp_path, block(BREAKS[kind], first=True, opening=opening, closing=closing), a=False, xs=[])
        assert none.count(f'w:type="{kind}"') == 1
        none = rendered(tmp_path, block(BREAKS[kind], first=False, opening=opening, closing=closing), a=False, xs=[])
        assert none.count(f'w:type="{kind}"') == 0


@pytest.mark.parametrize("shown", [True, False])
@pytest.mark.parametrize("opening", ["{%p if a %}", "{%p for x in xs %}", "{% if a %}", "{% for x in xs %}"])
@pytest.mark.parametrize("kind", RANGES)
def test_what_begins_and_ends_beside_a_tag_is_kept_whole(
    tmp_path: Path, kind: str, opening: str, *, shown: bool
) -> None:
    """Bookmarks, comments and permissions on a tag, or over a block: both ends are in every report, in their order."""
    start, end = RANGES[kind]
    closing = re.sub(r"(if|for).*%", r"end\1 %", opening)
    opened, closed, inside = f"{run(opening)}", f"{run(closing)}", f"<w:p>{run('binnen')}</w:p>"
    bodies = [
        f"<w:p>{start}{opened}{end}</w:p>{inside}<w:p>{closed}</w:p>",
        f"<w:p>{start}{opened}</w:p>{inside}<w:p>{closed}{end}</w:p>",
        f"<w:p>{opened}{start}</w:p>{inside}<w:p>{closed}{end}</w:p>",
        f"<w:p>{opened}</w:p>{inside}<w:p>{start}{closed}</w:p><w:p>{run('na')}{end}</w:p>",
        f"<w:p>{start}{run('voor')}</w:p><w:p>{opened}</w:p><w:p>{run('binnen')}{end}</w:p><w:p>{closed}</w:p>",
        f"<w:p>{start}{run('voor')}</w:p><w:p>{opened}{end}</w:p>{inside}<w:p>{closed}</w:p>",
    ]
    for body in bodies:
        made = rendered(tmp_path, body + f"<w:p>{run('slot')}</w:p>", **({} if shown else {"a": False, "xs": []}))
        for name in re.findall(r"<(w:(?!r\b)\w+)", start + end):
            assert made.count(f"<{name} ") == 1, (body, made)
        names = re.findall(r"<w:(\w+(?:Start|End|Reference)) ", made)
        assert names == re.findall(r"<w:(\w+(?:Start|End|Reference)) ", start + end), (body, made)
        assert made.count("binnen") == (0 if not shown else 1 if "if" in opening else 2)
        assert "<w:r></w:r>" not in made
        assert "<w:r/>" not in made


@pytest.mark.parametrize("kind", RANGES)
def test_a_value_with_a_paragraph_to_itself_keeps_what_is_on_it(tmp_path: Path, kind: str) -> None:
    """A bookmark around an answer of two paragraphs begins before the first and ends in the second."""
    start, end = RANGES[kind]
    made = rendered(tmp_path, f"<w:p>{start}{run('{{ x }}')}{end}</w:p>", x="een\n\ntwee")
    assert re.sub(r' xml:space="preserve"|<w:r><w:commentReference.*?</w:r>', "", made) == (
        f"{start}<w:p><w:r><w:t>een</w:t></w:r></w:p><w:p><w:r><w:t>twee</w:t></w:r>{end}</w:p>"
    ).replace('<w:r><w:commentReference w:id="2"/></w:r>', "")


_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_BEGIN = "".join(
    f"<w:r>{one}</w:r>"
    for one in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText> TOC </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>Een 1</w:t>",
    )
)


@pytest.mark.parametrize("a", [True, False])
@pytest.mark.parametrize(
    ("body", "ends"),
    [
        (f"<w:p>{_BEGIN}</w:p><w:p>{run('{%p if a %}')}{_END}</w:p>MIDDEN<w:p>{run('{%p endif %}')}</w:p>", (1, 1)),
        (f"<w:p>{_BEGIN}</w:p><w:p>{_END}{run('{%p if a %}')}</w:p>MIDDEN<w:p>{run('{%p endif %}')}</w:p>", (1, 1)),
        (f"<w:p>{run('{%p if a %}')}</w:p><w:p>{_BEGIN}</w:p><w:p>{run('{%p endif %}')}{_END}</w:p>MIDDEN", (1, 0)),
        (f"<w:p>{run('{%p if a %}')}</w:p><w:p>{_BEGIN}</w:p><w:p>{_END}{run('{%p endif %}')}</w:p>MIDDEN", (1, 0)),
    ],
)
def test_the_end_of_a_table_of_contents_goes_with_its_begin(
    tmp_path: Path, body: str, ends: tuple[int, int], *, a: bool
) -> None:
    """Whichever side of the tag it is on: half a field swallows the rest of a document."""
    made = rendered(tmp_path, body.replace("MIDDEN", f"<w:p>{run('tekst')}</w:p>"), a=a)
    expected = ends[0] if a else ends[1]
    assert re.findall(r'fldCharType="(\w+)"', made) == ["begin", "separate", "end"] * expected


def test_a_block_that_is_half_in_a_field_is_told(tmp_path: Path) -> None:
    """Left out, it would take the end of the field along."""
    body = f"<w:p>{_BEGIN}{run('{% if a %}')}{run('tekst')}{_END}{run('meer{% endif %}')}</w:p>"
    with pytest.raises(BrokenTemplateError) as broken:
        template(tmp_path, body.replace(" TOC ", " FORMTEXT "))
    assert [(one.code, one.tag) for one in broken.value.mistakes] == [("template-block-in-field", "{% if a %}")]


def row(*cells: str) -> str:
    """Return a row of cells that hold these runs."""
    return f"<w:tr>{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in cells)}</w:tr>"


@pytest.mark.parametrize("beside", [*TOLD, *BREAKS])
def test_what_is_in_a_row_or_a_cell_that_a_tag_takes_is_told(tmp_path: Path, beside: str) -> None:
    """In whichever of its cells; a page can't break between two rows."""
    xml = TOLD[beside][0] if beside in TOLD else BREAKS[beside]
    for tag in ("tr", "tc"):
        cells = [run(f"{{%{tag} for x in xs %}}"), run("x"), run(f"{{%{tag} endfor %}}")]
        rows = [row(one, xml if tag == "tr" and one == cells[0] else "") for one in cells]
        if tag == "tc":
            rows = [row(cells[0] + xml, *cells[1:])]
        with pytest.raises(BrokenTemplateError) as broken:
            template(tmp_path, f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>", None, **NOTES)
        assert [one.code for one in broken.value.mistakes] == ["template-leaves-out"]


@pytest.mark.parametrize("rounds", [0, 3])
@pytest.mark.parametrize("kind", RANGES)
def test_what_begins_and_ends_in_a_row_of_a_tag_is_kept(tmp_path: Path, kind: str, rounds: int) -> None:
    """Between the rows, where Word allows the ends of ranges; a comment's number in a cell beside."""
    start, end = RANGES[kind]
    rows = (
        row(run("kop"), run("kop")),
        row(start + run("{%tr for x in xs %}") + end, ""),
        row(run("{{ x }}"), run("b")),
        row(run("{%tr endfor %}"), ""),
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl><w:p/>"
    made = rendered(tmp_path, table, xs=list(range(rounds)))
    names = re.findall(r"<w:(\w+(?:Start|End|Reference)) ", made)
    assert names == re.findall(r"<w:(\w+(?:Start|End|Reference)) ", start + end), made
    root = parse_xml(f'<w:body xmlns:w="{W[1:-1]}">{made}</w:body>'.encode())
    assert all(one.getparent().tag == f"{W}r" for one in root.iter(f"{W}commentReference"))  # type: ignore[union-attr] # it has one


def test_comments_that_share_an_id_are_not_moved(tmp_path: Path) -> None:
    """Only a range with one begin has ends that belong together; each reference stays in its loop."""
    reference = '<w:r><w:commentReference w:id="2"/></w:r>'
    loop = (
        f"<w:p>{run('{%p for y in xs %}')}</w:p><w:p>{run('{{ y }}')}{reference}</w:p><w:p>{run('{%p endfor %}')}</w:p>"
    )
    assert rendered(tmp_path, loop * 2, xs=[]).count("commentReference") == 0
    assert rendered(tmp_path, loop * 2, xs=[1, 2]).count("commentReference") == 4


@pytest.mark.parametrize("kind", BREAKS)
def test_a_tag_that_trims_leaves_pages_and_columns(tmp_path: Path, kind: str) -> None:
    """It drops blanks and the ends of lines; a page that begins there still does."""
    line = "<w:r><w:br/></w:r>"
    made = rendered(
        tmp_path, f"<w:p>{run('een')}{BREAKS[kind]}{line}{run('{%- if a -%}')}{run('twee{% endif %}')}</w:p>"
    )
    assert re.findall(r"<w:br[^>]*>", made) == [f'<w:br w:type="{kind}"/>']


SECTION = '<w:pPr><w:sectPr><w:pgSz w:w="100" w:h="200"/></w:sectPr></w:pPr>'
NEW_PAGE = "<w:pPr><w:pageBreakBefore/></w:pPr>"


@pytest.mark.parametrize(
    ("first", "between", "second", "paragraphs"),
    [
        ("", "", "", 1),
        ("", '<w:bookmarkEnd w:id="4"/>', "", 1),
        (SECTION, "", "", 2),
        ("", "", SECTION, 1),
        ("", "", NEW_PAGE, 2),
        (NEW_PAGE, "", "", 1),
    ],
)
@pytest.mark.parametrize("trims_after", [True, False])
def test_paragraphs_are_joined_where_only_their_border_is_between(
    tmp_path: Path, first: str, between: str, second: str, paragraphs: int, *, trims_after: bool
) -> None:
    """The end of a section and the begin of a page are more; what is between the two stays."""
    texts = ("{% if a -%}", "x{% endif %}") if trims_after else ("x{% if a %}", "{%- endif %}")
    mark = '<w:bookmarkStart w:id="4" w:name="plek"/>' if between else ""
    body = f"{mark}<w:p>{first}{run(texts[0])}</w:p>{between}<w:p>{second}{run(texts[1])}</w:p>"
    content = template(tmp_path, body).render({"a": True})
    made = read_parts(content)["word/document.xml"].decode().split("<w:body>")[1]
    assert len(re.findall("<w:p>|<w:p/>", made)) == paragraphs
    for kept in ('w:w="100"', "pageBreakBefore", "bookmarkEnd"):
        assert made.count(kept) == body.count(kept)
