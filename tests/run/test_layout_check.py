"""`binding layout`: every mistake of a template at once, in the order of the document, in words for who uses Word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from document_rules import check_docx
from docx import Document

Add = Callable[..., Path]


@pytest.fixture
def template(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Return a function that adds paragraphs to the desk's own copy of the template, and returns its path."""
    folder = desk.folder / "templates"
    shutil.copytree(PROJECT / "templates", folder)
    monkeypatch.setenv("BINDING_TEMPLATES", str(folder))
    path = folder / "binding/report.docx"

    def add(*texts: str, rows: tuple[tuple[str, ...], ...] = (), footer: str = "") -> Path:
        document = Document(str(path))
        for text in texts:
            document.add_paragraph(text)
        if rows:
            table = document.add_table(len(rows), len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        document.sections[0].footer.paragraphs[0].add_run(footer)
        document.save(str(path))
        return path

    return add


def codes(said: str) -> list[str]:
    """Return the codes that were told, in order."""
    return re.findall(r"\[([a-z-]+)\]", said)


def broken(document: bytes) -> list[str]:
    """Return the rules that a template breaks; that it holds tags and comments is what it is for."""
    return sorted({f"{one.code} {one.part}" for one in check_docx(document) if one.code != "WRD05"})


def one_line(said: str) -> str:
    """Return what was said without the line ends that the width of the terminal brings."""
    return " ".join(said.split())


def test_the_layouts_are_listed_with_what_they_are(desk: Desk) -> None:
    """Name, title, questions and template."""
    ended = desk.binding("layout", "list")
    assert ended.code == 0
    assert re.match(r"binding: Binding \(.*\), 13 vragen, ", one_line(ended.out))


@pytest.mark.usefixtures("template")
def test_a_template_without_mistakes_is_in_order_and_no_copy_is_made(desk: Desk) -> None:
    """By name or all, and with exit code 0."""
    for arguments in ([], ["binding"], ["--annotate", "nagekeken"]):
        ended = desk.binding("layout", "check", *arguments)
        assert (ended.code, ended.out.splitlines()[0]) == (0, "binding: in orde.")
    assert not (desk.folder / "nagekeken").exists()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Beste {{ initiatif }}, dag!", "template-name-unknown"),
        ("{% for v in questions %}{{ v.labl }}{% endfor %}", "template-field-unknown"),
        ("{% for v in questions %}{{ vr.label }}{% endfor %}", "template-name-unknown"),
        ("{{ gemeente|uper }}", "template-filter-unknown"),
        ("{{ layout }}", "template-no-text"),
        ("{% for v in questions %}{{ v.answers }}{% endfor %}", "template-no-text"),
        ("{% fro v in questions %}", "template-statement-unknown"),
        ("{{ impact|safe }}", "template-not-allowed"),
        ('{% include "ander.docx" %}', "template-not-allowed"),
        ("{%p for v in %}{%p endfor %}", "template-syntax"),
        ("{{ gemeente + }}", "template-syntax"),
        ("In {{ gemeente staat het", "template-brace-alone"),
        ("{%p if answered %}", "template-block-unclosed"),
        ("{% endfor %}", "template-block-unopened"),
        ("{% if several %}{% for v in questions %}{% endif %}", "template-block-crossed"),
        ("{%tr for v in questions %}{%tr endfor %}", "template-not-in-a-table"),
        ("Hallo {%p if answered %}", "template-leaves-out"),
        ('{{ "logo.png"|image }}', "template-picture"),
        ("{% for x in range(99999) %}{% for y in range(99999) %}x{% endfor %}{% endfor %}", "template-endless"),
    ],
)
def test_each_mistake_is_told_before_anything_is_written(desk: Desk, template: Add, text: str, code: str) -> None:
    """By `layout check` with exit code 1, and by a run with exit code 3; nothing of the words is left unfilled."""
    template(text)
    for language in ("nl", "en"):
        ended = desk.binding("layout", "check", "--lang", language)
        assert ended.code == 1
        assert code in codes(ended.out)
    desk.table([["Initiatief"], ["Dans mee!"]])
    assert code in desk.binding("run", "--json").codes()
    assert desk.binding("run").code == 3
    assert desk.reports() == []


@pytest.mark.parametrize(("seconds", "code"), [(7.9, 0), (8.1, 1)])
def test_a_template_that_takes_too_long_is_told(
    desk: Desk, template: Add, monkeypatch: pytest.MonkeyPatch, seconds: float, code: int
) -> None:
    """Whatever it does meanwhile: a report takes milliseconds, and eight seconds are a mistake in the template."""
    template("{% for v in questions %}{{ v.label }}{% endfor %}")
    clock = chain([1000.0], repeat(1000.0 + seconds))
    monkeypatch.setattr("pipeline.render.writer.monotonic", lambda: next(clock))
    ended = desk.binding("layout", "check")
    assert (ended.code, codes(ended.out)) == (code, ["template-endless"] * code)


