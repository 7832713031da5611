"""The engine is a library: it stands apart from the rest of Binding, and does what its page shows."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import PROJECT
from content import report_texts
from docx import Document
from engine_page import BEFORE, ENGINE_EXAMPLE

from pipeline.ooxml.archive import read_parts
from pipeline.ooxml.properties import custom_properties
from pipeline.template import compile_template

ENGINE = {"ooxml", "render", "template"}
SHARED = {"locale_data", "percentage", "rich_text", "similarity", "text"}
"""What the engine may use of Binding: small modules that know texts and languages."""


def brief(folder: Path, text: str) -> None:
    """Save a template of one paragraph."""
    document = Document()
    document.add_paragraph(text)
    document.save(str(folder / "brief.docx"))


@pytest.mark.parametrize("program", [ENGINE_EXAMPLE, BEFORE], ids=["ours", "docxtpl"])
def test_the_example_of_the_page_gives_what_docxtpl_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """Both programs, as they stand on the page, on the template that it describes."""
    monkeypatch.chdir(tmp_path)
    brief(tmp_path, 'Dag {{ naam }}: {{ vragen|join(", ") }}')
    exec(program, {})  # noqa: S102 - our own example
    for name in ("An", "Jef"):
        content = (tmp_path / f"brief aan {name}.docx").read_bytes()
        assert report_texts(content) == [f"Dag {name}: een, twee"]


def test_the_example_says_where_a_template_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its place, its tag, its code, and what may have been meant."""
    monkeypatch.chdir(tmp_path)
    brief(tmp_path, "Dag {{ naamm }}")
    with pytest.raises(Exception, match="template-name-unknown"):
        exec(ENGINE_EXAMPLE, {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == "body {{ naamm }} template-name-unknown naam\n"


def test_the_example_says_which_tag_could_not_be_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And writes no report for those values."""
    monkeypatch.chdir(tmp_path)
    brief(tmp_path, "Dag {{ naam }}: {{ vragen[0] / 2 }}")
    exec(ENGINE_EXAMPLE, {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == "body {{ vragen[0] / 2 }} template-fails\n" * 2
    assert not (tmp_path / "brief aan An.docx").exists()


def test_the_engine_loads_nothing_of_the_rest_of_binding() -> None:
    """Whoever imports it gets it alone."""
    script = (
        "import sys, pipeline.template\n"
        "print(*{name.split('.')[1] for name in sys.modules if name.startswith('pipeline.')})\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=True, cwd=PROJECT, capture_output=True, text=True)  # noqa: S603 - our own code
    assert set(done.stdout.split()) <= ENGINE | SHARED


def test_the_contract_of_the_engine_names_every_other_package() -> None:
    """A package that comes later is forbidden too, until somebody decides otherwise."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = [
        contract for contract in project["tool"]["importlinter"]["contracts"] if contract["type"] == "forbidden"
    ]
    package = PROJECT / "pipeline"
    every = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    every -= {"__init__", "__main__"}
    assert {f"pipeline.{name}" for name in ENGINE} == set(contract["source_modules"])
    assert {f"pipeline.{name}" for name in every - ENGINE - SHARED} == set(contract["forbidden_modules"])


def test_the_package_says_that_it_is_typed() -> None:
    """Its classifier promises it, and type checkers ask for the file."""
    assert (PROJECT / "pipeline/py.typed").is_file()


def test_a_report_that_becomes_a_template_states_each_digest_once(tmp_path: Path) -> None:
    """Two properties of one name make Word ask whether to repair the document."""
    brief(tmp_path, "Dag {{ naam }}")
    for _ in range(3):
        template = compile_template(tmp_path / "brief.docx")
        content = template.render({"naam": "{_{ naam }_}"}, parts_digest_as="delen", content_digest_as="inhoud")
        (tmp_path / "brief.docx").write_bytes(content)
        properties = read_parts(content)["docProps/custom.xml"].decode()
        assert [properties.count(f'name="{name}"') for name in ("delen", "inhoud")] == [1, 1]
        assert len(custom_properties(read_parts(content))["inhoud"]) == 64
