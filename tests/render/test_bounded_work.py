"""What a template costs is counted where the work is done, and ends within its bounds, whatever the template does."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from conftest import PROJECT
from docx import Document

from pipeline.render.limits import LimitExceededError
from pipeline.render.weight import weight
from pipeline.template import compile_template

BIG = "'ab' * 400000"
TEMPLATES = {
    "a long comparison in a loop": "{% set s = " + BIG + " %}{% set t = s ~ '' %}"
    "{% for i in range(99999) %}{% if s == t %}{% endif %}{% endfor %}",
    "a search in a loop": "{% set s = "
    + BIG
    + " %}{% for i in range(99999) %}{% if 'abc' in s %}{% endif %}{% endfor %}",
    "a list of the same text, printed": "{% set s = " + BIG + " %}{{ (s,) * 1000000 }}",
    "the same as an attribute": "{% set s = " + BIG + " %}{% set l = [s] * 1000 %}{{ l|string }}",
    "the same, joined": "{% set s = " + BIG + " %}{{ ([s] * 100000)|join('-') }}",
    "the same, compared": "{% set s = " + BIG + " %}{{ ([s] * 100000) == ([s ~ ''] * 100000) }}",
    "lists in lists": "{% set ns = namespace(l=[1]) %}{% for i in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
    "{{ ns.l }}",
    "lists in lists, compared": "{% set a = namespace(l=[1], m=[1]) %}{% for i in range(60) %}"
    "{% set a.l = [a.l, a.l] %}{% set a.m = [a.m, a.m] %}{% endfor %}{{ a.l == a.m }}",
    "lists added up": "{{ ([[1, 2, 3]] * 300000)|sum(start=[])|length }}",
    "indented lines": "{{ ('a\\n' * 300000)|indent(9999) }}",
    "indented by a text": "{{ ('a\\n' * 300000)|indent('x' * 9000) }}",
    "many wide places": "{{ '%(a)9999d' * 100000 % {'a': 1} }}",
    "many wide places, as a filter": "{{ ('%9999d' * 10000)|format(*([1] * 10000)) }}",
    "a large value in many places": "{% set s = " + BIG + " %}{{ '%(a)s' * 1000 % {'a': s} }}",
    "one long word, cut to pieces": "{{ ('a' * 999999)|wordwrap(1) }}",
    "long line ends": "{{ ('a ' * 90000)|wordwrap(2, true, 'x' * 9000) }}",
    "many remarks of a web page": "{{ ('<!---->' * 140000)|striptags }}",
    "mapped to wide texts": "{{ range(99999)|map('string')|map('center', 9999)|list|length }}",
    "tabs": "{{ ('\\t' * 900000).expandtabs(9999) }}",
    "texts kept in a list": "{% set ns = namespace(l=[]) %}{% for i in range(99999) %}"
    "{% set ns.l = ns.l + ['a' * 900000 ~ i] %}{% endfor %}",
    "a method in a loop": "{% set s = " + BIG + " %}{% for i in range(99999) %}{% set x = s.split('a') %}{% endfor %}",
    "sorted again and again": "{% set l = range(90000)|list %}"
    "{% for i in range(9999) %}{% set x = l|sort %}{% endfor %}",
}
PROGRAM = """
import resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))
from pathlib import Path
from pipeline.template import BrokenTemplateError, RenderError, compile_template
begun = time.process_time()
try:
    compile_template(Path(sys.argv[1])).render({})
except (BrokenTemplateError, RenderError) as error:
    print("refused", *(mistake.code for mistake in getattr(error, "mistakes", None) or [error.mistake]))
else:
    print("made")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="resource is Unix's")
@pytest.mark.parametrize("what", TEMPLATES)
def test_a_template_that_costs_much_is_told(tmp_path: Path, what: str) -> None:
    """In a process with bounds on its memory and its time, of which it reaches neither."""
    path = tmp_path / "sjabloon.docx"
    document = Document()
    document.add_paragraph(TEMPLATES[what])
    document.save(str(path))
    made = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, str(path)], cwd=PROJECT, capture_output=True, text=True, timeout=90, check=False
    )
    assert made.stdout.strip() in ("refused template-endless", "made"), made.stderr[-500:]
    assert what == "lists added up" or made.stdout.startswith("refused")


@pytest.mark.parametrize("tag", ["{% set y = x.split('a') %}", "{% set y = x.replace('a', 'c') %}"])
def test_a_method_works_in_a_loop_that_sets_a_variable(tmp_path: Path, tag: str) -> None:
    """Jinja passes the variables of the loop along with the call."""
    path = tmp_path / "sjabloon.docx"
    document = Document()
    document.add_paragraph("{% for x in ['ab'] %}" + tag + "{{ y|last }}{% endfor %}")
    document.save(str(path))
    assert "b" in Document(BytesIO(compile_template(path).render({}))).paragraphs[0].text


@pytest.mark.parametrize(
    ("value", "expected"),
    [("abc", 3), (5, 1), (None, 1), ([], 1), (["ab", "c"], 4), ({"a": [1, 2]}, 5), ((("x",),), 3)],
)
def test_the_weight_of_a_value_is_all_that_is_in_it(value: object, expected: int) -> None:
    """Characters, and one for each other thing."""
    assert weight(value) == expected


def test_a_value_that_holds_itself_many_times_is_too_heavy() -> None:
    """Counted up to the bound only, however deep it goes."""
    nested: list[object] = ["a"]
    for _ in range(100_000):
        nested = [nested]
    assert weight(nested) == 100_002
    for _ in range(60):
        nested = [nested, nested]
    with pytest.raises(LimitExceededError):
        weight(nested)
