"""How fast reports are made beside other engines, and beside what can't be done without: `python benchmarks/merge.py`.

The same Word styles, the same records and the same text in every document, which is checked. All engines take turns in
one run; CPU time, and the median of what each round's ratio is. The other engines are the group `bench`:
`pip install -e ".[bench]"`.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from jinja2 import Environment
from jinja2 import Template as JinjaTemplate

from pipeline.merge import CompiledTemplate, compile_template
from pipeline.merge.stamp import LIVE
from pipeline.opc import read_parts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

PROJECT = Path(__file__).parent.parent
REPORTS, ROUNDS, QUESTIONS = 20, 9, 6
MANY, FEW = 10_000, 100
SIZES = {"about 1,100 words": (4, 45), "about 435 words": (2, 35)}
"""Paragraphs of an answer, and words of a paragraph."""
WORDS = (
    "wij", "werken", "samen", "met", "partners", "uit", "de", "buurt", "aan", "een", "toegankelijk", "aanbod", "voor",
    "iedereen", "elke", "maand", "overleggen", "scholen", "&", "verenigingen", "over", "wat", "kan",
)  # fmt: skip
TARGETS = {"docxtpl": 25, "docx-mailmerge2": 10}

NAMES = {"initiatief", "gemeente", "questions"}

Record = dict[str, object]
Maker = Callable[[Record, Path], None]


@dataclass(frozen=True)
class Bench:
    """The templates of one run, each in the form that its engine wants."""

    folder: Path
    tags: Path
    fields: Path
    styles: Path
    compiled: CompiledTemplate


def main() -> None:
    """Measure, and print what was found beside what has to be reached."""
    print(f"Python {sys.version.split()[0]}, {REPORTS} reports a round, {ROUNDS} rounds, median of paired ratios")
    for size, (paragraphs, words) in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            bench = set_up(Path(folder), paragraphs)
            records = [record(number, paragraphs, words) for number in range(REPORTS)]
            print(f"\nReports of {size} ({count(records[0])})")
            compare(bench, records)
            if paragraphs == SIZES["about 1,100 words"][0]:
                memory(bench, records)


# --- Records and templates ------------------------------------------------------------------------


def record(number: int, paragraphs: int, words: int) -> Record:
    """Return the answers of one initiative."""
    chance = random.Random(number)  # noqa: S311 - the same words every time
    asked = [
        {
            "label": f"Hoe werken jullie samen ({question})?",
            "answers": [" ".join(chance.choices(WORDS, k=words)).capitalize() + "." for _ in range(paragraphs)],
        }
        for question in range(QUESTIONS)
    ]
    return {"initiatief": f"Initiatief {number} & Co", "gemeente": "Gent", "questions": asked}


def texts(values: Record) -> list[str]:
    """Return the paragraphs that every document has to hold."""
    questions = values["questions"]
    assert isinstance(questions, list)  # noqa: S101 - as `record` makes it
    asked = [text for question in questions for text in (question["label"], *question["answers"])]
    return [str(values["initiatief"]), f"Gemeente: {values['gemeente']}", *asked]


def count(values: Record) -> str:
    """Say how long a report is."""
    return f"{sum(len(text.split()) for text in texts(values))} words"


def set_up(folder: Path, paragraphs: int) -> Bench:
    """Write the template for each engine, from the styles of the layout Binding."""
    tags = blank()
    tags.add_paragraph("{{ initiatief }}", style="Heading 1")
    tags.add_paragraph("Gemeente: {{ gemeente }}")
    for text, style in (
        ("{%p for question in questions %}", None),
        ("{{ question.label }}", "Heading 2"),
        ("{%p for answer in question.answers %}", None),
        ("{{ answer }}", None),
        ("{%p endfor %}", None),
        ("{%p endfor %}", None),
    ):
        tags.add_paragraph(text, style=style)
    fields = blank()
    field(fields.add_paragraph(style="Heading 1"), "initiatief")
    gemeente = fields.add_paragraph("Gemeente: ")
    field(gemeente, "gemeente")
    for question in range(QUESTIONS):
        field(fields.add_paragraph(style="Heading 2"), f"label_{question}")
        for answer in range(paragraphs):
            field(fields.add_paragraph(), f"answer_{question}_{answer}")
    paths = [folder / f"{name}.docx" for name in ("tags", "fields", "styles")]
    for document, path in zip((tags, fields, blank()), paths, strict=True):
        document.save(str(path))
    return Bench(folder, *paths, compile_template(paths[0], NAMES))


def blank() -> WordDocument:
    """Return the layout's own document without its text, and without its footer with tags."""
    document = Document(str(PROJECT / "templates/binding/report.docx"))
    body = document.element.body
    for element in list(body)[:-1]:
        body.remove(element)
    for reference in body.sectPr.findall(qn("w:footerReference")):
        document.part.drop_rel(reference.get(qn("r:id")))
        body.sectPr.remove(reference)
    document.core_properties.title = document.core_properties.author = "Meting"
    return document


def field(paragraph: object, name: str) -> None:
    """Add a merge field as Word writes it."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), f" MERGEFIELD {name} ")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = f"«{name}»"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)  # type: ignore[attr-defined]  # noqa: SLF001 - python-docx makes no fields


# --- The engines ----------------------------------------------------------------------------------


def engines(bench: Bench) -> dict[str, Maker]:
    """Return what makes one document, by engine; an engine that isn't installed is told and left out."""
    makers: dict[str, Maker] = {"Binding": lambda values, path: by_binding(bench, values, path)}
    try:
        import docxtpl  # noqa: F401, PLC0415 - it may not be there

        makers["docxtpl"] = lambda values, path: by_docxtpl(bench, values, path)
    except ImportError:
        print('  docxtpl is not installed: pip install -e ".[bench]"')
    try:
        import mailmerge  # noqa: F401, PLC0415 - as above

        makers["docx-mailmerge2"] = lambda values, path: by_mailmerge(bench, values, path)
    except ImportError:
        print('  docx-mailmerge2 is not installed: pip install -e ".[bench]"')
    makers["python-docx"] = lambda values, path: by_python_docx(bench, values, path)
    return makers


