"""A run that is killed at any moment leaves whole reports, and the next run makes the rest."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from conftest import PROJECT, Desk
from docx import Document

HEADERS = ["Initiatief", "Contactpersoon", "Gemeente", "Contacten verduurzamen"]


def killed_run(desk: Desk, moment: str, *arguments: str) -> None:
    """Run, and kill the run when it calls this function for the ninth time."""
    holder, _, name = moment.rpartition(".")
    killer = (
        "import os, pathlib, signal, pipeline.storage.local_folder, pipeline.cli.commands\n"
        f"whole, count = {moment}, []\n"
        "def killed(*arguments):\n"
        "    count.append(1)\n"
        "    if len(count) == 9:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return whole(*arguments)\n"
        f"{holder}.{name} = killed\n"
        "pipeline.cli.commands.main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    command = [sys.executable, "-c", killer, "run", *arguments]
    ended = subprocess.run(command, check=False, cwd=desk.folder, env=environment)  # noqa: S603 - our own command
    assert ended.returncode == -signal.SIGKILL
    for report in desk.reports():
        Document(str(desk.outputs / report))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize(
    "moment", ["os.fsync", "os.link", "pathlib.Path.unlink", "pipeline.storage.local_folder._sync_folder"]
)
def test_a_killed_run_loses_nothing_and_the_next_run_completes_it(desk: Desk, moment: str) -> None:
    """Killed in a write, before it or after it, a run leaves whole reports only; the next makes the rest."""
    desk.table([HEADERS, *([f"Initiatief {number}", "An", "Gent", "Elke maand."] for number in range(20))])
    killed_run(desk, moment)
    written = len(desk.reports())
    assert 0 < written < 20
    counts = desk.binding("run", "--json").json["counts"]
    assert (counts["written"], counts["unchanged"]) == (20 - written, written)
    assert not list(desk.outputs.glob(".binding-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_run_killed_while_it_replaces_reports_leaves_each_of_them_whole(desk: Desk) -> None:
    """The old one or the new one; the next run makes the rest anew."""
    rows = [[f"Initiatief {number}", "An", "Gent", "Elke maand."] for number in range(20)]
    desk.table([HEADERS, *rows])
    desk.binding("run")
    desk.table([HEADERS, *([*row[:3], "Elke week."] for row in rows)])
    killed_run(desk, "pathlib.Path.replace")
    assert len(desk.reports()) == 20
    counts = desk.binding("run", "--json").json["counts"]
    assert (counts["written"], counts["unchanged"]) == (12, 8)
    assert not list(desk.outputs.glob(".binding-*"))
