"""The merge engine: tags are found however Word splits them, and values become Word, never markup."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from content import report_texts
from document_rules import check_docx
from docx import Document
from docx.document import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.ooxml.namespaces import W
from pipeline.render.value_text import as_text, split_paragraphs
from pipeline.template import BrokenTemplateError, CompiledTemplate, RenderError, compile_template

Template = Callable[..., CompiledTemplate]


def compiled(folder: Path, *paragraphs: str | list[str], names: set[str] | None = None) -> CompiledTemplate:
    """Compile a template with these paragraphs; a list is the runs of one paragraph, every second one bold."""
    document = Document()
    for paragraph in paragraphs:
        added = document.add_paragraph()
        for number, run in enumerate([paragraph] if isinstance(paragraph, str) else paragraph):
            added.add_run(run).bold = bool(number % 2)
    return compiled_document(folder, document, names)


def compiled_document(folder: Path, document: WordDocument, names: set[str] | None = None) -> CompiledTemplate:
    """Save a document and compile it."""
    path = folder / "sjabloon.docx"
    document.save(str(path))
    return compile_template(path, names)


def texts(template: CompiledTemplate, **values: object) -> list[str]:
    """Return the paragraphs of a report made with these values."""
    return report_texts(template.render(values))


def mistakes(folder: Path, *paragraphs: str | list[str], names: set[str] | None = None) -> list[tuple[str, str | None]]:
    """Return what is wrong in a template: each tag and its suggestion."""
    with pytest.raises(BrokenTemplateError) as error:
        compiled(folder, *paragraphs, names=names)
    return [(mistake.subject or mistake.tag, mistake.suggestion) for mistake in error.value.mistakes]


@pytest.mark.parametrize(
    "runs",
    [
        ["Beste {{ naam }}, dag!"],
        ["Beste {", "{ naam }", "}, dag!"],
        ["Beste {{ na", "am", " }}, dag!"],
        ["Be", "ste {{", " naam", " }", "}, ", "dag!"],
        ["Beste {{\N{NO-BREAK SPACE}naam\N{NO-BREAK SPACE}}}, dag!"],
        ["Beste {{ naam|default(“niemand”) }}, dag!"],
    ],
)
def test_a_tag_is_found_whatever_runs_it_is_split_over(tmp_path: Path, runs: list[str]) -> None:
    """Spelling marks, formatting and autocorrect part a tag; it stays one tag."""
    assert texts(compiled(tmp_path, runs), naam="An") == ["Beste An, dag!"]


def test_a_value_has_the_formatting_of_its_tags_first_character(tmp_path: Path) -> None:
    """The text around the tag keeps its own."""
    template = compiled(tmp_path, ["gewoon ", "vet {{ na", "am }} gewoon"])
    (paragraph,) = Document(BytesIO(template.render({"naam": "An"}))).paragraphs
    assert [(run.text, bool(run.bold)) for run in paragraph.runs] == [
        ("gewoon ", False),
        ("vet ", True),
        ("An", True),
        (" gewoon", False),
    ]


def test_blocks_around_paragraphs_leave_no_empty_paragraph(tmp_path: Path) -> None:
    """A loop or condition in a paragraph of its own stands for that paragraph."""
    template = compiled(
        tmp_path,
        "{%p for naam in namen %}",
        "Dag {{ naam }}",
        "{%p endfor %}",
        "{%p if not namen %}",
        "Niemand",
        "{%p endif %}",
    )
    assert texts(template, namen=["An", "Jef"]) == ["Dag An", "Dag Jef"]
    assert texts(template, namen=[]) == ["Niemand"]


def test_blocks_within_a_paragraph_and_in_table_rows(tmp_path: Path) -> None:
    """`{% if %}` within a line, `{%tr for %}` around a row."""
    document = Document()
    document.add_paragraph("Dag{% if naam %} {{ naam }}{% endif %}!")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for een in namen %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ een }}", "{{ loop.index }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    template = compiled_document(tmp_path, document)
    made = Document(BytesIO(template.render({"naam": "An", "namen": ["x", "y"]})))
    assert made.paragraphs[0].text == "Dag An!"
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["x", "1"], ["y", "2"]]
    assert texts(template, naam="", namen=[])[0] == "Dag!"


def test_a_blank_line_parts_paragraphs_and_one_line_end_breaks_a_line(tmp_path: Path) -> None:
    """A tag with a paragraph to itself becomes as many paragraphs as the answer has; within a line it stays one."""
    answer = "Een.\nTwee.\n\nDrie\tvier."
    assert texts(compiled(tmp_path, "{{ x }}"), x=answer) == ["Een.\nTwee.", "Drie\tvier."]
    assert texts(compiled(tmp_path, "Zie: {{ x }}"), x=answer) == ["Zie: Een.\nTwee.\n\nDrie\tvier."]


def test_lines_with_a_mark_become_a_real_list(tmp_path: Path) -> None:
    """Dashes and bullets are list items in the template's own style; what is no item keeps its style."""
    template = compiled(tmp_path, "{{ x }}")
    made = Document(BytesIO(template.render({"x": "We doen:\n- een\n  en meer\n• twee\nDat is al.\n-5 graden"})))
    assert [(one.style.name if one.style else "", one.text) for one in made.paragraphs] == [
        ("Normal", "We doen:"),
        ("List Bullet", "een\nen meer"),
        ("List Bullet", "twee"),
        ("Normal", "Dat is al.\n-5 graden"),
    ]


