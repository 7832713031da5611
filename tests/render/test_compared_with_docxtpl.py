"""Templates written for docxtpl give here what docxtpl makes of them: the same text, structure and formatting."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt
from docxtpl import DocxTemplate

from pipeline.ooxml.namespaces import Element, W
from pipeline.template import compile_template

VALUES = {
    "naam": "Dans mee! & co",
    "gemeente": "Gent",
    "namen": ["An", "Jef"],
    "ja": True,
    "nee": False,
    "vragen": [{"label": "Waar?", "antwoorden": ["Hier", "Daar"]}, {"label": "Wie?", "antwoorden": ["Ik"]}],
}
SHOWN = ("{{ naam }}", "{{ gemeente }}", "{{ naam|upper }}", "{{ namen|length }}", "{{ vragen[0].label }}",
         "{{ 'x' if nee else 'y' }}", "{_{ naam }_}", "niet{# ook niet #}s", "{{ namen|join(', ') }}")  # fmt: skip
LOOP = ("Lijst: ", "{% for x in namen %}", "{{ x }}", "{% if not loop.last %}", ", ", "{% endif %}", "{% endfor %}.")
DEEPEST = 2


class Author:
    """Somebody who writes templates by chance, the same every time for a number."""

    def __init__(self, number: int) -> None:
        self.chance = random.Random(number)  # noqa: S311 - not for secrets
        self.document: WordDocument = Document()

    def write(self) -> WordDocument:
        """Return a template."""
        for _ in range(self.chance.randint(1, 6)):
            self.block(0)
        section = self.document.sections[0]
        section.header.paragraphs[0].text, section.footer.paragraphs[0].text = f"Over {self.value()}", self.value()
        return self.document

    def value(self) -> str:
        """Return a tag that shows a value."""
        return self.chance.choice(SHOWN)

    def block(self, depth: int) -> None:
        """Write a paragraph, a table, a loop or a condition."""
        kinds: list[Callable[[], None]] = [self.line, self.listing, self.rows, self.cell]
        if depth < DEEPEST:
            kinds += [partial(self.loop, depth), partial(self.condition, depth)]
        self.chance.choice(kinds)()

    def line(self) -> None:
        """Write a paragraph with two values."""
        style = self.chance.choice([None, "Heading 2", "Quote"])
        self.runs([self.chance.choice(["Tekst ", "Over "]), self.value(), " – ", self.value()], style)

    def listing(self) -> None:
        """Write a loop within a paragraph."""
        self.runs(LOOP)

    def runs(self, texts: tuple[str, ...] | list[str], style: str | None = None) -> None:
        """Write a paragraph of which each run may have a look of its own."""
        paragraph = self.document.add_paragraph(style=style)
        for text in texts:
            font = paragraph.add_run(text).font
            font.bold, font.italic = (self.chance.choice([None, None, True]) for _ in range(2))
            font.size = self.chance.choice([None, None, Pt(20)])

    def loop(self, depth: int) -> None:
        """Write a loop over paragraphs."""
        self.document.add_paragraph(f"{{%p for v{depth} in vragen %}}")
        self.runs(["Vraag: ", f"{{{{ v{depth}.label }}}}"])
        self.block(depth + 1)
        self.document.add_paragraph("{%p endfor %}")

    def condition(self, depth: int) -> None:
        """Write a condition round paragraphs."""
        self.document.add_paragraph(f"{{%p if {self.chance.choice(['ja', 'nee', 'not nee'])} %}}")
        self.block(depth + 1)
        if self.chance.random() < 1 / 2:
            self.document.add_paragraph("{%p else %}")
            self.block(depth + 1)
        self.document.add_paragraph("{%p endif %}")

    def rows(self) -> None:
        """Write a table with a loop over rows."""
        lines = (("kop", self.value()), ("{%tr for v in vragen %}", ""),
                 ("{{ v.label }}", "{{ v.antwoorden|join(', ') }}"), ("{%tr endfor %}", ""))  # fmt: skip
        made = self.document.add_table(len(lines), 2)
        for row, texts in zip(made.rows, lines, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        self.document.add_paragraph("na de tabel")

    def cell(self) -> None:
        """Write a table with a condition in a cell."""
        made = self.document.add_table(1, 1).cell(0, 0)
        made.text = self.value()
        for text in ("{%p if ja %}", self.value(), "{%p endif %}", "slot"):
            made.add_paragraph(text)
        self.document.add_paragraph("na de tabel")


def told(element: Element) -> list[object]:
    """Return what a body, a cell, a header or a footer says: styles, runs with their look, tables."""
    found: list[object] = []
    for child in element:
        if child.tag == f"{W}p":
            style = child.find(f"{W}pPr/{W}pStyle")
            found.append((None if style is None else style.get(f"{W}val"), runs_of(child)))
        elif child.tag == f"{W}tbl":
            found.append([[told(cell) for cell in row.findall(f"{W}tc")] for row in child.findall(f"{W}tr")])
    return found


def runs_of(paragraph: Element) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return the texts of a paragraph, each with its look; neighbours that look the same are one."""
    made: list[tuple[str, list[tuple[str, list[str]]]]] = []
    for run in paragraph.iter(f"{W}r"):
        text = "".join(node.text or "" for node in run.iter(f"{W}t"))
        look = [(str(one.tag), sorted(map(str, one.attrib.values()))) for one in run.findall(f"{W}rPr/*")]
        if text and made and made[-1][1] == look:
            made[-1] = (made[-1][0] + text, look)
        elif text:
            made.append((text, look))
    return made


@pytest.mark.parametrize("number", range(40))
def test_a_template_for_docxtpl_gives_the_same_here(tmp_path: Path, number: int) -> None:
    """Text, styles, looks of runs, tables, header and footer."""
    path = tmp_path / "sjabloon.docx"
    Author(number).write().save(str(path))
    theirs = DocxTemplate(str(path))
    theirs.render(dict(VALUES), autoescape=True)
    theirs.save(str(tmp_path / "hun.docx"))
    hers, ours = Document(str(tmp_path / "hun.docx")), Document(BytesIO(compile_template(path).render(VALUES)))
    assert told(ours.element.body) == told(hers.element.body)
    for one, other in zip(ours.sections, hers.sections, strict=True):
        assert told(one.header._element) == told(other.header._element)  # noqa: SLF001 - python-docx tells no formatting
        assert told(one.footer._element) == told(other.footer._element)  # noqa: SLF001 - as above
