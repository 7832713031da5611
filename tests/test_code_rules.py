"""The rules that hold for the code itself: style, types and the direction of imports."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest
from conftest import PROJECT

RULES = {
    "ruff finds nothing": ["-m", "ruff", "check", "."],
    "ruff would format nothing": ["-m", "ruff", "format", "--check", "."],
    "mypy finds nothing": ["-m", "mypy"],
    "imports go one way": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


def ended(*command: str) -> tuple[int, str]:
    """Run Python in the project, and return its exit code and what it printed."""
    whole = [sys.executable, *command]
    done = subprocess.run(whole, check=False, cwd=PROJECT, capture_output=True, text=True)  # noqa: S603 - our own tools
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("command", RULES.values(), ids=RULES.keys())
def test_the_code_keeps_its_rules(command: list[str]) -> None:
    """As pyproject.toml sets them; and each tool has looked at something."""
    code, said = ended(*command)
    assert code == 0, said
    assert re.search(r"All checks passed|already formatted|no issues found in \d+|[1-9] kept, 0 broken", said), said


def test_tests_lie_under_the_name_of_the_room_that_they_test() -> None:
    """So that nobody has to search; and no two have one name, for pytest knows a file by that alone."""
    tests = list((PROJECT / "tests").rglob("test_*.py"))
    folders = {path.parent.name for path in tests} - {"tests"}
    assert folders <= {path.parent.name for path in (PROJECT / "pipeline").glob("*/__init__.py")}
    assert len({path.name for path in tests}) == len(tests)


def test_no_two_modules_have_one_name() -> None:
    """A name in a traceback or a search leads to one file."""
    names = Counter(path.name for path in (PROJECT / "pipeline").rglob("*.py") if path.name != "__init__.py")
    assert [name for name, times in names.items() if times > 1] == []


def test_a_help_page_loads_nothing_heavy() -> None:
    """Nothing is imported before it is needed: help comes at once."""
    script = (
        "import sys\n"
        "sys.argv = ['binding', 'run', '--help']\n"
        "import pipeline.cli.commands\n"
        "try:\n    pipeline.cli.commands.main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'openpyxl', 'lxml', 'jinja2', 'rich', 'pydantic', 'babel'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)\n"
    )
    code, said = ended("-c", script)
    assert code == 0, said
