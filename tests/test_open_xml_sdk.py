"""Everything that we make is valid to Microsoft's Open XML SDK, seen through ooxml-validator (CONTRIBUTING.md)."""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from docx import Document
from template.test_dialect import png
from template.test_programs import PROGRAMS, comments_of, looped, note, run, template

from pipeline.render.mistakes import BrokenTemplateError
from pipeline.rich_text import RichText, Span
from pipeline.template import compile_template
from pipeline.template.template_comments import annotate_template

VALIDATOR = shutil.which("ooxml-validator")
pytestmark = pytest.mark.skipif(not VALIDATOR, reason="ooxml-validator is not on this machine")

ANSWERS = {
    "list": "Zo gaat het:\n1. eerst\n2. dan\n\nEn ook:\n- dit\n- dat\n\n5. vijf",
    "marks": "R&D <w:p/> \"x\" 'y' ]]> {{ 7*7 }} {% for %}",
    "characters": "vertical\x0btab nul\x00 \ud800 \ufffe 😀 שלום عربي 𐍈 e\u0301",
    "link": "Zie https://www.voorbeeld.be/?a=1&b=2 of mail an@voorbeeld.be.",
    "formatted": RichText("Vet en schuin\nop een regel", (Span(0, 3, ("bold",)), Span(7, 20, ("italic", "underline")))),
    "blank": " \n\n ",
}


def complaints(content: bytes, folder: Path, name: str) -> list[str]:
    """Return what the validator has against a document."""
    path = folder / name
    path.write_bytes(content)
    made = subprocess.run(  # noqa: S603 - our own file
        [str(VALIDATOR), str(path)], capture_output=True, timeout=60, check=False
    )
    told = json.loads(made.stdout)
    assert told["ok"] is not bool(told["errors"])
    return [f"{one['id']} {one['path']} {one['xPath']}: {one['description']}" for one in told["errors"]]


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    """Properties of a paragraph after its text are told; without this the other tests would say nothing."""
    document = Document()
    written = document.add_paragraph("tekst", style="Heading 1")._p  # noqa: SLF001 - python-docx makes nothing wrong
    written.append(written.get_or_add_pPr())
    document.save(str(tmp_path / "kapot.docx"))
    assert complaints((tmp_path / "kapot.docx").read_bytes(), tmp_path, "kapot.docx")


@pytest.mark.parametrize("folder", ["inputs", "examples/with-mistakes"])
def test_reports_and_forms_are_valid(desk: Desk, tmp_path: Path, folder: str) -> None:
    """All that a run and a form leave in their folders."""
    shutil.copytree(PROJECT / folder, desk.inputs, dirs_exist_ok=True)
    desk.binding("run")
    desk.binding("form", "--for", "Dans mee!")
    made = [*desk.outputs.glob("*.docx"), *desk.folder.glob("*.xlsx")]
    assert len(made) > 7
    told = {one.name: complaints(one.read_bytes(), tmp_path, f"gemaakt{one.suffix}") for one in made}
    assert told == {one.name: [] for one in made}


def test_an_annotated_copy_is_as_valid_as_its_workbook(desk: Desk, tmp_path: Path) -> None:
    """What is told of a copy was there already."""
    shutil.copytree(PROJECT / "examples/with-mistakes", desk.inputs, dirs_exist_ok=True)
    desk.binding("check", "--annotate", "kopies")
    copies = list(desk.folder.glob("kopies/*.xlsx"))
    assert copies
    for copy in copies:
        before, after = (complaints(one.read_bytes(), tmp_path, "map.xlsx") for one in (desk.inputs / copy.name, copy))
        assert after == before


@pytest.mark.parametrize("program", PROGRAMS)
def test_templates_of_every_program_give_valid_reports(tmp_path: Path, program: str) -> None:
    """However a program splits and dresses tags. The validator knows no smart tags, which Word 2010 still kept."""
    made = template(tmp_path, f"<w:p>{PROGRAMS[program]}</w:p>", {"initiatief", "gemeente"}, **comments_of(program))
    told = complaints(made.render({"initiatief": ANSWERS["marks"], "gemeente": ""}), tmp_path, "verslag.docx")
    assert [one for one in told if "smartTag" not in one] == []


def paragraph(text: str) -> str:
    """Return a paragraph."""
    return f"<w:p>{run(text)}</w:p>"


def row(*texts: str) -> str:
    """Return a row of a table."""
    return f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in texts)}</w:tr>"


def table(*rows: str) -> str:
    """Return a table of two columns."""
    grid = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>'
    return f"<w:tbl>{grid}{''.join(rows)}</w:tbl>"


PICTURE = """{{ "logo.png"|image(alt="Logo " ~ x) }}"""
INNER = table(row("{{ x }}", "{{ one }}"))
EVERYTHING = (
    *map(paragraph, ("{{ x }}", "Over {{ x }} en {{ x|upper }}.", "{{ xs }}", "{{ xs|paragraphs }}")),
    table(
        row("{%tr for one in xs %}", ""),
        row("{% vm %}groep", "{% cellbg kleur %}{{ one }}"),
        f"<w:tr><w:tc>{INNER}<w:p/></w:tc><w:tc>{paragraph('{{ loop.index }}')}</w:tc></w:tr>",
        row("{%tr endfor %}", ""),
    ),
    table(row("kop", "{%tc for one in xs %}", "{{ one }}", "{%tc endfor %}")),
    *(looped(f"{kind}Reference", "xs") for kind in ("footnote", "endnote", "comment")),
    *map(paragraph, ("{%p for one in xs %}", f"Beeld {PICTURE}", "{%p endfor %}")),
)


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("rounds", [0, 3])
def test_whatever_a_template_holds_its_reports_are_valid(tmp_path: Path, answer: str, rounds: int) -> None:
    """Tables, nested tables, spans, colours, notes, comments, pictures, links and lists, in loops and beside them."""
    png(tmp_path)
    value = ANSWERS[answer]
    notes = {f"{kind}s": note(kind, "Bron: {{ x }}") for kind in ("footnote", "endnote", "comment")}
    content = template(tmp_path, "".join(EVERYTHING), None, **notes).render(
        {"x": value, "xs": [value] * rounds, "kleur": "#ffcc00"}, {"title": str(value), "Kenmerk": str(value)}
    )
    assert complaints(content, tmp_path, "verslag.docx") == []


def test_a_template_with_comments_at_its_mistakes_is_valid(tmp_path: Path) -> None:
    """In paragraphs, cells and beside comments that were there already."""
    document = Document(str(PROJECT / "templates/binding/report.docx"))
    document.add_paragraph("{{ gemente }} {{ onbekend }}")
    document.add_table(1, 1).cell(0, 0).text = "{% for x in %}"
    path = tmp_path / "sjabloon.docx"
    document.save(str(path))
    with pytest.raises(BrokenTemplateError) as broken:
        compile_template(path, {"gemeente"})
    comments = [(one.location, one.tag) for one in broken.value.mistakes]
    copy = annotate_template(path.read_bytes(), comments)
    assert len(Document(BytesIO(copy)).comments) >= len(comments)
    assert complaints(copy, tmp_path, "kopie.docx") == []
