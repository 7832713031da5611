"""The dialect: what templates that were written for docxtpl hold, and what ours may hold besides."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from content import report_texts
from dialect_cases import BOX, NAMESPACES, compiled, parsed, part_of
from document_rules import check_docx
from docx import Document
from docx.document import Document as WordDocument

from pipeline.ooxml.archive import read_parts
from pipeline.ooxml.namespaces import W
from pipeline.rich_text import RichText, Span
from pipeline.template import BrokenTemplateError, RenderError

TREE = [{"n": "a", "c": [{"n": "b", "c": []}]}]


@pytest.mark.parametrize(
    ("paragraphs", "values", "expected"),
    [
        (["{% set x = 3 %}{{ x }}", "{%p set y = 4 %}", "{{ y }}"], {}, ["3", "4"]),
        (["{% set x %}Dag {{ n }}{% endset %}[{{ x }}]"], {"n": "An & co"}, ["[Dag An & co]"]),
        (["{% macro hi(n) %}Hi {{ n }}{% endmacro %}x {{ hi('An') }}!"], {}, ["x Hi An!"]),
        (["{% macro w() %}[{{ caller() }}]{% endmacro %}{% call w() %}in{% endcall %}"], {}, ["[in]"]),
        (["{% with a = n %}{{ a }}{% endwith %}"], {"n": "An"}, ["An"]),
        (["{% for x in xs %}{{ x }}{% else %}geen{% endfor %}"], {"xs": []}, ["geen"]),
        (["{% for x in t recursive %}{{ x.n }}({{ loop(x.c) }}){% endfor %}"], {"t": TREE}, ["a(b())"]),
        (["{% raw %}{{ x }}{% endraw %} {{ n }}"], {"n": 1}, ["{{ x }} 1"]),
        (["{_{ n }_} is {{ n }}, {_% if %_}"], {"n": "{_{"}, ["{{ n }} is {_{, {% if %}"]),
        (
            ["{{ xs|sort|first }} {{ n|upper }} {{ n|replace('A', 'B') }} {{ xs|length }}"],
            {"xs": "ba", "n": "An"},
            ["a AN Bn 2"],
        ),
        (["{{ m|default('leeg') }} {{ 'a' ~ n }} {{ '%s-%s'|format(1, 2) }}"], {"n": "b"}, ["leeg ab 1-2"]),
        (["{% if m is defined %}x{% else %}y{% endif %}"], {}, ["y"]),
        (["{% for k, v in d.items() %}{{ k }}={{ v }} {% endfor %}"], {"d": {"a": 1}}, ["a=1 "]),
        (["{% for x in xs %}a{{ x }}", "b{% endfor %}c"], {"xs": [1, 2]}, ["a1", "ba2", "bc"]),
        (["a{# weg #}b", "{#p weg #}", "c"], {}, ["ab", "c"]),
        (["{{ x|default(‘leeg’) }} {{ “tekst” }}"], {"x": "An"}, ["An tekst"]),
        (["A {%- if a %} x{% endif -%} B"], {"a": 1}, ["A xB"]),
        (
            ["Het ligt", "{%- if a -%}", " in de stad ", "{%- else -%}", " buiten ", "{%- endif -%}", "en goed."],
            {"a": 1},
            ["Het ligt in de stad en goed."],
        ),
    ],
)
def test_what_docxtpl_makes_of_a_template_is_made_here(
    tmp_path: Path, paragraphs: list[str], values: dict[str, object], expected: list[str]
) -> None:
    """The texts on the right are those of docxtpl 0.20 for the same template."""
    assert report_texts(compiled(tmp_path, paragraphs).render(values)) == expected


@pytest.mark.parametrize(("holds", "expected"), [("ja", ["voor", "binnen", "na"]), ("", ["voor", "na"])])
def test_a_statement_alone_in_its_paragraph_leaves_no_empty_one(
    tmp_path: Path,
    holds: str,
    expected: list[str],
) -> None:
    """Where docxtpl leaves an empty paragraph for each, the paragraph goes, as if it were written {%p ... %}."""
    template = compiled(tmp_path, ["voor", "{% if a %}", "binnen", "{% endif %}", "na"])
    assert report_texts(template.render({"a": holds})) == expected


def table(rows: Sequence[Sequence[str]]) -> WordDocument:
    """Return a document with a table of these texts."""
    document = Document()
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document


def test_columns_in_a_loop_give_a_table_with_as_many_columns(tmp_path: Path) -> None:
    """`{%tc for %}` repeats a cell; the grid and the widths of the table follow."""
    template = compiled(tmp_path, table([["kop", "{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"]]))
    content = template.render({"xs": ["a", "b", "c", "d"]})
    (made,) = Document(BytesIO(content)).tables
    assert [cell.text for cell in made.rows[0].cells] == ["kop", "a", "b", "c", "d"]
    assert len(made.columns) == 5


def test_cells_take_colours_spans_and_merging_from_tags(tmp_path: Path) -> None:
    """cellbg, colspan, hm and vm, as docxtpl's users write them."""
    template = compiled(tmp_path, table([["{% cellbg c %}{{ n }}", "b"]]))
    assert 'w:fill="FF0000"' in part_of(template.render({"c": "#ff0000", "n": "An"}), "word/document.xml")
    with pytest.raises(RenderError):
        template.render({"c": 'x" w:val="', "n": "An"})
    rows = [["{%tr for x in xs %}", ""], ["{% vm %}groep", "{{ x }}"], ["{%tr endfor %}", ""]]
    merged = part_of(compiled(tmp_path, table(rows)).render({"xs": [1, 2]}), "word/document.xml")
    assert re.findall(r'<w:vMerge w:val="(\w+)"', merged) == ["restart", "continue"]
    wide = [
        ["{%tc for x in xs %}", "{% hm %}kop", "{%tc endfor %}"],
        ["{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}"],
    ]
    content = compiled(tmp_path, table(wide)).render({"xs": [1, 2]})
    assert re.findall(r'<w:gridSpan w:val="(\d)"', part_of(content, "word/document.xml")) == ["2"]
    assert [one for one in check_docx(content) if one.code == "WRD01"] == []