def test_numbers_of_a_list_keep_their_value(tmp_path: Path) -> None:
    """Each list counts from its own first number, and a jump starts a new count."""
    content = compiled(tmp_path, "{{ x }}").render({"x": "1. een\n2. twee\n\n5. vijf\n\ntekst\n\n1) weer"})
    made = Document(BytesIO(content))
    assert [one.text for one in made.paragraphs] == ["een", "twee", "vijf", "tekst", "weer"]
    used = [number.get(f"{W}val") for number in made.element.body.iter(f"{W}numId")]
    with zipfile.ZipFile(BytesIO(content)) as report:
        numbering = report.read("word/numbering.xml").decode()
    starts = [re.search(rf'numId="{number}".*?startOverride w:val="(\d+)"', numbering) for number in used]
    assert [found[1] for found in starts if found] == ["1", "1", "5", "1"]


def test_a_list_of_values_becomes_a_list(tmp_path: Path) -> None:
    """Each value one item; values within a line are parted by commas."""
    made = Document(BytesIO(compiled(tmp_path, "{{ x }}", "Alles: {{ x }}").render({"x": ("een", "twee")})))
    assert [(one.style.name if one.style else "", one.text) for one in made.paragraphs] == [
        ("List Bullet", "een"),
        ("List Bullet", "twee"),
        ("Normal", "Alles: een, twee"),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 3, 5), "5 maart 2026"),
        (Decimal("1250.5"), "1250,5"),
        (12, "12"),
        (True, "ja"),
        (None, ""),
        ("R&D <b>", "R&D <b>"),
        ("fiets\x07keuken\x0btwee", "fietskeuken\ntwee"),
    ],
)
def test_values_are_written_in_the_layouts_language(value: object, text: str) -> None:
    """Dates in words, a comma in numbers, ja and nee; nothing prints None."""
    assert as_text(value, "nl-BE") == text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_comes_back_as_that_very_text(tmp_path_factory: pytest.TempPathFactory, answer: str) -> None:
    """Whatever is answered, the report opens again and holds it, but for what XML can't hold."""
    template = _one_line_template(tmp_path_factory)
    content = template.render({"x": answer}, {"title": "t"})
    written = report_texts(content)[0]
    assert written == f"[{as_text(answer, 'nl-BE')}]"


_made: list[CompiledTemplate] = []


