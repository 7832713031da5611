"""The versions that pyproject.toml promises can be tried, each with one command."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from all_pythons import interpreter, promised
from conftest import PROJECT
from lowest_versions import PYPROJECT, lowest_versions

TEXT = PYPROJECT.read_text(encoding="utf-8")


def test_the_lowest_versions_are_constraints_that_pip_reads() -> None:
    """One line for each dependency, those of the tests too; none is above the version that tests are run with."""
    printed = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, str(PROJECT / "tests/lowest_versions.py")], capture_output=True, text=True, check=True
    ).stdout
    lowest = dict(line.split("==") for line in printed.splitlines())
    assert {"click", "openpyxl", "jinja2", "pytest"} <= lowest.keys()
    assert all(re.fullmatch(r"\d+(\.\d+)*", version) for version in lowest.values())
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").lower().splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    assert {name: version for name, version in lowest.items() if _numbers(version) > _numbers(pinned[name])} == {}


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def test_a_requirement_without_a_lowest_version_is_told() -> None:
    """Nobody would know what it promises."""
    text = '[project]\ndependencies = ["click"]\noptional-dependencies.test = []\n'
    with pytest.raises(ValueError, match="click"):
        list(lowest_versions(text))


def test_every_python_that_is_promised_can_be_looked_for() -> None:
    """From the lowest that may install it; the one that runs this test is among them, and is found."""
    versions = promised(TEXT)
    (lowest,) = re.findall(r'requires-python = ">=(3\.\d+)"', TEXT)
    assert versions[0] == lowest
    assert versions == [f"3.{number}" for number in range(int(lowest[2:]), int(versions[-1][2:]) + 1)]
    assert f"{sys.version_info.major}.{sys.version_info.minor}" in versions
    assert interpreter("3.99") is None