@pytest.mark.parametrize(
    ("columns", "fits"), [(0, False), (1, True), (63, True), (64, False), (-1, False), ("2", True), ("twee", False)]
)
def test_a_cell_spans_from_one_column_to_as_many_as_word_has(tmp_path: Path, columns: object, *, fits: bool) -> None:
    """A cell over 0 columns makes a document that Word calls damaged; so does one over more than 63."""
    template = compiled(tmp_path, table([["{% colspan n %}breed"], ["smal"]]))
    if fits:
        assert f'<w:gridSpan w:val="{columns}"' in part_of(template.render({"n": columns}), "word/document.xml")
        return
    with pytest.raises(RenderError) as error:
        template.render({"n": columns})
    assert "colspan" in error.value.mistake.tag


def test_tags_work_wherever_a_document_holds_text(tmp_path: Path) -> None:
    """Headers (first, even, default), footers, text boxes, alternative texts, content controls and properties."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    for place in (section.header, section.first_page_header, section.even_page_header, section.footer):
        place.paragraphs[0].text = "Dag {{ n }}"
    paragraph = document.add_paragraph("tekst")
    paragraph._p.append(parsed(BOX))  # noqa: SLF001 - python-docx makes no text boxes
    document.element.body.insert(0, parsed(CONTROL))
    document.core_properties.title = "Over {{ n }}"
    document.core_properties.keywords = "{% for x in xs %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}"
    template = compiled(tmp_path, document)
    content = template.render({"n": "An & co", "xs": ["een", "twee"]})
    parts = read_parts(content)
    headers = [part for name, part in parts.items() if re.match(r"word/(header|footer)\d", name)]
    assert sum("Dag " in part.decode() and "An &amp; co" in part.decode() for part in headers) == 4
    body = parts["word/document.xml"].decode()
    assert body.count("An &amp; co") == 3
    assert 'descr="Beeld van An &amp; co"' in body
    assert "dataBinding" not in body
    made = Document(BytesIO(content)).core_properties
    assert (made.title, made.keywords) == ("Over An & co", "een, twee")
    assert compiled(tmp_path, document).render({"n": "x", "xs": []}, {"title": "Gegeven"}).find(b"Gegeven") > 0


CONTROL = (
    f'<w:sdt {NAMESPACES}><w:sdtPr><w:id w:val="7"/><w:dataBinding w:xpath="/x"/></w:sdtPr><w:sdtContent><w:p><w:r>'
    "<w:t>In het veld: {{ n }}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def test_ids_that_a_loop_repeats_stay_unique(tmp_path: Path) -> None:
    """Pictures, bookmarks and content controls: Word calls a document with the same id twice unreadable."""
    document = Document()
    document.add_paragraph("{%p for x in xs %}")
    document.add_paragraph("beeld")._p.append(parsed(BOX.replace("{{ n }}", "{{ x }}")))  # noqa: SLF001 - as above
    marked = document.add_paragraph("{{ x }} hier")._p  # noqa: SLF001 - as above
    marked.insert(0, parsed(f'<w:bookmarkStart {NAMESPACES} w:id="0" w:name="plek"/>'))
    marked.append(parsed(f'<w:bookmarkEnd {NAMESPACES} w:id="0"/>'))
    document.add_paragraph("{%p endfor %}")
    body = part_of(compiled(tmp_path, document).render({"xs": ["een", "twee", "drie"]}), "word/document.xml")
    begun, ended = (rf'bookmark{one} [^>]*w:id="(\d+)"' for one in ("Start", "End"))
    for pattern in (r'docPr id="(\d+)"', begun, ended, r'w:name="([^"]+)"'):
        found = re.findall(pattern, body)
        assert len(found) == len(set(found)) == 3, (pattern, found)
    assert re.findall(begun, body) == re.findall(ended, body)


def png(folder: Path) -> None:
    """Put a picture of one pixel into a folder."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\0\xff\0\0")
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


