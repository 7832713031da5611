"""Documentation is true: pages made from the code are what the code says, and commands give what is shown."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import PROJECT, Desk
from engine_page import engine_page
from openpyxl import load_workbook
from reference_pages import (
    GENERATED,
    bounds_page,
    command_line_page,
    findings_page,
    layout_file_page,
    modules_page,
    template_page,
)

from pipeline.match.form_keys import form_key
from pipeline.model import Layout

PAGES = sorted([PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")])
DOCUMENTS = sorted(
    [*PAGES, *(PROJECT / name for name in ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"))]
)
REFERENCE = PROJECT / "docs/reference"
ANYTHING = "…"


def test_reference_pages_are_what_the_code_says(binding: Layout, same_as_golden: Callable[[Path, str], None]) -> None:
    """Commands, codes, settings and names can't drift from the code."""
    same_as_golden(REFERENCE / "command-line.md", command_line_page())
    same_as_golden(REFERENCE / "findings.md", findings_page())
    same_as_golden(REFERENCE / "layout-file.md", layout_file_page())
    same_as_golden(REFERENCE / "template-language.md", template_page(binding))
    same_as_golden(REFERENCE / "bounds.md", bounds_page())
    same_as_golden(REFERENCE / "modules.md", modules_page())
    same_as_golden(REFERENCE / "engine.md", engine_page(GENERATED))


def console_blocks(page: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a page with the lines that it shows."""
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for part in re.split(r"(?m)^\$ ", block)[1:]:
            command, _, shown = part.partition("\n")
            yield command, shown.splitlines()


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=lambda page: page.name
)
def test_commands_in_the_docs_give_what_is_shown(desk: Desk, page: Path) -> None:
    """Each page from top to bottom on the examples; `…` stands for lines left out, `# eindigt met 1` for a code."""
    shutil.copytree(PROJECT / "inputs", desk.inputs, dirs_exist_ok=True)
    shutil.copytree(PROJECT / "examples", desk.folder / "examples")
    for command, shown in console_blocks(page):
        if page.name == "eerste-verslag.md" and command == "binding check":
            _fill_in_as_the_tutorial_says(desk)
        program, *arguments = shlex.split(command, comments=True)
        assert program == "binding"
        ended = desk.binding(*arguments)
        expected = re.search(r"# eindigt met (\d+)", command)
        assert ended.code == int(expected[1] if expected else 0), ended.out + ended.err
        wanted = "".join(".*" if line == ANYTHING else re.escape(line) + r"\n" for line in shown)
        assert re.fullmatch(wanted, ended.out, re.DOTALL), f"{command}\n{ended.out}"


def _fill_in_as_the_tutorial_says(desk: Desk) -> None:
    """Write an answer into the form that was made, and put it alone into inputs."""
    form = desk.folder / "Speelplein De Vlieger - Binding - formulier.xlsx"
    book = load_workbook(form)
    ((_, reference),) = book.defined_names[form_key("binding", "impact")].destinations
    book.worksheets[0][reference.replace("$", "")] = "Elke zomer tellen we samen."
    shutil.rmtree(desk.inputs)
    desk.inputs.mkdir()
    book.save(desk.inputs / form.name)


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every file and heading that a page links to is there."""
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", page.read_text(encoding="utf-8")):
        file = page.parent / target if target else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"(?m)^#+ (.*)$", file.read_text(encoding="utf-8"))
            assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}, anchor


def test_every_key_of_the_json_is_documented(desk: Desk) -> None:
    """And no key that is not there."""
    shutil.copytree(PROJECT / "examples/with-mistakes", desk.inputs, dirs_exist_ok=True)
    whole = desk.binding("run", "--json").json
    keys = {*whole, *whole["counts"]}
    for many in ("workbooks", "findings", "reports"):
        keys |= set(whole[many][0])
    keys |= set(whole["workbooks"][0]["cells"])
    page = (REFERENCE / "json.md").read_text(encoding="utf-8")
    assert keys <= set(re.findall(r"`([a-z_]+)`", page))


def test_every_dependency_has_its_reason() -> None:
    """One line each, and none for what is not there."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *extras["test"], *extras["mutation"]]
    page = (PROJECT / "docs/explanation/dependencies.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"(?m)^\| ([a-z][a-z0-9-]+) \|", page.replace("| library |", ""))) == sorted(
        re.split(r"[<>=]", one)[0] for one in needed
    )


def test_constraints_are_names_and_versions_only() -> None:
    """No address of a registry, and every dependency is pinned."""
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines if not line.startswith("#")}
    assert all(re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line) for line in lines)
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    assert {re.split(r"[<>=]", one)[0] for one in needed} <= pinned


def test_readme_has_the_same_two_commands_for_both_shells() -> None:
    """One line to run the main job and one to pass the tests, which .ci/run takes from there."""
    page = (PROJECT / "README.md").read_text(encoding="utf-8")
    for shell in ("sh", "powershell"):
        (block,) = re.findall(rf"```{shell}\n(.*?)```", page, re.DOTALL)
        run, test = block.strip().split("\n")
        assert run.rstrip(" }").endswith("binding run")
        assert test.rstrip(" }").endswith("-m pytest")


def test_the_walk_of_one_answer_names_functions_that_are_where_it_says() -> None:
    """At most 25 steps from the cell to the paragraph, each a function in its file."""
    page = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    steps = re.findall(r"(?m)^\d+\. `(\w+)` in `([\w/]+\.py)`", page)
    assert 20 <= len(steps) <= 25
    for function, file in steps:
        code = (PROJECT / "pipeline" / file).read_text(encoding="utf-8")
        assert re.search(rf"(?m)^ *def {function}\(", code), f"{function} is not in {file}"


def test_the_architecture_fits_on_a_page_and_names_every_room() -> None:
    """At most 160 lines, and one for each folder and each module at the top of the package; the reference has all."""
    page = (PROJECT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(page.splitlines()) <= 160
    for room in (PROJECT / "pipeline").iterdir():
        name = f"{room.name}/" if room.is_dir() else room.name
        if not room.name.startswith("__") and (room.suffix == ".py" or (room / "__init__.py").exists()):
            assert re.search(rf"\b{re.escape(name)}", page), name
