"""What one workbook costs is bounded, wherever its time goes: beyond it there is one finding, and the rest is made."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable
from threading import Thread

import pytest
from conftest import Desk

from pipeline.model import Finding, Sheet, Workbook
from pipeline.read import SECONDS
from pipeline.run import budget
from pipeline.run.budget import RunBudget

HEADERS = ["Initiatief", "Contacten verduurzamen"]
needs_clock = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no clock that stops work")


def never_ends() -> None:
    """Work, in Python."""
    while True:
        sum(range(1000))


def backtracks() -> None:
    """Work, in a library that doesn't come back for a long time."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def takes_much() -> bytearray:
    """Ask for more memory than a workbook may take."""
    return bytearray(10**12)


@pytest.mark.parametrize(
    ("costs", "code"),
    [
        pytest.param(never_ends, "workbook-takes-too-long", marks=needs_clock),
        pytest.param(backtracks, "workbook-takes-too-long", marks=needs_clock),
        (takes_much, "workbook-takes-too-much"),
    ],
)
@pytest.mark.parametrize("stage", ["read", "match", "checked_submission"])
def test_a_workbook_that_costs_too_much_costs_only_itself(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str, costs: Callable[[], object], code: str
) -> None:
    """Reading, matching and checking have one budget, and whatever one of them does is stopped."""
    desk.table([HEADERS, ["Sportclub", "Elke week."]], "eerlijk.xlsx")
    desk.table([HEADERS, ["Kapot plein", "Elke maand."]], "duur.xlsx")
    works = getattr(__import__("pipeline.run.intake", fromlist=[stage]), stage)

    def slow(*arguments: object, **named: object) -> object:
        if "duur.xlsx" in repr(arguments[0]):
            costs()
        return works(*arguments, **named)

    monkeypatch.setattr(f"pipeline.run.intake.{stage}", slow)
    monkeypatch.setattr(budget, "SECONDS", 0.5)
    ended = desk.binding("run", "--json")
    errors = [finding for finding in ended.json["findings"] if finding["severity"] == "error"]
    assert [(error["code"], error["file"]) for error in errors] == [(code, "duur.xlsx")]
    assert (ended.code, desk.reports()) == (1, ["Sportclub - Binding.docx"])
    assert signal.getsignal(signal.SIGPROF) is signal.SIG_DFL


def test_slow_workbooks_have_a_budget_together() -> None:
    """A thousand of them don't take a thousand times as long; each still has what a small one needs."""
    together = RunBudget()
    first = together.of("duur.xlsx")
    assert first.seconds == SECONDS
    first.spend(1000.0)
    assert together.of("volgende.xlsx").seconds == 1.0
    workbook = Workbook("volgende.xlsx", (Sheet("Sheet1", {row: {1: "x"} for row in range(1, 100_000)}),))
    second = together.of("volgende.xlsx")
    second.allow_for(workbook)
    assert second.seconds == 1.0


def test_a_large_workbook_has_the_time_that_its_size_asks_for() -> None:
    """What people filled in is read, however much that is: time is counted by the cell."""
    small, large = RunBudget().of("klein.xlsx"), RunBudget().of("groot.xlsx")
    large.allow_for(Workbook("groot.xlsx", (Sheet("Sheet1", {row: {1: "x"} for row in range(1, 100_000)}),)))
    assert large.seconds > small.seconds + 9


def test_in_another_thread_the_step_is_done_all_the_same() -> None:
    """There the system's clock stops nothing."""
    outcomes: list[str | Finding] = []
    thread = Thread(target=lambda: outcomes.append(RunBudget().of("a.xlsx").run(lambda: "gedaan")))
    thread.start()
    thread.join()
    assert outcomes == ["gedaan"]