def _one_line_template(factory: pytest.TempPathFactory) -> CompiledTemplate:
    if not _made:
        _made.append(compiled(factory.mktemp("sjabloon"), "[{{ x }}]"))
    return _made[0]


@given(
    st.lists(
        st.sampled_from(["- een", "1. twee", "7) drie", "", " ", "tekst", "  ingesprongen", "-4", "–"]), max_size=12
    )
)
def test_no_word_of_an_answer_is_lost_in_its_pieces(lines: list[str]) -> None:
    """Paragraphs and list items together hold every word, in order; only marks of lists go."""
    text = "\n".join(lines)
    kept = " ".join(" ".join(piece.lines) for piece in split_paragraphs(text)).split()
    words = re.sub(r"(?m)^\s*(?:-|1\.|7\))\s+(?=\S)", "", text).split()
    assert kept == words


def test_a_misspelled_name_is_told_with_the_nearest(tmp_path: Path) -> None:
    """Before anything is written, in loops and filters too."""
    names = {"initiatief", "vragen"}
    assert mistakes(tmp_path, "{{ initiatif }}", names=names) == [("initiatif", "initiatief")]
    assert mistakes(tmp_path, "{%p for x in vraagen|sort %}", "{{ x }}", "{%p endfor %}", names=names) == [
        ("vraagen", "vragen")
    ]


@pytest.mark.parametrize(
    ("paragraphs", "tag"),
    [
        (["{%p for x in %}", "{{ x }}", "{%p endfor %}"], "{%p for x in %}"),
        (["Dag {{ naam"], "{{"),
        (["Dag naam }}"], "}}"),
        (["{%p endif %}"], "{%p endif %}"),
        (["{%tr for x in y %}"], "{%tr for x in y %}"),
        (["{{ x | onbekend }}"], "{{ x | onbekend }}"),
    ],
)
def test_a_mistake_in_a_tag_is_told_with_that_tag(tmp_path: Path, paragraphs: list[str], tag: str) -> None:
    """Unclosed, crossed or unknown: the tag as typed."""
    with pytest.raises(BrokenTemplateError) as error:
        compiled(tmp_path, *paragraphs)
    assert tag in [mistake.tag for mistake in error.value.mistakes]


def test_blocks_that_cross_are_one_mistake(tmp_path: Path) -> None:
    """The closing that comes too late is told where it should have come; one more is one too many."""
    crossed = "{% if naam %}{% for x in naam %}{% endif %}{% endfor %}"
    assert mistakes(tmp_path, crossed) == [("{% for x in naam %}", "{% endfor %}")]
    assert [subject for subject, _ in mistakes(tmp_path, f"{crossed}{{% endfor %}}")] == [
        "{% for x in naam %}",
        "{% endfor %}",
    ]


@pytest.mark.parametrize("value", [{"label": "An"}, {"An"}, b"An", object(), print])
def test_a_group_of_values_is_no_text(tmp_path: Path, value: object) -> None:
    """Nobody reads Python's own words for it in a report; also inside a list, and in a line of text."""
    for paragraph in ("{{ vraag }}", "Over {{ vraag }}", "{{ vragen }}", "{{ vragen|join }}"):
        with pytest.raises(RenderError) as error:
            compiled(tmp_path, paragraph).render({"vraag": value, "vragen": [value]})
        assert error.value.mistake.code == "template-no-text"


def test_what_a_filter_goes_over_is_a_list(tmp_path: Path) -> None:
    """`map`, `select`, `items` and `range` give their values, one after another."""
    template = compiled(tmp_path, "{{ xs|map('upper') }}", "Met {{ xs|select('string') }} en {{ range(2) }}")
    assert texts(template, xs=["an", "jef"]) == ["AN", "JEF", "Met an, jef en 0, 1"]
    assert texts(compiled(tmp_path, "Of {{ x|upper }}, {{ x|replace('a', 'A') }}"), x=True) == ["Of JA, jA"]


