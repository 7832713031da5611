"""Tabs, line ends and paragraph ends within tags, remarks and raw text: each is read as one, whatever runs it is in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from content import report_texts
from docx import Document
from docxtpl import DocxTemplate

from pipeline.template import BrokenTemplateError, CompiledTemplate, compile_template

VALUES: dict[str, object] = {"z": 3, "xs": ["a", "b"]}


def compiled(folder: Path, paragraphs: Sequence[str], *, in_runs_of: int = 1000) -> CompiledTemplate:
    """Compile a template of paragraphs; each is parted into runs of so many characters."""
    document = Document()
    for text in paragraphs:
        paragraph = document.add_paragraph()
        for begin in range(0, len(text), in_runs_of):
            paragraph.add_run(text[begin : begin + in_runs_of])
    document.save(str(folder / "sjabloon.docx"))
    return compile_template(folder / "sjabloon.docx")


@pytest.mark.parametrize("in_runs_of", [1, 2, 3, 1000])
@pytest.mark.parametrize(
    ("paragraphs", "texts"),
    [
        (["{{\tz\t}}\t{%\tif\tz\t%}ja{%\tendif\t%}"], ["3\tja"]),
        (["{{\nz\n}}\n{% if\nz %}ja{%\nendif %}"], ["3\nja"]),
        (["{{ xs|join('\t') }}"], ["a\tb"]),
        (["{%p\tif z %}", "x", "{%p\tendif %}"], ["x"]),
        (["{# een\n\ttwee #}x"], ["x"]),
        (["a {# een", "twee {{ onbekend }} {% if %}", "drie #} b {{ z }}"], ["a  b 3"]),
        (["{# een", "", "drie #}{# vier", "vijf #}b {{ z }}"], ["b 3"]),
        (["a", "{#p een", "twee #}", "b"], ["a", "b"]),
        (["a {% raw %} b {{ x }}{# c #}", "c {% if y %}", "d {% endraw %} e {{ z }}"],
         ["a  b {{ x }}{# c #}", "c {% if y %}", "d  e 3"]),
        (["{% raw %}", "{{ x }}", "{% endraw %}", "{{ z }}"], ["{{ x }}", "3"]),
        (["{% raw %}{{ z }}{% endraw %}{{ z }}{%- raw -%} {% endraw %}", "{{ z }}"], ["{{ z }}3 ", "3"]),
    ],
)  # fmt: skip
def test_a_parted_tag_is_one(tmp_path: Path, paragraphs: list[str], texts: list[str], in_runs_of: int) -> None:
    """A tab is a blank, and one between quotes a tab; a remark and raw text go on over paragraphs."""
    assert report_texts(compiled(tmp_path, paragraphs, in_runs_of=in_runs_of).render(VALUES)) == texts


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["a {# een", "twee {{ z }}", "drie #} b {{ z }}"],
        ["a {% raw %} b {{ x }}", "c {% if y %}", "d {% endraw %} e {{ z }}"],
        ["{# a\nb\tc #}x", "y{# #}"],
    ],
)
def test_what_goes_on_over_paragraphs_is_what_docxtpl_makes_of_it(tmp_path: Path, paragraphs: list[str]) -> None:
    """Also which paragraphs are left."""
    template = compiled(tmp_path, paragraphs)
    theirs = DocxTemplate(str(tmp_path / "sjabloon.docx"))
    theirs.render(dict(VALUES), autoescape=True)
    theirs.save(str(tmp_path / "hun.docx"))
    assert report_texts(template.render(VALUES)) == report_texts((tmp_path / "hun.docx").read_bytes())


def test_a_remark_that_holds_more_than_text_is_told(tmp_path: Path) -> None:
    """A table, a section or a remark without an end: nothing is dropped in silence."""
    document = Document()
    document.add_paragraph("{# een")
    document.add_table(1, 1).cell(0, 0).text = "weg?"
    document.add_paragraph("#} {{ z }}")
    document.add_paragraph("{# twee")
    document.add_section()
    document.add_paragraph("#}")
    document.add_paragraph("{# drie")
    document.save(str(tmp_path / "sjabloon.docx"))
    with pytest.raises(BrokenTemplateError) as error:
        compile_template(tmp_path / "sjabloon.docx")
    assert [(one.code, one.tag) for one in error.value.mistakes] == [
        ("template-brace-alone", brace) for brace in ("{#", "#}", "{#", "#}", "{#")
    ]


def test_text_beside_a_remark_keeps_its_look(tmp_path: Path) -> None:
    """What was bold stays bold, before it and after it."""
    document = Document()
    first, last = document.add_paragraph(), document.add_paragraph()
    first.add_run("vet").bold = True
    first.add_run(" {# een")
    last.add_run("twee #}")
    last.add_run("schuin").italic = True
    document.add_paragraph("{{ z }}")
    document.save(str(tmp_path / "sjabloon.docx"))
    (tmp_path / "verslag.docx").write_bytes(compile_template(tmp_path / "sjabloon.docx").render(VALUES))
    paragraph = Document(str(tmp_path / "verslag.docx")).paragraphs[0]
    assert [(run.text, run.bold, run.italic) for run in paragraph.runs if run.text.strip()] == [
        ("vet", True, None),
        ("schuin", None, True),
    ]