def test_a_picture_of_the_templates_folder_is_stored_once(tmp_path: Path) -> None:
    """With its size and its text for who can't see it, however often it is shown."""
    png(tmp_path)
    tag = '{{ "logo.png"|image(width="4 cm", alt="Logo van " ~ n) }}'
    content = compiled(tmp_path, [tag, "{%p for x in xs %}", f"{{{{ x }}}} {tag}", "{%p endfor %}"]).render(
        {"n": 'Gent "&"', "xs": [1, 2]}
    )
    with zipfile.ZipFile(BytesIO(content)) as report:
        assert [name for name in report.namelist() if "media" in name] == ["word/media/picture1.png"]
    made = Document(BytesIO(content))
    assert [(shape.width.cm, shape.height.cm) for shape in made.inline_shapes] == [(4, 4)] * 3
    described = [one.get("descr") for one in made.element.body.iter() if str(one.tag).endswith("}docPr")]
    assert described == ['Logo van Gent "&"'] * 3


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        ('{{ "logo.png"|image }}', "no_alt"),
        ('{{ "logo.png"|image(alt=" ") }}', "no_alt"),
        ('{{ naam|image(alt="x") }}', "no_name"),
        ('{{ "../logo.png"|image(alt="x") }}', "outside"),
        ('{{ "weg.png"|image(alt="x") }}', "not_there"),
        ('{{ "sjabloon.docx"|image(alt="x") }}', "not_a_picture"),
    ],
)
def test_a_picture_that_cannot_be_is_told_before_anything_is_made(tmp_path: Path, tag: str, problem: str) -> None:
    """No picture without a text for who can't see it, and none from outside the template's folder."""
    png(tmp_path)
    with pytest.raises(BrokenTemplateError) as error:
        compiled(tmp_path, [tag])
    assert [(one.code, one.details["problem"]) for one in error.value.mistakes] == [("template-picture", problem)]


@pytest.mark.parametrize(
    ("tag", "value", "text"),
    [
        ('{{ x|date("short") }}', "2026-03-05", "5/03/2026"),
        ('{{ x|date("d MMMM") }}', "2026-03-05", "5 maart"),
        ("{{ x|date }}", "half maart", "half maart"),
        ("{{ x|number(2) }}", 1234.5, "1.234,50"),
        ("{{ x|number }}", "12,5", "12,5"),
        ("{{ x|percent(1) }}", 0.125, "12,5%"),
        ('{{ x|join(", ", " en ") }}', ["An", "Jef", "Lou"], "An, Jef en Lou"),
        ("{{ x|initials }}", "An de Wolf", "A.D.W."),
        ("[{{ x|e }}]", "R&D", "[R&D]"),
        ('[{{ x|default("leeg", true) }}]', "", "[leeg]"),
    ],
)
def test_filters_write_as_people_of_the_language_do(tmp_path: Path, tag: str, value: object, text: str) -> None:
    """Dates, numbers, percentages and lists in Dutch, whatever comes in."""
    assert report_texts(compiled(tmp_path, [f"Zie {tag}"]).render({"x": value})) == [f"Zie {text}"]