def test_all_mistakes_are_told_at_once_in_the_order_of_the_document(desk: Desk, template: Add) -> None:
    """Text, tables, then the footer: also pictures and blocks, which are looked at later."""
    template(
        '{{ "logo.png"|image }}',
        "{% if answered %}",
        "{{ sectr }}",
        rows=(("{% if several %}", "{% endif %}"), ("{{ gemeentte }}", "")),
        footer="{{ organisatei }}",
    )
    ended = desk.binding("layout", "check")
    assert codes(ended.out) == [
        "template-picture",
        "template-block-unclosed",
        "template-name-unknown",
        "template-block-across",
        "template-name-unknown",
        "template-name-unknown",
    ]
    said = one_line(ended.out)
    assert (
        "tabel 1, rij 2, kolom 1: de naam “gemeentte” in {{ gemeentte }} bestaat niet. → Bedoelde je “gemeente”?"
        in said
    )
    assert "In de voettekst, bij “" in said
    assert "na {% if answered %} ontbreekt {% endif %}." in said


def test_headers_are_told_as_word_names_them(desk: Desk, template: Add) -> None:
    """By the pages and the section that they stand on."""
    path = template("Beste {{ initiatief }}")
    document = Document(str(path))
    document.add_section()
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].first_page_header.paragraphs[0].text = "{{ gemeentte }}"
    document.save(str(path))
    said = one_line(desk.binding("layout", "check").out)
    assert "In de koptekst van de eerste pagina van sectie 1: de naam “gemeentte”" in said
    said = one_line(desk.binding("layout", "check", "--lang", "en").out)
    assert "In the header of the first page of section 1: " in said


def test_a_place_is_told_once(desk: Desk, template: Add) -> None:
    """A mistake in a heading doesn't stand under itself, and a long paragraph is shown by its beginning."""
    path = template("Een lange alinea die zegt dat het initiatief zo heet en nog veel meer: {{ initiatif }}.")
    document = Document(str(path))
    document.add_paragraph("Over {{ gemeentte }}", "Heading 2")
    document.save(str(path))
    said = one_line(desk.binding("layout", "check").out)
    assert "In de tekst, in een kop, bij “Over {{ gemeentte }}”: de naam" in said
    assert re.search(r"bij “Een lange alinea die zegt dat het initiatief zo heet[^”{]*…”: de naam", said)


def test_a_question_that_no_tag_shows_is_a_warning(desk: Desk, template: Add) -> None:
    """It keeps nobody from making reports."""
    path = template()
    document = Document(str(path))
    body = document.element.body
    for one in body[:-1]:
        body.remove(one)
    document.add_paragraph("{{ initiatief }}")
    document.save(str(path))
    ended = desk.binding("layout", "check")
    assert ended.code == 0
    assert set(codes(ended.out)) == {"template-question-not-shown"}


def test_an_annotated_copy_is_a_whole_document_and_the_template_stays_as_it_was(desk: Desk, template: Add) -> None:
    """The same copy may be made again; a file that says something else is never replaced."""
    path = template("Beste {{ initiatif }}", footer="{{ organisatei }}")
    before = path.read_bytes()
    copy = desk.folder / "nagekeken/binding - report.docx"
    for _ in range(2):
        ended = desk.binding("layout", "check", "--annotate", "nagekeken")
        assert ended.code == 1
        assert "Kopie met opmerkingen: nagekeken/binding - report.docx" in ended.out
        assert path.read_bytes() == before
        assert broken(copy.read_bytes()) == broken(before)
    said = [comment.text for comment in Document(str(copy)).comments]
    assert [("initiatif" in one, "organisatei" in one) for one in said] == [(True, False), (False, True)]
    copy.write_bytes(b"van iemand anders")
    ended = desk.binding("layout", "check", "--annotate", "nagekeken")
    assert (ended.code, codes(ended.err)) == (3, ["copy-exists"])
    assert codes(ended.out) == ["template-name-unknown"] * 2
    assert copy.read_bytes() == b"van iemand anders"


def test_wrong_use_is_told_as_such(desk: Desk, template: Add) -> None:
    """A folder without a name, a folder that is a file, a layout that is not there."""
    template("Beste {{ initiatif }}")
    assert desk.binding("layout", "check", "--annotate", "").code == 2
    ended = desk.binding("layout", "check", "bindin")
    assert (ended.code, codes(ended.out + ended.err)) == (3, ["layout-not-found"])
    (desk.folder / "bezet").touch()
    ended = desk.binding("layout", "check", "--annotate", "bezet")
    assert (ended.code, codes(ended.err)) == (3, ["folder-not-writable"])


def test_a_template_that_is_no_document_is_told(desk: Desk, template: Add) -> None:
    """A text file that was named .docx: no copy, no traceback."""
    template().write_text("geen Word")
    ended = desk.binding("layout", "check", "--annotate", "nagekeken")
    assert (ended.code, codes(ended.out)) == (1, ["template-unreadable"])
    assert not (desk.folder / "nagekeken").exists()
