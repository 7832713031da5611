"""The exception that ends a run before or halfway, carrying findings."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Finding


class SetupError(Exception):
    """The run can't start or go on: a broken layout, a busy folder, a full disk. Carries all that is wrong at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings, of which there is at least one."""
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{finding.place}: {finding.code}" for finding in self.findings))
