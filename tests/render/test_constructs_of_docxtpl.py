"""Every construct that docxtpl documents and that can be compared gives the same text here; the rest is listed.

What differs on purpose is in `DIFFERS`, with what both give; the page of the template language says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT
from content import report_texts
from docx import Document
from docx.document import Document as WordDocument
from docxtpl import DocxTemplate

from pipeline.template import BrokenTemplateError, RenderError, compile_template

VALUES: dict[str, object] = {
    "naam": "Dans mee! <b> & co",
    "ja": True,
    "nee": False,
    "n": 5,
    "namen": ["An", "Jef", "Zoë"],
    "leeg": [],
    "regels": "een\ntwee\tdrie",
    "d": {"a": 1, "b": "x"},
    "groepen": [{"kop": "g", "rijen": [1, 2]}, {"kop": "h", "rijen": []}],
    "kleur": "FF0000",
}


def with_table(*rows: Sequence[str], before: str = "voor", after: str = "na") -> WordDocument:
    """Return a document with a table of these texts between two paragraphs."""
    document = Document()
    document.add_paragraph(before)
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph(after)
    return document


def with_paragraphs(*texts: str) -> WordDocument:
    """Return a document of these paragraphs."""
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return document


def with_header(text: str) -> WordDocument:
    """Return a document with this text in its header, its footer and its body."""
    document = with_paragraphs(text)
    document.sections[0].header.paragraphs[0].text = document.sections[0].footer.paragraphs[0].text = text
    return document


SAME = {
    "a value": with_paragraphs("Dag {{ naam }}!", "{{naam}}", "{{ d.b }} {{ d['a'] }} {{ namen[1] }} {{ namen[-1] }}"),
    "a condition in a line": with_paragraphs("a{% if ja %} b{% elif nee %} c{% else %} d{% endif %} e"),
    "a condition round paragraphs": with_paragraphs("{%p if nee %}", "a", "{%p else %}", "b", "{%p endif %}"),
    "conditions with and, or, not, in, is": with_paragraphs(
        "{% if ja and not nee or nee %}a{% endif %}{% if 'An' in namen %}b{% endif %}"
        "{% if onbekend is defined %}c{% endif %}"
        "{% if n > 3 and n <= 5 and n == 5 and n != 4 %}d{% endif %}{{ 'e' if ja else 'f' }}{{ 'g' if nee }}"
    ),
    "a loop in a line": with_paragraphs(
        "{% for x in namen %}{{ loop.index }}. {{ x }}{% if not loop.last %}, {% endif %}{% endfor %}"
    ),
    "a loop round paragraphs": with_paragraphs("{%p for x in namen %}", "Dag {{ x }}", "{%p endfor %}"),
    "loops in loops": with_paragraphs(
        "{%p for g in groepen %}", "{{ g.kop }}",
        "{%p for r in g.rijen %}", "- {{ r }}", "{%p endfor %}", "{%p endfor %}",
    ),
    "a loop with else and a condition": with_paragraphs(
        "{% for x in leeg %}{{ x }}{% else %}geen{% endfor %} {% for x in namen if x != 'Jef' %}{{ x }}{% endfor %}"
    ),
    "a loop over a dict": with_paragraphs("{% for k, v in d.items() %}{{ k }}={{ v }};{% endfor %}"),
    "rows": with_table(["{%tr for x in namen %}", ""], ["{{ loop.index }}", "{{ x }}"], ["{%tr endfor %}", ""]),
    "a row under a condition": with_table(["kop", ""], ["{%tr if nee %}", ""], ["a", "b"], ["{%tr endif %}", ""]),
    "columns": with_table(["{%tc for x in namen %}", "{{ x }}", "{%tc endfor %}"]),
    "columns under a condition": with_table(
        ["{%tc if ja %}", "a", "{%tc endif %}", "{%tc if nee %}", "b", "{%tc endif %}"]
    ),
    "cells": with_table(["{% cellbg kleur %}{{ naam }}", "{% colspan 2 %}x"], ["a", "b"]),
    "merged rows": with_table(
        ["{%tr for x in namen %}", "", ""], ["{% vm %}groep", "{{ x }}", "c"], ["{%tr endfor %}", "", ""]
    ),
    "remarks": with_paragraphs("a{# weg #}b", "{#p weg #}", "c"),
    "remarks in rows": with_table(["a", "b"], ["{#tr weg #}", ""], ["d", "e"]),
    "trimming": with_paragraphs("A {%- if ja %} x{% endif -%} B"),
    "trimming over paragraphs": with_paragraphs(
        "Het", "{%- if ja -%}", " is ", "{%- else -%}", " was ", "{%- endif -%}", "zo"
    ),
    "marks that are shown": with_paragraphs("{_{ naam }_} {_% if %_}"),
    "raw": with_paragraphs("{% raw %}{{ naam }} {% if %}{% endraw %} {{ n }}"),
    "set": with_paragraphs("{% set x = n + 1 %}{{ x }}", "{%p set y = 2 %}", "{{ x * y }}"),
    "macros": with_paragraphs("{% macro m(x, y='!') %}[{{ x }}{{ y }}]{% endmacro %}{{ m('a') }}{{ m(n, y='?') }}"),
    "with": with_paragraphs("{% with x = n %}{{ x }}{% endwith %}"),
    "filters": with_paragraphs(
        "{{ naam|upper }} {{ naam|e }} {{ namen|join(', ') }} {{ namen|length }} {{ namen|first }} {{ namen|last }} "
        "{{ 'abc'|replace('b', 'x') }} {{ 'abc'|capitalize }} {{ onbekend|default('-') }} {{ n|string }} "
        "{{ '7'|int + 1 }} "
        "{{ [3, 1, 2]|sort|join }} {{ namen|reverse|join }} {{ '%s-%03d'|format('a', 7) }} {{ ' x '|trim }} "
        "{{ [1, 2, 3]|sum }} {{ [1, 2]|max }} {{ 'a b'|wordcount }} {{ 'abcdef'|truncate(5, true, '', 0) }}"
    ),
    "methods": with_paragraphs(
        "{{ naam.upper() }} {{ 'a-b'.split('-')|join('+') }} {{ d.get('b') }} {{ 'x'.replace('x', 'y') }}"
    ),
    "calculations": with_paragraphs(
        "{{ n + 1 }} {{ n * 2 }} {{ n - 7 }} {{ n // 2 }} {{ n % 3 }} {{ n ** 2 }} {{ 'a' ~ n }}"
    ),
    "line ends and tabs in a value": with_paragraphs("[{{ regels }}]"),
    "header and footer": with_header("Over {{ naam }} {% if ja %}a{% endif %}"),
    "filters with what they go over": with_paragraphs(
        "{{ groepen|map(attribute='kop')|join }} "
        "{{ groepen|selectattr('kop', 'equalto', 'h')|map(attribute='kop')|join }} "
        "{{ namen|select('equalto', 'An')|join }} {{ range(3)|join('-') }} {{ namen|batch(2)|map('join')|join('/') }}"
    ),
}  # fmt: skip


def theirs(folder: Path, document: WordDocument) -> bytes:
    """Return what docxtpl makes of a template."""
    document.save(str(folder / "sjabloon.docx"))
    template = DocxTemplate(str(folder / "sjabloon.docx"))
    template.render(dict(VALUES), autoescape=True)
    template.save(str(folder / "hun.docx"))
    return (folder / "hun.docx").read_bytes()


def ours(folder: Path, document: WordDocument) -> bytes:
    """Return what we make of it."""
    document.save(str(folder / "sjabloon.docx"))
    return compile_template(folder / "sjabloon.docx").render(VALUES)


def shown(content: bytes) -> list[list[str]]:
    """Return the texts of the body, and those of the header and the footer."""
    document = Document(BytesIO(content))
    section = document.sections[0]
    edges = [[one.text for one in part.paragraphs] for part in (section.header, section.footer)]
    return [report_texts(content), *edges]


@pytest.mark.parametrize("construct", SAME)
def test_a_documented_construct_of_docxtpl_gives_the_same_text(tmp_path: Path, construct: str) -> None:
    """In the body, in tables, in header and footer."""
    assert shown(ours(tmp_path, SAME[construct])) == shown(theirs(tmp_path, SAME[construct]))


DIFFERS: dict[str, tuple[str, object, object]] = {
    "A number has the decimal mark of the layout's language": (
        "{{ 1.5 }} {{ '%.2f'|format(2) }}",
        "1.5 2.00",
        "1,5 2,00",
    ),
    "Yes and no are written in the layout's language": ("{{ ja }} {{ nee }}", "True False", "ja nee"),
    "nothing is written for an empty value": ("[{{ none }}]", "[None]", "[]"),
    "A list is written as its items": ("Met {{ namen }}", "Met ['An', 'Jef', 'Zoë']", "Met An, Jef, Zoë"),
    "Numbers with decimals calculate exactly": ("{{ 0.1 + 0.2 == 0.3 }}", "False", "ja"),
    "a number of the template is equal to a text that shows it": ("{{ '5' == 5 }}", "False", "ja"),
    "and never to yes": ("{{ 1 == true }}", "True", "nee"),
    "a half is rounded up by `number`": ("{{ 2.5|number(0) }}", None, "3"),
    "É is sorted by E": ("{{ ['Z', 'É', 'A']|sort|join }}", "AZÉ", "AÉZ"),
    "The first of nothing is nothing": ("[{{ leeg[0] }}{{ leeg|first }}]", "[]", "[]"),
    "A field of a value": ("{{ d.items }}", None, RenderError),
    "A name that no value has is a mistake": ("[{{ onbekend }}]", "[]", RenderError),
    "Text beside `{%p … %}`": ("Dag {%p if ja %}{%p endif %}", None, BrokenTemplateError),
    "`format`, `encode` and the methods that change a value": ("{{ '{}'.format(n) }}", "5", BrokenTemplateError),
    "`\\a` and `\\f` in a value": ("{{ 'a\\fb' }}", None, "ab"),
}


@pytest.mark.parametrize("sentence", DIFFERS)
def test_what_differs_from_docxtpl_differs_on_purpose(tmp_path: Path, sentence: str) -> None:
    """The page of the template language says so, and both still do what it says."""
    text, hers, made_here = DIFFERS[sentence]
    page = " ".join((PROJECT / "docs/reference/template-language.md").read_text(encoding="utf-8").split())
    assert sentence in page
    document = with_paragraphs(text)
    if hers is not None:
        assert report_texts(theirs(tmp_path, document)) == [hers]
    if isinstance(made_here, type):
        with pytest.raises(made_here):
            ours(tmp_path, document)
    else:
        assert report_texts(ours(tmp_path, document)) == [made_here]
