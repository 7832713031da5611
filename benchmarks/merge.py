"""How fast reports are made beside other engines, and beside what can't be done without: `python benchmarks/merge.py`.

The layout Binding and its own Word file, the same records, and the same text in every document, which is checked. All
take turns in one run; CPU time, and the median of what each round's ratio is. The other engines are the group `bench`:
`pip install -e ".[bench]"`.

Every document is a new file. They go to a file system in memory where there is one: on a disk, what a small file takes
depends more on what was deleted there in the last minutes than on who writes it. `python benchmarks/merge.py FOLDER`
measures in a folder of your own choice.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

import psutil
from deflate import deflate_compress
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from jinja2 import Environment

from pipeline.layout.loader import load_layouts
from pipeline.model import Answer, Contribution, Initiative, Layout, Place, Respondent
from pipeline.ooxml.archive import read_parts
from pipeline.render.templated_part import TEMPLATED_LEVEL
from pipeline.reports.template_values import names_in, view
from pipeline.template import compile_template

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from jinja2 import Template as JinjaTemplate

    from pipeline.template import CompiledTemplate

PROJECT = Path(__file__).parent.parent
REPORTS, ROUNDS = 100, 7
MANY, FEW = 10_000, 100
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - Linux's file system in memory
SIZES = {"about 1,100 words": (4, 33), "about 450 words": (1, 6)}
"""Respondents of an initiative, and words of an answer."""
WORDS = (
    "wij", "werken", "samen", "met", "partners", "uit", "de", "buurt", "aan", "een", "toegankelijk", "aanbod", "voor",
    "iedereen", "elke", "maand", "overleggen", "scholen", "&", "verenigingen", "over", "wat", "kan",
)  # fmt: skip
TARGETS = {"docxtpl": 25, "docx-mailmerge2, simple fields": 10, "docx-mailmerge2, complex fields": 10}

Record = Mapping[str, object]
Maker = Callable[[Record, Path], None]


@dataclass(frozen=True)
class Bench:
    """The template in the form that each engine wants, and what every document has to say."""

    folder: Path
    layout: Layout
    compiled: CompiledTemplate
    simple: Path
    """A template with merge fields, each an element of its own, as Word writes those that nobody changed."""
    complex: Path
    """The same with each field in five runs, as Word writes those that were changed."""
    texts: Mapping[int, Sequence[tuple[str, str]]]
    """The style and the text of each paragraph, by the id of the record."""
    told: Sequence[int]
    """Which paragraphs are not the same in every document."""


def main() -> None:
    """Measure, and print what was found beside what has to be reached."""
    print(f"Python {sys.version.split()[0]}, {REPORTS} reports a round, {ROUNDS} rounds, median of paired ratios")
    layout = load_layouts(PROJECT / "templates")["binding"]
    where = sys.argv[1] if sys.argv[1:] else str(IN_MEMORY) if IN_MEMORY.is_dir() else None
    print(f"files in {where or tempfile.gettempdir()}")
    with tempfile.TemporaryDirectory(dir=where) as folder:  # one for all: nothing is deleted before the end
        for at, (size, (respondents, words)) in enumerate(SIZES.items()):
            records = [record(layout, number, respondents, words) for number in range(REPORTS)]
            own = Path(folder) / str(at)
            own.mkdir()
            bench = set_up(own, layout, records)
            length = sum(len(text.split()) for _, text in bench.texts[id(records[0])])
            print(f"\nReports of {size} ({length} words)")
            compare(bench, records)
            if respondents > 1:
                memory(bench, records)


# --- Records and templates ------------------------------------------------------------------------


def record(layout: Layout, number: int, respondents: int, words: int) -> Record:
    """Return the values of one report."""
    chance = random.Random(number)  # noqa: S311 - the same words every time
    contributions = []
    for respondent in range(respondents):
        answers = {
            question.name: Answer(
                question.name, " ".join(chance.choices(WORDS, k=words)).capitalize() + ".", Place("lijst.xlsx")
            )
            for question in layout.questions
            if question.part == "questions"
        }
        contributions.append(Contribution(Respondent(name=f"Invuller {respondent}"), answers))
    name = f"Initiatief {number} & Co"
    return view(Initiative(layout.name, name, name, tuple(contributions)), layout)


def set_up(folder: Path, layout: Layout, records: Sequence[Record]) -> Bench:
    """Compile the layout's template, and write one with merge fields that gives the same text."""
    compiled = compile_template(layout.template, names_in(layout), language=layout.language)
    texts = {id(values): paragraphs(BytesIO(compiled.render(values))) for values in records}
    first, second = (texts[id(values)] for values in records[:2])
    told = [at for at, (one, other) in enumerate(zip(first, second, strict=True)) if one != other]
    templates = [folder / f"{field.__name__}.docx" for field in (simple_field, complex_field)]
    for path, field in zip(templates, (simple_field, complex_field), strict=True):
        document = Document(BytesIO(compiled.render(records[0])))
        for at in told:
            put_field(document.paragraphs[at], field(f"field_{at}"))
        document.save(str(path))
    return Bench(folder, layout, compiled, templates[0], templates[1], texts, told)