def test_the_end_of_what_is_not_allowed_is_no_second_mistake(tmp_path: Path) -> None:
    """Neither is the mark of a tag that is shown as such, split over runs or not."""
    assert mistakes(tmp_path, "{% filter upper %}x{% endfilter %}") == [("filter", None)]
    assert mistakes(tmp_path, "{% endfilter %}") == [("endfilter", None)]
    shown = compiled(tmp_path, ["{", "_{ n }", "_} {", "_{ gemeente }_}"], names={"n", "gemeente"})
    assert (texts(shown, n=1), shown.warnings) == (["{{ n }} {{ gemeente }}"], ())


def test_a_block_that_is_never_closed_is_told(tmp_path: Path) -> None:
    """The last tag is where it was missed."""
    assert mistakes(tmp_path, "{%p if x %}", "{{ x }}")


def test_what_only_shows_with_values_is_told_as_not_made(tmp_path: Path) -> None:
    """A name inside a value, a division by zero: the report is not made, and never printed as "undefined"."""
    for tag in ("{{ x.y }}", "{{ 1 / 0 }}", "{{ x() }}"):
        with pytest.raises(RenderError):
            compiled(tmp_path, tag).render({"x": {}})


def test_templates_reach_nothing_but_values(tmp_path: Path) -> None:
    """What begins with an underscore is refused before anything is made, and so is a value marked as safe."""
    assert mistakes(tmp_path, "{{ x.__class__.__mro__ }}") == [("__class__", None), ("__mro__", None)]
    assert mistakes(tmp_path, "[{{ x|safe }}]") == [("safe", None)]


def test_what_is_no_word_document_is_told(tmp_path: Path) -> None:
    """A template that can't be opened has no tags to be wrong: it carries no mistakes."""
    path = tmp_path / "sjabloon.docx"
    path.write_bytes(b"geen zip")
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(path)
    assert error.value.mistakes == ()


def test_a_count_may_begin_at_nought(tmp_path: Path) -> None:
    """Also after another list."""
    content = compiled(tmp_path, "{{ x }}").render({"x": "3. drie\n\n0. nul\n1. een"})
    with zipfile.ZipFile(BytesIO(content)) as report:
        numbering = report.read("word/numbering.xml").decode()
    assert re.findall(r'startOverride w:val="(\d+)"', numbering)[-2:] == ["3", "0"]


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_a_template_with_a_broken_part_is_told(tmp_path: Path, part: str) -> None:
    """Cut off, missing, or a workbook under another name: it is no Word document, and no fault of ours."""
    Document().save(str(tmp_path / "heel.docx"))
    parts = read_parts((tmp_path / "heel.docx").read_bytes())
    without = {name: content for name, content in parts.items() if name != part}
    for broken in (without, {**parts, part: parts[part][:50]}):
        path = tmp_path / "stuk.docx"
        path.write_bytes(pack(packed_part(name, content) for name, content in broken.items()))
        with pytest.raises(BrokenTemplateError):
            compile_template(path)


def test_a_value_may_ask_for_its_own_paragraphs(tmp_path: Path) -> None:
    """`{{p x}}` stands for its paragraph, `{{r x}}` for its run, as docxtpl's users write them."""
    assert texts(compiled(tmp_path, "{{p x}}"), x="Een.\n\nTwee.") == ["Een.", "Twee."]
    assert texts(compiled(tmp_path, "Dag {{r x}}!"), x="An") == ["Dag An!"]


@pytest.mark.parametrize("paragraph", ["{%p if a %} Beste {{ x }}", "Beste {%p if a %}", "{{p x}} en {{ y }}"])
def test_what_would_be_left_out_with_a_paragraph_is_told(tmp_path: Path, paragraph: str) -> None:
    """A tag that stands for its paragraph has it to itself; text beside it never goes in silence."""
    closing = ["{%p endif %}"] if "if" in paragraph else []
    assert mistakes(tmp_path, paragraph, *closing)


