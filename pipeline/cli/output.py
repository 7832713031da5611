"""Where a command tells what it did: the terminal or one JSON object, the exit code, and the log of faults."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from pipeline.cli.localized_help import language_of
from pipeline.messages import Language, LocalizedText, SetupError
from pipeline.model import Finding, Outcome, Place

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from pipeline.run import Progress
    from pipeline.show.json_output import Ending, Schema

_Result = TypeVar("_Result")

_STAGES = {"read": LocalizedText("Reading"), "merge": LocalizedText("Writing")}


class ExitCode(IntEnum):
    """How a command ends; schedulers read these."""

    WELL = 0
    NEEDS_ATTENTION = 1
    WRONG_USE = 2
    COULD_NOT_RUN = 3
    FAULT = 4
    INTERRUPTED = 130


EXIT_CODES = {
    ExitCode.WELL: LocalizedText("All is well, or there was nothing to do."),
    ExitCode.NEEDS_ATTENTION: LocalizedText(
        "Finished, and something needs a person: an error in the answers, an unreadable workbook, a report that could "
        "not be made, or one that was kept because it was edited."
    ),
    ExitCode.WRONG_USE: LocalizedText("The command was typed wrongly: nothing was done."),
    ExitCode.COULD_NOT_RUN: LocalizedText(
        "The run could not start or go on: a broken layout, another run busy, a full disk, no permission."
    ),
    ExitCode.FAULT: LocalizedText("A fault in Binding itself: the traceback is in the log that the message names."),
    ExitCode.INTERRUPTED: LocalizedText("Interrupted with Ctrl+C; the next run completes it."),
}
"""What each code means."""


@dataclass
class Screen:
    """Where a command tells what it did: the terminal, or one JSON object."""

    context: click.Context
    schema: Schema
    as_json: bool = False
    quiet: bool = False
    dry_run: bool = False

    def __post_init__(self) -> None:
        """Learn the language, and start the clock."""
        self.language = language_of(self.context)
        self.begun = time.perf_counter()
        self.today = datetime.now().astimezone().date()

    def guard(self, work: Callable[[Progress], _Result], where: Path) -> _Result:
        """Do the work, and end the command with the right code and words where it can't be done."""
        with self.net(where), _ProgressBar(self.language, shown=not (self.as_json or self.quiet)) as progress:
            return work(progress)

    @contextmanager
    def net(self, where: Path) -> Iterator[None]:
        """Catch everything: a traceback goes to the log, and a calm sentence or the one JSON object to the screen."""
        try:
            yield
        except click.exceptions.Exit:
            raise
        except SetupError as error:
            self._stop(error.findings, "could_not_run", ExitCode.COULD_NOT_RUN)
        except KeyboardInterrupt:
            finding = Finding("interrupted", Place(where.as_posix()))
            self._stop((finding,), "could_not_run", ExitCode.INTERRUPTED)
        except Exception:  # a bug of ours, and the only net under it: the command ends here, nothing carries on
            logging.getLogger(__name__).exception("fault")
            finding = Finding("fault", Place("binding"), details={"log": str(log_file())})
            self._stop((finding,), "fault", ExitCode.FAULT)

    def show(self, outcome: Outcome, *, inputs: Path, folder: Path | None = None, with_notes: bool = False) -> None:
        """Show the outcome and end the command."""
        from pipeline.show.summary_text import needs_attention
        from pipeline.show.terminal import nothing_to_do, summary

        attention = needs_attention(outcome)
        code = ExitCode.NEEDS_ATTENTION if attention else ExitCode.WELL
        said: RenderableType
        with self.net(inputs):
            if self.as_json:
                said = self._json(outcome, "needs_attention" if attention else "well", code)
            elif not outcome.workbooks and not outcome.findings:
                said = nothing_to_do(inputs.as_posix(), self.language)
            else:
                shown = folder.as_posix() if folder else None
                said = summary(outcome, self.language, folder=shown, with_notes=with_notes)
        if attention or self.as_json or not self.quiet:
            self._print(said)
        self.context.exit(code)

    def say(self, said: RenderableType) -> None:
        """Show a text of another kind, and go on."""
        self._print(said)

    def tell(self, said: RenderableType, *, attention: bool = False) -> None:
        """Show a text of another kind and end the command."""
        self._print(said)
        self.context.exit(ExitCode.NEEDS_ATTENTION if attention else ExitCode.WELL)

    def _stop(self, findings: Sequence[Finding], ending: Ending, code: ExitCode) -> NoReturn:
        from pipeline.show.terminal import findings as list_findings

        if self.as_json:
            self._print(self._json(Outcome(findings=tuple(findings), dry_run=self.dry_run), ending, code))
        else:
            self._print(list_findings(findings, self.language), to_errors=True)
        self.context.exit(code)

    def _json(self, outcome: Outcome, ending: Ending, code: ExitCode) -> str:
        from pipeline.show.json_output import as_json

        seconds = time.perf_counter() - self.begun
        return as_json(outcome, self.schema, ending, int(code), seconds, self.language)

    def _print(self, said: RenderableType, *, to_errors: bool = False) -> None:
        """Print outside the net: where nobody can read, there is nothing to tell."""
        if isinstance(said, str):
            click.echo(said)
        else:
            _console(to_errors=to_errors).print(said)


def _console(*, to_errors: bool) -> Console:
    from rich.console import Console

    console = Console(stderr=to_errors, highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        # In a pipe or a file nobody sees the width of a window: a line is as long as what it says.
        console.width = 10_000
    return console


class _ProgressBar:
    """A bar on a terminal, nothing in a pipe."""

    def __init__(self, language: Language, *, shown: bool) -> None:
        self.language = language
        self.shown = shown and sys.stderr.isatty()

    def __enter__(self) -> Progress:
        if not self.shown:
            return lambda *_: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("{task.description:<9}"), BarColumn(), MofNCompleteColumn())
        self.bars = Progress(*columns, console=Console(stderr=True), transient=True)
        tasks = {
            stage: self.bars.add_task(words.of(self.language), total=None, visible=False)
            for stage, words in _STAGES.items()
        }
        self.bars.start()

        def told(stage: str, done: int, total: int) -> None:
            self.bars.update(tasks[stage], completed=done, total=total, visible=True)

        return told

    def __exit__(self, *_: object) -> None:
        if self.shown:
            self.bars.stop()


# --- The log --------------------------------------------------------------------------------------


def log_file() -> Path:
    """Return where tracebacks are kept, for whoever has to mend them."""
    from platformdirs import user_log_path

    return user_log_path("binding", appauthor=False) / "binding.log"


class _LogFile(logging.Handler):
    """Opens the log only when there is something to write; a full or closed disk must not add a second fault."""

    def emit(self, record: logging.LogRecord) -> None:
        """Append the record, with the moment it was made."""
        from logging.handlers import RotatingFileHandler

        with suppress(OSError):
            log_file().parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(
                log_file(), maxBytes=1_000_000, backupCount=3, encoding="utf-8", errors="backslashreplace"
            )
            handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
            handler.handleError = lambda record: None  # type: ignore[method-assign] # noqa: ARG005 - it would print a traceback
            try:
                handler.emit(record)
            finally:
                handler.close()


def keep_log() -> None:
    """Send what our own modules log to the log file, and nowhere else."""
    logger = logging.getLogger("pipeline")
    logger.handlers[:] = [_LogFile()]
    logger.propagate = False