def paragraphs(source: BytesIO | Path) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph of a document."""
    document = Document(source if isinstance(source, BytesIO) else str(source))
    return [(str(one.style.name if one.style else ""), one.text) for one in document.paragraphs]


def put_field(paragraph: Paragraph, field: Sequence[BaseOxmlElement]) -> None:
    """Put a merge field in the place of a paragraph's text."""
    for run in paragraph.runs:
        paragraph._p.remove(run._r)  # noqa: SLF001 - python-docx makes no fields
    for element in field:
        paragraph._p.append(element)  # noqa: SLF001 - as above


def simple_field(name: str) -> list[BaseOxmlElement]:
    """Return a merge field in one element."""
    field = element("w:fldSimple", element("w:r", element("w:t", text=f"«{name}»")))
    field.set(qn("w:instr"), f" MERGEFIELD {name} ")
    return [field]


def complex_field(name: str) -> list[BaseOxmlElement]:
    """Return a merge field in runs."""
    marks = [element("w:fldChar") for _ in range(3)]
    for mark, kind in zip(marks, ("begin", "separate", "end"), strict=True):
        mark.set(qn("w:fldCharType"), kind)
    begin, separate, end = marks
    code, shown = element("w:instrText", text=f" MERGEFIELD {name} "), element("w:t", text=f"«{name}»")
    return [element("w:r", one) for one in (begin, code, separate, shown, end)]


def element(tag: str, *children: BaseOxmlElement, text: str | None = None) -> BaseOxmlElement:
    """Return an element of Word's XML."""
    created = cast("BaseOxmlElement", OxmlElement(tag))
    if text:
        created.text = text
    for child in children:
        created.append(child)
    return created


# --- The engines ----------------------------------------------------------------------------------


def engines(bench: Bench) -> dict[str, Maker]:
    """Return what makes one document, by engine; an engine that isn't installed is told and left out."""
    makers: dict[str, Maker] = {"Binding": lambda values, path: by_binding(bench, values, path)}
    try:
        import docxtpl  # noqa: F401 - it may not be there

        makers["docxtpl"] = lambda values, path: by_docxtpl(bench, values, path)
    except ImportError:
        print('  docxtpl is not installed: pip install -e ".[bench]"')
    try:
        import mailmerge  # noqa: F401 - as above

        for kind, fields in (("simple", bench.simple), ("complex", bench.complex)):
            makers[f"docx-mailmerge2, {kind} fields"] = partial(by_mailmerge, bench, fields)
    except ImportError:
        print('  docx-mailmerge2 is not installed: pip install -e ".[bench]"')
    makers["python-docx"] = lambda values, path: by_python_docx(bench, values, path)
    return makers


def by_binding(bench: Bench, values: Record, path: Path) -> None:
    """Make a document as a run does."""
    path.write_bytes(render(bench, values))


def in_memory(bench: Bench, values: Record) -> None:
    """Make a document, and write it nowhere."""
    render(bench, values)


def render(bench: Bench, values: Record) -> bytes:
    """Return the bytes of a document, with its properties and its digests."""
    properties = {"title": str(values["initiatief"]), "creator": "Stad Gent", "language": "nl-BE", "Key": "binding"}
    return bench.compiled.render(values, properties, parts_digest_as="Digest", content_digest_as="Content")


