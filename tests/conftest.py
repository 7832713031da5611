"""What tests share: a clerk's desk, and the flag that renews golden files."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from openpyxl import Workbook

from pipeline.cli import commands
from pipeline.layout.loader import load_layouts
from pipeline.model import Layout

PROJECT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

# A busy machine is no failure.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that renews golden files and generated documentation, and the one that changes the order."""
    parser.addoption("--renew", action="store_true", help="write golden files and generated documentation anew")
    parser.addoption("--shuffle", type=int, metavar="SEED", help="run the tests in another order: that of this seed")


def pytest_sessionstart() -> None:
    """Forget what our functions keep: a mutation run starts many sessions in one process, each with other code."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "pipeline":
            for value in list(vars(module).values()):
                forget = getattr(value, "cache_clear", None)
                if callable(forget):
                    forget()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests into the order of the seed that was given: no test may need another to have run before it."""
    seed = config.getoption("--shuffle")
    if seed is not None:
        random.Random(seed).shuffle(items)  # noqa: S311 - the same order every time


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call bytes after their argument: they make no name to read, and those of a zip differ with the time of day."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture
def same_as_golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Return a check that a file says exactly this; with --renew it is made to."""

    def check(path: Path, content: str) -> None:
        if request.config.getoption("--renew"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        assert path.is_file(), f"{path.name} is not there: run pytest --renew, and read what it wrote"
        assert content == path.read_text(encoding="utf-8")

    return check


@pytest.fixture(scope="session")
def binding() -> Layout:
    """Return the layout Binding as it is in the project."""
    return load_layouts(PROJECT / "templates")["binding"]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The object that was printed."""
        whole: dict[str, Any] = json.loads(self.out)
        return whole

    def codes(self) -> list[str]:
        """Return the codes of the findings, in order."""
        return [finding["code"] for finding in self.json["findings"]]


@dataclass(frozen=True)
class Desk:
    """A clerk's folder, with inputs and outputs of its own and the project's layouts."""

    folder: Path
    binding: Callable[..., Ended]
    """Runs the command `binding` here."""

    @property
    def inputs(self) -> Path:
        """Where workbooks go."""
        return self.folder / "inputs"

    @property
    def outputs(self) -> Path:
        """Where reports come."""
        return self.folder / "outputs"

    def reports(self) -> list[str]:
        """Return the names of the reports, sorted."""
        return sorted(path.name for path in self.outputs.glob("*.docx"))

    def table(self, rows: Sequence[Sequence[object]], name: str = "enquete.xlsx", sheet: str = "Sheet1") -> Path:
        """Put a workbook with these rows into inputs."""
        book = Workbook()
        page = book.worksheets[0]
        page.title = sheet
        for row in rows:
            page.append(list(row))
        path = self.inputs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)
        return path


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Return an empty desk, with the clerk sitting at it."""
    folder = tmp_path / "desk"
    (folder / "inputs").mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("BINDING_TEMPLATES", str(PROJECT / "templates"))
    for name in ("BINDING_INPUTS", "BINDING_OUTPUTS", "BINDING_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("pipeline.log_file.log_path", lambda: tmp_path / "binding.log")

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["binding", *arguments])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            commands.main()
        captured = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, captured.out, captured.err)

    return Desk(folder, run)
