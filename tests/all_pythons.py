"""Run the suite with every Python that pyproject.toml names and that is on this machine: see CONTRIBUTING.md.

Each gets a virtual environment of its own in `.pythons/`, which stays for the next time. Arguments go to pytest; with
`--lowest` the environments have the lowest versions that pyproject.toml promises.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from lowest_versions import PYPROJECT, lowest_versions

PROJECT = PYPROJECT.parent
ENVIRONMENTS = PROJECT / ".pythons"
_LANGUAGE = "Programming Language :: Python :: 3."


def promised(pyproject: str) -> list[str]:
    """Return the versions that the classifiers name, such as 3.11."""
    classifiers = tomllib.loads(pyproject)["project"]["classifiers"]
    return [line.rpartition(" ")[2] for line in classifiers if line.startswith(_LANGUAGE)]


def interpreter(version: str) -> str | None:
    """Return the command that starts this version of Python; None where there is none that starts."""
    name = f"python{version}"
    tried = [path for folder in os.get_exec_path() if (path := shutil.which(name, path=folder))]
    installed = Path.home() / ".pyenv/versions"
    tried += sorted(str(path) for path in installed.glob(f"{version}.*/bin/{name}"))
    return next((path for path in tried if _says(path, version)), None)


def _says(path: str, version: str) -> bool:
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - a Python
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.startswith(f"Python {version}.")


def run_suite(python: str, version: str, arguments: Sequence[str], *, lowest: bool) -> bool:
    """Run the suite with one Python, in its own environment. Returns whether all of it passed."""
    folder = ENVIRONMENTS / (f"{version}-lowest" if lowest else version)
    constraints = PROJECT / "constraints.txt"
    if lowest:
        ENVIRONMENTS.mkdir(exist_ok=True)
        constraints = ENVIRONMENTS / "lowest.txt"
        constraints.write_text("\n".join(lowest_versions(PYPROJECT.read_text(encoding="utf-8"))), encoding="utf-8")
    in_environment = str(folder / ("Scripts" if os.name == "nt" else "bin") / "python")
    # The tools that look at the code are the same whatever runs it: mypy and ruff are run in the ordinary suite.
    without = ["--deselect", "tests/test_code_rules.py::test_the_code_keeps_its_rules"]
    commands = [
        [python, "-m", "venv", str(folder)],
        [in_environment, "-m", "pip", "install", "--quiet", "--constraint", str(constraints), "--editable", ".[test]"],
        [in_environment, "-m", "pytest", *without, *arguments],
    ]
    return all(subprocess.run(command, cwd=PROJECT, check=False).returncode == 0 for command in commands)  # noqa: S603 - ours


def main(arguments: Sequence[str]) -> int:
    """Run the suite with each Python, and say of each what became of it."""
    lowest = "--lowest" in arguments
    rest = [argument for argument in arguments if argument != "--lowest"]
    outcomes: dict[str, str] = {}
    for version in promised(PYPROJECT.read_text(encoding="utf-8")):
        python = interpreter(version)
        if python is None:
            outcomes[version] = "is not on this machine: skipped"
        else:
            outcomes[version] = "passed" if run_suite(python, version, rest, lowest=lowest) else "FAILED"
    sys.stdout.write("".join(f"Python {version}: {outcome}\n" for version, outcome in outcomes.items()))
    return int("FAILED" in outcomes.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