def test_filters_and_comparisons_see_a_formatted_value_as_its_text(tmp_path: Path) -> None:
    """Also in a list or under a name of a group: Jinja works on texts, and a template need not know what is bold."""
    value = RichText("graag", (Span(0, 5, ("bold",)),))
    tags = [
        "{{ x|upper }}",
        "{{ 'ja' if x == 'graag' }}",
        "{{ xs|join('-') }}",
        "{{ q.value|length }}",
        "{{ x ~ '!' }}",
    ]
    content = compiled(tmp_path, tags).render({"x": value, "xs": (value, "en"), "q": {"value": value}})
    assert report_texts(content) == ["GRAAG", "ja", "graag-en", "5", "graag!"]


def test_formatting_is_kept_in_loops_and_under_names(tmp_path: Path) -> None:
    """Wherever in the values it is."""
    value = RichText("graag", (Span(0, 5, ("bold",)),))
    tags = ["{{ q.value }}", "{% for item in xs %}{{ item }}{% endfor %}"]
    content = compiled(tmp_path, tags).render({"xs": [value], "q": {"value": value}})
    for paragraph in Document(BytesIO(content)).paragraphs:
        assert [run.text for run in paragraph.runs if run.bold] == ["graag"]


def test_formatting_and_links_of_a_value_are_kept(tmp_path: Path) -> None:
    """Bold stays bold in the order that Word asks, and an address becomes a link with a relationship of its part."""
    value = RichText("heel graag, zie https://voorbeeld.be/a(b).", (Span(5, 10, ("bold", "italic")),))
    content = compiled(tmp_path, ["{{ x }}", "Zie {{ x }}"]).render({"x": value})
    made = Document(BytesIO(content))
    for paragraph in made.paragraphs:
        assert [run.text for run in paragraph.runs if run.bold and run.italic] == ["graag"]
        assert [link.url for link in paragraph.hyperlinks] == ["https://voorbeeld.be/a(b)"]
    assert made.paragraphs[0].text == str(value)


@pytest.mark.parametrize(
    "tag",
    [
        "{% for a in range(10000) %}{% for b in range(10000) %}x{% endfor %}{% endfor %}",
        "{{ 'a' * 10**9 }}",
        "{{ 9**(9**9) }}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace(x='aaaaaaaaaa') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        "{{ '%999999999d'|format(1) }}",
        "{{ 'a'|center(999999999) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ (range(100000)|list * 100000)|length }}",
        "{{ 'a'.ljust(999999999) }}",
        "{{ ('a'|list * 1000000)|join('b' * 1000000) }}",
        "{% set n = namespace(x='a') %}{% for i in range(30) %}{% set n.x = n.x|replace('a', 'aaaa') %}{% endfor %}",
        "{{ range(100000)|batch(99999999, 'x')|list|length }}",
    ],
)
def test_a_template_that_makes_too_much_ends_with_a_message(tmp_path: Path, tag: str) -> None:
    """A hundred million rounds, or a text of a thousand million characters: told, with the tag."""
    with pytest.raises(RenderError) as error:
        compiled(tmp_path, [tag]).render({})
    assert error.value.mistake.code in ("template-endless", "template-not-allowed")
    assert error.value.mistake.tag


def test_the_engine_takes_plain_values_and_needs_no_names(tmp_path: Path) -> None:
    """It can be used by itself: texts, numbers, dates, lists and dicts in, the bytes of a document out."""
    template = compiled(tmp_path, ["{{ a.b }} {{ c }} {{ d|length }}"])
    content = template.render({"a": {"b": "x"}, "c": 1.5, "d": [1, 2]}, {"title": "T", "Eigen": "1"})
    assert report_texts(content) == ["x 1,5 2"]
    assert Document(BytesIO(content)).core_properties.title == "T"
    assert list(Document(BytesIO(content)).element.body.iter(f"{W}p"))
