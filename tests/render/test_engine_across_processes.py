"""What the engine makes crosses to another process: compiled templates, lines, and what went wrong."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from docx import Document
from render.test_render import compiled, mistakes

from pipeline.model import Layout
from pipeline.ooxml.archive import read_parts
from pipeline.render.limits import LimitExceededError
from pipeline.render.sandbox import environment_for
from pipeline.reports.template_samples import samples
from pipeline.reports.template_values import names_in, view
from pipeline.rich_text import RichText, Span
from pipeline.template import BrokenTemplateError, CompiledTemplate, RenderError, compile_line, compile_template


def crossed(value: object) -> object:
    """Return a value as another process gets it."""
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - our own bytes


def test_a_compiled_template_renders_the_same_bytes_in_another_process(binding: Layout) -> None:
    """With its lists, links, pictures and properties; the values of a report cross too."""
    template = compile_template(binding.template, names_in(binding), language=binding.language)
    *_, differing = samples(binding, set())
    values, properties = view(differing, binding), {"title": "Binding – Dans mee!", "keywords": "a, b"}
    expected = template.render(values, properties, parts_digest_as="digest")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert pool.submit(template.render, values, properties, parts_digest_as="digest").result() == expected


def test_tags_in_properties_cross_too(tmp_path: Path) -> None:
    """A title with a tag in it is a compiled line of its own."""
    document = Document()
    document.core_properties.title = "Verslag van {{ naam }}"
    document.save(str(tmp_path / "sjabloon.docx"))
    template = compile_template(tmp_path / "sjabloon.docx")
    again = crossed(template)
    assert isinstance(again, CompiledTemplate)
    assert again == template
    assert again.render({"naam": "An"}) == template.render({"naam": "An"})


def test_a_compiled_line_crosses() -> None:
    """Such as the name of a file."""
    line = compile_line("{{ naam|upper }} - {{ dag|date('short') }}.docx", {"naam", "dag"})
    again = crossed(line)
    assert again == line
    assert line.render({"naam": "An", "dag": "2026-03-05"}) == "AN - 5/03/2026.docx"


def test_what_is_wrong_crosses_with_every_mistake(tmp_path: Path) -> None:
    """A worker tells what the process that waits for it has to know."""
    with pytest.raises(BrokenTemplateError) as broken:
        compiled(tmp_path, "{{ naam", "{{ name }}", names={"naam"})
    again = crossed(broken.value)
    assert isinstance(again, BrokenTemplateError)
    assert again.mistakes == broken.value.mistakes
    assert mistakes(tmp_path, "{{ name }}", names={"naam"}) == [("name", "naam")]
    with pytest.raises(RenderError) as failed:
        compiled(tmp_path, "{{ 1 / nul }}").render({"nul": 0})
    again = crossed(failed.value)
    assert isinstance(again, RenderError)
    assert again.mistake == failed.value.mistake
    assert str(again) == str(failed.value)


@pytest.mark.parametrize("name", ["truncate", "replace", "center", "upper", "date", "join", "round", "format"])
def test_every_filter_can_be_passed_to_another_process(name: str) -> None:
    """None of them is a function within a function."""
    pickle.dumps(environment_for("nl-BE").filters[name])


def test_the_environment_of_a_language_is_made_once() -> None:
    """A worker that renders a thousand reports sets it up for the first one only."""
    assert environment_for("nl-BE") is environment_for("nl-BE")
    assert environment_for("nl-BE") is not environment_for("en")


def test_a_filter_without_bound_is_refused_in_a_line_too() -> None:
    """A text of ten thousand million blanks is no name of a file."""
    with pytest.raises(RenderError) as failed:
        compile_line("{{ naam|center(10000000000) }}", {"naam"}).render({"naam": "An"})
    assert failed.value.mistake.code == "template-endless"
    assert isinstance(failed.value.__cause__, LimitExceededError)


def test_pictures_and_cells_of_a_template_cross_too(tmp_path: Path) -> None:
    """What a template brings along, and what its tags do to tables, is the same after the crossing."""
    png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    (tmp_path / "logo.png").write_bytes(png)
    document = Document()
    document.add_paragraph('{{ "logo.png"|image(width="1 cm", alt="Logo") }}')
    table = document.add_table(rows=1, cols=3)
    table.cell(0, 0).text = "{%tc for een in namen %}"
    table.cell(0, 1).text = "{% cellbg kleur %}{{ een }}"
    table.cell(0, 2).text = "{%tc endfor %}"
    document.save(str(tmp_path / "sjabloon.docx"))
    template = compile_template(tmp_path / "sjabloon.docx", {"namen", "kleur"})
    again = crossed(template)
    assert isinstance(again, CompiledTemplate)
    values = {"namen": ["An", "Jef"], "kleur": "#AABBCC"}
    assert again.render(values) == template.render(values)
    assert b"AABBCC" in read_parts(again.render(values))["word/document.xml"]


def test_a_line_sees_a_formatted_value_as_its_text() -> None:
    """The name of a file comes from an answer that may be bold; what the line does not name is left alone."""
    rich = RichText("Dans mee!", (Span(0, 4, ("bold",)),))
    line = compile_line("{{ naam|upper }} - {{ groep.naam|length }}.docx", {"naam", "groep"})
    assert line.render({"naam": rich, "groep": {"naam": rich}, "rest": [rich]}) == "DANS MEE! - 9.docx"