def test_a_list_is_not_parted_from_what_introduces_it(tmp_path: Path) -> None:
    """The line before a list and its first item stay together with what follows."""
    document = Document()
    document.add_paragraph("{{ x }}", style="Body Text")
    content = compiled_document(tmp_path, document).render({"x": "We doen:\n- een\n- twee\n- drie\n\nEn meer."})
    kept = [bool(one.paragraph_format.keep_with_next) for one in Document(BytesIO(content)).paragraphs]
    assert kept == [True, True, False, False, False]


def test_no_picture_or_section_goes_with_a_tags_paragraph(tmp_path: Path) -> None:
    """What a tag stands for is left out of the report: so nothing else may stand there."""
    document = Document()
    document.add_paragraph("{%p if x %}")
    document.add_section()
    document.add_paragraph("{{ x }}")
    document.add_paragraph("{%p endif %}")
    section = document.element.body.findall(f"{W}p")[1]
    document.element.body.findall(f"{W}p")[0].append(section.find(f"{W}pPr"))
    with pytest.raises(BrokenTemplateError) as error:
        compiled_document(tmp_path, document)
    assert error.value.mistakes[0].details == {"object": "sectPr"}


def test_a_row_that_tags_stand_for_holds_nothing_else(tmp_path: Path) -> None:
    """A loop that begins and ends on one row would leave that row out, with the answers in it."""
    document = Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{%tr for x in y %}{{ x }}", "{{ x }}{%tr endfor %}"
    with pytest.raises(BrokenTemplateError):
        compiled_document(tmp_path, document)


def test_what_a_remark_leaves_empty_is_still_whole(tmp_path: Path) -> None:
    """Word wants a paragraph in every cell, header and footer."""
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{# nog invullen #}"
    document.sections[0].footer.paragraphs[0].text = "{# nog invullen #}"
    content = compiled_document(tmp_path, document).render({})
    made = Document(BytesIO(content))
    assert [one.text for one in (*made.tables[0].cell(0, 0).paragraphs, *made.sections[0].footer.paragraphs)] == [
        "",
        "",
    ]
    assert not [one for one in check_docx(content) if one.code == "WRD01"]


def test_what_a_loop_leaves_empty_is_still_whole(tmp_path: Path) -> None:
    """No table without rows; no cell and no header without a paragraph: Word would call the report damaged."""
    document = Document()
    table = document.add_table(rows=3, cols=1)
    for row, text in enumerate(["{%tr for x in y %}", "{{ x }}", "{%tr endfor %}"]):
        table.cell(row, 0).text = text
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%p if y %}"
    cell.add_paragraph("{{ y }}")
    cell.add_paragraph("{%p endif %}")
    header = document.sections[0].header
    for text in ("{%p if y %}", "{{ y }}", "{%p endif %}"):
        header.add_paragraph(text)
    header._element.remove(header.paragraphs[0]._p)  # noqa: SLF001 - the empty one that python-docx begins with
    template = compiled_document(tmp_path, document)
    for values in ([], ["een", "twee"]):
        broken = [one for one in check_docx(template.render({"y": values})) if one.code == "WRD01"]
        assert broken == []
    assert len(Document(BytesIO(template.render({"y": []}))).tables) == 1


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Decimal("9" * 19), "9" * 19),
        (Decimal("1E+25"), "1" + "0" * 25),
        (1e25, "1" + "0" * 25),
        (Decimal("1E+300"), "1" + "0" * 300),
        (Decimal("-9999999999999999999.25"), "-9999999999999999999,25"),
        (1e-7, "0,0000001"),
        (Decimal("1E-20"), "0," + "0" * 19 + "1"),
        (Decimal(1) / 3, "0,3333333333"),
        (Decimal("12.50"), "12,5"),
        (-0.0, "0"),
    ],
)
def test_a_number_of_any_size_is_shown(number: float | Decimal, text: str) -> None:
    """None is too large to be written, and none becomes nothing."""
    assert as_text(number, "nl-BE") == text
