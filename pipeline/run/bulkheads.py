"""Bulkheads: a bug of ours costs the one thing that it is about. It is told and logged, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from pipeline.log_file import log_fault
from pipeline.messages import SetupError
from pipeline.model import Finding, Place

Costs = Literal[
    "workbook",
    "workbook-findings",
    "submission",
    "answer",
    "answer-lost",
    "rules",
    "checks",
    "versions",
    "names",
    "initiative",
    "report",
    "template",
    "trial",
    "names-of-questions",
    "page",
    "copy",
]
"""What a fault costs, as messages say it."""
NOWHERE = Place("binding")
"""The place of what is about no file."""
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class About:
    """What a step is about: where that stands, and what it costs when the step fails."""

    costs: Costs
    place: Place
    initiative: str | None = None
    question: str | None = None


class Bulkheads:
    """Runs steps, each about one thing, and keeps a finding for each that failed by a bug of ours."""

    def __init__(self) -> None:
        """Begin without findings."""
        self._findings: list[Finding] = []

    def run(self, step: Callable[[], _Result], about: About) -> _Result | None:
        """Return the result of a step, or None where it failed by a bug of ours.

        What is no bug is raised: SetupError, and what ends the program.
        """
        try:
            return step()
        except SetupError:
            raise
        except Exception as error:  # noqa: BLE001 - this is the one net
            self.keep(error, about)
            return None

    def keep(self, error: Exception, about: About) -> None:
        """Log a bug of ours, and keep the finding that tells of it."""
        log = log_fault(error, str(about.place))
        details = {"log": log, "costs": about.costs}
        self._findings.append(Finding("fault", about.place, about.initiative, about.question, details=details))

    def take(self) -> list[Finding]:
        """Return the findings that were kept since they were last taken."""
        findings, self._findings = self._findings, []
        return findings
