"""CLI output: a result on the terminal or as one JSON object, and the exit code that goes with it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from pipeline.cli.exit_codes import ExitCode
from pipeline.cli.localized_help import language_of
from pipeline.cli.progress_bar import ProgressBar
from pipeline.log_file import log_fault
from pipeline.messages import SetupError
from pipeline.model import Finding, Outcome, Place

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from pipeline.run import Progress
    from pipeline.show.json_output import Ending, Schema

_Result = TypeVar("_Result")


@dataclass
class CommandOutput:
    """What a command writes: texts on the terminal, or one JSON object on standard output."""

    context: click.Context
    schema: Schema
    as_json: bool = False
    quiet: bool = False
    dry_run: bool = False

    def __post_init__(self) -> None:
        """Learn the language, and start the clock."""
        self.language = language_of(self.context)
        self.start = time.perf_counter()
        self.today = datetime.now().astimezone().date()

    def run(self, work: Callable[[Progress], _Result], location: Path) -> _Result:
        """Do the work and return its result; where it can't be done, end the command with the reason and its code."""
        shown = not (self.as_json or self.quiet)
        with self.errors_reported(location), ProgressBar(self.language, shown=shown) as progress:
            return work(progress)

    @contextmanager
    def errors_reported(self, location: Path) -> Iterator[None]:
        """Catch every exception: a traceback goes to the log, one calm sentence or the JSON object to the reader."""
        try:
            yield
        except click.exceptions.Exit:
            raise
        except SetupError as error:
            self._stop(error.findings, "could_not_run", ExitCode.COULD_NOT_RUN)
        except KeyboardInterrupt:
            finding = Finding("interrupted", Place(location.as_posix()))
            self._stop((finding,), "could_not_run", ExitCode.INTERRUPTED)
        except ImportError:
            raise  # the installation is incomplete: perhaps what shows findings is missing too
        except Exception as error:  # noqa: BLE001 - a bug of ours, and nothing below catches it: the command ends here
            details = {"log": log_fault(error, self.context.command_path), "costs": "command"}
            finding = Finding("fault", Place("binding"), details=details)
            self._stop((finding,), "fault", ExitCode.FAULT)

    def finish(self, outcome: Outcome, *, inputs: Path, folder: Path | None = None, with_notes: bool = False) -> None:
        """Write the outcome and end the command. `folder` is where the reports are, where there are any."""
        from pipeline.show.summary_text import faults, needs_attention

        attention = needs_attention(outcome)
        ending: Ending = "needs_attention" if attention else "well"
        code = ExitCode.NEEDS_ATTENTION if attention else ExitCode.WELL
        if faults(outcome):
            ending, code = "fault", ExitCode.FAULT
        with self.errors_reported(inputs):
            if self.as_json:
                content: RenderableType = self._json(outcome, ending, code)
            else:
                content = self._summary(outcome, inputs, folder, with_notes=with_notes)
        if attention or self.as_json or not self.quiet:
            self.write(content)
        self.context.exit(code)

    def finish_with(self, content: RenderableType, *, code: ExitCode = ExitCode.WELL) -> None:
        """Write a text of another kind and end the command."""
        self.write(content)
        self.context.exit(code)

    def write(self, content: RenderableType, *, to_errors: bool = False) -> None:
        """Write a text. Where who reads it has read enough, the command ends as it would have."""
        try:
            if isinstance(content, str):
                click.echo(content)
            else:
                _console(to_errors=to_errors).print(content)
        except BrokenPipeError:
            silence_streams()

    def _summary(self, outcome: Outcome, inputs: Path, folder: Path | None, *, with_notes: bool) -> RenderableType:
        from pipeline.show.terminal import nothing_to_do, summary

        if not outcome.workbooks and not outcome.findings:
            return nothing_to_do(inputs.as_posix(), self.language)
        shown_folder = folder.as_posix() if folder else None
        return summary(outcome, self.language, folder=shown_folder, with_notes=with_notes)

    def _stop(self, findings: Sequence[Finding], ending: Ending, code: ExitCode) -> NoReturn:
        from pipeline.show.terminal import finding_list

        if self.as_json:
            self.write(self._json(Outcome(findings=tuple(findings), dry_run=self.dry_run), ending, code))
        else:
            self.write(finding_list(findings, self.language), to_errors=True)
        self.context.exit(code)

    def _json(self, outcome: Outcome, ending: Ending, code: ExitCode) -> str:
        from pipeline.show.json_output import as_json

        seconds = time.perf_counter() - self.start
        return as_json(outcome, self.schema, ending, int(code), seconds, self.language)


def silence_streams() -> None:
    """Send what is still to be written nowhere: Python would fail again when it flushes the streams at its end."""
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - as Python's manual says


def _console(*, to_errors: bool) -> Console:
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            """Let who writes know; Rich's own way ends the command."""
            raise BrokenPipeError

    console = PipedConsole(stderr=to_errors, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        # In a pipe or a file nobody sees the width of a window: a line is as long as what it says.
        console.width = 10_000
    return console