def by_binding(bench: Bench, values: Record, path: Path) -> None:
    """Make a document as a run does: with its properties and the fingerprint of its parts."""
    properties = {"title": str(values["initiatief"]), "creator": "Stad Gent", "language": "nl-BE", "Key": "binding"}
    path.write_bytes(bench.compiled.render(values, properties, digest_as="Digest"))


def by_docxtpl(bench: Bench, values: Record, path: Path) -> None:
    """Make a document as docxtpl's users do."""
    from docxtpl import DocxTemplate  # noqa: PLC0415 - it may not be there

    template = DocxTemplate(str(bench.tags))
    template.render(values, autoescape=True)
    template.save(str(path))


def by_mailmerge(bench: Bench, values: Record, path: Path) -> None:
    """Make a document by merge fields."""
    from mailmerge import MailMerge  # noqa: PLC0415 - as above

    questions = values["questions"]
    assert isinstance(questions, list)  # noqa: S101 - as `record` makes it
    merged = {"initiatief": values["initiatief"], "gemeente": values["gemeente"]}
    for number, question in enumerate(questions):
        merged[f"label_{number}"] = question["label"]
        merged |= {f"answer_{number}_{at}": answer for at, answer in enumerate(question["answers"])}
    with MailMerge(str(bench.fields)) as document:
        document.merge(**merged)
        document.write(str(path))


def by_python_docx(bench: Bench, values: Record, path: Path) -> None:
    """Make a document paragraph by paragraph."""
    questions = values["questions"]
    assert isinstance(questions, list)  # noqa: S101 - as `record` makes it
    document = Document(str(bench.styles))
    document.add_paragraph(str(values["initiatief"]), style="Heading 1")
    document.add_paragraph(f"Gemeente: {values['gemeente']}")
    for question in questions:
        document.add_paragraph(question["label"], style="Heading 2")
        for answer in question["answers"]:
            document.add_paragraph(answer)
    document.save(str(path))


def floors(bench: Bench, records: Sequence[Record]) -> dict[str, Maker]:
    """Return what nobody can do without: writing the bytes; rendering plain strings and deflating the same parts."""
    made = {id(values): bench.compiled.render(values) for values in records}
    xml = read_parts(bench.tags.read_bytes())["word/document.xml"].decode()
    template = plain_template(xml)
    parts = read_parts(made[id(records[0])])
    small = [parts["docProps/core.xml"], parts["docProps/custom.xml"]]

    def in_memory(values: Record, _: Path) -> None:
        for content in (template.render(values).encode(), *small):
            packer = zlib.compressobj(LIVE, zlib.DEFLATED, -zlib.MAX_WBITS)
            packer.compress(content) + packer.flush()

    return {
        "floor: the same bytes to a file": lambda values, path: (
            made[id(values)] and path.write_bytes(made[id(values)]) and None
        ),
        "floor: bare Jinja2 and deflate": in_memory,
    }


def plain_template(xml: str) -> JinjaTemplate:
    """Return the same tags in bare Jinja2: a statement in the place of its paragraph."""
    paragraphs = xml.replace("<w:p>", "\0<w:p>").split("\0")
    lines = [
        one[one.index("{%p") :].replace("{%p", "{%").split("%}")[0] + "%}" + one.split("</w:p>")[1]
        if "{%p" in one
        else one
        for one in paragraphs
    ]
    return Environment(autoescape=True).from_string("".join(lines))


# --- Measuring ------------------------------------------------------------------------------------


def compare(bench: Bench, records: Sequence[Record]) -> None:
    """Let all take turns, and print the times and the ratios."""
    makers = engines(bench)
    for name, make in makers.items():
        path = bench.folder / f"{name}.docx"
        for values in records[:3]:
            make(values, path)
            made = [paragraph.text for paragraph in Document(str(path)).paragraphs]
            if made != texts(values):
                raise AssertionError((name, made, texts(values)))
    makers |= floors(bench, records)
    times: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(ROUNDS):
        for name, make in makers.items():
            times[name].append(milliseconds(make, records, bench.folder))
    ours = times["Binding"]
    print(f"  {'':34}{'ms a report':>12}{'ratio':>8}")
    for name, taken in times.items():
        ratio = statistics.median(their / our for their, our in zip(taken, ours, strict=True))
        target = f"  (at least {TARGETS[name]})" if name in TARGETS else ""
        print(f"  {name:34}{statistics.median(taken):12.3f}{ratio:8.2f}{target}")
    floor = times["floor: bare Jinja2 and deflate"]
    over = statistics.median(our / their for our, their in zip(ours, floor, strict=True))
    print(f"  over the floor in memory: {over:.2f} times (at most 2.5)")
    if "docxtpl" in times:
        compiling = [
            cpu(lambda: compile_template(bench.tags, {"initiatief", "gemeente", "questions"})) for _ in range(9)
        ]
        renders = statistics.median(compiling) / statistics.median(times["docxtpl"])
        print(f"  compiling takes what {renders:.2f} renders by docxtpl take (at most 4)")


def milliseconds(make: Maker, records: Sequence[Record], folder: Path) -> float:
    """Return the CPU milliseconds that one document takes."""

    def all_of_them() -> None:
        for number, values in enumerate(records):
            make(values, folder / f"made {number}.docx")

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
