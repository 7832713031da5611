"""Print the lowest versions that pyproject.toml promises, as constraints for pip: see CONTRIBUTING.md.

Tools that only look at the code (mypy and its stubs, ruff) are left out: which versions they have, nobody is promised.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

PYPROJECT = Path(__file__).parent.parent / "pyproject.toml"
_REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)")
_ONLY_LOOK = re.compile(r"mypy|ruff|types-.*|.*-stubs")


def lowest_versions(pyproject: str) -> Iterator[str]:
    """Yield a line `name==version` for each requirement. Raises ValueError for one that states no lowest version."""
    project = tomllib.loads(pyproject)["project"]
    for requirement in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        parts = _REQUIREMENT.fullmatch(requirement)
        if parts is None:
            raise ValueError(requirement)
        if not _ONLY_LOOK.fullmatch(parts[1]):
            yield f"{parts[1]}=={parts[2]}"


if __name__ == "__main__":
    sys.stdout.write("\n".join(lowest_versions(PYPROJECT.read_text(encoding="utf-8"))) + "\n")