def by_docxtpl(bench: Bench, values: Record, path: Path) -> None:
    """Make a document as docxtpl's users do."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(str(bench.layout.template))
    template.render(dict(values), autoescape=True)
    template.save(str(path))


def by_mailmerge(bench: Bench, fields: Path, values: Record, path: Path) -> None:
    """Make a document by merge fields."""
    from mailmerge import MailMerge

    texts = bench.texts[id(values)]
    with MailMerge(str(fields)) as document:
        document.merge(**{f"field_{at}": texts[at][1] for at in bench.told})
        document.write(str(path))


def by_python_docx(bench: Bench, values: Record, path: Path) -> None:
    """Make a document paragraph by paragraph."""
    document = Document(str(bench.layout.template))
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    for style, text in bench.texts[id(values)]:
        document.add_paragraph(text, style=style)
    document.save(str(path))


def floors(bench: Bench, records: Sequence[Record]) -> dict[str, Maker]:
    """Return what nobody can do without: writing the bytes; rendering plain strings and deflating the same parts."""
    made = {id(values): bench.compiled.render(values) for values in records}
    parts = read_parts(bench.layout.template.read_bytes())
    templates = [plain_template(parts[name].decode()) for name in ("word/document.xml", "word/footer1.xml")]

    def bare(values: Record, _: Path) -> None:
        for template in templates:
            deflate_compress(template.render(values).encode(), TEMPLATED_LEVEL)

    def to_file(values: Record, path: Path) -> None:
        path.write_bytes(made[id(values)])

    return {"floor: the same bytes to a file": to_file, "floor: bare Jinja2 and deflate": bare}


def plain_template(xml: str) -> JinjaTemplate:
    """Return the same tags in bare Jinja2: a statement in the place of its paragraph."""
    lines = xml.replace("<w:p>", "\0<w:p>").split("\0")
    made = [
        one[one.index("{%p") :].replace("{%p", "{%").split("%}")[0] + "%}" + one.split("</w:p>")[1]
        if "{%p" in one
        else one
        for one in lines
    ]
    return Environment(autoescape=True).from_string("".join(made))


# --- Measuring ------------------------------------------------------------------------------------


def compare(bench: Bench, records: Sequence[Record]) -> None:
    """Let all take turns, and print the times and the ratios."""
    makers = engines(bench)
    for name, make in makers.items():
        path = bench.folder / f"{name}.docx"
        for values in records[:3]:
            make(values, path)
            made, wanted = ([text for _, text in one] for one in (paragraphs(path), bench.texts[id(values)]))
            if made != wanted:
                raise AssertionError((name, made, wanted))
    makers["Binding, in memory"] = lambda values, _: in_memory(bench, values)
    makers |= floors(bench, records)
    times: dict[str, list[float]] = {name: [] for name in makers}
    for turn in range(ROUNDS):
        for at, (name, make) in enumerate(makers.items()):
            times[name].append(milliseconds(make, records, bench.folder, f"{turn}-{at}"))
    ours = times["Binding"]
    print(f"  {'':34}{'ms a report':>12}{'ratio':>8}")
    for name, taken in times.items():
        ratio = statistics.median(their / our for their, our in zip(taken, ours, strict=True))
        target = f"  (at least {TARGETS[name]})" if name in TARGETS else ""
        print(f"  {name:34}{statistics.median(taken):12.3f}{ratio:8.2f}{target}")
    floor = times["floor: bare Jinja2 and deflate"]
    over = statistics.median(our / their for our, their in zip(times["Binding, in memory"], floor, strict=True))
    print(f"  over the floor in memory: {over:.2f} times (at most 2.5)")
    if "docxtpl" in times:
        compiling = [cpu(lambda: compile_template(bench.layout.template, names_in(bench.layout))) for _ in range(9)]
        renders = statistics.median(compiling) / statistics.median(times["docxtpl"])
        print(f"  compiling takes what {renders:.2f} renders by docxtpl take (at most 4)")


def milliseconds(make: Maker, records: Sequence[Record], folder: Path, turn: str) -> float:
    """Return the CPU milliseconds that one document takes, each in a file of its own."""
    paths = [folder / f"{turn}-{number}.docx" for number in range(len(records))]

    def all_of_them() -> None:
        for path, values in zip(paths, records, strict=True):
            make(values, path)

    return cpu(all_of_them) / len(records)


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds that some work takes."""
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def memory(bench: Bench, records: Sequence[Record]) -> None:
    """Print how much memory many reports take above few."""
    process, seen = psutil.Process(), []
    for reports in (FEW, MANY - FEW):
        for number in range(reports):
            BytesIO(bench.compiled.render(records[number % len(records)]))
        seen.append(process.memory_info().rss // 1024)
    print(f"  memory after {FEW} reports {seen[0]} kB, after {MANY} {seen[1]} kB")


if __name__ == "__main__":
    main()
